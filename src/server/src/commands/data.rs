//! `rapport import`, `export` and `fill`.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use api::{ImportStatus, ListQuery, Mapping};
use engine::{Counts, Engine};
use futures::StreamExt;

use super::said;
use crate::arguments::{Export, Fill, Import};
use crate::serve::open;

pub async fn import(database: &str, arguments: Import) -> Result<()> {
    let content = std::fs::read(&arguments.file)
        .with_context(|| format!("{} cannot be read", arguments.file.display()))?;
    let mapping = arguments.map.as_deref().map(read_mapping).transpose()?;
    let engine = open(database).await?;
    let caller = match &arguments.user {
        Some(email) => engine.caller_of(email).await.map_err(|failure| said(&engine, &failure))?,
        None => engine.system_caller(),
    };
    let name = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let job = engine::ImportJob {
        module: arguments.module.as_str().into(),
        file_name: name,
        content,
        mapping,
        match_by: arguments.match_by.iter().map(|name| name.as_str().into()).collect(),
        dry_run: arguments.dry_run,
    };
    let started = Instant::now();
    let outcome = engine.import_file(&caller, job).await.map_err(|failure| said(&engine, &failure))?;
    report(&engine, &outcome.status, started, arguments.dry_run);
    if outcome.status.failed == 0 {
        return Ok(());
    }
    if arguments.dry_run {
        bail!("{} rows are bad; nothing was written", outcome.status.failed)
    }
    let failed = arguments.file.with_extension("failed.csv");
    std::fs::write(&failed, outcome.failed_rows)
        .with_context(|| format!("{} cannot be written", failed.display()))?;
    bail!(
        "{} rows were not imported; they are in {} with the reason",
        outcome.status.failed,
        failed.display()
    )
}

fn read_mapping(file: &Path) -> Result<Mapping> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no mapping", file.display()))
}

fn report(engine: &Engine, status: &ImportStatus, started: Instant, dry_run: bool) {
    let texts = engine.texts(api::model::Language::English);
    for bad in &status.bad {
        eprintln!("row {}, {}: {} ({})", bad.row, bad.column, bad.problem.message(&texts), bad.value);
    }
    let would = if dry_run { "would be " } else { "" };
    println!(
        "{} rows: {} {would}added, {} {would}updated, {} failed, in {:.1} s.",
        status.rows,
        status.added,
        status.updated,
        status.failed,
        started.elapsed().as_secs_f64(),
    );
}

pub async fn export(database: &str, arguments: Export) -> Result<()> {
    let engine = open(database).await?;
    let query = ListQuery {
        module: arguments.module.as_str().into(),
        filter: arguments.filter,
        ..ListQuery::default()
    };
    let caller = engine.system_caller();
    let rows = engine.export(&caller, query).await.map_err(|failure| said(&engine, &failure))?;
    let mut out: Box<dyn Write> = match &arguments.file {
        Some(file) => {
            let file = std::fs::File::create(file)
                .with_context(|| format!("{} cannot be written", file.display()))?;
            Box::new(std::io::BufWriter::new(file))
        }
        None => Box::new(std::io::stdout().lock()),
    };
    let mut rows = std::pin::pin!(rows);
    while let Some(chunk) = rows.next().await {
        out.write_all(&chunk.context("The export broke off")?).context("The export could not be written")?;
    }
    out.flush().context("The export could not be written")
}

pub async fn fill(database: &str, arguments: Fill) -> Result<()> {
    let engine = open(database).await?;
    let counts = Counts {
        accounts: arguments.accounts,
        contacts: arguments.contacts,
        leads: arguments.leads,
        opportunities: arguments.opportunities,
    };
    let started = Instant::now();
    let made = engine.fill(counts).await.map_err(|failure| said(&engine, &failure))?;
    println!("{made} records in {:.1} s.", started.elapsed().as_secs_f64());
    Ok(())
}
