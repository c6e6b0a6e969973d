import { existsSync } from "node:fs";

const CHROMIUM = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** The system's Chromium, for the tests and for `visit.mjs`: no browser is downloaded. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? CHROMIUM.find((path) => existsSync(path)),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
