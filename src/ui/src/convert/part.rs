//! One of the records that a conversion makes: a new one, whose values can be changed, or one that is there.

use std::str::FromStr;

use api::Hit;
use leptos::prelude::*;
use model::module::{CURRENCY, OWNER};
use model::record::Values;
use model::{Field, Id, Kind, Module, Name};

use crate::context::module;
use crate::field::{Combo, ComboBox, Draft, Finder, FormField, Offer, find_records};
use crate::icon::Icon;
use crate::texts::{t, t_with};

#[derive(Clone, Copy)]
pub struct Part {
    pub module: &'static str,
    pub draft: Draft,
    /// What one decides on.
    fields: StoredValue<Vec<Field>>,
    /// What else the lead fills: it can be seen and changed.
    taken: StoredValue<Vec<Field>>,
    /// What is there already and seems to be the same.
    same: StoredValue<Vec<Hit>>,
    /// The record to use instead of a new one.
    pub used: RwSignal<Option<Id>>,
    /// Whether there is to be one at all.
    pub wanted: RwSignal<bool>,
}

impl Part {
    /// `used` is the record that one would use, if one is there that is surely the same.
    pub fn new(name: &'static str, values: &Values, same: Vec<Hit>, used: Option<Id>) -> Part {
        let known = module(name);
        let shown = known.as_ref().map(|module| shown(module, values)).unwrap_or_default();
        let (fields, taken) = shown.into_iter().partition(|field| is_decided(known.as_deref(), field));
        let draft = known.as_ref().map_or_else(|| Draft::empty(name), |module| Draft::blank(module));
        for (name, value) in values {
            draft.set(name, value.clone());
        }
        Part {
            module: name,
            draft,
            fields: StoredValue::new(fields),
            taken: StoredValue::new(taken),
            used: RwSignal::new(used),
            same: StoredValue::new(same),
            wanted: RwSignal::new(known.is_some()),
        }
    }

    /// What a new one is made with; nothing where something is wrong. One that is not made has nothing wrong.
    pub fn values(self) -> Option<Values> {
        if self.used.get_untracked().is_some() || !self.wanted.get_untracked() {
            return Some(Values::new());
        }
        let fields: Vec<Field> =
            [self.fields, self.taken].into_iter().flat_map(|some| some.get_value()).collect();
        self.draft.check(&fields).ok()
    }

    fn label(self) -> String {
        module(self.module).map(|module| module.label_one.clone()).unwrap_or_default()
    }

    fn icon(self) -> String {
        module(self.module).map(|module| module.icon.to_string()).unwrap_or_default()
    }

    fn is_optional(self) -> bool {
        self.module == "opportunities"
    }
}

/// Fields that the form shows: those that are required, and those that the lead fills.
fn shown(module: &Module, values: &Values) -> Vec<Field> {
    let filled = |field: &Field| values.get(&field.name).is_some_and(|value| !value.is_empty());
    let usual = |field: &Field| matches!(field.name.as_str(), OWNER | CURRENCY);
    let asked = |field: &&Field| {
        field.editable() && !usual(field) && (field.required || filled(field) || is_deal(field))
    };
    module.fields.iter().filter(asked).cloned().collect()
}

fn is_deal(field: &Field) -> bool {
    matches!(field.name.as_str(), "amount" | "close_date")
}

/// What tells the records apart, and what a deal is about; a required list of values has its first.
fn is_decided(module: Option<&Module>, field: &Field) -> bool {
    let named = module.is_some_and(|module| module.title.contains(&field.name));
    named || is_deal(field) || field.required && !matches!(field.kind, Kind::OneOf(_))
}

