//! The import itself, and its dry run: the same steps on the same rows, but that the dry run writes nothing.
//!
//! A row with anything wrong in it is left out as a whole and told cell by cell; nothing is half imported.

mod linking;
mod would;
mod writing;

use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use api::{Caller, Failure};
use model::{Module, Problem};
use store::Batch;

use super::cells::Line;
use super::feed::{self, Portions, Reading};
use super::links::Links;
use super::mapping::Ready;
use super::own::Own;
use super::plan::Look;
use super::rejects::Rejects;
use super::same::Sameness;
use super::state::Job;
use crate::error::Result;
use crate::write::{self, Scene};
use crate::{Engine, organisation};
use would::Would;
use writing::Saving;

/// How a run came to its end.
pub enum End {
    Done,
    Stopped,
    /// The file cannot be read on.
    Broken(Problem),
}

pub struct Run {
    engine: Engine,
    caller: Arc<Caller>,
    job: Arc<Job>,
    look: Arc<Look>,
    ready: Arc<Ready>,
    module: Arc<Module>,
    same: Sameness,
    /// The action that undo takes back; a dry run has none.
    batch: Option<Batch>,
    /// What was found for the links of each filling.
    links: Vec<Links>,
    own: Own,
    would: Would,
    rejects: Rejects,
    /// Rows that are being written while the next are looked at.
    saving: Option<Saving>,
}

impl Run {
    pub fn new(
        engine: Engine,
        caller: Arc<Caller>,
        job: Arc<Job>,
        look: Arc<Look>,
        ready: Ready,
        dry: bool,
    ) -> Result<Run> {
        let module = Scene::new(&engine, &caller, &job.module)?.module;
        let batch = (!dry).then(|| write::batch(&engine, &caller, "import", &job.module, 0));
        Ok(Run {
            rejects: Rejects::new(&look.header, &caller.texts).map_err(unwritable)?,
            own: Own::of(&ready, &module),
            links: ready.fillings.iter().map(|_| Links::default()).collect(),
            same: Sameness::by(ready.match_by.clone()),
            would: Would::default(),
            saving: None,
            ready: Arc::new(ready),
            engine,
            caller,
            job,
            look,
            module,
            batch,
        })
    }

    /// Goes through the file, to the end of what is on its way to the disk.
    pub async fn go(&mut self) -> Result<End> {
        let end = self.passes().await;
        let settled = self.settle().await;
        let end = end?;
        settled.map(|()| end)
    }

    /// Goes through the file, and again for rows that wait for others, as long as that leads on.
    async fn passes(&mut self) -> Result<End> {
        if let Err(problem) = self.learn_own_rows().await? {
            return Ok(End::Broken(problem));
        }
        let (mut only, mut last) = (None, self.own.is_empty());
        loop {
            let mut portions = feed::portions(self.reading(), only.clone());
            let waiting = match self.pass(&mut portions, last).await? {
                Ok(waiting) => waiting,
                Err(end) => return Ok(end),
            };
            if waiting.is_empty() {
                return Ok(End::Done);
            }
            last = only.as_ref().is_some_and(|before: &Arc<HashSet<u64>>| before.len() == waiting.len());
            only = Some(Arc::new(waiting));
        }
    }

    /// Lets the rows that failed so far be had, to be mended.
    pub fn keep_rejects(&mut self) -> Result<()> {
        let file = self.rejects.file().map_err(unwritable)?;
        self.job.keep_rejects(file);
        Ok(())
    }

    fn reading(&self) -> Reading {
        let (source, look, ready) = (self.job.source.clone(), self.look.clone(), self.ready.clone());
        Reading { source, look, ready }
    }

    async fn learn_own_rows(&mut self) -> Result<Result<(), Problem>> {
        if self.own.is_empty() {
            return Ok(Ok(()));
        }
        let mut own = std::mem::take(&mut self.own);
        let (source, how, ready) = (self.job.source.clone(), self.look.how, self.ready.clone());
        let read = move || own.read(&source, how, &ready).map(|()| own);
        Ok(tokio::task::spawn_blocking(read).await?.map(|own| self.own = own))
    }

    /// Goes through the file once. Gives the numbers of the rows that wait; with `last`, none may.
    async fn pass(&mut self, portions: &mut Portions, last: bool) -> Result<Result<HashSet<u64>, End>> {
        let mut waiting = HashSet::new();
        while let Some(portion) = portions.recv().await {
            if self.job.is_stopping() {
                return Ok(Err(End::Stopped));
            }
            match portion {
                Ok(lines) => waiting.extend(self.portion(lines, last).await?),
                Err(problem) => return Ok(Err(End::Broken(problem))),
            }
        }
        Ok(Ok(waiting))
    }

    async fn portion(&mut self, mut lines: Vec<Line>, last: bool) -> Result<Vec<u64>> {
        let waiting = self.resolve_links(&mut lines, last).await?;
        lines.retain(|line| !waiting.contains(&line.row.number));
        let (mut lines, bad): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.bad.is_empty());
        bad.into_iter().try_for_each(|line| self.reject(line))?;
        for line in &mut lines {
            line.key = self.same.key(&line.values);
        }
        while !lines.is_empty() {
            let (now, later) = one_of_each(lines);
            self.write_pieces(now).await?;
            lines = later;
        }
        Ok(waiting.into_iter().collect())
    }

    /// Rules of the organisation look at how it is, so each of its records is written before the next is looked at.
    async fn write_pieces(&mut self, lines: Vec<Line>) -> Result<()> {
        let piece = if organisation::is_part(&self.module.name) { 1 } else { feed::PORTION };
        let mut rest = lines.into_iter().peekable();
        while rest.peek().is_some() {
            let lines = rest.by_ref().take(piece).collect();
            self.write(lines).await?;
        }
        Ok(())
    }

    /// There is something to undo, and how much, also should this server break off.
    async fn has_written(&self) {
        let Some(batch) = &self.batch else { return };
        self.job.has_written(batch);
        super::keep(&self.engine, &self.job).await;
    }

    fn reject(&mut self, line: Line) -> Result<()> {
        self.rejects.add(&line.row.cells, &line.bad, &self.caller.texts).map_err(unwritable)?;
        self.job.update(|status| {
            status.done += 1;
            status.failed += 1;
            status.bad.extend(line.bad);
        });
        Ok(())
    }
}

/// The first row for each record, and the others: those change what the first have written.
fn one_of_each(lines: Vec<Line>) -> (Vec<Line>, Vec<Line>) {
    let mut seen = HashSet::new();
    lines.into_iter().partition(|line| line.key.clone().is_none_or(|key| seen.insert(key)))
}

fn unwritable(error: io::Error) -> Failure {
    tracing::error!(%error, "the file of failed rows cannot be written");
    Failure::Unavailable(format!("the file of failed rows cannot be written: {error}"))
}
