//! Moving a card: shown at once, then saved; where that fails the card goes back and says why.

use api::{Failure, calls};
use leptos::prelude::*;
use model::record::Values;
use model::{Id, Name, Record, Value};

use super::lanes::restaged;
use super::state::Board;
use crate::prelude::*;

impl Board {
    /// Puts the card `id` into the column `to`.
    pub fn move_card(self, id: Id, to: &Name) {
        let Some((from, _)) = self.card(id) else { return };
        if from == *to {
            return;
        }
        self.show(id, &from, to, 0);
        // Who is being saved goes on from there.
        let waits = self
            .saving
            .try_update_value(|saving| saving.get_mut(&id).map(|next| *next = Some(to.clone())).is_some());
        if waits == Some(true) {
            return;
        }
        self.saving.update_value(|saving| {
            saving.insert(id, None);
        });
        let to = to.clone();
        spawn_local(async move {
            let mut before = from;
            let mut next = Some(to);
            while let Some(stage) = next.take() {
                if !self.save(id, &before, &stage).await {
                    break;
                }
                next = self.saving.try_update_value(|saving| saving.get_mut(&id)?.take()).flatten();
                before = stage;
            }
            if self.saving.try_update_value(|saving| saving.remove(&id)).is_some() {
                // The exact sums, and what the change of stage changed besides.
                self.refresh();
            }
        });
    }

    /// Moves it on the page: to the place `at` of the column `to`.
    fn show(self, id: Id, from: &Name, to: &Name, at: usize) -> Option<usize> {
        let (source, target) = (self.lane(from)?, self.lane(to)?);
        let field = self.declared()?.field;
        let company = formats().currency.clone();
        let module = self.module.get_untracked();
        let mut taken = None;
        source.update(|lane| taken = lane.take(id, &module, &company));
        let (place, card) = taken?;
        card.record.set(restaged(&card.get(), &field, to).into());
        target.update(|lane| lane.put(at, card, &module, &company));
        Some(place)
    }

    /// Whether it was saved.
    async fn save(self, id: Id, from: &Name, to: &Name) -> bool {
        let (Some((_, card)), Some(stages)) = (self.card(id), self.declared()) else { return false };
        let record = card.get();
        let values = Values::from([(stages.field, Value::text(to.as_str()))]);
        let answer = calls::update(self.name(), id, record.version, values).await;
        if self.lanes.is_disposed() {
            return false;
        }
        match answer {
            Ok(saved) => {
                card.record.update(|shown| *shown = merged(shown, saved.record).into());
                let text = t_with("board-moved", &[("record", &record.title), ("stage", &self.label(to))]);
                toast_undo(text, saved.batch);
                true
            }
            Err(failure) => {
                self.go_back(id, from, &record.title, failure);
                false
            }
        }
    }

    fn go_back(self, id: Id, from: &Name, title: &str, failure: Failure) {
        if let Some((now, _)) = self.card(id) {
            self.show(id, &now, from, 0);
        }
        let why = match &failure {
            Failure::Conflict(_) => t("problem-conflict"),
            failure => failure_text(failure),
        };
        let text = format!("{}. {why}", t_with("board-move-failed", &[("record", &title)]));
        self.said.set(text.clone());
        toast_failed(text);
        if let (Failure::Conflict(theirs), Some((_, card))) = (failure, self.card(id)) {
            card.record.update(|shown| *shown = merged(shown, *theirs).into());
        }
    }
}

/// The newer version; fields that it does not speak of stay.
fn merged(before: &Record, record: Record) -> Record {
    let mut values = before.values.clone();
    values.extend(record.values);
    Record { values, ..record }
}
