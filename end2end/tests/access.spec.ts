// Access: rules for all, profiles in a matrix, sharing; what they change for a colleague, and why.
import { type Page } from "@playwright/test";
import { makePerson, signedIn } from "../people.ts";
import { create, find, type Linked, patch, read, type Stored, unique } from "../rest.ts";
import { expect, expectAccessible, isPhone, shot, signIn, test } from "../support.ts";

const main = (page: Page) => page.getByRole("main");

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("html[data-ready]").waitFor();
}

async function userOf(page: Page, email: string): Promise<Stored> {
  return (await find(page, "users", `email = "${email}"`))[0];
}

test("the matrix says what a profile allows, and holds at once", async ({ page, browser }) => {
  await signIn(page);
  const person = await makePerson(page);
  const user = await userOf(page, person.email);
  const name = unique("Trainee");
  const profile = await create(page, "profiles", { name, personal_data: "hidden", revenue: "hidden" });
  expect(await patch(page, "users", user.id, { profile: profile.id })).toBe(200);
  const contact = await create(page, "contacts", {
    last_name: unique("Lindqvist"),
    email: "lena@nordkaffe.example",
    title: "Buyer",
    owner: user.id,
  });
  const own = await signedIn(browser, person);

  // Personal data are hidden, as the profile says of all fields of this sort.
  await open(own, `/m/contacts/${contact.id}`);
  await expect(main(own).getByText("Buyer").first()).toBeVisible();
  await expect(main(own).getByText("lena@nordkaffe.example")).toHaveCount(0);
  expect(await read(own, "contacts", contact.id)).not.toHaveProperty("email");

  await open(page, "/settings/access");
  await expect(main(page).getByRole("heading", { level: 1, name: "Access" })).toBeVisible();
  if (isPhone()) await main(page).getByLabel("Profile shown").selectOption(name);
  const cell = (action: string, module: string) =>
    main(page).getByRole("button", { name: `${action}: ${module}, ${name}`, exact: true });
  await expect(cell("See", "Leads")).toHaveAttribute("aria-pressed", "true");
  await expect(cell("Export", "Leads")).toHaveAttribute("aria-pressed", "false");
  await expectAccessible(page);
  await shot(page, "access");

  await cell("Delete", "Contacts").click();
  await expect(cell("Delete", "Contacts")).toHaveAttribute("aria-pressed", "false");
  await cell("Export", "Contacts").click();
  await expect(cell("Export", "Contacts")).toHaveAttribute("aria-pressed", "true");
  await cell("See", "Vendors").click();
  await expect(cell("Create", "Vendors")).toBeDisabled();
  const said = async () => find(page, "permissions", `profile = ${profile.id} and module = contacts`);
  await expect.poll(async () => (await said())[0]).toMatchObject({ see: true, edit: true, delete: false, export: true });

  // One field differs from the others.
  await main(page).getByRole("button", { name: `Fields of Contacts for ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Fields of Contacts for ${name}` });
  await dialog.getByLabel("Email", { exact: true }).selectOption("Read");
  await expect(dialog.getByLabel("Last name").getByRole("option", { name: "Hidden", exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await shot(page, "access-fields");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await said())[0].read_fields).toEqual(["email"]);

  // The colleague's page takes it on as it stands open.
  await expect(main(own).locator('.actions a[href="mailto:lena@nordkaffe.example"]')).toBeVisible();
  await open(own, `/m/contacts/${contact.id}`);
  await expect(main(own).getByText("lena@nordkaffe.example").first()).toBeVisible();
  await expect(main(own).getByRole("button", { name: "Edit Email" })).toHaveCount(0);
  await main(own).getByRole("button", { name: "More actions" }).click();
  await expect(own.getByRole("menuitem", { name: "Duplicate" })).toBeVisible();
  await expect(own.getByRole("menuitem", { name: "Delete" })).toHaveCount(0);
  await own.keyboard.press("Escape");
  expect(await patch(own, "contacts", contact.id, { email: "new@nordkaffe.example" })).toBe(422);
  await own.goto("/m/vendors");
  await expect(own.getByText("There is no such page or record, or you may not see it.")).toBeVisible();
  expect((await own.request.get("/api/v1/vendors")).status()).toBe(404);
  expect((await own.request.get(`/export/contacts.csv`)).status()).toBe(200);
  await own.context().close();

  // Taken back, all is as before.
  await page.locator(".toast", { hasText: "Fields of Contacts" }).getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await said())[0].read_fields).toBeNull();
});

