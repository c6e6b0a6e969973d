// Fields that depend on others: formulas, conditions, forms by role, values that are replaced; and all of it as a file.
import { readFileSync } from "node:fs";
import { type Locator, type Page } from "@playwright/test";
import { OWNER, test } from "../company.ts";
import { signedIn } from "../people.ts";
import { create, find, patch, read } from "../rest.ts";
import { expect, expectAccessible, isPhone, main, open, shot, signInByForm } from "../support.ts";

/** The dialog of a new field in the first section. */
async function newField(page: Page, label: string, kind: string): Promise<Locator> {
  await main(page).getByRole("button", { name: /^New field in / }).first().click();
  const dialog = page.getByRole("dialog", { name: "New field" });
  await dialog.getByLabel("Label *", { exact: true }).fill(label);
  await dialog.getByLabel("Kind *", { exact: true }).selectOption(kind);
  return dialog;
}

async function save(dialog: Locator): Promise<void> {
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
}

const field = (page: Page, label: string) => main(page).getByRole("listitem").filter({ hasText: label });

test("a formula is worked out while one types, and fields are asked for by a condition", async ({ page, company }) => {
  test.slow();
  await signInByForm(page, OWNER);
  const old = await create(page, "opportunities", { name: "Röstmaschine", amount: "1000", probability: "50" });
  await open(page, "/settings/modules/opportunities");

  const wrong = await newField(page, "Commission", "Amount of money");
  const formula = wrong.getByLabel("Formula", { exact: true });
  await formula.fill("amount * probabil");
  await expect(wrong.getByText("There is no field “probabil”.")).toBeVisible();
  await wrong.getByText("Fields and functions").click();
  await expectAccessible(page);
  await shot(page, "shape-formula");
  await formula.fill("round(amount * probability / 100 * 0.05, 2)");
  await expect(wrong.getByText("There is no field")).toBeHidden();
  await expect(wrong.getByLabel("Must be filled in", { exact: true })).toBeHidden();
  await save(wrong);
  await expect(field(page, "Commission")).toBeVisible();
  expect(await read(page, "opportunities", old.id)).toMatchObject({ commission_c: "25.00" });

  // By text and by click, they are one condition.
  const asked = await newField(page, "Licence number", "Text");
  await asked.getByText("Must be filled in if").click();
  await asked.getByLabel("Condition as text").fill("amount > 5000");
  await expect(asked.getByText("Amount more than")).toBeVisible();
  await asked.getByText("Shown only if").click();
  const conditions = asked.getByLabel("Condition as text");
  await expect(conditions).toHaveCount(2);
  await conditions.first().fill("amount is not empty");
  await expect(asked.getByText("Amount is not empty")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "shape-condition");
  await save(asked);

  await open(page, "/m/opportunities/new");
  const form = main(page);
  await expect(form.getByLabel("Licence number")).toBeHidden();
  await form.getByLabel("Name *").fill("北京烘焙坊");
  await form.getByLabel("Probability").fill("10");
  await form.getByLabel("Amount", { exact: true }).fill("6000");
  await expect(form.locator("output")).toHaveText("€30.00");
  await expect(form.getByLabel("Licence number *")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "shape-dependent");
  await form.getByRole("button", { name: "Save" }).first().click();
  await expect(form.getByText("This must be filled in.")).toBeVisible();
  await form.getByLabel("Licence number *").fill("A-7");
  await form.getByRole("button", { name: "Save", exact: true }).first().click();
  await page.waitForURL(/\/m\/opportunities\/[0-9a-f-]{36}$/);
  await expect(main(page).getByText("€30.00")).toBeVisible();
  const [made] = await find(page, "opportunities", "licence_number_c = A-7");
  expect(made).toMatchObject({ commission_c: "30.00", name: "北京烘焙坊" });
});

