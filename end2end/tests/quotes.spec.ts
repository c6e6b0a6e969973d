// Quotes: written line by line with sums that appear while one types, approved, sent, and offered anew.
import { type Locator, type Page } from "@playwright/test";
import { makePerson, signedIn } from "../people.ts";
import { create, idIn, type Linked, patch, read, unique } from "../rest.ts";
import { expect, expectAccessible, isPhone, main, open, shot, signIn, test, toast } from "../support.ts";

const save = (page: Page) => main(page).getByRole("button", { name: "Save", exact: true }).first().click();

/** The lines of the editor, in their order. */
const lines = (page: Page): Locator => main(page).locator("tr.line");

const total = (page: Page): Locator => main(page).locator("#document-total");

/** Takes a product into the last line. */
async function pick(page: Page, name: string): Promise<void> {
  const item = lines(page).last().getByRole("combobox").first();
  await item.fill(name);
  await page.getByRole("option", { name }).first().click();
}

/** Something to sell for 100, taxed as is usual. */
const sell = (page: Page, name: string, more: object = {}) =>
  create(page, "products", { name: unique(name), price: "100", unit: "piece", ...more });

test("a quote is written line by line, and comes to the same everywhere", async ({ page }) => {
  await signIn(page);
  const [press, mill] = [await sell(page, "Röstmaschine 烘焙机"), await sell(page, "Мельница")];
  const account = await create(page, "accounts", {
    name: unique("부산 커피"),
    billing_city: "부산",
    billing_country: "대한민국",
  });
  await open(page, `/m/quotes/new?account=${account.id}`);
  await main(page).getByRole("textbox", { name: "Subject" }).fill("커피 바 설비");
  await expect(main(page).getByRole("textbox", { name: "City" }).first()).toHaveValue("부산");
  await pick(page, String(press.name));
  const first = lines(page).first();
  await first.getByRole("textbox", { name: "Quantity" }).fill("3");
  await first.getByRole("textbox", { name: "Discount (%)" }).fill("10");
  await expect(total(page)).toContainText("321.30");

  // A second product by the keyboard alone, then free text, then a group.
  await first.getByRole("textbox", { name: "Quantity" }).press("Enter");
  await expect(lines(page)).toHaveCount(2);
  await pick(page, String(mill.name));
  await expect(total(page)).toContainText("440.30");
  await main(page).getByRole("button", { name: "Add a group" }).click();
  await main(page).getByRole("textbox", { name: "Name of the group" }).fill("Монтаж");
  const text = lines(page).nth(2);
  await text.getByRole("combobox").first().fill("Anschluss vor Ort");
  await text.getByRole("textbox", { name: "Price" }).fill("50");
  await expect(total(page)).toContainText("499.80");
  await main(page).locator("#document-freight").fill("10");
  await expect(total(page)).toContainText("509.80");
  // The handle moves a line by the arrow keys.
  await main(page).getByRole("button", { name: "Move line 2" }).press("ArrowUp");
  await expect(lines(page).first().getByRole("combobox").first()).toHaveValue(String(mill.name));
  await expectAccessible(page);
  await shot(page, "quote-new");
  await save(page);
  await expect(toast(page, "커피 바 설비")).toBeVisible();
  const id = idIn(page.url());
  const stored = await read(page, "quotes", id);
  expect([stored.subtotal, stored.net, stored.tax, stored.total]).toEqual(["420.00", "430.00", "79.80", "509.80"]);
  expect(stored.lines as object[]).toHaveLength(3);
  await expect(main(page).locator(".sums")).toContainText("509.80");
  await expect(main(page).locator("tr.group")).toContainText("Монтаж");
  await expectAccessible(page);
  await shot(page, "quote");

  // A line is dragged to another place.
  await main(page).getByRole("button", { name: "Edit" }).first().click();
  const handle = await main(page).getByRole("button", { name: "Move line 2" }).boundingBox();
  const above = await lines(page).first().boundingBox();
  if (!handle || !above) throw new Error("the lines are not to be seen");
  if (!isPhone()) {
    await page.mouse.move(handle.x + 6, handle.y + 6);
    await page.mouse.down();
    await page.mouse.move(above.x + 40, above.y + 8, { steps: 6 });
    await page.mouse.up();
    await expect(lines(page).first().getByRole("combobox").first()).toHaveValue(String(press.name));
  }
});

test("a discount beyond one's limit is approved before the quote is sent", async ({ page, browser }) => {
  await signIn(page);
  const press = await sell(page, "Пресс 咖啡机");
  const robin = await makePerson(page, "Representative");
  const hers = await signedIn(browser, robin);
  await open(hers, "/m/quotes/new");
  await main(hers).getByRole("textbox", { name: "Subject" }).fill("Offer beyond the limit");
  await pick(hers, String(press.name));
  // The price is that of the catalogue.
  await expect(lines(hers).first().locator("output.fixed")).toContainText("100.00");
  await lines(hers).first().getByRole("textbox", { name: "Discount (%)" }).fill("15");
  await expect(main(hers)).toContainText("15 % discount, at most 10 % without approval");
  await save(hers);
  await expect(toast(hers, "Offer beyond the limit")).toBeVisible();
  const id = idIn(hers.url());
  expect(await patch(hers, "quotes", id, { stage: "sent" })).toBe(422);
  await main(hers).getByRole("button", { name: "Ask for approval" }).click();
  await expect(main(hers)).toContainText("Waits for approval");
  await shot(hers, "quote-asked");

  // An administrator sees why, and approves.
  await open(page, `/m/quotes/${id}`);
  await expect(main(page)).toContainText("15 % discount, at most 10 %");
  await expectAccessible(page);
  await shot(page, "quote-approve");
  await main(page).getByRole("button", { name: "Approve", exact: true }).click();
  await expect(main(page)).toContainText("Approved by");

  // Now it is sent; from then on it stays, and another is offered instead.
  await open(hers, `/m/quotes/${id}`);
  await main(hers).getByRole("button", { name: "Sent", exact: true }).click();
  await expect(main(hers).getByRole("button", { name: "Re-quote" })).toBeVisible();
  expect((await read(hers, "quotes", id)).stage).toBe("sent");
  expect(await patch(hers, "quotes", id, { freight: "5" })).toBe(422);
  await main(hers).getByRole("button", { name: "Re-quote" }).click();
  await hers.waitForURL((url) => idIn(url.href) !== id);
  const revision = await read(hers, "quotes", idIn(hers.url()));
  expect((revision.revision_of as Linked)?.id).toBe(id);
  expect((await read(hers, "quotes", id)).stage).toBe("requoted");
  expect(await patch(hers, "quotes", revision.id, { freight: "25" })).toBe(200);
  await open(hers, hers.url());
  await main(hers).getByText("What is new").click();
  await expect(main(hers).locator(".differences")).toContainText("Freight");
  await shot(hers, "quote-revision");
  await hers.context().close();
});
