// One record: made, changed, talked about, deleted; what is seen on the page is what is stored.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type Locator, type Page } from "@playwright/test";
import { create, find, idIn, patch, read, status, unique } from "../rest.ts";
import { expect, expectAccessible, isPhone, main, shot, signIn, test, toast } from "../support.ts";

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
}

/** Nobody presses a button before the page listens. */
const ready = (page: Page) => page.locator("html[data-ready]").waitFor();

const MARA = { email: "mara@example.com", password: "rapport-demo" };

/** What somebody writes who wants a colleague's browser to run something. */
const HOSTILE = `A **good talk**.

<img src=x onerror="window.hacked = 1"> <script>window.hacked = 1</script>
<iframe src="javascript:parent.hacked = 1"></iframe><p style="position:fixed" onclick="hacked = 1">x</p>

[press](javascript:window.hacked=1) [this](data:text/html,<script>parent.hacked=1</script>) [fine](https://example.com)
![picture](https://example.com/x.png "onerror=alert(1)")`;

/** The value of a field on a record's page. */
const fact = (page: Page, label: string): Locator =>
  page.locator(".fact").filter({ has: page.locator("dt").getByText(label, { exact: true }) }).locator("dd");

/** Where a field is typed. */
const input = (page: Page, label: string): Locator => main(page).getByRole("textbox", { name: label, exact: true });

/** A list hangs on its input, where neither a dialog nor the keyboard of a phone covers it. */
async function expectBelow(list: Locator, control: Locator): Promise<void> {
  await expect(list).toBeVisible();
  const [above, below] = [await control.boundingBox(), await list.boundingBox()];
  const gap = below!.y - (above!.y + above!.height);
  expect(gap).toBeGreaterThanOrEqual(0);
  expect(gap).toBeLessThan(12);
}

async function choose(page: Page, picker: Locator, text: string, option: string | RegExp = text): Promise<void> {
  await picker.fill(text);
  await page.getByRole("option", { name: option }).first().click();
}

