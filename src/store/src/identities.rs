//! Who somebody is at an identity provider.

use model::Id;

use crate::conn::{Conn, Sql};
use crate::error::Result;

/// The user who came in before as `subject` of the issuer.
pub(crate) async fn user_of(conn: &mut Conn, issuer: &str, subject: &str) -> Result<Option<Id>> {
    let sql = "SELECT \"user\" FROM identities WHERE issuer = $1 AND subject = $2";
    Ok(conn.row(Sql::new(sql).arg(issuer).arg(subject)).await?.map(|row| row.id(0)))
}

/// Whether the user is known to the issuer already, as whoever.
pub(crate) async fn has(conn: &mut Conn, issuer: &str, user: Id) -> Result<bool> {
    let sql = Sql::new("SELECT 1 FROM identities WHERE \"user\" = $1 AND issuer = $2").id(user).arg(issuer);
    Ok(conn.row(sql).await?.is_some())
}

/// Of two who come at once, the first stays.
pub(crate) async fn add(conn: &mut Conn, issuer: &str, subject: &str, user: Id) -> Result<()> {
    let sql = "INSERT INTO identities (issuer, subject, \"user\") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    conn.run(Sql::new(sql).arg(issuer).arg(subject).id(user)).await.map(drop)
}
