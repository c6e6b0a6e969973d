// What stories about lists share: a list is a table at a desk and cards on a phone.
import { expect, type Locator, type Page } from "@playwright/test";
import { create, type Stored } from "./rest.ts";
import { isPhone } from "./support.ts";

/** Opens a page of the program and waits until it answers. */
export async function openPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("html[data-ready]").waitFor();
}

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

/** The message at the edge of the page that says this. */
export const toast = (page: Page, text: string | RegExp): Locator =>
  page.locator(".toast").filter({ hasText: text });
