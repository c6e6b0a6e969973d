// Measures visits to a page for `cargo xtask bench`: node visit.mjs URL PATH COOKIE, prints JSON. "Interactive" is when
// Ctrl K opens the palette, pressed every ten milliseconds: the page then truly answers.
import { chromium } from "@playwright/test";
import { launchOptions } from "./browser.mjs";

const [url, path, cookie] = process.argv.slice(2);
const RUNS = 5;

function pressUntilItAnswers() {
  const palette = () => document.querySelector("dialog[open], [role=dialog]");
  const timer = setInterval(() => {
    if (palette()) {
      window.interactive = performance.now();
      clearInterval(timer);
    } else {
      const key = { key: "k", code: "KeyK", ctrlKey: true, bubbles: true, cancelable: true };
      (document.body ?? document).dispatchEvent(new KeyboardEvent("keydown", key));
    }
  }, 10);
}

async function visit(context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.addInitScript(pressUntilItAnswers);
  await page.goto(url + path);
  const handle = await page.waitForFunction(() => window.interactive, undefined, { timeout: 20_000, polling: 20 });
  const seconds = (await handle.jsonValue()) / 1000;
  await page.close();
  return { kilobytes: bytes / 1000, seconds };
}

async function firstAndNext(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name, ...value] = cookie.split("=");
  await context.addCookies([{ name, value: value.join("="), url }]);
  const first = await visit(context);
  const next = await visit(context);
  await context.close();
  return { first, next };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const browser = await chromium.launch(launchOptions);
const runs = [];
for (let run = 0; run < RUNS; run += 1) runs.push(await firstAndNext(browser));
await browser.close();
console.log(
  JSON.stringify({
    first_kilobytes: median(runs.map(({ first }) => first.kilobytes)),
    first_interactive_seconds: median(runs.map(({ first }) => first.seconds)),
    next_interactive_seconds: median(runs.map(({ next }) => next.seconds)),
  }),
);
