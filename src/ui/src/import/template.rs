//! A text made of several columns, which stand in it in braces.

use leptos::prelude::*;
use model::Field;

use super::parts::Remove;
use super::wizard::Wizard;
use crate::prelude::*;

#[component]
pub fn Template(wizard: Wizard, field: Field) -> impl IntoView {
    let (name, label) = (field.name.clone(), field.label.clone());
    let id = format!("import-template-{name}");
    let hint = format!("{id}-hint");
    let shown = {
        let name = name.clone();
        move || wizard.mapping.with(|mapping| mapping.templates.get(&name).cloned()).unwrap_or_default()
    };
    let write = {
        let name = name.clone();
        move |event| {
            let text = event_target_value(&event);
            wizard.mapping.update(|mapping| drop(mapping.templates.insert(name.clone(), text)));
        }
    };
    let remove =
        Callback::new(move |()| wizard.mapping.update(|mapping| drop(mapping.templates.remove(&name))));
    let example = move || {
        let column = wizard.headers().into_iter().next().unwrap_or_default();
        t_with("import-template-hint", &[("column", &format!("{{{column}}}"))])
    };
    let what = label.clone();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="row">
                <input
                    class="input mono grow"
                    id=id
                    aria-describedby=hint.clone()
                    value=untrack(&shown)
                    prop:value=shown
                    on:input=write
                />
                <Remove what on_click=remove/>
            </div>
            <p class="hint" id=hint>{example}</p>
        </div>
    }
}
