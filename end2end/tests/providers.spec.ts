// Signing in by an identity provider: it is tried, kept, and lets in whom the company wants. The provider is a real one.
import type { Page } from "@playwright/test";
import { CLIENT, Oidc } from "../oidc.ts";
import {
  ADMIN,
  alone,
  expect,
  expectAccessible,
  main,
  open,
  shot,
  signInByForm,
  toast,
} from "../support.ts";

const test = alone.extend<{ oidc: Oidc }>({
  oidc: async ({}, use) => {
    const oidc = await Oidc.start();
    await use(oidc);
    await oidc.stop();
  },
});

const button = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });

async function fill(page: Page, issuer: string, secret = CLIENT.secret): Promise<void> {
  await button(page, "Add a provider").click();
  await page.locator("#provider-label").fill("Sign in with Company ID");
  await page.locator("#provider-issuer").fill(issuer);
  await page.locator("#provider-client").fill(CLIENT.id);
  await page.locator("#provider-secret").fill(secret);
  await page.locator("#provider-domains").fill("@Example.com");
}

/** Keeps the provider, and tells it the address that it is to lead back to. */
async function keep(page: Page, oidc: Oidc): Promise<void> {
  await button(page, "Save").click();
  await expect(toast(page, "Settings saved")).toBeVisible();
  const address = main(page).locator("code.link-once");
  await expect(address).toHaveText(/^http:\/\/.+\/login\/with\/[0-9a-f]+\/back$/);
  oidc.leadBackTo((await address.innerText()).replaceAll(/\s/g, ""));
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/login");
}

/** Signs in at the provider as whoever has the address. */
async function comeAs(page: Page, email: string): Promise<void> {
  await page.getByRole("link", { name: "Sign in with Company ID" }).click();
  await page.locator("input[name=login]").fill(email);
  await page.locator("input[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("a provider is tried, and what is wrong is said in plain words", async ({ page, oidc }) => {
  await signInByForm(page);
  await open(page, "/settings/providers");
  await fill(page, "http://id.example.com");
  await button(page, "Try it").click();
  await expect(main(page).getByText("Only https is safe here: http://id.example.com")).toBeVisible();
  await page.locator("#provider-issuer").fill(`${oidc.issuer}/nowhere`);
  await button(page, "Try it").click();
  await expect(main(page).getByText("There is no OpenID Connect provider at")).toBeVisible();
  await page.locator("#provider-issuer").fill(oidc.issuer);
  await page.locator("#provider-secret").fill("another");
  await button(page, "Try it").click();
  await expect(main(page).getByText("The provider does not accept client ID and secret.")).toBeVisible();
  await page.locator("#provider-secret").fill(CLIENT.secret);
  await button(page, "Try it").click();
  await expect(main(page).getByText("The provider answers and accepts ID and secret.")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "provider");
});

test("colleagues come in by it, and others do not", async ({ page, oidc }) => {
  await signInByForm(page);
  await open(page, "/settings/providers");
  await fill(page, oidc.issuer);
  await page.locator("#provider-role").selectOption({ label: "Representative" });
  await keep(page, oidc);

  await signOut(page);
  await expectAccessible(page);
  await shot(page, "login-provider");
  await comeAs(page, "mara@example.com");
  await expect(page).toHaveURL("/");
  await open(page, "/settings/sessions");

  // Somebody new gets an account with the role.
  await signOut(page);
  await comeAs(page, "new.colleague@example.com");
  await expect(page).toHaveURL("/");

  for (const [email, sentence] of [
    ["eve@elsewhere.org", "Your e-mail address is not one of those that may sign in here."],
    ["unverified@example.com", "The provider does not confirm your e-mail address"],
  ] as const) {
    await signOut(page);
    await comeAs(page, email);
    await expect(page).toHaveURL(/\/login\?error=/);
    await expect(page.locator(".banner[role=alert]")).toContainText(sentence);
  }

  // All of it is in the audit.
  await signInByForm(page);
  await open(page, "/settings/audit?module=-");
  await expect(page.locator(".audit-entry[data-action=sign_in_failed]")).toHaveCount(2);
  await expect(page.locator(".audit-entry[data-action=signed_in]").first()).toBeVisible();
});

test("whoever has to come by it cannot come with a password, but for the last administrator", async ({ page, oidc }) => {
  await signInByForm(page);
  await open(page, "/settings/providers");
  await fill(page, oidc.issuer);
  await page.getByText("not with a password").click();
  await keep(page, oidc);
  await signOut(page);
  await page.locator("input[name=email]").fill("mara@example.com");
  await page.locator("input[name=password]").fill(ADMIN.password);
  await page.locator("button[type=submit]").click();
  await expect(page.locator(".banner[role=alert]")).toContainText("not with a password");
  await signInByForm(page);
  await expect(page).toHaveURL("/");
});
