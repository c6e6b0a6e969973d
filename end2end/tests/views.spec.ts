// Saved views: a list's state under a name, for oneself or for all.
import { type Locator, type Page } from "@playwright/test";
import { createMany, expectParameter, expectRows, listAt } from "../listing.ts";
import { find, unique } from "../rest.ts";
import { ADMIN, expect, expectAccessible, open, shot, signIn, test, toast } from "../support.ts";

const MARA = { email: "mara@example.com", password: ADMIN.password };

const tab = (page: Page, view: string): Locator =>
  page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: view });

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a view is saved, shared, changed and deleted", async ({ page, browser }) => {
  await signIn(page);
  const name = unique("Seen");
  await createMany(page, "products", [
    { name: `${name} A`, price: "10" },
    { name: `${name} B`, price: "30" },
    { name: `${name} C`, price: "20" },
  ]);
  const filter = `name contains "${name}" and price > 15`;
  await open(page, listAt("products", { filter, sort: "-price" }));
  await expectRows(page, [`${name} B`, `${name} C`]);

  await choose(page, "Save as a new view");
  const dialog = page.getByRole("dialog", { name: "Save as a new view" });
  await dialog.getByLabel("Name of the view").fill(`${name} mine`);
  await expectAccessible(page);
  await shot(page, "view-save");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(tab(page, `${name} mine`)).toHaveAttribute("aria-current", "page");
  await expectParameter(page, "filter", filter);

  await choose(page, "Save as a new view");
  await dialog.getByLabel("Name of the view").fill(`${name} ours`);
  await dialog.getByLabel("Share with everybody").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(tab(page, `${name} ours`)).toHaveAttribute("aria-current", "page");
  await shot(page, "view-tabs");

  // Somebody else sees what is shared, and that alone.
  const context = await browser.newContext({ ...test.info().project.use });
  const other = await context.newPage();
  await signIn(other, "/m/products", MARA);
  await other.locator("html[data-ready]").waitFor();
  await expect(tab(other, `${name} mine`)).toHaveCount(0);
  await tab(other, `${name} ours`).click();
  await expectRows(other, [`${name} B`, `${name} C`]);
  await expect(tab(other, `${name} ours`)).toHaveAttribute("title", "Shared by Alex Morgan");
  await other.getByRole("main").getByRole("button", { name: "Views" }).click();
  await expect(other.getByRole("menuitem", { name: "Save as a new view" })).toBeVisible();
  await expect(other.getByRole("menuitem", { name: "Delete view" })).toBeHidden();
  await other.keyboard.press("Escape");

  // A change is told apart from the view until it is saved or thrown away.
  await page.getByRole("button", { name: "Clear filter" }).click();
  await expect(tab(page, `${name} ours`)).toContainText("Changed");
  await choose(page, "Discard changes");
  await expectRows(page, [`${name} B`, `${name} C`]);
  await expect(tab(page, `${name} ours`)).not.toContainText("Changed");
  await page.getByRole("searchbox").fill(`${name} C`);
  await expectRows(page, [`${name} C`]);
  await choose(page, "Save changes to this view");
  await expect(tab(page, `${name} ours`)).not.toContainText("Changed");
  await choose(page, "Rename view");
  await page.getByRole("dialog", { name: "Rename view" }).getByLabel("Name of the view").fill(`${name} all`);
  await page.getByRole("dialog", { name: "Rename view" }).getByRole("button", { name: "Save" }).click();
  await expect(tab(page, `${name} all`)).toBeVisible();
  await expect(tab(other, `${name} all`)).toBeVisible();
  await tab(other, `${name} all`).click();
  await expectRows(other, [`${name} C`]);

  // It is gone for both, and undo brings it back.
  await choose(page, "Delete view");
  await expect(tab(page, `${name} all`)).toHaveCount(0);
  await expect(tab(other, `${name} all`)).toHaveCount(0);
  expect(await find(page, "views", `name = "${name} all"`)).toHaveLength(0);
  await toast(page, "View deleted").getByRole("button", { name: "Undo" }).click();
  await expect(tab(page, `${name} all`)).toBeVisible();
  expect(await find(page, "views", `name contains "${name}"`)).toHaveLength(2);
  await context.close();
});
