//! Doing something with all that is selected.

use api::{BulkChange, Done, Selection, calls};
use model::module::OWNER;
use model::record::Values;
use model::{Id, Link, Name, Value};

use super::selection::Selected;
use super::state::List;
use crate::prelude::*;

/// How many are selected; `None`: all that match, and nobody has counted them.
pub fn count(list: List) -> Option<u64> {
    let (all, picked) = list.selected.with(|selected| (selected.all, selected.ids.len() as u64));
    if all { list.counted.get().or_else(|| list.rows.with(|rows| rows.total())) } else { Some(picked) }
}

/// What is selected, or `id` where nothing is.
fn selection(list: List, id: Option<Id>) -> Option<Selection> {
    list.selected.with_untracked(|selected| {
        if selected.all {
            Some(Selection::Filter(list.condition.text.get_untracked()))
        } else if selected.ids.is_empty() {
            id.map(|id| Selection::Ids(vec![id]))
        } else {
            Some(Selection::Ids(selected.ids.iter().copied().collect()))
        }
    })
}

/// Changes what is selected, says how many that were and offers to take it back. `said` names the text.
pub fn change(list: List, change: BulkChange, said: &'static str) {
    run(list, None, change, said, None);
}

/// Gives what is selected to a user, with what belongs to it where that is wanted.
pub fn assign(list: List, user: Link, along: bool) {
    let values = Values::from([(Name::new_static(OWNER), Value::Link(user.clone()))]);
    let change = if along { BulkChange::Assign(user.id) } else { BulkChange::Set(values) };
    run(list, None, change, "list-assigned-n", Some(user.title));
}

/// Removes from the recycle bin for good: what is selected, or all that lies there.
pub fn remove(list: List, all: bool) {
    let (title, which) = if all {
        (t("bin-empty-title"), Some(Selection::Filter(list.condition.text.get_untracked())))
    } else {
        (t("bin-remove-title"), selection(list, None))
    };
    let Some(which) = which else { return };
    ask_danger(title, t("bin-remove-text"), t("bin-remove"), move || {
        go(list, which.clone(), BulkChange::Remove, "bin-removed-n", None);
    });
}

/// Puts what is selected, or else `id`, into the recycle bin. All that match are asked for first.
pub fn delete(list: List, id: Option<Id>) {
    let may = list.module.with_untracked(|module| module.may.delete);
    if !may || list.deleted.get_untracked() {
        return;
    }
    let go = move || run(list, id, BulkChange::Delete, "list-deleted-n", None);
    if list.selected.with_untracked(|selected| selected.all) {
        let n = untrack(|| count(list)).unwrap_or_default();
        let title = t_with("list-delete-n", &[("n", &n)]);
        ask_danger(title, t("record-delete-hint"), t("delete"), go);
    } else {
        go();
    }
}

fn run(list: List, id: Option<Id>, change: BulkChange, said: &'static str, user: Option<String>) {
    if let Some(selection) = selection(list, id) {
        go(list, selection, change, said, user);
    }
}

fn go(list: List, selection: Selection, change: BulkChange, said: &'static str, user: Option<String>) {
    let goes = matches!(change, BulkChange::Delete | BulkChange::Restore | BulkChange::Remove);
    let gone = match (&selection, goes) {
        (Selection::Ids(ids), true) => ids.clone(),
        (Selection::Ids(_) | Selection::Filter(_), _) => Vec::new(),
    };
    list.busy.set(true);
    spawn_local(async move {
        let answer = calls::change_many(list.name(), selection, change).await;
        if list.rows.is_disposed() {
            return;
        }
        list.busy.set(false);
        match answer {
            Ok(done) => {
                say(&done, said, user.as_deref().unwrap_or_default());
                if goes {
                    list.selected.update(Selected::clear);
                }
                if done.skipped == 0 && !gone.is_empty() {
                    list.rows.update(|rows| gone.iter().for_each(|id| rows.remove(*id)));
                } else {
                    list.refresh();
                }
                if list.peek.get_untracked().is_some_and(|id| gone.contains(&id)) {
                    list.open(None);
                }
            }
            Err(failure) => toast_failure(&failure),
        }
    });
}

fn say(done: &Done, said: &str, user: &str) {
    let mut text = t_with(said, &[("n", &done.count), ("user", &user)]);
    if done.skipped > 0 {
        let skipped = t_with("list-not-allowed-n", &[("n", &done.skipped)]);
        text = if done.count == 0 { skipped } else { format!("{text}. {skipped}") };
    }
    match done.batch.filter(|_| done.count > 0) {
        Some(batch) => toast_undo(text, batch),
        None => toast(text),
    }
}
