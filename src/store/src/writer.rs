//! Who writes.
//!
//! SQLite has one writer: a task that owns the connection. It takes all that waits, runs it in one transaction, each
//! job behind a savepoint of its own, commits once and then answers all. So the disk is waited for once for many, and
//! nobody is told "done" before his write is on it. A job that fails takes back its own part only.
//!
//! On PostgreSQL each job is a transaction on a connection of the pool.

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use futures::FutureExt;
use futures::future::BoxFuture;
use model::{Change, ChangeKind};
use sqlx::postgres::PgPool;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{RwLock, mpsc, oneshot};

use crate::conn::Conn;
use crate::error::{Error, Result};
use crate::feed::Commits;
use crate::layout::Layout;
use crate::log;
use crate::plan::Planner;
use crate::replace::{Replacing, replace};
use crate::tx::Tx;

/// Jobs in one transaction of SQLite.
const GROUP: usize = 64;
/// Jobs that wait before callers do.
const WAITING: usize = 1_024;

/// What every write needs to know.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) layout: Arc<std::sync::RwLock<Arc<Layout>>>,
    pub(crate) planner: Arc<Planner>,
    pub(crate) commits: Commits,
    pub(crate) counter: Arc<AtomicU64>,
    /// Held by all who write to PostgreSQL, and alone by whoever changes how records lie in tables.
    pub(crate) gate: Arc<RwLock<()>>,
}

impl Desk {
    pub(crate) fn layout(&self) -> Arc<Layout> {
        self.layout.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// After a commit: everybody may know.
    fn publish(&self, changes: Vec<Change>) {
        for change in changes.iter().filter(|change| change.kind == ChangeKind::Created) {
            self.planner.added(&change.module, 1);
        }
        self.commits.send(changes);
    }
}

/// What a caller wants done in a transaction.
pub(crate) trait Job: Send {
    /// Whether what it did is to be kept.
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, bool>;
    /// Tells the caller: what the job gave, or why that was not kept.
    fn answer(self: Box<Self>, committed: Result<()>);
}

struct Closure<T, E, F> {
    job: Option<F>,
    result: Option<Result<T, E>>,
    caller: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Job for Closure<T, E, F>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            let Some(job) = self.job.take() else { return false };
            self.result = Some(guarded(job, tx).await);
            matches!(self.result, Some(Ok(_)))
        })
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        let result = match (self.result, committed) {
            // A job's own error says more than that the group failed.
            (Some(Err(error)), _) => Err(error),
            (_, Err(error)) => Err(error.into()),
            (Some(result), Ok(())) => result,
            (None, Ok(())) => Err(Error::Unavailable("the write was not run".into()).into()),
        };
        // A caller who is gone does not want to know.
        let _ = self.caller.send(result);
    }
}

/// Runs the job; a panic in it is its own failure and not that of all later writes.
async fn guarded<T, E, F>(job: F, tx: &mut Tx) -> Result<T, E>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send,
    E: From<Error>,
{
    let run = AssertUnwindSafe(async move { job(tx).await });
    run.catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!("a write panicked; it was taken back");
        Err(Error::Unavailable("the write failed unexpectedly and was taken back".into()).into())
    })
}

pub(crate) enum Writer {
    Sqlite(mpsc::Sender<Box<dyn Job>>, mpsc::Sender<Between>),
    Postgres(PgPool, Desk),
}

/// What the writer of SQLite does between two transactions, while jobs wait.
pub(crate) enum Between {
    Replace(Replacing),
    Compact(oneshot::Sender<Result<()>>),
}

impl Writer {
    pub(crate) fn sqlite(conn: SqliteConnection, desk: Desk) -> (Writer, tokio::task::JoinHandle<()>) {
        let (sender, jobs) = mpsc::channel(WAITING);
        let (between, others) = mpsc::channel(1);
        (Writer::Sqlite(sender, between), tokio::spawn(write(conn, jobs, others, desk)))
    }

    /// Puts the database at `from` in place of the one that is open, between two transactions.
    pub(crate) async fn replace(&self, from: PathBuf, layout: Arc<Layout>) -> Result<()> {
        let Writer::Sqlite(_, between) = self else { return Err(Error::OnlySqlite) };
        let (caller, answer) = oneshot::channel();
        let replacing = Replacing { from, layout, caller };
        between.send(Between::Replace(replacing)).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// Writes all anew without gaps. On SQLite whoever writes meanwhile waits.
    pub(crate) async fn compact(&self) -> Result<()> {
        match self {
            Writer::Sqlite(_, between) => {
                let (caller, answer) = oneshot::channel();
                between.send(Between::Compact(caller)).await.map_err(|_| gone())?;
                answer.await.map_err(|_| gone())?
            }
            Writer::Postgres(pool, desk) => {
                let mut conn = Conn::postgres(pool.acquire().await?, desk.counter.clone()).uncounted();
                conn.control("VACUUM (ANALYZE)").await
            }
        }
    }

    pub(crate) async fn run<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.run_beside(true, job).await
    }

