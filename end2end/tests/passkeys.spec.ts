// Passkeys: added, named, signed in with, removed. The browser has an authenticator that is none of iron.
import type { Browser, CDPSession, Page } from "@playwright/test";
import { makePerson } from "../people.ts";
import { expect, expectAccessible, main, shot, signIn, test, toast } from "../support.ts";

async function authenticator(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

/** Passkeys belong to a name: an address of numbers has none. */
const here = (page: Page, path: string) => {
  const base = new URL(String(test.info().project.use.baseURL ?? page.url()));
  base.hostname = "localhost";
  return new URL(path, base).href;
};

async function person(browser: Browser, page: Page) {
  await signIn(page);
  return makePerson(page);
}

test("one signs in with a passkey, and with the password alone no more", async ({ page, browser }) => {
  const who = await person(browser, page);
  const hers = await (await browser.newContext({ ...test.info().project.use })).newPage();
  await authenticator(hers);
  await hers.goto(here(page, "/login"));
  await hers.locator("input[name=email]").fill(who.email);
  await hers.locator("input[name=password]").fill(who.password);
  await hers.locator("form[action='/login'] button[type=submit]").click();
  await hers.waitForURL((url) => url.pathname === "/");
  await hers.goto(here(page, "/settings/security"));
  await hers.locator("html[data-ready]").waitFor();
  await hers.getByLabel("Name").fill("Laptop");
  await hers.getByRole("button", { name: "Add a passkey" }).click();
  await expect(toast(hers, "Passkey added")).toBeVisible();
  await expect(main(hers).locator(".passkey")).toContainText("Laptop");
  await expectAccessible(hers);
  await shot(hers, "passkeys");

  await hers.context().clearCookies();
  await hers.goto(here(page, "/login"));
  await hers.locator("html[data-ready]").waitFor();
  await expectAccessible(hers);
  await hers.getByRole("button", { name: "Sign in with a passkey" }).click();
  await hers.waitForURL((url) => url.pathname === "/");

  await hers.context().clearCookies();
  await hers.goto(here(page, "/login"));
  await hers.locator("input[name=email]").fill(who.email);
  await hers.locator("input[name=password]").fill(who.password);
  await hers.locator("form[action='/login'] button[type=submit]").click();
  await expect(hers.getByText("The password is right. Now show your passkey.")).toBeVisible();
  await hers.locator("html[data-ready]").waitFor();
  await hers.getByRole("button", { name: "Sign in with a passkey" }).click();
  await hers.waitForURL((url) => url.pathname === "/");

  await hers.goto(here(page, "/settings/security"));
  await hers.locator("html[data-ready]").waitFor();
  await hers.getByRole("button", { name: "Rename Laptop" }).click();
  await main(hers).locator(".passkey input").fill("Old laptop");
  await main(hers).locator(".passkey").getByRole("button", { name: "Save" }).click();
  await hers.getByRole("button", { name: "Remove Old laptop" }).click();
  await hers.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(main(hers).locator(".passkey")).toHaveCount(0);
  await hers.context().close();
});
