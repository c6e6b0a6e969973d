// A file becomes records: chosen, read in its encoding, mapped, checked, imported, mended and taken back.
import { OWNER, test as beginning } from "../company.ts";
import { create, find, read, unique } from "../rest.ts";
import { expect, expectAccessible, shot, signIn, signInByForm, test } from "../support.ts";
import { csv, encode, lines, Wizard } from "../wizard.ts";

test("a Chinese file is checked and imported, and its bad rows are mended", async ({ page }) => {
  await signIn(page);
  const [tag, company] = [unique("王"), unique("云山精密")];
  const account = await create(page, "accounts", { name: company });
  const rows = [
    ["姓", "名", "邮箱", "客户名", "城市"],
    [`${tag}1`, "小明", "wang@yunshan.example", company, "苏州"],
    [`${tag}2`, "娜", "没有邮箱", company, "无锡"],
    [`${tag}3`, "伟", "zhang@yunshan.example", "不存在的公司", "上海"],
  ];
  const wizard = new Wizard(page);
  await wizard.open("contacts");
  await wizard.upload(csv("联系人.csv", encode(lines(rows, ";"), "gb18030")));

  // How it is written was found out, and what its columns mean was guessed; the rest is put right by hand.
  await expect(page.getByText("3 rows · GB18030 · Semicolon")).toBeVisible();
  await expect(page.getByText("4 of 5 columns are imported")).toBeVisible();
  await expect(page.getByRole("region", { name: "First rows" })).toContainText(`${tag}1`);
  await expect(wizard.field("姓")).toHaveValue("last_name");
  await expect(wizard.field("邮箱")).toHaveValue("email");
  await expect(wizard.field("客户名")).toHaveValue("");
  await wizard.field("客户名").selectOption({ label: "Account" });
  await expectAccessible(page);
  await shot(page, "import-columns");

  // A reload loses nothing of it.
  await page.reload();
  await wizard.ready();
  await expect(wizard.field("客户名")).toHaveValue("account");

  // The check names each bad cell, and writes nothing.
  await wizard.checked();
  expect(await wizard.figures()).toEqual({ Rows: "3", "To be added": "1", "To be updated": "0", "With problems": "2" });
  const problems = [
    ["3", "邮箱", "没有邮箱", "“没有邮箱” is not an email address."],
    ["4", "客户名", "不存在的公司", "“不存在的公司” was not found."],
  ];
  expect(await wizard.problems()).toEqual(problems);
  const stored = () => find(page, "contacts", `last_name contains "${tag}"`);
  expect(await stored()).toEqual([]);
  await expectAccessible(page);
  await shot(page, "import-check");

  await wizard.imported();
  expect(await wizard.figures()).toEqual({ Rows: "3", Added: "1", Updated: "0", "With problems": "2" });
  expect(await wizard.problems()).toEqual(problems);
  expect(await stored()).toMatchObject([
    { last_name: `${tag}1`, first_name: "小明", city: "苏州", account: { id: account.id } },
  ]);
  await expectAccessible(page);
  await shot(page, "import-result");

  // The rows that failed are a file that says why; mended, it comes in by the same decisions.
  const failed = await wizard.failedRows();
  expect(failed).toContain("邮箱: “没有邮箱” is not an email address.");
  expect(failed.trim().split("\r\n")).toHaveLength(3);
  await page.getByRole("link", { name: "Import another file" }).click();
  const mended = failed.replace("没有邮箱", "li@yunshan.example").replace("不存在的公司", company);
  await wizard.upload(csv("failed.csv", mended));
  await expect(wizard.field("客户名")).toHaveValue("account");
  await wizard.checked();
  await expect(page.getByText("No problems found.")).toBeVisible();
  await wizard.imported();
  const all = await stored();
  expect(all.map((contact) => contact.last_name).toSorted()).toEqual([`${tag}1`, `${tag}2`, `${tag}3`]);

  // Undo takes back this import, and only this.
  await wizard.undo();
  expect(await stored()).toMatchObject([{ last_name: `${tag}1` }]);
  await page.getByRole("link", { name: "Open the list" }).click();
  await expect(page).toHaveURL(/\/m\/contacts$/);
});

