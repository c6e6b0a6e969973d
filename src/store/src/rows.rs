//! Rows that are a part of their record: they lie in the table of a module of their own, and are read and written with
//! the record alone. No row has a history; the record's tells of them.

use std::collections::{HashMap, HashSet};

use model::kind::Rows;
use model::module::{PLACE, UPDATED_AT, UPDATED_BY};
use model::{Field, FieldChange, Formats, Grant, Id, Link, Module, Name, Record, Row, Storage, Value};
use sea_query::{ExprTrait, Order, Query};

use crate::condition::Conditions;
use crate::conn::Conn;
use crate::dialect::{column, iden};
use crate::error::{Error, Result};
use crate::insert::{arguments, statement, who};
use crate::layout::{ID, TITLE, VERSION, is_stored, table_iden};
use crate::log::chunk;
use crate::query::Writing;
use crate::roll;
use crate::select::{Reading, fill_titles, is};
use crate::tx::Tx;
use crate::view::View;

/// Rows in one statement.
const ROWS: usize = 64;

/// What becomes of the rows in a field of a record.
pub(crate) struct Change {
    pub(crate) field: Name,
    of: Name,
    before: Vec<Row>,
    after: Vec<Row>,
}

impl Change {
    /// As the log keeps it.
    pub(crate) fn told(&self) -> FieldChange {
        let rows = |rows: &[Row]| if rows.is_empty() { Value::Empty } else { Value::Rows(rows.to_vec()) };
        FieldChange { field: self.field.clone(), before: rows(&self.before), after: rows(&self.after) }
    }
}

/// Puts the rows of `records` into their values, as far as the grant may read them.
pub(crate) async fn fill(
    conn: &mut Conn,
    view: View<'_>,
    module: &Module,
    records: &mut [Record],
) -> Result<()> {
    for (field, rows) in module.rows().filter(|(field, _)| view.field(module, &field.name).is_ok()) {
        let Ok((of, _)) = view.module(&rows.of) else { continue };
        let ids: Vec<Id> = records.iter().map(|record| record.id).collect();
        let mut found = read(conn, view, module, of, &ids).await?;
        for record in records.iter_mut() {
            let value = found.remove(&record.id).map_or(Value::Empty, Value::Rows);
            record.set(field.name.clone(), value);
        }
    }
    Ok(())
}

/// The rows of each of the records `ids`, in their order.
async fn read(
    conn: &mut Conn,
    view: View<'_>,
    module: &Module,
    of: &Module,
    ids: &[Id],
) -> Result<HashMap<Id, Vec<Row>>> {
    let link = link(of)?;
    let conditions = Conditions::new(view);
    let fields: Vec<&Field> =
        view.fields(of).into_iter().filter(|field| !is_machinery(&field.name)).collect();
    let mut reading = Reading::new(view, &conditions, of, &fields)?;
    let at = reading.at.clone();
    let json = serde_json::Value::from(ids.iter().map(|id| id.0.simple().to_string()).collect::<Vec<_>>());
    reading.select.and_where(view.dialect().in_json(column(&at, &link.name), Storage::Id, json.to_string()));
    if let Some(name) = link.module_column() {
        reading.select.and_where(column(&at, &name).eq(module.name.as_str()));
    }
    reading.select.order_by_expr(column(&at, PLACE), Order::Asc);
    let rows = conn.rows(view.dialect().build(&reading.select)).await?;
    let mut found: Vec<Record> = rows.into_iter().map(|mut row| reading.record(&mut row)).collect();
    fill_titles(conn, view, of, &mut found).await?;
    let mut by_record: HashMap<Id, Vec<Row>> = HashMap::new();
    for mut record in found {
        let Some(Value::Link(owner)) = record.values.remove(&link.name) else { continue };
        record.values.retain(|_, value| !value.is_empty());
        by_record.entry(owner.id).or_default().push(Row { id: record.id, values: record.values });
    }
    Ok(by_record)
}

fn is_machinery(name: &str) -> bool {
    [PLACE, model::module::CREATED_AT, model::module::CREATED_BY, UPDATED_AT, UPDATED_BY].contains(&name)
}

/// The link of rows to their record.
fn link(of: &Module) -> Result<&Field> {
    let link = of.part_of().and_then(|name| of.field(name));
    link.ok_or_else(|| Error::UnknownField(of.name.clone()))
}

/// Writes the rows of new records.
pub(crate) async fn insert(
    tx: &mut Tx,
    module: &Module,
    records: &[&Record],
    writing: &Writing,
) -> Result<()> {
    let layout = tx.layout.clone();
    for (field, rows) in module.rows() {
        let of = layout.module(&rows.of)?;
        let mut made = Vec::new();
        for record in records {
            let owner = Link::new(module.name.clone(), record.id);
            let rows = record.value(&field.name).as_rows().iter().enumerate();
            for (place, row) in rows {
                made.push(as_record(of, &owner, place, row)?);
            }
        }
        put(tx, of, &made, writing).await?;
    }
    Ok(())
}

fn as_record(of: &Module, owner: &Link, place: usize, row: &Row) -> Result<Record> {
    let mut record = Record { id: row.id, version: 1, title: String::new(), values: row.values.clone() };
    record.set(link(of)?.name.clone(), Value::Link(owner.clone()));
    record.set(PLACE, Value::Integer(i64::try_from(place).unwrap_or(i64::MAX)));
    record.title = record.work_out_title(of, &Formats::default());
    Ok(record)
}

