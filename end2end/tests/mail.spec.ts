// Mail, for administrators: the server is tried and kept; by mail, or by a link that is handed over, colleagues come in
// and get a new password. Each test has a program and a mail server of its own.
import { type Browser, type Page, test as base } from "@playwright/test";
import { MAILBOX, Smtp } from "../smtp.ts";
import {
  alone,
  expect,
  expectAccessible,
  main,
  open,
  type Running,
  shot,
  signInByForm,
  toast,
} from "../support.ts";

const test = alone.extend<{ smtp: Smtp }>({
  smtp: async ({}, use) => {
    const smtp = await Smtp.start();
    await use(smtp);
    await smtp.stop();
  },
});

const PASSWORD = "a sentence of my own";
const row = (page: Page, text: string) => main(page).locator(".setting", { hasText: text });

/** Somebody elsewhere, who is not signed in. */
async function stranger(browser: Browser, program: Running): Promise<Page> {
  return (await browser.newContext({ ...base.info().project.use, baseURL: program.url })).newPage();
}

async function fillServer(page: Page, smtp: Smtp, password = MAILBOX.password): Promise<void> {
  await page.locator("#mail-host").fill("127.0.0.1");
  await page.getByLabel("Encryption").selectOption("open");
  await page.locator("#mail-port").fill(String(smtp.port));
  await page.locator("#mail-user").fill(MAILBOX.user);
  await page.locator("#mail-password").fill(password);
  await page.getByLabel("Address of the sender").fill("crm@example.com");
}

async function setUpMail(page: Page, smtp: Smtp): Promise<void> {
  await open(page, "/settings/mail");
  await fillServer(page, smtp);
  await main(page).getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Settings saved")).toBeVisible();
}

async function invite(page: Page, name: string, email: string): Promise<void> {
  await open(page, "/settings/users");
  await main(page).getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Invite a colleague" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByRole("combobox", { name: "Role" }).fill("Manager");
  await page.getByRole("option", { name: /^Manager/ }).first().click();
  await expectAccessible(page);
  await shot(page, "invite");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
}

/** The link in the newest mail to this address, once it is there. */
async function linkTo(smtp: Smtp, email: string, count = 1): Promise<string> {
  const to = () => smtp.mails.filter((mail) => mail.to === email);
  await expect.poll(() => to().length, { timeout: 20_000 }).toBe(count);
  return /https?:\S+/.exec(to().at(-1)?.text ?? "")?.[0] ?? "";
}

