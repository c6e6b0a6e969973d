// The database, for administrators: its size, backups by hand and by themselves, restoring, checking. Each test has a
// program of its own, because restoring changes everything for everybody.
import { readFile, writeFile } from "node:fs/promises";
import { type Browser, type Page, test as base } from "@playwright/test";
import { find } from "../rest.ts";
import {
  alone as test,
  expect,
  expectAccessible,
  isPhone,
  main,
  type Running,
  shot,
  signInByForm,
  toast,
} from "../support.ts";

const backups = (page: Page) => main(page).locator(".backups > .setting");

async function open(page: Page, path = "/settings/database"): Promise<void> {
  await page.goto(path);
  await page.locator("html[data-ready]").waitFor();
}

/** An account of the colleague, who sees her own. */
async function add(page: Page, program: Running, name: string): Promise<void> {
  const [owner] = await find(page, "users", 'email = "mara@example.com"');
  const data = { name, owner: owner.id };
  const answer = await page.request.post("/api/v1/accounts", { data, headers: { origin: program.url } });
  expect(answer.status(), await answer.text()).toBe(201);
}

async function accounts(page: Page, name: string): Promise<number> {
  const answer = await page.request.get("/api/v1/accounts", { params: { filter: `name = "${name}"` } });
  return (await answer.json()).data.length;
}

async function colleague(browser: Browser, program: Running): Promise<Page> {
  const page = await (await browser.newContext({ ...base.info().project.use, baseURL: program.url })).newPage();
  await signInByForm(page, { email: "mara@example.com", password: "rapport-demo" });
  return page;
}

