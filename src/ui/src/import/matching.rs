//! Whether rows are added, or change the records that they are the same as, and by which fields they are.

use leptos::prelude::*;
use model::Field;

use super::mapping;
use super::wizard::Wizard;
use crate::prelude::*;

const TITLE: &str = "import-mode-title";

#[component]
pub fn Matching(wizard: Wizard) -> impl IntoView {
    let choose = move |updating: bool| {
        wizard.updating.set(updating);
        if updating && wizard.mapping.with_untracked(|mapping| mapping.match_by.is_empty()) {
            wizard.module.with_untracked(|module| {
                wizard.mapping.update(|mapping| mapping.match_by = mapping::likely_match(mapping, module));
            });
        }
    };
    let choice = move |updating: bool, text: &'static str| {
        let chosen = move || wizard.updating.get() == updating;
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="import-mode"
                    checked=untrack(chosen)
                    prop:checked=chosen
                    on:change=move |_| choose(updating)
                />
                <span><b>{move || t(text)}</b></span>
            </label>
        }
    };
    view! {
        <section class="stack">
            <h2 id=TITLE>{move || t("import-mode")}</h2>
            <div class="choices beside" role="radiogroup" aria-labelledby=TITLE>
                {choice(false, "import-mode-add")}
                {choice(true, "import-mode-both")}
            </div>
            <Show when=move || wizard.updating.get()>
                <By wizard/>
            </Show>
        </section>
    }
}

/// The fields that are filled, to choose from.
#[component]
fn By(wizard: Wizard) -> impl IntoView {
    let fields = Memo::new(move |_| {
        wizard.module.with(|module| wizard.mapping.with(|mapping| mapping::matchable(mapping, module)))
    });
    view! {
        <fieldset class="field">
            <legend>{move || t("import-match-by")}</legend>
            <div class="btn-row">
                <For each=move || fields.get() key=|field| (field.name.clone(), field.label.clone()) let:field>
                    <One wizard field/>
                </For>
            </div>
        </fieldset>
    }
}

#[component]
fn One(wizard: Wizard, field: Field) -> impl IntoView {
    let name = StoredValue::new(field.name);
    let chosen =
        move || wizard.mapping.with(|mapping| name.with_value(|name| mapping.match_by.contains(name)));
    let choose = move |event| {
        let (name, chosen) = (name.get_value(), event_target_checked(&event));
        wizard.mapping.update(|mapping| {
            mapping.match_by.retain(|known| *known != name);
            if chosen {
                mapping.match_by.push(name);
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" checked=untrack(chosen) prop:checked=chosen on:change=choose/>
            {field.label}
        </label>
    }
}
