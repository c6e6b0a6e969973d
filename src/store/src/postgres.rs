//! Connecting to PostgreSQL.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};

use crate::error::{Error, Result};

pub(crate) async fn open(url: &str) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|error| Error::Unavailable(format!("the URL of the database cannot be read ({error})")))?
        .application_name("rapport")
        // Statements name their tables in the order in which they are best joined. To look for a better one among a
        // dozen links takes longer than to read a page.
        .options([("join_collapse_limit", "1")])
        .statement_cache_capacity(512);
    let options = sqlx::ConnectOptions::disable_statement_logging(options);
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options)
        .await?;
    let encoding: String = sqlx::query_scalar("SHOW server_encoding").fetch_one(&pool).await?;
    if encoding != "UTF8" {
        return Err(Error::Unavailable(format!("it is in {encoding}; make one with ENCODING 'UTF8'")));
    }
    sqlx::migrate!("../../migrations/postgres").run(&pool).await?;
    Ok(pool)
}
