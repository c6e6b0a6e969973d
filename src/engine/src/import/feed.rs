//! Rows in portions, read on a thread of their own while those before are written.

use std::collections::HashSet;
use std::sync::Arc;

use model::Problem;
use tokio::sync::mpsc;

use super::read::Row;
use super::source::{How, Source};

/// How many rows are written at once.
pub const PORTION: usize = 1_000;

pub type Portions = mpsc::Receiver<Result<Vec<Row>, Problem>>;

/// All rows of `source`, or those with the numbers `only`. Ends when the receiver is dropped.
pub fn portions(source: &Source, how: How, only: Option<Arc<HashSet<u64>>>) -> Portions {
    let (sender, receiver) = mpsc::channel(2);
    let source = source.clone();
    tokio::task::spawn_blocking(move || {
        // Nobody listens any more when the import was stopped.
        if let Err(problem) = read(&source, how, only.as_deref(), &sender) {
            let _ = sender.blocking_send(Err(problem));
        }
    });
    receiver
}

fn read(
    source: &Source,
    how: How,
    only: Option<&HashSet<u64>>,
    to: &mpsc::Sender<Result<Vec<Row>, Problem>>,
) -> Result<(), Problem> {
    let mut portion = Vec::with_capacity(PORTION);
    for row in source.rows(how)? {
        let row = row?;
        if only.is_some_and(|only| !only.contains(&row.number)) {
            continue;
        }
        portion.push(row);
        if portion.len() == PORTION && to.blocking_send(Ok(std::mem::take(&mut portion))).is_err() {
            return Ok(());
        }
    }
    let _ = to.blocking_send(Ok(portion));
    Ok(())
}
