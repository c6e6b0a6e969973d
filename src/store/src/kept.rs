//! What is kept beside the records: settings, counters, files, imports, answers to repeated requests.

use model::{Id, Instant, Name};
use serde_json::Value as Json;

use crate::conn::{Conn, Row, Sql};
use crate::error::{Error, Result};
use crate::log::instant;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileContent {
    pub id: Id,
    pub name: String,
    pub mime: String,
    pub content: Vec<u8>,
}

/// An import: where it is and what it needs to go on.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    pub id: Id,
    pub user: Option<Id>,
    pub at: Instant,
    pub state: Json,
}

/// The answer that a request with an idempotency key got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotent {
    /// The SHA-256 of the request, so that the same key with another request can be refused.
    pub request: Vec<u8>,
    pub response: String,
    pub at: Instant,
}

pub(crate) async fn setting(conn: &mut Conn, key: &str) -> Result<Option<Json>> {
    let row = conn.row(Sql::new("SELECT value FROM settings WHERE key = $1").arg(key)).await?;
    row.map(|mut row| Ok(serde_json::from_str(&row.text(0))?)).transpose()
}

pub(crate) async fn settings(conn: &mut Conn, prefix: &str) -> Result<Vec<(String, Json)>> {
    let sql = Sql::new("SELECT key, value FROM settings WHERE substr(key, 1, $1) = $2 ORDER BY key")
        .arg(i32::try_from(prefix.chars().count()).unwrap_or(i32::MAX))
        .arg(prefix);
    let rows = conn.rows(sql).await?;
    rows.into_iter().map(|mut row| Ok((row.text(0), serde_json::from_str(&row.text(1))?))).collect()
}

pub(crate) async fn put_setting(conn: &mut Conn, key: &str, value: &Json) -> Result<()> {
    let sql = "INSERT INTO settings (key, value) VALUES ($1, $2) \
               ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    conn.run(Sql::new(sql).arg(key).arg(value.to_string())).await.map(drop)
}

pub(crate) async fn drop_setting(conn: &mut Conn, key: &str) -> Result<()> {
    conn.run(Sql::new("DELETE FROM settings WHERE key = $1").arg(key)).await.map(drop)
}

/// Whether the work `key` was last done before `before`, or never.
pub(crate) async fn is_turn(conn: &mut Conn, key: &str, before: Instant) -> Result<bool> {
    let last = setting(conn, key).await?.and_then(|last| last.as_i64());
    Ok(last.is_none_or(|last| last <= before.timestamp_millis()))
}

/// Takes the turn, unless another server was faster. Milliseconds have as many digits for centuries, so they compare as
/// texts.
pub(crate) async fn take_turn(conn: &mut Conn, key: &str, now: Instant, before: Instant) -> Result<bool> {
    let sql = "INSERT INTO settings (key, value) VALUES ($1, $2) \
               ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE settings.value <= $3";
    let text = |at: Instant| at.timestamp_millis().to_string();
    Ok(conn.run(Sql::new(sql).arg(key).arg(text(now)).arg(text(before))).await?.rows == 1)
}

/// The last of the next `count` numbers.
pub(crate) async fn next_number(conn: &mut Conn, counter: &str, count: i64) -> Result<i64> {
    let sql = "INSERT INTO counters (name, value) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value RETURNING value";
    let row = conn.row(Sql::new(sql).arg(counter).arg(count)).await?;
    Ok(row.map_or(0, |row| row.int(0)))
}

/// The last number that the counter gave.
pub(crate) async fn counter(conn: &mut Conn, counter: &str) -> Result<i64> {
    let row = conn.row(Sql::new("SELECT value FROM counters WHERE name = $1").arg(counter)).await?;
    Ok(row.map_or(0, |row| row.int(0)))
}

/// Has the counter give `next` next; where it gave that already, it stays and says what it gave last.
pub(crate) async fn go_on_with(conn: &mut Conn, name: &str, next: i64) -> Result<Option<i64>> {
    let sql = "INSERT INTO counters (name, value) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE counters.value < excluded.value + 1";
    let done = conn.run(Sql::new(sql).arg(name).arg(next - 1)).await?;
    Ok(if done.rows > 0 { None } else { Some(counter(conn, name).await?) })
}

