//! Rows on the write path: each becomes a new record or a change of the one that it is the same as.

use std::collections::HashSet;

use api::{BadCell, Failure};
use model::record::Values;
use model::{Name, Problem, Record};
use store::Right;
use tokio::task::JoinHandle;

use super::Run;
use crate::error::{Error, Result};
use crate::import::cells::{self, Line};
use crate::import::same::Same;
use crate::write::{self, Draft, Ready, Scene};
use crate::{organisation, rights};

/// Rows on their way to the disk, each with whether it is a new record.
pub(super) struct Saving {
    rows: Vec<(Line, bool)>,
    task: JoinHandle<Result<Vec<store::Result<()>>>>,
}

impl Saving {
    /// Whether one of `lines` is about the same record as a row on its way, and has to wait for it.
    fn has_one_of(&self, lines: &[Line]) -> bool {
        let keys: HashSet<&str> = self.rows.iter().filter_map(|(line, _)| line.key.as_deref()).collect();
        lines.iter().filter_map(|line| line.key.as_deref()).any(|key| keys.contains(key))
    }
}

impl Run {
    /// Takes rows, each of another record, through the write path.
    pub(super) async fn write(&mut self, lines: Vec<Line>) -> Result<()> {
        if self.saving.as_ref().is_some_and(|saving| saving.has_one_of(&lines)) {
            self.settle().await?;
        }
        let engine = self.engine.clone();
        let _held = engine.organise(&self.module.name).await;
        let mut scene = Scene::new(&engine, &self.caller, &self.module.name)?;
        scene.coming.clone_from(&self.would.targets);
        let same = self.same.find(engine.store(), &scene.caller.grant, &self.module.name, &lines).await?;
        let (mut good, mut drafts) = (Vec::new(), Vec::new());
        for (mut line, same) in lines.into_iter().zip(same) {
            match self.draft(&scene, &mut line, same).await? {
                Ok(draft) => {
                    good.push(line);
                    drafts.push(draft);
                }
                Err(problem) => self.refuse(line, vec![problem])?,
            }
        }
        write::prepare(&engine, &scene, &mut drafts).await?;
        self.finish(good, drafts).await?;
        // What comes next may depend on these rows.
        if organisation::is_part(&self.module.name) || !self.own.is_empty() {
            self.settle().await?;
        }
        Ok(())
    }

    /// A new record, or a change of the one that is the same.
    async fn draft(&self, scene: &Scene, line: &mut Line, same: Same) -> Result<Result<Draft, Problem>> {
        let values = std::mem::take(&mut line.values);
        let first = || self.ready.match_by.first().map(|field| field.name.clone()).unwrap_or_default();
        Ok(match same {
            Same::Nothing if self.would.has(line.key.as_ref()) => {
                Ok(Draft::update(scene, nobody(&self.engine), values))
            }
            Same::Nothing => Ok(Draft::create(scene, self.engine.new_id(), values)),
            Same::Several => Err(Problem::new(first(), "ambiguous").detail(self.called(&first(), line))),
            Same::Record(record) => {
                let (module, right) = (&self.module.name, Right::Edit);
                if !rights::may(&self.engine, &scene.caller, module, &record, right).await? {
                    return Ok(Err(Problem::new(first(), "not-allowed")));
                }
                match self.other_currency(line, &record) {
                    Some(problem) => Err(problem),
                    None => Ok(Draft::update(scene, *record, values)),
                }
            }
        })
    }

    /// An amount in the company's currency is none of a record that is kept in another.
    fn other_currency(&self, line: &Line, record: &Record) -> Option<Problem> {
        let field = line.in_currency.clone()?;
        let currency = record.currency(&self.ready.formats);
        let differs = currency != self.ready.formats.currency;
        differs.then(|| Problem::new(field, "other-currency").detail(currency))
    }

