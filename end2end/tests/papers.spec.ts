// Papers: a quote as a PDF in its customer's language, and the template that says how it looks.
import { type Page } from "@playwright/test";
import { OWNER, test as companyTest } from "../company.ts";
import { pdfText } from "../pdf.ts";
import { create, patch, unique } from "../rest.ts";
import { expect, expectAccessible, main, open, shot, signIn, signInByForm, test } from "../support.ts";

const preview = async (page: Page) => {
  await main(page).getByRole("button", { name: "Preview" }).click();
  return page.getByRole("dialog", { name: "Preview" });
};

/** A quote of two lines for a customer in Seoul. */
async function quote(page: Page, name: string) {
  const account = await create(page, "accounts", {
    name: unique("서울 로스터스"),
    language: "ko",
    billing_street: "을지로 12",
    billing_city: "서울",
  });
  const lines = [
    { name: "Röstmaschine 烘焙机", quantity: "2", price: "1234.5", group: "설비" },
    { name: "Монтаж", quantity: "1.5", price: "80", group: "서비스" },
  ];
  return create(page, "quotes", { name, account: account.id, terms: "30일 이내 지급", lines });
}

test("a quote becomes a PDF in its customer's language", async ({ page }) => {
  await signIn(page);
  const made = await quote(page, "커피 바 설비");
  await open(page, `/m/quotes/${made.id}`);
  const dialog = await preview(page);
  await expect(dialog.getByRole("img", { name: "Page 1" })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "quote-paper");
  const link = dialog.getByRole("link", { name: "Open the PDF" });
  const answer = await page.request.get(String(await link.getAttribute("href")));
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  const [text] = await pdfText(await answer.body());
  for (const said of ["견적", "서울로스터스", "을지로12", "Röstmaschine烘焙机", "€2,469.00", "Монтаж", "€120.00", "30일이내지급"]) {
    expect(text).toContain(said);
  }
  // What no font has is told, and not set as a box unnoticed.
  expect(await patch(page, "quotes", made.id, { name: "Kaffee \u{10fffd}" })).toBe(200);
  expect((await page.request.get(`/papers/quotes/${made.id}`)).status()).toBe(422);
  await open(page, `/m/quotes/${made.id}`);
  await expect((await preview(page)).getByRole("alert")).toContainText("\u{10fffd}");
});

test("what goes over several pages is headed on each, and added up on the last", async ({ page }) => {
  await signIn(page);
  const line = (_: unknown, at: number) => ({ name: `Filter ${at + 1}`, quantity: "1", price: "10" });
  const made = await create(page, "quotes", { name: "Many filters", language: "en", lines: Array.from({ length: 60 }, line) });
  const answer = await page.request.get(`/api/v1/quotes/${made.id}/pdf`);
  expect(answer.status()).toBe(200);
  const pages = await pdfText(await answer.body());
  expect(pages.length).toBeGreaterThan(1);
  for (const text of pages.slice(0, -1)) expect(text).toContain("DescriptionQuantityPrice");
  expect(pages.at(-1)).toContain("€600.00");
  expect(pages.join("")).toContain("Filter60");
  // A column that holds nothing is left out.
  expect(pages.join("")).not.toContain("Discount");
});

companyTest("an administrator writes a template, and sees what comes of it", async ({ page, company }) => {
  companyTest.slow();
  await signInByForm(page, OWNER);
  const made = await quote(page, "Kaffee für Seoul");
  await open(page, `${company.url}/settings/papers`);
  await expect(main(page).getByRole("img", { name: "Page 1" })).toBeVisible();
  const template = main(page).getByLabel("Template of papers");
  await main(page).getByRole("button", { name: "Begin with the program’s own" }).click();
  await expect(template).toHaveValue(/data\.json/);
  await shot(page, "settings-papers");
  await template.fill("= Kaffee\n#data.number");
  await expect(main(page).getByRole("alert")).toContainText("line 2: unknown variable");
  await shot(page, "settings-papers-wrong");
  for (const [bad, told] of [["#let n = 0\n#while n >= 0 { n += 1 }", "infinite"], ['#read("/etc/hostname")', "denied"]] as const) {
    await template.fill(bad);
    await expect(main(page).getByRole("alert")).toContainText(told);
  }
  await template.fill('#let data = json("data.json")\n= Angebot #data.number für #data.to.first()');
  await expect(main(page).getByRole("img", { name: "Page 1" })).toBeVisible();
  await expectAccessible(page);
  await main(page).getByRole("button", { name: "Save" }).click();
  await expect(main(page).getByRole("button", { name: "Save" })).toBeDisabled();
  const answer = await page.request.get(`/papers/quotes/${made.id}`);
  const [text] = await pdfText(await answer.body());
  expect(text).toContain("AngebotQ-");
  expect(text).not.toContain("Montage");
});
