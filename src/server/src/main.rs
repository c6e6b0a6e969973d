//! Rapport: the program. `rapport serve` is the server, the other commands work on its data file.

mod arguments;
mod assets;
mod backups;
mod commands;
mod error;
mod exports;
mod files;
mod forms;
mod health;
mod imports;
mod live;
mod oidc;
mod pages;
mod papers;
mod rest;
mod router;
mod security;
mod serve;
mod signed_in;
#[cfg(feature = "pdf")]
mod typesetting;
mod unread;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;

/// A list makes and drops thousands of small values; the system's allocator took a third of its time. SQLite uses this
/// one too, by the feature `override`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    start_log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&format!("No threads could be started: {error}")),
    };
    match runtime.block_on(commands::run(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&format!("{error:#}")),
    }
}

/// One plain sentence on standard error; the exit code says that it was not done.
fn failed(sentence: &str) -> ExitCode {
    eprintln!("rapport: {sentence}");
    ExitCode::FAILURE
}

/// Warnings to standard error; `RUST_LOG` says otherwise.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).init();
}
