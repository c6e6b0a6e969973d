// What stands around every page: palette, keys, languages, appearance, sidebar, and signing out.
import { type Page } from "@playwright/test";
import { makePerson, signedIn } from "../people.ts";
import { create, find, idIn, unique } from "../rest.ts";
import {
  ADMIN,
  expect,
  expectAccessible,
  isPhone,
  open,
  shot,
  signIn,
  signInByForm,
  startRapport,
  test,
} from "../support.ts";

const palette = (page: Page) => page.getByRole("dialog", { name: "Commands" });
const asked = (page: Page) => palette(page).getByRole("combobox");
const offered = (page: Page) => palette(page).getByRole("option");

async function openPalette(page: Page): Promise<void> {
  if (isPhone()) await page.getByRole("button", { name: "Search" }).tap();
  else await page.keyboard.press("Control+k");
  await expect(asked(page)).toBeFocused();
}

test("the palette finds records in any script, pages and actions", async ({ page }) => {
  await signIn(page);
  const deal = unique("Grinders for the palette");
  await create(page, "opportunities", { name: deal, stage: "negotiation", close_date: "2027-02-03" });
  const task = unique("Ring the palette");
  await create(page, "tasks", { name: task, due_date: "2027-02-03" });
  await open(page, "/");
  await openPalette(page);
  await expectAccessible(page);
  await shot(page, "palette");

  for (const [text, found] of [["澜庭", "上海澜庭酒店管理有限公司"], ["ча", "причал"], ["한강", "한강"], ["kö", "Köln"]]) {
    await asked(page).fill(text);
    await expect(offered(page).filter({ hasText: found }).first()).toBeVisible();
  }
  await shot(page, "palette-found");
  await expectAccessible(page);

  // What is found is described in words, not as it is stored.
  await asked(page).fill(deal);
  await expect(offered(page).filter({ hasText: deal })).toContainText("Negotiation");
  await asked(page).fill(task);
  await expect(offered(page).filter({ hasText: task })).toContainText("3 Feb 2027");
  await asked(page).fill("qqqqq");
  await expect(palette(page).getByText("Nothing found")).toBeVisible();

  // Entered faster than the answer came: what was asked for is opened.
  const [record] = await find(page, "opportunities", `name = "${deal}"`);
  await asked(page).fill(deal);
  await page.keyboard.press("Enter");
  await page.waitForURL(`/m/opportunities/${record.id}`);
  expect(idIn(page.url())).toBe(record.id);

  await openPalette(page);
  await asked(page).fill("new task");
  await expect(offered(page).first()).toHaveText("New Task");
  await page.keyboard.press("Enter");
  await page.waitForURL("/m/tasks/new");
});

