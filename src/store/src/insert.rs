//! New records.

use std::collections::{HashMap, HashSet};

use model::module::{CREATED_AT, CREATED_BY, LAST_ACTIVITY, OWNER_SINCE, UPDATED_AT, UPDATED_BY};
use model::{
    ChangeKind, Field, FieldChange, Grant, Id, Kind, Link, Module, Name, Record, Storage, Stored, Value, fold,
};
use sea_query::{Expr, ExprTrait, InsertStatement, Query};

use crate::dialect::{Dialect, argument, column, iden};
use crate::error::{Error, Result};
use crate::grams;
use crate::layout::{DELETED, GRAMS, ID, Index, TITLE, VERSION, is_stored, table_iden};
use crate::log::chunk;
use crate::query::Writing;
use crate::tx::{Entry, Tx};
use crate::{roll, rows, same};

/// Rows in one statement.
const ROWS: usize = 64;

pub(crate) async fn one(
    tx: &mut Tx,
    grant: &Grant,
    module: &str,
    record: &Record,
    writing: &Writing,
) -> Result<()> {
    let layout = tx.layout.clone();
    let module = creatable(&layout, grant, module)?;
    let values: Vec<(&Field, &Value)> =
        unique_fields(module).map(|field| (field, record.value(&field.name))).collect();
    free(tx, module, &values, None).await?;
    write(tx, module, &[record], writing).await
}

fn creatable<'a>(layout: &'a crate::layout::Layout, grant: &Grant, module: &str) -> Result<&'a Module> {
    let found = layout.module(module)?;
    let rights = grant.on(module).ok_or_else(|| Error::UnknownModule(module.into()))?;
    if rights.create { Ok(found) } else { Err(Error::NotAllowed) }
}

pub(crate) fn unique_fields(module: &Module) -> impl Iterator<Item = &Field> {
    module.fields.iter().filter(|field| field.unique && is_stored(field))
}

/// Nothing, if no record but `own` that is not deleted holds one of the values.
pub(crate) async fn free(
    tx: &mut Tx,
    module: &Module,
    values: &[(&Field, &Value)],
    own: Option<Id>,
) -> Result<()> {
    for (field, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        let at = table_iden(&module.name);
        let storage = field.kind.rules().storage();
        let value = argument(field.kind.rules().store(value), storage);
        let mut select = Query::select();
        select
            .expr(column(&at, ID))
            .from(at.clone())
            .and_where(column(&at, DELETED).is_null())
            .and_where(column(&at, &field.name).eq(Expr::val(value)))
            .limit(2);
        let rows = tx.conn.rows(tx.layout.dialect.build(&select)).await?;
        if let Some(record) = rows.iter().map(|row| row.id(0)).find(|id| Some(*id) != own) {
            return Err(Error::Unique { field: field.name.clone(), record });
        }
    }
    Ok(())
}

pub(crate) async fn many(
    tx: &mut Tx,
    grant: &Grant,
    module: &str,
    records: &[Record],
    writing: &Writing,
) -> Result<Vec<Result<(), Error>>> {
    let layout = tx.layout.clone();
    let module = creatable(&layout, grant, module)?;
    let mut results: Vec<Result<(), Error>> = Vec::with_capacity(records.len());
    results.resize_with(records.len(), || Ok(()));
    for field in unique_fields(module) {
        find_taken(tx, module, field, records, &mut results).await?;
    }
    find_known_ids(tx, module, records, &mut results).await?;
    let free: Vec<&Record> =
        records.iter().zip(&results).filter(|(_, result)| result.is_ok()).map(|(record, _)| record).collect();
    let mut rest = free.as_slice();
    while !rest.is_empty() {
        let (part, after) = rest.split_at(chunk(rest.len(), ROWS));
        write(tx, module, part, writing).await?;
        rest = after;
    }
    Ok(results)
}

