//! The log of changes: written with every write, read by history, undo, live updates and whatever must miss nothing.

use chrono::DateTime;
use model::{Change, ChangeKind, FieldChange, Id, Instant, Module, Value};
use sea_query::{Expr, Query};

use crate::condition::Conditions;
use crate::conn::{Conn, Row, Sql};
use crate::dialect::iden;
use crate::error::{Error, Result};
use crate::list;
use crate::select::title_links;
use crate::view::View;

const COLUMNS: &str = "seq, at, \"by\", batch, module, record, kind, fields";
/// Rows in one statement; smaller numbers are powers of two, so that few different statements are prepared.
const CHUNK: usize = 128;

/// Appends `changes` and sets their numbers.
pub(crate) async fn append(conn: &mut Conn, changes: &mut [Change]) -> Result<()> {
    let mut rest = changes;
    while !rest.is_empty() {
        let (part, after) = rest.split_at_mut(chunk(rest.len(), CHUNK));
        append_chunk(conn, part).await?;
        rest = after;
    }
    Ok(())
}

/// The largest power of two within `count` and `most`.
pub(crate) fn chunk(count: usize, most: usize) -> usize {
    let count = count.min(most).max(1);
    1 << count.ilog2()
}

async fn append_chunk(conn: &mut Conn, changes: &mut [Change]) -> Result<()> {
    let columns = ["at", "by", "batch", "module", "record", "kind", "fields"].map(iden);
    let mut insert = Query::insert();
    insert.into_table(iden("changes")).columns(columns).returning_col(iden("seq"));
    for change in &*changes {
        insert.values_panic([
            Expr::val(change.at.timestamp_millis()),
            Expr::val(change.by.map(|id| id.0)),
            Expr::val(change.batch.0),
            Expr::val(change.module.as_str()),
            Expr::val(change.record.0),
            Expr::val(change.kind.key()),
            Expr::val(serde_json::to_string(&change.fields)?),
        ]);
    }
    let sql = conn.dialect().build(&insert);
    let mut seqs: Vec<i64> = conn.rows(sql).await?.iter().map(|row| row.int(0)).collect();
    // Numbers are given in the order of the rows; in which order they come back is not promised.
    seqs.sort_unstable();
    for (change, seq) in changes.iter_mut().zip(seqs) {
        change.seq = seq;
    }
    Ok(())
}

fn read(mut row: Row) -> Result<Change> {
    let kind = row.text(6);
    let known = ChangeKind::ALL.into_iter().find(|known| known.key() == kind);
    Ok(Change {
        seq: row.int(0),
        at: instant(row.int(1)),
        by: row.maybe_id(2),
        batch: row.id(3),
        module: row.text(4).into(),
        record: row.id(5),
        kind: known.ok_or_else(|| Error::Corrupt(format!("a change is \"{kind}\"")))?,
        fields: serde_json::from_str::<Vec<FieldChange>>(&row.text(7))?,
    })
}

pub(crate) fn instant(millis: i64) -> Instant {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

pub(crate) async fn last(conn: &mut Conn) -> Result<i64> {
    let row = conn.row(Sql::new("SELECT max(seq) FROM changes")).await?;
    Ok(row.map_or(0, |row| row.int(0)))
}

/// When the last change was made.
pub(crate) async fn last_at(conn: &mut Conn) -> Result<Option<Instant>> {
    let row = conn.row(Sql::new("SELECT at FROM changes ORDER BY seq DESC LIMIT 1")).await?;
    Ok(row.map(|row| instant(row.int(0))))
}

pub(crate) async fn since(conn: &mut Conn, seq: i64, limit: u32) -> Result<Vec<Change>> {
    let sql = format!("SELECT {COLUMNS} FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2");
    let rows = conn.rows(Sql::new(sql).arg(seq).arg(i64::from(limit))).await?;
    rows.into_iter().map(read).collect()
}

pub(crate) async fn of_batch(conn: &mut Conn, batch: Id, after: i64, limit: u32) -> Result<Vec<Change>> {
    let sql = format!("SELECT {COLUMNS} FROM changes WHERE batch = $1 AND seq > $2 ORDER BY seq LIMIT $3");
    let rows = conn.rows(Sql::new(sql).id(batch).arg(after).arg(i64::from(limit))).await?;
    rows.into_iter().map(read).collect()
}

/// What happened to the record last.
pub(crate) async fn last_of(conn: &mut Conn, module: &str, record: Id) -> Result<Option<Change>> {
    let sql =
        format!("SELECT {COLUMNS} FROM changes WHERE module = $1 AND record = $2 ORDER BY seq DESC LIMIT 1");
    conn.row(Sql::new(sql).arg(module).id(record)).await?.map(read).transpose()
}

/// What happened to a record that the grant may see, latest first, without what it may not read.
pub(crate) async fn history(
    conn: &mut Conn,
    view: View<'_>,
    module: &str,
    record: Id,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<Change>> {
    let (module, rights) = view.module(module)?;
    let at = crate::layout::table_iden(&module.name);
    let see = Conditions::new(view).rights(module, &at, &rights.see)?;
    if !list::meets(conn, view, module, record, see, true).await? {
        return Err(Error::NotFound);
    }
    let limit = usize::try_from(limit).unwrap_or_default();
    let mut before = before.unwrap_or(i64::MAX);
    let mut found = Vec::new();
    while found.len() < limit {
        let part = part_of_history(conn, module, record, before).await?;
        let Some(last) = part.last().map(|change| change.seq) else { break };
        before = last;
        found.extend(part.into_iter().filter_map(|change| readable(view, module, change)));
    }
    found.truncate(limit);
    let fields = found.iter_mut().flat_map(|change| &mut change.fields);
    let values: Vec<&mut Value> = fields.flat_map(|field| [&mut field.before, &mut field.after]).collect();
    title_links(conn, view, values).await?;
    Ok(found)
}

async fn part_of_history(conn: &mut Conn, module: &Module, record: Id, before: i64) -> Result<Vec<Change>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM changes WHERE module = $1 AND record = $2 AND seq < $3 ORDER BY seq DESC LIMIT 100"
    );
    let rows = conn.rows(Sql::new(sql).arg(module.name.as_str()).id(record).arg(before)).await?;
    rows.into_iter().map(read).collect()
}

/// The change without the fields that the grant may not read; nothing where only those were changed.
fn readable(view: View<'_>, module: &Module, mut change: Change) -> Option<Change> {
    change.fields.retain(|field| view.field(module, &field.field).is_ok());
    (change.kind != ChangeKind::Updated || !change.fields.is_empty()).then_some(change)
}

/// What is wrong with the log: its numbers have no gaps on SQLite, as there is one writer.
pub(crate) async fn check(conn: &mut Conn) -> Result<Option<String>> {
    let sql = "SELECT count(*), coalesce(min(seq), 1), coalesce(max(seq), 0) FROM changes";
    let Some(row) = conn.row(Sql::new(sql)).await? else { return Ok(None) };
    let missing = row.int(2) - row.int(1) + 1 - row.int(0);
    Ok((missing != 0).then(|| format!("{missing} entries are missing in the log of changes")))
}
