// What every test uses: `import { expect, expectAccessible, shot, signIn, test } from "../support.ts"`.
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, expect, type Locator, type Page, test as base } from "@playwright/test";
import { type Running, startRapport } from "./program.ts";

export { expect };
export { type Running, rapport, startRapport } from "./program.ts";

/** Who may do everything in the demo company. */
export const ADMIN = { email: "admin@example.com", password: "rapport-demo" };

/** Errors of the page that are not errors of the program: the browser logs every answer of 400 and above. */
const EXPECTED = /Failed to load resource/;

/** Playwright's `test`, which also fails where the page threw, panicked or broke its content security policy. */
export const test = base.extend<{ noErrors: void }>({
  noErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error" && !EXPECTED.test(message.text())) errors.push(message.text());
      });
      await use();
      expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;
const sessions = new Map<string, Cookies>();

/** Signs in through the page. */
export async function signInByForm(page: Page, who = ADMIN): Promise<void> {
  await page.goto("/login");
  await page.locator("input[name=email]").fill(who.email);
  await page.locator("input[name=password]").fill(who.password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

/**
 * Signs in and opens a page. The first time in a worker it is done by form; after that the session is used again, as
 * signing in is slow on purpose and throttled. A test that ends sessions uses `signInByForm`.
 */
export async function signIn(page: Page, path = "/", who = ADMIN): Promise<void> {
  const key = `${test.info().project.name} ${who.email}`;
  const session = sessions.get(key);
  if (session) {
    await page.context().addCookies(session);
  } else {
    await signInByForm(page, who);
    sessions.set(key, await page.context().cookies());
  }
  await page.goto(path);
}

/** Waits until what fades in or out has done so: in between, its colours are nobody's choice. */
async function settled(page: Page): Promise<void> {
  const fades = () => {
    const ends = (one: Animation) => one.effect?.getComputedTiming().endTime !== Infinity;
    return document.getAnimations().filter((one) => one.playState === "running" && ends(one)).length;
  };
  await expect.poll(() => page.evaluate(fades)).toBe(0);
}

/**
 * axe finds nothing, by all of its rules. What it says of what is right is left out, and the page is looked at as one
 * frame: that takes a fifth of the time.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.html) }));
  expect(found, "what axe found").toEqual([]);
}

/** With SHOTS=1: a picture of the page in light and in dark, in end2end/shots, named by page and project. */
export async function shot(page: Page, name: string): Promise<void> {
  if (!process.env.SHOTS) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const path = `${import.meta.dirname}/shots/${name}-${test.info().project.name}-${colorScheme}.png`;
    await page.screenshot({ path, animations: "disabled" });
  }
  await page.emulateMedia({ colorScheme: null });
}

export const isPhone = (): boolean => test.info().project.name === "phone";

export const main = (page: Page): Locator => page.getByRole("main");

/** The message at the edge of the page that says this. */
export const toast = (page: Page, text: string | RegExp): Locator => page.locator(".toast").filter({ hasText: text });

/** Opens a page of the program and waits until it answers. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("html[data-ready]").waitFor();
}

/** A test with a program of its own, because it changes what holds for everybody. */
export const alone = test.extend<{ program: Running }>({
  program: async ({}, use) => {
    const program = await startRapport("--demo");
    await use(program);
    await program.stop();
  },
  baseURL: async ({ program }, use) => use(program.url),
});
