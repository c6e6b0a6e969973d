//! Records that are the same by a rule of duplicates. Each has a row with the hash of its key, kept by every write, so
//! that the others are found by an index, however many records there are. A rule that is new gets its rows part by
//! part while others write; a rule that is gone loses them so.

use std::collections::{BTreeMap, HashMap};

use model::duplicates::Rule;
use model::record::Values;
use model::{Field, Grant, Id, Module, Name, Record, Value};
use sea_query::{DynIden, Expr, ExprTrait, Order, Query, SelectStatement};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::condition::Conditions;
use crate::conn::{Conn, Sql};
use crate::dialect::{Dialect, column, iden};
use crate::error::{Error, Result};
use crate::layout::{DELETED, ID, Layout, RID, table_iden};
use crate::log::chunk;
use crate::reindex::PART;
use crate::select::{self, only};
use crate::tx::Tx;
use crate::view::View;
use crate::writer::{Desk, Writer};

/// Rows in one statement.
const ROWS: usize = 64;
const KEYS: &str = "duplicate_keys";

/// The states of a rule's rows.
const MISSING: &str = "missing";
const COMPLETE: &str = "complete";
const LEFT_OVER: &str = "left_over";

/// Records that are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Names what they have in common, and where a list of such goes on.
    pub key: Id,
    /// How many there are.
    pub count: u64,
    /// Some of them, the oldest first.
    pub records: Vec<Id>,
}

/// A rule with the number of its rows.
#[derive(Clone, Debug)]
pub(crate) struct Keeper {
    number: i64,
    rule: Rule,
}

impl Keeper {
    pub(crate) fn of(module: &Module, rule: &Rule) -> Keeper {
        Keeper { number: number(module, rule), rule: rule.clone() }
    }

    pub(crate) fn speaks_of(&self, field: &str) -> bool {
        self.rule.speaks_of(field)
    }

    fn key(&self, module: &Module, values: &Values) -> Option<Uuid> {
        self.rule.key(module, values).map(|key| hash(&key))
    }
}

/// The same for rules that say the same of a module: it is made of what they say.
fn number(module: &Module, rule: &Rule) -> i64 {
    let (number, _) = hash(&format!("{}:{}", module.name, rule.definition())).as_u64_pair();
    number.cast_signed()
}

fn hash(text: &str) -> Uuid {
    let digest = Sha256::digest(text);
    digest.first_chunk().map_or(Uuid::nil(), |bytes: &[u8; 16]| Uuid::from_bytes(*bytes))
}

/// A row of the table.
struct Entry {
    rule: i64,
    key: Uuid,
    record: Id,
}

fn entries(layout: &Layout, module: &Module, id: Id, values: &Values) -> Vec<Entry> {
    let keepers = layout.keepers(&module.name).iter();
    let entry = |keeper: &Keeper| {
        let key = keeper.key(module, values)?;
        Some(Entry { rule: keeper.number, key, record: id })
    };
    keepers.filter_map(entry).collect()
}

/// Notes new records, or those that are back.
pub(crate) async fn add(tx: &mut Tx, module: &Module, records: &[&Record]) -> Result<()> {
    let layout = tx.layout.clone();
    if layout.keepers(&module.name).is_empty() {
        return Ok(());
    }
    let of = |record: &&Record| entries(&layout, module, record.id, &record.values);
    let all: Vec<Entry> = records.iter().flat_map(of).collect();
    put(&mut tx.conn, &all).await
}

/// The record goes into the recycle bin, where nothing is the same as it.
pub(crate) async fn forget(tx: &mut Tx, module: &Module, record: &Record) -> Result<()> {
    let layout = tx.layout.clone();
    for entry in entries(&layout, module, record.id, &record.values) {
        remove(&mut tx.conn, &entry).await?;
    }
    Ok(())
}

/// The fields whose values decide whether a change of `changed` makes the record the same as another.
pub(crate) fn deciding<'m>(layout: &Layout, module: &'m Module, changed: &[&str]) -> Vec<&'m Field> {
    let keepers = layout.keepers(&module.name).iter();
    let touched = keepers.filter(|keeper| changed.iter().any(|field| keeper.speaks_of(field)));
    let mut names: Vec<&Name> =
        touched.flat_map(|keeper| keeper.rule.parts.iter().map(|part| &part.field)).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter_map(|name| module.field(name)).collect()
}

