//! Keeping the search index: what writes tell it, and making it anew when other fields are searched.

use std::collections::{BTreeMap, HashSet};

use model::{Field, Module, Name, fold};
use sea_query::{ExprTrait, Order, Query};

use crate::conn::{Conn, Sql};
use crate::dialect::{Dialect, column};
use crate::error::Result;
use crate::layout::{GRAMS, Layout, RID, TITLE, search_table, searched, table, table_iden};
use crate::log::chunk;
use crate::tx::Entry;

/// Rows in one statement.
const ROWS: usize = 64;
/// Rows in one transaction while an index is made anew, so that writers need not wait for long.
pub(crate) const PART: u64 = 2_000;

/// Writes entries to the index of SQLite. Of several for a row, the last holds.
pub(crate) async fn write(conn: &mut Conn, entries: Vec<Entry>) -> Result<()> {
    let mut rows: BTreeMap<(Name, i64), Entry> = BTreeMap::new();
    for entry in entries {
        let key = (entry.module.clone(), entry.rid);
        let new = entry.new || rows.get(&key).is_some_and(|known| known.new);
        rows.insert(key, Entry { new, ..entry });
    }
    let (new, changed): (Vec<Entry>, Vec<Entry>) = rows.into_values().partition(|entry| entry.new);
    for (verb, entries) in [("INSERT", new), ("REPLACE", changed)] {
        for entries in entries.chunk_by(|a, b| a.module == b.module) {
            write_rows(conn, verb, entries).await?;
        }
    }
    Ok(())
}

async fn write_rows(conn: &mut Conn, verb: &str, entries: &[Entry]) -> Result<()> {
    let mut rest = entries;
    while let [first, ..] = rest {
        let (part, after) = rest.split_at(chunk(rest.len(), ROWS));
        let (table, places) = (search_table(&first.module), vec!["(?, ?)"; part.len()].join(", "));
        let mut sql = Sql::new(format!("{verb} INTO \"{table}\" (rowid, grams) VALUES {places}"));
        for entry in part {
            sql = sql.arg(entry.rid).arg(entry.grams.as_str());
        }
        conn.run(sql).await?;
        rest = after;
    }
    Ok(())
}

/// The modules whose index lacks a field that is searched now. A field whose column is new lacks nothing; what the
/// index still holds of a field that is searched no more is sorted out by each search.
pub(crate) async fn outdated(
    conn: &mut Conn,
    layout: &Layout,
    added: &HashSet<(Name, String)>,
) -> Result<Vec<Name>> {
    let rows = conn.rows(Sql::new("SELECT module, fields FROM search_state")).await?;
    let known: BTreeMap<String, String> =
        rows.into_iter().map(|mut row| (row.text(0), row.text(1))).collect();
    let mut outdated = Vec::new();
    for module in layout.schema.modules.iter().filter(|module| module.features.search) {
        let known = known.get(module.name.as_str());
        if known.is_some_and(|known| *known == fields(module)) {
            continue;
        }
        let held: Vec<&str> = known.map_or_else(Vec::new, |known| known.split(',').collect());
        let is_held = |field: &Field| {
            held.contains(&field.name.as_str())
                || added.contains(&(module.name.clone(), field.name.to_string()))
        };
        if searched(module).all(is_held) {
            done(conn, module).await?;
        } else {
            outdated.push(module.name.clone());
        }
    }
    Ok(outdated)
}

fn fields(module: &Module) -> String {
    let names: Vec<&str> = searched(module).map(|field| field.name.as_str()).collect();
    names.join(",")
}

/// Fills the index for the rows after `after`; the last row done, or `None` at the end.
pub(crate) async fn fill(conn: &mut Conn, module: &Module, after: i64) -> Result<Option<i64>> {
    let dialect = conn.dialect();
    let at = table_iden(&module.name);
    let mut select = Query::select();
    select.expr(column(&at, RID)).expr(column(&at, TITLE)).from(at.clone());
    for field in searched(module) {
        select.expr(column(&at, &field.name));
    }
    select.and_where(column(&at, RID).gt(after)).order_by_expr(column(&at, RID), Order::Asc).limit(PART);
    let mut entries = Vec::new();
    for mut row in conn.rows(dialect.build(&select)).await? {
        let texts: Vec<String> =
            (1..=1 + searched(module).count()).filter_map(|at| row.maybe_text(at)).collect();
        let grams = fold::grams(texts.iter().map(String::as_str));
        entries.push(Entry { module: module.name.clone(), rid: row.int(0), grams, new: false });
    }
    let last = entries.last().map(|entry| entry.rid);
    match dialect {
        Dialect::Sqlite => write(conn, entries).await?,
        Dialect::Postgres => {
            for entry in entries {
                let sql = format!(
                    "UPDATE \"{}\" SET {GRAMS} = string_to_array($1, ' ') WHERE {RID} = $2",
                    table(&module.name)
                );
                conn.run(Sql::new(sql).arg(entry.grams).arg(entry.rid)).await?;
            }
        }
    }
    Ok(last)
}

/// Notes from which fields the index was made.
pub(crate) async fn done(conn: &mut Conn, module: &Module) -> Result<()> {
    let sql = "INSERT INTO search_state (module, fields) VALUES ($1, $2) \
               ON CONFLICT (module) DO UPDATE SET fields = excluded.fields";
    conn.run(Sql::new(sql).arg(module.name.as_str()).arg(fields(module))).await.map(drop)
}