test("a deal is made by form; what is wrong is said, and nothing typed is lost", async ({ page }) => {
  await signIn(page);
  const account = await create(page, "accounts", { name: unique("Fjordbrygg") });
  const name = unique("Machines for Fjordbrygg");
  await open(page, "/m/opportunities");
  if (isPhone()) {
    await page.getByRole("button", { name: "Create quickly" }).click();
    await page.getByRole("dialog").getByRole("link", { name: "Opportunity" }).click();
  } else {
    await page.keyboard.press("n");
  }
  await page.waitForURL("/m/opportunities/new");
  const save = main(page).getByRole("button", { name: "Save", exact: true }).first();

  await input(page, "Amount").fill("a lot");
  await save.click();
  const summary = main(page).getByRole("alert").filter({ hasText: "attention" });
  await expect(summary).toContainText("2 fields need attention");
  await expect(input(page, "Name")).toBeFocused();
  await expect(input(page, "Amount")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  await shot(page, "form-wrong");

  await input(page, "Name").fill(name);
  await summary.getByRole("button", { name: "Amount" }).click();
  await expect(input(page, "Amount")).toBeFocused();
  await input(page, "Amount").fill("12,345.60");
  await expect(summary).toBeHidden();
  await main(page).getByLabel("Currency").selectOption("USD");
  const picker = main(page).getByRole("combobox", { name: "Account" });
  await picker.fill(account.name as string);
  await expectBelow(page.getByRole("listbox").filter({ visible: true }), picker);
  await expectAccessible(page);
  await page.getByRole("option", { name: account.name as string, exact: true }).click();
  await main(page).getByLabel("Pipeline").selectOption({ label: "Projects" });
  await expect(main(page).getByLabel("Stage")).toHaveValue("inquiry");
  await main(page).getByLabel("Stage").selectOption("offer");
  await main(page).getByLabel("Close date").fill("2027-03-31");
  const tags = main(page).getByRole("combobox", { name: "Tags" });
  await tags.fill("Messe");
  await tags.press("Enter");
  await tags.fill("VIP,");
  await choose(page, main(page).getByRole("combobox", { name: "Owner" }), "Mara", /Mara/);

  // Leaving is asked for.
  await main(page).getByRole("link", { name: "Cancel" }).click();
  const question = page.getByRole("dialog", { name: "Leave without saving" });
  await expectAccessible(page);
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(input(page, "Name")).toHaveValue(name);
  await save.click();

  await page.waitForURL(/\/m\/opportunities\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(fact(page, "Amount")).toContainText("12,345.60");
  await expect(fact(page, "Tags")).toContainText("VIP");
  await expectAccessible(page);
  await shot(page, "deal");
  const made = await read(page, "opportunities", idIn(page.url()));
  expect(made).toMatchObject({
    name,
    amount: "12345.60",
    currency: "USD",
    pipeline: "projects",
    stage: "offer",
    close_date: "2027-03-31",
    tags: ["Messe", "VIP"],
    account: { id: account.id },
  });
  expect((made.owner as { title: string }).title).toMatch(/^Mara/);
  expect((made.created_by as { title: string }).title).toBe("Alex Morgan");
});

test("a contact is made with an address, and its account from the picker", async ({ page }) => {
  await signIn(page);
  const company = unique("Kavárna Modrá");
  await open(page, "/m/contacts/new");
  const field = (label: string) => main(page).getByLabel(label, { exact: true });
  await input(page, "Last name").fill("Nováková");
  await field("First name").fill("Jana");
  await choose(page, main(page).getByRole("combobox", { name: "Account" }), company, `Create “${company}”`);
  await expect(toast(page, `${company} created`)).toBeVisible();
  await expect(main(page).getByRole("combobox", { name: "Account" })).toHaveValue(company);

  // The browser says what the server would say.
  await field("Email").fill("jana at modra");
  await field("Email").blur();
  await expect(main(page).getByText("is not an email address")).toBeVisible();
  await field("Email").fill("jana@modra.example");
  await expect(main(page).getByText("is not an email address")).toBeHidden();
  await field("Birthday").fill("1988-02-29");
  await field("Street").fill("Dlouhá 7");
  await field("City").fill("Praha");
  await field("Country").fill("Česko");
  await main(page).getByRole("button", { name: "Save", exact: true }).last().click();

  await page.waitForURL(/\/m\/contacts\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name: "Jana Nováková" })).toBeVisible();
  await expect(fact(page, "Address")).toContainText("Dlouhá 7");
  const [account] = await find(page, "accounts", `name = "${company}"`);
  expect(await read(page, "contacts", idIn(page.url()))).toMatchObject({
    first_name: "Jana",
    last_name: "Nováková",
    email: "jana@modra.example",
    birthday: "1988-02-29",
    street: "Dlouhá 7",
    city: "Praha",
    account: { id: account.id, title: company },
  });
});

test("a field is changed in place, the whole by form, and the timeline tells both", async ({ page }) => {
  await signIn(page);
  const before = unique("Quay Roasters");
  const { id } = await create(page, "accounts", { name: before, phone: "+1 555 0100", employees: 40 });
  await open(page, `/m/accounts/${id}`);

  await fact(page, "Phone").click({ position: { x: 160, y: 14 } });
  const phone = page.getByRole("textbox", { name: "Phone" });
  await phone.fill("+1 555 0199");
  await expectAccessible(page);
  await phone.press("Escape");
  await expect(phone).toBeHidden();
  await expect(fact(page, "Phone")).toContainText("+1 555 0100");
  await expect(page.getByRole("button", { name: "Edit Phone" })).toBeFocused();

  await page.getByRole("button", { name: "Edit Phone" }).click();
  await phone.fill("+1 555 0142");
  await phone.press("Enter");
  await expect(fact(page, "Phone")).toContainText("+1 555 0142");
  const change = page.locator(".timeline .event").first();
  await expect(change).toContainText("Alex Morgan changed this record");
  await expect(change.locator(".diff")).toHaveText(/Phone\s*\+1 555 0100\s*\+1 555 0142/);
  expect(await read(page, "accounts", id)).toMatchObject({ phone: "+1 555 0142" });
  await toast(page, "saved").getByRole("button", { name: "Undo" }).click();
  await expect(fact(page, "Phone")).toContainText("+1 555 0100");
  expect(await read(page, "accounts", id)).toMatchObject({ phone: "+1 555 0100" });

  if (isPhone()) {
    await main(page).getByRole("button", { name: "Edit", exact: true }).click();
  } else {
    await page.keyboard.press("e");
  }
  const name = input(page, "Name");
  await name.fill("");
  await input(page, "Employees").fill("forty-one");
  await main(page).getByRole("button", { name: "Save", exact: true }).last().click();
  await expect(name).toBeFocused();
  await expect(main(page).getByRole("alert").filter({ hasText: "2 fields need attention" })).toBeVisible();
  const after = unique("Quay & Sons");
  await name.fill(after);
  await input(page, "Employees").fill("41");
  await expectAccessible(page);
  await shot(page, "form");
  await main(page).getByRole("button", { name: "Save", exact: true }).last().click();
  await expect(page.getByRole("heading", { level: 1, name: after })).toBeVisible();
  await expect(page.locator(".timeline .event").first().locator(".diff")).toHaveCount(2);
  await shot(page, "account");
  expect(await read(page, "accounts", id)).toMatchObject({ name: after, employees: 41 });
});

