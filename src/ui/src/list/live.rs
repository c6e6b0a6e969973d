//! What others change, while the list is open: rows that are loaded show it at once, others wait behind a quiet word.

use std::collections::BTreeSet;
use std::time::Duration;

use api::{Failure, LiveChange, calls};
use leptos::prelude::*;
use model::filter::Asking;
use model::{Id, Record};

use super::state::List;
use crate::context::asking;
use crate::live::News;
use crate::prelude::*;

/// Changes that come close together are looked at together.
const PAUSE: Duration = Duration::from_millis(120);
/// More than so many at once are asked for as a list.
const SINGLE: usize = 12;
/// How long a changed row is lit.
const LIT: Duration = Duration::from_millis(1_800);

#[derive(Default)]
struct Heard {
    ids: BTreeSet<Id>,
    /// So many that their names were not said.
    many: bool,
    refresh: bool,
    timer: bool,
}

/// Listens until the list is gone.
pub fn follow(list: List) {
    let heard = StoredValue::new(Heard::default());
    on_live(list.name(), move |news| {
        let start = heard.try_update_value(|heard| {
            match news {
                News::Refresh => heard.refresh = true,
                News::Change(LiveChange { ids, .. }) if ids.is_empty() => heard.many = true,
                News::Change(LiveChange { ids, .. }) => heard.ids.extend(ids),
            }
            !std::mem::replace(&mut heard.timer, true)
        });
        if start == Some(true) {
            set_timeout(
                move || {
                    if let Some(heard) = heard.try_update_value(std::mem::take) {
                        look(list, heard);
                    }
                },
                PAUSE,
            );
        }
    });
}

fn look(list: List, heard: Heard) {
    let known = heard.ids.iter().filter(|id| list.rows.with_untracked(|rows| rows.has(**id))).count();
    if heard.refresh {
        list.refresh();
    } else if heard.many || known > SINGLE || heard.ids.len() > SINGLE {
        list.refresh_in_place();
    } else {
        for id in heard.ids {
            spawn_local(look_at(list, id));
        }
    }
}

/// Asks for one record, and shows what became of it.
async fn look_at(list: List, id: Id) {
    let answer = calls::record(list.name(), id).await;
    if list.rows.is_disposed() {
        return;
    }
    let loaded = list.rows.with_untracked(|rows| rows.has(id));
    match answer {
        Ok(page) if page.deleted == list.deleted.get_untracked() => {
            let fits = fits(list, &page.record);
            if loaded {
                show(list, page.record, fits);
            } else if fits != Some(false) {
                list.news.update(|news| *news += 1);
            }
        }
        Ok(_) | Err(Failure::NotFound) if loaded => list.rows.update(|rows| rows.remove(id)),
        Ok(_) | Err(_) => {}
    }
}

/// A row that fits no longer goes, unless one is at work in it.
fn show(list: List, record: Record, fits: Option<bool>) {
    let id = record.id;
    let busy = list.edits.open.with_untracked(|open| open.as_ref().is_some_and(|(row, _)| *row == id))
        || list.peek.get_untracked() == Some(id)
        || list.selected.with_untracked(|selected| selected.has(id))
        || list.edits.saving.with_untracked(|saving| saving.contains(&id));
    if fits == Some(false) && !busy {
        list.rows.update(|rows| rows.remove(id));
    } else if list.put(record) {
        light(list, id);
    }
}

fn light(list: List, id: Id) {
    list.lit.update(|lit| {
        lit.insert(id);
    });
    set_timeout(
        move || {
            let _ = list.lit.try_update(|lit| lit.remove(&id));
        },
        LIT,
    );
}

/// Whether the record meets the list's condition; `None` where only the server can tell.
fn fits(list: List, record: &Record) -> Option<bool> {
    let now = crate::browser::now()?;
    let asking = Asking { now, ..asking() };
    let filter = list.condition.parsed.get_untracked().ok()?;
    let colleagues = |text: &String| ["my team", "my department"].iter().any(|they| text.contains(they));
    if list.condition.text.with_untracked(colleagues) {
        return None;
    }
    filter.matches(record, &asking)
}

/// Says that there is more than is shown, and shows it when one wants to.
#[component]
pub fn NewsPill(list: List) -> impl IntoView {
    let any = Memo::new(move |_| list.news.get() > 0);
    let show = move |_| {
        list.scroll_to(0.0);
        list.load();
    };
    view! {
        <span role="status">
            <Show when=move || any.get()>
                <button class="btn small" on:click=show>
                    <Icon name="refresh-cw"/>
                    {move || t_with("list-live-n", &[("n", &list.news.get())])}
                </button>
            </Show>
        </span>
    }
}