/** Types what the dialog asks for and restores; ends on the page, which was asked anew. */
async function restore(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Restore a backup" });
  const confirm = dialog.getByRole("button", { name: "Restore", exact: true });
  const field = dialog.getByRole("textbox");
  const label = (await dialog.locator("label").textContent()) ?? "";
  await expect(confirm).toBeDisabled();
  await field.fill("something else");
  await expect(confirm).toBeDisabled();
  await field.fill(/“(.*)”/.exec(label)?.[1] ?? "");
  await confirm.click();
  await expect(dialog.getByText("The backup is restored.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog).toHaveCount(0);
  await page.locator("html[data-ready]").waitFor();
  await expect(main(page).getByRole("heading", { level: 1, name: "Database" })).toBeVisible();
}

test("a backup is made, taken along and restored while others work", async ({ page, browser, program }) => {
  await signInByForm(page);
  await add(page, program, "Nordkaffe GmbH");
  await open(page);
  await expect(main(page).getByText("No backups yet.")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "database-first");

  await main(page).getByRole("button", { name: "Back up now" }).click();
  await expect(toast(page, "Backup made")).toBeVisible();
  await expect(backups(page)).toHaveCount(1);
  await expect(backups(page)).toContainText("By hand");
  await expect(main(page).locator(".tally")).toContainText("just now");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    backups(page).getByRole("link", { name: /^Download the backup of/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^rapport-\d{8}-\d{6}-hand\.db$/);
  expect((await readFile(await download.path())).subarray(0, 15).toString()).toBe("SQLite format 3");

  await add(page, program, "Nordkaffe since");
  const hers = await colleague(browser, program);
  await open(hers, `/m/accounts?filter=${encodeURIComponent('name contains "Nordkaffe"')}`);
  await expect(hers.getByText("Nordkaffe since").first()).toBeVisible();

  await backups(page).getByRole("button", { name: /^Restore the backup of/ }).click();
  const dialog = page.getByRole("dialog", { name: "Restore a backup" });
  await expect(dialog.locator(".records").last().getByText("Accounts", { exact: true })).toBeVisible();
  await expect(dialog.getByText("The present state is backed up first")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "database-restore");
  await restore(page);
  await expect(backups(page)).toHaveCount(2);
  await expect(backups(page).first()).toContainText("Before a restore");
  expect(await accounts(page, "Nordkaffe since")).toBe(0);
  expect(await accounts(page, "Nordkaffe GmbH")).toBe(1);
  // Her page, which stands open, shows it by itself, and she goes on working.
  await expect(hers.getByText("Nordkaffe since")).toHaveCount(0);
  await expect(hers.getByText("Nordkaffe GmbH").first()).toBeVisible();
  await hers.context().close();

  // There is a way back.
  await backups(page).first().getByRole("button", { name: /^Restore the backup of/ }).click();
  await restore(page);
  expect(await accounts(page, "Nordkaffe since")).toBe(1);
  await expect(backups(page)).toHaveCount(3);
  await backups(page).first().getByRole("button", { name: /^Delete the backup of/ }).click();
  await page.getByRole("dialog", { name: "Delete backup" }).getByRole("button", { name: "Delete" }).click();
  await expect(backups(page)).toHaveCount(2);
});

test("a file is looked at before it is restored", async ({ page, program }, info) => {
  await signInByForm(page);
  await add(page, program, "Nordkaffe GmbH");
  await open(page);
  await main(page).getByRole("button", { name: "Back up now" }).click();
  await expect(backups(page)).toHaveCount(1);
  const link = backups(page).getByRole("link", { name: /^Download the backup of/ });
  const content = await (await page.request.get((await link.getAttribute("href")) ?? "")).body();
  await add(page, program, "Nordkaffe since");

  const send = async (name: string, bytes: Uint8Array) => {
    const file = info.outputPath(name);
    await writeFile(file, bytes);
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      main(page).getByRole("button", { name: "Restore from a file" }).click(),
    ]);
    await chooser.setFiles(file);
  };
  await send("letter.db", Buffer.from("This is a letter."));
  await expect(toast(page, "This file is damaged and cannot be used")).toBeVisible();
  await send("half.db", content.subarray(0, content.length / 2));
  await expect(toast(page, "This file is damaged and cannot be used").nth(1)).toBeVisible();
  await send("whole.db", content);
  const dialog = page.getByRole("dialog", { name: "Restore a backup" });
  await expect(dialog.getByText("Last change")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  expect(await accounts(page, "Nordkaffe since")).toBe(1);
  await send("whole.db", content);
  await expect(dialog).toBeVisible();
  await restore(page);
  expect(await accounts(page, "Nordkaffe since")).toBe(0);
});

test("backups are scheduled, growth is shown, and the database is checked", async ({ page }) => {
  await signInByForm(page);
  // What only time brings: figures of some weeks.
  await page.route("**/rpc/database", async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    json.growth = Array.from({ length: 60 }, (_, n) => ({
      day: day(60 - n),
      bytes: Math.round(900_000 + n * 20_000 + 60_000 * Math.sin(n / 4)),
      records: 140 + n * 3,
    })).concat(json.growth);
    await route.fulfill({ response, json });
  });
  await open(page, "/settings/profile");
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Database" }).click();
  await expect(main(page).getByRole("img", { name: /^From .+ on .+ to .+ on / })).toBeVisible();
  await main(page).getByText("Figures by day").click();
  await expect(main(page).getByRole("row")).toHaveCount(62);
  await expectAccessible(page);
  await main(page).getByText("Figures by day").click();

  const field = (name: string) => main(page).getByLabel(name, { exact: true });
  await field("How often").selectOption("Every week");
  await expect(toast(page, "Settings saved")).toBeVisible();
  await field("Day of the week").selectOption("Sunday");
  await field("Time").selectOption("04:00");
  await expect(main(page).getByText(/^Next backup: .*04:00/)).toBeVisible();
  await expect(field("Time zone")).toHaveValue(/Europe\/Berlin|UTC/);
  await field("How many to keep").fill("5");
  await field("How many to keep").blur();
  await main(page).getByRole("button", { name: "Check now" }).click();
  await expect(main(page).getByText("The database is whole. Nothing is damaged.")).toBeVisible();
  await main(page).getByRole("button", { name: "Tidy up now" }).click();
  await expect(main(page).getByText(/^(From .+B to .+B|There is nothing to give back\.)$/)).toBeVisible();
  await expectAccessible(page);
  await main(page).getByRole("button", { name: "Back up now" }).click();
  await expect(backups(page)).toHaveCount(1);
  await shot(page, "database");
  await main(page).getByRole("heading", { name: "Schedule" }).scrollIntoViewIfNeeded();
  await shot(page, "database-below");
  await page.unrouteAll();

  await open(page);
  await expect(field("How often")).toHaveValue("week");
  await expect(field("Day of the week")).toHaveValue("6");
  await expect(field("Time")).toHaveValue("4");
  await expect(field("How many to keep")).toHaveValue("5");
  await field("How often").selectOption("Never");
  await expect(field("Time")).toHaveCount(0);
  await expect(main(page).getByText(/^Next backup/)).toHaveCount(0);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide, isPhone() ? "nothing lies beside the screen" : "").toBe(false);
});

test("who is no administrator does not get there", async ({ browser, program }) => {
  const page = await colleague(browser, program);
  await open(page);
  await expect(main(page).getByText("You may not do this. An administrator can change your role.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Database" })).toHaveCount(0);
  await page.context().close();
});