test("lengths of time, decimals and several of a list are typed, shown and found", async ({ page }) => {
  await signIn(page);
  const name = unique("Hanna");
  await open(page, "/m/contacts/new");
  await input(page, "Last name").fill(name);
  const channels = main(page).getByRole("combobox", { name: "Preferred channels" });
  await choose(page, channels, "Mess", "Messenger");
  await choose(page, channels, "Vis", "Visit");
  await main(page).getByRole("button", { name: "Save", exact: true }).last().click();
  await page.waitForURL(/\/m\/contacts\/[0-9a-f-]{36}$/);
  await expect(fact(page, "Preferred channels")).toHaveText(/Messenger\s*Visit/);
  const contact = idIn(page.url());
  expect(await read(page, "contacts", contact)).toMatchObject({ preferred_channels: ["messenger", "visit"] });
  const found = await find(page, "contacts", `preferred_channels contains visit and last_name = "${name}"`);
  expect(found).toMatchObject([{ id: contact }]);

  await open(page, "/m/tasks/new");
  await input(page, "Subject").fill(name);
  await input(page, "Effort").fill("an hour");
  await input(page, "Effort").blur();
  await expect(input(page, "Effort")).toHaveAttribute("aria-invalid", "true");
  await input(page, "Effort").fill("1:30");
  await main(page).getByRole("button", { name: "Save", exact: true }).last().click();
  await page.waitForURL(/\/m\/tasks\/[0-9a-f-]{36}$/);
  await expect(fact(page, "Effort")).toHaveText("1:30");
  expect(await read(page, "tasks", idIn(page.url()))).toMatchObject({ effort: 90 });
  expect(await find(page, "tasks", `effort > 60 and name = "${name}"`)).toHaveLength(1);

  const product = await create(page, "products", { name, weight: "2.125" });
  await open(page, `/m/products/${product.id}`);
  await expect(fact(page, "Weight (kg)")).toHaveText("2.125");
  expect(await find(page, "products", `weight >= 2.125 and name = "${name}"`)).toHaveLength(1);
});