/// Refuses the records whose value in a unique field is held already, by a record that is there or one before them.
async fn find_taken(
    tx: &mut Tx,
    module: &Module,
    field: &Field,
    records: &[Record],
    results: &mut [Result<(), Error>],
) -> Result<()> {
    let stored = |record: &Record| Some(field.kind.rules().store(record.value(&field.name)));
    let wanted: Vec<Stored> =
        records.iter().filter_map(stored).filter(|stored| *stored != Stored::Null).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let mut holders: HashMap<String, Id> = HashMap::new();
    for (text, id) in holding(tx, module, &field.name, field.kind.rules().storage(), wanted).await? {
        holders.insert(text, id);
    }
    for (record, result) in records.iter().zip(results) {
        let Some(text) = stored(record).and_then(plain) else { continue };
        match holders.get(&text) {
            Some(holder) => *result = Err(Error::Unique { field: field.name.clone(), record: *holder }),
            None => drop(holders.insert(text, record.id)),
        }
    }
    Ok(())
}

/// Refuses the records that are there already, or twice among the new ones.
async fn find_known_ids(
    tx: &mut Tx,
    module: &Module,
    records: &[Record],
    results: &mut [Result<(), Error>],
) -> Result<()> {
    let wanted = records.iter().map(|record| Stored::Id(record.id)).collect();
    let known = holding(tx, module, ID, Storage::Id, wanted).await?;
    let mut known: HashSet<Id> = known.into_iter().map(|(_, id)| id).collect();
    for (record, result) in records.iter().zip(results) {
        if !known.insert(record.id) && result.is_ok() {
            *result = Err(Error::Unique { field: Name::new_static(ID), record: record.id });
        }
    }
    Ok(())
}

/// The records that hold one of `wanted` in the column, with what they hold.
async fn holding(
    tx: &mut Tx,
    module: &Module,
    name: &str,
    storage: Storage,
    wanted: Vec<Stored>,
) -> Result<Vec<(String, Id)>> {
    let dialect = tx.layout.dialect;
    let at = table_iden(&module.name);
    let texts: Vec<String> = wanted.into_iter().filter_map(plain).collect();
    let json = serde_json::Value::from(texts).to_string();
    let mut select = Query::select();
    select.expr(column(&at, ID)).expr(column(&at, name)).from(at.clone());
    select.and_where(dialect.in_json(column(&at, name), storage, json));
    if name != ID {
        select.and_where(column(&at, DELETED).is_null());
    }
    let rows = tx.conn.rows(dialect.build(&select)).await?;
    Ok(rows.into_iter().filter_map(|mut row| Some((plain(row.stored(1))?, row.id(0)))).collect())
}

fn plain(stored: Stored) -> Option<String> {
    match stored {
        Stored::Null => None,
        Stored::Int(number) => Some(number.to_string()),
        Stored::Text(text) => Some(text),
        Stored::Id(id) => Some(id.0.simple().to_string()),
    }
}

/// Writes the rows, what the search index holds of them, and the log.
async fn write(tx: &mut Tx, module: &Module, records: &[&Record], writing: &Writing) -> Result<()> {
    let dialect = tx.layout.dialect;
    let grams: Vec<String> = match module.features.search {
        true => records.iter().map(|record| indexed(module, record)).collect(),
        false => Vec::new(),
    };
    let statement = statement(dialect, module, records, &grams, writing)?;
    let done = tx.conn.run(dialect.build(&statement)).await;
    let done = done.map_err(|error| violated(error, module, records))?;
    if dialect == Dialect::Sqlite {
        // SQLite numbers the rows of one statement one after the other.
        let first = done.last_rid - i64::try_from(records.len()).unwrap_or_default() + 1;
        for (rid, grams) in (first..).zip(grams) {
            tx.index(Entry { module: module.name.clone(), rid, grams, new: true });
        }
    }
    rows::insert(tx, module, records, writing).await?;
    same::add(tx, module, records).await?;
    roll::inserted(tx, module, records);
    for record in records {
        tx.note(&module.name, record.id, ChangeKind::Created, first_values(module, record), writing);
        tx.touched.note(&tx.layout, module, &record.values, writing);
    }
    Ok(())
}

fn indexed(module: &Module, record: &Record) -> String {
    fold::grams(std::iter::once(record.title.as_str()).chain(grams::texts(module, record)))
}

