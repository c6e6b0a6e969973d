//! The log of changes: written with every write, read by history, undo, live updates, the audit and whatever must miss
//! nothing.

use chrono::DateTime;
use model::{Change, ChangeKind, FieldChange, Id, Instant, Module, Name, Value};
use sea_query::{Expr, Query};

use crate::chain::{self, Chain, Meta};
use crate::condition::Conditions;
use crate::conn::{Conn, Row, Sql};
use crate::dialect::{Dialect, iden};
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::list;
use crate::rows;
use crate::select::title_links;
use crate::view::View;

const COLUMNS: &str = "seq, at, \"by\", batch, module, record, kind, fields";
/// Rows in one statement; smaller numbers are powers of two, so that few different statements are prepared.
const CHUNK: usize = 128;

/// Appends `changes` and sets their numbers. Nobody else may be appending.
pub(crate) async fn append(conn: &mut Conn, changes: &mut [Change]) -> Result<()> {
    let mut chain = Chain::to_add_to(conn).await?;
    let mut rest = changes;
    while !rest.is_empty() {
        let (part, after) = rest.split_at_mut(chunk(rest.len(), CHUNK));
        append_chunk(conn, &mut chain, part).await?;
        rest = after;
    }
    Ok(())
}

/// The largest power of two within `count` and `most`.
pub(crate) fn chunk(count: usize, most: usize) -> usize {
    let count = count.min(most).max(1);
    1 << count.ilog2()
}