test("who saves second sees both versions and chooses", async ({ page, browser }) => {
  await signIn(page);
  const [mara] = await find(page, "users", `email = "${MARA.email}"`);
  const values = { name: unique("Delta Kontor"), phone: "100", website: "https://old.example", owner: mara.id };
  const { id, version } = await create(page, "accounts", values);
  await open(page, `/m/accounts/${id}`);
  await main(page).getByRole("button", { name: "Edit", exact: true }).click();
  await input(page, "Phone").fill("222");
  await input(page, "Employees").fill("7");

  const context = await browser.newContext(test.info().project.use);
  const other = await context.newPage();
  await signIn(other, `/m/accounts/${id}`, MARA);
  await ready(other);
  await other.getByRole("button", { name: "Edit Phone" }).click();
  await input(other, "Phone").fill("333");
  await input(other, "Phone").press("Enter");
  await expect(fact(other, "Phone")).toHaveText(/333/);
  await other.getByRole("button", { name: "Edit Website" }).click();
  await input(other, "Website").fill("https://new.example");
  await input(other, "Website").press("Enter");
  await expect(toast(other, "saved")).toHaveCount(2);

  // What is being typed stays, and one hears of the other.
  await expect(page.getByText("Mara Lindqvist changed this record").first()).toBeVisible();
  await expect(input(page, "Phone")).toHaveValue("222");
  await main(page).getByRole("button", { name: "Save", exact: true }).last().click();
  const conflict = page.getByRole("alert").filter({ hasText: "Somebody else saved meanwhile" });
  await expect(conflict).toContainText("Mara Lindqvist changed this record");
  const row = (name: string) => conflict.getByRole("group", { name });
  await expect(row("Phone").getByRole("radio", { name: "Yours 222" })).not.toBeChecked();
  await expect(row("Phone").getByRole("radio", { name: "Theirs 333" })).not.toBeChecked();
  await expect(row("Employees").getByRole("radio", { name: /^Yours/ })).toBeChecked();
  await expect(row("Website").getByRole("radio", { name: /^Theirs/ })).toBeChecked();
  const save = conflict.getByRole("button", { name: "Save this choice" });
  await expect(save).toBeDisabled();
  expect(await read(page, "accounts", id)).toMatchObject({ phone: "333", employees: null });
  await expectAccessible(page);
  await shot(page, "conflict");
  await row("Phone").getByRole("radio", { name: "Yours 222" }).check();
  await save.click();

  await expect(fact(page, "Phone")).toHaveText(/222/);
  await expect(fact(other, "Phone")).toHaveText(/222/);
  const kept = { phone: "222", employees: 7, website: "https://new.example" };
  expect(await read(page, "accounts", id)).toMatchObject(kept);
  expect(await patch(page, "accounts", id, { phone: "444" }, version)).toBe(412);
  expect(await read(page, "accounts", id)).toMatchObject(kept);
  await context.close();
});

