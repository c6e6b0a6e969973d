//! The sections of a record: what it holds, for reading and for changing in place.

use leptos::prelude::*;
use model::document::LINES;
use model::module::{CREATED_AT, CREATED_BY, LAST_ACTIVITY, OWNER, TAGS, UPDATED_AT, UPDATED_BY};
use model::{Field, Kind, Module, Name, Record, Section};

use super::fact::Fact;
use super::open::Open;
use crate::context::ModuleRef;
use crate::icon::Icon;
use crate::lines;
use crate::texts::t;

/// What the module's declaration puts together.
#[component]
pub fn Sections(open: Open, module: ModuleRef) -> impl IntoView {
    let record = open.page.with_untracked(|page| page.record.clone());
    let section = |section: &Section| {
        let lines = section.fields.iter().any(|name| name == LINES) && module.features.document;
        let fields = facts(&module, &section.fields);
        let fields: Vec<Field> = fields.into_iter().filter(|field| !lines::has(&module, field)).collect();
        // What the product fills, and has not filled yet, says nothing.
        if !lines && fields.iter().all(|field| !editable(&module, field) && is_empty(field, &record)) {
            return None;
        }
        let filled = fields.iter().any(|field| !is_empty(field, &record));
        let own = lines.then(|| {
            let record = Signal::derive(move || open.page.with(|page| page.record.clone()));
            view! { <lines::Shown module=module.clone() record/> }
        });
        let facts = view! { <Facts open module=module.clone() fields one_column=section.one_column/> };
        Some(view! {
            <Part label=section.label.clone() expanded=filled || lines>
                {own}
                {facts}
            </Part>
        })
    };
    module.sections.iter().map(section).collect_view()
}

/// What every record has: its owner and tags, who made and changed it.
#[component]
pub fn Common(open: Open, module: ModuleRef) -> impl IntoView {
    let names = [OWNER, TAGS, LAST_ACTIVITY, CREATED_AT, CREATED_BY, UPDATED_AT, UPDATED_BY];
    let fields: Vec<Field> = names.into_iter().filter_map(|name| module.field(name)).cloned().collect();
    view! {
        <Part label=t("record-details") expanded=true>
            <Facts open module fields one_column=false/>
        </Part>
    }
}

#[component]
fn Facts(open: Open, module: ModuleRef, fields: Vec<Field>, one_column: bool) -> impl IntoView {
    let fact = |field: Field| {
        let may = editable(&module, &field);
        view! { <Fact open field may/> }
    };
    view! { <dl class="fields" class:one=one_column>{fields.into_iter().map(fact).collect_view()}</dl> }
}

/// A part of the page that can be closed.
#[component]
pub fn Part(
    #[prop(into)] label: String,
    expanded: bool,
    #[prop(optional, into)] count: Signal<Option<u64>>,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="section" open=expanded>
            <summary>
                <Icon name="chevron-down"/>
                <h2>{label}</h2>
                <span class="count">{move || count.get()}</span>
                <span class="grow"></span>
            </summary>
            <div class="section-body">{children()}</div>
        </details>
    }
}

/// The fields of a section; the parts of an address give way to the address.
pub fn facts(module: &Module, names: &[Name]) -> Vec<Field> {
    let parts: Vec<&Name> = module
        .pick(names)
        .filter_map(
            |field| if let Kind::Address(address) = &field.kind { Some(&address.parts) } else { None },
        )
        .flatten()
        .collect();
    module.pick(names).filter(|field| !field.hidden && !parts.contains(&&field.name)).cloned().collect()
}

/// Whether people fill it; an address is filled by its parts.
pub fn editable(module: &Module, field: &Field) -> bool {
    match &field.kind {
        Kind::Address(address) => module.pick(&address.parts).any(Field::editable),
        _ => field.editable(),
    }
}

fn is_empty(field: &Field, record: &Record) -> bool {
    match &field.kind {
        Kind::Address(address) => record.address(&address.parts).is_empty(),
        _ => record.value(&field.name).is_empty(),
    }
}
