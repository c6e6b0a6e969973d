// The audit: what happened is found again, with what was before, and a check shows that nothing was touched.
import type { Page } from "@playwright/test";
import { create, patch, unique } from "../rest.ts";
import { expect, expectAccessible, main, open, shot, signIn, test } from "../support.ts";

const entries = (page: Page) => main(page).locator(".audit-entry");

test("what was changed is found with what was there before", async ({ page }) => {
  await signIn(page);
  const name = unique("Audited Ltd");
  const account = await create(page, "accounts", { name, phone: "+49 30 1" });
  await patch(page, "accounts", account.id, { phone: "+49 30 2" });
  await open(page, "/settings/audit");
  await expect(entries(page).first()).toBeVisible();
  await page.getByLabel("Text in a value").fill(name);
  await main(page).getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/text=/);
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText("Created");
  await entries(page).getByRole("link", { name: "Only what concerns this" }).click();
  await expect(page).toHaveURL(/record=/);
  await main(page).getByRole("button", { name: "Show everything" }).click();
  await expect(page).not.toHaveURL(/record=/);
  await open(page, `/settings/audit?record=${account.id}`);
  await expect(entries(page)).toHaveCount(2);
  const changed = entries(page).first();
  await changed.getByText("Details").click();
  await expect(changed.locator("del")).toHaveText("+49 30 1");
  await expect(changed.locator("ins")).toHaveText("+49 30 2");
  await expectAccessible(page);
  await shot(page, "audit");
});

test("it is narrowed by action and taken along", async ({ page }) => {
  await signIn(page);
  await open(page, "/settings/audit");
  await page.getByLabel("Action").selectOption({ label: "Signed in" });
  await expect(page).toHaveURL(/action=signed_in/);
  await expect(entries(page).first()).toContainText("Signed in");
  const loading = page.waitForEvent("download");
  await main(page).getByRole("link", { name: "Export as CSV" }).click();
  expect((await loading).suggestedFilename()).toBe("audit.csv");
  const answer = await page.request.get("/audit.csv?action=signed_in");
  expect(await answer.text()).toContain(",signed_in,");
});
