//! A record chosen by typing its name; before that, those that were changed last are offered.

use std::str::FromStr;

use api::{Failure, calls};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::module::Access;
use model::record::Values;
use model::{Id, Link, Module, Name, Value};

use super::combo::{Combo, ComboBox, Mark, NEW, Offer};
use super::find::{self, Finder};
use crate::context::module;
use crate::icon::Icon;
use crate::texts::{t, t_with};
use crate::toast::{toast_failure, toast_undo};

#[component]
pub fn Picker(
    #[prop(into)] id: String,
    /// The modules whose records can be chosen.
    targets: Vec<Name>,
    #[prop(into)] link: Signal<Option<Link>>,
    #[prop(into)] on_choose: Callback<Option<Link>>,
    /// What is chosen, for the button that clears.
    #[prop(into)]
    what: String,
    /// The name of the input where no label stands beside it.
    label: Option<String>,
    /// Offers to make a record of what was typed.
    #[prop(optional)]
    create: bool,
    #[prop(into)] invalid: Signal<Option<&'static str>>,
    #[prop(into)] described_by: Signal<Option<String>>,
) -> impl IntoView {
    let title = move || link.get().map(|link| link.title).unwrap_or_default();
    let first = link.with_untracked(|link| link.as_ref().map(|link| link.module.clone()));
    let target = RwSignal::new(first.or_else(|| targets.first().cloned()).unwrap_or_default());
    let combo = Combo::new(untrack(title));
    let finder = Finder::new(combo);
    Effect::new(move |_| {
        combo.text.set(title());
        if let Some(module) = link.with(|link| link.as_ref().map(|link| link.module.clone())) {
            target.set(module);
        }
    });
    let on_text = move |text: String| {
        if text.trim().is_empty() && link.with_untracked(Option::is_some) {
            on_choose.run(None);
        }
        // Opened with a record in it: others are offered, not the one that is there.
        let text = if text == untrack(title) { String::new() } else { text };
        finder.ask(text, move |text| find_or_make(target.get_untracked(), text, create));
    };
    let on_pick = move |offer: Offer| match Id::from_str(&offer.key) {
        Ok(id) => {
            on_choose.run(Some(Link { module: target.get_untracked(), id, title: offer.label }));
        }
        Err(_) => make(target.get_untracked(), combo, on_choose),
    };
    let on_leave = move |()| {
        let emptied = combo.text.with_untracked(|text| text.trim().is_empty());
        if emptied && link.with_untracked(Option::is_some) {
            on_choose.run(None);
        } else {
            combo.text.set(untrack(title));
        }
    };
    let choose_module = move |name: String| {
        target.set(name.into());
        on_choose.run(None);
    };
    let placeholder = move || placeholder(&target.get());
    let clear = t_with("widget-clear", &[("field", &what)]);
    view! {
        <div class="row grow">
            {(targets.len() > 1).then(|| modules(targets, target, choose_module))}
            {move || {
                view! {
                    <ComboBox
                        id=id.clone()
                        combo
                        on_text
                        on_pick
                        on_enter=None
                        on_back=None
                        on_leave=Some(Callback::new(on_leave))
                        label=label.clone()
                        placeholder=placeholder()
                        class="input"
                        invalid
                        described_by
                    />
                }
            }}
            <Show when=move || link.with(Option::is_some)>
                <button
                    type="button"
                    class="btn ghost icon small"
                    aria-label=clear.clone()
                    on:click=move |_| on_choose.run(None)
                >
                    <Icon name="x"/>
                </button>
            </Show>
        </div>
    }
}

fn modules(targets: Vec<Name>, target: RwSignal<Name>, choose: impl Fn(String) + 'static) -> impl IntoView {
    let option = |name: Name| {
        let label = module(&name).map_or(name.to_string(), |module| module.label_one.clone());
        let chosen = {
            let name = name.clone();
            move || target.with(|target| *target == name)
        };
        view! {
            <option value=name.to_string() selected=untrack(&chosen) prop:selected=chosen>
                {label}
            </option>
        }
    };
    view! {
        <select
            class="select small"
            aria-label=t("widget-choose-module")
            on:change=move |event| choose(event_target_value(&event))
        >
            {targets.into_iter().map(option).collect_view()}
        </select>
    }
}

fn placeholder(target: &Name) -> String {
    match module(target) {
        _ if target == "users" => t("widget-choose-user"),
        Some(module) => t_with("widget-choose-record", &[("module", &module.label)]),
        None => t("widget-type-to-search"),
    }
}

async fn find_or_make(target: Name, text: String, create: bool) -> Result<Vec<Offer>, Failure> {
    let mut found = find::records(target.clone(), text.clone()).await?;
    let may =
        create && module(&target).is_some_and(|module| module.access == Access::Owned && module.may.create);
    if may && !text.is_empty() {
        let label = t_with("widget-create-linked", &[("detail", &text)]);
        found.push(Offer { key: NEW.into(), label, hint: String::new(), mark: Mark::Icon("plus") });
    }
    Ok(found)
}

/// Makes a record that is called what was typed, and chooses it.
fn make(target: Name, combo: Combo, on_choose: Callback<Option<Link>>) {
    let text = combo.text.get_untracked();
    let Some(module) = module(&target) else { return };
    spawn_local(async move {
        match calls::create(target.clone(), named(&module, text.trim())).await {
            Ok(saved) => {
                let title = saved.record.title;
                toast_undo(t_with("record-created", &[("record", &title)]), saved.batch);
                on_choose.run(Some(Link { module: target, id: saved.record.id, title }));
            }
            Err(failure) => toast_failure(&failure),
        }
    });
}

/// The fields that make the title, filled from one text: of two, the last word goes to the last.
fn named(module: &Module, text: &str) -> Values {
    let (first, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    match &module.title[..] {
        [] => Values::new(),
        [only] => Values::from([(only.clone(), Value::text(text))]),
        [.., before, end] if !first.is_empty() => {
            Values::from([(before.clone(), Value::text(first)), (end.clone(), Value::text(last))])
        }
        [.., end] => Values::from([(end.clone(), Value::text(text))]),
    }
}
