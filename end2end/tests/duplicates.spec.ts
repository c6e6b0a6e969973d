// Duplicates: told while one types, asked for when one saves, found among all records, made one and taken apart again.
import { OWNER, test as ofCompany } from "../company.ts";
import { listAt } from "../listing.ts";
import { create, find, idIn, type Linked, read, unique } from "../rest.ts";
import { expect, expectAccessible, isPhone, main, open, shot, signIn, signInByForm, test, toast } from "../support.ts";

const MARA = { email: "mara@example.com", password: "rapport-demo" };

const mail = (name: string): string => `${name.replaceAll(" ", ".").toLowerCase()}@example.com`;

test("who types what is there already learns whose it is", async ({ page }) => {
  await signIn(page);
  const name = unique("Twin");
  await create(page, "contacts", { last_name: name, email: mail(name) });

  // She does not see it.
  await page.context().clearCookies();
  await signIn(page, "/", MARA);
  await open(page, "/m/contacts/new");
  await main(page).getByLabel("Last name").fill("Twin");
  await main(page).getByLabel("Email", { exact: true }).fill(mail(name).toUpperCase());
  await expect(main(page).getByText(/^Already owned by /)).toBeVisible();
  await expect(main(page)).not.toContainText(name);
  await expectAccessible(page);
  await shot(page, "duplicates-typing");

  await main(page).getByRole("button", { name: "Save", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "This seems to be there already" });
  await expect(dialog).toContainText("Already owned by");
  await expectAccessible(page);
  await shot(page, "duplicates-asked");
  await dialog.getByRole("button", { name: "Save anyway" }).click();
  await page.waitForURL(/\/m\/contacts\/[0-9a-f-]{36}$/);
  const made = await read(page, "contacts", idIn(page.url()));
  expect(String(made.email).toLowerCase()).toBe(mail(name));

  // Her own she may look at.
  await open(page, "/m/contacts/new");
  await main(page).getByLabel("Email", { exact: true }).fill(mail(name));
  const link = main(page).getByRole("link", { name: "Twin", exact: true });
  await expect(link).toHaveAttribute("href", `/m/contacts/${made.id}`);
  // Another address is nobody's.
  await main(page).getByLabel("Email", { exact: true }).fill(`not.${mail(name)}`);
  await expect(link).toBeHidden();
});

test("two records become one, and undo makes two of it", async ({ page }) => {
  await signIn(page);
  const name = unique("Merged");
  const stays = await create(page, "contacts", { last_name: `${name} A`, email: mail(name), city: "Oslo", tags: ["vip"] });
  const goes = await create(page, "contacts", {
    last_name: `${name} B`,
    email: mail(name),
    phone: "+49 30 1234567",
    tags: ["new"],
  });
  const note = await create(page, "notes", { body: "Minutes", about: { module: "contacts", id: goes.id } });

  await open(page, listAt("contacts", { filter: `last_name contains "${name}"`, sort: "last_name" }));
  if (isPhone()) {
    await main(page).getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Select several" }).click();
  }
  const bar = page.getByRole("toolbar", { name: "Actions" });
  await page.getByRole("checkbox", { name: `Select ${name} A` }).click();
  await expect(bar.getByRole("link", { name: "Merge" })).toBeHidden();
  await page.getByRole("checkbox", { name: `Select ${name} B` }).click();
  await bar.getByRole("link", { name: "Merge" }).click();

  await expect(main(page).getByRole("heading", { level: 1, name: "Merge Contacts" })).toBeVisible();
  await page.locator("html[data-ready]").waitFor();
  const row = (label: string) => main(page).getByRole("group", { name: label, exact: true });
  await row("Which record stays").getByLabel(`${name} A`).check();
  // What only one of them holds is taken from that.
  await expect(row("Phone").getByRole("radio").nth(1)).toBeChecked();
  await expect(row("City").getByRole("radio").nth(0)).toBeChecked();
  await row("Last name").getByRole("radio").nth(1).check();
  await expect(row("Email")).toHaveCount(0);
  await expect(main(page)).toContainText("1 record that is linked to the others goes along.");
  await expectAccessible(page);
  await shot(page, "merge");
  await main(page).getByRole("button", { name: "Merge" }).click();
  await page.waitForURL(`**/m/contacts/${stays.id}`);
  await expect(toast(page, "Merged into")).toBeVisible();

  const now = await read(page, "contacts", stays.id);
  expect([now.last_name, now.phone, now.city, now.tags]).toEqual([`${name} B`, "+49 30 1234567", "Oslo", ["vip", "new"]]);
  expect(((await read(page, "notes", note.id)).about as Linked)?.id).toBe(stays.id);

  await toast(page, "Merged into").getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await find(page, "contacts", `last_name contains "${name}"`)).length).toBe(2);
  expect(((await read(page, "notes", note.id)).about as Linked)?.id).toBe(goes.id);
  expect((await read(page, "contacts", stays.id)).phone).toBeNull();

  // By REST, too; the address of what was merged leads to what it is a part of now.
  const merged = await page.request.post(`/api/v1/contacts/${stays.id}/merge`, {
    data: { others: [goes.id], values: { phone: "+49 30 1234567" } },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(merged.status(), await merged.text()).toBe(200);
  await open(page, `/m/contacts/${goes.id}`);
  await page.waitForURL(`**/m/contacts/${stays.id}`);
  await expect(main(page).getByRole("heading", { level: 1, name: `${name} A` })).toBeVisible();
});

ofCompany("a rule of the company's own refuses a second one, and finds those that are there", async ({ page, company }) => {
  void company;
  await signInByForm(page, OWNER);
  for (const last_name of ["One", "Two"]) await create(page, "contacts", { last_name, mobile: "+49 171 5550001" });

  await open(page, "/settings/duplicates");
  await expect(main(page).getByText("Same company name")).toBeVisible();
  await main(page).getByRole("button", { name: "New rule" }).click();
  const dialog = page.getByRole("dialog", { name: "New rule" });
  await dialog.getByLabel("Module *", { exact: true }).selectOption("contacts");
  await dialog.getByLabel("Name *", { exact: true }).fill("Same mobile");
  await dialog.getByLabel("Field 1 *", { exact: true }).selectOption("mobile");
  await expect(dialog.getByLabel("How field 1 is compared")).toHaveValue("phone_number");
  await dialog.getByLabel("What to do with a second one *", { exact: true }).selectOption("refuse");
  await expectAccessible(page);
  await shot(page, "duplicates-rule");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(main(page).getByText("Same mobile")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "duplicates-rules");

  await open(page, "/m/contacts/new");
  await main(page).getByLabel("Last name").fill("Three");
  await main(page).getByLabel("Mobile").fill("0171 5550001");
  await expect(main(page).getByText("A second one is not allowed.")).toBeVisible();
  await main(page).getByRole("button", { name: "Save", exact: true }).first().click();
  await expect(main(page).getByText(/There already|is there already/)).toBeVisible();
  expect(await find(page, "contacts", "last_name = Three")).toEqual([]);

  await open(page, "/m/contacts/duplicates?rule=Same+mobile");
  const group = main(page).getByRole("region", { name: "2 are the same" });
  await expect(group).toContainText("One");
  await expectAccessible(page);
  await shot(page, "duplicates-found");
  await group.getByRole("link", { name: "Merge" }).click();
  await main(page).getByRole("button", { name: "Merge" }).click();
  await expect(toast(page, "Merged into")).toBeVisible();
  await open(page, "/m/contacts/duplicates?rule=Same+mobile");
  await expect(main(page).getByText("No duplicates")).toBeVisible();
});