/// The values of the record that decide were these and are those now.
pub(crate) async fn change(
    tx: &mut Tx,
    module: &Module,
    id: Id,
    before: &Values,
    after: &Values,
) -> Result<()> {
    let layout = tx.layout.clone();
    for keeper in layout.keepers(&module.name) {
        let (old, new) = (keeper.key(module, before), keeper.key(module, after));
        if old == new {
            continue;
        }
        let entry = |key| Entry { rule: keeper.number, key, record: id };
        if let Some(old) = old.map(entry) {
            remove(&mut tx.conn, &old).await?;
        }
        if let Some(new) = new.map(entry) {
            put(&mut tx.conn, &[new]).await?;
        }
    }
    Ok(())
}

async fn put(conn: &mut Conn, entries: &[Entry]) -> Result<()> {
    let mut rest = entries;
    while !rest.is_empty() {
        let (part, after) = rest.split_at(chunk(rest.len(), ROWS));
        let places: Vec<String> = (0..part.len())
            .map(|at| format!("(${}, ${}, ${})", at * 3 + 1, at * 3 + 2, at * 3 + 3))
            .collect();
        let text = format!(
            "INSERT INTO {KEYS} (rule, key, record) VALUES {} ON CONFLICT DO NOTHING",
            places.join(", ")
        );
        let bind = |sql: Sql, entry: &Entry| sql.arg(entry.rule).arg(entry.key).id(entry.record);
        conn.run(part.iter().fold(Sql::new(text), bind)).await?;
        rest = after;
    }
    Ok(())
}

async fn remove(conn: &mut Conn, entry: &Entry) -> Result<()> {
    let sql = Sql::new("DELETE FROM duplicate_keys WHERE rule = $1 AND key = $2 AND record = $3");
    conn.run(sql.arg(entry.rule).arg(entry.key).id(entry.record)).await.map(drop)
}

/// For each of `keys`, up to `limit` records that the grant sees and that have it by the rule.
pub(crate) async fn find(
    conn: &mut Conn,
    view: View<'_>,
    module: &str,
    rule: &Rule,
    keys: &[String],
    limit: u64,
) -> Result<HashMap<String, Vec<Id>>> {
    let mut found = HashMap::new();
    for key in keys {
        let records = records(conn, view, module, rule, hash(key), limit).await?;
        if !records.is_empty() {
            found.insert(key.clone(), records);
        }
    }
    Ok(found)
}

/// The rows of the rule whose records the grant sees.
fn rows(view: View<'_>, module: &str, rule: &Rule) -> Result<(SelectStatement, DynIden)> {
    let (module, rights) = view.module(module)?;
    let at = iden(KEYS);
    let mut select = Query::select();
    select.from(at.clone()).and_where(column(&at, "rule").eq(number(module, rule)));
    let records = table_iden(&module.name);
    let seen = Conditions::avoiding_all(view, &records).rights(module, &records, &rights.see)?;
    if !matches!(seen, crate::condition::Truth::Yes) {
        select.inner_join(records.clone(), column(&records, ID).eq(column(&at, "record")));
        only(&mut select, seen);
    }
    Ok((select, at))
}

async fn records(
    conn: &mut Conn,
    view: View<'_>,
    module: &str,
    rule: &Rule,
    key: Uuid,
    limit: u64,
) -> Result<Vec<Id>> {
    let (mut select, at) = rows(view, module, rule)?;
    select.expr(column(&at, "record")).and_where(column(&at, "key").eq(key));
    select.order_by_expr(column(&at, "record"), Order::Asc).limit(limit);
    let rows = conn.rows(view.dialect().build(&select)).await?;
    Ok(rows.iter().map(|row| row.id(0)).collect())
}

/// Keys that several records have which the grant sees, after the key `after`, each with up to `each` of them.
pub(crate) async fn alike(
    conn: &mut Conn,
    view: View<'_>,
    module: &str,
    rule: &Rule,
    after: Option<Id>,
    limit: u64,
    each: u64,
) -> Result<Vec<Alike>> {
    let (mut select, at) = several(view, module, rule)?;
    let key = column(&at, "key");
    select.expr(key.clone()).expr(Expr::cust("count(*)"));
    if let Some(after) = after {
        select.and_where(key.clone().gt(after.0));
    }
    select.order_by_expr(key, Order::Asc).limit(limit);
    let mut found = Vec::new();
    for row in conn.rows(view.dialect().build(&select)).await? {
        let key = row.id(0);
        let records = records(conn, view, module, rule, key.0, each).await?;
        found.push(Alike { key, count: u64::try_from(row.int(1)).unwrap_or_default(), records });
    }
    Ok(found)
}

