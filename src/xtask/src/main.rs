//! `cargo xtask`: everything one does with Rapport besides writing it. It installs what is missing by package
//! managers, says what it does in plain lines, and fails with a sentence about what to do.

mod apt;
mod bench;
mod checks;
mod postgres;
mod release;
mod serve;
mod site;
mod step;
mod tally;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Build, run, test and measure Rapport.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build a release and serve the demo company at http://127.0.0.1:3000
    Serve {
        /// Passed on to `rapport serve`, for example `-- --listen 127.0.0.1:8080`
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Build the release: target/release/rapport, with the page inside it
    Build,
    /// Check everything: format, clippy, Rust tests, the wasm build, tests in a real browser
    Test {
        /// Only format, clippy and the Rust tests: no release build, no browser
        #[arg(long)]
        fast: bool,
    },
    /// Measure the release over HTTP and write BENCHMARKS.md
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Serve { args } => serve::serve(&args),
        Task::Build => release::build(),
        Task::Test { fast } => checks::test(fast),
        Task::Bench(options) => bench::bench(&options),
    }
}
