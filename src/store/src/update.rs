//! Changes of records that are there: other values, into the recycle bin and out of it.

use model::module::{LAST_ACTIVITY, OWNER, OWNER_SINCE, UPDATED_AT, UPDATED_BY};
use model::record::Values;
use model::{
    ChangeKind, Field, FieldChange, Filter, Grant, Id, Kind, Link, Module, Name, Record, Rights, Value, fold,
};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};

use crate::condition::{Conditions, Truth};
use crate::conn::Row;
use crate::dialect::{Dialect, column, iden};
use crate::error::{Error, Result};
use crate::insert::{arguments, free, is_stamp, unique_fields, violated, who};
use crate::layout::{DELETED, GRAMS, RID, TITLE, VERSION, is_stored, searched, table_iden};
use crate::query::Writing;
use crate::tx::{Entry, Tx};
use crate::view::View;
use crate::{list, roll, rows, same, select};

pub(crate) async fn update(
    tx: &mut Tx,
    grant: &Grant,
    module: &str,
    before: &Record,
    values: &Values,
    title: &str,
    writing: &Writing,
) -> Result<Record> {
    let layout = tx.layout.clone();
    let view = View::timeless(&layout, grant);
    let (module, rights) = view.module(module)?;
    let before = &known(tx, module, before, values).await?;
    let changed = differing(module, before, values)?;
    let in_rows = rows::changes(tx, grant, module, before.id, values).await?;
    if changed.is_empty() && in_rows.is_empty() && title == before.title {
        return Ok(before.clone());
    }
    let unique: Vec<(&Field, &Value)> =
        changed.iter().filter(|(field, _)| field.unique).map(|(field, value)| (*field, *value)).collect();
    free(tx, module, &unique, Some(before.id)).await?;

    let given = changed.iter().any(|(field, _)| field.name == OWNER);
    let stamps = stamps(writing, given);
    let mut statement = stamped(module, before.id, before.version + 1, &stamps)?;
    for (field, value) in &changed {
        let columns = field.columns();
        for (column, argument) in columns.iter().zip(arguments(field, value)?) {
            statement.value(iden(&column.name), argument);
        }
    }
    if title != before.title {
        statement.value(iden(TITLE), title);
    }
    let at = table_iden(&module.name);
    statement.and_where(column(&at, VERSION).eq(before.version)).and_where(column(&at, DELETED).is_null());
    allow(&mut statement, view, module, rights, &rights.edit)?;

    let is_found = |field: &Field| searched(module).any(|found| found.name == field.name);
    let found_by = title != before.title || changed.iter().any(|(field, _)| is_found(field));
    let reindexed = module.features.search && found_by;
    let mut returning = vec![column(&at, RID), column(&at, TITLE)];
    if reindexed {
        returning.extend(searched(module).map(|field| column(&at, &field.name)));
    }
    let names: Vec<&str> = changed.iter().map(|(field, _)| field.name.as_str()).collect();
    let deciding = same::deciding(&layout, module, &names);
    let deciding_from = returning.len();
    returning.extend(deciding.iter().map(|field| column(&at, &field.name)));
    statement.returning(Query::returning().exprs(returning));
    let row = tx.conn.row(layout.dialect.build(&statement)).await;
    let Some(mut row) = row.map_err(|error| violated(error, module, &[before]))? else {
        return Err(refused(tx, view, module, rights, before).await?);
    };
    if !deciding.is_empty() {
        let now = same::values(&deciding, &mut row, deciding_from);
        let was = |name: &Name| before.values.get(name).filter(|_| names.contains(&name.as_str()));
        let were = now.iter().map(|(name, now)| (name.clone(), was(name).unwrap_or(now).clone())).collect();
        same::change(tx, module, before.id, &were, &now).await?;
    }
    if reindexed {
        reindex(tx, module, row).await?;
    }
    for change in &in_rows {
        rows::write(tx, module, before.id, change, writing).await?;
    }
    roll::updated(tx, module, before, &changed).await?;
    let fields = changed.iter().map(|(field, value)| FieldChange {
        field: field.name.clone(),
        before: before.value(&field.name).clone(),
        after: (*value).clone(),
    });
    let fields = fields.chain(in_rows.iter().map(rows::Change::told)).collect();
    tx.note(&module.name, before.id, ChangeKind::Updated, fields, writing);
    let mut after = after(before, &changed, title, &stamps);
    for change in &in_rows {
        after.set(change.field.clone(), values.get(&change.field).cloned().unwrap_or_default());
    }
    tx.touched.note(&layout, module, &after.values, writing);
    Ok(after)
}

