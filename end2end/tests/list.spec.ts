// A list: its condition, columns and order stand in its address, its cells are edited where they stand, it scrolls to
// its end, a record opens beside it, and what it shows can be taken away as a file.
import { readFileSync } from "node:fs";
import { type Locator, type Page } from "@playwright/test";
import { createMany, expectParameter, expectRows, listAt } from "../listing.ts";
import { create, type Linked, read, unique } from "../rest.ts";
import { expect, expectAccessible, isPhone, open, shot, signIn, test, toast } from "../support.ts";

const conditions = (page: Page): Locator => page.getByRole("dialog", { name: "Conditions" });

/** The panel of the condition, open. */
async function openConditions(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /^Filter( \d+)?$/ }).click();
  await expect(conditions(page)).toBeVisible();
  return conditions(page);
}

async function closeConditions(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(conditions(page)).toBeHidden();
}

/** Three deals that share the beginning of their names. */
async function makeDeals(page: Page): Promise<string> {
  const name = unique("Roastery");
  const deals = [
    { name: `${name} A`, stage: "proposal", amount: "900", close_date: "2027-03-01" },
    { name: `${name} B`, stage: "negotiation", amount: "1200.50", close_date: "2027-02-01" },
    { name: `${name} C`, stage: "prospecting", amount: "900", close_date: "2027-01-01" },
  ];
  await createMany(page, "opportunities", deals);
  return name;
}

test("a condition is built by clicking", async ({ page }) => {
  await signIn(page);
  const name = await makeDeals(page);
  await open(page, "/m/opportunities?sort=name");
  const panel = await openConditions(page);
  const rules = panel.locator(".filter-rule");

  // A rule stands there to be filled in.
  await rules.nth(0).getByLabel("Field").selectOption("Stage");
  await rules.nth(0).getByLabel("Comparison").selectOption("is one of");
  const stages = rules.nth(0).getByRole("combobox", { name: "Stage", exact: true });
  for (const stage of ["Proposal", "Negotiation"]) {
    await stages.click();
    await page.getByRole("option", { name: stage, exact: true }).click();
  }
  await panel.getByRole("button", { name: "Add condition" }).click();
  await rules.nth(1).getByRole("textbox", { name: "Name" }).fill(name);
  const condition = `stage in (proposal, negotiation) and name contains "${name}"`;
  await expect(panel.getByLabel("Condition as text")).toHaveValue(condition);
  await expectParameter(page, "filter", condition);
  await expectRows(page, [`${name} A`, `${name} B`]);
  await expectAccessible(page);
  await shot(page, "list-conditions");
  await closeConditions(page);

  // What looks in the title is the search box's, the rest stands above the list.
  await expect(page.getByRole("searchbox")).toHaveValue(name);
  const chips = page.getByRole("group", { name: "Conditions" });
  await expect(chips.getByRole("button", { name: "Stage is one of Proposal, Negotiation" })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "list-filtered");

  // One step back is the list before one opened the panel.
  await page.goBack();
  await expectParameter(page, "filter", null);
  await expect(chips).toBeHidden();
  await page.goForward();
  await expectRows(page, [`${name} A`, `${name} B`]);
  await chips.getByRole("button", { name: "Remove condition: Stage" }).click();
  await expectRows(page, [`${name} A`, `${name} B`, `${name} C`]);
  await page.goBack();
  await expectRows(page, [`${name} A`, `${name} B`]);
  await chips.getByRole("button", { name: "Clear filter" }).click();
  await expectParameter(page, "filter", null);
});

