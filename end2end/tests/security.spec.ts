// The second factor: set up, asked for, recovered, turned off, required by a role, reset by an administrator.
import { type Browser, type Page } from "@playwright/test";
import { makePerson, type Person, signedIn } from "../people.ts";
import { create, patch, read, unique } from "../rest.ts";
import { expect, expectAccessible, main, shot, signIn, signInByForm, test, toast } from "../support.ts";
import { codeOf } from "../totp.ts";

const WRONG = "The code is wrong, or it was used already. Wait for the next one.";

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
}

const ready = (page: Page) => page.locator("html[data-ready]").waitFor();

/** Goes through the steps that a page shows; gives the app's key and the recovery codes. */
async function setUp(page: Page): Promise<{ key: string; codes: string[] }> {
  const key = await page.locator(".key code").innerText();
  expect(key.replaceAll(" ", "")).toMatch(/^[A-Z2-7]{32}$/);
  const field = page.getByLabel("Code from the app");
  await field.fill("000000");
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.locator(".set-up").getByRole("alert")).toHaveText(WRONG);
  // The one before is taken too, as clocks differ, and leaves that of now for signing in.
  await field.fill(codeOf(key, -1));
  await page.getByRole("button", { name: "Turn on" }).click();
  const shown = page.getByRole("region", { name: "Recovery codes" });
  await expect(shown.locator("li")).toHaveCount(10);
  return { key, codes: await shown.locator("li").allInnerTexts() };
}

/** A machine of her own on which the password has been typed. */
async function atTheDoor(browser: Browser, person: Person, options = {}): Promise<Page> {
  const context = await browser.newContext({ ...test.info().project.use, ...options });
  const page = await context.newPage();
  await page.goto("/m/leads");
  await page.locator("input[name=email]").fill(person.email);
  await page.locator("input[name=password]").fill(person.password);
  await page.locator("button[type=submit]").click();
  await expect(page).toHaveURL(/\/login\/code\?/);
  return page;
}

async function enter(page: Page, code: string): Promise<void> {
  await page.locator("input[name=code]").fill(code);
  await page.locator("button[type=submit]").click();
}

