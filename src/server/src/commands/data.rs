//! `rapport import`, `export` and `fill`.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::pin::Pin;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use api::model::Language;
use api::model::module::OWNER;
use api::{ImportStatus, ListQuery, Mapping};
use engine::{Engine, Fill as Counts, Headers, ImportFile};
use futures::{Stream, StreamExt};

use super::{module, no_user, said};
use crate::arguments::{Export, Fill, Import};
use crate::serve::open;

pub async fn import(database: &str, arguments: Import) -> Result<()> {
    let mapping = arguments.map.as_deref().map(read_mapping).transpose()?;
    let engine = open(database).await?;
    let caller = match &arguments.user {
        Some(email) => engine.caller_of(email).await.map_err(|failure| no_user(&engine, email, &failure))?,
        None => engine.system_caller(),
    };
    let owned = module(&engine, &arguments.module)?.field(OWNER).is_some_and(|owner| owner.required);
    ensure!(
        !owned || !engine.is_empty(),
        "There is nobody yet who could own the records; rapport user add makes the first administrator"
    );
    let file = ImportFile {
        module: &arguments.module,
        path: &arguments.file,
        mapping,
        match_by: arguments.match_by.iter().map(|name| name.as_str().into()).collect(),
        dry_run: arguments.dry_run,
    };
    let started = Instant::now();
    let (id, status) =
        engine.import_file(&caller, file, progress).await.map_err(|failure| said(&engine, &failure))?;
    report(&engine, &status, started, arguments.dry_run);
    if let Some(problem) = &status.problem {
        bail!("{}", problem.message(&engine.texts(Language::English)))
    }
    match (status.failed, arguments.dry_run) {
        (0, _) => Ok(()),
        (1, true) => bail!("1 row is bad; nothing was written"),
        (failed, true) => bail!("{failed} rows are bad; nothing was written"),
        (failed, false) => {
            let path = arguments.file.with_extension("failed.csv");
            let rows = engine.failed_rows(&caller, id).map_err(|failure| said(&engine, &failure))?;
            write(std::pin::pin!(rows), Some(&path)).await?;
            let path = path.display();
            match failed {
                1 => bail!("1 row was not imported; it is in {path} with the reason"),
                failed => bail!("{failed} rows were not imported; they are in {path} with the reason"),
            }
        }
    }
}

/// One line that keeps up, where a person watches.
fn progress(status: &ImportStatus) {
    if std::io::stderr().is_terminal() {
        eprint!("\r{} of {} rows", status.done, status.rows);
    }
}

fn read_mapping(file: &Path) -> Result<Mapping> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no mapping", file.display()))
}

fn report(engine: &Engine, status: &ImportStatus, started: Instant, dry_run: bool) {
    let texts = engine.texts(Language::English);
    for bad in &status.bad {
        let value = if bad.value.is_empty() { String::new() } else { format!(" ({})", bad.value) };
        eprintln!("row {}, {}: {}{value}", bad.row, bad.column, bad.problem.message(&texts));
    }
    let would = if dry_run { "would be " } else { "" };
    println!(
        "{} {}: {} {would}added, {} {would}updated, {} failed, in {:.1} s.",
        status.rows,
        if status.rows == 1 { "row" } else { "rows" },
        status.added,
        status.updated,
        status.failed,
        started.elapsed().as_secs_f64(),
    );
}

pub async fn export(database: &str, arguments: Export) -> Result<()> {
    let engine = open(database).await?;
    module(&engine, &arguments.module)?;
    let query = ListQuery {
        module: arguments.module.as_str().into(),
        filter: arguments.filter,
        ..ListQuery::default()
    };
    let caller = engine.system_caller();
    let rows = engine.export(&caller, query, Headers::Names).map_err(|failure| said(&engine, &failure))?;
    write(std::pin::pin!(rows), arguments.file.as_deref()).await
}

/// Writes what comes to a file, or to standard output.
async fn write<E>(
    mut pieces: Pin<&mut impl Stream<Item = Result<Vec<u8>, E>>>,
    file: Option<&Path>,
) -> Result<()>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let mut out: Box<dyn Write> = match file {
        Some(file) => {
            let file = std::fs::File::create(file)
                .with_context(|| format!("{} cannot be written", file.display()))?;
            Box::new(std::io::BufWriter::new(file))
        }
        None => Box::new(std::io::stdout().lock()),
    };
    while let Some(piece) = pieces.next().await {
        out.write_all(&piece.context("The reading broke off")?).context("The output could not be written")?;
    }
    out.flush().context("The output could not be written")
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
    let tell = |module: &str, made: u64| {
        if std::io::stderr().is_terminal() {
            eprint!("\r{module}: {made}   ");
        }
    };
    engine.fill(counts, tell).await.map_err(|failure| said(&engine, &failure))?;
    let made = arguments.accounts + arguments.contacts + arguments.leads + arguments.opportunities;
    println!("{made} records in {:.1} s.", started.elapsed().as_secs_f64());
    Ok(())
}