test("a condition is written by hand, and a mistake loses nothing", async ({ page }) => {
  await signIn(page);
  const name = await makeDeals(page);
  await open(page, listAt("opportunities", { filter: `name contains "${name}"`, sort: "name" }));
  await expectRows(page, [`${name} A`, `${name} B`, `${name} C`]);
  let panel = await openConditions(page);
  let text = panel.getByLabel("Condition as text");
  await text.fill(`name contains "${name}" and (stage = prospecting or amount > 1000)`);
  await expectRows(page, [`${name} B`, `${name} C`]);
  await expect(panel.getByRole("group", { name: "Any of these holds" }).getByLabel("Field")).toHaveCount(2);

  // What cannot be read is marked where it goes wrong; list, form and address stay as they were.
  const wrong = `name contains "${name}" and amuont > 1000`;
  await text.fill(wrong);
  await expect(text).toHaveAttribute("aria-invalid", "true");
  await expect(text).toHaveAccessibleDescription(new RegExp(`^At character ${wrong.indexOf("amuont") + 1}: .*amuont`));
  await expect(panel.locator(".marker")).toHaveAttribute("style", new RegExp(`--at: ?${wrong.indexOf("amuont")}\\b`));
  await expectAccessible(page);
  await shot(page, "list-condition-wrong");
  await closeConditions(page);
  await expectRows(page, [`${name} B`, `${name} C`]);
  await expectParameter(page, "filter", `name contains "${name}" and (stage = prospecting or amount > 1000)`);

  // It waits to be mended.
  panel = await openConditions(page);
  text = panel.getByLabel("Condition as text");
  await expect(text).toHaveValue(wrong);
  await expect(text).toHaveAttribute("aria-invalid", "true");
  await text.fill(wrong.replace("amuont", "amount"));
  await expect(text).not.toHaveAttribute("aria-invalid");
  await expectRows(page, [`${name} B`]);
  await closeConditions(page);

  // An address with a mistake says so, on a board too, and what stands there is mended or cleared.
  for (const path of ["/m/opportunities", "/m/opportunities/board"]) {
    await open(page, `${path}?filter=amuont+%3E+1`);
    await expect(page.getByRole("alert")).toContainText("There is no field “amuont”");
    await expectAccessible(page);
    await shot(page, `unreadable${path.replaceAll("/", "-")}`);
    await page.getByRole("button", { name: "Edit condition" }).click();
    await expect(text).toBeFocused();
    await expect(text).toHaveValue("amuont > 1");
    await text.fill("amount > 1");
    await expect(page.getByRole("alert")).toBeHidden();
    await expectParameter(page, "filter", "amount > 1");
    await closeConditions(page);
  }
  await open(page, "/m/opportunities?filter=amuont+%3E+1");
  await page.getByRole("button", { name: "Clear filter" }).click();
  await expect(page.getByRole("alert")).toBeHidden();
  await expectParameter(page, "filter", null);
});