test("a rule shares records, and it is told why", async ({ page, browser }) => {
  await signIn(page);
  const person = await makePerson(page);
  const account = await create(page, "accounts", { name: unique("Карельский чай"), billing_city: "Петрозаводск" });
  const own = await signedIn(browser, person);
  await own.goto(`/m/accounts/${account.id}`);
  await expect(own.getByText("There is no such page or record, or you may not see it.")).toBeVisible();

  await open(page, "/settings/access");
  await main(page).getByRole("link", { name: "New Sharing rule" }).click();
  await page.waitForURL("/m/sharing_rules/new");
  const name = unique("Tea of the north");
  await main(page).getByLabel("Name").fill(name);
  await main(page).getByLabel("Module").selectOption("Accounts");
  const segment = main(page).getByLabel("That meet this condition");
  await segment.fill("owner = me");
  await main(page).getByRole("combobox", { name: "User" }).fill(person.name);
  await page.getByRole("option", { name: person.name }).click();
  await main(page).getByRole("button", { name: "Save", exact: true }).first().click();
  await expect(main(page).getByText("must not depend on who asks or when").first()).toBeVisible();
  await segment.fill(`name = "${account.name}"`);
  await main(page).getByRole("button", { name: "Save", exact: true }).first().click();
  await page.waitForURL(/\/m\/sharing_rules\/[0-9a-f-]{36}$/);

  await open(own, `/m/accounts/${account.id}`);
  await expect(main(own).getByRole("heading", { level: 1, name: account.name as string })).toBeVisible();
  await expect(main(own).getByRole("button", { name: "Edit", exact: true })).toHaveCount(0);
  await main(own).getByRole("button", { name: "More actions" }).click();
  await own.getByRole("menuitem", { name: "Who sees this, and why" }).click();
  const mine = own.getByRole("dialog", { name: "Who sees this, and why" });
  await expect(mine.getByRole("listitem")).toHaveCount(1);
  await expect(mine).toContainText(`See: The sharing rule “${name}” allows it.`);
  await expect(mine).toContainText("Change · Delete: What lets this user see it gives no more.");
  await own.context().close();

  await open(page, `/m/accounts/${account.id}`);
  await main(page).getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Who sees this, and why" }).click();
  const all = page.getByRole("dialog", { name: "Who sees this, and why" });
  await expect(all.getByRole("listitem").filter({ hasText: person.name })).toContainText(name);
  await expect(all.getByRole("listitem").filter({ hasText: "Administrators may do everything." }).first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, "why");
  const told = await page.request.get(`/api/v1/accounts/${account.id}/access`);
  const reached: { user: Linked; see: { allowed: boolean; why: string } }[] = (await told.json()).data;
  const hers = reached.find((one) => one.user?.title === person.name);
  expect(hers?.see).toEqual({ allowed: true, why: `The sharing rule “${name}” allows it.` });
});

test("what all may do with the records of others is one choice a module", async ({ page, browser }) => {
  await signIn(page);
  const person = await makePerson(page);
  const own = await signedIn(browser, person);
  const vendor = await create(page, "vendors", { name: unique("深圳茶具厂") });
  expect((await own.request.get(`/api/v1/vendors/${vendor.id}`)).status()).toBe(404);
  await open(page, "/settings/access");
  const others = main(page).getByLabel("Vendors: Records of others");
  await others.selectOption("Write");
  await expect.poll(async () => (await own.request.get(`/api/v1/vendors/${vendor.id}`)).status()).toBe(200);
  expect(await patch(own, "vendors", vendor.id, { city: "深圳" })).toBe(200);

  // Only who handles it changes it.
  await main(page).getByRole("switch", { name: "Vendors: Only the owner changes" }).click();
  await expect.poll(async () => patch(own, "vendors", vendor.id, { city: "广州" })).toBe(403);
  expect((await own.request.get(`/api/v1/vendors/${vendor.id}`)).status()).toBe(200);
  await others.selectOption("Private");
  await expect.poll(async () => (await own.request.get(`/api/v1/vendors/${vendor.id}`)).status()).toBe(404);
  await main(page).getByRole("switch", { name: "Vendors: Only the owner changes" }).click();
  await own.context().close();
});