    /// Separates what is wrong, writes the rest, and counts.
    async fn finish(&mut self, lines: Vec<Line>, drafts: Vec<Draft>) -> Result<()> {
        let (mut good, mut ready) = (Vec::new(), Vec::new());
        for (line, mut draft) in lines.into_iter().zip(drafts) {
            if self.batch.is_none() && draft.is_new() {
                draft.problems.extend(self.would.objection(&self.module, &draft));
            }
            if !draft.problems.is_empty() {
                self.refuse(line, draft.problems)?;
                continue;
            }
            if self.batch.is_none() && draft.is_new() {
                self.would.note(&self.module, line.key.as_ref(), &draft);
                self.own.note(&self.ready, &line.row, draft.id);
            }
            good.push((line, draft.is_new()));
            ready.push(draft.ready()?);
        }
        self.save(good, ready).await
    }

    /// Begins to write rows, after those before them.
    async fn save(&mut self, rows: Vec<(Line, bool)>, ready: Vec<Ready>) -> Result<()> {
        self.settle().await?;
        let Some(batch) = &mut self.batch else {
            rows.iter().for_each(|(_, is_new)| self.count(*is_new));
            return Ok(());
        };
        if ready.is_empty() {
            return Ok(());
        }
        batch.count += ready.len() as u64;
        let (engine, caller, batch) = (self.engine.clone(), self.caller.clone(), batch.clone());
        let task = tokio::spawn(async move { write::save_many(&engine, caller, batch, ready).await });
        self.saving = Some(Saving { rows, task });
        Ok(())
    }

    /// Waits for the rows that are being written, and counts them.
    pub(super) async fn settle(&mut self) -> Result<()> {
        let Some(Saving { rows, task }) = self.saving.take() else { return Ok(()) };
        let outcomes = task.await??;
        let written = outcomes.iter().any(std::result::Result::is_ok);
        let counted: Result<()> = rows.into_iter().zip(outcomes).try_for_each(|((line, is_new), outcome)| {
            match outcome.map_err(Error::from) {
                Ok(()) => self.count(is_new),
                Err(error) => self.refuse(line, problems(error)?)?,
            }
            Ok(())
        });
        if written {
            self.has_written().await;
        }
        counted
    }

    fn count(&self, is_new: bool) {
        self.job.update(|status| {
            status.done += 1;
            if is_new { status.added += 1 } else { status.updated += 1 }
        });
    }

    fn refuse(&mut self, mut line: Line, problems: Vec<Problem>) -> Result<()> {
        line.bad = problems.into_iter().map(|problem| self.bad(&line, problem)).collect();
        self.reject(line)
    }

    /// What is wrong, at the cell from which the field is filled.
    fn bad(&self, line: &Line, problem: Problem) -> BadCell {
        if let Some(filling) = self.ready.filling(&problem.field) {
            return cells::bad(line.row.number, filling, &filling.text(&line.row), problem);
        }
        let field =
            self.caller.schema.module(&self.module.name).and_then(|module| module.field(&problem.field));
        let column = field.map(|field| field.label.clone()).unwrap_or_default();
        BadCell { row: line.row.number, column, value: String::new(), problem }
    }

    fn called(&self, field: &Name, line: &Line) -> String {
        self.ready.filling(field).map(|filling| filling.text(&line.row).into_owned()).unwrap_or_default()
    }
}

/// Stands for a record that a dry run would have made.
fn nobody(engine: &crate::Engine) -> Record {
    Record { id: engine.new_id(), version: 1, title: String::new(), values: Values::new() }
}

/// What one record alone was refused for; anything else ends the import.
fn problems(error: Error) -> Result<Vec<Problem>> {
    match error {
        Error::Store(store::Error::NotFound | store::Error::NotAllowed) => {
            Ok(vec![Problem::new("", "not-allowed")])
        }
        Error::Store(store::Error::Conflict { .. }) => Ok(vec![Problem::new("", "conflict")]),
        Error::Store(store::Error::Unique { field, .. }) => Ok(vec![Problem::new(field, "not-unique")]),
        Error::Refused(Failure::Invalid(problems)) => Ok(problems),
        error => Err(error),
    }
}
