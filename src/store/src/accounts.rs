//! What people and programs sign in with. Secrets are kept hashed; a hash here is the SHA-256 of a random token.

use model::{Id, Instant};
use uuid::Uuid;

use crate::conn::{Conn, Row, Sql};
use crate::error::{Error, Result};
use crate::log::instant;
use crate::{kept, mails};

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub hash: Vec<u8>,
    pub user: Id,
    pub created: Instant,
    pub seen: Instant,
    pub expires: Instant,
    /// What the browser calls itself.
    pub agent: String,
    pub ip: String,
    /// Whether the way in was as good as two factors.
    pub strong: bool,
}

/// What a program signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub hash: Vec<u8>,
    pub user: Id,
    pub name: String,
    pub created: Instant,
    pub last_used: Option<Instant>,
    pub ended: Option<Instant>,
}

/// What works once: a link for the first administrator or for a forgotten password, a file that waits for its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    /// Of an upload it is the file's id.
    pub hash: Vec<u8>,
    pub kind: String,
    pub user: Option<Id>,
    pub expires: Instant,
}

impl Once {
    /// The kind of a file that no record has yet; when it expires, the file goes with it.
    pub const UPLOAD: &str = "upload";
    /// The kind of a link by which a new user gets a password. It stays after it has expired, to be seen.
    pub const INVITATION: &str = "invitation";
}

pub(crate) async fn credentials(conn: &mut Conn, user: Id) -> Result<Option<String>> {
    let sql = Sql::new("SELECT hash FROM credentials WHERE \"user\" = $1").id(user);
    Ok(conn.row(sql).await?.map(|mut row| row.text(0)))
}

pub(crate) async fn set_password(conn: &mut Conn, user: Id, hash: &str) -> Result<()> {
    let sql = "INSERT INTO credentials (\"user\", hash) VALUES ($1, $2) \
               ON CONFLICT (\"user\") DO UPDATE SET hash = excluded.hash";
    conn.run(Sql::new(sql).id(user).arg(hash)).await.map(drop)
}

const SESSION: &str = "SELECT hash, \"user\", created, seen, expires, agent, ip, strong FROM sessions";

fn read_session(mut row: Row) -> Session {
    Session {
        hash: row.bytes(0),
        user: row.id(1),
        created: instant(row.int(2)),
        seen: instant(row.int(3)),
        expires: instant(row.int(4)),
        agent: row.text(5),
        ip: row.text(6),
        strong: row.int(7) != 0,
    }
}

pub(crate) async fn session(conn: &mut Conn, hash: &[u8]) -> Result<Option<Session>> {
    let sql = Sql::new(format!("{SESSION} WHERE hash = $1")).arg(hash);
    Ok(conn.row(sql).await?.map(read_session))
}

pub(crate) async fn sessions_of(conn: &mut Conn, user: Id) -> Result<Vec<Session>> {
    let sql = Sql::new(format!("{SESSION} WHERE \"user\" = $1 ORDER BY seen DESC")).id(user);
    Ok(conn.rows(sql).await?.into_iter().map(read_session).collect())
}

pub(crate) async fn add_session(conn: &mut Conn, session: &Session) -> Result<()> {
    let sql = "INSERT INTO sessions (hash, \"user\", created, seen, expires, agent, ip, strong) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let sql = Sql::new(sql)
        .arg(session.hash.as_slice())
        .id(session.user)
        .arg(session.created.timestamp_millis())
        .arg(session.seen.timestamp_millis())
        .arg(session.expires.timestamp_millis())
        .arg(session.agent.as_str())
        .arg(session.ip.as_str())
        .arg(i64::from(session.strong));
    conn.run(sql).await.map(drop)
}

pub(crate) async fn touch_session(
    conn: &mut Conn,
    hash: &[u8],
    seen: Instant,
    expires: Instant,
) -> Result<()> {
    let sql = Sql::new("UPDATE sessions SET seen = $1, expires = $2 WHERE hash = $3")
        .arg(seen.timestamp_millis())
        .arg(expires.timestamp_millis())
        .arg(hash);
    conn.run(sql).await.map(drop)
}

