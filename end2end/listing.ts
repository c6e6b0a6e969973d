// What stories about lists share: a list is a table at a desk and cards on a phone.
import { expect, type Locator, type Page } from "@playwright/test";
import { create, type Stored } from "./rest.ts";
import { isPhone, main } from "./support.ts";

/** The address of a list with its state. */
export const listAt = (module: string, state: Record<string, string>): string =>
  `/m/${module}?${new URLSearchParams(state)}`;

const shown = (page: Page): Locator => (isPhone() ? page.locator(".card-title") : page.getByRole("rowheader"));

/** What the list shows: these records and no others, in this order. */
export const expectRows = (page: Page, titles: string[]): Promise<void> => expect(shown(page)).toHaveText(titles);

/** A parameter of the address. */
export const parameter = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);

export const expectParameter = (page: Page, name: string, value: string | null): Promise<void> =>
  expect.poll(() => parameter(page, name), { message: `the address says ${name}` }).toBe(value);

/** Many records, a few at a time, as a browser would send them. */
export async function createMany(page: Page, module: string, records: object[]): Promise<Stored[]> {
  const made: Stored[] = [];
  for (let at = 0; at < records.length; at += 20) {
    made.push(...(await Promise.all(records.slice(at, at + 20).map((record) => create(page, module, record)))));
  }
  return made;
}

/** On a phone boxes appear once one wants to pick. */
export async function beginToPick(page: Page): Promise<void> {
  if (!isPhone()) return;
  await main(page).getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Select several" }).click();
}
