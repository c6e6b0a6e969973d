//! Somebody else saved meanwhile: both versions, field by field, and nothing written before one has chosen.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::record::Values;
use model::{Field, Module, Name, Record, Value};

use super::open::{Open, changed_by};
use crate::context::{ModuleRef, formats};
use crate::field::{self, focus_soon};
use crate::texts::{t, t_with};

/// What was to be saved, over what, and what stands there now.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub base: Record,
    pub mine: Values,
    pub theirs: Record,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Mine,
    Theirs,
}

/// A field of which there are two versions.
#[derive(Clone)]
struct Row {
    field: Field,
    mine: Value,
    theirs: Value,
    /// What is chosen before one chooses: the only one of both that is a change. Where both are, nothing.
    first: Option<Side>,
}

impl Conflict {
    fn rows(&self, module: &Module) -> Vec<Row> {
        module.fields.iter().filter(|field| field.editable()).filter_map(|field| self.row(field)).collect()
    }

    fn row(&self, field: &Field) -> Option<Row> {
        let before = self.base.value(&field.name);
        let theirs = self.theirs.value(&field.name);
        let mine = self.mine.get(&field.name).unwrap_or(before);
        if mine == theirs || mine.is_empty() && theirs.is_empty() {
            return None;
        }
        let first = match (mine == before, theirs == before) {
            (true, _) => Some(Side::Theirs),
            (_, true) => Some(Side::Mine),
            (false, false) => None,
        };
        Some(Row { field: field.clone(), mine: mine.clone(), theirs: theirs.clone(), first })
    }
}

type Chosen = RwSignal<BTreeMap<Name, Side>>;

const TITLE: &str = "conflict-title";

#[component]
pub fn Conflicting(open: Open, module: ModuleRef, conflict: Conflict) -> impl IntoView {
    let rows = conflict.rows(&module);
    let first = rows.iter().filter_map(|row| Some((row.field.name.clone(), row.first?))).collect();
    let chosen: Chosen = RwSignal::new(first);
    focus_soon(TITLE);
    let names: Vec<Name> = rows.iter().map(|row| row.field.name.clone()).collect();
    let all = move |side: Side| chosen.set(names.iter().map(|name| (name.clone(), side)).collect());
    let all_mine = all.clone();
    let count = rows.len();
    let user = changed_by(&conflict.theirs);
    let kept = rows.clone();
    let base = conflict.theirs.clone();
    let save = move |_| {
        let mine: Values = kept
            .iter()
            .filter(|row| chosen.with_untracked(|all| all.get(&row.field.name) == Some(&Side::Mine)))
            .map(|row| (row.field.name.clone(), row.mine.clone()))
            .collect();
        open.conflict.set(None);
        if mine.is_empty() {
            open.take_theirs(base.clone());
        } else {
            open.send(base.clone(), mine, None);
        }
    };
    let shown = (conflict.base, conflict.theirs);
    view! {
        <section class="conflict" role="alert" aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">{t("conflict-title")}</h2>
            <p>{t_with("conflict-text", &[("user", &user)])}</p>
            {rows.into_iter().map(|row| one(row, chosen, &shown)).collect_view()}
            <div class="form-foot">
                <button type="button" class="btn" on:click=move |_| all(Side::Theirs)>
                    {t("conflict-take-all-theirs")}
                </button>
                <button type="button" class="btn" on:click=move |_| all_mine(Side::Mine)>
                    {t("conflict-keep-all-mine")}
                </button>
                <button
                    type="button"
                    class="btn primary"
                    disabled=move || chosen.with(|chosen| chosen.len() < count)
                    on:click=save
                >
                    {t("conflict-save")}
                </button>
            </div>
        </section>
    }
}

fn one(row: Row, chosen: Chosen, (base, theirs): &(Record, Record)) -> impl IntoView + use<> {
    let Row { field, mine, theirs: other, .. } = row;
    let name = field.name.clone();
    let choice = |side: Side, key: &str, record: &Record, value: Value| {
        let (pick, is) = (name.clone(), name.clone());
        let shown = if value.is_empty() {
            view! { <span class="muted">{t("empty")}</span> }.into_any()
        } else {
            let mut record = record.clone();
            record.set(field.name.clone(), value);
            field::card(&field, &record, &formats())
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=format!("conflict-{name}")
                    prop:checked=move || chosen.with(|chosen| chosen.get(&is) == Some(&side))
                    on:change=move |_| chosen.update(|chosen| {
                        chosen.insert(pick.clone(), side);
                    })
                />
                <span>
                    <small>{t(key)}</small>
                    <b>{shown}</b>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="conflict-row">
            <legend>{field.label.clone()}</legend>
            {choice(Side::Mine, "conflict-mine", base, mine)}
            {choice(Side::Theirs, "conflict-theirs", theirs, other)}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use model::{Group, Id, field};

    use super::*;

    fn record(version: i64, values: &[(&'static str, &str)]) -> Record {
        let values = values.iter().map(|(name, text)| (Name::new_static(name), Value::text(*text))).collect();
        Record { id: Id::new(0, [0; 10]), version, title: String::new(), values }
    }

    #[test]
    fn only_what_both_changed_is_left_open() {
        let names = ["mine", "theirs", "both", "same", "none"];
        let module =
            Module::new("things", Group::Customers, "box").section("general", names.map(field::text));
        let conflict = Conflict {
            base: record(1, &names.map(|name| (name, "old"))),
            mine: record(1, &[("mine", "m"), ("both", "m"), ("same", "s")]).values,
            theirs: record(
                2,
                &[("mine", "old"), ("theirs", "t"), ("both", "t"), ("same", "s"), ("none", "old")],
            ),
        };
        let rows = conflict.rows(&module);
        let found: Vec<_> = rows.iter().map(|row| (row.field.name.as_str(), row.first)).collect();
        assert_eq!(found, [("mine", Some(Side::Mine)), ("theirs", Some(Side::Theirs)), ("both", None)]);
    }
}
