// The import page, as a person goes through it.
import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";

/** Longer than other waits: files of many rows are read, checked and written. */
const LONG = { timeout: 60_000 };

export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const csv = (name: string, content: string | Buffer): Upload => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(content),
});

/** Rows and cells as a CSV file has them. */
export const lines = (rows: string[][], delimiter = ","): string =>
  rows.map((row) => row.join(delimiter)).join("\r\n") + "\r\n";

/** `text` in an encoding that the browser's own decoder knows, by asking that for each pair of bytes. */
export function encode(text: string, encoding: string): Buffer {
  const decoder = new TextDecoder(encoding);
  const pairs = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) pairs.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  }
  return Buffer.from([...text].flatMap((c) => (c < "\u0080" ? [c.charCodeAt(0)] : (pairs.get(c) ?? []))));
}

export class Wizard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(module: string): Promise<void> {
    await this.page.goto(`/m/${module}/import`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await this.page.locator("html[data-ready]").waitFor();
  }

  /** From a list to its import, as one goes there by hand. */
  async choose(file: string | Upload): Promise<void> {
    await this.page.getByLabel("Choose a CSV file").setInputFiles(file);
  }

  /** Chooses a file and waits for its columns. */
  async upload(file: string | Upload): Promise<void> {
    await this.choose(file);
    await expect(this.check).toBeEnabled(LONG);
  }

  get check(): Locator {
    return this.page.getByRole("button", { name: "Check without importing" });
  }

  get start(): Locator {
    return this.page.getByRole("button", { name: /^Import [\d,]+/ });
  }

  /** The select of the field to which a column of the file goes. */
  field(column: string): Locator {
    return this.page.getByRole("combobox", { name: `${column} Field`, exact: true });
  }

  async load(mapping: string | Upload): Promise<void> {
    await this.page.getByLabel("Load mapping", { exact: true }).and(this.page.locator("input")).setInputFiles(mapping);
  }

  /** Checks all rows; the figures and problems are on the page then. */
  async checked(): Promise<void> {
    await this.check.click();
    await expect(this.figure("To be added")).toBeVisible(LONG);
  }

  /** Imports what was checked, to its end. */
  async imported(): Promise<void> {
    await this.start.click();
    await expect(this.page.getByRole("link", { name: "Import another file" })).toBeVisible(LONG);
  }

  /** From now on notes what stands beside the progress bar; the answer gives it. */
  async watch(): Promise<() => Promise<string[]>> {
    await this.page.evaluate(() => {
      const seen: string[] = [];
      const note = () => {
        const text = document.querySelector("progress + span")?.textContent;
        if (text && text !== seen.at(-1)) seen.push(text);
      };
      new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true });
      Object.assign(window, { seen });
    });
    return () => this.page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  }

  figure(name: string): Locator {
    return this.page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) });
  }

  /** What the figures say, such as `{ Rows: "8,800", … }`. */
  async figures(): Promise<Record<string, string>> {
    const names = await this.page.getByRole("term").allTextContents();
    const values = await this.page.getByRole("definition").allTextContents();
    return Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""]));
  }

  /** The bad cells: row, column, value and what is wrong with it. */
  async problems(): Promise<string[][]> {
    const rows = await this.page.getByRole("region", { name: "Problems" }).locator("tbody tr").all();
    return Promise.all(rows.map((row) => row.locator("td:not(.cell-error), td.cell-error > *").allTextContents()));
  }

  /** The rows that failed, as they are saved. */
  async failedRows(): Promise<string> {
    const saved = this.page.waitForEvent("download");
    await this.page.getByRole("link", { name: "Download the rows that failed" }).click();
    return readFileSync(await (await saved).path(), "utf8");
  }

  async undo(): Promise<void> {
    await this.page.getByRole("button", { name: "Undo this import" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Undo this import" }).click();
    await expect(this.page.getByRole("main").getByText("Import undone")).toBeVisible(LONG);
  }

}
