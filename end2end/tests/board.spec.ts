// The board: cards go from column to column by mouse, finger and keys; counts and sums follow to the cent.
import { type CDPSession, type Locator, type Page } from "@playwright/test";
import { create, find, read, type Stored, unique } from "../rest.ts";
import { expect, expectAccessible, isPhone, rapport, shot, signIn, signInByForm, startRapport, test } from "../support.ts";

const column = (page: Page, stage: string) =>
  page.getByRole("list").getByRole("listitem", { name: new RegExp(`^${stage}: \\d`) });

const card = (page: Page, title: string): Locator =>
  page.locator(".column").getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });

/** What stands above a column: how many cards, their sum, and the sum weighted by what is probable. */
async function expectColumn(page: Page, stage: string, cards: number, sums?: string): Promise<void> {
  const head = column(page, stage).locator("header");
  await expect(head.locator(".badge")).toHaveText(String(cards));
  await expect(head.locator(".column-sum")).toHaveText(sums === undefined ? [] : [sums]);
  await expect(column(page, stage).locator(".deal")).toHaveCount(cards);
}

/** Deals that share the beginning of their names, each with an amount and a stage. */
function makeDeals(page: Page, name: string, deals: [amount: string, stage: string][]): Promise<Stored[]> {
  const make = ([amount, stage]: [string, string], at: number) =>
    create(page, "opportunities", { name: `${name} ${at}`, amount, stage });
  return Promise.all(deals.map(make));
}

/** A board with nothing on it but the records of this name. */
async function openBoard(page: Page, module: string, name: string): Promise<void> {
  await page.goto(`/m/${module}/board?filter=${encodeURIComponent(`name starts "${name}"`)}`);
  await page.locator("html[data-ready]").waitFor();
}

const middle = async (of: Locator): Promise<[x: number, y: number]> => {
  const box = await of.boundingBox();
  if (!box) throw new Error("not to be seen");
  return [box.x + box.width / 2, box.y + box.height / 2];
};

async function dragByMouse(page: Page, what: Locator, to: Locator): Promise<void> {
  await page.mouse.move(...(await middle(what)));
  await page.mouse.down();
  await page.mouse.move(...(await middle(to)), { steps: 8 });
}

/** A finger on the screen. */
class Finger {
  constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page));
  }

  down = (x: number, y: number) => this.send("touchStart", [{ x, y }]);
  move = (x: number, y: number) => this.send("touchMove", [{ x, y }]);
  up = () => this.send("touchEnd", []);
  /** Quickly: with no pause between the events that a slow machine could make into a rest. */
  swipe = (from: number, to: number, y: number) => {
    const steps = Array.from({ length: 10 }, (_, at) => from + ((to - from) * (at + 1)) / 10);
    return Promise.all([this.down(from, y), ...steps.map((x) => this.move(x, y)), this.up()]);
  };

  private async send(type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) {
    await this.session.send("Input.dispatchTouchEvent", { type, touchPoints });
  }
}

test("a card is dragged, and undo takes it back", async ({ page }) => {
  test.skip(isPhone(), "a phone has no mouse");
  await signIn(page);
  const name = unique("Dragged");
  const [first] = await makeDeals(page, name, [["1200.40", "prospecting"], ["800", "prospecting"], ["500", "proposal"]]);
  await openBoard(page, "opportunities", name);
  await expectColumn(page, "Prospecting", 2, "€2,000 Weighted €200");
  await expectColumn(page, "Proposal", 1, "€500 Weighted €300");

  // Escape lets go, and nothing has happened.
  await dragByMouse(page, card(page, `${name} 0`), column(page, "Proposal"));
  await expect(column(page, "Proposal")).toHaveAttribute("data-drop");
  await shot(page, "board-drag");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expectColumn(page, "Prospecting", 2, "€2,000 Weighted €200");

  await dragByMouse(page, card(page, `${name} 0`), column(page, "Proposal"));
  await page.mouse.up();
  await expectColumn(page, "Prospecting", 1, "€800 Weighted €80");
  await expectColumn(page, "Proposal", 2, "€1,700 Weighted €1,020");
  await expect(page.getByRole("status").filter({ hasText: `${name} 0 moved to Proposal` })).toBeVisible();
  await expectAccessible(page);
  const moved = await read(page, "opportunities", first.id);
  expect([moved.stage, Number(moved.probability)]).toEqual(["proposal", 60]);
  await page.reload();
  await expectColumn(page, "Proposal", 2, "€1,700 Weighted €1,020");

  await page.locator("html[data-ready]").waitFor();
  await dragByMouse(page, card(page, `${name} 0`), column(page, "Lost"));
  await page.mouse.up();
  await expect(card(page, `${name} 0`)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expectColumn(page, "Proposal", 2, "€1,700 Weighted €1,020");
  await expectColumn(page, "Lost", 0);
  expect((await read(page, "opportunities", first.id)).stage).toBe("proposal");
});

test("a card is moved by keys alone", async ({ page }) => {
  test.skip(isPhone(), "a phone has no keys");
  await signIn(page);
  const name = unique("Keyed");
  const [first] = await makeDeals(page, name, [["900", "qualification"], ["100", "won"]]);
  await openBoard(page, "opportunities", name);
  await expectColumn(page, "Qualification", 1, "€900 Weighted €180");
  await card(page, `${name} 0`).focus();

  // Taken, carried and put back where it was.
  await page.keyboard.press("Space");
  await expect(page.getByText(`${name} 0 picked up, now in Qualification`)).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText(`${name} 0 is over Engaging`)).toBeAttached();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByText(`${name} 0 is back in Qualification`)).toBeAttached();

  await page.keyboard.press("Space");
  for (let n = 0; n < 4; n++) await page.keyboard.press("ArrowRight");
  await expect(column(page, "Won")).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press("Space");
  await expect(page.getByText(`${name} 0 dropped in Won`)).toBeAttached();
  await expectColumn(page, "Won", 2, "€1,000 Weighted €1,000");
  await expect(card(page, `${name} 0`)).toBeFocused();
  await expect.poll(async () => (await read(page, "opportunities", first.id)).stage).toBe("won");

  // Between cards by arrows; Enter opens one beside the board, Escape closes it; Ctrl Z takes the move back.
  await page.keyboard.press("ArrowDown");
  await expect(card(page, `${name} 1`)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `${name} 1` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: `${name} 1` })).toBeHidden();
  await page.keyboard.press("Control+z");
  await expectColumn(page, "Qualification", 1, "€900 Weighted €180");
  expect((await read(page, "opportunities", first.id)).stage).toBe("qualification");

  // By the menu that is the card's next stop; the focus goes along.
  await card(page, `${name} 0`).focus();
  await page.keyboard.press("Tab");
  await expect(card(page, `${name} 0`).getByRole("button", { name: "Move to…" })).toBeFocused();
  await shot(page, "board-move-to");
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: "Move to…" });
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expectColumn(page, "Lost", 1, "€900 Weighted €0");
  await expect(card(page, `${name} 0`)).toBeFocused();
  await expect.poll(async () => (await read(page, "opportunities", first.id)).stage).toBe("lost");
});