/// The rows of keys that several records have.
fn several(view: View<'_>, module: &str, rule: &Rule) -> Result<(SelectStatement, DynIden)> {
    let (mut select, at) = rows(view, module, rule)?;
    select.add_group_by([column(&at, "key")]).and_having(Expr::cust("count(*) > 1"));
    Ok((select, at))
}

/// How many keys there are that several records have.
pub(crate) async fn count(conn: &mut Conn, view: View<'_>, module: &str, rule: &Rule) -> Result<u64> {
    let (mut select, _) = several(view, module, rule)?;
    select.expr(Expr::cust("1"));
    let mut whole = Query::select();
    whole.expr(Expr::cust("count(*)")).from_subquery(select, iden("several"));
    let row = conn.row(view.dialect().build(&whole)).await?;
    Ok(row.map_or(0, |row| u64::try_from(row.int(0)).unwrap_or_default()))
}

/// Whether the rows of the rule are there for all records.
pub(crate) async fn is_complete(conn: &mut Conn, layout: &Layout, module: &str, rule: &Rule) -> Result<bool> {
    let number = number(layout.module(module)?, rule);
    let sql = Sql::new("SELECT state FROM duplicate_state WHERE rule = $1").arg(number);
    Ok(conn.row(sql).await?.is_some_and(|mut row| row.text(0) == COMPLETE))
}

/// Notes which rules there are from now on. Where a module has no records, nothing is missing. `rows` says about how
/// many each has.
pub(crate) async fn note(conn: &mut Conn, layout: &Layout, rows: &HashMap<Name, i64>) -> Result<()> {
    let sql = Sql::new("SELECT rule, module, state FROM duplicate_state");
    let known: BTreeMap<i64, (String, String)> =
        conn.rows(sql).await?.into_iter().map(|mut row| (row.int(0), (row.text(1), row.text(2)))).collect();
    let mut wanted = BTreeMap::new();
    for module in &layout.schema.modules {
        wanted.extend(layout.keepers(&module.name).iter().map(|keeper| (keeper.number, &module.name)));
    }
    for (number, module) in &wanted {
        let state = known.get(number).map(|(_, state)| state.as_str());
        let empty = rows.get(*module).is_none_or(|rows| *rows == 0);
        match state {
            Some(MISSING | COMPLETE) => {}
            None if empty => set(conn, *number, module, COMPLETE).await?,
            Some(_) | None => set(conn, *number, module, MISSING).await?,
        }
    }
    for (number, (module, state)) in known {
        let gone = !wanted.contains_key(&number) && layout.module(&module).is_ok();
        if gone && state != LEFT_OVER {
            set(conn, number, &module, LEFT_OVER).await?;
        }
    }
    Ok(())
}

async fn set(conn: &mut Conn, number: i64, module: &str, state: &str) -> Result<()> {
    let sql = "INSERT INTO duplicate_state (rule, module, state) VALUES ($1, $2, $3) \
               ON CONFLICT (rule) DO UPDATE SET state = excluded.state";
    conn.run(Sql::new(sql).arg(number).arg(module).arg(state)).await.map(drop)
}

/// Rules whose rows are not as they should be: number, module, state.
pub(crate) async fn unfinished(conn: &mut Conn) -> Result<Vec<(i64, Name, String)>> {
    let sql = Sql::new("SELECT rule, module, state FROM duplicate_state WHERE state <> $1").arg(COMPLETE);
    let rows = conn.rows(sql).await?;
    Ok(rows.into_iter().map(|mut row| (row.int(0), row.text(1).into(), row.text(2))).collect())
}

/// Makes or removes the rows of a rule, in parts, so that others can write in between.
pub(crate) async fn finish(
    writer: &Writer,
    desk: &Desk,
    number: i64,
    module: Name,
    state: &str,
) -> Result<()> {
    let fills = state == MISSING;
    if fills && !desk.layout().keepers(&module).iter().any(|keeper| keeper.number == number) {
        return Ok(());
    }
    let mut after = Some(0);
    while let Some(from) = after {
        let module = module.clone();
        let part = writer.run(move |tx| {
            Box::pin(async move {
                match fills {
                    true => fill(tx, number, &module, from).await,
                    false => sweep(&mut tx.conn, number).await,
                }
            })
        });
        after = part.await?;
    }
    Ok(())
}

