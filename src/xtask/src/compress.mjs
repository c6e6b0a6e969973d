// Lays a .br and a .gz beside each file of a folder (browsers ask for Brotli over HTTPS and on localhost only), and
// removes the TypeScript declarations that wasm-bindgen leaves there, which no browser reads.
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [folder] = process.argv.slice(2);
const packed = /\.(br|gz|png|jpe?g|webp|avif|woff2)$/;

async function compress(path) {
  const bytes = await readFile(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, gz] = await Promise.all([promisify(brotliCompress)(bytes, { params }), promisify(gzip)(bytes, { level: 9 })]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
await Promise.all(files.filter((file) => file.endsWith(".d.ts")).map((file) => rm(file)));
await Promise.all(files.filter((file) => !file.endsWith(".d.ts") && !packed.test(file)).map(compress));
