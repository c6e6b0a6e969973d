//! Erasing a person: her record stays, so that what the business did still leads somewhere, and tells nobody any more
//! who she was. What hangs on it is removed; the log keeps its entries without what they told of her; and a register
//! keeps that it was done, so that a backup that is restored does not bring her back.

use model::module::{ERASED_AT, UPDATED_AT, UPDATED_BY};
use model::{ChangeKind, Field, FieldChange, Grant, Id, Instant, Kind, Module, Name, Record, Value};
use percent_encoding::percent_decode_str;
use sea_query::Query;

use crate::conn::{Conn, Row, Sql};
use crate::dialect::{Dialect, column, iden};
use crate::error::Result;
use crate::insert::{arguments, who};
use crate::layout::{ID, RID, TITLE, VERSION, is_stored, searched, table, table_iden};
use crate::log::instant;
use crate::query::Writing;
use crate::tx::Tx;
use crate::view::View;
use crate::{chain, kept, purge, same, select, update};

/// That a person was erased; nothing of her.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    pub module: Name,
    pub record: Id,
    /// The same for all records that told of the one person.
    pub number: i64,
    pub at: Instant,
    pub by: Option<Id>,
    pub reason: String,
}

const VIEWS: &str = "views";

/// Texts shorter than this occur anywhere.
const TELLING: usize = 4;

/// Erases the person; `name` is what the record is called from now on. `false` where there is no such record, or it was erased before; the register knows it in any case.
pub(crate) async fn erase(tx: &mut Tx, erasure: &Erasure, name: &str, writing: &Writing) -> Result<bool> {
    register(&mut tx.conn, erasure).await?;
    let layout = tx.layout.clone();
    let module = layout.module(&erasure.module)?;
    let system = Grant::system("erasure");
    let view = View::timeless(&layout, &system);
    let id = erasure.record;
    let here = select::get(&mut tx.conn, view, &module.name, id, false).await?;
    let record = match here {
        Some(record) => Some(record),
        None => select::get(&mut tx.conn, view, &module.name, id, true).await?,
    };
    let Some(record) = record.filter(|record| record.value(ERASED_AT).is_empty()) else { return Ok(false) };
    if layout.dialect == Dialect::Sqlite {
        // What is overwritten must not lie in the file any longer.
        tx.conn.control("PRAGMA secure_delete = ON").await?;
    }
    same::forget(tx, module, &record).await?;
    purge::what_hangs_on(tx, module, &[id], writing).await?;
    empty(tx, module, &record, name, erasure.at, writing).await?;
    forget_files(tx, module, &record).await?;
    forget_elsewhere(&mut tx.conn, module, &record).await?;
    forget_views(tx, &telling(module, &record), writing).await?;
    if layout.dialect == Dialect::Sqlite {
        tx.conn.control("PRAGMA secure_delete = OFF").await?;
    }
    tx.note(&module.name, id, ChangeKind::Erased, Vec::new(), writing);
    Ok(true)
}

/// Writes the record as it is from now on.
async fn empty(
    tx: &mut Tx,
    module: &Module,
    before: &Record,
    name: &str,
    at: Instant,
    writing: &Writing,
) -> Result<()> {
    let layout = tx.layout.clone();
    let mut after = before.clone();
    for field in module.fields.iter().filter(|field| module.erases(field)) {
        after.set(field.name.clone(), Value::Empty);
    }
    if let Some(field) = module.name_field() {
        after.set(field.name.clone(), Value::text(name));
    }
    after.set(ERASED_AT, Value::Instant(at));
    after.set(UPDATED_AT, Value::Instant(writing.at));
    after.set(UPDATED_BY, who(writing.by));
    module.work_out(&mut after, &layout.schema.currency);
    let table = table_iden(&module.name);
    let mut statement = Query::update();
    statement.table(table.clone()).value(iden(VERSION), before.version + 1).value(iden(TITLE), name);
    let stored = module.fields.iter().filter(|field| is_stored(field));
    for field in stored.filter(|field| after.value(&field.name) != before.value(&field.name)) {
        for (column, argument) in field.columns().iter().zip(arguments(field, after.value(&field.name))?) {
            statement.value(iden(&column.name), argument);
        }
    }
    statement.and_where(select::is(&table, before.id));
    let found_by = searched(module).map(|field| column(&table, &field.name));
    let returned = [column(&table, RID), column(&table, TITLE)].into_iter().chain(found_by);
    statement.returning(Query::returning().exprs(returned));
    let row = tx.conn.row(layout.dialect.build(&statement)).await?;
    match row.filter(|_| module.features.search) {
        Some(row) => update::reindex(tx, module, row).await,
        None => Ok(()),
    }
}

/// The files that the record held, but those that stay in it.
async fn forget_files(tx: &mut Tx, module: &Module, record: &Record) -> Result<()> {
    let mut files = chain::forget(&mut tx.conn, &module.name, &[record.id]).await?;
    for field in &module.fields {
        if let Value::File(file) = record.value(&field.name) {
            match module.erases(field) {
                true => files.insert(file.id),
                false => files.remove(&file.id),
            };
        }
    }
    for file in files {
        kept::drop_file(&mut tx.conn, file).await?;
    }
    Ok(())
}