test("keys do what the help says", async ({ page }) => {
  test.skip(isPhone(), "a phone has no keys");
  await signIn(page);
  await open(page, "/m/contacts");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard" });
  await expect(help.getByText("Find any record or action")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("n");
  await expect(page).toHaveURL("/m/contacts");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();

  await page.keyboard.press("/");
  await expect(asked(page)).toBeFocused();
  await asked(page).fill("board");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(offered(page).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(page).toHaveURL("/m/contacts");

  await page.keyboard.press("n");
  await page.waitForURL("/m/contacts/new");
  // Letters that are typed are letters.
  await page.getByRole("textbox", { name: "Last name" }).press("n");
  await expect(page.getByRole("textbox", { name: "Last name" })).toHaveValue("n");
});

const LANGUAGES: [name: string, code: string, home: string, deals: string, date: string][] = [
  ["简体中文", "zh-Hans", "首页", "商机", "2027-02-03"],
  ["繁體中文", "zh-Hant", "首頁", "商機", "2027-02-03"],
  ["Русский", "ru", "Главная", "Сделки", "03.02.2027"],
  ["한국어", "ko", "홈", "영업 기회", "2027-02-03"],
  ["English", "en", "Home", "Opportunities", "3 Feb 2027"],
];

test("the page speaks five languages, and changes without being loaded anew", async ({ page, browser }) => {
  await signIn(page);
  const own = await signedIn(browser, await makePerson(page));
  const deal = await create(own, "opportunities", { name: unique("Sprache"), close_date: "2027-02-03", amount: "1234567.5" });
  await open(own, `/m/opportunities/${deal.id}`);
  await own.evaluate(() => ((window as unknown as { kept: boolean }).kept = true));
  for (const [name, code, home, deals, date] of LANGUAGES) {
    await own.locator(".user-menu").click();
    await own.getByRole("menuitemradio", { name, exact: true }).click();
    await expect(own.locator("html")).toHaveAttribute("lang", code);
    const nav = own.getByRole("navigation").filter({ hasText: home });
    await expect(nav.filter({ visible: true }).first()).toContainText(deals);
    await expect(own.getByText(date).first()).toBeAttached();
    await expectAccessible(own);
    await shot(own, `record-${code}`);
  }
  expect(await own.evaluate(() => (window as unknown as { kept?: boolean }).kept), "not loaded anew").toBe(true);

  // It is the user's: it survives, here and elsewhere.
  await own.locator(".user-menu").click();
  await own.getByRole("menuitemradio", { name: "Русский" }).click();
  await expect(own.locator("html")).toHaveAttribute("lang", "ru");
  await own.reload();
  await expect(own.locator("html")).toHaveAttribute("lang", "ru");
  await expect(own.locator("html")).toHaveAttribute("data-ready");
  await expect(own.getByText("1 234 567,50 €").first()).toBeAttached();
  await own.context().close();
});

test("light and dark are kept, and are there from the first paint", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await signIn(page);
  await open(page, "/settings/profile");
  const background = () => page.evaluate(() => getComputedStyle(document.body.querySelector(".main")!).backgroundColor);
  const light = await background();
  const theme = page.getByRole("group", { name: "Appearance" }).filter({ visible: true });
  await theme.getByRole("button", { name: "Dark" }).click();
  await expect(theme.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
  expect(await background()).not.toBe(light);
  await expectAccessible(page);

  // The server's own page has it, so that nothing flashes before any script.
  const html = await (await page.request.get("/settings/profile")).text();
  expect(html).toContain('data-theme="dark"');
  await page.reload();
  await page.locator("html[data-ready]").waitFor();
  await expect(theme.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await theme.getByRole("button", { name: "As the system" }).click();
  expect(await background()).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background()).not.toBe(light);
});

test("one finds the way through the modules", async ({ page }) => {
  await signIn(page);
  await open(page, "/");
  const sidebar = page.getByRole("complementary", { name: "Modules" });
  if (isPhone()) {
    const bar = page.getByRole("navigation", { name: "Menu" });
    await expect(bar.getByRole("link", { name: "Home" })).toHaveAttribute("aria-current", "page");
    await bar.getByRole("link", { name: "Leads" }).tap();
    await page.waitForURL("/m/leads");
    await bar.getByRole("button", { name: "Create quickly" }).tap();
    const sheet = page.getByRole("dialog", { name: "Create quickly" });
    await expect(sheet.getByRole("link", { name: "Contact" })).toBeVisible();
    await expectAccessible(page);
    await shot(page, "create");
    await page.keyboard.press("Escape");
    await bar.getByRole("button", { name: "More" }).tap();
    await expectAccessible(page);
    await shot(page, "drawer");
    await sidebar.getByRole("link", { name: "Products" }).tap();
    await page.waitForURL("/m/products");
    await expect(sidebar).toBeHidden();
    return;
  }
  await sidebar.getByRole("link", { name: "Products" }).click();
  await page.waitForURL("/m/products");
  await expect(sidebar.getByRole("link", { name: "Products" })).toHaveAttribute("aria-current", "page");
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await expect(sidebar.getByText("Products")).toBeHidden();
  await expect(sidebar.getByRole("link", { name: "Products" })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "sidebar-narrow");
  await page.reload();
  await expect(sidebar.getByText("Products")).toBeHidden();
  await page.locator("html[data-ready]").waitFor();
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await expect(sidebar.getByText("Products")).toBeVisible();
  await page.getByRole("button", { name: "Create quickly" }).click();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Lead" }).click();
  await page.waitForURL("/m/leads/new");
});

test("who is mentioned in a comment sees it at home", async ({ page, browser }) => {
  await signIn(page);
  const robin = await makePerson(page);
  const [shown, secret] = [unique("Kaffeehaus"), unique("Hidden house")];
  const account = await create(page, "accounts", { name: shown, owner: robin.id });
  const hidden = await create(page, "accounts", { name: secret });
  const own = await signedIn(browser, robin);
  await open(own, "/");
  const mentions = own.getByRole("region", { name: "Mentions" });
  await expect(own.getByRole("region", { name: "My tasks" })).toBeVisible();
  await expect(mentions).toHaveCount(0);

  // It comes by itself, and only from records that one may see.
  const say = (about: string, body: string) =>
    create(page, "comments", { body, about: { module: "accounts", id: about } });
  await say(hidden.id, `@[${robin.name}](${robin.id}) must not read this`);
  await say(account.id, "Nobody in particular");
  await say(account.id, `@[${robin.name}](${robin.id}) please call them\nbefore **Friday**.`);
  await expect(mentions.getByRole("row")).toHaveCount(1);
  await expect(mentions).toContainText(`Alex Morgan @${robin.name} please call them before **Friday**.`);
  await expectAccessible(own);
  await shot(own, "home-mentions");
  await own.reload();
  await own.locator("html[data-ready]").waitFor();
  await mentions.getByRole("link", { name: shown }).click();
  await own.waitForURL(`/m/accounts/${account.id}`);
  await own.context().close();
});

test("one signs out, and the way back asks for the password", async ({ page }) => {
  await signInByForm(page);
  await open(page, "/m/accounts?sort=name");
  await page.getByRole("button", { name: "Your account" }).click();
  await expectAccessible(page);
  await shot(page, "user-menu");
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("/login");
  await page.goto("/m/accounts?sort=name");
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel("Email").fill(ADMIN.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toHaveText("Email or password is wrong.");
  await expect(page.getByLabel("Email")).toHaveValue(ADMIN.email);
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await expectAccessible(page);
  await shot(page, "login-wrong");
  await page.getByLabel("Password", { exact: true }).fill(ADMIN.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/m/accounts?sort=name");
});

test("who guesses passwords is slowed down", async ({ browser }) => {
  const server = await startRapport("--demo");
  try {
    const page = await (await browser.newContext({ ...test.info().project.use, baseURL: server.url })).newPage();
    const guess = (password: string) =>
      page.request.post("/login", {
        form: { email: ADMIN.email, password, next: "" },
        headers: { origin: server.url },
        maxRedirects: 0,
      });
    for (let n = 0; n < 10; n++) await guess(`guess ${n}`);
    await page.goto("/login");
    await page.getByLabel("Email").fill(ADMIN.email);
    await page.getByLabel("Password", { exact: true }).fill(ADMIN.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert")).toHaveText("Too many attempts. Wait a few minutes, then try again.");
    await expect(page).toHaveURL(/\/login/);
    await page.context().close();
  } finally {
    await server.stop();
  }
});

test("an empty installation gets its first administrator by a link that works once", async ({ browser }) => {
  const server = await startRapport();
  try {
    const context = await browser.newContext({ ...test.info().project.use, baseURL: server.url });
    const page = await context.newPage();
    await page.goto("/m/leads");
    await expect(page).toHaveURL("/setup");
    await expect(page.getByText("Open the link that the server printed")).toBeVisible();
    await expectAccessible(page);

    const link = /\/setup\?key=\S+/.exec(server.output())?.[0] ?? "";
    await page.goto(link);
    await shot(page, "setup");
    await expectAccessible(page);
    const fill = async (password: string) => {
      await page.getByLabel("Your name").fill("Ada Lovelace");
      await page.getByLabel("Email").fill("ada@example.com");
      await page.getByLabel("Choose a password", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Create administrator" }).click();
    };
    await fill("short");
    await expect(page.getByRole("alert")).toHaveText("The password is too short: at least 10 characters.");
    await expect(page.getByLabel("Your name")).toHaveValue("Ada Lovelace");
    await fill("a long sentence");
    await expect(page).toHaveURL("/");
    await expect(page.getByRole("heading", { name: "Hello, Ada Lovelace" })).toBeVisible();
    await expect(page.getByRole("main").getByRole("heading", { level: 2 }).first()).toHaveText("Start here");
    await expectAccessible(page);
    await shot(page, "home-empty");
    await context.close();

    const stranger = await (await browser.newContext({ ...test.info().project.use, baseURL: server.url })).newPage();
    await stranger.goto(link);
    await expect(stranger).toHaveURL(/\/login/);
    await expect(stranger.getByRole("alert")).toHaveText("This installation has been set up already. Sign in.");
    await expectAccessible(stranger);
    await stranger.context().close();
  } finally {
    await server.stop();
  }
});

test("the program can be installed on a phone's home screen", async ({ page }) => {
  await page.goto("/login");
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const answer = await page.request.get(href!);
  expect(answer.headers()["content-type"]).toContain("application/manifest+json");
  const manifest = await answer.json();
  expect(manifest).toMatchObject({ name: "Rapport", start_url: "/", display: "standalone" });
  for (const { src } of manifest.icons) expect((await page.request.get(src)).headers()["content-type"]).toMatch(/^image\//);
  // What the page consists of is fetched once, until it changes.
  const script = await page.locator("link[rel=modulepreload]").first().getAttribute("href");
  const current = await page.request.get(script!);
  expect(current.headers()["cache-control"]).toContain("immutable");
  expect(current.headers()["content-type"]).toContain("javascript");
  expect((await page.request.get(script!.replace(/pkg\/\w+/, "pkg/0123456789abcdef"))).headers()["content-type"]).not.toContain("javascript");
});

test("a page of an older program, whose parts are gone, begins anew", async ({ browser }) => {
  // A page of its own: what it says on the console is an error, and expected.
  const context = await browser.newContext(test.info().project.use);
  const page = await context.newPage();
  await signIn(page, "/m/opportunities");
  await page.locator("html[data-ready]").waitFor();
  const toBoard = page.getByRole("navigation", { name: "Show" }).getByRole("link", { name: "Board" });
  const parts = "**/pkg/*/*_board_*.wasm";
  await page.route(parts, (route) => route.fulfill({ status: 404 }));
  const again = page.waitForEvent("load");
  await toBoard.click();
  await again;
  await page.unroute(parts);
  await page.locator("html[data-ready]").waitFor();
  await toBoard.click();
  await expect(page.locator(".board")).toBeVisible();
  await context.close();
});
