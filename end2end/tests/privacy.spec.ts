// Personal data: purposes and consents, taking along, who saw it, erasing, retention. Each test has a program of its
// own, because what is erased is gone for everybody.
import type { Page } from "@playwright/test";
import { create, read } from "../rest.ts";
import {
  alone as test,
  expect,
  expectAccessible,
  isPhone,
  main,
  open,
  shot,
  signInByForm,
  toast,
} from "../support.ts";

async function more(page: Page, item: string): Promise<void> {
  await main(page).getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a person consents, takes her data along, and is erased", async ({ page }) => {
  test.slow();
  await signInByForm(page);
  await open(page, "/settings/privacy");
  await expect(main(page)).toContainText("No purposes yet");
  await main(page).getByRole("button", { name: "New purpose" }).click();
  const purpose = page.getByRole("dialog", { name: "New purpose" });
  await purpose.getByLabel("Name").fill("Newsletter");
  await purpose.getByLabel("What it is for").fill("News by mail, four times a year");
  await expectAccessible(page);
  await shot(page, "privacy-purpose");
  await purpose.getByRole("button", { name: "Save" }).click();
  await expect(purpose).toBeHidden();
  await expect(main(page)).toContainText("Consent · News by mail");

  const name = { first_name: "Quirina", last_name: "Zypern" };
  const contact = await create(page, "contacts", { ...name, email: "quirina@zypern.example" });
  await create(page, "comments", { body: "Zypern called", about: { module: "contacts", id: contact.id } });
  await open(page, `/m/contacts/${contact.id}`);
  const row = main(page).locator(".consents .setting", { hasText: "Newsletter" });
  await expect(row).toContainText("Never asked");
  await row.getByRole("button", { name: "Give consent: Newsletter" }).click();
  const dialog = page.getByRole("dialog", { name: "Give consent: Newsletter" });
  // Who does not say how she knows is asked, and loses nothing.
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Given by").selectOption("Phone");
  await expectAccessible(page);
  await shot(page, "privacy-consent");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Noted: Newsletter")).toBeVisible();
  await expect(row).toContainText("Given");
  await expect(row).toContainText("Phone");
  expect((await read(page, "contacts", contact.id)).consents).toEqual(["newsletter"]);
  await expectAccessible(page);
  await shot(page, "privacy-record");
  await open(page, `/m/contacts?filter=${encodeURIComponent("consents contains newsletter")}`);
  await expect(main(page)).toContainText("Zypern");

  // All of it as a file, for who may export.
  await open(page, `/m/contacts/${contact.id}`);
  const [file] = await Promise.all([page.waitForEvent("download"), more(page, "Export personal data")]);
  expect(file.suggestedFilename()).toBe(`personal-data-${contact.id}.zip`);
  await more(page, "Who saw it");
  const seen = page.getByRole("dialog", { name: "Who saw it" });
  await expect(seen).toContainText("Exported the personal data");
  await expectAccessible(page);
  await shot(page, "privacy-seen");
  await seen.getByRole("button", { name: "Close" }).click();

  await more(page, "Erase person");
  const erase = page.getByRole("dialog", { name: "Erase a person" });
  await expect(erase).toContainText("This cannot be undone");
  await expect(erase).toContainText("Comments: 1");
  const now = erase.getByRole("button", { name: "Erase for good" });
  await expect(now).toBeDisabled();
  await erase.getByLabel("Reason").fill("She asked for it");
  await erase.getByLabel(/to confirm/).fill("Quirina Zypern");
  await expectAccessible(page);
  await shot(page, "privacy-erase");
  await now.click();
  await expect(erase).toBeHidden();
  await expect(main(page)).toContainText("All personal data was erased on");
  await expect(main(page)).not.toContainText("Zypern");
  await expect(main(page).getByRole("button", { name: "Edit", exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await shot(page, "privacy-erased");
  const left = await read(page, "contacts", contact.id);
  expect([left.email, left.first_name]).toEqual([null, null]);
  await open(page, "/settings/privacy");
  await expect(main(page).getByRole("row", { name: /She asked for it/ })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "privacy");
});

test("a rule of retention is tried, and who sees is switched off", async ({ page }) => {
  await signInByForm(page);
  await open(page, "/settings/privacy");
  await main(page).getByRole("button", { name: "New retention rule" }).click();
  const dialog = page.getByRole("dialog", { name: "New retention rule" });
  await dialog.getByLabel("Name").fill("Old leads");
  await dialog.getByLabel("Module").selectOption("Leads");
  await dialog.getByLabel("Months since the last activity").fill("24");
  await dialog.getByLabel("Only records that meet this condition").fill("nonsense = 1");
  await dialog.getByRole("button", { name: "Try it" }).click();
  await expect(dialog).toContainText("nonsense");
  await dialog.getByLabel("Only records that meet this condition").fill("");
  await dialog.getByRole("button", { name: "Try it" }).click();
  await expect(dialog.getByRole("status")).toContainText("Would be forgotten now:");
  await expectAccessible(page);
  if (isPhone()) await shot(page, "privacy-rule");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(main(page)).toContainText("Leads: 24 months without activity · Into the recycle bin");
  const leads = main(page).getByLabel("Leads", { exact: true });
  await expect(leads).toBeChecked();
  await leads.uncheck();
  await expect(toast(page, "Settings saved")).toHaveCount(2);
  await open(page, "/settings/privacy");
  await expect(main(page).getByLabel("Leads", { exact: true })).not.toBeChecked();
  await expect(main(page).getByLabel("Contacts", { exact: true })).toBeChecked();
});