test("the mail server is tried, kept and stopped", async ({ page, smtp }) => {
  await signInByForm(page);
  await open(page, "/settings/mail");
  await expect(main(page).getByText("No mail is sent yet.")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "mail-first");
  const send = main(page).getByRole("button", { name: "Send a test mail to me" });
  await send.click();
  await expect(main(page).locator(".field .error")).toHaveCount(2);
  await expectAccessible(page);

  await fillServer(page, smtp, "not the password");
  await send.click();
  await expect(main(page).getByText("The mail server does not accept user and password.")).toContainText("535 no such user");
  await page.locator("#mail-password").fill(MAILBOX.password);
  await send.click();
  await expect(main(page).getByText("Sent to admin@example.com. The server said: 250 queued")).toBeVisible();
  expect(smtp.mails.map((mail) => mail.to)).toEqual(["admin@example.com"]);
  await main(page).getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Settings saved")).toBeVisible();
  await expect(main(page).getByText("No mail is sent yet.")).toHaveCount(0);
  await expectAccessible(page);
  await shot(page, "mail-set-up");

  // The password is kept, and nobody sees it again.
  await page.reload();
  await page.locator("html[data-ready]").waitFor();
  await expect(page.locator("#mail-password")).toHaveValue("");
  await expect(main(page).getByText("A password is kept.")).toBeVisible();
  await send.click();
  await expect(main(page).getByText("The server said: 250 queued")).toBeVisible();
  await main(page).getByRole("button", { name: "Send no more mail" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send no more mail" }).click();
  await expect(main(page).getByText("No mail is sent yet.")).toBeVisible();
});

test("who is invited by mail chooses a password and is in", async ({ page, browser, program, smtp }) => {
  // Four people's pages, and passwords that are hashed slowly on purpose.
  test.slow();
  await signInByForm(page);
  await setUpMail(page, smtp);
  await invite(page, "Nora Berg", "nora@example.com");
  await expect(toast(page, "Nora Berg is invited")).toBeVisible();
  await expect(row(page, "Nora Berg")).toContainText("Invited until");
  await expectAccessible(page);
  await shot(page, "users-invited");
  const first = await linkTo(smtp, "nora@example.com");
  expect(first).toContain(`${program.url}/invitation/`);
  await row(page, "Nora Berg").getByRole("button", { name: "Invite Nora Berg again" }).click();
  const link = await linkTo(smtp, "nora@example.com", 2);

  const hers = await stranger(browser, program);
  await hers.goto(first);
  await expect(hers).toHaveURL(/\/login\?error=link-ended/);
  await expect(hers.getByRole("alert")).toContainText("This link has ended");
  await hers.goto(link);
  await expect(hers.getByRole("heading", { level: 1, name: "Welcome" })).toBeVisible();
  await expectAccessible(hers);
  await shot(hers, "invitation");
  await hers.getByLabel("Choose a password", { exact: true }).fill("short");
  await hers.getByRole("button", { name: "Save and sign in" }).click();
  await expect(hers.getByRole("alert")).toContainText("at least 10 characters");
  await hers.getByLabel("Choose a password", { exact: true }).fill(PASSWORD);
  await hers.getByRole("button", { name: "Save and sign in" }).click();
  await expect(hers).toHaveURL(`${program.url}/`);
  await hers.context().close();
  await page.reload();
  await expect(row(page, "Nora Berg")).toBeVisible();
  await expect(row(page, "Nora Berg")).not.toContainText("Invited");
  await open(page, "/settings/mail");
  await expect(row(page, "nora@example.com")).toHaveCount(2);
  await expect(row(page, "nora@example.com").first()).toContainText("Sent");

  // She forgets it.
  const later = await stranger(browser, program);
  await later.goto("/login");
  await expectAccessible(later);
  await later.getByRole("link", { name: "Forgotten your password?" }).click();
  await later.getByLabel("Email").fill("nora@example.com");
  await expectAccessible(later);
  await shot(later, "forgotten");
  await later.getByRole("button", { name: "Send the link" }).click();
  await expect(later.getByText("If somebody here has this address")).toBeVisible();
  await later.goto(await linkTo(smtp, "nora@example.com", 3));
  await later.getByLabel("Choose a password", { exact: true }).fill("another sentence of mine");
  await later.getByRole("button", { name: "Save the password" }).click();
  await expect(later.getByText("Your password is saved. Sign in with it.")).toBeVisible();
  await expectAccessible(later);
  await signInByForm(later, { email: "nora@example.com", password: "another sentence of mine" });
  await expect(later).toHaveURL(`${program.url}/`);
  await later.context().close();
});

test("without a mail server the link is handed over, and can be withdrawn", async ({ page, browser, program }) => {
  await signInByForm(page);
  await invite(page, "Olaf Lind", "olaf@example.com");
  const dialog = page.getByRole("dialog", { name: "Hand over this link" });
  const link = (await dialog.locator("code").textContent()) ?? "";
  expect(link).toContain(`${program.url}/invitation/`);
  await expectAccessible(page);
  await shot(page, "invite-link");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(dialog).toHaveCount(0);

  const his = await stranger(browser, program);
  await his.goto("/login");
  await expect(his.getByRole("link", { name: "Forgotten your password?" })).toHaveCount(0);
  await his.goto(link);
  await expect(his.getByRole("heading", { level: 1, name: "Welcome" })).toBeVisible();
  await row(page, "Olaf Lind").getByRole("button", { name: "Withdraw the invitation of Olaf Lind" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(toast(page, "Invitation withdrawn")).toBeVisible();
  await expect(row(page, "Olaf Lind")).toHaveCount(0);
  await his.getByLabel("Choose a password", { exact: true }).fill(PASSWORD);
  await his.getByRole("button", { name: "Save and sign in" }).click();
  await expect(his.getByRole("alert")).toContainText("This link has ended");
  await his.context().close();
});
