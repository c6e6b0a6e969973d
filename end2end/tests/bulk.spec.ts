// Several records at once: picked one by one, as a range or all that match; changed, assigned, tagged, deleted, undone.
import { type Locator, type Page } from "@playwright/test";
import { beginToPick, createMany, expectRows, listAt } from "../listing.ts";
import { find, type Linked, type Stored, unique } from "../rest.ts";
import { expect, expectAccessible, isPhone, open, shot, signIn, test, toast } from "../support.ts";

const bar = (page: Page): Locator => page.getByRole("toolbar", { name: "Actions" });
const box = (page: Page, title: string): Locator => page.getByRole("checkbox", { name: `Select ${title}` });

/** So many accounts that share the beginning of their names, in a list of their own. */
async function openAccounts(page: Page, name: string, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, at) => `${name} ${String(at + 1).padStart(3, "0")}`);
  await createMany(page, "accounts", names.map((name) => ({ name, type: "prospect" })));
  await open(page, listAt("accounts", { filter: `name contains "${name}"`, sort: "name" }));
  return names;
}

const stored = (page: Page, name: string): Promise<Stored[]> => find(page, "accounts", `name contains "${name}"`);

test("picked records are changed, assigned, tagged and deleted, and undo brings them back", async ({ page }) => {
  await signIn(page);
  const name = unique("Picked");
  const names = await openAccounts(page, name, 6);
  const title = (at: number) => `${name} 00${at}`;
  await beginToPick(page);
  await box(page, title(2)).click();
  if (isPhone()) {
    for (const at of [3, 4]) await box(page, title(at)).click();
  } else {
    await box(page, title(4)).click({ modifiers: ["Shift"] });
  }
  await expect(bar(page)).toContainText("3 selected");
  await expect(box(page, title(3))).toBeChecked();
  for (const action of await bar(page).getByRole("button").all()) await expect(action).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await shot(page, "list-picked");

  // A field of them.
  await bar(page).getByRole("button", { name: "Change a field" }).click();
  let dialog = page.getByRole("dialog", { name: /3/ });
  await dialog.getByLabel("Field").selectOption("Type");
  await dialog.getByLabel("Type").selectOption("Partner");
  await expectAccessible(page);
  await shot(page, "list-change");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(toast(page, "3 records changed")).toBeVisible();

  // To whom they belong.
  await bar(page).getByRole("button", { name: "Assign" }).click();
  dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Owner" }).fill("Mara");
  await page.getByRole("option", { name: /Mara Lindqvist/ }).click();
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(toast(page, "3 records assigned to Mara Lindqvist")).toBeVisible();

  // A tag more.
  await bar(page).getByRole("button", { name: "Add tag" }).click();
  await dialog.getByRole("combobox", { name: "Tags" }).fill("spring fair");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(toast(page, "3 records tagged")).toBeVisible();
  const changed = (await stored(page, name)).filter((account) => account.type === "partner");
  expect(changed.map((account) => account.name).sort()).toEqual(names.slice(1, 4));
  for (const account of changed) {
    expect((account.owner as Linked)?.title).toBe("Mara Lindqvist");
    expect(account.tags).toEqual(["spring fair"]);
  }

  // They go, and come back.
  await bar(page).getByRole("button", { name: "Delete" }).click();
  await expectRows(page, [1, 5, 6].map(title));
  await expect(bar(page)).toBeHidden();
  expect(await stored(page, name)).toHaveLength(3);
  await toast(page, "3 records deleted").getByRole("button", { name: "Undo" }).click();
  await expectRows(page, names);
  expect(await stored(page, name)).toHaveLength(6);
});

test("all that match are changed and deleted, also those that are not loaded", async ({ page }) => {
  await signIn(page);
  const name = unique("Every");
  const count = 260;
  await openAccounts(page, name, count);
  await beginToPick(page);
  await (isPhone()
    ? bar(page).getByRole("button", { name: "Select all", exact: true })
    : page.getByRole("checkbox", { name: "Select all" })
  ).click();
  await bar(page).getByRole("button", { name: `Select all ${count}` }).click();
  await expect(bar(page)).toContainText(`${count} selected`);
  await bar(page).getByRole("button", { name: "Change a field" }).click();
  const dialog = page.getByRole("dialog", { name: new RegExp(String(count)) });
  await dialog.getByLabel("Field").selectOption("Type");
  await dialog.getByLabel("Type").selectOption("Reseller");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(toast(page, `${count} records changed`)).toBeVisible();
  const counted = async (filter: string): Promise<number> => {
    const params = { filter: `name contains "${name}"${filter}`, limit: "1", count: "exact" };
    return (await (await page.request.get("/api/v1/accounts", { params })).json()).count;
  };
  expect(await counted(" and type = reseller")).toBe(count);

  // Before so many go, one is asked.
  await bar(page).getByRole("button", { name: "Delete" }).click();
  const question = page.getByRole("dialog", { name: `Delete ${count} records` });
  await expectAccessible(page);
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(await counted("")).toBe(count);
  await bar(page).getByRole("button", { name: "Delete" }).click();
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Nothing matches this filter." })).toBeVisible();
  expect(await counted("")).toBe(0);
  await toast(page, `${count} records deleted`).getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".page-head .count")).toHaveText(String(count));
  expect(await counted(" and type = reseller")).toBe(count);
});
