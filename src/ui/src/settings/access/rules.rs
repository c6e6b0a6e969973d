//! What a module is to those who do not own its records.

use leptos::prelude::*;
use model::record::Values;
use model::{Name, Value};

use super::decided::{RULES, State, is, text};
use crate::context::{ModuleRef, module, schema};
use crate::icon::Icon;
use crate::texts::t_with;

const PRIVATE: &str = "private";
const OWNER_LOCK: &str = "owner_lock";
const REVIEW: &str = "review";

#[component]
pub fn Rules(state: State) -> impl IntoView {
    let Some(rules) = module(&RULES) else { return ().into_any() };
    let label = |name: &str| rules.field(name).map(|field| field.label.clone()).unwrap_or_default();
    let schema = schema();
    let owned = ModuleRef::all(&schema).filter(|module| module.is_governed() && module.is_owned());
    let rows = owned.map(|module| view! { <Row state rules=rules.clone() module/> }).collect_view();
    view! {
        <div class="table-wrap">
            <table class="table stacked">
                <thead>
                    <tr>
                        <th scope="col">{label("module")}</th>
                        <th scope="col">{label("others")}</th>
                        <th scope="col">{label(OWNER_LOCK)}</th>
                        <th scope="col">{label(REVIEW)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(state: State, rules: ModuleRef, module: ModuleRef) -> impl IntoView {
    let name = StoredValue::new(module.name.clone());
    let label = StoredValue::new(module.label.clone());
    let rule =
        Memo::new(move |_| name.with_value(|name| state.decided.with(|decided| decided.rule(name).cloned())));
    let others = move || {
        let said = rule.with(|rule| rule.as_ref().map(|rule| text(rule, "others").to_owned()));
        said.unwrap_or_else(|| PRIVATE.into())
    };
    let put = move |field: &'static str, value: Value| {
        let mut values = Values::from([(Name::new_static(field), value)]);
        let before = rule.get_untracked();
        let module = name.get_value();
        if before.is_none() {
            values.insert("module".into(), Value::text(module.as_str()));
        }
        state.save(format!("rule {module}"), RULES, before, values, label.get_value());
    };
    let field = |name: &str| rules.field(name).cloned();
    let choices = field("others").map(|field| field.kind.choices().to_vec()).unwrap_or_default();
    let options = choices.into_iter().map(|choice| {
        let key = choice.key.to_string();
        let chosen = {
            let key = key.clone();
            move || others() == key
        };
        let at_first = untrack(&chosen);
        view! { <option value=key selected=at_first prop:selected=chosen>{choice.label}</option> }
    });
    let field_label = |name: &str| field(name).map(|field| field.label).unwrap_or_default();
    let named = |name: &str| t_with("why-of", &[("user", &module.label), ("detail", &field_label(name))]);
    let busy = move || name.with_value(|name| state.is_saving(&format!("rule {name}")));
    let switch = |field: &'static str| {
        let on = move || rule.with(|rule| rule.as_ref().is_some_and(|rule| is(rule, field)));
        view! {
            <td>
                <span class="only-phone" aria-hidden="true">{field_label(field)}</span>
                <span class="switch">
                    <input
                        type="checkbox"
                        role="switch"
                        aria-label=named(field)
                        checked=untrack(on)
                        prop:checked=on
                        disabled=busy
                        on:change=move |event| put(field, Value::Bool(event_target_checked(&event)))
                    />
                </span>
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row"><span class="row"><Icon name=module.icon.to_string()/>{module.label.clone()}</span></th>
            <td>
                <select
                    class="select"
                    aria-label=named("others")
                    disabled=busy
                    on:change=move |event| put("others", Value::text(event_target_value(&event)))
                >
                    {options.collect_view()}
                </select>
            </td>
            {switch(OWNER_LOCK)}
            {switch(REVIEW)}
        </tr>
    }
}
