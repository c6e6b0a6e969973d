//! Keeping the database sound: making tables fit, indexes on demand, copies, checks.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use model::{Field, Module, Name, Schema};

use crate::compute::Step;
use crate::conn::{Conn, Sql};
use crate::dialect::Dialect;
use crate::error::{Error, Result};
use crate::layout::{Layout, RID, table};
use crate::plan::Wanted;
use crate::writer::{Desk, Writer};
use crate::{compute, copy, log, recast, reindex, same, tables};

/// Makes tables, columns and indexes for `schema`, and what lies in them fit its kinds; gives the modules whose search
/// index lacks what lies in a field.
pub(crate) async fn make(
    writer: &Writer,
    desk: &Desk,
    dialect: Dialect,
    schema: Arc<Schema>,
) -> Result<Vec<Name>> {
    let (layout, before) = (Arc::new(Layout::new(dialect, schema)), desk.layout());
    let asked = layout.clone();
    let recasts =
        writer.run(move |tx| Box::pin(async move { recast::wanted(&mut tx.conn, &asked).await })).await?;
    for recast in &recasts {
        recast.prepare(writer).await?;
    }
    let (wanted, taking, holder) = (layout, recasts, desk.layout.clone());
    let made = writer.run_alone(move |tx| {
        Box::pin(async move {
            if dialect == Dialect::Postgres {
                // Several servers may start at once.
                tx.conn.control("SELECT pg_advisory_xact_lock(7236451)").await?;
            }
            let still = recast::wanted(&mut tx.conn, &wanted).await?;
            for recast in &taking {
                recast.put(&mut tx.conn, still.contains(recast)).await?;
            }
            let made = tables::make(&mut tx.conn, &wanted.schema).await?;
            recast::note(&mut tx.conn, &wanted).await?;
            let rows = count_rows(&mut tx.conn, &wanted).await?;
            same::note(&mut tx.conn, &wanted, &rows).await?;
            let outdated = reindex::outdated(&mut tx.conn, &wanted, &made.added).await?;
            // Whoever writes next finds the columns as they are now.
            lay_out(&holder, wanted);
            Ok::<_, Error>((made.indexes, rows, outdated))
        })
    });
    let (indexes, rows, outdated) = made.await.inspect_err(|_| lay_out(&desk.layout, before))?;
    desk.planner.learn(rows, indexes);
    Ok(outdated)
}

fn lay_out(holder: &RwLock<Arc<Layout>>, layout: Arc<Layout>) {
    *holder.write().unwrap_or_else(PoisonError::into_inner) = layout;
}

/// About how many rows each table has.
async fn count_rows(conn: &mut Conn, layout: &Layout) -> Result<HashMap<Name, i64>> {
    let mut rows = HashMap::new();
    for module in &layout.schema.modules {
        let sql = format!("SELECT max({RID}) FROM \"{}\"", table(&module.name));
        let most = conn.row(Sql::new(sql)).await?.map_or(0, |row| row.int(0));
        rows.insert(module.name.clone(), most);
    }
    Ok(rows)
}

/// Brings the search index of a module up to date, in parts, so that others can write in between and search meanwhile.
pub(crate) async fn fill(writer: &Writer, module: Module) -> Result<()> {
    let module = Arc::new(module);
    let mut after = 0;
    loop {
        let part = module.clone();
        let last = writer
            .run(move |tx| Box::pin(async move { reindex::fill(&mut tx.conn, &part, after).await }))
            .await?;
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    writer.run(move |tx| Box::pin(async move { reindex::done(&mut tx.conn, &module).await })).await
}

/// Works out what formulas or roll-ups of a module give, in parts. Says whether it came to an end: other definitions take
/// over.
pub(crate) async fn work_out(writer: &Writer, desk: &Desk, step: Step, module: Module) -> Result<bool> {
    let definition = Arc::new(step.definition(&desk.layout(), &module));
    let module = Arc::new(module);
    let mut after = Some(0);
    while let Some(from) = after {
        let (part, wanted) = (module.clone(), definition.clone());
        let done = writer.run(move |tx| {
            Box::pin(async move {
                let layout = tx.layout.clone();
                let current = layout.module(&part.name)?;
                if step.definition(&layout, current) != *wanted {
                    return Ok::<_, Error>(None);
                }
                Ok(Some(compute::part(tx, step, current, from).await?))
            })
        });
        match done.await? {
            Some(last) => after = last,
            None => return Ok(false),
        }
    }
    let is_searched = module.computed.iter().filter_map(|name| module.field(name)).any(Field::searchable);
    if is_searched && module.features.search {
        fill(writer, Module::clone(&module)).await?;
    }
    let name = module.name.clone();
    let done = writer
        .run(move |tx| Box::pin(async move { compute::done(&mut tx.conn, step, &name, &definition).await }));
    done.await?;
    Ok(true)
}

/// Makes the keys of duplicates that are missing and removes those that nobody asks for any more, in parts.
pub(crate) async fn rekey(conn: &mut Conn, writer: &Writer, desk: &Desk) -> Result<()> {
    for (number, module, state) in same::unfinished(conn).await? {
        same::finish(writer, desk, number, module, &state).await?;
    }
    Ok(())
}

/// Makes an index that was asked for, and says so to the planner.
pub(crate) async fn make_index(writer: &Writer, desk: &Desk, wanted: Wanted) -> Result<()> {
    let Wanted { module, index } = wanted;
    let name = index.name(&module);
    let started = std::time::Instant::now();
    match writer {
        Writer::Sqlite(..) => {
            let module = module.clone();
            let make = writer.run(move |tx| {
                Box::pin(async move {
                    tables::make_index(&mut tx.conn, &module, &index, &mut HashSet::new()).await
                })
            });
            make.await?;
        }
        Writer::Postgres(pool, desk) => {
            let mut conn = Conn::postgres(pool.acquire().await?, desk.counter.clone()).uncounted();
            let sql = tables::index_sql(Dialect::Postgres, &module, &index, "CONCURRENTLY");
            conn.run(Sql::new(sql)).await?;
        }
    }
    tracing::info!(index = %name, took = ?started.elapsed(), "made an index for what is asked often");
    desk.planner.made(name);
    Ok(())
}

/// What is wrong, a sentence each.
pub(crate) async fn check(conn: &mut Conn) -> Result<Vec<String>> {
    if conn.dialect() == Dialect::Postgres {
        // Its own tools look after the rest.
        return log::check(conn).await;
    }
    conn.control("BEGIN").await?;
    let wrong = check_snapshot(conn).await;
    conn.control("COMMIT").await?;
    wrong
}

/// FTS5 checks its indexes by what the connection last knew of them, so each is asked something first: that has it look
/// again. All within one snapshot, or a writer could come in between.
async fn check_snapshot(conn: &mut Conn) -> Result<Vec<String>> {
    let indexes = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'";
    for mut row in conn.rows(Sql::new(indexes)).await? {
        let name = row.text(0);
        conn.rows(Sql::new(format!("SELECT 1 FROM \"{name}\" WHERE \"{name}\" MATCH 'aa' LIMIT 1"))).await?;
    }
    let mut wrong = copy::faults(conn, "PRAGMA integrity_check").await?;
    for mut row in conn.rows(Sql::new("PRAGMA foreign_key_check")).await? {
        wrong.push(format!("a row of {} points nowhere", row.text(0)));
    }
    wrong.extend(log::check(conn).await?);
    Ok(wrong)
}
