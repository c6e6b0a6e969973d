// Settings: one's own password, sessions and tokens, and what an administrator does for others.
import { makePerson, signedIn } from "../people.ts";
import { expect, expectAccessible, main, open, shot, signIn, test, toast } from "../support.ts";

test("all pages of the settings are whole", async ({ page }) => {
  await signIn(page);
  await open(page, "/settings");
  const nav = page.getByRole("navigation", { name: "Settings" });
  await expect(nav.getByRole("link", { name: "Profile" })).toHaveAttribute("aria-current", "page");
  for (const [link, heading] of [
    ["Profile", "Profile"],
    ["Security", "Security"],
    ["Sessions", "Sessions"],
    ["API tokens", "API tokens"],
    ["Company", "Company"],
    ["Mail", "Mail"],
    ["Users", "Users"],
    ["Access", "Access"],
    ["Database", "Database"],
    ["About Rapport", "About Rapport"],
  ]) {
    await nav.getByRole("link", { name: link }).click();
    await expect(main(page).getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(nav.getByRole("link", { name: link })).toBeInViewport({ ratio: 1 });
    await expect(page).toHaveTitle(`${heading} · Rapport`);
    await expect(page.locator(".crumbs [aria-current]")).toHaveText(heading);
    await expectAccessible(page);
    await shot(page, `settings-${link.toLowerCase().replaceAll(" ", "-")}`);
  }
});

test("a password is changed; the other sessions end", async ({ page, browser }) => {
  await signIn(page);
  const person = await makePerson(page);
  const here = await signedIn(browser, person);
  const elsewhere = await signedIn(browser, person);
  await open(here, "/settings/security");
  const change = async (old: string, fresh: string, again: string) => {
    await here.getByLabel("Current password").fill(old);
    await here.getByLabel("New password", { exact: true }).fill(fresh);
    await here.getByLabel("Repeat the new password").fill(again);
    await main(here).getByRole("button", { name: "Change password" }).click();
  };
  const wrong = main(here).getByRole("alert").first();
  const fresh = "another long sentence";
  await change("not my password", fresh, fresh);
  await expect(wrong).toHaveText("The password is wrong.");
  await expectAccessible(here);
  await change(person.password, fresh, "something else");
  await expect(wrong).toHaveText("The two passwords differ.");
  await change(person.password, "short", "short");
  await expect(wrong).toHaveText("The password is too short: at least 10 characters.");
  await change(person.password, fresh, fresh);
  await expect(toast(here, "Password changed. Your other sessions have ended.")).toBeVisible();
  await expect(here.getByLabel("Current password")).toHaveValue("");

  await here.reload();
  await expect(here).toHaveURL("/settings/security");
  await elsewhere.goto("/m/leads");
  await expect(elsewhere).toHaveURL(/\/login/);
  await elsewhere.getByLabel("Email").fill(person.email);
  await elsewhere.getByLabel("Password", { exact: true }).fill(person.password);
  await elsewhere.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(elsewhere.getByRole("alert")).toHaveText("Email or password is wrong.");
  await elsewhere.getByLabel("Password", { exact: true }).fill(fresh);
  await elsewhere.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(elsewhere).toHaveURL("/m/leads");
  await here.context().close();
  await elsewhere.context().close();
});

test("sessions are listed, and one that is ended is signed out", async ({ page, browser }) => {
  await signIn(page);
  const person = await makePerson(page);
  const here = await signedIn(browser, person);
  const there = await signedIn(browser, person);
  await open(there, "/settings/about");
  await open(here, "/settings/sessions");
  await expect(main(here).getByText("This session")).toHaveCount(1);
  await expect(main(here).getByText("Chrome · ")).toHaveCount(2);
  await main(here).getByRole("button", { name: "End session" }).click();
  await expect(toast(here, "Session ended")).toBeVisible();
  await expect(main(here).getByText("Chrome · ")).toHaveCount(1);
  await expectAccessible(here);

  // Whoever is still looking at a page there is told, and comes back to it after signing in.
  await there.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "API tokens" }).click();
  await expect(there).toHaveURL(/\/login\?.*next=\/settings\/tokens/);
  await expect(there.getByRole("alert")).toHaveText("You are not signed in, or your session has ended.");
  await here.context().close();
  await there.context().close();
});

test("a token is shown once, works, and works no longer once it is ended", async ({ page, playwright, baseURL }) => {
  await signIn(page);
  await open(page, "/settings/tokens");
  const name = `Sync ${crypto.randomUUID().slice(0, 8)}`;
  await page.getByLabel("What is it for?").fill(name);
  await page.getByRole("button", { name: "Create token" }).click();
  const once = page.getByRole("status").filter({ hasText: "It is shown only once." });
  const token = (await once.locator("code").innerText()).trim();
  expect(token).toMatch(/^rapport_/);
  await expectAccessible(page);
  await shot(page, "settings-token");

  const program = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  const works = async () => (await program.get("/api/v1/leads?limit=1")).status();
  expect(await works()).toBe(200);
  await page.reload();
  const row = main(page).locator(".setting", { hasText: name });
  await expect(row).toBeVisible();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.locator("html[data-ready]").waitFor();
  await row.getByRole("button", { name: "End token" }).click();
  const question = page.getByRole("dialog", { name: "End token" });
  await expect(question).toContainText(name);
  await expectAccessible(page);
  await question.getByRole("button", { name: "End token" }).click();
  await expect(toast(page, "Token ended")).toBeVisible();
  await expect(row).toHaveCount(0);
  expect(await works()).toBe(401);
  await program.dispose();
});

test("an administrator gives somebody a new password", async ({ page, browser }) => {
  await signIn(page);
  const person = await makePerson(page);
  await open(page, "/settings/users");
  await expect(page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Users" })).toBeInViewport({ ratio: 1 });
  await main(page).locator(".setting", { hasText: person.email }).getByRole("button", { name: "Set password" }).click();
  const dialog = page.getByRole("dialog", { name: "Set password" });
  await expect(dialog).toContainText(person.name);
  await expectAccessible(page);
  await shot(page, "settings-set-password");
  await dialog.getByLabel("New password").fill("short");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("The password is too short: at least 10 characters.");
  await dialog.getByLabel("New password").fill("a sentence from the office");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Password set.")).toBeVisible();
  const own = await signedIn(browser, { ...person, password: "a sentence from the office" });

  // Who is no administrator finds no such page.
  await own.goto("/settings/users");
  const nav = own.getByRole("navigation", { name: "Settings" });
  await expect(nav.getByRole("link", { name: "Profile" })).toBeVisible();
  await expect(nav.getByRole("link", { name: "Users" })).toHaveCount(0);
  await expect(own.getByRole("button", { name: "Set password" })).toHaveCount(0);
  await expectAccessible(own);
  await own.context().close();
});
