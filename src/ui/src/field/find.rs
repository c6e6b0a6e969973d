//! Finding records and tags while somebody types.

use std::time::Duration;

use api::{Failure, ListQuery, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Name;

use super::combo::{Combo, Mark, Offer};
use crate::context::module;

/// How many are offered.
const MANY: u32 = 8;
/// Between two keys of a quick typist nothing is asked.
const PAUSE: Duration = Duration::from_millis(120);

/// Asks for offers when somebody has typed, and shows the newest answer only.
#[derive(Clone, Copy)]
pub struct Finder {
    combo: Combo,
    asked: StoredValue<u32>,
}

impl Finder {
    pub fn new(combo: Combo) -> Finder {
        Finder { combo, asked: StoredValue::new(0) }
    }

    /// Shows what `find` gives for `text`, at once where nothing is typed.
    pub fn ask<F>(self, text: String, find: impl FnOnce(String) -> F + 'static)
    where
        F: Future<Output = Result<Vec<Offer>, Failure>> + 'static,
    {
        self.asked.update_value(|asked| *asked += 1);
        let mine = self.asked.get_value();
        let is_last = move || self.asked.try_get_value() == Some(mine);
        let pause = if text.trim().is_empty() { Duration::ZERO } else { PAUSE };
        let go = move || {
            if !is_last() {
                return;
            }
            spawn_local(async move {
                let found = find(text.trim().to_owned()).await;
                if is_last() {
                    self.combo.offer(found.unwrap_or_default());
                }
            });
        };
        set_timeout(go, pause);
    }
}

/// Records of `target` that fit `text`; where nothing is typed, those that come first in its list, which are the
/// last changed.
pub async fn records(target: Name, text: String) -> Result<Vec<Offer>, Failure> {
    let people = target == "users";
    let offer = |id: model::Id, label: String, hint: String| Offer {
        key: id.to_string(),
        label,
        hint,
        mark: if people { Mark::Person(id) } else { Mark::Thing(id) },
    };
    if !text.is_empty() {
        let hits = calls::search(text, Some(target), MANY).await?;
        return Ok(hits.into_iter().map(|hit| offer(hit.id, hit.title, hit.subtitle)).collect());
    }
    let active = module(&target).is_some_and(|module| module.field("active").is_some());
    let filter = if active { "active = true".to_owned() } else { String::new() };
    let page = calls::list(ListQuery { module: target, filter, limit: MANY, ..ListQuery::default() }).await?;
    Ok(page.records.into_iter().map(|record| offer(record.id, record.title, String::new())).collect())
}

/// Tags in use that start with `text`.
pub async fn tags(module: Name, text: String) -> Result<Vec<Offer>, Failure> {
    let found = calls::tags(module, text).await?;
    Ok(found.into_iter().map(plain).collect())
}

/// An offer that is nothing but its text.
pub fn plain(text: String) -> Offer {
    Offer { key: text.clone(), label: text, hint: String::new(), mark: Mark::Nothing }
}
