// What was done is shown and taken back; a record is shown as it was.
import { listAt } from "../listing.ts";
import { create, patch, read, unique } from "../rest.ts";
import { expect, expectAccessible, isPhone, main, open, shot, signIn, test, toast } from "../support.ts";

test("a record is shown as it was, and a change of it is undone", async ({ page }) => {
  await signIn(page);
  const name = unique("Müller & Söhne");
  const account = await create(page, "accounts", { name, phone: "+49 30 1111111", billing_city: "Berlin" });
  expect(await patch(page, "accounts", account.id, { phone: "+49 30 2222222", billing_city: "北京" })).toBe(200);
  const here = `/m/accounts/${account.id}`;

  await open(page, here);
  const entries = main(page).locator(".timeline .event");
  await expect(entries).toHaveCount(2);
  await entries.last().getByRole("link", { name: "As it was then" }).click();
  await expect(main(page).getByText("As it was on", { exact: false })).toBeVisible();
  const phone = main(page).locator(".fact").filter({ has: page.getByText("Phone", { exact: true }) });
  await expect(phone).toContainText("+49 30 1111111");
  await expect(phone).toContainText("now: +49 30 2222222");
  await expect(main(page).getByRole("button", { name: "Edit", exact: true })).toBeHidden();
  await expectAccessible(page);
  await shot(page, "history-past");

  // On to the next change, where nothing differs from now; and back.
  await main(page).getByRole("link", { name: "After the next change" }).click();
  await expect(phone).toContainText("+49 30 2222222");
  await expect(phone).not.toContainText("now:");
  await main(page).getByRole("link", { name: "Back to now" }).click();
  await page.waitForURL((url) => url.pathname === here && url.search === "");

  await entries.first().getByRole("button", { name: "Undo this change" }).click();
  await expect(toast(page, "Undone")).toBeVisible();
  await expect.poll(async () => (await read(page, "accounts", account.id)).phone).toBe("+49 30 1111111");
  await expect(phone).toContainText("+49 30 1111111");

  // Before it was made there is nothing to be seen, and the page says so.
  await open(page, `${here}?on=2001-02-03`);
  await expect(page.getByText("It was not there yet.")).toBeVisible();
  await expectAccessible(page);
});

test("an action on many records is taken back from the history", async ({ page }) => {
  await signIn(page);
  const name = unique("Batch");
  const made = [];
  for (const n of [1, 2, 3]) made.push(await create(page, "leads", { last_name: `${name} ${n}` }));
  await open(page, listAt("leads", { filter: `last_name contains "${name}"` }));
  if (isPhone()) {
    await main(page).getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Select several" }).click();
  }
  for (const n of [1, 2, 3]) await page.getByRole("checkbox", { name: `Select ${name} ${n}` }).click();
  const bar = page.getByRole("toolbar", { name: "Actions" });
  await bar.getByRole("button", { name: "Delete" }).click();
  await expect(toast(page, /3/)).toBeVisible();

  await open(page, "/settings/history");
  const newest = main(page).locator(".setting").first();
  await expect(newest).toContainText("Deleted · Leads · 3 records");
  await expectAccessible(page);
  await shot(page, "history-actions");
  await newest.getByRole("button", { name: "Undo: Deleted · Leads · 3 records" }).click();
  const dialog = page.getByRole("dialog", { name: "Undo" });
  await expect(dialog).toContainText("one action on 3 records");
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(main(page).locator(".setting", { hasText: "Deleted · Leads" }).first()).toContainText("Undone");
  for (const lead of made) expect((await read(page, "leads", lead.id)).id).toBe(lead.id);
});
