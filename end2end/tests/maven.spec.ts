// A company's real pipeline, CRM Sales Opportunities by Maven Analytics, comes in through the browser and is worked on.
// The data is not part of the project: it lies in RAPPORT_DATA or beside the project; without it there is nothing to test.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Page } from "@playwright/test";
import { OWNER, test } from "../company.ts";
import { all, idIn, type Linked, read } from "../rest.ts";
import { expect, expectAccessible, shot, signInByForm } from "../support.ts";
import { csv, Wizard } from "../wizard.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const DATA = resolve(process.env.RAPPORT_DATA ?? join(ROOT, "../shared/data"), "maven-crm-sales-opportunities");
const MAPPINGS = join(ROOT, "src/engine/mappings/maven");
const PASSWORD = "a pipeline of deals";

/** What comes before the deals, in the order of src/engine/mappings/README.md, with how many records there are then. */
const FILES = [
  { module: "roles", file: "sales_teams.csv", mapping: "roles_of_managers.json", added: "6" },
  { module: "roles", file: "sales_teams.csv", mapping: "roles_of_agents.json", added: "6" },
  { module: "users", file: "sales_teams.csv", mapping: "managers.json", added: "6" },
  { module: "users", file: "sales_teams.csv", mapping: "agents.json", added: "35" },
  { module: "accounts", file: "accounts.csv", mapping: "accounts.json", added: "85" },
  { module: "products", file: "products.csv", mapping: "products.json", added: "7" },
];

type Row = Record<string, string>;

/** The rows of a file; there are no quotes in these. */
function rows(name: string): Row[] {
  const [head = "", ...lines] = readFileSync(join(DATA, name), "utf8").trim().split(/\r?\n/);
  const columns = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [columns[at], cell])));
}

async function bringIn(page: Page, module: string, file: string, mapping: string): Promise<Wizard> {
  const wizard = new Wizard(page);
  await wizard.open(module);
  await wizard.upload(join(DATA, file));
  await wizard.load(join(MAPPINGS, mapping));
  await wizard.checked();
  return wizard;
}

/** The mapping of the deals as somebody makes it who has not seen that a product is written in two ways. */
function naive() {
  const mapping = JSON.parse(readFileSync(join(MAPPINGS, "opportunities.json"), "utf8"));
  for (const column of mapping.columns) delete column.replace;
  return { ...csv("opportunities.json", JSON.stringify(mapping)), mimeType: "application/json" };
}

async function bringInDeals(page: Page): Promise<void> {
  const deals = rows("sales_pipeline.csv");
  const wrong = deals.filter((deal) => deal.product === "GTXPro").length;
  const [good, bad, whole] = [deals.length - wrong, wrong, deals.length].map((count) => count.toLocaleString("en"));
  const wizard = new Wizard(page);
  await wizard.open("opportunities");
  await wizard.upload(join(DATA, "sales_pipeline.csv"));
  await wizard.load(naive());

  // Rows that point nowhere are told by row and column.
  await wizard.checked();
  expect(await wizard.figures()).toEqual({ Rows: whole, "To be added": good, "To be updated": "0", "With problems": bad });
  expect((await wizard.problems())[0]).toEqual(["3", "product", "GTXPro", "“GTXPro” was not found."]);
  await expect(page.getByText("These are the first 200.")).toBeVisible();
  await shot(page, "maven-check");
  const progress = await wizard.watch();
  await wizard.imported();
  expect(await progress()).toEqual(expect.arrayContaining([expect.stringMatching(`^[\\d,]+ of ${whole} rows$`)]));
  expect(await wizard.figures()).toEqual({ Rows: whole, Added: good, Updated: "0", "With problems": bad });
  await shot(page, "maven-result");

  // None of them is lost: they are a file, which comes in by the project's own mapping.
  const failed = await wizard.failedRows();
  expect(failed.trim().split("\r\n")).toHaveLength(wrong + 1);
  await page.getByRole("link", { name: "Import another file" }).click();
  await wizard.upload(csv("failed.csv", failed));
  await wizard.load(join(MAPPINGS, "opportunities.json"));
  await wizard.checked();
  await wizard.imported();
  expect(await wizard.figures()).toEqual({ Rows: bad, Added: bad, Updated: "0", "With problems": "0" });
}