/// Removes the saved views by which the person was looked for.
async fn forget_views(tx: &mut Tx, texts: &[String], writing: &Writing) -> Result<()> {
    let sql = format!("SELECT {ID}, {TITLE}, query FROM \"{}\"", table(VIEWS));
    let mut found = Vec::new();
    for mut row in tx.conn.rows(Sql::new(sql)).await? {
        let query = row.text(2).replace('+', " ");
        let told = format!("{}\n{}", row.text(1), percent_decode_str(&query).decode_utf8_lossy());
        let told = told.to_lowercase();
        if texts.iter().any(|text| told.contains(&text.to_lowercase())) {
            found.push(row.id(0));
        }
    }
    purge::these(tx, &Name::new_static(VIEWS), &found, writing).await
}

/// Mails to the person, what an import could not read, conditions by which she was looked for.
async fn forget_elsewhere(conn: &mut Conn, module: &Module, record: &Record) -> Result<()> {
    for address in emails(module, record) {
        conn.run(Sql::new("DELETE FROM mails WHERE lower(recipient) = lower($1)").arg(address)).await?;
    }
    let dialect = conn.dialect();
    for text in telling(module, record) {
        let sql = format!("DELETE FROM mails WHERE {}", holds(dialect, "subject"));
        conn.run(Sql::new(sql).arg(text.as_str())).await?;
        let sql = format!("UPDATE seen SET filter = '' WHERE {}", holds(dialect, "filter"));
        conn.run(Sql::new(sql).arg(text.as_str())).await?;
        forget_imports(conn, &text).await?;
    }
    Ok(())
}

/// The condition that the text in `column` holds the argument, however it is written.
fn holds(dialect: Dialect, column: &str) -> String {
    match dialect {
        Dialect::Sqlite => format!("instr(lower({column}), lower($1)) > 0"),
        Dialect::Postgres => format!("position(lower($1) in lower({column})) > 0"),
    }
}

/// The cells that could not be read were kept to be shown.
async fn forget_imports(conn: &mut Conn, text: &str) -> Result<()> {
    let quoted = serde_json::Value::from(text).to_string();
    let sql = format!("SELECT id, state FROM imports WHERE {}", holds(conn.dialect(), "state"));
    for mut row in conn.rows(Sql::new(sql).arg(quoted.trim_matches('"'))).await? {
        let mut state: serde_json::Value = serde_json::from_str(&row.text(1))?;
        if let Some(bad) = state.pointer_mut("/status/bad") {
            *bad = serde_json::Value::Array(Vec::new());
        }
        let sql = Sql::new("UPDATE imports SET state = $1 WHERE id = $2");
        conn.run(sql.arg(state.to_string()).id(row.id(0))).await?;
    }
    Ok(())
}

fn emails<'a>(module: &'a Module, record: &'a Record) -> impl Iterator<Item = &'a str> {
    let fields = module.fields.iter().filter(|field| matches!(field.kind, Kind::Email(_)));
    fields.filter_map(|field| record.value(&field.name).as_text())
}

/// Texts by which the person would be known where they stand.
fn telling(module: &Module, record: &Record) -> Vec<String> {
    let is_telling = |field: &&Field| {
        let reaches = matches!(field.kind, Kind::Email(_) | Kind::Phone(_));
        reaches || module.title.contains(&field.name)
    };
    let texts =
        module.fields.iter().filter(is_telling).filter_map(|field| record.value(&field.name).as_text());
    let texts = texts.chain([record.title.as_str()]).filter(|text| text.chars().count() >= TELLING);
    texts.map(str::to_owned).collect()
}

async fn register(conn: &mut Conn, erasure: &Erasure) -> Result<()> {
    let sql = "INSERT INTO erasures (record, module, number, at, \"by\", reason) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let sql = Sql::new(sql)
        .id(erasure.record)
        .arg(erasure.module.as_str())
        .arg(erasure.number)
        .arg(erasure.at.timestamp_millis())
        .arg(erasure.by.map(|id| id.0))
        .arg(erasure.reason.as_str());
    conn.run(sql).await.map(drop)
}

/// The number of the next person.
pub(crate) async fn next_number(conn: &mut Conn) -> Result<i64> {
    let row = conn.row(Sql::new("SELECT coalesce(max(number), 0) + 1 FROM erasures")).await?;
    Ok(row.map_or(1, |row| row.int(0)))
}

/// The register, the latest first.
pub(crate) async fn all(conn: &mut Conn, limit: i64) -> Result<Vec<Erasure>> {
    let sql = "SELECT record, module, number, at, \"by\", reason FROM erasures \
               ORDER BY at DESC, number DESC, record LIMIT $1";
    let rows = conn.rows(Sql::new(sql).arg(limit)).await?;
    let read = |mut row: Row| Erasure {
        record: row.id(0),
        module: row.text(1).into(),
        number: row.int(2),
        at: instant(row.int(3)),
        by: row.maybe_id(4),
        reason: row.text(5),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The records that have become a part of this one by being merged with it.
pub(crate) async fn merged(conn: &mut Conn, module: &str, id: Id) -> Result<Vec<Id>> {
    let sql = "SELECT c.record, c.fields FROM batches b JOIN changes c ON c.batch = b.id \
               WHERE b.kind = 'merge' AND b.module = $1 AND c.module = $1 AND c.kind = 'deleted'";
    let mut found = Vec::new();
    for mut row in conn.rows(Sql::new(sql).arg(module)).await? {
        let fields: Vec<FieldChange> = serde_json::from_str(&row.text(1))?;
        let into = |field: &FieldChange| {
            field.field == same::MERGED_INTO && field.after.as_link().is_some_and(|link| link.id == id)
        };
        if fields.iter().any(into) {
            found.push(row.id(0));
        }
    }
    Ok(found)
}
