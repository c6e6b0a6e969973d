// Records by REST, with the session of a page: what a test needs is made by it, and what is stored is read by it.
import { expect, type Page, test } from "@playwright/test";

export type Stored = { id: string; version: number } & Record<string, unknown>;
/** A link as REST tells it. */
export type Linked = { id: string; module: string; title: string } | null;

const path = (module: string, id?: string) => `/api/v1/${module}${id ? `/${id}` : ""}`;

/** A browser says with each request that changes something where it comes from; so does this. */
const headers = (page: Page) => {
  const here = page.url().startsWith("http") ? page.url() : String(test.info().project.use.baseURL);
  return { origin: new URL(here).origin };
};

/** What a test makes may seem to be there already. */
const params = { duplicates: "allow" };

export async function create(page: Page, module: string, values: object): Promise<Stored> {
  const answer = await page.request.post(path(module), { data: values, headers: headers(page), params });
  expect(answer.status(), await answer.text()).toBe(201);
  return answer.json();
}

export async function read(page: Page, module: string, id: string): Promise<Stored> {
  const answer = await page.request.get(path(module, id));
  expect(answer.status(), await answer.text()).toBe(200);
  return answer.json();
}

/** The status that asking for a record gives: 404 where it is not there. */
export async function status(page: Page, module: string, id: string): Promise<number> {
  return (await page.request.get(path(module, id))).status();
}

/** Writes over `version`, or over whatever is there; gives the answer's status. */
export async function patch(
  page: Page,
  module: string,
  id: string,
  values: object,
  version?: number,
): Promise<number> {
  const match = version === undefined ? "*" : `"${version}"`;
  const options = { data: values, headers: { ...headers(page), "if-match": match }, params };
  return (await page.request.patch(path(module, id), options)).status();
}

export async function remove(page: Page, module: string, id: string): Promise<void> {
  const answer = await page.request.delete(path(module, id), { headers: headers(page) });
  expect(answer.ok(), await answer.text()).toBe(true);
}

export async function find(page: Page, module: string, filter: string): Promise<Stored[]> {
  const answer = await page.request.get(path(module), { params: { filter } });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).data;
}

/** The id at the end of a record's address. */
export const idIn = (url: string): string => new URL(url).pathname.split("/").at(-1) ?? "";

/** Something that no other record of the database is called. */
export const unique = (name: string): string => `${name} ${crypto.randomUUID().slice(0, 8)}`;

/** All records that `parameters` (filter, fields) leave, page by page. */
export async function all(page: Page, module: string, parameters: Record<string, string>): Promise<Stored[]> {
  const records: Stored[] = [];
  for (let after = ""; ; ) {
    const params = { ...parameters, limit: "200", ...(after && { after }) };
    const answer = await page.request.get(path(module), { params });
    expect(answer.status(), await answer.text()).toBe(200);
    const { data, next } = await answer.json();
    records.push(...data);
    if (!next) return records;
    after = next;
  }
}
