//! Rows in portions, read and taken apart on a thread of their own while those before are written.

use std::collections::HashSet;
use std::sync::Arc;

use model::Problem;
use tokio::sync::mpsc;

use super::cells::{self, Line};
use super::mapping::Ready;
use super::plan::Look;
use super::read::Row;
use super::source::Source;

/// How many rows are written at once.
pub const PORTION: usize = 1_000;

pub type Portions = mpsc::Receiver<Result<Vec<Line>, Problem>>;

/// What a file is read with.
#[derive(Clone)]
pub struct Reading {
    pub source: Source,
    pub look: Arc<Look>,
    pub ready: Arc<Ready>,
}

/// All rows of a file, or those with the numbers `only`. Ends when the receiver is dropped.
pub fn portions(reading: Reading, only: Option<Arc<HashSet<u64>>>) -> Portions {
    let (sender, receiver) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        // Nobody listens any more when the import was stopped.
        if let Err(problem) = reading.send(only.as_deref(), &sender) {
            let _ = sender.blocking_send(Err(problem));
        }
    });
    receiver
}

impl Reading {
    fn send(
        &self,
        only: Option<&HashSet<u64>>,
        to: &mpsc::Sender<Result<Vec<Line>, Problem>>,
    ) -> Result<(), Problem> {
        let mut portion = Vec::with_capacity(PORTION);
        for row in self.source.rows(self.look.how)? {
            let row = row?;
            if only.is_some_and(|only| !only.contains(&row.number)) {
                continue;
            }
            portion.push(self.take_apart(row));
            if portion.len() == PORTION && to.blocking_send(Ok(std::mem::take(&mut portion))).is_err() {
                return Ok(());
            }
        }
        let _ = to.blocking_send(Ok(portion));
        Ok(())
    }

    fn take_apart(&self, row: Row) -> Line {
        match row.broken.clone() {
            Some((column, problem)) => cells::broken(row, &self.look.header, column, problem),
            None => cells::read(row, &self.ready),
        }
    }
}
