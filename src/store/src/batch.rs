//! Batches: the actions that people take and can take back.

use model::{Id, Instant, Name};

use crate::conn::{Conn, Sql};
use crate::error::Result;
use crate::log::instant;

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
    let sql = "SELECT id, at, \"by\", kind, module, count, undone_by FROM batches WHERE id = $1";
    let row = conn.row(Sql::new(sql).id(id)).await?;
    Ok(row.map(|mut row| Batch {
        id: row.id(0),
        at: instant(row.int(1)),
        by: row.maybe_id(2),
        kind: row.text(3),
        module: row.text(4).into(),
        count: u64::try_from(row.int(5)).unwrap_or_default(),
        undone_by: row.maybe_id(6),
    }))
}
