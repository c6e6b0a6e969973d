// The catalogue: products with rows of their own, in which prices and parameters stand.
import { type Locator, type Page } from "@playwright/test";
import { create, idIn, read, unique } from "../rest.ts";
import { expect, expectAccessible, main, open, shot, signIn, test, toast } from "../support.ts";

const save = (page: Page) => main(page).getByRole("button", { name: "Save", exact: true }).first().click();

/** The editor of a field with rows. */
const rows = (page: Page, label: string): Locator => page.getByRole("group", { name: label, exact: true });

async function add(page: Page, values: Record<string, string>): Promise<void> {
  const group = rows(page, "Parameters");
  await group.getByRole("button", { name: "Add a row" }).click();
  const row = group.locator("tbody tr").last();
  for (const [label, value] of Object.entries(values)) await row.getByRole("textbox", { name: label }).fill(value);
}

test("a product has parameters in rows, in the order that one gives them", async ({ page }) => {
  await signIn(page);
  const name = unique("Röstmaschine 烘焙机");
  await open(page, "/m/products/new");
  const category = unique("Roasters");
  await main(page).getByRole("textbox", { name: "Name", exact: true }).first().fill(name);
  await main(page).getByRole("textbox", { name: "Category" }).fill(category);
  await add(page, { Name: "Voltage", Value: "400 V" });
  await add(page, { Name: "功率", Value: "3,2 кВт" });
  await add(page, { Value: "without a name" });
  await expectAccessible(page);
  await shot(page, "product-new");
  await save(page);
  const group = rows(page, "Parameters");
  await expect(group.locator("tbody tr").nth(2).locator(".error")).toContainText("must be filled in");
  await group.getByRole("button", { name: "Remove row 3" }).click();
  await group.getByRole("button", { name: "Move row 2 up" }).click();
  await save(page);
  await expect(toast(page, name)).toBeVisible();
  const id = idIn(page.url());
  const parameters = (await read(page, "products", id)).parameters as { name: string; value: string }[];
  expect(parameters.map(({ name, value }) => `${name}: ${value}`)).toEqual(["功率: 3,2 кВт", "Voltage: 400 V"]);
  const table = main(page).locator("table.rows").filter({ hasText: "Voltage" });
  await expect(table.locator("tbody tr")).toHaveText([/功率.*3,2 кВт/s, /Voltage.*400 V/s]);
  await expectAccessible(page);
  await shot(page, "product");

  // The next one of the category has the same names.
  await open(page, "/m/products/new");
  await main(page).getByRole("textbox", { name: "Category" }).fill(category);
  await rows(page, "Parameters").getByRole("button", { name: "Names as in this category" }).click();
  const names = rows(page, "Parameters").getByRole("textbox", { name: "Name" });
  await expect(names).toHaveCount(2);
  await expect(names.nth(0)).toHaveValue("功率");
  await expect(names.nth(1)).toHaveValue("Voltage");
});

test("a price in a price book stands with its product", async ({ page }) => {
  await signIn(page);
  const book = await create(page, "price_books", { name: unique("대리점"), currency: "KRW" });
  const given = { name: unique("Kettle"), prices: [{ price_book: book.id, price: "151000" }] };
  const product = await create(page, "products", given);
  await open(page, `/m/products/${product.id}`);
  const table = main(page).locator("table.rows").filter({ hasText: "대리점" });
  await expect(table.locator("tbody tr")).toContainText("151,000");
  await open(page, "/m/tax_classes/new");
  await expectAccessible(page);
  await shot(page, "tax-class-new");
});
