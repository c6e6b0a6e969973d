//! Removing what lies in the recycle bin for good: the record, what hangs on it, their files and words in the search
//! index. The log keeps that there was something, and nothing of what it held.

use model::module::Access;
use model::{ChangeKind, Id, Kind, Module, Name, Storage, Value};
use sea_query::{Expr, ExprTrait, Query};

use crate::conn::{Row, Sql};
use crate::dialect::{Dialect, column, iden};
use crate::error::Result;
use crate::kept;
use crate::layout::{DELETED, ID, RID, search_table, table_iden};
use crate::query::Writing;
use crate::tx::Tx;

/// Those of `ids` that lie in the bin; how many that were.
pub(crate) async fn purge(tx: &mut Tx, module: &Name, ids: &[Id], writing: &Writing) -> Result<u64> {
    let layout = tx.layout.clone();
    let module = layout.module(module)?;
    let rows = found(tx, module, ID, None, ids, true).await?;
    let gone: Vec<Id> = rows.iter().map(|row| row.id(1)).collect();
    for follower in &layout.schema.modules {
        let Access::Follows(link) = &follower.access else { continue };
        let Some(field) = follower.field(link) else { continue };
        if field.kind.targets().contains(&module.name) {
            let about = field.module_column().map(|name| (name, module.name.clone()));
            let rows = found(tx, follower, link, about, &gone, false).await?;
            remove(tx, follower, rows, writing).await?;
        }
    }
    remove(tx, module, rows, writing).await?;
    Ok(gone.len() as u64)
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
    let at = table_iden(&module.name);
    let mut delete = Query::delete();
    delete.from_table(at.clone()).and_where(dialect.in_json(column(&at, ID), Storage::Id, json(&ids)));
    tx.conn.run(dialect.build(&delete)).await?;
    let changes = iden("changes");
    let mut forget = Query::update();
    forget
        .table(changes.clone())
        .value(iden("fields"), Expr::val("[]"))
        .and_where(dialect.in_json(column(&changes, "record"), Storage::Id, json(&ids)))
        .and_where(column(&changes, "module").eq(module.name.as_str()));
    tx.conn.run(dialect.build(&forget)).await?;
    for id in ids {
        tx.note(&module.name, id, ChangeKind::Removed, Vec::new(), writing);
    }
    Ok(())
}

fn json(ids: &[Id]) -> String {
    let texts: Vec<String> = ids.iter().map(|id| id.0.simple().to_string()).collect();
    serde_json::Value::from(texts).to_string()
}