test("a finger rests on a card, then carries it to another column", async ({ page }) => {
  test.skip(!isPhone(), "a desk has no fingers");
  await signIn(page);
  const name = unique("Carried");
  const [first, second] = await makeDeals(page, name, [["300", "prospecting"], ["200", "prospecting"]]);
  await openBoard(page, "opportunities", name);
  await expectColumn(page, "Prospecting", 2, "€500 Weighted €50");
  await shot(page, "board-own");
  const finger = await Finger.of(page);
  const [x, y] = await middle(card(page, `${name} 0`));

  // A quick swipe scrolls the board and moves no card.
  await expect(async () => {
    await page.locator(".board").evaluate((board) => board.scrollTo({ left: 0, behavior: "instant" }));
    await finger.swipe(x + 130, x - 150, y);
    await expect(column(page, "Qualification")).toBeInViewport({ ratio: 0.5, timeout: 2_000 });
  }).toPass();
  await expect(page.locator(".deal.ghost")).toHaveCount(0);
  await column(page, "Prospecting").scrollIntoViewIfNeeded();
  await expect.poll(() => page.locator(".board").evaluate((board) => board.scrollLeft)).toBe(0);

  // At the edge, the next column comes by itself.
  await finger.down(x, y);
  await expect(page.locator(".deal.ghost")).toBeVisible();
  const { width } = page.viewportSize()!;
  for (let at = x; at < width - 20; at += 25) await finger.move(at, y);
  await expect(column(page, "Qualification")).toHaveAttribute("data-drop");
  await shot(page, "board-drag");
  await finger.up();
  await expectColumn(page, "Prospecting", 1, "€200 Weighted €20");
  await expectColumn(page, "Qualification", 1, "€300 Weighted €60");
  await expect.poll(async () => (await read(page, "opportunities", first.id)).stage).toBe("qualification");
  await page.reload();
  await expectColumn(page, "Qualification", 1, "€300 Weighted €60");

  // Without dragging: by the card's menu, which opens nothing else …
  await page.locator("html[data-ready]").waitFor();
  await card(page, `${name} 1`).getByRole("button", { name: `${name} 1: Move to…` }).tap();
  const menu = page.getByRole("menu", { name: "Move to…" });
  await expect(menu.getByRole("menuitem")).toHaveText(["Qualification", "Engaging", "Proposal", "Negotiation", "Won", "Lost"]);
  await expectAccessible(page);
  await shot(page, "board-move-to");
  await menu.getByRole("menuitem", { name: "Negotiation" }).tap();
  await expect(menu).toBeHidden();
  await expectColumn(page, "Prospecting", 0);
  await expectColumn(page, "Negotiation", 1, "€200 Weighted €160");
  await expect.poll(async () => (await read(page, "opportunities", second.id)).stage).toBe("negotiation");
  await expect(page).not.toHaveURL(/peek/);

  // … and by the record, which has the way through the stages.
  await card(page, `${name} 0`).getByRole("link").tap();
  await page.getByRole("list", { name: "Stage" }).getByRole("button", { name: "Proposal" }).tap();
  await expect.poll(async () => (await read(page, "opportunities", first.id)).stage).toBe("proposal");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Close record" }).tap();
  await expectColumn(page, "Proposal", 1, "€300 Weighted €180");
});

