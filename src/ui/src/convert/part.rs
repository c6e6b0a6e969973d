//! One of the records that a conversion makes: a new one, whose values can be changed, or one that is there.

use std::str::FromStr;

use api::Hit;
use leptos::prelude::*;
use model::module::{CURRENCY, OWNER};
use model::record::Values;
use model::{Field, Id, Module, Name};

use crate::context::module;
use crate::field::{Combo, ComboBox, Draft, Finder, FormField, Offer, find_records};
use crate::icon::Icon;
use crate::texts::t;

#[derive(Clone, Copy)]
pub struct Part {
    pub module: &'static str,
    pub draft: Draft,
    /// Fields that the form shows: those that are required, and those that the lead fills.
    fields: StoredValue<Vec<Field>>,
    /// What is there already and seems to be the same.
    same: StoredValue<Vec<Hit>>,
    /// The record to use instead of a new one.
    pub used: RwSignal<Option<Id>>,
    /// Whether there is to be one at all.
    pub wanted: RwSignal<bool>,
}

impl Part {
    pub fn new(name: &'static str, values: &Values, same: Vec<Hit>) -> Part {
        let known = module(name);
        let fields = known.as_ref().map(|module| shown(module, values)).unwrap_or_default();
        let draft = known.as_ref().map_or_else(|| Draft::empty(name), |module| Draft::blank(module));
        for (name, value) in values {
            draft.set(name, value.clone());
        }
        Part {
            module: name,
            draft,
            fields: StoredValue::new(fields),
            used: RwSignal::new(same.first().map(|hit| hit.id)),
            same: StoredValue::new(same),
            wanted: RwSignal::new(known.is_some()),
        }
    }

    /// What a new one is made with; nothing where something is wrong. One that is not made has nothing wrong.
    pub fn values(self) -> Option<Values> {
        if self.used.get_untracked().is_some() || !self.wanted.get_untracked() {
            return Some(Values::new());
        }
        self.fields.with_value(|fields| self.draft.check(fields)).ok()
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

fn shown(module: &Module, values: &Values) -> Vec<Field> {
    let filled = |field: &Field| values.get(&field.name).is_some_and(|value| !value.is_empty());
    let deal = |field: &Field| matches!(field.name.as_str(), "amount" | "close_date");
    let usual = |field: &Field| matches!(field.name.as_str(), OWNER | CURRENCY);
    let asked = |field: &&Field| {
        field.editable() && !usual(field) && (field.required || filled(field) || deal(field))
    };
    module.fields.iter().filter(asked).cloned().collect()
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
    let field = move |field: Field| {
        let id = format!("convert-{}-{}", part.module, field.name);
        view! { <FormField id field draft=part.draft/> }
    };
    view! {
        <section class="convert-part">
            <header>
                <Icon name=part.icon()/>
                <h3>{part.label()}</h3>
                {switch}
            </header>
            {(!part.is_optional()).then(|| view! { <NewOrExisting part/> })}
            <Show when=move || part.used.get().is_none()>
                <div class="form two">
                    {part.fields.with_value(|fields| fields.iter().cloned().map(field).collect_view())}
                </div>
            </Show>
        </section>
    }
    .into_any()
}

/// The choice between a new record, those that seem to be the same, and any other.
#[component]
fn NewOrExisting(part: Part) -> impl IntoView {
    let (new, existing) = match part.module {
        "accounts" => ("convert-new-account", "convert-use-existing-account"),
        _ => ("convert-new-contact", "convert-use-existing-contact"),
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
    let offered = RwSignal::new(part.same.get_value());
    let others = move || {
        let hits = offered.get().into_iter();
        hits.map(|hit| choice(Some(hit.id), format!("{}: {}", t(existing), hit.title), hit.subtitle))
            .collect_view()
    };
    view! {
        <div class="choices beside" role="radiogroup" aria-label=part.label()>
            {choice(None, t(new), String::new())}
            {others}
        </div>
        <FindOther part offered label=t(existing)/>
    }
}

/// Finds one that was not thought of, and adds it to the choice.
#[component]
fn FindOther(part: Part, offered: RwSignal<Vec<Hit>>, label: String) -> impl IntoView {
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
            label=Some(label)
            placeholder=t("widget-type-to-search")
            class="input"
            invalid=None
            described_by=None
        />
    }
}
