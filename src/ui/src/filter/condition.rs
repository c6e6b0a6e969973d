//! A condition that is shown and changed: the parameter `filter` of a page's URL, or a text that a form holds.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::filter::Operand;
use model::{Filter, FilterError, Id, Link, Name, Value};

use super::quick;
use super::words::{Said, Words};
use crate::context::{ModuleRef, app, formats};
use crate::query::{Query, use_query};

#[derive(Clone, Copy)]
pub struct Condition {
    pub module: Memo<ModuleRef>,
    place: Place,
    /// As it stands in its place.
    pub text: Memo<String>,
    pub parsed: Memo<Result<Filter, FilterError>>,
    /// What linked records are called, as far as known.
    titles: RwSignal<BTreeMap<Id, String>>,
}

#[derive(Clone, Copy)]
enum Place {
    Url(Query),
    Held(RwSignal<String>),
}

impl Condition {
    /// Of the page at hand, a page about `module`.
    pub fn new(module: Memo<ModuleRef>) -> Condition {
        let query = use_query();
        Condition::at(Place::Url(query), query.memo("filter"), module)
    }

    /// One that a form holds, on records of `module`.
    pub fn held(module: Memo<ModuleRef>, text: RwSignal<String>) -> Condition {
        Condition::at(Place::Held(text), Memo::new(move |_| text.get()), module)
    }

    fn at(place: Place, text: Memo<String>, module: Memo<ModuleRef>) -> Condition {
        let parsed = Memo::new(move |_| {
            module.with(|module| text.with(|text| Filter::parse(text, module, module.schema())))
        });
        let condition = Condition { module, place, text, parsed, titles: RwSignal::default() };
        Effect::new(move |_| condition.fetch_titles());
        condition
    }

    /// Reactive. A condition that cannot be read counts as none; `parsed` says so.
    pub fn filter(self) -> Filter {
        self.parsed.get().unwrap_or_default()
    }

    /// Whether what stands in the URL is no condition. Follows only that, not each condition.
    pub fn unreadable(self) -> Memo<bool> {
        Memo::new(move |_| self.parsed.with(Result::is_err))
    }

    /// Puts another condition in place; the browser's "back" undoes it.
    pub fn set(self, filter: &Filter) {
        self.remember_titles(filter);
        match self.place {
            Place::Url(query) => query.set(&[("filter", Some(&filter.to_string()))]),
            Place::Held(text) => text.set(filter.to_string()),
        }
    }

    /// Puts another condition in place as part of the step before, while one types or builds.
    pub fn adjust(self, filter: &Filter) {
        self.remember_titles(filter);
        match self.place {
            Place::Url(query) => query.replace(&[("filter", Some(&filter.to_string()))]),
            Place::Held(text) => text.set(filter.to_string()),
        }
    }

    /// What has to hold at once, without what the search box looks for. Reactive.
    pub fn parts(self) -> Vec<Filter> {
        quick::parts(self.module.with(|module| quick::split(self.filter(), module)).1)
    }

    pub fn remove(self, at: usize) {
        let mut parts = quick::parts(self.parsed.get_untracked().unwrap_or_default());
        let shown = untrack(|| self.parts());
        if let Some(gone) = shown.get(at)
            && let Some(place) = parts.iter().position(|part| part == gone)
        {
            parts.remove(place);
            self.set(&parts.into_iter().fold(Filter::Always, Filter::and));
        }
    }

    pub fn clear(self) {
        self.set(&Filter::Always);
    }

    /// What the search box looks for. Reactive.
    pub fn searched(self) -> String {
        self.module.with(|module| quick::split(self.filter(), module)).0
    }

    pub fn search(self, text: &str) {
        let before = self.parsed.get_untracked().unwrap_or_default();
        self.adjust(&self.module.with_untracked(|module| quick::with(before, text, module)));
    }

    /// A condition in words. Reactive.
    pub fn say(self, filter: &Filter) -> Said {
        let formats = formats();
        self.module.with(|module| {
            self.titles.with(|titles| {
                app().texts.with(|texts| {
                    let title = &|id| titles.get(&id).cloned();
                    Words { module, schema: module.schema(), formats: &formats, texts, title }.say(filter)
                })
            })
        })
    }

    /// What the linked records are called goes into the operands of `filter`.
    pub fn with_titles(self, mut filter: Filter) -> Filter {
        let titles = self.titles.get_untracked();
        each_link(&mut filter, &mut |link| {
            if let Some(title) = titles.get(&link.id) {
                link.title.clone_from(title);
            }
        });
        filter
    }

    fn remember_titles(self, filter: &Filter) {
        let mut found = Vec::new();
        each_link(&mut filter.clone(), &mut |link| {
            if !link.title.is_empty() {
                found.push((link.id, link.title.clone()));
            }
        });
        let new = self.titles.with_untracked(|known| found.iter().any(|(id, _)| !known.contains_key(id)));
        if new {
            self.titles.update(|known| known.extend(found));
        }
    }

    /// A condition names records by id; what they are called is asked once.
    fn fetch_titles(self) {
        let mut unknown: Vec<(Name, Id)> = Vec::new();
        each_link(&mut self.filter(), &mut |link| {
            if self.titles.with_untracked(|known| !known.contains_key(&link.id)) {
                unknown.push((link.module.clone(), link.id));
            }
        });
        let titles = self.titles;
        for (module, id) in unknown {
            spawn_local(async move {
                if let Ok(page) = api::calls::record(module, id).await {
                    let _ = titles.try_update(|known| known.insert(id, page.record.title));
                }
            });
        }
    }
}

fn each_link(filter: &mut Filter, then: &mut impl FnMut(&mut Link)) {
    match filter {
        Filter::Always | Filter::Never => {}
        Filter::And(parts) | Filter::Or(parts) => parts.iter_mut().for_each(|part| each_link(part, then)),
        Filter::Not(inner) | Filter::Through { filter: inner, .. } => each_link(inner, then),
        Filter::Test(test) => {
            for operand in &mut test.operands {
                if let Operand::Value(Value::Link(link)) = operand {
                    then(link);
                }
            }
        }
    }
}
