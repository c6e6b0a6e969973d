//! Removing what lies in the recycle bin for good: the record, what hangs on it, their files and words in the search
//! index. The log keeps that there was something, and nothing of what it held.

use model::module::Access;
use model::{ChangeKind, Id, Kind, Module, Name, Storage, Value};
use sea_query::{ExprTrait, Query};

use crate::conn::{Row, Sql};
use crate::dialect::{Dialect, column};
use crate::error::Result;
use crate::layout::{DELETED, ID, RID, search_table, table_iden};
use crate::query::Writing;
use crate::roll;
use crate::tx::Tx;
use crate::{chain, kept};

/// Those of `ids` that lie in the bin; how many that were.
pub(crate) async fn purge(tx: &mut Tx, module: &Name, ids: &[Id], writing: &Writing) -> Result<u64> {
    let layout = tx.layout.clone();
    let module = layout.module(module)?;
    let rows = found(tx, module, ID, None, ids, true).await?;
    let gone: Vec<Id> = rows.iter().map(|row| row.id(1)).collect();
    for follower in &layout.schema.modules {
        if let Access::Follows(link) | Access::PartOf(link) = &follower.access {
            remove_linked(tx, follower, link, module, &gone, writing).await?;
        }
    }
    remove(tx, module, rows, writing).await?;
    Ok(gone.len() as u64)
}

/// Removes these records, whether they lie in the bin or not.
pub(crate) async fn these(tx: &mut Tx, module: &Name, ids: &[Id], writing: &Writing) -> Result<()> {
    let layout = tx.layout.clone();
    let Ok(module) = layout.module(module) else { return Ok(()) };
    let rows = found(tx, module, ID, None, ids, false).await?;
    remove(tx, module, rows, writing).await
}

/// Removes all that is about the records, whether it lies in the bin or not: what follows them, and tasks with what
/// hangs on those.
pub(crate) async fn what_hangs_on(tx: &mut Tx, module: &Module, ids: &[Id], writing: &Writing) -> Result<()> {
    let layout = tx.layout.clone();
    for other in &layout.schema.modules {
        let link = match &other.access {
            Access::Follows(link) | Access::PartOf(link) => link,
            Access::Owned if other.field(&ABOUT).is_some() => {
                let rows = linked(tx, other, &ABOUT, module, ids).await?;
                let about: Vec<Id> = rows.iter().map(|row| row.id(1)).collect();
                if !about.is_empty() {
                    Box::pin(what_hangs_on(tx, other, &about, writing)).await?;
                }
                &ABOUT
            }
            Access::Owned | Access::Catalogue | Access::Personal(_) | Access::Administered => continue,
        };
        remove_linked(tx, other, link, module, ids, writing).await?;
    }
    Ok(())
}

/// The link by which tasks and the like are about a record.
const ABOUT: Name = Name::new_static("about");

/// Removes the records of `other` that link to the records.
async fn remove_linked(
    tx: &mut Tx,
    other: &Module,
    link: &Name,
    module: &Module,
    ids: &[Id],
    writing: &Writing,
) -> Result<()> {
    let rows = linked(tx, other, link, module, ids).await?;
    remove(tx, other, rows, writing).await
}

async fn linked(tx: &mut Tx, other: &Module, link: &str, module: &Module, ids: &[Id]) -> Result<Vec<Row>> {
    match other.field(link) {
        Some(field) if field.kind.targets().contains(&module.name) => {
            let about = field.module_column().map(|name| (name, module.name.clone()));
            found(tx, other, link, about, ids, false).await
        }
        Some(_) | None => Ok(Vec::new()),
    }
}

/// Number, id and files of the rows that hold one of `ids` in the column.
async fn found(
    tx: &mut Tx,
    module: &Module,
    name: &str,
    about: Option<(Name, Name)>,
    ids: &[Id],
    binned: bool,
) -> Result<Vec<Row>> {
    let at = table_iden(&module.name);
    let mut select = Query::select();
    select.expr(column(&at, RID)).expr(column(&at, ID)).from(at.clone());
    for field in files(module) {
        select.expr(column(&at, &field.name));
    }
    select.and_where(tx.layout.dialect.in_json(column(&at, name), Storage::Id, json(ids)));
    if let Some((name, module)) = about {
        select.and_where(column(&at, &name).eq(module.as_str()));
    }
    if binned {
        select.and_where(column(&at, DELETED).is_not_null());
    }
    tx.conn.rows(tx.layout.dialect.build(&select)).await
}

fn files(module: &Module) -> impl Iterator<Item = &model::Field> {
    module.fields.iter().filter(|field| matches!(field.kind, Kind::File(_)))
}

async fn remove(tx: &mut Tx, module: &Module, rows: Vec<Row>, writing: &Writing) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let dialect = tx.layout.dialect;
    let ids: Vec<Id> = rows.iter().map(|row| row.id(1)).collect();
    let rids: Vec<i64> = rows.iter().map(|row| row.int(0)).collect();
    for mut row in rows {
        for (place, field) in files(module).enumerate() {
            if let Value::File(file) = field.load(row.stored(2 + place), None, None) {
                kept::drop_file(&mut tx.conn, file.id).await?;
            }
        }
    }
    if dialect == Dialect::Sqlite && module.features.search {
        for rid in &rids {
            let sql = format!("DELETE FROM \"{}\" WHERE rowid = $1", search_table(&module.name));
            tx.conn.run(Sql::new(sql).arg(*rid)).await?;
        }
    }
    roll::moved(tx, module, &ids).await?;
    let at = table_iden(&module.name);
    let mut delete = Query::delete();
    delete.from_table(at.clone()).and_where(dialect.in_json(column(&at, ID), Storage::Id, json(&ids)));
    tx.conn.run(dialect.build(&delete)).await?;
    for file in chain::forget(&mut tx.conn, &module.name, &ids).await? {
        kept::drop_file(&mut tx.conn, file).await?;
    }
    // What becomes of rows is told of their record.
    for id in ids.into_iter().filter(|_| module.part_of().is_none()) {
        tx.note(&module.name, id, ChangeKind::Removed, Vec::new(), writing);
    }
    Ok(())
}

fn json(ids: &[Id]) -> String {
    let texts: Vec<String> = ids.iter().map(|id| id.0.simple().to_string()).collect();
    serde_json::Value::from(texts).to_string()
}