test("notes and comments are written, mention a colleague, and are never markup of their own", async ({ page }) => {
  await signIn(page);
  const { id } = await create(page, "accounts", { name: unique("Teahouse") });
  await open(page, `/m/accounts/${id}`);
  const comment = page.getByRole("textbox", { name: /^Write a comment/ });
  await comment.click();
  await comment.pressSequentially("Please call, @Mar");
  await expectAccessible(page);
  await shot(page, "mention");
  await page.getByRole("option", { name: "Mara Lindqvist" }).click();
  await expect(comment).toHaveValue("Please call, @Mara Lindqvist ");
  await comment.pressSequentially("today");
  await comment.press("Control+Enter");
  const said = page.locator(".event.note", { hasText: "Please call" });
  await expect(said).toContainText("Alex Morgan");
  const [mara] = await find(page, "users", `email = "${MARA.email}"`);
  await expect(said.getByRole("link", { name: "@Mara Lindqvist" })).toHaveAttribute("href", `/m/users/${mara.id}`);
  const [stored] = await find(page, "comments", `about = accounts:${id}`);
  expect(stored.body).toBe(`Please call, @[Mara Lindqvist](${mara.id}) today`);
  await expect(comment).toHaveValue("");

  // Changed by who wrote it, as it was written.
  await said.getByRole("button", { name: "Edit comment" }).click();
  const again = page.getByRole("textbox", { name: "Edit comment" });
  await expect(again).toHaveValue("Please call, @Mara Lindqvist today");
  await again.fill("Please call, @Mara Lindqvist tomorrow");
  await page.locator(".event.note").getByRole("button", { name: "Save" }).click();
  await expect(said.locator(".prose")).toHaveText("Please call, @Mara Lindqvist tomorrow");
  await said.getByRole("button", { name: "Delete comment" }).click();
  await expect(said).toHaveCount(0);
  await toast(page, "deleted").getByRole("button", { name: "Undo" }).click();
  await expect(said).toHaveCount(1);

  await page.getByRole("tab", { name: "Notes" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("<b>Visit</b>");
  await page.getByRole("textbox", { name: "Write a note…" }).fill(HOSTILE);
  await page.getByRole("button", { name: "Add note" }).click();
  const note = page.locator(".event.note", { hasText: "Visit" });
  await expect(note.getByRole("heading", { name: "<b>Visit</b>" })).toBeVisible();
  await expect(note.locator("strong")).toHaveText("good talk");
  await expect(note.locator("img, script, iframe, [onclick], [onerror], [style]")).toHaveCount(0);
  await expect(note.locator(".prose")).toContainText("<img src=x");
  for (const link of await note.locator(".prose a").all()) {
    expect((await link.getAttribute("href")) ?? "").toMatch(/^https:|^$/);
  }
  await page.reload();
  await ready(page);
  await expect(note.locator("strong")).toHaveText("good talk");
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await expectAccessible(page);
  await shot(page, "timeline");
});

test("a file is attached, comes back as it was, and one too large is refused", async ({ page }) => {
  await signIn(page);
  const { id } = await create(page, "accounts", { name: unique("Archive") });
  await open(page, `/m/accounts/${id}`);
  await page.getByRole("tab", { name: "Attachments" }).click();
  const content = randomBytes(1_500_000);
  const send = page.getByLabel("Drop files here");
  await send.setInputFiles({ name: "Angebot 报价.pdf", mimeType: "application/pdf", buffer: content });
  const entry = page.locator(".timeline .event", { hasText: "Angebot 报价.pdf" });
  await expect(entry).toContainText("1.4 MB");
  await expectAccessible(page);
  await shot(page, "files");
  const coming = page.waitForEvent("download");
  await entry.getByRole("link", { name: "Angebot 报价.pdf" }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe("Angebot 报价.pdf");
  expect((await readFile(await file.path())).equals(content)).toBe(true);

  await send.setInputFiles({ name: "film.mov", mimeType: "video/quicktime", buffer: Buffer.alloc(30 * 2 ** 20, 7) });
  await expect(toast(page, "film.mov could not be uploaded. This is too large: at most 25 MB.")).toBeVisible();
  expect(await find(page, "attachments", `about = accounts:${id}`)).toHaveLength(1);

  await entry.getByRole("button", { name: "Delete Angebot 报价.pdf" }).click();
  await expect(entry).toHaveCount(0);
  await toast(page, "deleted").getByRole("button", { name: "Undo" }).click();
  await expect(entry).toHaveCount(1);
});

test("what belongs to an account is listed there, and a new one is added from there", async ({ page }) => {
  await signIn(page);
  const account = await create(page, "accounts", { name: unique("Lakeside") });
  const contact = await create(page, "contacts", { first_name: "Bo", last_name: "Ek", title: "Buyer", account: account.id });
  await open(page, `/m/accounts/${account.id}`);
  const related = (name: string) =>
    page.locator(".related").filter({ has: page.getByRole("heading", { name, exact: true }) });
  await expect(related("Contacts").getByRole("link", { name: /Bo Ek/ })).toHaveAttribute("href", `/m/contacts/${contact.id}`);
  await expect(related("Opportunities").locator(".count")).toHaveText("0");

  await related("Opportunities").getByRole("link", { name: "Add Opportunity" }).click();
  await page.waitForURL(`/m/opportunities/new?account=${account.id}`);
  await expect(main(page).getByRole("combobox", { name: "Account" })).toHaveValue(account.name as string);
  await input(page, "Name").fill("Refit");
  await input(page, "Amount").fill("500");
  await input(page, "Amount").press("Control+Enter");
  await page.waitForURL(/\/m\/opportunities\/[0-9a-f-]{36}$/);
  expect(await read(page, "opportunities", idIn(page.url()))).toMatchObject({ name: "Refit", account: { id: account.id } });
  await fact(page, "Account").getByRole("link", { name: account.name as string }).click();
  await page.waitForURL(`/m/accounts/${account.id}`);
  await expect(related("Opportunities").getByRole("link", { name: /Refit/ })).toBeVisible();
  await expect(related("Opportunities").locator(".count")).toHaveText("1");
  await expectAccessible(page);
});

test("a way through stages has one end, and states without an order are a menu", async ({ page }) => {
  await signIn(page);
  const deal = await create(page, "opportunities", { name: unique("Two ends"), stage: "proposal" });
  await open(page, `/m/opportunities/${deal.id}`);
  const way = page.getByRole("list", { name: "Stage" });
  const stage = async () => (await read(page, "opportunities", deal.id)).stage;
  await expect(way.getByRole("listitem")).toHaveCount(6);
  await way.getByRole("button", { name: "Other outcomes" }).click();
  const outcomes = page.getByRole("menu", { name: "Stage" });
  await expect(outcomes.getByRole("menuitemradio")).toHaveText(["Won", "Lost"]);
  await expectAccessible(page);
  await outcomes.getByRole("menuitemradio", { name: "Lost" }).click();
  await expect.poll(stage).toBe("lost");
  await expect(way.locator("[data-state] > [aria-current]")).toHaveText("Lost");
  await way.getByRole("button", { name: "Proposal" }).click();
  await expect.poll(stage).toBe("proposal");
  await expect(way.locator("[data-state]")).toHaveCount(4);

  const task = await create(page, "tasks", { name: unique("Call"), status: "waiting" });
  await open(page, `/m/tasks/${task.id}`);
  await main(page).getByRole("button", { name: "Waiting for somebody" }).click();
  await page.getByRole("menuitemradio", { name: "Done" }).click();
  await expect.poll(async () => (await read(page, "tasks", task.id)).status).toBe("done");
  await expect(main(page).getByRole("button", { name: "Done", exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("only who may make such a record is offered to", async ({ page, browser }) => {
  await signIn(page);
  const [role] = await find(page, "roles", 'name = "Manager"');
  const users = (of: Page) => main(of).locator(".related", { hasText: "Users" });
  await open(page, `/m/roles/${role.id}`);
  await expect(users(page).getByRole("link", { name: "Add User" })).toBeVisible();
  const other = await (await browser.newContext(test.info().project.use)).newPage();
  await signIn(other, `/m/roles/${role.id}`, MARA);
  await ready(other);
  await expect(users(other).locator(".count")).toBeVisible();
  await expect(users(other).getByRole("link", { name: "Add User" })).toHaveCount(0);
  await other.context().close();
});

test("a record goes to the bin and comes back", async ({ page }) => {
  await signIn(page);
  const name = unique("Vanishing Ltd");
  const { id } = await create(page, "accounts", { name });
  await open(page, `/m/accounts/${id}`);
  const remove = async () => {
    await main(page).getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.waitForURL(/\/m\/accounts(\?.*)?$/);
  };
  await remove();
  expect(await status(page, "accounts", id)).toBe(404);
  await toast(page, `${name} deleted`).getByRole("button", { name: "Undo" }).click();
  await expect(toast(page, "Undone")).toBeVisible();
  expect(await status(page, "accounts", id)).toBe(200);

  await open(page, `/m/accounts/${id}`);
  await remove();
  await open(page, `/m/accounts/${id}`);
  await expect(main(page).getByText("This record is in the recycle bin.")).toBeVisible();
  await expect(main(page).getByRole("button", { name: "Edit", exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await shot(page, "deleted");
  await main(page).getByRole("button", { name: "Restore" }).click();
  await expect(main(page).getByText("This record is in the recycle bin.")).toBeHidden();
  expect(await status(page, "accounts", id)).toBe(200);
});

test("a record is read and changed beside its list", async ({ page }) => {
  test.skip(isPhone(), "on a phone a record has the page to itself");
  await signIn(page);
  const name = unique("Beside");
  const [first, second] = [`${name} A`, `${name} B`];
  const { id } = await create(page, "accounts", { name: first, phone: "+1 11" });
  await create(page, "accounts", { name: second, phone: "+1 22" });
  await open(page, `/m/accounts?filter=${encodeURIComponent(`name starts "${name}"`)}&sort=name`);
  await main(page).getByRole("link", { name: first }).click();
  const peek = page.getByRole("complementary", { name: "Details" });
  await expect(peek.getByRole("heading", { level: 1, name: first })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "peek");
  await peek.getByRole("button", { name: "Edit Phone" }).click();
  await input(page, "Phone").fill("+1 99");
  await input(page, "Phone").press("Enter");
  await expect(page.getByRole("row", { name: new RegExp(first) })).toContainText("+1 99");
  expect(await read(page, "accounts", id)).toMatchObject({ phone: "+1 99" });
  await peek.getByRole("button", { name: "Next record" }).click();
  await expect(peek.getByRole("heading", { level: 1, name: second })).toBeVisible();
  await page.keyboard.press("e");
  await expect(input(page, "Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(input(page, "Name")).toBeHidden();
  await peek.getByRole("button", { name: "Close" }).click();
  await expect(peek).toBeHidden();
});