pub(crate) async fn end_session(conn: &mut Conn, hash: &[u8]) -> Result<()> {
    conn.run(Sql::new("DELETE FROM sessions WHERE hash = $1").arg(hash)).await.map(drop)
}

pub(crate) async fn end_sessions_of(conn: &mut Conn, user: Id, except: Option<&[u8]>) -> Result<()> {
    let sql = Sql::new("DELETE FROM sessions WHERE \"user\" = $1 AND hash <> $2");
    conn.run(sql.id(user).arg(except.unwrap_or_default())).await.map(drop)
}

const TOKEN: &str = "SELECT hash, \"user\", name, created, last_used, ended FROM tokens";

fn read_token(mut row: Row) -> Token {
    Token {
        hash: row.bytes(0),
        user: row.id(1),
        name: row.text(2),
        created: instant(row.int(3)),
        last_used: row.maybe_int(4).map(instant),
        ended: row.maybe_int(5).map(instant),
    }
}

pub(crate) async fn token(conn: &mut Conn, hash: &[u8]) -> Result<Option<Token>> {
    let sql = Sql::new(format!("{TOKEN} WHERE hash = $1 AND ended IS NULL")).arg(hash);
    Ok(conn.row(sql).await?.map(read_token))
}

pub(crate) async fn tokens_of(conn: &mut Conn, user: Id) -> Result<Vec<Token>> {
    let sql = Sql::new(format!("{TOKEN} WHERE \"user\" = $1 ORDER BY created DESC")).id(user);
    Ok(conn.rows(sql).await?.into_iter().map(read_token).collect())
}

pub(crate) async fn add_token(conn: &mut Conn, token: &Token) -> Result<()> {
    let sql = "INSERT INTO tokens (hash, \"user\", name, created, last_used, ended) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let millis = |instant: Option<Instant>| instant.map(|instant| instant.timestamp_millis());
    let sql = Sql::new(sql)
        .arg(token.hash.as_slice())
        .id(token.user)
        .arg(token.name.as_str())
        .arg(token.created.timestamp_millis())
        .arg(millis(token.last_used))
        .arg(millis(token.ended));
    conn.run(sql).await.map(drop)
}

pub(crate) async fn touch_token(conn: &mut Conn, hash: &[u8], used: Instant) -> Result<()> {
    let sql = Sql::new("UPDATE tokens SET last_used = $1 WHERE hash = $2");
    conn.run(sql.arg(used.timestamp_millis()).arg(hash)).await.map(drop)
}

pub(crate) async fn end_token(conn: &mut Conn, user: Id, hash: &[u8], at: Instant) -> Result<()> {
    let sql = Sql::new("UPDATE tokens SET ended = $1 WHERE hash = $2 AND \"user\" = $3 AND ended IS NULL");
    let done = conn.run(sql.arg(at.timestamp_millis()).arg(hash).id(user)).await?;
    if done.rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}

pub(crate) async fn put_once(conn: &mut Conn, once: &Once) -> Result<()> {
    let sql = Sql::new("INSERT INTO once (hash, kind, \"user\", expires) VALUES ($1, $2, $3, $4)")
        .arg(once.hash.as_slice())
        .arg(once.kind.as_str())
        .arg(once.user.map(|id| id.0))
        .arg(once.expires.timestamp_millis());
    conn.run(sql).await.map(drop)
}

pub(crate) async fn once(conn: &mut Conn, hash: &[u8], kind: &str, now: Instant) -> Result<Option<Once>> {
    let sql = "SELECT hash, kind, \"user\", expires FROM once WHERE hash = $1 AND kind = $2 AND expires > $3";
    let row = conn.row(Sql::new(sql).arg(hash).arg(kind).arg(now.timestamp_millis())).await?;
    Ok(row.map(read_once))
}

fn read_once(mut row: Row) -> Once {
    Once { hash: row.bytes(0), kind: row.text(1), user: row.maybe_id(2), expires: instant(row.int(3)) }
}

