//! Who lost records to the pool and who claimed some: counted for limits and figures. What was undone does not count.

use model::{Id, Instant, Name};

use crate::conn::{Conn, Sql};
use crate::error::Result;

/// What happened between a user and the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolKind {
    /// A record of hers went there.
    Pooled,
    /// She took one out.
    Claimed,
}

impl PoolKind {
    const fn key(self) -> &'static str {
        match self {
            PoolKind::Pooled => "pooled",
            PoolKind::Claimed => "claimed",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolEvent {
    pub at: Instant,
    pub kind: PoolKind,
    pub user: Option<Id>,
    pub module: Name,
    pub record: Id,
    /// What the rule was called.
    pub rule: String,
    pub batch: Id,
}

/// How often each happened to a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolFigures {
    pub user: Id,
    pub kind: PoolKind,
    /// Since the later of the two moments asked for.
    pub lately: u64,
    /// Since the earlier.
    pub all: u64,
}

pub(crate) async fn add(conn: &mut Conn, event: &PoolEvent) -> Result<()> {
    let sql = "INSERT INTO pool_events (at, kind, \"user\", module, record, rule, batch) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let sql = Sql::new(sql)
        .arg(event.at.timestamp_millis())
        .arg(event.kind.key())
        .arg(event.user.map(|id| id.0))
        .arg(event.module.as_str())
        .id(event.record)
        .arg(event.rule.as_str())
        .id(event.batch);
    conn.run(sql).await.map(drop)
}

/// How many records a user claimed that a rule had put into the pool.
pub(crate) async fn claimed(
    conn: &mut Conn,
    user: Id,
    module: &str,
    rule: &str,
    since: Instant,
) -> Result<u64> {
    let sql = "SELECT count(*) FROM pool_events e JOIN batches b ON b.id = e.batch \
               WHERE e.\"user\" = $1 AND e.kind = 'claimed' AND e.at > $2 AND e.module = $3 AND e.rule = $4 \
               AND b.undone_by IS NULL";
    let sql = Sql::new(sql).id(user).arg(since.timestamp_millis()).arg(module).arg(rule);
    Ok(conn.row(sql).await?.map_or(0, |row| u64::try_from(row.int(0)).unwrap_or_default()))
}

pub(crate) async fn figures(conn: &mut Conn, lately: Instant, since: Instant) -> Result<Vec<PoolFigures>> {
    let sql = "SELECT e.\"user\", e.kind, sum(CASE WHEN e.at > $1 THEN 1 ELSE 0 END), count(*) \
               FROM pool_events e JOIN batches b ON b.id = e.batch \
               WHERE e.at > $2 AND e.\"user\" IS NOT NULL AND b.undone_by IS NULL GROUP BY e.\"user\", e.kind";
    let sql = Sql::new(sql).arg(lately.timestamp_millis()).arg(since.timestamp_millis());
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    let rows = conn.rows(sql).await?.into_iter();
    Ok(rows
        .map(|mut row| PoolFigures {
            user: row.id(0),
            kind: if row.text(1) == PoolKind::Claimed.key() { PoolKind::Claimed } else { PoolKind::Pooled },
            lately: count(row.int(2)),
            all: count(row.int(3)),
        })
        .collect())
}