/// `before` with the fields that are to be written and that it does not speak of: what was in them is needed for the
/// log.
async fn known(tx: &mut Tx, module: &Module, before: &Record, values: &Values) -> Result<Record> {
    // What lies in rows is read where it is replaced.
    let stored = |name: &Name| module.field(name).is_some_and(is_stored);
    let missing = |name: &&Name| !before.values.contains_key(*name) && !is_stamp(name) && stored(name);
    if !values.keys().any(|name| missing(&name)) {
        return Ok(before.clone());
    }
    let layout = tx.layout.clone();
    let system = Grant::system("what a write replaces");
    let view = View::timeless(&layout, &system);
    let current = select::get(&mut tx.conn, view, &module.name, before.id, false).await?;
    let mut known = before.clone();
    for (name, value) in current.map(|record| record.values).unwrap_or_default() {
        if values.contains_key(&name) {
            known.values.entry(name).or_insert(value);
        }
    }
    Ok(known)
}

/// The fields whose new value is another one.
fn differing<'a>(
    module: &'a Module,
    before: &Record,
    values: &'a Values,
) -> Result<Vec<(&'a Field, &'a Value)>> {
    let mut changed = Vec::new();
    for (name, value) in values.iter().filter(|(name, _)| !is_stamp(name)) {
        let field = module.field(name).ok_or_else(|| Error::UnknownField(name.clone()))?;
        if matches!(field.kind, Kind::Rows(_)) {
            continue;
        }
        if !is_stored(field) {
            return Err(Error::UnknownField(name.clone()));
        }
        if field.store(value) != field.store(before.value(name)) {
            changed.push((field, value));
        }
    }
    Ok(changed)
}

/// Who writes when: what every write brings with it. Only a person's is activity; `given` is it to another owner.
fn stamps(writing: &Writing, given: bool) -> Vec<(&'static str, Value)> {
    let now = || Value::Instant(writing.at);
    let mut stamps = vec![(UPDATED_AT, now()), (UPDATED_BY, who(writing.by))];
    stamps.extend(writing.by.map(|_| (LAST_ACTIVITY, now())));
    stamps.extend(given.then(|| (OWNER_SINCE, now())));
    stamps
}