test("a role has a form of its own, a value is replaced, and all of it goes along as a file", async ({ page, browser, company }) => {
  test.slow();
  await signInByForm(page, OWNER);
  await open(page, "/settings/modules/leads");
  const made = await newField(page, "Colour", "One of a list");
  await made.getByLabel("Choice 1", { exact: true }).fill("Red");
  await made.getByRole("button", { name: "Add a choice" }).click();
  await made.getByLabel("Choice 2", { exact: true }).fill("Blue");
  await save(made);
  for (const name of ["Ито", "李"]) await create(page, "leads", { last_name: name, company: "Nord", colour_c: "red" });

  // The form of one role.
  const [role] = await find(page, "roles", 'name = "Representative"');
  const whose = main(page).getByLabel("Layout for");
  await whose.selectOption("Representative");
  await expect(main(page).getByText("Those with this role see the layout for everybody.")).toBeVisible();
  const grip = field(page, "Colour").getByRole("button", { name: /^Colour: / });
  await grip.focus();
  await grip.press("ArrowUp");
  await expect(main(page).getByRole("button", { name: "As for everybody" })).toBeVisible();
  const single = main(page).getByRole("button", { name: "General: One column" });
  await single.click();
  await expect(single).toHaveAttribute("aria-pressed", "true");
  const said = async () => (await find(page, "layouts", "module = leads"))[0]?.sections;
  await expect.poll(said).toContain("[general/1]");
  await expectAccessible(page);
  await shot(page, "shape-role");
  await main(page).getByRole("button", { name: "Columns of the list" }).click();
  const columns = page.getByRole("dialog", { name: "Columns of the list" });
  await columns.getByLabel("Colour", { exact: true }).click();
  await expect(columns.getByRole("listitem").filter({ hasText: "Colour" })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "shape-columns");
  await columns.getByRole("button", { name: "Close" }).click();
  const layouts = await find(page, "layouts", "module = leads");
  expect(layouts).toHaveLength(1);
  expect(layouts[0].role).toMatchObject({ id: role.id });
  await expect.poll(async () => (await find(page, "layouts", "module = leads"))[0]?.columns).toContain("colour_c");
  await whose.selectOption({ index: 0 });
  await expect(main(page).getByRole("button", { name: "As for everybody" })).toBeHidden();

  // A value that is in use.
  await field(page, "Colour").getByRole("button", { name: "Colour" }).last().click();
  const edit = page.getByRole("dialog", { name: "Edit Colour" });
  await edit.getByRole("button", { name: "Replace Red in all records" }).click();
  await expect(edit.getByLabel("Replace Red by")).toHaveValue("blue");
  await expectAccessible(page);
  await edit.getByRole("button", { name: "Replace", exact: true }).click();
  await expect(page.getByText("2 records changed")).toBeVisible();
  await save(edit);
  expect(await find(page, "leads", "colour_c = blue")).toHaveLength(2);

  // Along to another company.
  await open(page, "/settings/modules");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    main(page).getByRole("link", { name: "Export" }).click(),
  ]);
  const text = readFileSync(await file.path(), "utf8");
  expect(JSON.parse(text).fields[0]).toMatchObject({ module: "leads", label: "Colour", name: "colour_c" });
  const other = text.replace('"Colour"', '"Farbe"');
  const upload = { name: "shape.json", mimeType: "application/json", buffer: Buffer.from(other) };
  await main(page).getByLabel("Import a file").setInputFiles(upload);
  const dialog = page.getByRole("dialog", { name: "What the file changes" });
  await expect(dialog.getByText("Leads · Farbe")).toBeVisible();
  await expect(dialog.getByText("Colour", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "shape-carry");
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(page.getByText("1 change imported")).toBeVisible();
  expect((await find(page, "custom_fields", "name = colour_c"))[0].label).toBe("Farbe");
  await main(page)
    .getByLabel("Import a file")
    .setInputFiles({ ...upload, buffer: Buffer.from("{}") });
  await expect(page.getByText("This file does not hold modules and fields of Rapport.")).toBeVisible();

  // Nobody else may.
  const user = await create(page, "users", { name: "Rita", email: "rita@example.com", role: role.id });
  const headers = { origin: new URL(page.url()).origin };
  const password = "a rather long sentence";
  await page.request.post("/rpc/set_password", { data: { user: user.id, new: password }, headers });
  const rita = await signedIn(browser, { email: "rita@example.com", password }, company.url);
  expect((await rita.request.get("/shape.json")).status()).toBe(403);
  if (!isPhone()) {
    await open(rita, "/m/leads/new");
    await expect(main(rita).getByLabel("Farbe")).toBeVisible();
    // A list of nothing has no columns.
    await create(rita, "leads", { last_name: "Дарья", company: "Ost", colour_c: "blue" });
    await open(rita, "/m/leads");
    await expect(rita.getByRole("columnheader", { name: "Farbe" })).toBeVisible();
  }
});

