// The text of a PDF, as whoever reads it finds it.
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** Each page's text, without the spaces between its pieces. */
export async function pdfText(content: Uint8Array): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(content) }).promise;
  const pages = Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1));
  return Promise.all(pages.map(async (page) => joined(await (await page).getTextContent())));
}

const joined = ({ items }: { items: object[] }): string =>
  items.map((item) => ("str" in item ? String(item.str) : "")).join("").replaceAll(/\s/g, "");