pub(crate) fn statement(
    dialect: Dialect,
    module: &Module,
    records: &[&Record],
    grams: &[String],
    writing: &Writing,
) -> Result<InsertStatement> {
    let fields: Vec<&Field> = module.fields.iter().filter(|field| is_stored(field)).collect();
    let with_grams = dialect == Dialect::Postgres && module.features.search;
    let mut columns: Vec<sea_query::DynIden> = [ID, VERSION, TITLE].map(iden).into();
    columns.extend(fields.iter().flat_map(|field| field.columns()).map(|column| iden(&column.name)));
    columns.extend(with_grams.then(|| iden(GRAMS)));
    let mut insert = Query::insert();
    insert.into_table(table_iden(&module.name)).columns(columns);
    for (at, record) in records.iter().enumerate() {
        let mut values: Vec<Expr> =
            vec![Expr::val(record.id.0), Expr::val(1_i64), Expr::val(record.title.as_str())];
        for field in &fields {
            let stamped = stamp(&field.name, writing);
            let value = stamped.as_ref().unwrap_or_else(|| record.value(&field.name));
            values.extend(arguments(field, value)?);
        }
        if with_grams {
            let texts = grams.get(at).map_or("", String::as_str);
            values.push(dialect.raw("string_to_array(?, ' ')", [Expr::val(texts)]));
        }
        insert.values_panic(values);
    }
    Ok(insert)
}

/// The value in its columns, as arguments. None is lost where the field became another kind since it was checked.
pub(crate) fn arguments(field: &Field, value: &Value) -> Result<Vec<Expr>> {
    let columns = field.columns();
    let stored = field.store(value);
    if stored.first() == Some(&Stored::Null) && !value.is_empty() {
        return Err(Error::Busy);
    }
    let arguments =
        columns.iter().zip(stored).map(|(column, stored)| Expr::val(argument(stored, column.storage)));
    Ok(arguments.collect())
}

/// What the product itself writes into a new record.
fn stamp(field: &str, writing: &Writing) -> Option<Value> {
    match field {
        CREATED_AT | UPDATED_AT | LAST_ACTIVITY | OWNER_SINCE => Some(Value::Instant(writing.at)),
        CREATED_BY | UPDATED_BY => Some(who(writing.by)),
        _ => None,
    }
}

pub(crate) fn who(by: Option<Id>) -> Value {
    by.map_or(Value::Empty, |id| Value::Link(Link::new(Name::new_static("users"), id)))
}

/// The fields that everybody knows to change with every write; the log says when and who by itself.
pub(crate) fn is_stamp(field: &str) -> bool {
    matches!(field, CREATED_AT | CREATED_BY | UPDATED_AT | UPDATED_BY | LAST_ACTIVITY | OWNER_SINCE)
}

fn first_values(module: &Module, record: &Record) -> Vec<FieldChange> {
    let filled = |field: &&Field| {
        let by_somebody = !is_stamp(&field.name) && field.roll_up.is_none();
        let kept = is_stored(field) || matches!(field.kind, Kind::Rows(_));
        kept && by_somebody && !record.value(&field.name).is_empty()
    };
    let change = |field: &Field| FieldChange {
        field: field.name.clone(),
        before: Value::Empty,
        after: record.value(&field.name).clone(),
    };
    module.fields.iter().filter(filled).map(change).collect()
}

/// A value that somebody else took in the same moment, or an id that is there already.
pub(crate) fn violated(error: Error, module: &Module, records: &[&Record]) -> Error {
    let Error::Sqlx(inner) = &error else { return error };
    let sqlx::Error::Database(database) = inner.as_ref() else { return error };
    if !database.is_unique_violation() {
        return error;
    }
    let told = format!("{} {}", database.message(), database.constraint().unwrap_or_default());
    let named = |field: &&Field| {
        told.contains(&Index::unique(&field.name).name(&module.name))
            || told.contains(&format!("m_{}.{}", module.name, field.name))
    };
    let field = unique_fields(module).find(named).map_or(Name::new_static(ID), |field| field.name.clone());
    Error::Unique { field, record: records.first().map_or(Id(uuid::Uuid::nil()), |record| record.id) }
}
