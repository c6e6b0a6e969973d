// A company that begins: a program of its own, whose empty database has nobody but an administrator.
import { execFileSync } from "node:child_process";
import { PROGRAM, type Running, startRapport } from "./program.ts";
import { expect, test as base } from "./support.ts";

export const OWNER = { email: "owner@example.com", password: "a long-winded beginning" };

/** Playwright's `test` for a company that begins; its pages and requests go to `company`. */
export const test = base.extend<{ company: Running }>({
  company: async ({}, use) => {
    const company = await startRapport();
    const add = ["user", "add", OWNER.email, "--name", "Olga Owner", "--role", "Administrator"];
    execFileSync(PROGRAM, [...add, "--database", company.database], { input: OWNER.password });
    // The server hears of it in a moment, as it is told by the database alone.
    await expect.poll(async () => (await fetch(`${company.url}/login`)).url).toContain("/login");
    await use(company);
    await company.stop();
  },
  baseURL: async ({ company }, use) => use(company.url),
});