async fn append_chunk(conn: &mut Conn, chain: &mut Chain, changes: &mut [Change]) -> Result<()> {
    let columns = ["at", "by", "batch", "module", "record", "kind", "fields", "salt", "hash"].map(iden);
    let mut insert = Query::insert();
    insert.into_table(iden("changes")).columns(columns).returning_col(iden("seq"));
    for change in &*changes {
        let fields = untitled(&change.fields)?;
        let (salt, hash) = chain.add(&meta(change), &fields);
        insert.values_panic([
            Expr::val(change.at.timestamp_millis()),
            Expr::val(change.by.map(|id| id.0)),
            Expr::val(change.batch.0),
            Expr::val(change.module.as_str()),
            Expr::val(change.record.0),
            Expr::val(change.kind.key()),
            Expr::val(fields),
            Expr::val(salt.to_vec()),
            Expr::val(hash.to_vec()),
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

/// What a record was called that is linked to is read anew with the log: what it was called then is nobody's to know
/// who may not see it, and goes when it goes.
pub(crate) fn untitled(fields: &[FieldChange]) -> Result<String> {
    let titled = |value: &Value| value.links().iter().any(|link| !link.title.is_empty());
    if !fields.iter().any(|field| titled(&field.before) || titled(&field.after)) {
        return Ok(serde_json::to_string(fields)?);
    }
    let mut fields = fields.to_vec();
    for value in fields.iter_mut().flat_map(|field| [&mut field.before, &mut field.after]) {
        value.links_mut().into_iter().for_each(|link| link.title.clear());
    }
    Ok(serde_json::to_string(&fields)?)
}

fn meta(change: &Change) -> Meta<'_> {
    Meta {
        at: change.at.timestamp_millis(),
        by: change.by,
        batch: change.batch,
        module: &change.module,
        record: change.record,
        kind: change.kind.key(),
    }
}

fn read(mut row: Row) -> Result<Change> {
    let kind = row.text(6);
    let known = ChangeKind::from_key(&kind);
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

pub(crate) async fn of_batch(
    conn: &mut Conn,
    layout: &Layout,
    batch: Id,
    after: i64,
    limit: u32,
) -> Result<Vec<Change>> {
    let sql = format!("SELECT {COLUMNS} FROM changes WHERE batch = $1 AND seq > $2 ORDER BY seq LIMIT $3");
    let rows = conn.rows(Sql::new(sql).id(batch).arg(after).arg(i64::from(limit))).await?;
    let mut changes: Vec<Change> = rows.into_iter().map(read).collect::<Result<_>>()?;
    recall(layout, &mut changes);
    Ok(changes)
}

/// Fields may have become another kind since.
fn recall(layout: &Layout, changes: &mut [Change]) {
    for change in changes {
        let Ok(module) = layout.module(&change.module) else { continue };
        for changed in &mut change.fields {
            if let Some(field) = module.field(&changed.field) {
                for value in [&mut changed.before, &mut changed.after] {
                    *value = field.kind.recall(std::mem::take(value));
                }
            }
        }
    }
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
    recall(view.layout, &mut found);
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
    for changed in &mut change.fields {
        if let Some(field) = module.field(&changed.field) {
            rows::readable(view, field, &mut changed.before);
            rows::readable(view, field, &mut changed.after);
        }
    }
    (change.kind != ChangeKind::Updated || !change.fields.is_empty()).then_some(change)
}

/// What is wrong with the log. Its numbers have no gaps on SQLite, as there is one writer.
pub(crate) async fn check(conn: &mut Conn) -> Result<Vec<String>> {
    let mut faults = chain::faults(conn).await?;
    if conn.dialect() == Dialect::Sqlite {
        faults.extend(missing(conn).await?);
    }
    Ok(faults)
}

/// The highest number that was ever given shows whether the end is missing.
async fn missing(conn: &mut Conn) -> Result<Option<String>> {
    let sql = "SELECT count(*), coalesce(min(seq), 1), \
               coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) FROM changes";
    let Some(row) = conn.row(Sql::new(sql)).await? else { return Ok(None) };
    let missing = row.int(2) - row.int(1) + 1 - row.int(0);
    Ok((missing != 0).then(|| format!("{missing} entries are missing in the log of changes")))
}

/// What an audit asks of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    pub by: Option<Id>,
    /// Empty for events, which have none.
    pub module: Option<Name>,
    pub record: Option<Id>,
    pub kind: Option<ChangeKind>,
    /// What one of the values holds.
    pub text: String,
    pub from: Option<Instant>,
    /// What is at this instant is not meant any more.
    pub until: Option<Instant>,
    /// Where the page before ended.
    pub before: Option<Place>,
    pub limit: u32,
}

/// A place in the log as an audit reads it: newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub at: Instant,
    pub seq: i64,
}

/// A page of the log. Entries may be fewer than asked for, and there may still be more: a text is looked for in so many
/// entries at a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuditPage {
    pub changes: Vec<Change>,
    /// Up to where was looked, if there is more.
    pub next: Option<Place>,
}

/// In so many entries a text is looked for at a time; it is in no index.
const LOOKED: i64 = 20_000;

/// The newest entries that meet the query, without values that the grant may not read.
pub(crate) async fn audit(conn: &mut Conn, view: View<'_>, query: &AuditQuery) -> Result<AuditPage> {
    let text = model::fold::fold(query.text.trim());
    let limit = usize::try_from(query.limit).unwrap_or_default();
    let mut page = match text.is_empty() {
        true => newest(conn, query, limit).await?,
        false => holding(conn, query, &text, limit).await?,
    };
    recall(view.layout, &mut page.changes);
    for change in &mut page.changes {
        if let Ok((module, _)) = view.module(&change.module) {
            change.fields.retain(|field| view.field(module, &field.field).is_ok());
        }
    }
    page.changes.retain(|change| text.is_empty() || change.fields.iter().any(|field| holds(field, &text)));
    let fields = page.changes.iter_mut().flat_map(|change| &mut change.fields);
    let values: Vec<&mut Value> = fields.flat_map(|field| [&mut field.before, &mut field.after]).collect();
    title_links(conn, view, values).await?;
    Ok(page)
}

async fn newest(conn: &mut Conn, query: &AuditQuery, limit: usize) -> Result<AuditPage> {
    let sql = asked(query, COLUMNS, limit + 1, 0);
    let mut changes: Vec<Change> = conn.rows(sql).await?.into_iter().map(read).collect::<Result<_>>()?;
    let more = changes.len() > limit;
    changes.truncate(limit);
    let next = changes.last().filter(|_| more).map(place);
    Ok(AuditPage { changes, next })
}

async fn holding(conn: &mut Conn, query: &AuditQuery, text: &str, limit: usize) -> Result<AuditPage> {
    let looked = usize::try_from(LOOKED).unwrap_or_default();
    let inner = asked(query, COLUMNS, looked, 0);
    let place_of_text = inner.args.len() + 1;
    let contains = match conn.dialect() {
        Dialect::Sqlite => format!("rapport_contains(fields, ${place_of_text})"),
        Dialect::Postgres => format!("strpos(rapport_fold(fields), ${place_of_text}) > 0"),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM ({}) AS looked WHERE {contains} ORDER BY at DESC, seq DESC LIMIT {}",
        inner.text,
        limit + 1
    );
    let sql = Sql { text: sql.into(), args: inner.args }.arg(text);
    let mut changes: Vec<Change> = conn.rows(sql).await?.into_iter().map(read).collect::<Result<_>>()?;
    if changes.len() > limit {
        changes.truncate(limit);
        return Ok(AuditPage { next: changes.last().map(place), changes });
    }
    let last = conn.row(asked(query, "at, seq", 1, looked - 1)).await?;
    let next = last.map(|row| Place { at: instant(row.int(0)), seq: row.int(1) });
    Ok(AuditPage { changes, next })
}

fn place(change: &Change) -> Place {
    Place { at: change.at, seq: change.seq }
}

fn holds(field: &FieldChange, text: &str) -> bool {
    let holds = |value: &Value| {
        serde_json::to_string(value).is_ok_and(|written| model::fold::fold(&written).contains(text))
    };
    holds(&field.before) || holds(&field.after)
}

/// The statement for the entries that meet the query, its text aside.
fn asked(query: &AuditQuery, columns: &str, limit: usize, offset: usize) -> Sql {
    let mut args: Vec<sea_query::Value> = Vec::new();
    let mut tests: Vec<String> = Vec::new();
    let mut test = |before: &str, value: sea_query::Value| {
        args.push(value);
        tests.push(format!("{before} ${}", args.len()));
    };
    if let Some(by) = query.by {
        test("\"by\" =", by.0.into());
    }
    if let Some(module) = &query.module {
        test("module =", module.as_str().into());
    }
    if let Some(record) = query.record {
        test("record =", record.0.into());
    }
    if let Some(from) = query.from {
        test("at >=", from.timestamp_millis().into());
    }
    if let Some(until) = query.until {
        test("at <", until.timestamp_millis().into());
    }
    if let Some(kind) = query.kind {
        test("kind =", kind.key().into());
        if !matches!(kind, ChangeKind::Created | ChangeKind::Updated) {
            // As the index says it, or it is not taken.
            tests.push("kind NOT IN ('created', 'updated')".to_owned());
        }
    }
    if let Some(Place { at, seq }) = query.before {
        args.extend([at.timestamp_millis().into(), seq.into()]);
        tests.push(format!("(at, seq) < (${}, ${})", args.len() - 1, args.len()));
    }
    let tests = if tests.is_empty() { String::new() } else { format!("WHERE {}", tests.join(" AND ")) };
    let text = format!(
        "SELECT {columns} FROM changes {tests} ORDER BY at DESC, seq DESC LIMIT {limit} OFFSET {offset}"
    );
    Sql { text: text.into(), args }
}

#[cfg(test)]
mod tests {
    use model::Event;

    use super::*;
    use crate::{Store, copy};

    /// How SQLite would look for what the query asks.
    async fn plan(conn: &mut Conn, query: &AuditQuery) -> String {
        let Sql { text, args } = asked(query, COLUMNS, 50, 0);
        let rows = conn.rows(Sql { text: format!("EXPLAIN QUERY PLAN {text}").into(), args }).await.unwrap();
        rows.into_iter().map(|mut row| row.text(3)).collect::<Vec<_>>().join("; ")
    }

    #[tokio::test]
    async fn an_audit_reads_along_an_index_and_sorts_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.db");
        Store::open(path.to_str().unwrap()).await.unwrap().close().await;
        let mut conn = copy::open(&path, false).await.unwrap();
        let (id, now) = (Some(Id(uuid::Uuid::nil())), Some(Instant::UNIX_EPOCH));
        let event = Some(ChangeKind::Event(Event::SignedIn));
        let any = AuditQuery::default;
        for (index, query) in [
            ("changes_at", any()),
            ("changes_at", AuditQuery { from: now, until: now, ..any() }),
            ("changes_by", AuditQuery { by: id, from: now, ..any() }),
            ("changes_module", AuditQuery { module: Some("leads".into()), until: now, ..any() }),
            ("changes_rare", AuditQuery { kind: event, from: now, ..any() }),
        ] {
            let before = Some(Place { at: Instant::UNIX_EPOCH, seq: 1 });
            for query in [query.clone(), AuditQuery { before, ..query }] {
                let plan = plan(&mut conn, &query).await;
                assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{query:?}: {plan}");
            }
        }
        copy::close(conn).await;
    }
}