#[component]
pub fn PartView(part: Part) -> impl IntoView {
    if module(part.module).is_none() {
        return ().into_any();
    }
    let switch = part.is_optional().then(|| {
        view! {
            <label class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=part.wanted
                    on:change=move |event| part.wanted.set(event_target_checked(&event))
                />
                {t("convert-create-opportunity")}
            </label>
        }
    });
    let offered = RwSignal::new(part.same.get_value());
    let existing = !part.is_optional();
    view! {
        <section class="convert-part">
            <header>
                <Icon name=part.icon()/>
                <h3>{part.label()}</h3>
                {switch}
                {existing.then(|| view! { <FindOther part offered/> })}
            </header>
            <Show when=move || existing && offered.with(|hits| !hits.is_empty())>
                <NewOrExisting part offered/>
            </Show>
            <Show when=move || part.used.get().is_none()>
                <div class="form two">{inputs(part, part.fields)}</div>
                <Taken part/>
            </Show>
        </section>
    }
    .into_any()
}

fn inputs(part: Part, fields: StoredValue<Vec<Field>>) -> impl IntoView {
    let input = |field: Field| {
        let id = format!("convert-{}-{}", part.module, field.name);
        view! { <FormField id field draft=part.draft/> }
    };
    fields.get_value().into_iter().map(input).collect_view()
}

/// What else the lead fills, by name; opened, it can be changed.
#[component]
fn Taken(part: Part) -> impl IntoView {
    let labels: Vec<String> =
        part.taken.with_value(|fields| fields.iter().map(|field| field.label.clone()).collect());
    if labels.is_empty() {
        return ().into_any();
    }
    view! {
        <details class="convert-taken">
            <summary>
                <Icon name="chevron-down"/>
                <span>{t_with("convert-more-fields", &[("detail", &labels.join(", "))])}</span>
            </summary>
            <div class="form two">{inputs(part, part.taken)}</div>
        </details>
    }
    .into_any()
}

/// The name of the choice of a record that is there.
fn use_existing(part: Part) -> String {
    t(match part.module {
        "accounts" => "convert-use-existing-account",
        _ => "convert-use-existing-contact",
    })
}

/// The choice between a new record and those that are there.
#[component]
fn NewOrExisting(part: Part, offered: RwSignal<Vec<Hit>>) -> impl IntoView {
    let new = match part.module {
        "accounts" => "convert-new-account",
        _ => "convert-new-contact",
    };
    let choice = move |id: Option<Id>, title: String, text: String| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=format!("convert-{}", part.module)
                    prop:checked=move || part.used.get() == id
                    on:change=move |_| part.used.set(id)
                />
                <span>
                    <b>{title}</b>
                    <small>{text}</small>
                </span>
            </label>
        }
    };
    let others = move || {
        let hits = offered.get().into_iter();
        hits.map(|hit| choice(Some(hit.id), format!("{}: {}", use_existing(part), hit.title), hit.subtitle))
            .collect_view()
    };
    view! {
        <div class="choices beside" role="radiogroup" aria-label=part.label()>
            {choice(None, t(new), String::new())}
            {others}
        </div>
    }
}

/// Finds one that was not thought of, and adds it to the choice.
#[component]
fn FindOther(part: Part, offered: RwSignal<Vec<Hit>>) -> impl IntoView {
    let combo = Combo::new(String::new());
    let finder = Finder::new(combo);
    let on_text = move |text: String| {
        finder.ask(text, move |text| find_records(Name::new_static(part.module), text));
    };
    let on_pick = move |offer: Offer| {
        combo.text.set(String::new());
        let Ok(id) = Id::from_str(&offer.key) else { return };
        let known = offered.with_untracked(|hits| hits.iter().any(|hit| hit.id == id));
        if !known {
            let module = Name::new_static(part.module);
            offered.update(|hits| hits.push(Hit { module, id, title: offer.label, subtitle: offer.hint }));
        }
        part.used.set(Some(id));
    };
    view! {
        <ComboBox
            id=format!("convert-find-{}", part.module)
            combo
            on_text
            on_pick
            on_enter=None
            on_back=None
            on_leave=Some(Callback::new(move |()| combo.text.set(String::new())))
            label=Some(use_existing(part))
            placeholder=use_existing(part) + "…"
            class="input"
            invalid=None
            described_by=None
        />
    }
}
