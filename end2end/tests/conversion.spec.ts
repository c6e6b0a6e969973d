// A lead becomes an account, a contact and an opportunity: all of it or nothing, and undone as one.
import { type Locator, type Page } from "@playwright/test";
import { create, find, idIn, type Linked, read, remove, status, type Stored, unique } from "../rest.ts";
import { expect, expectAccessible, isPhone, shot, signIn, test } from "../support.ts";

async function makeLead(page: Page, values: object = {}): Promise<Stored> {
  const company = unique("Nordlicht Rösterei");
  const given = {
    first_name: "Solveig",
    last_name: unique("Aas"),
    company,
    title: "Head of Procurement",
    email: `${crypto.randomUUID()}@nordlicht.example`,
    phone: "+47 22 12 34 56",
    street: "Storgata 12",
    city: "Oslo",
    country: "NO",
    status: "qualified",
    source: "trade_fair",
    need: "Three machines for the new office",
  };
  return create(page, "leads", { ...given, ...values });
}

async function openLead(page: Page, lead: Stored): Promise<void> {
  await page.goto(`/m/leads/${lead.id}`);
  await page.locator("html[data-ready]").waitFor();
}

/** Opens the dialog of the conversion, and gives it when it shows what will be made. */
async function begin(page: Page): Promise<Locator> {
  await page.getByRole("main").getByRole("button", { name: "Convert", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /^Convert / });
  await expect(dialog.getByRole("heading", { name: "Account" })).toBeVisible();
  return dialog;
}

const confirm = (dialog: Locator) => dialog.getByRole("button", { name: "Convert", exact: true }).click();

test("a lead is converted, and undo takes all of it back", async ({ page }) => {
  await signIn(page);
  const lead = await makeLead(page);
  const note = await create(page, "notes", { title: "Fair", body: "Met at booth 12", about: { module: "leads", id: lead.id } });
  await openLead(page, lead);
  const dialog = await begin(page);

  // What will be made can be seen, and changed.
  await expect(dialog.getByRole("radio")).toHaveCount(0);
  await expect(dialog.locator("#convert-accounts-name")).toHaveValue(lead.company as string);
  await expect(dialog.locator("#convert-contacts-last_name")).toHaveValue(lead.last_name as string);
  const taken = dialog.locator(".convert-part", { hasText: "Contact" }).getByText(/^Also: .*Email/);
  await taken.click();
  await expect(dialog.locator("#convert-contacts-email")).toHaveValue(lead.email as string);
  await taken.click();
  await expect(dialog.locator("#convert-opportunities-name")).toHaveValue(lead.company as string);
  await expect(dialog.getByText("1 note, task or file goes along.")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "convert");
  await dialog.locator("#convert-opportunities-amount").fill("48000");
  await confirm(dialog);

  // One lands on the deal that was made.
  await page.waitForURL(/\/m\/opportunities\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name: lead.company as string })).toBeVisible();
  await expect(page.getByText(`Solveig ${lead.last_name} converted`)).toBeVisible();
  await shot(page, "converted");
  const opportunity = await read(page, "opportunities", idIn(page.url()));
  const account = await read(page, "accounts", (opportunity.account as Linked)!.id);
  const contact = await read(page, "contacts", (opportunity.contact as Linked)!.id);
  expect(opportunity).toMatchObject({ name: lead.company, amount: "48000.00", source: "trade_fair" });
  expect(account).toMatchObject({ name: lead.company, phone: lead.phone, billing_city: "Oslo", billing_country: "NO" });
  expect(contact).toMatchObject({ last_name: lead.last_name, email: lead.email, title: lead.title, city: "Oslo" });
  expect(contact.account).toMatchObject({ id: account.id, title: lead.company });
  expect(await read(page, "leads", lead.id)).toMatchObject({
    status: "converted",
    converted_account: { id: account.id },
    converted_contact: { id: contact.id },
    converted_opportunity: { id: opportunity.id },
  });
  expect((await read(page, "notes", note.id)).about).toMatchObject({ module: "opportunities", id: opportunity.id });

  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone")).toBeVisible();
  for (const [module, made] of [["opportunities", opportunity], ["accounts", account], ["contacts", contact]] as const) {
    expect(await status(page, module, made.id), module).toBe(404);
  }
  const again = await read(page, "leads", lead.id);
  expect(again).toMatchObject({ status: "qualified", converted_account: null, converted_at: null });
  expect((await read(page, "notes", note.id)).about).toMatchObject({ module: "leads", id: lead.id });
});

