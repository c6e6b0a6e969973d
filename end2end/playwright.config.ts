// Every test runs twice, at a desk and on a phone, each against a program of its own with a fresh demo company, so that
// what one writes does not disturb the other.
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./browser.mjs";
import { FOLDER, freePort, serveCommand } from "./program.ts";

// Workers read this file again: the first reading chooses the ports, the others find them in the environment.
const port = (project: string) => Number((process.env[`RAPPORT_${project.toUpperCase()}_PORT`] ??= String(freePort())));
const url = (project: string) => `http://127.0.0.1:${port(project)}`;

const projects = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
};

export default defineConfig({
  testDir: "tests",
  outputDir: `${FOLDER}/results`,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  // A machine that does other things besides may be slow for a moment; what fails three times is broken.
  retries: process.env.CI ? 2 : 0,
  expect: { timeout: 10_000 },
  workers: 2,
  reporter: [["list"]],
  use: {
    launchOptions,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    screenshot: "only-on-failure",
    // Recording doubles the time of a test, so where all of them run, only one that is tried again is recorded.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
  },
  projects: Object.entries(projects).map(([name, use]) => ({ name, use: { ...use, baseURL: url(name) } })),
  webServer: Object.keys(projects).map((name) => ({
    name,
    command: serveCommand(name, port(name)),
    url: `${url(name)}/health`,
    timeout: 60_000,
    stdout: "ignore" as const,
    stderr: "pipe" as const,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 3_000 },
  })),
});
