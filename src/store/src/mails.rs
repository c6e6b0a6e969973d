//! Mails on their way out. Like effects they are queued in the transaction of what they tell about, so that none is lost
//! and none is sent for a write that did not happen; unlike effects they stay to be looked at.

use std::time::Duration;

use model::{Id, Instant, Problem};

use crate::conn::{Conn, Row, Sql};
use crate::dialect::Dialect;
use crate::error::Result;
use crate::log::instant;

/// How far a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailState {
    /// To be sent, for the first time or again.
    Waiting,
    Sent,
    /// Not sent, and not tried again by itself.
    Failed,
}

impl MailState {
    const ALL: [MailState; 3] = [MailState::Waiting, MailState::Sent, MailState::Failed];

    const fn key(self) -> &'static str {
        match self {
            MailState::Waiting => "waiting",
            MailState::Sent => "sent",
            MailState::Failed => "failed",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub id: Id,
    pub at: Instant,
    /// An address.
    pub recipient: String,
    pub subject: String,
    /// Sealed; empty once it was sent.
    pub content: String,
    pub state: MailState,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub due: Option<Instant>,
    /// Why the last try failed.
    pub trouble: Option<Problem>,
}

const COLUMNS: &str = "id, at, recipient, subject, content, state, attempts, due, trouble";

fn read(mut row: Row) -> Result<Mail> {
    let state = row.text(5);
    Ok(Mail {
        id: row.id(0),
        at: instant(row.int(1)),
        recipient: row.text(2),
        subject: row.text(3),
        content: row.text(4),
        state: MailState::ALL.into_iter().find(|known| known.key() == state).unwrap_or(MailState::Failed),
        attempts: row.int(6),
        due: row.maybe_int(7).map(instant),
        trouble: row.maybe_text(8).map(|json| serde_json::from_str(&json)).transpose()?,
    })
}

pub(crate) async fn put(conn: &mut Conn, mail: &Mail) -> Result<()> {
    let sql = "INSERT INTO mails (id, at, recipient, subject, content, state, attempts, due) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let sql = Sql::new(sql)
        .id(mail.id)
        .arg(mail.at.timestamp_millis())
        .arg(mail.recipient.as_str())
        .arg(mail.subject.as_str())
        .arg(mail.content.as_str())
        .arg(mail.state.key())
        .arg(mail.attempts)
        .arg(mail.due.map(|due| due.timestamp_millis()));
    conn.run(sql).await.map(drop)
}

/// The latest first.
pub(crate) async fn latest(conn: &mut Conn, limit: u32) -> Result<Vec<Mail>> {
    let sql = format!("SELECT {COLUMNS} FROM mails ORDER BY at DESC, id DESC LIMIT $1");
    conn.rows(Sql::new(sql).arg(i64::from(limit))).await?.into_iter().map(read).collect()
}

/// The contents of those that were not sent yet.
pub(crate) async fn sealed(conn: &mut Conn) -> Result<Vec<String>> {
    let rows = conn.rows(Sql::new("SELECT content FROM mails WHERE content <> ''")).await?;
    Ok(rows.into_iter().map(|mut row| row.text(0)).collect())
}

pub(crate) async fn is_due(conn: &mut Conn, now: Instant) -> Result<bool> {
    let sql = Sql::new("SELECT 1 FROM mails WHERE due <= $1 LIMIT 1").arg(now.timestamp_millis());
    Ok(conn.row(sql).await?.is_some())
}

/// Takes mails that are due, each with this try counted; they are due again after `lease`, in case that who took them
/// dies.
pub(crate) async fn take(conn: &mut Conn, limit: u32, now: Instant, lease: Duration) -> Result<Vec<Mail>> {
    let skip = match conn.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => "FOR UPDATE SKIP LOCKED",
    };
    let sql = format!("SELECT {COLUMNS} FROM mails WHERE due <= $1 ORDER BY due, id LIMIT $2 {skip}");
    let sql = Sql::new(sql).arg(now.timestamp_millis()).arg(i64::from(limit));
    let mut mails: Vec<Mail> = conn.rows(sql).await?.into_iter().map(read).collect::<Result<_>>()?;
    let again = (now + lease).timestamp_millis();
    for mail in &mut mails {
        mail.attempts += 1;
        let sql = Sql::new("UPDATE mails SET due = $1, attempts = $2 WHERE id = $3");
        conn.run(sql.arg(again).arg(mail.attempts).id(mail.id)).await?;
    }
    Ok(mails)
}

/// Writes down what became of a try. Whoever took the mail since, because this one took too long, decides instead.
pub(crate) async fn note(conn: &mut Conn, mail: &Mail) -> Result<()> {
    let trouble = mail.trouble.as_ref().map(serde_json::to_string).transpose()?;
    let sql =
        "UPDATE mails SET state = $1, due = $2, trouble = $3, content = $4 WHERE id = $5 AND attempts = $6";
    let sql = Sql::new(sql)
        .arg(mail.state.key())
        .arg(mail.due.map(|due| due.timestamp_millis()))
        .arg(trouble)
        .arg(mail.content.as_str())
        .id(mail.id)
        .arg(mail.attempts);
    conn.run(sql).await.map(drop)
}

/// Has a mail that failed sent again; whether there was one.
pub(crate) async fn again(conn: &mut Conn, id: Id, now: Instant) -> Result<bool> {
    let sql = "UPDATE mails SET state = $1, attempts = 0, due = $2 WHERE id = $3 AND state = $4";
    let sql = Sql::new(sql)
        .arg(MailState::Waiting.key())
        .arg(now.timestamp_millis())
        .id(id)
        .arg(MailState::Failed.key());
    Ok(conn.run(sql).await?.rows == 1)
}

/// Nothing that waits is sent by itself: in a backup that is restored it may have been sent long ago.
pub(crate) async fn hold(conn: &mut Conn) -> Result<()> {
    let trouble = serde_json::to_string(&Problem::new("", "mail-restored"))?;
    let sql = "UPDATE mails SET state = $1, due = NULL, trouble = $2 WHERE state = $3";
    let sql = Sql::new(sql).arg(MailState::Failed.key()).arg(trouble).arg(MailState::Waiting.key());
    conn.run(sql).await.map(drop)
}

pub(crate) async fn forget(conn: &mut Conn, before: Instant) -> Result<()> {
    let sql = Sql::new("DELETE FROM mails WHERE at < $1 AND due IS NULL").arg(before.timestamp_millis());
    conn.run(sql).await.map(drop)
}
