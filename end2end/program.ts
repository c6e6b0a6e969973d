// The release program: where it is and how it is started.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
export const PROGRAM = process.env.RAPPORT_PROGRAM ?? join(ROOT, "target/release/rapport");
/** Where databases and what failed tests leave lie; two runs at once need two of them. */
export const FOLDER = process.env.RAPPORT_END2END ?? join(ROOT, "target/end2end");

/** A port that nobody listens on just now; a configuration cannot wait for one. */
export function freePort(): number {
  const print = `const server = require("net").createServer().listen(0, "127.0.0.1", () => {
    process.stdout.write(String(server.address().port));
    server.close();
  })`;
  return Number(execFileSync(process.execPath, ["-e", print], { encoding: "utf8" }));
}

/** A shell's line that serves a fresh demo company. The database stays, to look at after a failure. */
export function serveCommand(name: string, port: number): string {
  const folder = join(FOLDER, name);
  const serve = `exec "${PROGRAM}" serve --demo --database "sqlite:${folder}/rapport.db" --listen 127.0.0.1:${port}`;
  return `rm -rf "${folder}" && mkdir -p "${folder}" && ${serve}`;
}

/** A program of one's own, for tests that need an empty database or its standard output. */
export interface Running {
  url: string;
  database: string;
  /** All that it printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts `rapport serve` on a fresh temporary database and waits for its first answer. */
export async function startRapport(...args: string[]): Promise<Running> {
  if (!existsSync(PROGRAM)) {
    throw new Error(`${PROGRAM} is missing: run \`cargo xtask build\` first.`);
  }
  const folder = mkdtempSync(join(tmpdir(), "rapport-"));
  const database = `sqlite:${join(folder, "rapport.db")}`;
  const url = `http://127.0.0.1:${freePort()}`;
  const child = spawn(PROGRAM, ["serve", "--database", database, "--listen", url.slice(7), ...args]);
  let printed = "";
  child.stdout.on("data", (text) => (printed += text));
  child.stderr.on("data", (text) => (printed += text));
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await answers(url, child))) {
    await stop();
    throw new Error(`rapport serve did not answer: ${printed}`);
  }
  return { url, database, output: () => printed, stop };
}

/** Runs a command of the program, for example `rapport("import", "accounts", file, "--database", database)`. */
export function rapport(...args: string[]): string {
  return execFileSync(PROGRAM, args, { encoding: "utf8" });
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const reply = await fetch(`${url}/health`).catch(() => undefined);
    if (reply?.ok) return true;
    await new Promise((done) => setTimeout(done, 20));
  }
  return false;
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.once("exit", () => done());
    child.kill("SIGTERM");
  });
}