    /// While nobody else of this program writes, so that whoever writes next goes by the layout that the job puts up.
    pub(crate) async fn run_alone<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.run_beside(false, job).await
    }

    async fn run_beside<T, E, F>(&self, others: bool, job: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match self {
            Writer::Sqlite(sender, _) => {
                let (caller, answer) = oneshot::channel();
                let job = Closure { job: Some(job), result: None, caller };
                sender.send(Box::new(job)).await.map_err(|_| gone())?;
                answer.await.map_err(|_| gone())?
            }
            Writer::Postgres(pool, desk) => {
                // A task of its own: a caller who goes away must not leave a transaction open.
                let (pool, desk) = (pool.clone(), desk.clone());
                let task = tokio::spawn(async move {
                    let (_beside, _alone);
                    match others {
                        true => _beside = desk.gate.read().await,
                        false => _alone = desk.gate.write().await,
                    }
                    transaction(&pool, &desk, job).await
                });
                task.await.map_err(|_| gone())?
            }
        }
    }
}

fn gone() -> Error {
    Error::Unavailable("it is being closed".into())
}

async fn transaction<T, E, F>(pool: &PgPool, desk: &Desk, job: F) -> Result<T, E>
where
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send,
    E: From<Error>,
{
    let raw = pool.acquire().await.map_err(Error::from)?;
    let mut tx = Tx::new(Conn::postgres(raw, desk.counter.clone()), desk.layout());
    tx.conn.control("BEGIN").await?;
    let result = guarded(job, &mut tx).await;
    let kept = match &result {
        Ok(_) => commit(&mut tx).await,
        Err(_) => Ok(Vec::new()),
    };
    match (result, kept) {
        (Ok(value), Ok(changes)) => {
            desk.publish(changes);
            Ok(value)
        }
        (result, kept) => {
            if tx.conn.control("ROLLBACK").await.is_err() {
                tx.conn.discard().await;
            }
            Err(result.err().unwrap_or_else(|| kept.err().unwrap_or(Error::Busy).into()))
        }
    }
}

/// What happened, once it is on the disk.
async fn commit(tx: &mut Tx) -> Result<Vec<Change>> {
    let changes = tx.flush().await?;
    tx.conn.control("COMMIT").await?;
    Ok(changes)
}

/// The one writer of SQLite, until nobody is left who could ask.
async fn write(
    conn: SqliteConnection,
    mut jobs: mpsc::Receiver<Box<dyn Job>>,
    mut others: mpsc::Receiver<Between>,
    desk: Desk,
) {
    let mut conn = Conn::own(conn, desk.counter.clone());
    loop {
        let first = tokio::select! {
            biased;
            Some(asked) = others.recv() => match between(conn, asked, &desk).await {
                Some(same) => {
                    conn = same;
                    continue;
                }
                None => return,
            },
            job = jobs.recv() => match job {
                Some(job) => job,
                None => break,
            },
        };
        let mut tx = Tx::new(conn, desk.layout());
        let mut done = Vec::new();
        let outcome = group(&mut tx, first, &mut jobs, &mut done, &desk).await;
        match &outcome {
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "a group of writes failed");
                // SQLite may have taken it back by itself, as it does when the disk is full.
                let _ = tx.conn.control("ROLLBACK").await;
            }
        }
        conn = tx.conn;
        let told = outcome.as_ref().map(drop).map_err(Error::clone);
        if let Ok(changes) = outcome {
            desk.publish(changes);
        }
        for job in done {
            job.answer(told.clone());
        }
    }
    if let Some(conn) = conn.into_own()
        && let Err(error) = conn.close().await
    {
        tracing::error!(%error, "the database could not be closed");
    }
}

/// The connection comes back unless it was lost.
async fn between(mut conn: Conn, asked: Between, desk: &Desk) -> Option<Conn> {
    match asked {
        Between::Replace(replacing) => put_in_place(conn, replacing, desk).await,
        Between::Compact(caller) => {
            let _ = caller.send(compact(&mut conn).await);
            Some(conn)
        }
    }
}

