// Review of entries: what a colleague enters waits, is returned with a reason, and counts once it was accepted.
import { beginToPick, listAt } from "../listing.ts";
import { signedIn } from "../people.ts";
import { create, find, idIn, patch, read, status } from "../rest.ts";
import { alone as test, expect, expectAccessible, isPhone, main, open, shot, signInByForm, toast } from "../support.ts";

test("an entry waits, comes back with a reason, and is accepted", async ({ page, browser, program }) => {
  test.slow();
  await signInByForm(page);
  const wen = { email: "wen@example.com", password: "rapport-demo" };
  const [clerk] = await find(page, "users", `email = "${wen.email}"`);
  expect(await patch(page, "users", clerk.id, { language: "en" })).toBe(200);
  await open(page, "/settings/access");
  const rule = main(page).getByRole("switch", { name: "Leads: Entries wait for review" });
  await rule.check();
  await expect(toast(page, "Leads: Settings saved")).toBeVisible();
  await expectAccessible(page);
  await shot(page, "review-rule");

  const own = await signedIn(browser, wen, program.url);
  await open(own, "/m/leads/new");
  await main(own).getByLabel("First name").fill("Olena");
  await main(own).getByLabel("Last name").fill("Ковальчук");
  await main(own).getByRole("button", { name: "Save", exact: true }).first().click();
  await own.waitForURL(/\/m\/leads\/[0-9a-f-]{36}$/);
  const id = idIn(own.url());
  await expect(main(own)).toContainText("This entry waits until somebody who answers for it accepts it.");
  await expect(main(own).getByRole("button", { name: "Accept" })).toHaveCount(0);
  await expectAccessible(own);
  await shot(own, "review-waits");

  // Who may review finds it, and sends it back.
  await open(page, "/m/leads");
  await main(page).getByRole("link", { name: "To review" }).click();
  await expect(main(page).getByRole("link", { name: "To review" })).toHaveAttribute("aria-current", "page");
  await expect(main(page)).toContainText("Ковальчук");
  await expectAccessible(page);
  await shot(page, "review-list");
  await open(page, `/m/leads/${id}`);
  await main(page).getByRole("button", { name: "Return" }).click();
  const dialog = page.getByRole("dialog", { name: "Return" });
  await dialog.getByRole("button", { name: "Return" }).click();
  await expect(dialog).toContainText("This must be filled in");
  await dialog.getByLabel("Reason for returning").fill("Which company is she with?");
  await expectAccessible(page);
  await shot(page, "review-return");
  await dialog.getByRole("button", { name: "Return" }).click();
  await expect(main(page)).toContainText("Returned: Which company is she with?");

  // Who entered it reads why, at once; once it is changed it waits again.
  await expect(main(own)).toContainText("Returned: Which company is she with?");
  await shot(own, "review-returned");
  const { version } = await read(own, "leads", id);
  expect(await patch(own, "leads", id, { review: null }, version)).toBe(422);
  expect(await patch(own, "leads", id, { company: "Карпатський мед" }, version)).toBe(200);
  await expect(main(own)).toContainText("This entry waits until");

  const others = await Promise.all(
    ["Петренко", "Шевченко"].map((last_name) => create(own, "leads", { last_name, company: "Карпатський мед" })),
  );
  await open(page, listAt("leads", { filter: "review = waiting" }));
  await beginToPick(page);
  const all = { name: "Select all", exact: true };
  await (isPhone() ? main(page).getByRole("button", all) : main(page).getByRole("checkbox", all)).click();
  await main(page).getByRole("toolbar").getByRole("button", { name: "Accept" }).click();
  await expect(toast(page, "3 entries accepted")).toBeVisible();
  for (const one of [id, ...others.map((other) => other.id)]) {
    expect((await read(page, "leads", one)).review).toBeNull();
  }
  await expect(main(own).getByText("This entry waits until")).toHaveCount(0);

  // All three wait again once that is taken back.
  await toast(page, "3 entries accepted").getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await find(page, "leads", "review = waiting")).length).toBe(3);
  expect(await status(own, "leads", id)).toBe(200);
  await own.context().close();
});
