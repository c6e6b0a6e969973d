// The company, for administrators: its papers, formats and working hours. Each test has a program of its own, because
// what is set here holds for everybody.
import { type Page } from "@playwright/test";
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

/** A red point. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

const save = (page: Page) => main(page).getByRole("button", { name: "Save" }).click();

test("what is said of the company holds at once, and can be taken back", async ({ page }) => {
  await signInByForm(page);
  await open(page, "/settings/company");
  const name = page.getByLabel("Name of the company");
  await expect(name).toHaveValue("Bergwind Coffee Systems");
  await expectAccessible(page);
  await shot(page, "company");
  await name.fill("Südwind");
  await page.getByLabel("Tax number").fill("DE 123 456 789");
  await page.locator("#company-logo").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: PNG });
  await expect(main(page).getByText("logo.png")).toBeVisible();
  await save(page);
  await expect(toast(page, "Settings saved")).toBeVisible();
  const logo = main(page).locator("img.company-logo");
  await expect(logo).toBeVisible();
  expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  if (!isPhone()) await expect(page.locator(".brand")).toContainText("Südwind");
  await expect(page.locator(".brand img")).toHaveAttribute("src", /^\/logo\//);
  await expectAccessible(page);
  const undo = toast(page, "Settings saved").getByRole("button", { name: "Undo" });
  await Promise.all([page.waitForResponse(/\/rpc\/undo/), undo.click()]);
  await open(page, "/settings/company");
  await expect(name).toHaveValue("Bergwind Coffee Systems");
});

test("formats have an example, and the currency stays where there are amounts", async ({ page }) => {
  await signInByForm(page);
  await open(page, "/settings/company");
  const example = main(page).getByText(/^For example: /);
  await expect(example).toContainText("1,234,567.89");
  await page.locator("#company-language").selectOption("ru");
  await expect(example).toContainText("1\u00a0234\u00a0567,89\u00a0€");
  await page.locator("#company-currency").selectOption("TWD");
  await save(page);
  const wrong = main(page).locator(".field .error");
  await expect(wrong).toContainText("The currency stays: there are amounts already");
  await expectAccessible(page);
  await page.locator("#company-currency").selectOption("EUR");
  await page.locator("#company-time_zone").selectOption("Asia/Taipei");
  await save(page);
  await expect(toast(page, /./)).toBeVisible();
  await page.reload();
  await expect(page.locator("#company-time_zone")).toHaveValue("Asia/Taipei");
});

test("amounts are in the currencies that the company counts in", async ({ page }) => {
  await signInByForm(page);
  await open(page, "/settings/company");
  const currencies = page.locator("#company-currencies");
  for (const [typed, offered] of [["try", "TRY ₺"], ["usd", "USD $"]]) {
    await currencies.fill(typed);
    await page.getByRole("option", { name: offered }).click();
  }
  await expect(main(page).locator(".chip", { hasText: "TRY ₺" })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "company-currencies");
  await save(page);
  await expect(toast(page, "Settings saved")).toBeVisible();
  await open(page, "/m/opportunities/new");
  const offered = main(page).getByLabel("Currency").getByRole("option");
  await expect(offered).toContainText(["EUR", "TRY", "USD"]);
  await expect(offered.filter({ hasText: "CHF" })).toHaveCount(0);
});

test("working hours and holidays are typed, checked and counted", async ({ page }) => {
  await signInByForm(page);
  await open(page, "/settings/company");
  await expect(main(page).getByText("40 working hours a week.")).toBeVisible();
  await page.getByLabel("Monday", { exact: true }).fill("nine to five");
  await save(page);
  await expect(main(page).locator(".field .error")).toContainText("are no working hours");
  await page.getByLabel("Monday", { exact: true }).fill("8:30-12:00, 13:00-18:30");
  await expect(main(page).getByText("41 working hours a week.")).toBeVisible();
  await main(page).getByRole("button", { name: "Add a holiday" }).click();
  const row = main(page).locator(".holiday");
  await row.getByLabel("Date").fill("2027-01-01");
  await row.getByLabel("Name").fill("New Year");
  await row.getByLabel("Name").blur();
  await expectAccessible(page);
  await shot(page, "company-hours");
  await save(page);
  await expect(toast(page, "Settings saved")).toBeVisible();
  await open(page, "/settings/company");
  await expect(page.getByLabel("Monday", { exact: true })).toHaveValue("08:30–12:00, 13:00–18:30");
  await expect(row.getByLabel("Name")).toHaveValue("New Year");
  await main(page).getByRole("button", { name: "Remove New Year" }).click();
  await save(page);
  await expect(toast(page, "Settings saved")).toBeVisible();
  await open(page, "/settings/company");
  await expect(main(page).getByText("No holidays yet.")).toBeVisible();
});
