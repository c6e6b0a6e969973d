// Users of a test's own: their languages, passwords and sessions disturb nobody else.
import { type Browser, expect, type Page, test } from "@playwright/test";
import { create, find } from "./rest.ts";
import { signInByForm } from "./support.ts";

export interface Person {
  id: string;
  name: string;
  email: string;
  password: string;
}

/** Made by an administrator, whose page it is. */
export async function makePerson(page: Page, called = "Manager"): Promise<Person> {
  const [role] = await find(page, "roles", `name = "${called}"`);
  const id = crypto.randomUUID().slice(0, 8);
  const person = { name: `Robin ${id}`, email: `robin.${id}@example.com`, password: "a rather long sentence" };
  const user = await create(page, "users", { name: person.name, email: person.email, role: role.id });
  const answer = await page.request.post("/rpc/set_password", {
    data: { user: user.id, new: person.password },
    headers: { origin: String(test.info().project.use.baseURL) },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return { ...person, id: user.id };
}

/** Somebody at a machine of her own, signed in; `baseURL` where it is not the demo company's. */
export async function signedIn(
  browser: Browser,
  who: { email: string; password: string },
  baseURL = test.info().project.use.baseURL,
): Promise<Page> {
  const page = await (await browser.newContext({ ...test.info().project.use, baseURL })).newPage();
  await signInByForm(page, who);
  return page;
}
