import { expect, expectAccessible, shot, signInByForm, test } from "../support.ts";

test("the sign-in page is there, and axe finds nothing", async ({ page }) => {
  await page.goto("/login");
  await expect(page.locator("input[name=password]")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "login");
});

test("one signs in", async ({ page }) => {
  await signInByForm(page);
  await expect(page).toHaveURL("/");
});