pub(crate) async fn take_once(
    conn: &mut Conn,
    hash: &[u8],
    kind: &str,
    now: Instant,
) -> Result<Option<Once>> {
    let Some(once) = once(conn, hash, kind, now).await? else { return Ok(None) };
    let gone = conn.run(Sql::new("DELETE FROM once WHERE hash = $1").arg(hash)).await?;
    // Of two who come at once, one takes it.
    Ok((gone.rows == 1).then_some(once))
}

pub(crate) async fn drop_links_of(conn: &mut Conn, user: Id, kind: &str) -> Result<()> {
    let sql = Sql::new("DELETE FROM once WHERE \"user\" = $1 AND kind = $2").id(user).arg(kind);
    conn.run(sql).await.map(drop)
}

pub(crate) async fn tidy(conn: &mut Conn, now: Instant) -> Result<()> {
    let now = now.timestamp_millis();
    conn.run(Sql::new("DELETE FROM sessions WHERE expires <= $1").arg(now)).await?;
    let sql = Sql::new("DELETE FROM once WHERE expires <= $1 AND kind <> $2 RETURNING kind, hash");
    let sql = sql.arg(now).arg(Once::INVITATION);
    for mut row in conn.rows(sql).await? {
        if row.text(0) == Once::UPLOAD
            && let Ok(id) = Uuid::from_slice(&row.bytes(1))
        {
            kept::drop_file(conn, Id(id)).await?;
        }
    }
    Ok(())
}

/// The links of a kind, expired ones too where they stay.
pub(crate) async fn links(conn: &mut Conn, kind: &str) -> Result<Vec<Once>> {
    let sql = Sql::new("SELECT hash, kind, \"user\", expires FROM once WHERE kind = $1 ORDER BY expires");
    Ok(conn.rows(sql.arg(kind)).await?.into_iter().map(read_once).collect())
}

/// Ends all links of the user.
pub(crate) async fn end_links_of(conn: &mut Conn, user: Id) -> Result<()> {
    let sql = Sql::new("DELETE FROM once WHERE \"user\" = $1 AND kind <> $2");
    conn.run(sql.id(user).arg(Once::UPLOAD)).await.map(drop)
}

/// Those who have a password.
pub(crate) async fn with_passwords(conn: &mut Conn) -> Result<Vec<Id>> {
    let rows = conn.rows(Sql::new("SELECT \"user\" FROM credentials")).await?;
    Ok(rows.into_iter().map(|row| row.id(0)).collect())
}

/// What opens something now, and what does so no longer.
pub(crate) struct Doors {
    sessions: Vec<Session>,
    links: Vec<Once>,
    /// Hashes of tokens that were ended, and when.
    ended: Vec<(Vec<u8>, i64)>,
}

pub(crate) async fn doors(conn: &mut Conn) -> Result<Doors> {
    let sessions = conn.rows(Sql::new(SESSION)).await?.into_iter().map(read_session).collect();
    let sql = Sql::new("SELECT hash, kind, \"user\", expires FROM once WHERE kind <> $1").arg(Once::UPLOAD);
    let links = conn.rows(sql).await?.into_iter().map(read_once).collect();
    let rows = conn.rows(Sql::new("SELECT hash, ended FROM tokens WHERE ended IS NOT NULL")).await?;
    let ended = rows.into_iter().map(|mut row| (row.bytes(0), row.int(1))).collect();
    Ok(Doors { sessions, links, ended })
}

pub(crate) async fn put_doors(conn: &mut Conn, doors: Doors) -> Result<()> {
    conn.run(Sql::new("DELETE FROM sessions")).await?;
    conn.run(Sql::new("DELETE FROM once WHERE kind <> $1").arg(Once::UPLOAD)).await?;
    for session in &doors.sessions {
        add_session(conn, session).await?;
    }
    for link in &doors.links {
        put_once(conn, link).await?;
    }
    mails::hold(conn).await?;
    for (hash, at) in doors.ended {
        let sql = Sql::new("UPDATE tokens SET ended = $1 WHERE hash = $2 AND ended IS NULL");
        conn.run(sql.arg(at).arg(hash)).await?;
    }
    Ok(())
}
