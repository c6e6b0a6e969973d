// Every page is whole: the server's HTML has its content, the browser takes it over without an error, axe finds nothing.
import { expect, expectAccessible, shot, signIn, test } from "../support.ts";

const PAGES: [name: string, path: string][] = [
  ["home", "/"],
  ["leads", "/m/leads"],
  ["accounts", "/m/accounts"],
  ["contacts", "/m/contacts"],
  ["opportunities", "/m/opportunities"],
  ["board", "/m/opportunities/board"],
  ["products", "/m/products"],
  ["tasks", "/m/tasks"],
  ["vendors", "/m/vendors"],
  ["notes", "/m/notes"],
  ["bin", "/m/accounts?deleted=1"],
  ["users", "/m/users"],
  ["roles", "/m/roles"],
  ["teams", "/m/teams"],
  ["role-tree", "/settings/roles"],
  ["departments", "/settings/departments"],
  ["profiles", "/m/profiles"],
  ["sharing", "/m/sharing_rules"],
  ["new-sharing", "/m/sharing_rules/new"],
  ["new", "/m/opportunities/new"],
  ["import", "/m/accounts/import"],
  ["profile", "/settings/profile"],
  ["nothing", "/m/nothing"],
];

for (const [name, path] of PAGES) {
  test(`the page ${path} is whole`, async ({ page }) => {
    await signIn(page, path);
    await expect(page.locator("h1").first()).toBeVisible();
    await page.waitForFunction(() => document.fonts.status === "loaded");
    await expectAccessible(page);
    await shot(page, name);
  });
}

for (const module of ["leads", "accounts", "contacts", "opportunities"]) {
  test(`a record of ${module} is whole`, async ({ page }) => {
    await signIn(page, `/m/${module}`);
    const link = page.locator(`main a[href*="/m/${module}/0"]`).first();
    const row = page.locator(`main a[href*="peek="]`).first();
    const address = (await link.count()) ? await link.getAttribute("href") : await row.getAttribute("href");
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(address ?? "")?.[0];
    expect(id, `no record in ${address}`).toBeTruthy();
    await page.goto(`/m/${module}/${id}`);
    await expect(page.locator("h1").first()).toBeVisible();
    await expectAccessible(page);
    await shot(page, `record-${module}`);
  });
}
