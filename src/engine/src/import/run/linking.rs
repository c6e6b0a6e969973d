//! The texts of links become records, many at a time.

use std::collections::{BTreeMap, BTreeSet};

use model::record::Values;
use model::{Name, Value};

use super::Run;
use crate::error::Result;
use crate::import::cells::{self, Line, LinkText};
use crate::import::links::{self, Found};
use crate::import::mapping::Filling;
use crate::write::{self, Draft, Scene};

impl Run {
    /// Puts targets in place of texts. Gives the rows that wait for others of this file; with `last`, none may.
    pub(super) async fn resolve_links(&mut self, lines: &mut [Line], last: bool) -> Result<BTreeSet<u64>> {
        let ready = self.ready.clone();
        for (at, filling) in ready.fillings.iter().enumerate().filter(|(_, filling)| filling.is_link()) {
            self.look_for(lines, at, filling).await?;
            if filling.create {
                self.make_missing(lines, at, filling).await?;
            }
        }
        let mut waiting = BTreeSet::new();
        for line in lines {
            for link in std::mem::take(&mut line.links) {
                let Some(filling) = ready.fillings.get(link.filling) else { continue };
                let found = self.found(&link);
                if found == Found::Nothing && !last && self.own.is_named(link.filling, &link.folded) {
                    waiting.insert(line.row.number);
                    continue;
                }
                // It would be made if the row had nothing else wrong.
                if found == Found::Nothing && filling.create && !line.bad.is_empty() {
                    continue;
                }
                match links::resolve(filling, found, &link.text) {
                    Ok(target) => {
                        line.values.insert(filling.field.name.clone(), Value::Link(target));
                    }
                    Err(problem) => line.bad.push(cells::bad(line.row.number, filling, &link.text, problem)),
                }
            }
        }
        Ok(waiting)
    }

    async fn look_for(&mut self, lines: &[Line], at: usize, filling: &Filling) -> Result<()> {
        let texts = links_of(lines, at).map(|(_, link)| link.folded.clone()).collect();
        let (store, grant, schema) = (self.engine.store(), &self.caller.grant, &self.caller.schema);
        // What was missing may be there now: the rows of this file are written one portion after the other.
        if self.own.links(at) {
            self.links[at].forget_missing();
        }
        Ok(self.links[at].look_for(store, grant, schema, filling, texts).await?)
    }

    /// In the database, or among the rows that a dry run would have written.
    fn found(&mut self, link: &LinkText) -> Found {
        let found = self.links[link.filling].get(&link.folded).clone();
        if found != Found::Nothing {
            return found;
        }
        match self.own.written(link.filling, &link.folded, &self.module) {
            Some(row) => {
                self.would.targets.push(row.clone());
                Found::One(row)
            }
            None => Found::Nothing,
        }
    }

    /// Makes the targets that are not there, called as the cell says, for rows with nothing else wrong.
    async fn make_missing(&mut self, lines: &[Line], at: usize, filling: &Filling) -> Result<()> {
        let missing: BTreeMap<String, String> = links_of(lines, at)
            .filter(|(line, link)| line.bad.is_empty() && *self.links[at].get(&link.folded) == Found::Nothing)
            .filter(|(_, link)| !self.own.is_named(at, &link.folded))
            .map(|(_, link)| (link.folded.clone(), link.text.clone()))
            .collect();
        let Some(target) = filling.field.kind.targets().first().filter(|_| !missing.is_empty()) else {
            return Ok(());
        };
        let engine = self.engine.clone();
        let _held = engine.organise(target).await;
        let scene = Scene::new(&engine, &self.caller, target)?;
        if scene.may_create().is_err() {
            return Ok(());
        }
        let title = scene.module.title.first().cloned().unwrap_or_default();
        let new = |text: &String| {
            let values = Values::from([(title.clone(), Value::text(text))]);
            Draft::create(&scene, engine.new_id(), values)
        };
        let mut drafts: Vec<Draft> = missing.values().map(new).collect();
        write::prepare(&engine, &scene, &mut drafts).await?;
        let mut made = Vec::new();
        for (folded, draft) in missing.into_keys().zip(drafts) {
            if let Ok(ready) = draft.ready() {
                self.links[at].put(folded, ready.link());
                made.push(ready);
            }
        }
        self.save_made(target, made).await
    }

    async fn save_made(&mut self, target: &Name, made: Vec<write::Ready>) -> Result<()> {
        let Some(batch) = &mut self.batch else {
            self.would.targets.extend(made.iter().map(write::Ready::link));
            return Ok(());
        };
        if made.is_empty() {
            return Ok(());
        }
        batch.count += made.len() as u64;
        let outcomes = write::save_many(&self.engine, self.caller.clone(), batch.clone(), made).await?;
        outcomes.into_iter().collect::<store::Result<Vec<()>>>()?;
        self.has_written().await;
        self.engine.reorganise(target).await
    }
}

fn links_of(lines: &[Line], filling: usize) -> impl Iterator<Item = (&Line, &LinkText)> {
    lines.iter().flat_map(move |line| {
        line.links.iter().filter(move |link| link.filling == filling).map(move |link| (line, link))
    })
}