test("what links to a record is added up in it, and follows what is written", async ({ page, company }) => {
  test.slow();
  await signInByForm(page, OWNER);
  const account = await create(page, "accounts", { name: "Nordlicht 北光" });
  const deal = { name: "Ofen", account: account.id, amount: "1200" };
  const won = await create(page, "opportunities", { ...deal, stage: "won" });
  await create(page, "opportunities", { ...deal, name: "Mühle", amount: "300" });
  await open(page, "/settings/modules/accounts");

  const dialog = await newField(page, "Won amount", "Amount of money");
  await dialog.getByLabel("Rolled up over related records").selectOption("opportunities.account");
  await expect(dialog.getByText("All of them count, also those that a reader does not see")).toBeVisible();
  await expect(dialog.getByLabel("Taken together as")).toHaveValue("sum");
  await dialog.getByLabel("Of the field").selectOption("amount");
  await dialog.getByText("Only records for which").click();
  await dialog.getByLabel("Condition as text").first().fill("stage = won");
  await expect(dialog.getByLabel("Formula", { exact: true })).toBeHidden();
  await expect(dialog.getByLabel("Must be filled in", { exact: true })).toBeHidden();
  await expectAccessible(page);
  await shot(page, "shape-roll-up");
  await save(dialog);
  await expect(field(page, "Won amount")).toBeVisible();
  expect(await read(page, "accounts", account.id)).toMatchObject({ won_amount_c: "1200.00" });

  await open(page, `/m/accounts/${account.id}`);
  await expect(main(page).getByText("€1,200.00").first()).toBeVisible();
  await create(page, "opportunities", { ...deal, name: "Waage", amount: "50", stage: "won" });
  expect(await read(page, "accounts", account.id)).toMatchObject({ won_amount_c: "1250.00" });
  await expect(main(page).getByText("€1,250.00").first()).toBeVisible();
  expect(await patch(page, "opportunities", won.id, { amount: "1300" })).toBe(200);
  await expect(main(page).getByText("€1,350.00").first()).toBeVisible();
});

test("a scheme of numbers shows what comes next, and old records get theirs", async ({ page, company }) => {
  test.slow();
  await signInByForm(page, OWNER);
  for (const name of ["Ито", "李"]) await create(page, "leads", { last_name: name, company: "Süd" });
  await open(page, "/settings/modules/leads");
  const dialog = await newField(page, "File", "Automatic number");
  await dialog.getByLabel("Numbers start with").fill("F{YYYY}-");
  await dialog.getByLabel("Digits").fill("3");
  await dialog.getByLabel("Begins again").selectOption("year");
  const year = new Date().getUTCFullYear();
  await expect(dialog.locator("output")).toHaveText(`F${year}-001 · F${year}-002 · F${year}-003`);
  await expectAccessible(page);
  await shot(page, "shape-numbers");
  await save(dialog);

  await field(page, "File").getByRole("button", { name: "File" }).last().click();
  const edit = page.getByRole("dialog", { name: "Edit File" });
  await edit.getByLabel("The counter goes on with").fill("40");
  await edit.getByRole("button", { name: "Set", exact: true }).click();
  await expect(edit.locator("output")).toContainText(`F${year}-040`);
  await edit.getByRole("button", { name: "Number them by age" }).click();
  await expect(page.getByText("records have got numbers")).toBeVisible();
  await expectAccessible(page);
  const [old] = await find(page, "leads", 'last_name = "Ито"');
  expect(String((await read(page, "leads", old.id)).file_c)).toMatch(new RegExp(`^F${year}-0\\d\\d$`));
});