test("pipelines are switched, conditions narrow the board, and columns go on as one scrolls", async ({ page }) => {
  await signIn(page);
  const name = unique("Many");
  await makeDeals(page, name, [...Array(40).fill(["10", "prospecting"]), ["5", "engaging"]]);
  const project = { name: `${name} project`, amount: "70", pipeline: "projects", stage: "design" };
  await create(page, "opportunities", project);
  await openBoard(page, "opportunities", name);

  const prospecting = column(page, "Prospecting");
  await expect(prospecting.locator(".badge")).toHaveText("40");
  await expect(prospecting.locator(".column-sum")).toHaveText("€400 Weighted €40");
  await expect(prospecting.locator(".deal")).toHaveCount(25);
  await prospecting.locator(".column-body").evaluate((list) => (list.scrollTop = list.scrollHeight));
  await expect(prospecting.locator(".deal")).toHaveCount(40);

  const pipelines = page.getByRole("navigation", { name: "Pipeline" });
  for (const link of await pipelines.getByRole("link").all()) await expect(link).toBeInViewport({ ratio: 1 });
  await pipelines.getByRole("link", { name: "Projects" }).click();
  await expect(pipelines.getByRole("link", { name: "Projects" })).toHaveAttribute("aria-current", "page");
  await expectColumn(page, "Design", 1, "€70 Weighted €28");
  await expect(column(page, "Prospecting")).toHaveCount(0);
  await expect(page).toHaveURL(/pipeline=projects/);
  await page.goBack();
  await expect(column(page, "Prospecting").locator(".badge")).toHaveText("40");

  await page.getByRole("searchbox", { name: "Search in Opportunities" }).fill(`${name} 4`);
  await expectColumn(page, "Engaging", 1, "€5 Weighted €2");
  await expectColumn(page, "Prospecting", 1, "€10 Weighted €1");
  await expect(page).toHaveURL(/filter=.*contains/);
  await page.reload();
  await expectColumn(page, "Prospecting", 1, "€10 Weighted €1");
  await expectAccessible(page);
});

test("tasks have a board too, and a new card begins in its column", async ({ page }) => {
  await signIn(page);
  const name = unique("Chore");
  await create(page, "tasks", { name: `${name} 0` });
  await openBoard(page, "tasks", name);
  await expect(column(page, "Not started").locator(".deal")).toHaveCount(1);
  await column(page, "Waiting for somebody").getByRole("link", { name: "Add to Waiting for somebody" }).click();
  await page.getByRole("textbox", { name: "Subject" }).fill(`${name} 1`);
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await expect(page.getByRole("heading", { name: `${name} 1` })).toBeVisible();
  const [task] = await find(page, "tasks", `name = "${name} 1"`);
  expect(task.status).toBe("waiting");
  await openBoard(page, "tasks", name);
  await expect(column(page, "Waiting for somebody").locator(".deal")).toHaveCount(1);
  await expectAccessible(page);
  await shot(page, "board-tasks");
});

test("thousands of cards do not make it slow", async ({ browser }) => {
  test.slow();
  const server = await startRapport("--demo");
  const context = await browser.newContext({ ...test.info().project.use, baseURL: server.url });
  try {
    rapport("fill", "--accounts", "200", "--opportunities", "5000", "--database", server.database);
    const page = await context.newPage();
    await signInByForm(page);
    await page.goto("/m/opportunities/board");
    await page.locator("html[data-ready]").waitFor();
    const total = Number((await page.locator(".page-head .count").innerText()).replace(/\D/g, ""));
    expect(total).toBeGreaterThan(2_000);

    // Down a column as far as a person would go, without a frame that takes long.
    const first = page.locator(".column").first();
    const list = first.locator(".column-body");
    for (const cards of [75, 125, 175, 225]) {
      await list.evaluate((list) => (list.scrollTop = list.scrollHeight));
      await expect(first.locator(".deal")).toHaveCount(cards);
    }
    const slowest = await list.evaluate(async (list) => {
      let slowest = 0;
      for (let at = 0; at < 60; at++) {
        const before = performance.now();
        list.scrollTop -= 150;
        await new Promise(requestAnimationFrame);
        slowest = Math.max(slowest, performance.now() - before);
      }
      return slowest;
    });
    expect(slowest, "milliseconds of the slowest frame").toBeLessThan(500);

    if (isPhone()) return;
    const [card] = await first.locator(".deal").all();
    const title = await card.getByRole("link").innerText();
    const begin = Date.now();
    await card.focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await expect(page.locator(".column").nth(1).locator(".deal").first()).toContainText(title);
    expect(Date.now() - begin, "milliseconds until the card is there").toBeLessThan(5_000);
  } finally {
    // A page that is still open does not keep the program from ending.
    await server.stop();
    await context.close();
  }
});
