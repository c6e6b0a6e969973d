//! Effects: what is to be done after a write, queued in the same transaction, so that none is lost and none is done
//! for a write that did not happen.

use std::time::Duration;

use model::Instant;
use serde_json::Value as Json;

use crate::conn::{Conn, Sql};
use crate::dialect::Dialect;
use crate::error::Result;
use crate::log::instant;

#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    pub id: i64,
    pub kind: String,
    pub payload: Json,
    /// When it was to be done.
    pub due: Instant,
    /// How often it was tried before.
    pub attempts: i64,
}

pub(crate) async fn enqueue(conn: &mut Conn, kind: &str, payload: &Json, due: Instant) -> Result<()> {
    let sql = Sql::new("INSERT INTO effects (kind, payload, due, attempts) VALUES ($1, $2, $3, 0)")
        .arg(kind)
        .arg(payload.to_string())
        .arg(due.timestamp_millis());
    conn.run(sql).await.map(drop)
}

pub(crate) async fn is_due(conn: &mut Conn, now: Instant) -> Result<bool> {
    let sql = Sql::new("SELECT 1 FROM effects WHERE due <= $1 LIMIT 1").arg(now.timestamp_millis());
    Ok(conn.row(sql).await?.is_some())
}

/// Takes effects that are due; they are due again after `lease`, in case that who took them dies.
pub(crate) async fn take(conn: &mut Conn, limit: u32, now: Instant, lease: Duration) -> Result<Vec<Effect>> {
    let skip = match conn.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => "FOR UPDATE SKIP LOCKED",
    };
    let sql = format!(
        "SELECT id, kind, payload, due, attempts FROM effects WHERE due <= $1 ORDER BY due, id LIMIT $2 {skip}"
    );
    let sql = Sql::new(sql).arg(now.timestamp_millis()).arg(i64::from(limit));
    let mut effects = Vec::new();
    for mut row in conn.rows(sql).await? {
        effects.push(Effect {
            id: row.int(0),
            kind: row.text(1),
            payload: serde_json::from_str(&row.text(2))?,
            due: instant(row.int(3)),
            attempts: row.int(4),
        });
    }
    let again = now + lease;
    for effect in &effects {
        let sql = Sql::new("UPDATE effects SET due = $1, attempts = attempts + 1 WHERE id = $2");
        conn.run(sql.arg(again.timestamp_millis()).arg(effect.id)).await?;
    }
    Ok(effects)
}

pub(crate) async fn done(conn: &mut Conn, id: i64) -> Result<()> {
    conn.run(Sql::new("DELETE FROM effects WHERE id = $1").arg(id)).await.map(drop)
}

pub(crate) async fn put_off(conn: &mut Conn, id: i64, due: Instant) -> Result<()> {
    let sql = Sql::new("UPDATE effects SET due = $1 WHERE id = $2").arg(due.timestamp_millis()).arg(id);
    conn.run(sql).await.map(drop)
}