async fn put(tx: &mut Tx, of: &Module, made: &[Record], writing: &Writing) -> Result<()> {
    let dialect = tx.layout.dialect;
    let all: Vec<&Record> = made.iter().collect();
    let mut rest = all.as_slice();
    while !rest.is_empty() {
        let (part, after) = rest.split_at(chunk(rest.len(), ROWS));
        let insert = statement(dialect, of, part, &[], writing)?;
        tx.conn.run(dialect.build(&insert)).await?;
        roll::inserted(tx, of, part);
        rest = after;
    }
    Ok(())
}

/// What writing `values` changes in the rows of the record `id`, as the grant may write them: what of a row it may not
/// read stays.
pub(crate) async fn changes(
    tx: &mut Tx,
    grant: &Grant,
    module: &Module,
    id: Id,
    values: &model::record::Values,
) -> Result<Vec<Change>> {
    let layout = tx.layout.clone();
    let system = Grant::system("rows that a write replaces");
    let mut changes = Vec::new();
    for (field, rows) in module.rows() {
        let Some(given) = values.get(&field.name) else { continue };
        let of = layout.module(&rows.of)?;
        let view = View::timeless(&layout, &system);
        let before = read(&mut tx.conn, view, module, of, &[id]).await?.remove(&id).unwrap_or_default();
        let after: Vec<Row> = given.as_rows().iter().map(|row| whole(grant, rows, row, &before)).collect();
        if before != after {
            changes.push(Change { field: field.name.clone(), of: of.name.clone(), before, after });
        }
    }
    Ok(changes)
}

/// The row with what it held before in fields that the grant may not read.
fn whole(grant: &Grant, rows: &Rows, row: &Row, before: &[Row]) -> Row {
    let mut whole = row.clone();
    whole.values.retain(|_, value| !value.is_empty());
    let Some(was) = before.iter().find(|was| was.id == row.id) else { return whole };
    let reads = |name: &Name| grant.on(&rows.of).is_some_and(|rights| rights.reads(name));
    for (name, value) in was.values.iter().filter(|(name, _)| !reads(name)) {
        whole.values.insert(name.clone(), value.clone());
    }
    whole
}

/// Writes the change of a record that was written before.
pub(crate) async fn write(
    tx: &mut Tx,
    module: &Module,
    record: Id,
    change: &Change,
    writing: &Writing,
) -> Result<()> {
    let layout = tx.layout.clone();
    let of = layout.module(&change.of)?;
    let owner = Link::new(module.name.clone(), record);
    let kept: HashSet<Id> = change.after.iter().map(|row| row.id).collect();
    let gone: Vec<Id> = change.before.iter().map(|row| row.id).filter(|id| !kept.contains(id)).collect();
    remove(tx, of, &gone).await?;
    let was: HashMap<Id, (usize, &Row)> =
        change.before.iter().enumerate().map(|(place, row)| (row.id, (place, row))).collect();
    let mut made = Vec::new();
    for (place, row) in change.after.iter().enumerate() {
        match was.get(&row.id) {
            None => made.push(as_record(of, &owner, place, row)?),
            Some((before, same)) if *before == place && *same == row => {}
            Some(_) => update(tx, of, &as_record(of, &owner, place, row)?, writing).await?,
        }
    }
    put(tx, of, &made, writing).await
}

async fn remove(tx: &mut Tx, of: &Module, ids: &[Id]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    roll::moved(tx, of, ids).await?;
    let at = table_iden(&of.name);
    let among = tx.layout.dialect.among(column(&at, ID), ids);
    let mut delete = Query::delete();
    delete.from_table(at).and_where(among);
    tx.conn.run(tx.layout.dialect.build(&delete)).await.map(drop)
}

async fn update(tx: &mut Tx, of: &Module, row: &Record, writing: &Writing) -> Result<()> {
    let at = table_iden(&of.name);
    let mut statement = Query::update();
    statement.table(at.clone()).value(iden(TITLE), row.title.as_str());
    statement.value(iden(VERSION), column(&at, VERSION).add(1));
    for field in of.fields.iter().filter(|field| is_stored(field)) {
        let stamp = match field.name.as_str() {
            UPDATED_AT => Some(Value::Instant(writing.at)),
            UPDATED_BY => Some(who(writing.by)),
            name if is_machinery(name) && name != PLACE => continue,
            _ => None,
        };
        let value = stamp.as_ref().unwrap_or_else(|| row.value(&field.name));
        for (column, argument) in field.columns().iter().zip(arguments(field, value)?) {
            statement.value(iden(&column.name), argument);
        }
    }
    statement.and_where(is(&at, row.id));
    tx.conn.run(tx.layout.dialect.build(&statement)).await?;
    roll::moved(tx, of, &[row.id]).await
}

/// The value without what the grant may not read of its rows.
pub(crate) fn readable(view: View<'_>, field: &Field, value: &mut Value) {
    let (model::Kind::Rows(rows), Value::Rows(held)) = (&field.kind, value) else { return };
    let rights = view.grant.on(&rows.of);
    for row in held {
        row.values.retain(|name, _| rights.is_some_and(|rights| rights.reads(name)));
    }
}
