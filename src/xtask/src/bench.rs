//! `cargo xtask bench`: the table "What fast means here" of DESIGN.md, measured over HTTP on the release program.

mod browser;
mod figures;
mod fixed;
mod http;
mod import;
mod load;
mod program;
mod report;
mod requests;
mod sharing;

use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{release, step::step, tools, workspace};
use figures::{Figures, Work};
use program::{Program, Size};

#[derive(Args)]
pub struct Options {
    /// Only the smaller of the two sizes; print the table and leave BENCHMARKS.md alone
    #[arg(long)]
    quick: bool,
    /// Measure target/release/rapport as it is, without building it
    #[arg(long)]
    no_build: bool,
}

const SMALL: Size = Size { accounts: 10_000, contacts: 100_000, opportunities: 50_000 };
const LARGE: Size = Size { accounts: 100_000, contacts: 1_000_000, opportunities: 500_000 };

pub fn bench(options: &Options) -> Result<()> {
    if !options.no_build {
        release::build()?;
    }
    tools::for_end2end()?;
    let small = measure(SMALL)?;
    if options.quick {
        println!("{}", report::table(&small, None));
        return complain(&[&small]);
    }
    let large = measure(LARGE)?;
    let path = workspace::root().join("BENCHMARKS.md");
    fs::write(&path, report::page(&small, &large))
        .with_context(|| format!("{} cannot be written.", path.display()))?;
    println!("==> Wrote BENCHMARKS.md");
    complain(&[&small, &large])
}

/// Measures everything at one size. A row that cannot be measured is reported at the end and stops no other.
fn measure(size: Size) -> Result<Figures> {
    let mut figures = Figures { fixed_ms: fixed::milliseconds(), ..Figures::default() };
    let tokens = step(&format!("Filling a database: {size}"), || program::fill(size))?;
    step("Measuring the start", || figures.take(Work::Start, program::start_seconds()))?;
    let program = Program::start()?;
    figures.take(Work::MemoryIdle, program.memory_mib())?;
    step("Measuring over HTTP, one client and eight", || requests::measure(&program, &tokens, &mut figures))?;
    step("Measuring in Chromium", || browser::measure(&program, &mut figures))?;
    figures.take(Work::MemoryLoad, program.peak_memory_mib())?;
    drop(program);
    step("Measuring the import of a CSV", || figures.take(Work::Import, import::rows_per_second()))?;
    Ok(figures)
}

/// A table with a gap is not a success.
fn complain(all: &[&Figures]) -> Result<()> {
    let missing: Vec<&str> = all.iter().flat_map(|figures| &figures.missing).map(String::as_str).collect();
    if !missing.is_empty() {
        bail!("not everything could be measured:\n  {}", missing.join("\n  "));
    }
    Ok(())
}