test("a second factor is set up, asked for, recovered and turned off", async ({ page, browser }) => {
  await signIn(page);
  const person = await makePerson(page);
  const here = await signedIn(browser, person);
  await open(here, "/settings/security");
  await expect(main(here).getByText("Not set up")).toBeVisible();
  await main(here).getByRole("button", { name: "Set up" }).click();
  await expect(here.getByRole("img", { name: "QR code for the app" })).toBeVisible();
  await expectAccessible(here);
  await shot(here, "security-set-up");
  const { key, codes } = await setUp(here);
  await expectAccessible(here);
  await shot(here, "security-codes");
  const file = here.waitForEvent("download");
  await here.getByRole("link", { name: "Download" }).click();
  expect((await file).suggestedFilename()).toBe("rapport-recovery-codes.txt");
  await here.getByRole("button", { name: "I have kept them" }).click();
  await expect(here.getByRole("region", { name: "Recovery codes" })).toHaveCount(0);
  await expect(main(here).getByText("10 recovery codes left")).toBeVisible();
  await expectAccessible(here);
  await shot(here, "security-on");

  // Without a script, too. The same code opens once.
  const plain = await atTheDoor(browser, person, { javaScriptEnabled: false });
  await enter(plain, "123456");
  await expect(plain.getByRole("alert")).toHaveText(WRONG);
  const now = codeOf(key);
  await enter(plain, now);
  await expect(plain).toHaveURL("/m/leads");
  const other = await atTheDoor(browser, person);
  await expectAccessible(other);
  await shot(other, "login-code");
  await enter(other, now);
  await expect(other.getByRole("alert")).toHaveText(WRONG);
  await other.getByRole("link", { name: "Use a recovery code" }).click();
  await expect(other.getByLabel("Recovery code")).toBeVisible();
  await expectAccessible(other);
  await enter(other, codes[0].toUpperCase());
  await expect(other).toHaveURL("/m/leads");

  await here.reload();
  await ready(here);
  await expect(main(here).getByText("9 recovery codes left")).toBeVisible();
  await main(here).getByRole("button", { name: "New recovery codes" }).click();
  const dialog = here.getByRole("dialog", { name: "New recovery codes" });
  await dialog.getByLabel("Current password").fill("not my password");
  await dialog.getByLabel("Code from the app, or a recovery code").fill(codes[1]);
  await dialog.getByRole("button", { name: "New recovery codes" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("The password is wrong.");
  await expectAccessible(here);
  await shot(here, "security-prove");
  await dialog.getByLabel("Current password").fill(person.password);
  await dialog.getByRole("button", { name: "New recovery codes" }).click();
  const fresh = here.getByRole("region", { name: "Recovery codes" });
  await expect(fresh.locator("li")).toHaveCount(10);
  const [first] = await fresh.locator("li").allInnerTexts();
  expect(codes).not.toContain(first);
  await here.getByRole("button", { name: "I have kept them" }).click();

  await main(here).getByRole("button", { name: "Turn off" }).click();
  const off = here.getByRole("dialog", { name: "Turn off" });
  await off.getByLabel("Current password").fill(person.password);
  await off.getByLabel("Code from the app, or a recovery code").fill(first);
  await off.getByRole("button", { name: "Turn off" }).click();
  await expect(toast(here, "Second factor turned off")).toBeVisible();
  await expect(main(here).getByText("Not set up")).toBeVisible();
  const again = await signedIn(browser, person);
  await expect(again).toHaveURL("/");
  for (const one of [here, plain, other, again]) await one.context().close();
});

test("a role that requires it leads to setting it up, and to nothing else", async ({ page, browser }) => {
  await signIn(page);
  const person = await makePerson(page);
  const role = await create(page, "roles", { name: unique("Careful"), level: "representative", second_factor: true });
  const early = await signedIn(browser, person);
  await open(early, "/settings/about");
  expect(await patch(page, "users", person.id, { role: role.id })).toBe(200);
  expect((await read(page, "users", person.id)).role).toMatchObject({ id: role.id });
  // Who was signed in before is led there as soon as she asks for something.
  await early.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "API tokens" }).click();
  await expect(early).toHaveURL(/\/second-factor\?next=/);

  const own = await signedIn(browser, person);
  await expect(own).toHaveURL(/\/second-factor\?next=/);
  const refused = await own.request.get("/api/v1/leads");
  expect(refused.status()).toBe(403);
  expect(await refused.json()).toMatchObject({ type: "urn:rapport:problem:second-factor-required" });
  await own.goto("/m/accounts?sort=-name");
  await expect(own).toHaveURL(/\/second-factor\?next=/);
  await ready(own);
  await expect(own.getByRole("heading", { level: 1, name: "Set up a second factor" })).toBeVisible();
  await expect(own.getByRole("img", { name: "QR code for the app" })).toBeVisible();
  await expectAccessible(own);
  await shot(own, "second-factor");
  await setUp(own);
  await expectAccessible(own);
  await shot(own, "second-factor-codes");
  await own.getByRole("button", { name: "I have kept them" }).click();
  await expect(own).toHaveURL("/m/accounts?sort=-name");
  expect((await own.request.get("/api/v1/leads")).status()).toBe(200);
  await early.context().close();
  await own.context().close();
});

test("an administrator sees what lets a user in, ends it, and resets a lost second factor", async ({ page, browser }) => {
  await signIn(page);
  const person = await makePerson(page);
  const own = await signedIn(browser, person);
  await open(own, "/settings/security");
  await main(own).getByRole("button", { name: "Set up" }).click();
  await setUp(own);
  await own.getByRole("button", { name: "I have kept them" }).click();
  await open(own, "/settings/tokens");
  await own.getByLabel("What is it for?").fill("Sync");
  await own.getByRole("button", { name: "Create token" }).click();
  await expect(own.getByText("It is shown only once.")).toBeVisible();

  await open(page, "/settings/users");
  const row = main(page).locator(".setting", { hasText: person.email });
  await row.getByRole("button", { name: "Sign-ins" }).click();
  const dialog = page.getByRole("dialog", { name: `Sign-ins of ${person.name}` });
  await expect(dialog.getByText("On since")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "End session" })).toHaveCount(1);
  await expectAccessible(page);
  await shot(page, "settings-sign-ins");
  await dialog.getByRole("button", { name: "End token" }).click();
  await expect(dialog.getByText("No tokens yet.")).toBeVisible();
  await dialog.getByRole("button", { name: "Reset second factor" }).click();
  await expect(dialog.getByText(`${person.name} can then sign in with the password`)).toBeVisible();
  await dialog.getByRole("button", { name: "Reset second factor" }).click();
  await expect(toast(page, "Second factor reset.")).toBeVisible();
  await expect(dialog.getByText("Not set up")).toBeVisible();
  await expect(dialog.getByText("Not signed in anywhere.")).toBeVisible();

  await own.goto("/settings/profile");
  await expect(own).toHaveURL(/\/login\?/);
  await signInByForm(own, person);
  await expect(own).toHaveURL("/");
  await own.context().close();
});