async fn has_state(conn: &mut Conn, number: i64, wanted: &str) -> Result<bool> {
    let sql = Sql::new("SELECT state FROM duplicate_state WHERE rule = $1").arg(number);
    Ok(conn.row(sql).await?.is_some_and(|mut row| row.text(0) == wanted))
}

/// The rows of records after `after`; the last of these, or nothing at the end.
async fn fill(tx: &mut Tx, number: i64, module: &Name, after: i64) -> Result<Option<i64>> {
    let layout = tx.layout.clone();
    let module = layout.module(module)?;
    let keeper = layout.keepers(&module.name).iter().find(|keeper| keeper.number == number);
    let Some(keeper) = keeper else { return Ok(None) };
    if !has_state(&mut tx.conn, number, MISSING).await? {
        return Ok(None);
    }
    let at = table_iden(&module.name);
    let fields: Vec<&Field> = keeper.rule.parts.iter().filter_map(|part| module.field(&part.field)).collect();
    let mut select = Query::select();
    select.from(at.clone()).exprs([column(&at, RID), column(&at, ID)]);
    select.exprs(fields.iter().map(|field| column(&at, &field.name)));
    select.and_where(column(&at, RID).gt(after)).and_where(column(&at, DELETED).is_null());
    select.order_by_expr(column(&at, RID), Order::Asc).limit(PART);
    if layout.dialect == Dialect::Postgres {
        // Who changes one of these meanwhile waits, or its old key would be written after its new one.
        select.lock_shared();
    }
    let rows = tx.conn.rows(layout.dialect.build(&select)).await?;
    let last = rows.last().map(|row| row.int(0));
    let mut entries = Vec::with_capacity(rows.len());
    for mut row in rows {
        let values = values(&fields, &mut row, 2);
        let key = keeper.key(module, &values);
        entries.extend(key.map(|key| Entry { rule: number, key, record: row.id(1) }));
    }
    put(&mut tx.conn, &entries).await?;
    if last.is_none() {
        set(&mut tx.conn, number, &module.name, COMPLETE).await?;
    }
    Ok(last)
}

/// The values of `fields`, which stand in the row from `first` on.
pub(crate) fn values(fields: &[&Field], row: &mut crate::conn::Row, first: usize) -> Values {
    let of = |(at, field): (usize, &&Field)| (field.name.clone(), field.load(row.stored(at), None, None));
    (first..).zip(fields).map(of).collect()
}

/// Removes rows of a rule that is gone; nothing is returned at the end.
async fn sweep(conn: &mut Conn, number: i64) -> Result<Option<i64>> {
    if !has_state(conn, number, LEFT_OVER).await? {
        return Ok(None);
    }
    let sql = format!(
        "DELETE FROM {KEYS} WHERE rule = $1 AND (key, record) IN \
         (SELECT key, record FROM {KEYS} WHERE rule = $1 LIMIT {PART})"
    );
    let done = conn.run(Sql::new(sql).arg(number)).await?;
    if done.rows > 0 {
        return Ok(Some(0));
    }
    conn.run(Sql::new("DELETE FROM duplicate_state WHERE rule = $1").arg(number)).await?;
    Ok(None)
}

/// What a deleted record was made one with, where that is why it was deleted.
pub(crate) async fn merged_into(conn: &mut Conn, module: &str, record: Id) -> Result<Option<Id>> {
    let last = crate::log::last_of(conn, module, record).await?;
    let fields = last.filter(|change| change.kind == model::ChangeKind::Deleted).map(|change| change.fields);
    let mark = fields.and_then(|fields| fields.into_iter().find(|field| field.field == MERGED_INTO));
    Ok(mark.and_then(|mark| mark.after.as_link().map(|link| link.id)))
}

/// What the log says of a record that was deleted because it became a part of another.
pub(crate) const MERGED_INTO: &str = "merged_into";

pub(crate) fn mark(survivor: model::Link) -> model::FieldChange {
    let field = Name::new_static(MERGED_INTO);
    model::FieldChange { field, before: Value::Empty, after: Value::Link(survivor) }
}

/// The record with all that decides about its rows, also from the recycle bin; nothing where no rule asks for it.
pub(crate) async fn whole(tx: &mut Tx, module: &Module, id: Id) -> Result<Option<Record>> {
    let layout = tx.layout.clone();
    if layout.keepers(&module.name).is_empty() {
        return Ok(None);
    }
    let system = Grant::system("what a record has in common with others");
    let found = select::get(&mut tx.conn, View::timeless(&layout, &system), &module.name, id, true).await?;
    found.ok_or(Error::NotFound).map(Some)
}