test("back and forward lead from list to list, each as it was left", async ({ page }) => {
  await signIn(page);
  const name = unique("Hafenkante");
  await create(page, "accounts", { name });
  await open(page, listAt("accounts", { filter: `name = "${name}"` }));
  await expectRows(page, [name]);
  if (isPhone()) {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await expect(page.locator(".app")).toHaveAttribute("data-sidebar", "open");
  }
  await page.locator("#sidebar").getByRole("link", { name: "Leads", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Leads", level: 1 })).toBeVisible();
  await page.goBack();
  await expectRows(page, [name]);
  await expectParameter(page, "filter", `name = "${name}"`);
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Leads", level: 1 })).toBeVisible();
  await page.goBack();
  await expectRows(page, [name]);
  // The way to the file follows the list that is shown.
  await page.getByRole("main").getByRole("button", { name: "More actions" }).click();
  const file = page.getByRole("menuitem", { name: "Export what is shown as CSV" });
  await expect(file).toHaveAttribute("href", /^\/export\/accounts\.csv\?filter=/);
});

const headers = (page: Page): Locator =>
  page.getByRole("grid").getByRole("columnheader").locator(".sort, > span:not(.resize)");

test("columns are chosen, ordered and sorted by, and a reload keeps them", async ({ page }) => {
  test.skip(isPhone(), "cards have no columns");
  await signIn(page);
  const name = await makeDeals(page);
  await open(page, listAt("opportunities", { filter: `name contains "${name}"` }));
  await page.getByRole("button", { name: "Columns" }).click();
  const menu = page.getByRole("dialog", { name: "Columns" });
  for (const hidden of ["Account", "Probability", "Owner"]) await menu.getByRole("checkbox", { name: hidden, exact: true }).click();
  await menu.getByRole("checkbox", { name: "Next step" }).click();
  await expect(headers(page)).toHaveText(["Name", "Amount", "Stage", "Close date", "Next step"]);

  // By the arrow keys, which the column's grip keeps listening to …
  await menu.getByRole("button", { name: "Next step: Drag to change the order" }).press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(headers(page)).toHaveText(["Name", "Amount", "Next step", "Stage", "Close date"]);
  await expect(menu.getByRole("button", { name: "Next step: Drag to change the order" })).toBeFocused();
  await expectAccessible(page);
  await shot(page, "list-columns");
  // … and by dragging.
  const from = await menu.getByRole("button", { name: "Close date: Drag to change the order" }).boundingBox();
  const to = await menu.getByRole("button", { name: "Amount: Drag to change the order" }).boundingBox();
  if (!from || !to) throw new Error("the columns cannot be dragged");
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(to.x + 5, to.y + 5, { steps: 6 });
  await page.mouse.up();
  const ordered = ["Name", "Close date", "Amount", "Next step", "Stage"];
  await expect(headers(page)).toHaveText(ordered);
  await expectParameter(page, "columns", "name,close_date,amount,next_step,stage");
  await page.keyboard.press("Escape");

  // By one column, the other way round, and by a second one.
  const head = (label: string) => page.getByRole("columnheader", { name: label });
  const sort = (label: string) => head(label).getByRole("button", { name: label });
  await sort("Amount").click();
  await expect(head("Amount")).toHaveAttribute("aria-sort", "ascending");
  await sort("Amount").click();
  await expect(head("Amount")).toHaveAttribute("aria-sort", "descending");
  await sort("Close date").click({ modifiers: ["Shift"] });
  await expectParameter(page, "sort", "-amount,close_date");
  await expectRows(page, [`${name} B`, `${name} C`, `${name} A`]);

  await page.reload();
  await page.locator("html[data-ready]").waitFor();
  await expect(headers(page)).toHaveText(ordered);
  await expect(head("Amount")).toHaveAttribute("aria-sort", "descending");
  await expect(head("Close date")).toHaveAttribute("aria-sort", "ascending");
  await expectRows(page, [`${name} B`, `${name} C`, `${name} A`]);
  await page.goBack();
  await expectParameter(page, "sort", "-amount");
});

test("cards are sorted by a menu", async ({ page }) => {
  test.skip(!isPhone(), "a table is sorted by its head");
  await signIn(page);
  const name = await makeDeals(page);
  await open(page, listAt("opportunities", { filter: `name contains "${name}"` }));
  for (const [sort, rows] of [["close_date", "CBA"], ["-close_date", "ABC"]] as const) {
    await page.getByRole("button", { name: "Sort" }).click();
    const menu = page.getByRole("menu", { name: "Sort" });
    await expect(menu).toBeVisible();
    await expectAccessible(page);
    await menu.getByRole("menuitem", { name: /^Close date/ }).click();
    await expectParameter(page, "sort", sort);
    await expectRows(page, [...rows].map((row) => `${name} ${row}`));
  }

  // By a second field within the first, which a plain choice replaces.
  const menu = page.getByRole("menu", { name: "Sort" });
  const sort = (label: RegExp) => menu.getByRole("menuitem", { name: label }).tap();
  await page.getByRole("button", { name: "Sort" }).tap();
  await sort(/^Amount/);
  await expectParameter(page, "sort", "amount");
  await page.getByRole("button", { name: "Sort" }).tap();
  await menu.getByRole("menuitemcheckbox", { name: "Then by…" }).tap();
  await expect(menu.getByRole("menuitemcheckbox", { name: "Then by…" })).toBeChecked();
  await expectAccessible(page);
  await shot(page, "list-sort");
  await sort(/^Close date/);
  await expect(menu).toBeHidden();
  await expectParameter(page, "sort", "amount,close_date");
  await expectRows(page, [`${name} C`, `${name} A`, `${name} B`]);
  await page.getByRole("button", { name: "Sort" }).tap();
  await sort(/^Name/);
  await expectParameter(page, "sort", "name");
});

test("cells are edited where they stand, and bad input loses nothing", async ({ page }) => {
  test.skip(isPhone(), "a phone edits on the record's page");
  await signIn(page);
  const name = unique("Edited");
  const account = await create(page, "accounts", { name: `${name} GmbH` });
  const deal = await create(page, "opportunities", { name, stage: "proposal", amount: "900", close_date: "2027-03-01" });
  const columns = "name,stage,amount,close_date,account,owner,tags";
  await open(page, listAt("opportunities", { filter: `name = "${name}"`, columns }));
  const cell = (at: number) => page.getByRole("row", { name }).locator(".cell").nth(at + 1);
  const stored = () => read(page, "opportunities", deal.id);
  const [, stage, amount, date, linked, owner, tags] = columns.split(",").map((_, at) => cell(at));
  if (!stage || !amount || !date || !linked || !owner || !tags) throw new Error("too few columns");

  // What cannot be right is said at once, stays in the editor, and is not sent.
  await amount.dblclick();
  const input = amount.getByRole("textbox", { name: "Amount" });
  await input.fill("lots");
  await input.press("Enter");
  await expect(input).toHaveAccessibleDescription("This is not a number.");
  await expect(input).toHaveValue("lots");
  await expectAccessible(page);
  await shot(page, "list-cell-wrong");
  await input.fill("1234.5");
  await input.press("Enter");
  await expect(amount).toHaveText("€1,234.50");
  await expect.poll(async () => (await stored()).amount).toBe("1234.50");

  // Escape throws away.
  await amount.dblclick();
  await input.fill("1");
  await input.press("Escape");
  await expect(amount).toHaveText("€1,234.50");
  await expect(amount).toBeFocused();

  // The keyboard goes from cell to cell: Enter edits, Tab saves and edits the next.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await stage.getByRole("combobox", { name: "Stage" }).selectOption("Negotiation");
  await page.keyboard.press("Tab");
  await expect(stage).toHaveText("Negotiation");
  await expect(input).toBeFocused();
  await page.keyboard.press("Tab");
  await date.getByLabel("Close date").fill("2027-05-09");
  await page.keyboard.press("Tab");
  const find = linked.getByRole("combobox", { name: "Account" });
  await find.fill(name);
  await expect(page.getByRole("option", { name: `${name} GmbH` })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "list-cell-link");
  await find.press("Enter");
  await find.press("Tab");
  await expect(linked).toHaveText(`${name} GmbH`);
  await owner.getByRole("combobox", { name: "Owner" }).fill("Mara");
  await page.getByRole("option", { name: /Mara Lindqvist/ }).click();
  await page.keyboard.press("Tab");
  await tags.getByRole("combobox", { name: "Tags" }).fill("fair");
  await page.keyboard.press("Enter");
  await expect(tags.getByRole("button", { name: "Remove tag fair" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(tags).toHaveText("fair");
  await expect(toast(page, name).first()).toBeVisible();

  await expect.poll(async () => (await stored()).tags).toEqual(["fair"]);
  const now = await stored();
  expect([now.stage, now.amount, now.close_date]).toEqual(["negotiation", "1234.50", "2027-05-09"]);
  expect((now.account as Linked)?.id).toBe(account.id);
  expect((now.owner as Linked)?.title).toBe("Mara Lindqvist");
  await page.reload();
  await expect(page.getByRole("row", { name })).toContainText("Negotiation€1,234.509 May 2027");
});

test("a list scrolls to its end without doubles or gaps", async ({ page }) => {
  await signIn(page);
  const name = unique("Mile");
  const count = 310;
  const label = (at: number) => `${name} ${String(at).padStart(3, "0")}`;
  await createMany(page, "products", Array.from({ length: count }, (_, at) => ({ name: label(at + 1) })));
  await open(page, listAt("products", { filter: `name contains "${name}"`, sort: "name" }));
  await expect(page.locator(".page-head .count")).toHaveText(String(count));

  // Where a row says it stands, and what stands in it.
  const seen = new Map<number, string>();
  const look = () =>
    page.evaluate((phone) => {
      const rows = [...document.querySelectorAll<HTMLElement>(phone ? ".card" : ".list-row[aria-rowindex]")];
      const text = (row: Element) => row.querySelector(phone ? ".card-title" : "[role=rowheader]")?.textContent ?? "";
      const at = (row: Element) => (phone ? Number(row.getAttribute("aria-posinset")) - 1 : Number(row.ariaRowIndex) - 2);
      return rows.map((row): [number, string] => [at(row), text(row)]);
    }, isPhone());
  const list = page.locator(isPhone() ? ".card-list" : ".list");
  await list.hover();
  const scroll = async () => {
    for (const [at, text] of await look()) seen.set(at, text);
    await page.mouse.wheel(0, 500);
    return seen.size;
  };
  await expect.poll(scroll, { intervals: [20], timeout: 30_000 }).toBe(count);
  const all = [...seen].sort(([a], [b]) => a - b).map(([, text]) => text);
  expect(all).toEqual(Array.from({ length: count }, (_, at) => label(at + 1)));
  await expect(async () => {
    await page.mouse.wheel(0, 2_000);
    await expect(page.getByText(label(count))).toBeInViewport({ timeout: 100 });
  }).toPass();
});

test("a record opens beside the list, which stays where it was", async ({ page }) => {
  await signIn(page);
  const name = unique("Beside");
  const names = Array.from({ length: 60 }, (_, at) => `${name} ${String(at + 1).padStart(2, "0")}`);
  await createMany(page, "products", names.map((name) => ({ name })));
  await open(page, listAt("products", { filter: `name contains "${name}"`, sort: "name" }));
  const link = (at: number) => page.getByRole("link", { name: names[at - 1] });
  const title = (at: number) => page.getByRole("heading", { name: names[at - 1] });
  await link(40).scrollIntoViewIfNeeded();
  await link(40).click();
  await expect(title(40)).toBeVisible();
  if (isPhone()) {
    // A phone has no beside: the record has the page, and the way back leads to where one was.
    expect(new URL(page.url()).pathname).toMatch(/^\/m\/products\//);
    await page.goBack();
    await expect(link(40)).toBeInViewport();
    return;
  }
  const scrolled = () => page.locator(".list").evaluate((list) => list.scrollTop);
  const before = await scrolled();
  const peeked = () => new URL(page.url()).searchParams.get("peek");
  const first = peeked();
  expect(first).toBeTruthy();
  await expectAccessible(page);
  await shot(page, "list-beside");

  // The keys go on from there: j and k from anywhere, the arrows in the list.
  await page.keyboard.press("j");
  await expect(title(41)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(title(42)).toBeVisible();
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await expect(title(40)).toBeVisible();
  expect(peeked()).toBe(first);
  const beside = page.getByRole("complementary", { name: "Details" });
  await beside.getByRole("button", { name: "Next record" }).click();
  await expect(title(41)).toBeVisible();
  expect(Math.abs((await scrolled()) - before)).toBeLessThan(200);

  await page.reload();
  await page.locator("html[data-ready]").waitFor();
  await expect(title(41)).toBeVisible();
  await beside.getByRole("button", { name: "Close record" }).click();
  await expect(beside).toBeHidden();
  await expectParameter(page, "peek", null);
});

test("what is shown can be taken away as a file", async ({ page }) => {
  await signIn(page);
  const name = await makeDeals(page);
  const columns = "name,stage,close_date,amount";
  await open(page, listAt("opportunities", { filter: `name contains "${name}" and stage != negotiation`, sort: "-name", columns }));
  await expectRows(page, [`${name} C`, `${name} A`]);
  await page.getByRole("main").getByRole("button", { name: "More actions" }).click();
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Export what is shown as CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("opportunities.csv");
  const rows = readFileSync(await file.path(), "utf8").replace(/^\uFEFF/, "").trim().split(/\r?\n/);
  expect(rows).toEqual([
    "Name,Stage,Close date,Amount",
    `${name} C,Prospecting,2027-01-01,900.00`,
    `${name} A,Proposal,2027-03-01,900.00`,
  ]);
});