/** The number beside the heading of the list. */
async function expectListed(page: Page, count: number): Promise<void> {
  await page.goto("/m/opportunities");
  await expect(page.getByText(count.toLocaleString("en"), { exact: true }).first()).toBeVisible();
}

async function givePassword(page: Page, name: string): Promise<void> {
  await page.goto("/settings/users");
  await page.locator("html[data-ready]").waitFor();
  const user = page.locator(".setting").filter({ has: page.locator("b", { hasText: name }) });
  await user.getByRole("button", { name: "Set password" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input[type=password]").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
}

/** Signs in as a person of the sales teams and compares what she sees with the file: the deals of `agents`. */
async function expectSees(page: Page, name: string, agents: Set<string>): Promise<void> {
  await page.context().clearCookies();
  await signInByForm(page, { email: `${name.toLowerCase().replace(" ", ".")}@maven.example`, password: PASSWORD });
  const expected = rows("sales_pipeline.csv").filter((deal) => agents.has(deal.sales_agent ?? ""));
  await expectListed(page, expected.length);
  const seen = await all(page, "opportunities", { fields: "owner,reference" });
  expect(seen.map((deal) => deal.reference).toSorted()).toEqual(expected.map((deal) => deal.opportunity_id).toSorted());
  expect(seen.every((deal) => agents.has((deal.owner as Linked)?.title ?? ""))).toBe(true);
}

test("a company's real pipeline comes in, and each sees what is hers", async ({ page }) => {
  test.skip(!existsSync(DATA), `${DATA} is not there`);
  test.setTimeout(300_000);
  await signInByForm(page, OWNER);
  for (const { module, file, mapping, added } of FILES) {
    const wizard = await bringIn(page, module, file, mapping);
    await wizard.imported();
    expect(await wizard.figures(), mapping).toMatchObject({ Added: added, "With problems": "0" });
  }
  await bringInDeals(page);

  // All of it is there, and the deals that were won come to what the file says.
  await expectListed(page, 8_800);
  await shot(page, "maven-list");
  const won = await all(page, "opportunities", { filter: "stage = won", fields: "amount" });
  expect([won.length, won.reduce((sum, deal) => sum + Number(deal.amount), 0)]).toEqual([4_238, 10_005_534]);
  await page.goto("/m/opportunities/board");
  const column = page.getByRole("listitem", { name: "Won: 4238 cards" });
  await column.scrollIntoViewIfNeeded();
  await expect(column.getByText("$10,005,534", { exact: true })).toBeVisible();
  await shot(page, "maven-board");
  await expectAccessible(page);

  // A deal is found, and leads to its account.
  await page.goto(`/m/opportunities?filter=${encodeURIComponent('reference = "Z063OYW0"')}`);
  await page.getByRole("link", { name: "GTX Pro – Isdom (Z063OYW0)" }).first().click();
  await page.getByRole("link", { name: "Isdom", exact: true }).first().click();
  await page.waitForURL(/\/m\/accounts\//);
  expect(await read(page, "accounts", idIn(page.url()))).toMatchObject({ name: "Isdom", type: "customer" });

  const teams = rows("sales_teams.csv");
  const team = teams.filter((agent) => agent.manager === "Dustin Brinkmann").map((agent) => agent.sales_agent ?? "");
  for (const name of ["Dustin Brinkmann", "Anna Snelling"]) await givePassword(page, name);
  await expectSees(page, "Dustin Brinkmann", new Set(team));
  await expectSees(page, "Anna Snelling", new Set(["Anna Snelling"]));
});
