//! Batches: the actions that people take and can take back.

use std::collections::BTreeMap;

use model::{Id, Instant, Name};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};

use crate::conn::{Conn, Row, Sql};
use crate::dialect::iden;
use crate::error::Result;
use crate::log::instant;

const UNDONE_BY: &str = "undone_by";

/// One action: all changes that it made carry its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub id: Id,
    pub at: Instant,
    pub by: Option<Id>,
    /// What was done: `create`, `update`, `import`, `convert`, … A word of the engine.
    pub kind: String,
    /// The module that it was mainly about; empty where there is none.
    pub module: Name,
    /// How many records it touched.
    pub count: u64,
    /// The batch that took it back.
    pub undone_by: Option<Id>,
}

pub(crate) async fn put(conn: &mut Conn, batch: &Batch) -> Result<()> {
    let sql = "INSERT INTO batches (id, at, \"by\", kind, module, count, undone_by) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) \
               ON CONFLICT (id) DO UPDATE SET count = excluded.count, undone_by = excluded.undone_by";
    let sql = Sql::new(sql)
        .id(batch.id)
        .arg(batch.at.timestamp_millis())
        .arg(batch.by.map(|id| id.0))
        .arg(batch.kind.as_str())
        .arg(batch.module.as_str())
        .arg(i64::try_from(batch.count).unwrap_or(i64::MAX))
        .arg(batch.undone_by.map(|id| id.0));
    conn.run(sql).await.map(drop)
}

pub(crate) async fn mark_undone(conn: &mut Conn, batch: Id, by: Id) -> Result<()> {
    let sql = Sql::new("UPDATE batches SET undone_by = $1 WHERE id = $2").id(by).id(batch);
    conn.run(sql).await.map(drop)
}

pub(crate) async fn get(conn: &mut Conn, id: Id) -> Result<Option<Batch>> {
    let found = rows(conn, of_batches().and_where(Expr::col(iden("id")).eq(id.0))).await?;
    Ok(found.into_iter().next())
}

/// Those of the actions `ids` that nobody has taken back.
pub(crate) async fn standing(conn: &mut Conn, ids: &[Id]) -> Result<Vec<Batch>> {
    let among = conn.dialect().among(Expr::col(iden("id")), ids);
    rows(conn, of_batches().and_where(Expr::col(iden(UNDONE_BY)).is_null()).and_where(among)).await
}

/// What a user did, or everybody, latest first, before an action.
pub(crate) async fn latest(
    conn: &mut Conn,
    by: Option<Id>,
    before: Option<&Batch>,
    limit: u32,
) -> Result<Vec<Batch>> {
    let mut select = of_batches();
    if let Some(by) = by {
        select.and_where(Expr::col(iden("by")).eq(by.0));
    }
    if let Some(before) = before {
        let place = Expr::tuple(["at", "id"].map(|name| Expr::col(iden(name))));
        let ended = Expr::tuple([Expr::val(before.at.timestamp_millis()), Expr::val(before.id.0)]);
        select.and_where(place.lt(ended));
    }
    select.order_by(iden("at"), Order::Desc).order_by(iden("id"), Order::Desc).limit(limit.into());
    rows(conn, &select).await
}

/// The records that each of the actions `ids` changed first of its module: action, module, record.
pub(crate) async fn subjects(conn: &mut Conn, batches: &[Batch]) -> Result<Vec<(Id, Name, Id)>> {
    let ids: Vec<Id> = batches.iter().map(|batch| batch.id).collect();
    let mut select = Query::select();
    select.columns(["batch", "module", "record"].map(iden)).from(iden("changes"));
    select.and_where(conn.dialect().among(Expr::col(iden("batch")), &ids)).order_by(iden("seq"), Order::Asc);
    let sql = conn.dialect().build(&select);
    let changes =
        conn.rows(sql).await?.into_iter().map(|mut row| (row.id(0), Name::from(row.text(1)), row.id(2)));
    let mut first: BTreeMap<Id, (Name, Id)> = BTreeMap::new();
    let main = |batch: Id, module: &Name| batches.iter().any(|one| one.id == batch && one.module == *module);
    for (batch, module, record) in changes.filter(|(batch, module, _)| main(*batch, module)) {
        first.entry(batch).or_insert((module, record));
    }
    Ok(first.into_iter().map(|(batch, (module, record))| (batch, module, record)).collect())
}

fn of_batches() -> SelectStatement {
    let mut select = Query::select();
    select.columns(["id", "at", "by", "kind", "module", "count", UNDONE_BY].map(iden)).from(iden("batches"));
    select
}

async fn rows(conn: &mut Conn, select: &SelectStatement) -> Result<Vec<Batch>> {
    let sql = conn.dialect().build(select);
    Ok(conn.rows(sql).await?.into_iter().map(read).collect())
}

fn read(mut row: Row) -> Batch {
    Batch {
        id: row.id(0),
        at: instant(row.int(1)),
        by: row.maybe_id(2),
        kind: row.text(3),
        module: row.text(4).into(),
        count: u64::try_from(row.int(5)).unwrap_or_default(),
        undone_by: row.maybe_id(6),
    }
}
