//! Passkeys: public keys whose other half an authenticator of the user holds.

use model::{Id, Instant};

use crate::conn::{Conn, Row, Sql};
use crate::error::Result;
use crate::log::instant;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// As the authenticator calls it.
    pub id: Vec<u8>,
    pub user: Id,
    /// As the user calls it.
    pub name: String,
    /// The host to which it belongs.
    pub site: String,
    pub algorithm: i64,
    pub key: Vec<u8>,
    /// How often it was used, where the authenticator counts.
    pub counter: i64,
    pub made: Instant,
    pub used: Option<Instant>,
}

const PASSKEY: &str = "SELECT id, \"user\", name, site, algorithm, key, counter, made, used FROM passkeys";

fn read(mut row: Row) -> Passkey {
    Passkey {
        id: row.bytes(0),
        user: row.id(1),
        name: row.text(2),
        site: row.text(3),
        algorithm: row.int(4),
        key: row.bytes(5),
        counter: row.int(6),
        made: instant(row.int(7)),
        used: row.maybe_int(8).map(instant),
    }
}

pub(crate) async fn find(conn: &mut Conn, id: &[u8]) -> Result<Option<Passkey>> {
    let sql = Sql::new(format!("{PASSKEY} WHERE id = $1")).arg(id);
    Ok(conn.row(sql).await?.map(read))
}

/// The oldest first.
pub(crate) async fn of(conn: &mut Conn, user: Id) -> Result<Vec<Passkey>> {
    let sql = Sql::new(format!("{PASSKEY} WHERE \"user\" = $1 ORDER BY made, id")).id(user);
    Ok(conn.rows(sql).await?.into_iter().map(read).collect())
}

pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<Passkey>> {
    Ok(conn.rows(Sql::new(PASSKEY)).await?.into_iter().map(read).collect())
}

pub(crate) async fn add(conn: &mut Conn, passkey: &Passkey) -> Result<()> {
    let sql = "INSERT INTO passkeys (id, \"user\", name, site, algorithm, key, counter, made, used) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let sql = Sql::new(sql)
        .arg(passkey.id.as_slice())
        .id(passkey.user)
        .arg(passkey.name.as_str())
        .arg(passkey.site.as_str())
        .arg(passkey.algorithm)
        .arg(passkey.key.as_slice())
        .arg(passkey.counter)
        .arg(passkey.made.timestamp_millis())
        .arg(passkey.used.map(|used| used.timestamp_millis()));
    conn.run(sql).await.map(drop)
}

pub(crate) async fn rename(conn: &mut Conn, id: &[u8], name: &str) -> Result<()> {
    conn.run(Sql::new("UPDATE passkeys SET name = $1 WHERE id = $2").arg(name).arg(id)).await.map(drop)
}

pub(crate) async fn used(conn: &mut Conn, id: &[u8], counter: i64, at: Instant) -> Result<()> {
    let sql = Sql::new("UPDATE passkeys SET counter = $1, used = $2 WHERE id = $3");
    conn.run(sql.arg(counter).arg(at.timestamp_millis()).arg(id)).await.map(drop)
}

pub(crate) async fn remove(conn: &mut Conn, id: &[u8]) -> Result<()> {
    conn.run(Sql::new("DELETE FROM passkeys WHERE id = $1").arg(id)).await.map(drop)
}

pub(crate) async fn remove_of(conn: &mut Conn, user: Id) -> Result<()> {
    conn.run(Sql::new("DELETE FROM passkeys WHERE \"user\" = $1").id(user)).await.map(drop)
}

/// In place of all that there are.
pub(crate) async fn put_all(conn: &mut Conn, passkeys: &[Passkey]) -> Result<()> {
    conn.run(Sql::new("DELETE FROM passkeys")).await?;
    for passkey in passkeys {
        add(conn, passkey).await?;
    }
    Ok(())
}