/// Sets the version and who wrote when.
fn stamped(
    module: &Module,
    id: Id,
    version: i64,
    stamps: &[(&'static str, Value)],
) -> Result<UpdateStatement> {
    let at = table_iden(&module.name);
    let mut statement = Query::update();
    statement.table(at.clone()).value(iden(VERSION), version);
    for (name, value) in stamps {
        if let Some(field) = module.field(name) {
            for argument in arguments(field, value)? {
                statement.value(iden(*name), argument);
            }
        }
    }
    statement.and_where(select::is(&at, id));
    Ok(statement)
}

/// Narrows the statement to rows that may be seen and meet `right`.
fn allow(
    statement: &mut UpdateStatement,
    view: View<'_>,
    module: &Module,
    rights: &Rights,
    right: &Filter,
) -> Result<()> {
    let allowed = allowed(view, module, rights, right)?;
    if !matches!(allowed, Truth::Yes) {
        statement.and_where(allowed.expr());
    }
    Ok(())
}

/// The condition that a row may be seen and meets `right`.
pub(crate) fn allowed(view: View<'_>, module: &Module, rights: &Rights, right: &Filter) -> Result<Truth> {
    let at = table_iden(&module.name);
    let conditions = Conditions::new(view);
    let see = conditions.rights(module, &at, &rights.see)?;
    if *right == rights.see {
        return Ok(see);
    }
    Ok(see.and(conditions.rights(module, &at, right)?))
}

/// Why a write found no row.
async fn refused(
    tx: &mut Tx,
    view: View<'_>,
    module: &Module,
    rights: &Rights,
    before: &Record,
) -> Result<Error> {
    let Some(current) = select::get(&mut tx.conn, view, &module.name, before.id, false).await? else {
        return Ok(Error::NotFound);
    };
    let editable = allowed(view, module, rights, &rights.edit)?;
    if !list::meets(&mut tx.conn, view, module, before.id, editable, false).await? {
        return Ok(Error::NotAllowed);
    }
    Ok(Error::Conflict { current: Box::new(current) })
}

/// Tells the search index what the row holds now: its number, title and texts.
pub(crate) async fn reindex(tx: &mut Tx, module: &Module, mut row: Row) -> Result<()> {
    let rid = row.int(0);
    let texts: Vec<String> = (1..=1 + searched(module).count()).filter_map(|at| row.maybe_text(at)).collect();
    let grams = fold::grams(texts.iter().map(String::as_str));
    match tx.layout.dialect {
        Dialect::Sqlite => tx.index(Entry { module: module.name.clone(), rid, grams, new: false }),
        Dialect::Postgres => {
            let at = table_iden(&module.name);
            let value = tx.layout.dialect.raw("string_to_array(?, ' ')", [Expr::val(grams)]);
            let mut statement = Query::update();
            statement.table(at.clone()).value(iden(GRAMS), value).and_where(column(&at, RID).eq(rid));
            tx.conn.run(Dialect::Postgres.build(&statement)).await?;
        }
    }
    Ok(())
}

fn after(
    before: &Record,
    changed: &[(&Field, &Value)],
    title: &str,
    stamps: &[(&'static str, Value)],
) -> Record {
    let mut record = before.clone();
    for (field, value) in changed {
        record.set(field.name.clone(), (*value).clone());
    }
    record.title = title.to_owned();
    stamp(&mut record, stamps);
    record
}

fn stamp(record: &mut Record, stamps: &[(&'static str, Value)]) {
    record.version += 1;
    for (name, value) in stamps {
        if let Some(known) = record.values.get_mut(*name) {
            *known = value.clone();
        }
    }
}

pub(crate) async fn delete(
    tx: &mut Tx,
    grant: &Grant,
    module: &str,
    id: Id,
    writing: &Writing,
) -> Result<Record> {
    bin(tx, grant, module, id, Vec::new(), writing).await
}

/// The same for a record that has become a part of `survivor`.
pub(crate) async fn delete_into(
    tx: &mut Tx,
    grant: &Grant,
    module: &str,
    id: Id,
    survivor: Link,
    writing: &Writing,
) -> Result<Record> {
    bin(tx, grant, module, id, vec![same::mark(survivor)], writing).await
}

async fn bin(
    tx: &mut Tx,
    grant: &Grant,
    module: &str,
    id: Id,
    marks: Vec<FieldChange>,
    writing: &Writing,
) -> Result<Record> {
    let layout = tx.layout.clone();
    let view = View::timeless(&layout, grant);
    let record = select::get(&mut tx.conn, view, module, id, false).await?.ok_or(Error::NotFound)?;
    move_to(tx, view, record, module, ChangeKind::Deleted, marks, writing).await
}

pub(crate) async fn restore(
    tx: &mut Tx,
    grant: &Grant,
    module: &str,
    id: Id,
    writing: &Writing,
) -> Result<Record> {
    let layout = tx.layout.clone();
    let view = View::timeless(&layout, grant);
    let record = select::get(&mut tx.conn, view, module, id, true).await?.ok_or(Error::NotFound)?;
    let (declared, _) = view.module(module)?;
    // Fields that the grant may not read can be taken too, so the values are asked for without it.
    let system = Grant::system("values that must be unique");
    let whole = select::get(&mut tx.conn, View::timeless(&layout, &system), module, id, true).await?;
    let whole = whole.ok_or(Error::NotFound)?;
    let unique: Vec<(&Field, &Value)> =
        unique_fields(declared).map(|field| (field, whole.value(&field.name))).collect();
    free(tx, declared, &unique, Some(id)).await?;
    move_to(tx, view, record, module, ChangeKind::Restored, Vec::new(), writing).await
}

async fn move_to(
    tx: &mut Tx,
    view: View<'_>,
    mut record: Record,
    module: &str,
    kind: ChangeKind,
    marks: Vec<FieldChange>,
    writing: &Writing,
) -> Result<Record> {
    let (module, rights) = view.module(module)?;
    let at = table_iden(&module.name);
    let stamps = stamps(writing, false);
    let mut statement = stamped(module, record.id, record.version + 1, &stamps)?;
    let deleted = column(&at, DELETED);
    if kind == ChangeKind::Deleted {
        statement.value(iden(DELETED), writing.at.timestamp_millis()).and_where(deleted.is_null());
    } else {
        statement.value(iden(DELETED), Expr::val(sea_query::Value::BigInt(None)));
        statement.and_where(deleted.is_not_null());
    }
    allow(&mut statement, view, module, rights, &rights.delete)?;
    let done = tx.conn.run(view.dialect().build(&statement)).await;
    if done.map_err(|error| violated(error, module, &[&record]))?.rows == 0 {
        let there = kind == ChangeKind::Deleted
            || list::meets(
                &mut tx.conn,
                view,
                module,
                record.id,
                Truth::If(column(&at, DELETED).is_not_null()),
                true,
            )
            .await?;
        return Err(if there { Error::NotAllowed } else { Error::NotFound });
    }
    if let Some(whole) = same::whole(tx, module, record.id).await? {
        match kind == ChangeKind::Deleted {
            true => same::forget(tx, module, &whole).await?,
            false => same::add(tx, module, &[&whole]).await?,
        }
    }
    roll::moved(tx, module, &[record.id]).await?;
    stamp(&mut record, &stamps);
    tx.note(&module.name, record.id, kind, marks, writing);
    Ok(record)
}
