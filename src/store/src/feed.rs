//! Telling everybody what was committed, once and in order: what this program wrote, and what others wrote into the
//! same database, another server or an import from the command line.

use std::sync::Arc;
use std::time::Duration;

use model::Change;
use tokio::sync::{broadcast, mpsc};

use crate::error::Result;
use crate::log;
use crate::source::Source;

/// How often the log is asked for what others wrote.
const PERIOD: Duration = Duration::from_millis(500);
/// Commits that a slow listener may be behind before it is told that it has missed some.
const BEHIND: usize = 1_024;
/// Changes in one message when catching up.
const PART: u32 = 1_000;

/// Where writers report what they committed.
#[derive(Clone)]
pub(crate) struct Commits(mpsc::UnboundedSender<Commit>);

/// What the writer did.
enum Commit {
    Changes(Vec<Change>),
    /// Another database is in place; the number of its last change.
    Replaced(i64),
}

impl Commits {
    pub(crate) fn send(&self, changes: Vec<Change>) {
        if !changes.is_empty() {
            // Nobody listens any more only while the program ends.
            let _ = self.0.send(Commit::Changes(changes));
        }
    }

    /// Changes are counted anew from `last` on.
    pub(crate) fn replaced(&self, last: i64) {
        let _ = self.0.send(Commit::Replaced(last));
    }
}

pub(crate) fn start(source: Source, last: i64) -> (Commits, broadcast::Sender<Arc<Vec<Change>>>) {
    let (commits, received) = mpsc::unbounded_channel();
    let (listeners, _) = broadcast::channel(BEHIND);
    let feed = Feed { source, last, listeners: listeners.clone() };
    tokio::spawn(feed.run(received));
    (Commits(commits), listeners)
}

struct Feed {
    source: Source,
    /// The last change that was told.
    last: i64,
    listeners: broadcast::Sender<Arc<Vec<Change>>>,
}

impl Feed {
    async fn run(mut self, mut commits: mpsc::UnboundedReceiver<Commit>) {
        let mut clock = tokio::time::interval(PERIOD);
        clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
        loop {
            let done = tokio::select! {
                commit = commits.recv() => match commit {
                    Some(Commit::Changes(changes)) => self.committed(changes).await,
                    Some(Commit::Replaced(last)) => {
                        self.last = last;
                        Ok(())
                    }
                    None => return,
                },
                _ = clock.tick() => self.catch_up().await,
            };
            if self.source.is_closed() {
                return;
            }
            if let Err(error) = done {
                tracing::warn!(%error, "the log of changes could not be read; trying again");
            }
        }
    }

    /// Tells what this program committed, after what others committed before it.
    async fn committed(&mut self, mut changes: Vec<Change>) -> Result<()> {
        if changes.first().is_some_and(|first| first.seq > self.last + 1) {
            self.catch_up().await?;
        }
        changes.retain(|change| change.seq > self.last);
        self.tell(changes);
        Ok(())
    }

    async fn catch_up(&mut self) -> Result<()> {
        let mut conn = self.source.conn().await?.uncounted();
        if self.listeners.receiver_count() == 0 {
            self.last = log::last(&mut conn).await?;
            return Ok(());
        }
        loop {
            let changes = log::since(&mut conn, self.last, PART).await?;
            let more = changes.len() == usize::try_from(PART).unwrap_or(usize::MAX);
            self.tell(changes);
            if !more {
                return Ok(());
            }
        }
    }

    fn tell(&mut self, changes: Vec<Change>) {
        let Some(last) = changes.last() else { return };
        self.last = last.seq;
        // Nobody may be listening.
        let _ = self.listeners.send(Arc::new(changes));
    }
}
