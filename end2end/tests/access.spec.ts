// Access: rules for all, profiles in a matrix, sharing; what they change for a colleague, and why.
import { type Page } from "@playwright/test";
import { makePerson, signedIn } from "../people.ts";
import { create, find, type Linked, patch, read, type Stored, unique } from "../rest.ts";
import { expect, expectAccessible, isPhone, main, open, shot, signIn, test } from "../support.ts";

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
  // All fields of this sort at once.
  await expect(main(page).getByLabel(`${name}: Revenue`)).toHaveValue("hidden");
  await main(page).getByLabel(`${name}: Personal data`).selectOption("Write");
  await expect.poll(async () => (await read(page, "profiles", profile.id)).personal_data).toBe("write");
  await expect.poll(async () => patch(own, "contacts", contact.id, { mobile: "+47 22 33 44 55" })).toBe(200);
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

test("two profiles add up, and it is told which gives what", async ({ page, browser }) => {
  await signIn(page);
  const person = await makePerson(page);
  const names = [unique("Reader"), unique("Editor")];
  for (const [at, name] of names.entries()) {
    const personal = at === 0 ? "hidden" : "write";
    const given = { name, all_modules: false, personal_data: personal, revenue: "hidden" };
    const profile = await create(page, "profiles", given);
    await create(page, "permissions", { profile: profile.id, module: "contacts", see: true, edit: at === 1 });
  }
  const contact = await create(page, "contacts", {
    last_name: unique("Berg"),
    email: "berg@nordkaffe.example",
    owner: person.id,
  });
  await open(page, "/settings/users");
  const whose = `Profiles of ${person.name}`;
  await main(page).getByRole("button", { name: whose }).click();
  const dialog = page.getByRole("dialog", { name: whose });
  const held = (name: string) => dialog.getByRole("checkbox", { name });
  await held(names[0]).check();
  await expect(page.locator(".toast", { hasText: `${person.name} has the profile ${names[0]}` })).toBeVisible();
  const own = await signedIn(browser, person);
  await open(own, `/m/contacts/${contact.id}`);
  await expect(main(own).getByRole("heading", { level: 1 })).toBeVisible();
  await expect(main(own).getByText("berg@nordkaffe.example")).toHaveCount(0);
  expect(await patch(own, "contacts", contact.id, { title: "Buyer" })).toBe(403);

  // The second gives more, on the page as it stands open.
  await held(names[1]).check();
  await expect(main(own).locator('.actions a[href="mailto:berg@nordkaffe.example"]')).toBeVisible();
  await expect.poll(async () => patch(own, "contacts", contact.id, { title: "Buyer" })).toBe(200);
  await open(own, `/m/contacts/${contact.id}`);
  await expect(main(own).getByText("berg@nordkaffe.example").first()).toBeVisible();
  await expect(held(names[0])).toBeChecked();
  await expect(held(names[1])).toBeChecked();
  await expectAccessible(page);
  await shot(page, "access-held");
  await main(own).getByRole("button", { name: "More actions" }).click();
  await own.getByRole("menuitem", { name: "Who sees this, and why" }).click();
  const mine = own.getByRole("dialog", { name: "Who sees this, and why" });
  await expect(mine).toContainText(`See: Owns it. Allowed by profile: ${names[0]}, ${names[1]}.`);
  await expect(mine).toContainText(`Change: Owns it. Allowed by profile: ${names[1]}.`);
  await expect(mine).toContainText("Delete: No profile allows this in Contacts.");
  await expect(mine.getByText(`Given by profile ${names[1]}:`)).toContainText("Email");
  await expect(mine.getByText(`Given by profile ${names[1]}:`)).not.toContainText("Last name");
  await shot(own, "access-why-profiles");
  await own.keyboard.press("Escape");

  // It stands in the matrix, and what is taken back holds no more.
  await open(page, "/settings/access");
  if (isPhone()) await main(page).getByLabel("Profile shown").selectOption(names[1]);
  const holders = main(page).locator(".held-by:visible").filter({ hasText: person.name });
  await expect(holders.first()).toBeVisible();
  await shot(page, "access-matrix-held");
  await open(page, "/settings/users");
  await main(page).getByRole("button", { name: whose }).click();
  await held(names[1]).uncheck();
  await expect.poll(async () => patch(own, "contacts", contact.id, { title: "Owner" })).toBe(403);
  await own.context().close();
});