test("records that match are updated, and undo gives them their old values", async ({ page }) => {
  await signIn(page);
  const [known, other] = [unique("Ελιά"), unique("Søstrene")];
  const account = await create(page, "accounts", { name: known, phone: "+30 210 111", billing_city: "Αθήνα" });
  const rows = [
    ["Company", "Telephone", "Town", "Remark"],
    [known, "+30 210 222", "Πειραιάς", "x"],
    [other, "+45 33 44 55", "København", "y"],
  ];
  const wizard = new Wizard(page);
  await wizard.open("accounts");
  const utf16 = Buffer.from(`\ufeff${lines(rows, "\t")}`, "utf16le");
  await wizard.upload(csv("accounts.txt", utf16));
  const reading = page.getByText("2 rows · UTF-16 LE · Tab");
  await expect(reading).toBeVisible();

  // Read wrongly by hand, and back again.
  await reading.click();
  await page.getByLabel("Separator").selectOption("Semicolon");
  await expect(page.getByText("0 of 1 columns are imported")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "import-reading");
  await page.getByLabel("Separator").selectOption("Detect");
  await expect(reading).toBeVisible();
  await expect(wizard.field("Company")).toHaveValue("name");
  await expect(wizard.field("Telephone")).toHaveValue("phone");
  await wizard.field("Town").selectOption({ label: "Billing city" });

  await page.getByRole("radio", { name: "Update the records that match, add the others" }).check();
  await expect(page.getByRole("checkbox", { name: "Name", exact: true })).toBeChecked();
  await wizard.checked();
  expect(await wizard.figures()).toEqual({ Rows: "2", "To be added": "1", "To be updated": "1", "With problems": "0" });
  await wizard.imported();
  expect(await wizard.figures()).toEqual({ Rows: "2", Added: "1", Updated: "1", "With problems": "0" });
  const changed = await read(page, "accounts", account.id);
  expect(changed).toMatchObject({ name: known, phone: "+30 210 222", billing_city: "Πειραιάς" });
  expect(await find(page, "accounts", `name = "${other}"`)).toMatchObject([{ billing_city: "København" }]);

  // What was imported is a list of its own: what was added, and what was changed.
  await page.getByRole("link", { name: "Show imported records" }).click();
  await expect(page.getByRole("heading", { name: "Accounts", level: 1 })).toBeVisible();
  await expect(page.locator(".page-head .count")).toHaveText("2");
  for (const name of [known, other]) await expect(page.getByRole("main").getByRole("link", { name })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "import-records");
  await page.goBack();
  await wizard.ready();
  await wizard.undo();
  expect(await read(page, "accounts", account.id)).toMatchObject({ phone: "+30 210 111", billing_city: "Αθήνα" });
  expect(await find(page, "accounts", `name = "${other}"`)).toEqual([]);
});

test("a file that cannot be read is told so, and another can be chosen", async ({ page }) => {
  await signIn(page);
  const wizard = new Wizard(page);
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
  const bad: [content: string | Buffer, why: string][] = [
    ["", "The file is empty."],
    [png, "This is not a text file."],
    [Array(1_000_000).fill("c").join(","), "There are too many columns: at most 1"],
  ];
  await wizard.open("accounts");
  for (const [content, why] of bad) {
    await wizard.choose(csv("bad.csv", content));
    await expect(page.getByRole("alert").filter({ hasText: why })).toBeVisible();
    await expectAccessible(page);
    await shot(page, "import-unreadable");
    await page.getByRole("link", { name: "Back" }).click();
  }

  // One that ends in the middle is read as far as it goes, and its last row is told.
  const tag = unique("Cut");
  const whole = lines([["Name", "Phone", "Website"], [`${tag} 1`, "+49 30 1234561", "https://one.example"], [`${tag} 2`, "+49 30 1234562", "https://two.example"]]);
  await wizard.upload(csv("cut.csv", whole.slice(0, whole.lastIndexOf(",https"))));
  await wizard.checked();
  expect(await wizard.problems()).toEqual([["3", "Phone", expect.any(String), "The file ends in the middle of this row."]]);
  await wizard.imported();
  expect(await find(page, "accounts", `name contains "${tag}"`)).toMatchObject([{ name: `${tag} 1` }]);
});

beginning("an import is stopped, and what it did is undone", async ({ page }) => {
  beginning.setTimeout(120_000);
  await signInByForm(page, OWNER);
  // So many that the fastest program is at work for longer than one needs to press a button.
  const most = 400_000;
  const rows = Array.from({ length: most }, (_, at) => [`Company ${at}`, `+1 212 ${1_000_000 + at}`]);
  const wizard = new Wizard(page);
  await wizard.open("accounts");
  await wizard.upload(csv("many.csv", lines([["Name", "Phone"], ...rows])));
  const stop = page.getByRole("button", { name: "Stop import" });

  // A check that is stopped has found nothing out, and leads back.
  await wizard.check.click();
  await stop.click();
  await expect(wizard.check).toBeEnabled();

  await wizard.checked();
  await wizard.start.click();
  await expect(page.getByRole("progressbar")).toHaveAttribute("value", /^0\.\d/);
  await stop.click();
  await expect(page.getByText("Import stopped. What was done so far can be undone.")).toBeVisible();
  await expectAccessible(page);
  const added = Number((await wizard.figures()).Added?.replaceAll(",", ""));
  expect(added).toBeGreaterThan(0);
  expect(added).toBeLessThan(most);
  const count = async () => {
    const answer = await page.request.get("/api/v1/accounts?limit=1&count=exact");
    return (await answer.json()).count;
  };
  expect(await count()).toBe(added);
  await wizard.undo();
  expect(await count()).toBe(0);
});
