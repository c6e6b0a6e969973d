//! One value for all rows, in the editor of its kind. A text that is none of its values, such as a name that a mapping
//! file gives to a link, stands as it is: the server reads it as it would read a cell.

use api::calls;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Field, Link, Name, Value};

use super::parts::Remove;
use super::wizard::Wizard;
use crate::field::{Draft, Edit};
use crate::prelude::*;

#[component]
pub fn Constant(wizard: Wizard, field: Field) -> impl IntoView {
    let (id, label) = (format!("import-constant-{}", field.name), field.label.clone());
    let remove = {
        let name = field.name.clone();
        Callback::new(move |()| wizard.mapping.update(|mapping| drop(mapping.constants.remove(&name))))
    };
    let what = label.clone();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="row">
                <div class="grow">{editor(wizard, field, id)}</div>
                <Remove what on_click=remove/>
            </div>
        </div>
    }
}

fn editor(wizard: Wizard, field: Field, id: String) -> AnyView {
    let text = wizard.mapping.with_untracked(|mapping| mapping.constants.get(&field.name).cloned());
    let text = text.unwrap_or_default();
    // The id of one of several modules' records does not tell whose it is.
    let several = field.kind.targets().len() > 1;
    match field.parse(&text, &untrack(formats)) {
        Ok(value) if !several => in_its_editor(wizard, field, value, id),
        Ok(_) | Err(_) => as_text(wizard, field.name, id),
    }
}

fn in_its_editor(wizard: Wizard, field: Field, value: Value, id: String) -> AnyView {
    let draft = Draft::empty(wizard.module.with_untracked(|module| module.name.clone()));
    if let Value::Link(link) = &value {
        find_title(draft, field.name.clone(), link.clone());
    }
    draft.set(&field.name, value);
    let shown = field.clone();
    Effect::new(move |_| put(wizard, &field.name, field.plain(&draft.get(&field.name))));
    view! { <Edit field=shown draft id/> }.into_any()
}

/// An id alone says nothing to a person.
fn find_title(draft: Draft, name: Name, link: Link) {
    Effect::new(move |_| {
        let (name, link) = (name.clone(), link.clone());
        spawn_local(async move {
            if let Ok(page) = calls::record(link.module.clone(), link.id).await {
                // A link with another title is the same link, and would be passed over.
                draft.set(&name, Value::Empty);
                draft.set(&name, Value::Link(Link { title: page.record.title, ..link }));
            }
        });
    });
}

fn as_text(wizard: Wizard, name: Name, id: String) -> AnyView {
    let shown = {
        let name = name.clone();
        move || wizard.mapping.with(|mapping| mapping.constants.get(&name).cloned()).unwrap_or_default()
    };
    view! {
        <input
            class="input"
            id=id
            value=untrack(&shown)
            prop:value=shown
            on:input=move |event| put(wizard, &name, event_target_value(&event))
        />
    }
    .into_any()
}

/// Changes the text, unless the field is no longer filled so.
fn put(wizard: Wizard, name: &Name, text: String) {
    let differs =
        wizard.mapping.with_untracked(|mapping| mapping.constants.get(name).is_some_and(|now| *now != text));
    if differs {
        wizard.mapping.update(|mapping| drop(mapping.constants.insert(name.clone(), text)));
    }
}