test("a department has a head, and shares with others", async ({ page, browser }) => {
  await signIn(page);
  const [head, member] = [await makePerson(page), await makePerson(page)];
  const [upper, lower] = [unique("Export"), unique("Export East")];
  await open(page, "/settings/departments");
  await expect(main(page).getByRole("heading", { level: 1, name: "Departments" })).toBeVisible();
  await main(page).getByRole("link", { name: "New Department" }).click();
  await page.waitForURL("/m/departments/new");
  await main(page).getByLabel("Name").fill(upper);
  await main(page).getByRole("combobox", { name: "Head", exact: true }).fill(head.name);
  await page.getByRole("option", { name: head.name }).click();
  await main(page).getByRole("button", { name: "Save", exact: true }).first().click();
  await page.waitForURL(/\/m\/departments\/[0-9a-f-]{36}$/);
  await open(page, "/settings/departments");
  await main(page).getByRole("link", { name: `Add below ${upper}` }).click();
  await page.waitForURL(/\/m\/departments\/new\?parent=/);
  await main(page).getByLabel("Name").fill(lower);
  await main(page).getByRole("button", { name: "Save", exact: true }).first().click();
  await page.waitForURL(/\/m\/departments\/[0-9a-f-]{36}$/);
  const [department] = await find(page, "departments", `name = "${lower}"`);
  expect((department.parent as Linked)?.title).toBe(upper);

  // What belongs to who works below is the head's to look after.
  const account = await create(page, "accounts", { name: unique("Alpenkaffee"), owner: member.id });
  const own = await signedIn(browser, head);
  const status = async () => (await own.request.get(`/api/v1/accounts/${account.id}`)).status();
  expect(await status()).toBe(404);
  expect(await patch(page, "users", member.id, { department: department.id })).toBe(200);
  await expect.poll(status).toBe(200);
  await open(own, `/m/accounts/${account.id}`);
  await main(own).getByRole("button", { name: "More actions" }).click();
  await own.getByRole("menuitem", { name: "Who sees this, and why" }).click();
  const why = own.getByRole("dialog", { name: "Who sees this, and why" });
  await expect(why).toContainText("See · Change · Delete: Heads its owner’s department, or one above it.");
  await own.keyboard.press("Escape");
  await open(page, "/settings/departments");
  const tree = main(page).locator(".tree").first();
  await expect(tree.getByText(`Headed by ${head.name}, who sees what belongs to its people`)).toBeVisible();
  await expect(tree.getByRole("link", { name: `${lower}: 1 person` })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "departments");

  // A circle is refused at its field, and the switch takes away what the head sees.
  const [above] = await find(page, "departments", `name = "${upper}"`);
  expect(await patch(page, "departments", above.id, { parent: department.id })).toBe(422);
  await open(page, `/m/departments/${above.id}`);
  expect(await patch(page, "departments", above.id, { head_sees: false })).toBe(200);
  await expect.poll(status).toBe(404);

  // A rule with departments at both ends.
  const service = await create(page, "departments", { name: unique("Service") });
  expect(await patch(page, "users", head.id, { department: service.id })).toBe(200);
  await open(page, "/m/sharing_rules/new");
  const rule = unique("Export for service");
  await main(page).getByLabel("Name").fill(rule);
  await main(page).getByLabel("Module").selectOption("Accounts");
  const pick = async (label: string, name: string) => {
    await main(page).getByRole("combobox", { name: label, exact: true }).fill(name);
    await page.getByRole("option", { name }).click();
  };
  await pick("Owned by the department and those below", upper);
  await pick("The department and those below", service.name as string);
  await main(page).getByRole("button", { name: "Save", exact: true }).first().click();
  await page.waitForURL(/\/m\/sharing_rules\/[0-9a-f-]{36}$/);
  await expect.poll(status).toBe(200);
  const told = await own.request.get(`/api/v1/accounts/${account.id}/access`);
  expect((await told.json()).data[0].see.why).toBe(`The sharing rule “${rule}” allows it.`);
  await own.context().close();

  // Who is of which department, and what is my department's.
  await open(page, "/settings/users");
  const label = upper;
  const choice = main(page).getByLabel("Department", { exact: true });
  await choice.selectOption({ label });
  await expect(main(page).getByRole("link", { name: member.name, exact: true })).toBeVisible();
  await expect(main(page).getByRole("link", { name: head.name, exact: true })).toHaveCount(0);
  await expect(main(page).getByText(lower).last()).toBeVisible();
  await expectAccessible(page);
  await shot(page, "users-of-department");
  const hers = await signedIn(browser, member);
  const mine = await find(hers, "accounts", "owner = my department");
  expect(mine.map((one) => one.id)).toEqual([account.id]);
  await open(hers, `/m/accounts?filter=${encodeURIComponent("owner = my department")}`);
  await expect(main(hers).getByText(account.name as string).first()).toBeVisible();
  await expect(main(hers).getByText(/my department/).first()).toBeVisible();
  await hers.context().close();
});
