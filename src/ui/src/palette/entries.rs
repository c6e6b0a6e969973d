//! What the palette offers for a text: pages and actions whose name has all its words, then the records found.

use api::Hit;
use model::fold::fold;
use model::{Language, Name};

use crate::context::{ModuleRef, language, module, schema};
use crate::shell::places;
use crate::texts::{t, t_with};

use super::action::Action;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub icon: String,
    pub label: String,
    pub detail: String,
    /// What it is, at the end of the line.
    pub kind: String,
    pub action: Action,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub label: String,
    pub items: Vec<Item>,
}

/// How many pages and actions are shown beside records.
const BESIDE_RECORDS: usize = 5;

pub fn sections(text: &str, hits: &[Hit]) -> Vec<Section> {
    let words: Vec<String> = text.split_whitespace().map(fold).collect();
    let pages = Section { label: t("palette-pages"), items: matching(pages(), &words) };
    let actions = Section { label: t("palette-actions"), items: matching(actions(), &words) };
    let records = records(hits);
    [pages, actions].into_iter().chain(records).filter(|section| !section.items.is_empty()).collect()
}

fn matching(items: Vec<Item>, words: &[String]) -> Vec<Item> {
    let has_all = |item: &Item| {
        let label = fold(&item.label);
        words.iter().all(|word| label.contains(word.as_str()))
    };
    let most = if words.is_empty() { usize::MAX } else { BESIDE_RECORDS };
    items.into_iter().filter(has_all).take(most).collect()
}

/// By module, in the order in which the first of each was found.
fn records(hits: &[Hit]) -> Vec<Section> {
    let mut modules: Vec<&Name> = Vec::new();
    for hit in hits {
        if !modules.contains(&&hit.module) {
            modules.push(&hit.module);
        }
    }
    let section = |name: &Name| {
        let module = module(name)?;
        let items = hits.iter().filter(|hit| hit.module == *name).map(|hit| record(hit, &module)).collect();
        Some(Section { label: module.label.clone(), items })
    };
    modules.into_iter().filter_map(section).collect()
}

fn record(hit: &Hit, module: &ModuleRef) -> Item {
    Item {
        icon: module.icon.to_string(),
        label: hit.title.clone(),
        detail: hit.subtitle.clone(),
        kind: module.label_one.clone(),
        action: Action::Go(format!("/m/{}/{}", hit.module, hit.id)),
    }
}

fn item(icon: &str, label: String, action: Action) -> Item {
    Item { icon: icon.to_owned(), label, detail: String::new(), kind: String::new(), action }
}

fn page(icon: &str, label: String, href: impl Into<String>) -> Item {
    item(icon, label, Action::Go(href.into()))
}

fn pages() -> Vec<Item> {
    let mut pages = vec![page("house", t("nav-home"), "/")];
    let modules = places::listed(&schema());
    pages.extend(modules.iter().map(|module| page(&module.icon, module.label.clone(), places::href(module))));
    let boards = modules.iter().filter(|module| module.stages.is_some());
    pages.extend(boards.map(|module| {
        let label = t_with("palette-board", &[("module", &module.label)]);
        page("square-kanban", label, format!("{}/board", places::href(module)))
    }));
    pages.push(page("settings", t("nav-settings"), "/settings"));
    pages
}

fn actions() -> Vec<Item> {
    let new = places::creatable(&schema()).into_iter().map(|module| {
        let label = t_with("palette-new", &[("module", &module.label_one)]);
        page("plus", label, format!("{}/new", places::href(&module)))
    });
    let languages = Language::ALL.into_iter().filter(|other| *other != language());
    let languages = languages.map(|other| {
        let label = format!("{}: {}", t("language"), other.own_name());
        item("languages", label, Action::Speak(other))
    });
    new.chain([item("sun-moon", t("palette-switch-theme"), Action::SwitchTheme)])
        .chain(languages)
        .chain([
            item("keyboard", t("keys-title"), Action::Help),
            item("log-out", t("sign-out"), Action::SignOut),
        ])
        .collect()
}