pub(crate) async fn put_file(conn: &mut Conn, id: Id, name: &str, mime: &str, content: &[u8]) -> Result<()> {
    let sql = Sql::new("INSERT INTO files (id, name, mime, size, content) VALUES ($1, $2, $3, $4, $5)")
        .id(id)
        .arg(name)
        .arg(mime)
        .arg(i64::try_from(content.len()).unwrap_or(i64::MAX))
        .arg(content);
    conn.run(sql).await.map(drop)
}

pub(crate) async fn file(conn: &mut Conn, id: Id) -> Result<Option<FileContent>> {
    let sql = Sql::new("SELECT id, name, mime, content FROM files WHERE id = $1").id(id);
    Ok(conn.row(sql).await?.map(|mut row| FileContent {
        id: row.id(0),
        name: row.text(1),
        mime: row.text(2),
        content: row.bytes(3),
    }))
}

pub(crate) async fn drop_file(conn: &mut Conn, id: Id) -> Result<()> {
    conn.run(Sql::new("DELETE FROM files WHERE id = $1").id(id)).await.map(drop)
}

fn read_import(mut row: Row) -> Result<Import> {
    Ok(Import {
        id: row.id(0),
        user: row.maybe_id(1),
        at: instant(row.int(2)),
        state: serde_json::from_str(&row.text(3))?,
    })
}

pub(crate) async fn import(conn: &mut Conn, id: Id) -> Result<Option<Import>> {
    let sql = Sql::new("SELECT id, \"user\", at, state FROM imports WHERE id = $1").id(id);
    conn.row(sql).await?.map(read_import).transpose()
}

pub(crate) async fn imports_of(conn: &mut Conn, user: Id, limit: u32) -> Result<Vec<Import>> {
    let sql = "SELECT id, \"user\", at, state FROM imports WHERE \"user\" = $1 ORDER BY at DESC LIMIT $2";
    let rows = conn.rows(Sql::new(sql).id(user).arg(i64::from(limit))).await?;
    rows.into_iter().map(read_import).collect()
}

pub(crate) async fn put_import(conn: &mut Conn, import: &Import) -> Result<()> {
    let sql = "INSERT INTO imports (id, \"user\", at, state) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (id) DO UPDATE SET state = excluded.state";
    let sql = Sql::new(sql)
        .id(import.id)
        .arg(import.user.map(|id| id.0))
        .arg(import.at.timestamp_millis())
        .arg(import.state.to_string());
    conn.run(sql).await.map(drop)
}

pub(crate) async fn idempotent(conn: &mut Conn, key: &str, user: Id) -> Result<Option<Idempotent>> {
    let sql = "SELECT request, response, at FROM idempotency WHERE \"user\" = $1 AND key = $2";
    let row = conn.row(Sql::new(sql).id(user).arg(key)).await?;
    Ok(row.map(|mut row| Idempotent {
        request: row.bytes(0),
        response: row.text(1),
        at: instant(row.int(2)),
    }))
}

pub(crate) async fn put_idempotent(conn: &mut Conn, key: &str, user: Id, answer: &Idempotent) -> Result<()> {
    let sql = "INSERT INTO idempotency (\"user\", key, request, response, at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT DO NOTHING";
    let sql = Sql::new(sql)
        .id(user)
        .arg(key)
        .arg(answer.request.as_slice())
        .arg(answer.response.as_str())
        .arg(answer.at.timestamp_millis());
    match conn.run(sql).await?.rows {
        // Somebody else did it meanwhile: what this transaction did must not happen twice.
        0 => Err(Error::Unique { field: Name::new_static("key"), record: user }),
        _ => Ok(()),
    }
}

/// Forgets answers to requests made before `before`.
pub(crate) async fn forget_answers(conn: &mut Conn, before: Instant) -> Result<()> {
    let sql = Sql::new("DELETE FROM idempotency WHERE at < $1").arg(before.timestamp_millis());
    conn.run(sql).await.map(drop)
}
