//! `cargo xtask test`: everything that must hold before a change is good.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{
    postgres::{self, Postgres},
    release,
    step::{run, step, works},
    tally::{Tally, run_tests},
    tools, workspace,
};

/// Runs all checks, also those after one that failed, so that one run shows all there is to mend.
pub fn test(fast: bool) -> Result<()> {
    install(fast)?;
    let mut report = Report::default();
    report.check("Format (cargo fmt)", || run(&mut workspace::cargo(&["fmt", "--all", "--check"])?));
    report.check("Clippy, server side", || {
        run(workspace::cargo(&["clippy", "--all-targets", "--features=server/pdf"])?.args(DENY_WARNINGS))
    });
    report.check("Clippy, browser side", || run(workspace::cargo(&CLIPPY_WASM)?.args(DENY_WARNINGS)));
    report.tests("Rust tests, the store's on SQLite and PostgreSQL", rust_tests);
    if !fast && report.check("Release build", release::build) {
        report.tests("End-to-end tests in Chromium, desktop and phone", |tally| {
            run_tests(playwright()?, tally)
        });
    }
    report.finish()
}

/// All that is missing comes first, so that a machine without it says so in the first minute and not in the last.
fn install(fast: bool) -> Result<()> {
    tools::for_lints()?;
    postgres::install()?;
    if !fast {
        tools::for_end2end()?;
        tools::for_build()?;
    }
    Ok(())
}

const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

/// With profile, features and folder of the release's wasm side, so that it shares the procedural macros built there.
const CLIPPY_WASM: [&str; 7] = [
    "clippy",
    "--package=client",
    "--lib",
    "--no-default-features",
    "--target=wasm32-unknown-unknown",
    "--profile=wasm-release",
    "--target-dir=target/front",
];

/// Never `--workspace`: it would unify `ssr` and `hydrate`. The default members are all but `client`.
fn rust_tests(tally: &mut Tally) -> Result<()> {
    let postgres = step("Starting PostgreSQL", Postgres::start)?;
    let mut all: Vec<Command> = Vec::new();
    if works(&mut workspace::cargo(&["nextest", "--version"])?) {
        all.push(workspace::cargo(&["nextest", "run", "--no-fail-fast", "--no-tests=pass"])?);
        all.push(workspace::cargo(&["test", "--doc", "--no-fail-fast"])?);
    } else {
        all.push(workspace::cargo(&["test", "--no-fail-fast"])?);
    }
    let results: Vec<Result<()>> = all
        .into_iter()
        .map(|mut command| {
            postgres.tell(&mut command);
            run_tests(command, tally)
        })
        .collect();
    results.into_iter().collect()
}

fn playwright() -> Result<Command> {
    let mut npm = workspace::command("npm")?;
    npm.args(["test", "--silent"]).current_dir(workspace::end2end());
    if let Some(chromium) = tools::chromium() {
        npm.env("CHROMIUM", chromium);
    }
    Ok(npm)
}

/// What was checked, and what failed.
#[derive(Default)]
struct Report {
    tally: Tally,
    failed: Vec<&'static str>,
}

impl Report {
    fn check(&mut self, what: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        self.tests(what, |_| work())
    }

    fn tests(&mut self, what: &'static str, work: impl FnOnce(&mut Tally) -> Result<()>) -> bool {
        let mut tally = Tally::default();
        let result = step(what, || work(&mut tally));
        if let Err(error) = &result {
            println!("    {error:#}");
            self.failed.push(what);
            // A step that fails without a failed test (clippy, a test that does not compile) counts as one.
            tally.failed = tally.failed.max(1);
        }
        self.tally += tally;
        result.is_ok()
    }

    /// The last line is the sum, for whoever reads only that.
    fn finish(self) -> Result<()> {
        let Tally { passed, failed } = self.tally;
        let sum = format!("{passed} passed, {failed} failed");
        if !self.failed.is_empty() {
            bail!("failed: {}\n{sum}", self.failed.join("; "));
        }
        println!("{sum}");
        Ok(())
    }
}
