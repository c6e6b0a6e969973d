// A list of a hundred thousand: one scrolls ten thousand rows down as fast as the wheel turns, and it stays smooth,
// because only what one sees is in the page.
import type { Locator, Page } from "@playwright/test";
import { expect, isPhone, open, rapport, signInByForm, startRapport, test } from "../support.ts";

const FAR = 10_000;
/** The most rows in the page at once. */
const DRAWN = 120;
/** Milliseconds from frame to frame, three times what was measured while another test and a compiler were at work on the
 * two cores. A list that keeps all its rows in the page has usual frames of half a second down there on its own. */
const USUAL = 450;
const WORST = 2_000;

/** Where a row says it stands, and whose it is. */
type Row = [at: number, id: string];

interface Look {
  rows: Row[];
  /** Of the height that is seen, the part without rows. */
  gap: number;
}

const list = (page: Page): Locator => page.locator(isPhone() ? ".card-list" : ".list");

/** What is in the page, and what of it is seen. */
const look = (page: Page): Promise<Look> =>
  list(page).evaluate((list) => {
    const phone = list.matches(".card-list");
    const drawn = [...list.querySelectorAll<HTMLElement>(phone ? ".card" : ".list-row[aria-rowindex]")];
    const id = (row: Element) => row.querySelector("a[href^='/m/contacts/']")?.getAttribute("href")?.split("/").at(-1) ?? "";
    const at = (row: Element) => Number(row.getAttribute(phone ? "aria-posinset" : "aria-rowindex")) - (phone ? 1 : 2);
    const box = list.getBoundingClientRect();
    const tops = drawn.map((row) => row.getBoundingClientRect());
    const missing = Math.max(0, tops[0].top - box.top - 40) + Math.max(0, box.bottom - tops[tops.length - 1].bottom);
    return { rows: drawn.map((row): [number, string] => [at(row), id(row)]), gap: missing / box.height };
  });

/** Begins to note how long each frame takes. */
const watchFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    let last = performance.now();
    const tick = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });

/** The frames since the last time, from the shortest to the longest. */
const frames = async (page: Page): Promise<number[]> => {
  const taken = await page.evaluate(() => (window as unknown as { frames: number[] }).frames.splice(0));
  return taken.sort((a, b) => a - b);
};

/** The ids of the first rows, by REST. */
async function truth(page: Page): Promise<string[]> {
  const ids: string[] = [];
  for (let after = ""; ids.length < FAR + 1_000; ) {
    const params = { sort: "last_name", fields: "last_name", limit: "200", ...(after && { after }) };
    const answer = await (await page.request.get("/api/v1/contacts", { params })).json();
    ids.push(...answer.data.map((record: { id: string }) => record.id));
    after = answer.next;
  }
  return ids;
}

/** A finger's way up the glass. */
async function swipe(page: Page, pixels: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.synthesizeScrollGesture", {
    x: 195,
    y: 500,
    yDistance: -pixels,
    speed: 8_000,
    gestureSourceType: "touch",
  });
  await devtools.detach();
}

test("a hundred thousand rows scroll smoothly, and every one is where it belongs", async ({ browser }) => {
  test.setTimeout(240_000);
  const server = await startRapport("--demo");
  const context = await browser.newContext({ ...test.info().project.use, baseURL: server.url });
  try {
    rapport("fill", "--contacts", "100000", "--database", server.database);
    const page = await context.newPage();
    await signInByForm(page);
    const expected = await truth(page);
    await open(page, "/m/contacts?sort=last_name");
    await list(page).hover();
    await watchFrames(page);

    const seen = new Map<number, string>();
    const check = async (): Promise<number> => {
      const { rows } = await look(page);
      expect(rows.length, "rows in the page").toBeLessThan(DRAWN);
      const begin = rows[0][0];
      expect(rows.map(([at]) => at - begin), "they follow one another").toEqual(rows.map((_, at) => at));
      for (const [at, id] of rows) seen.set(at, id);
      return rows[rows.length - 1][0];
    };
    /** Comes to rest: then there is a row wherever one looks. */
    const rest = () => expect.poll(async () => (await look(page)).gap, { message: "nothing is missing" }).toBe(0);

    const smooth = async (where: string) => {
      const taken = await frames(page);
      const usual = taken[Math.floor(taken.length * 0.95)];
      const worst = taken[taken.length - 1];
      test.info().annotations.push({ type: where, description: `${taken.length} frames, 95 % ${usual} ms, worst ${worst} ms` });
      expect(usual, `95 % of the frames ${where}`).toBeLessThan(USUAL);
      expect(worst, `the longest frame ${where}`).toBeLessThan(WORST);
    };

    for (let last = 0, mile = 2_000; last < FAR; last = await check()) {
      await page.mouse.wheel(0, 3_000);
      if (last < mile) continue;
      if (isPhone()) await swipe(page, 2_500);
      await smooth(`up to row ${mile}`);
      mile += 2_000;
    }
    await rest();
    await check();
    await smooth("at the end");

    // Back up, first by the wheel, then in leaps: what was let go is there again.
    for (let turn = 0; turn < 20; turn++) {
      await page.mouse.wheel(0, -3_000);
      await check();
    }
    for (const part of [0.5, 0.25, 0.9, 0]) {
      await list(page).evaluate((list, part) => (list.scrollTop = list.scrollHeight * part), part);
      await rest();
      await check();
    }
    await smooth("on the way back");
    expect(seen.get(0)).toBe(expected[0]);

    expect(seen.size).toBeGreaterThan(FAR / 4);
    const wrong = [...seen].filter(([at, id]) => at < expected.length && expected[at] !== id);
    expect(wrong, "rows that are not where they belong").toEqual([]);
  } finally {
    await server.stop();
    await context.close();
  }
});
