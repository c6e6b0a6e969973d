// Customers that are not lost: reclaim rules, the pool, handing over, what goes along with an account, and the end of
// the recycle bin. Each test has a program of its own, because what somebody owns changes hands.
import { type Browser, type Page, test as base } from "@playwright/test";
import { create, find, type Linked, read } from "../rest.ts";
import {
  alone as test,
  expect,
  expectAccessible,
  isPhone,
  main,
  open,
  type Running,
  shot,
  signInByForm,
  toast,
} from "../support.ts";

async function colleague(browser: Browser, program: Running, email: string): Promise<Page> {
  const page = await (await browser.newContext({ ...base.info().project.use, baseURL: program.url })).newPage();
  await signInByForm(page, { email, password: "rapport-demo" });
  return page;
}

test("who leaves hands over to the pool, and a colleague claims", async ({ page, browser, program }) => {
  test.slow();
  await signInByForm(page);
  // A rule is tried before it is saved.
  await open(page, "/settings/reclaim");
  await expect(main(page)).toContainText("No rules yet");
  await main(page).getByRole("button", { name: "New rule" }).click();
  const dialog = page.getByRole("dialog", { name: "New rule" });
  await dialog.getByLabel("Name").fill("Quiet for long");
  await dialog.getByLabel("Module").selectOption("Accounts");
  await dialog.getByLabel("How many").fill("30");
  await dialog.getByLabel("Only records that meet this condition").fill("nonsense = 1");
  await dialog.getByRole("button", { name: "Try it" }).click();
  await expect(dialog).toContainText("nonsense");
  await dialog.getByLabel("Only records that meet this condition").fill("");
  await dialog.getByRole("button", { name: "Try it" }).click();
  await expect(dialog.getByRole("status")).toContainText("Would go to the pool now:");
  await expectAccessible(page);
  await shot(page, "reclaim-rule");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(main(page)).toContainText("Accounts: no activity for 30 days");
  await expectAccessible(page);
  await shot(page, "reclaim");

  // Somebody leaves.
  const [wen] = await find(page, "users", 'email = "wen@example.com"');
  const [account] = await find(page, "accounts", "owner.email = \"wen@example.com\"");
  await open(page, `/settings/users/${wen.id}`);
  await main(page).getByRole("combobox", { name: "Accounts" }).selectOption("To the pool");
  await main(page).getByRole("combobox", { name: "Leads" }).selectOption("Evenly to several");
  await main(page).getByRole("checkbox", { name: /Mara/ }).check();
  await main(page).getByRole("checkbox", { name: /林怡君/ }).check();
  await expectAccessible(page);
  await shot(page, "hand-over");
  await main(page).getByRole("button", { name: "Hand over now" }).click();
  await expect(toast(page, "Handed over:")).toBeVisible();
  expect((await read(page, "accounts", account.id)).owner).toBeNull();
  expect(await find(page, "leads", "owner.email = \"wen@example.com\"")).toHaveLength(0);
  expect((await read(page, "users", wen.id)).active).toBe(false);

  // A colleague sees it, changes nothing, and makes it hers.
  const mara = await colleague(browser, program, "mara@example.com");
  await open(mara, "/pool");
  const row = main(mara).locator(".setting", { hasText: String(account.name) });
  await expect(row).toContainText("Handed over");
  await expectAccessible(mara);
  await shot(mara, "pool");
  await row.getByRole("link").click();
  await expect(main(mara)).toContainText("In the pool since");
  await expect(main(mara).getByRole("button", { name: "Edit", exact: true })).toHaveCount(0);
  await expectAccessible(mara);
  await shot(mara, "pool-record");
  await main(mara).getByRole("button", { name: "Claim", exact: true }).click();
  await expect(toast(mara, "is yours now")).toBeVisible();
  await expect(main(mara)).toContainText("Claimed from the pool");
  const now = await read(mara, "accounts", account.id);
  expect((now.owner as Linked)?.title).toContain("Mara");

  // Who is late is told.
  const late = await page.request.post(`/api/v1/accounts/${account.id}/claim`, { headers: { origin: program.url } });
  expect(late.status()).toBe(422);
  expect((await late.json()).problems[0].message).toContain("Mara");

  // And taken back, it lies there again.
  await toast(mara, "is yours now").getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await read(page, "accounts", account.id)).owner).toBeNull();
  await open(page, "/pool");
  await expect(main(page).getByRole("table")).toContainText("李文");
});

test("an account takes along what belongs to it", async ({ page }) => {
  await signInByForm(page);
  const account = await create(page, "accounts", { name: "Along Ltd" });
  const about = { module: "accounts", id: account.id };
  const contact = await create(page, "contacts", { last_name: "Person", account: account.id });
  const task = await create(page, "tasks", { name: "Call them", about });
  await open(page, `/m/accounts?filter=${encodeURIComponent('name = "Along Ltd"')}`);
  if (isPhone()) {
    await main(page).getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Select several" }).click();
  }
  await page.getByRole("checkbox", { name: "Select Along Ltd" }).click();
  await page.getByRole("toolbar", { name: "Actions" }).getByRole("button", { name: "Assign" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Owner" }).fill("Mara");
  await page.getByRole("option", { name: /Mara/ }).click();
  await dialog.getByRole("checkbox", { name: /With what belongs to it/ }).check();
  await expectAccessible(page);
  await shot(page, "assign-along");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(toast(page, "assigned to Mara")).toBeVisible();
  for (const [module, id] of [["contacts", contact.id], ["tasks", task.id]] as const) {
    expect(((await read(page, module, id)).owner as Linked)?.title, module).toContain("Mara");
  }
});

test("the recycle bin says when it ends, and is emptied", async ({ page }) => {
  await signInByForm(page);
  await open(page, "/settings/database");
  await main(page).getByLabel("Days to keep").fill("30");
  await main(page).getByLabel("Days to keep").blur();
  await expect(toast(page, "Saved")).toBeVisible();
  const account = await create(page, "accounts", { name: "Gone Ltd" });
  await page.request.delete(`/api/v1/accounts/${account.id}`, { headers: { origin: new URL(page.url()).origin } });
  await open(page, "/m/accounts?deleted=1");
  await expect(main(page)).toContainText("30 days after it was deleted");
  await expect(main(page).getByText("Gone Ltd").first()).toBeVisible();
  await expectAccessible(page);
  await shot(page, "bin");
  await main(page).getByRole("button", { name: "Empty the recycle bin" }).click();
  const ask = page.getByRole("dialog", { name: "Empty the recycle bin?" });
  await ask.getByRole("button", { name: "Remove for good" }).click();
  await expect(toast(page, "Removed for good: 1")).toBeVisible();
  await expect(main(page)).toContainText("The recycle bin is empty");
});
