//! The second factors of users, and the codes for whoever has lost hers.

use model::{Id, Instant};

use crate::conn::{Conn, Row, Sql};
use crate::error::Result;
use crate::log::instant;

/// What a user signs in with beside the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactor {
    pub user: Id,
    /// The key of its codes, sealed.
    pub secret: String,
    pub made: Instant,
    /// Since when it holds; until then it is only proposed.
    pub confirmed: Option<Instant>,
    /// The step of the last code that was used.
    pub step: i64,
}

const FACTOR: &str = "SELECT \"user\", secret, made, confirmed, step FROM second_factors";

fn read(mut row: Row) -> SecondFactor {
    SecondFactor {
        user: row.id(0),
        secret: row.text(1),
        made: instant(row.int(2)),
        confirmed: row.maybe_int(3).map(instant),
        step: row.int(4),
    }
}

pub(crate) async fn second_factor(conn: &mut Conn, user: Id) -> Result<Option<SecondFactor>> {
    let sql = Sql::new(format!("{FACTOR} WHERE \"user\" = $1")).id(user);
    Ok(conn.row(sql).await?.map(read))
}

pub(crate) async fn second_factors(conn: &mut Conn) -> Result<Vec<SecondFactor>> {
    Ok(conn.rows(Sql::new(FACTOR)).await?.into_iter().map(read).collect())
}

/// In place of one that is only proposed; nothing happens where one holds.
pub(crate) async fn put_second_factor(conn: &mut Conn, factor: &SecondFactor) -> Result<bool> {
    let sql = "INSERT INTO second_factors (\"user\", secret, made, confirmed, step) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (\"user\") DO UPDATE SET secret = excluded.secret, made = excluded.made, \
               step = excluded.step WHERE second_factors.confirmed IS NULL";
    let sql = Sql::new(sql)
        .id(factor.user)
        .arg(factor.secret.as_str())
        .arg(factor.made.timestamp_millis())
        .arg(factor.confirmed.map(|at| at.timestamp_millis()))
        .arg(factor.step);
    Ok(conn.run(sql).await?.rows == 1)
}

/// Whether what was proposed holds now; not where it held before, or another was proposed since.
pub(crate) async fn confirm_second_factor(
    conn: &mut Conn,
    proposed: &SecondFactor,
    at: Instant,
    step: i64,
) -> Result<bool> {
    let sql = "UPDATE second_factors SET confirmed = $1, step = $2 \
               WHERE \"user\" = $3 AND secret = $4 AND confirmed IS NULL";
    let sql = Sql::new(sql).arg(at.timestamp_millis()).arg(step).id(proposed.user);
    Ok(conn.run(sql.arg(proposed.secret.as_str())).await?.rows == 1)
}

/// Whether the code of `step` had not been used, nor a later one. It is used then.
pub(crate) async fn use_step(conn: &mut Conn, user: Id, step: i64) -> Result<bool> {
    let sql =
        "UPDATE second_factors SET step = $1 WHERE \"user\" = $2 AND step < $1 AND confirmed IS NOT NULL";
    Ok(conn.run(Sql::new(sql).arg(step).id(user)).await?.rows == 1)
}

/// Its recovery codes go with it.
pub(crate) async fn drop_second_factor(conn: &mut Conn, user: Id) -> Result<()> {
    conn.run(Sql::new("DELETE FROM second_factors WHERE \"user\" = $1").id(user)).await?;
    conn.run(Sql::new("DELETE FROM recovery_codes WHERE \"user\" = $1").id(user)).await.map(drop)
}

/// In place of those that there are.
pub(crate) async fn put_recovery_codes(conn: &mut Conn, user: Id, hashes: &[Vec<u8>]) -> Result<()> {
    conn.run(Sql::new("DELETE FROM recovery_codes WHERE \"user\" = $1").id(user)).await?;
    for hash in hashes {
        add_recovery_code(conn, user, hash).await?;
    }
    Ok(())
}

async fn add_recovery_code(conn: &mut Conn, user: Id, hash: &[u8]) -> Result<()> {
    let sql = Sql::new("INSERT INTO recovery_codes (\"user\", hash) VALUES ($1, $2)").id(user).arg(hash);
    conn.run(sql).await.map(drop)
}

/// Whether the code was there. It is gone then.
pub(crate) async fn take_recovery_code(conn: &mut Conn, user: Id, hash: &[u8]) -> Result<bool> {
    let sql = Sql::new("DELETE FROM recovery_codes WHERE \"user\" = $1 AND hash = $2").id(user).arg(hash);
    Ok(conn.run(sql).await?.rows == 1)
}

pub(crate) async fn recovery_codes_left(conn: &mut Conn, user: Id) -> Result<u32> {
    let sql = Sql::new("SELECT count(*) FROM recovery_codes WHERE \"user\" = $1").id(user);
    Ok(conn.row(sql).await?.map_or(0, |row| u32::try_from(row.int(0)).unwrap_or(0)))
}

/// All second factors with their recovery codes, to be put into another database.
pub(crate) struct Factors {
    factors: Vec<SecondFactor>,
    codes: Vec<(Id, Vec<u8>)>,
}

pub(crate) async fn factors(conn: &mut Conn) -> Result<Factors> {
    let factors = second_factors(conn).await?;
    let rows = conn.rows(Sql::new("SELECT \"user\", hash FROM recovery_codes")).await?;
    let codes = rows.into_iter().map(|mut row| (row.id(0), row.bytes(1))).collect();
    Ok(Factors { factors, codes })
}

/// In place of all that there are.
pub(crate) async fn put_factors(conn: &mut Conn, factors: Factors) -> Result<()> {
    conn.run(Sql::new("DELETE FROM second_factors")).await?;
    conn.run(Sql::new("DELETE FROM recovery_codes")).await?;
    for factor in &factors.factors {
        put_second_factor(conn, factor).await?;
    }
    for (user, hash) in &factors.codes {
        add_recovery_code(conn, *user, hash).await?;
    }
    Ok(())
}