test("a conversion uses an account and a contact that are there", async ({ page }) => {
  await signIn(page);
  const lead = await makeLead(page);
  const namesake = await create(page, "accounts", { name: lead.company });
  const group = await create(page, "accounts", { name: unique("Nordlicht Holding"), phone: "+47 1" });
  const contact = await create(page, "contacts", { last_name: "Known", email: lead.email });
  await openLead(page, lead);
  const dialog = await begin(page);

  // What seems to be the same is offered and chosen; any other is found by name.
  await expect(dialog.getByRole("radio", { name: `Use the existing account: ${lead.company}` })).toBeChecked();
  await expect(dialog.getByRole("radio", { name: "Use the existing contact: Known" })).toBeChecked();
  await expect(dialog.locator("#convert-accounts-name")).toHaveCount(0);
  await dialog.getByRole("combobox", { name: "Use the existing account" }).fill(group.name as string);
  await page.getByRole("option", { name: group.name as string }).click();
  await expect(dialog.getByRole("radio", { name: `Use the existing account: ${group.name}` })).toBeChecked();
  await dialog.getByRole("switch", { name: "Also create an opportunity" }).click();
  await expect(dialog.locator("#convert-opportunities-name")).toBeHidden();
  await expectAccessible(page);
  await confirm(dialog);

  await page.waitForURL(`/m/accounts/${group.id}`);
  const after = await read(page, "leads", lead.id);
  expect(after).toMatchObject({
    status: "converted",
    converted_account: { id: group.id },
    converted_contact: { id: contact.id },
    converted_opportunity: null,
  });
  expect(await read(page, "accounts", group.id)).toMatchObject({ version: group.version, phone: "+47 1" });
  expect(await read(page, "accounts", namesake.id)).toMatchObject({ version: namesake.version });
  expect(await find(page, "opportunities", `account = ${group.id}`)).toEqual([]);

  // The lead leads to what it became, is not converted twice, and is history but for its owner and tags.
  await openLead(page, lead);
  const main = page.getByRole("main");
  const became = main.locator(".banner", { hasText: "Converted to" });
  await expect(became.getByRole("link", { name: group.name as string })).toBeVisible();
  for (const name of ["Convert", "Edit"]) {
    await expect(main.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
  for (const step of await main.getByRole("list", { name: "Status" }).getByRole("button").all()) {
    await expect(step).toBeDisabled();
  }
  const pencils = main.getByRole("button", { name: /^Edit / });
  await expect(pencils).toHaveCount(2);
  await pencils.and(page.getByRole("button", { name: "Edit Tags" })).click();
  await main.getByRole("combobox", { name: "Tags" }).fill("history");
  await page.keyboard.press("Enter");
  await main.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(async () => (await read(page, "leads", lead.id)).tags).toEqual(["history"]);

  // What it became is deleted: it stays converted.
  await remove(page, "contacts", contact.id);
  await remove(page, "accounts", group.id);
  await openLead(page, lead);
  await expect(main.getByRole("button", { name: "Convert", exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await shot(page, "lead-converted");

  // Neither on the board nor in the list is it offered what the server would refuse.
  const open = await makeLead(page, { company: lead.company });
  await page.goto(`/m/leads/board?filter=${encodeURIComponent(`company = "${lead.company}"`)}`);
  await page.locator("html[data-ready]").waitFor();
  await expect(page.locator(".deal")).toHaveCount(2);
  const menu = page.locator(".deal-move");
  await expect(menu).toHaveCount(1);
  await page.locator(".deal", { has: menu }).hover();
  await menu.click();
  await expect(page.getByRole("menuitem", { name: "Abandoned" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Converted" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  if (isPhone()) return;
  await page.goto(`/m/leads?filter=${encodeURIComponent(`company = "${lead.company}"`)}`);
  await page.locator("html[data-ready]").waitFor();
  const cell = (of: Stored) => page.getByRole("row", { name: of.last_name as string }).getByRole("gridcell", { name: lead.company as string });
  await cell(lead).dblclick();
  await page.waitForURL(`/m/leads/${lead.id}`);
  await page.goBack();
  await cell(open).dblclick();
  await expect(page.locator(".cell.editing input")).toHaveValue(lead.company as string);
});

test("a conversion that cannot be made says why, and makes nothing", async ({ page }) => {
  await signIn(page);
  const lead = await makeLead(page);
  await openLead(page, lead);
  const dialog = await begin(page);
  const name = dialog.locator("#convert-opportunities-name");
  await name.fill("");
  await dialog.locator("#convert-opportunities-amount").fill("a lot");
  await confirm(dialog);
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await expect(name).toBeFocused();
  await expect(dialog.locator("#convert-opportunities-name-error")).toBeVisible();
  await expect(dialog.locator("#convert-opportunities-amount-error")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "convert-wrong");
  expect(await find(page, "accounts", `name = "${lead.company}"`)).toEqual([]);

  // Somebody else has deleted it meanwhile.
  await name.fill("Three machines");
  await dialog.locator("#convert-opportunities-amount").fill("9000");
  await remove(page, "leads", lead.id);
  await confirm(dialog);
  await expect(dialog.getByRole("alert")).toBeVisible();
  expect(await find(page, "accounts", `name = "${lead.company}"`)).toEqual([]);
  expect(await find(page, "contacts", `last_name = "${lead.last_name}"`)).toEqual([]);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
});
