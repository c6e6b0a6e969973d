//! One connection to either database, and the statements that run on it.
//!
//! Cells come back the same from both databases, so that nothing above this file asks which one answers.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use model::{Id, Stored};
use sea_query::Value;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{
    Arguments, AssertSqlSafe, Column, Postgres, Row as _, Sqlite, SqliteConnection, TypeInfo, ValueRef,
};
use uuid::Uuid;

use crate::dialect::Dialect;
use crate::error::{Error, Result};

/// A statement with its arguments. Values are never a part of the text.
#[derive(Clone, Debug)]
pub(crate) struct Sql {
    pub(crate) text: Cow<'static, str>,
    pub(crate) args: Vec<Value>,
}

impl Sql {
    /// `text` has its arguments as `$1`, `$2`, …, which both databases understand.
    pub(crate) fn new(text: impl Into<Cow<'static, str>>) -> Sql {
        Sql { text: text.into(), args: Vec::new() }
    }

    pub(crate) fn arg(mut self, value: impl Into<Value>) -> Sql {
        self.args.push(value.into());
        self
    }

    pub(crate) fn id(self, id: Id) -> Sql {
        self.arg(id.0)
    }
}

/// What a statement that reads nothing did.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Done {
    pub(crate) rows: u64,
    /// The row that SQLite inserted last; 0 on PostgreSQL.
    pub(crate) last_rid: i64,
}

/// The content of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Cell {
    #[default]
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    Id(Uuid),
}

/// A row; its cells are taken out one by one.
#[derive(Clone, Debug)]
pub(crate) struct Row(Vec<Cell>);

impl Row {
    pub(crate) fn take(&mut self, at: usize) -> Cell {
        self.0.get_mut(at).map(std::mem::take).unwrap_or_default()
    }

    pub(crate) fn int(&self, at: usize) -> i64 {
        self.maybe_int(at).unwrap_or_default()
    }

    pub(crate) fn maybe_int(&self, at: usize) -> Option<i64> {
        if let Some(Cell::Int(number)) = self.0.get(at) { Some(*number) } else { None }
    }

    pub(crate) fn text(&mut self, at: usize) -> String {
        self.maybe_text(at).unwrap_or_default()
    }

    pub(crate) fn maybe_text(&mut self, at: usize) -> Option<String> {
        if let Cell::Text(text) = self.take(at) { Some(text) } else { None }
    }

    pub(crate) fn maybe_id(&self, at: usize) -> Option<Id> {
        if let Some(Cell::Id(id)) = self.0.get(at) { Some(Id(*id)) } else { None }
    }

    pub(crate) fn id(&self, at: usize) -> Id {
        self.maybe_id(at).unwrap_or(Id(Uuid::nil()))
    }

    pub(crate) fn bytes(&mut self, at: usize) -> Vec<u8> {
        match self.take(at) {
            Cell::Bytes(bytes) => bytes,
            // Sixteen bytes look like an id to SQLite.
            Cell::Id(id) => id.as_bytes().to_vec(),
            Cell::Null | Cell::Int(_) | Cell::Text(_) => Vec::new(),
        }
    }

    pub(crate) fn stored(&mut self, at: usize) -> Stored {
        match self.take(at) {
            Cell::Int(number) => Stored::Int(number),
            Cell::Text(text) => Stored::Text(text),
            Cell::Id(id) => Stored::Id(Id(id)),
            Cell::Null | Cell::Bytes(_) => Stored::Null,
        }
    }
}

