//! Where connections for reading come from.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use sqlx::Connection;
use sqlx::postgres::PgPool;
use sqlx::sqlite::{SqliteConnection, SqlitePool};

use crate::conn::Conn;
use crate::dialect::Dialect;
use crate::error::Result;
use crate::functions;

#[derive(Clone)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

#[derive(Clone)]
pub(crate) struct Source {
    pool: Pool,
    counter: Arc<AtomicU64>,
}

impl Source {
    pub(crate) fn sqlite(pool: SqlitePool, counter: Arc<AtomicU64>) -> Source {
        Source { pool: Pool::Sqlite(pool), counter }
    }

    pub(crate) fn postgres(pool: PgPool, counter: Arc<AtomicU64>) -> Source {
        Source { pool: Pool::Postgres(pool), counter }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self.pool {
            Pool::Sqlite(_) => Dialect::Sqlite,
            Pool::Postgres(_) => Dialect::Postgres,
        }
    }

    pub(crate) async fn conn(&self) -> Result<Conn> {
        let counter = self.counter.clone();
        Ok(match &self.pool {
            Pool::Sqlite(pool) => Conn::reader(pool.acquire().await?, counter),
            Pool::Postgres(pool) => Conn::postgres(pool.acquire().await?, counter),
        })
    }

    /// A connection beside the pool, for work that takes so long that others would wait for theirs.
    pub(crate) async fn apart(&self) -> Result<Conn> {
        let Pool::Sqlite(pool) = &self.pool else { return self.conn().await };
        let mut raw = SqliteConnection::connect_with(&pool.connect_options()).await?;
        functions::register(&mut raw).await?;
        Ok(Conn::own(raw, self.counter.clone()).uncounted())
    }

    /// The data file; none of PostgreSQL.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        let Pool::Sqlite(pool) = &self.pool else { return None };
        Some(pool.connect_options().get_filename().to_owned())
    }

    pub(crate) fn is_closed(&self) -> bool {
        match &self.pool {
            Pool::Sqlite(pool) => pool.is_closed(),
            Pool::Postgres(pool) => pool.is_closed(),
        }
    }

    pub(crate) async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}