/// What is written anew goes by the disk, as it may be larger than the memory.
async fn compact(conn: &mut Conn) -> Result<()> {
    conn.control("PRAGMA temp_store = FILE").await?;
    let written = conn.control("VACUUM").await;
    conn.control("PRAGMA temp_store = MEMORY").await?;
    written?;
    conn.control("PRAGMA wal_checkpoint(TRUNCATE)").await
}

/// Exchanges the whole content of the database. Writes that wait behind it are done on the new one.
async fn put_in_place(conn: Conn, replacing: Replacing, desk: &Desk) -> Option<Conn> {
    let Replacing { from, layout, caller } = replacing;
    let (conn, replaced) = replace(conn.into_own()?, from).await;
    let mut conn = conn.map(|conn| Conn::own(conn, desk.counter.clone()));
    if let (Some(conn), Ok(())) = (&mut conn, &replaced) {
        *desk.layout.write().unwrap_or_else(std::sync::PoisonError::into_inner) = layout;
        desk.commits.replaced(log::last(conn).await.unwrap_or_default());
    }
    let _ = caller.send(replaced);
    conn
}

/// Runs `first` and what waits behind it in one transaction. All that were run are in `done`, also where it fails.
async fn group(
    tx: &mut Tx,
    first: Box<dyn Job>,
    jobs: &mut mpsc::Receiver<Box<dyn Job>>,
    done: &mut Vec<Box<dyn Job>>,
    desk: &Desk,
) -> Result<Vec<Change>> {
    let begun = tx.conn.control("BEGIN IMMEDIATE").await;
    let mut next = Some(first);
    while let Some(mut job) = next {
        let ran = match &begun {
            Ok(()) => behind_savepoint(tx, job.as_mut()).await,
            Err(error) => Err(error.clone()),
        };
        done.push(job);
        ran?;
        tx.layout = desk.layout();
        next = if done.len() < GROUP { jobs.try_recv().ok() } else { None };
    }
    commit(tx).await
}

async fn behind_savepoint(tx: &mut Tx, job: &mut dyn Job) -> Result<()> {
    let mark = tx.mark();
    tx.conn.control("SAVEPOINT job").await?;
    tx.conn.trouble();
    if !job.run(tx).await {
        tx.back_to(mark);
        let back = tx.conn.control("ROLLBACK TO job").await;
        // Where there is no savepoint any more, SQLite took all back by itself, for the reason that the job met.
        back.map_err(|error| tx.conn.trouble().unwrap_or(error))?;
    }
    tx.conn.control("RELEASE job").await
}

#[cfg(test)]
mod tests {
    use model::Shape;
    use model::module::Group;
    use model::{Grant, Id, Instant, Module, Record, Schema, Value};

    use super::*;
    use crate::{Store, Writing};

    async fn add(store: &Store, number: u128, size: usize) -> Result<()> {
        let id = Id(uuid::Uuid::from_u128(number));
        let values = [("name".into(), Value::text("x".repeat(size)))].into();
        let record = Record { id, version: 1, title: "x".into(), values };
        let writing = Writing { batch: id, at: Instant::UNIX_EPOCH, by: None };
        let job = store.write(move |tx| {
            Box::pin(async move { tx.insert(&Grant::system("test"), "things", &record, &writing).await })
        });
        job.await
    }

    async fn pages(store: &Store, most: &'static str) {
        store.write(move |tx| Box::pin(async move { tx.conn.control(most).await })).await.unwrap();
    }

    #[tokio::test]
    async fn a_full_disk_is_an_error_and_harms_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().join("full.db").to_str().unwrap()).await.unwrap();
        let module =
            Module::new("things", Group::Working, "box").section("all", [model::field::text("name")]);
        let schema = Schema::merge(vec![module], Shape::default(), "EUR");
        store.put_schema(Arc::new(schema)).await.unwrap();
        add(&store, 1, 10).await.unwrap();
        pages(&store, "PRAGMA max_page_count = 200").await;
        let jobs: Vec<_> = (2..80)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move { add(&store, number, 20_000).await })
            })
            .collect();
        let (mut written, mut refused) = (0, 0);
        for job in jobs {
            match job.await.unwrap() {
                Ok(()) => written += 1,
                Err(Error::Full) => refused += 1,
                Err(error) => panic!("{error}"),
            }
        }
        assert!(refused > 0);
        pages(&store, "PRAGMA max_page_count = 1000000").await;
        add(&store, 100, 20_000).await.unwrap();
        assert_eq!(store.last_seq().await.unwrap(), written + 2);
        assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
    }
}
