//! The side that asks.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};

use crate::{Fault, Job, Pages};

/// After which a job is given up.
const LONGEST: Duration = Duration::from_secs(15);

/// After which a process that has nothing to do ends: it holds fonts of many megabytes.
const RESTS_AFTER: Duration = Duration::from_secs(60);

/// Why nothing was set.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("The template has faults")]
    Template(Vec<Fault>),
    #[error("The template took longer than {} seconds", LONGEST.as_secs())]
    TooLong,
    #[error("The process that sets documents failed: {0}")]
    Process(#[from] std::io::Error),
}

/// Has jobs done, one after the other, by a process that starts with the first.
pub struct Typesetter {
    program: PathBuf,
    arguments: Vec<OsString>,
    worker: Mutex<Option<Worker>>,
    /// Jobs so far.
    jobs: AtomicU64,
}

struct Worker {
    // Ended when this is dropped.
    _child: Child,
    jobs: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Typesetter {
    /// `program` with `arguments` has to run [`crate::work`].
    pub fn new(program: PathBuf, arguments: Vec<OsString>) -> Typesetter {
        Typesetter { program, arguments, worker: Mutex::new(None), jobs: AtomicU64::new(0) }
    }

    /// Waits for those before it.
    pub async fn set(self: &Arc<Self>, job: &Job) -> Result<Pages, Error> {
        let answer = self.set_now(job).await;
        let last = self.jobs.fetch_add(1, Ordering::Relaxed) + 1;
        let later = self.clone();
        tokio::spawn(async move {
            sleep(RESTS_AFTER).await;
            if later.jobs.load(Ordering::Relaxed) == last {
                later.rest().await;
            }
        });
        answer
    }

    async fn set_now(&self, job: &Job) -> Result<Pages, Error> {
        let mut place = self.worker.lock().await;
        // Taken out: a job that fails or is given up takes its process with it.
        let mut worker = match place.take() {
            Some(worker) => worker,
            None => self.start()?,
        };
        let answer = timeout(LONGEST, worker.ask(job)).await.map_err(|_| Error::TooLong)??;
        *place = Some(worker);
        answer.map_err(Error::Template)
    }

    /// Gives back what the process holds.
    async fn rest(&self) {
        *self.worker.lock().await = None;
    }

    fn start(&self) -> Result<Worker, Error> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let gone = || std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        let jobs = child.stdin.take().ok_or_else(gone)?;
        let answers = BufReader::new(child.stdout.take().ok_or_else(gone)?);
        Ok(Worker { _child: child, jobs, answers })
    }
}

impl Worker {
    async fn ask(&mut self, job: &Job) -> Result<Result<Pages, Vec<Fault>>, Error> {
        let mut line = serde_json::to_vec(job).map_err(std::io::Error::from)?;
        line.push(b'\n');
        self.jobs.write_all(&line).await?;
        self.jobs.flush().await?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).await?;
        Ok(serde_json::from_str(&answer).map_err(std::io::Error::from)?)
    }
}
