//! Choosing a field: those of the module, and those of the records that it links to.

use leptos::prelude::*;
use model::{Field, Module, Name, Schema};

use super::words;
use crate::context::ModuleRef;
use crate::texts::t;

/// Whether a field can be compared with anything.
pub fn is_offered(field: &Field) -> bool {
    !field.hidden && !field.kind.rules().operators().is_empty()
}

/// A `<select>` of fields; `chosen` gets the path to the field.
#[component]
pub fn FieldPick(
    module: Memo<ModuleRef>,
    #[prop(into)] path: Signal<Vec<Name>>,
    chosen: Callback<Vec<Name>>,
) -> impl IntoView {
    let choose = move |event| {
        chosen.run(event_target_value(&event).split('.').map(Name::from).collect());
    };
    let options = move || {
        let path = path.get();
        module.with(|module| options(module, module.schema(), &path))
    };
    view! {
        <select class="select small" aria-label=move || t("filter-field") on:change=choose>
            {options}
        </select>
    }
}

fn options(module: &Module, schema: &Schema, path: &[Name]) -> Vec<AnyView> {
    let own = module.fields.iter().filter(|field| is_offered(field));
    let mut views: Vec<AnyView> =
        own.map(|field| option(&field.label, std::slice::from_ref(&field.name), path)).collect();
    for link in module.fields.iter().filter(|field| !field.hidden) {
        let Some(target) = link.kind.targets().first().and_then(|name| schema.module(name)) else { continue };
        let fields = target.fields.iter().filter(|field| is_offered(field));
        // What is chosen stands there without its group.
        let label = |field: &Field| format!("{} › {}", link.label, field.label);
        let inner: Vec<AnyView> = fields
            .map(|field| option(&label(field), &[link.name.clone(), field.name.clone()], path))
            .collect();
        views.push(view! { <optgroup label=link.label.clone()>{inner}</optgroup> }.into_any());
    }
    // Reached over several links: only text can say it, the form keeps it.
    if path.len() > 2 {
        views.push(option(&words::label(path, module, schema), path, path));
    }
    views
}

fn option(label: &str, path: &[Name], chosen: &[Name]) -> AnyView {
    let value = path.iter().map(Name::as_str).collect::<Vec<_>>().join(".");
    view! { <option value=value selected=path == chosen>{label.to_owned()}</option> }.into_any()
}