enum Raw {
    /// That of the writer, or one for work that must not keep readers from theirs.
    Own(Box<SqliteConnection>),
    Reader(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// A connection that counts what it runs.
pub(crate) struct Conn {
    raw: Raw,
    counter: Arc<AtomicU64>,
    /// What went wrong last. When SQLite takes a whole transaction back by itself, this is why.
    trouble: Option<Error>,
}

impl Conn {
    pub(crate) fn own(raw: SqliteConnection, counter: Arc<AtomicU64>) -> Conn {
        Conn { raw: Raw::Own(Box::new(raw)), counter, trouble: None }
    }

    pub(crate) fn reader(raw: PoolConnection<Sqlite>, counter: Arc<AtomicU64>) -> Conn {
        Conn { raw: Raw::Reader(raw), counter, trouble: None }
    }

    pub(crate) fn postgres(raw: PoolConnection<Postgres>, counter: Arc<AtomicU64>) -> Conn {
        Conn { raw: Raw::Postgres(raw), counter, trouble: None }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self.raw {
            Raw::Own(_) | Raw::Reader(_) => Dialect::Sqlite,
            Raw::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Does not count from here on: housekeeping would blur what a request costs.
    pub(crate) fn uncounted(mut self) -> Conn {
        self.counter = Arc::default();
        self
    }

    pub(crate) async fn rows(&mut self, sql: Sql) -> Result<Vec<Row>> {
        self.counter.fetch_add(1, Ordering::Relaxed);
        let rows = self.fetch(sql).await;
        self.note(rows)
    }

    fn note<T>(&mut self, result: Result<T>) -> Result<T> {
        if let Err(error) = &result {
            self.trouble = Some(error.clone());
        }
        result
    }

    /// What went wrong last, to be told once.
    pub(crate) fn trouble(&mut self) -> Option<Error> {
        self.trouble.take()
    }

    async fn fetch(&mut self, sql: Sql) -> Result<Vec<Row>> {
        let text = AssertSqlSafe(sql.text);
        match &mut self.raw {
            Raw::Own(conn) => sqlite_rows(conn, text, sql.args).await,
            Raw::Reader(conn) => sqlite_rows(conn, text, sql.args).await,
            Raw::Postgres(conn) => {
                let query = sqlx::query_with(text, postgres_args(sql.args)?);
                query.fetch_all(&mut **conn).await?.iter().map(postgres_row).collect()
            }
        }
    }

    pub(crate) async fn row(&mut self, sql: Sql) -> Result<Option<Row>> {
        Ok(self.rows(sql).await?.into_iter().next())
    }

    pub(crate) async fn run(&mut self, sql: Sql) -> Result<Done> {
        self.counter.fetch_add(1, Ordering::Relaxed);
        let done = self.execute(sql).await;
        self.note(done)
    }

    async fn execute(&mut self, sql: Sql) -> Result<Done> {
        let text = AssertSqlSafe(sql.text);
        match &mut self.raw {
            Raw::Own(conn) => sqlite_run(conn, text, sql.args).await,
            Raw::Reader(conn) => sqlite_run(conn, text, sql.args).await,
            Raw::Postgres(conn) => {
                let query = sqlx::query_with(text, postgres_args(sql.args)?);
                let done = query.execute(&mut **conn).await?;
                Ok(Done { rows: done.rows_affected(), last_rid: 0 })
            }
        }
    }

    /// `BEGIN`, `COMMIT` and the like; not counted, because how many there are depends on who else writes.
    pub(crate) async fn control(&mut self, text: &'static str) -> Result<()> {
        match &mut self.raw {
            Raw::Own(conn) => sqlx::query(text).execute(&mut **conn).await.map(drop)?,
            Raw::Reader(conn) => sqlx::query(text).execute(&mut **conn).await.map(drop)?,
            Raw::Postgres(conn) => sqlx::query(text).execute(&mut **conn).await.map(drop)?,
        }
        Ok(())
    }

    /// Closes a connection whose state is not known any more, so that nobody else gets it.
    pub(crate) async fn discard(self) {
        match self.raw {
            Raw::Own(conn) => drop(conn),
            Raw::Reader(conn) => drop(conn.detach()),
            Raw::Postgres(conn) => drop(conn.detach()),
        }
    }

    /// A connection of its own, to be closed in order.
    pub(crate) fn into_own(self) -> Option<SqliteConnection> {
        if let Raw::Own(conn) = self.raw { Some(*conn) } else { None }
    }
}

type Text = AssertSqlSafe<Cow<'static, str>>;

async fn sqlite_rows(conn: &mut SqliteConnection, text: Text, args: Vec<Value>) -> Result<Vec<Row>> {
    let rows = sqlx::query_with(text, sqlite_args(args)?).fetch_all(conn).await?;
    rows.iter().map(sqlite_row).collect()
}

async fn sqlite_run(conn: &mut SqliteConnection, text: Text, args: Vec<Value>) -> Result<Done> {
    let done = sqlx::query_with(text, sqlite_args(args)?).execute(conn).await?;
    Ok(Done { rows: done.rows_affected(), last_rid: done.last_insert_rowid() })
}

/// A value of a type that no statement of ours binds.
fn unbindable(value: &Value) -> Error {
    Error::Filter(format!("{value:?} cannot be bound"))
}

fn sqlite_args(values: Vec<Value>) -> Result<SqliteArguments> {
    let mut args = SqliteArguments::default();
    args.reserve(values.len(), 0);
    for value in values {
        let added = match value {
            Value::BigInt(value) => args.add(value),
            Value::Int(value) => args.add(value),
            Value::BigUnsigned(value) => args.add(value.and_then(|number| i64::try_from(number).ok())),
            Value::String(value) => args.add(value),
            Value::Uuid(value) => args.add(value),
            Value::Bytes(value) => args.add(value),
            value => return Err(unbindable(&value)),
        };
        added.map_err(sqlx::Error::Encode)?;
    }
    Ok(args)
}

fn postgres_args(values: Vec<Value>) -> Result<PgArguments> {
    let mut args = PgArguments::default();
    args.reserve(values.len(), 0);
    for value in values {
        let added = match value {
            Value::BigInt(value) => args.add(value),
            Value::Int(value) => args.add(value),
            Value::BigUnsigned(value) => args.add(value.and_then(|number| i64::try_from(number).ok())),
            // U+0000 is the one character that PostgreSQL cannot hold.
            Value::String(value) => args.add(value.map(|text| text.replace('\0', ""))),
            Value::Uuid(value) => args.add(value),
            Value::Bytes(value) => args.add(value),
            value => return Err(unbindable(&value)),
        };
        added.map_err(sqlx::Error::Encode)?;
    }
    Ok(args)
}

fn sqlite_row(row: &SqliteRow) -> Result<Row> {
    (0..row.len()).map(|at| sqlite_cell(row, at)).collect::<Result<_>>().map(Row)
}

fn sqlite_cell(row: &SqliteRow, at: usize) -> Result<Cell> {
    let value = row.try_get_raw(at)?;
    if value.is_null() {
        return Ok(Cell::Null);
    }
    let kind = value.type_info();
    Ok(match kind.name() {
        "INTEGER" => Cell::Int(row.try_get_unchecked(at)?),
        "TEXT" => Cell::Text(row.try_get_unchecked(at)?),
        "BLOB" => {
            let bytes: &[u8] = row.try_get_unchecked(at)?;
            Uuid::from_slice(bytes).map_or_else(|_| Cell::Bytes(bytes.to_vec()), Cell::Id)
        }
        kind => return Err(Error::Corrupt(format!("a cell holds {kind}"))),
    })
}

fn postgres_row(row: &PgRow) -> Result<Row> {
    (0..row.len()).map(|at| postgres_cell(row, at)).collect::<Result<_>>().map(Row)
}

fn postgres_cell(row: &PgRow, at: usize) -> Result<Cell> {
    if row.try_get_raw(at)?.is_null() {
        return Ok(Cell::Null);
    }
    Ok(match row.column(at).type_info().name() {
        "INT8" => Cell::Int(row.try_get(at)?),
        "INT4" => Cell::Int(row.try_get::<i32, _>(at)?.into()),
        "BOOL" => Cell::Int(row.try_get::<bool, _>(at)?.into()),
        "TEXT" | "VARCHAR" | "NAME" => Cell::Text(row.try_get(at)?),
        "UUID" => Cell::Id(row.try_get(at)?),
        "BYTEA" => Cell::Bytes(row.try_get(at)?),
        kind => return Err(Error::Corrupt(format!("a cell holds {kind}"))),
    })
}
