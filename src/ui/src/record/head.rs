//! The head of a record: what it is called, what it is, how far it has come, what can be done with it.

use leptos::prelude::*;
use model::Record;

use super::actions::Actions;
use super::loaded::Frame;
use super::open::Open;
use super::stages::{StagePath, StageState};
use crate::context::{ModuleRef, formats};
use crate::field::{self, Avatar};
use crate::icon::Icon;

#[component]
pub fn Head(open: Open, module: ModuleRef, frame: Frame) -> impl IntoView {
    let title = Memo::new(move |_| open.page.with(|page| page.record.title.clone()));
    let subtitle = {
        let module = module.clone();
        move || open.page.with(|page| subtitle(&module, &page.record))
    };
    let deleted = Memo::new(move |_| open.page.with(|page| page.deleted));
    let (path, state) = (module.clone(), module.clone());
    view! {
        <header class="record-head">
            {badge(&module, title, open)}
            <div class="record-title">
                <h1>{title}</h1>
                <p class="subtitle">{subtitle}</p>
            </div>
            <Show when=move || !deleted.get()>
                <StageState open module=state.clone()/>
            </Show>
            <Actions open module frame/>
            <Show when=move || !deleted.get()>
                <StagePath open module=path.clone() convert=move |()| frame.converting.set(true)/>
            </Show>
        </header>
    }
}

fn subtitle(module: &ModuleRef, record: &Record) -> AnyView {
    let formats = formats();
    let filled = module.pick(&module.subtitle).filter(|field| !record.value(&field.name).is_empty());
    filled.map(|field| field::show(field, record, &formats)).collect_view().into_any()
}

/// Initials for people and companies, the module's icon for things.
fn badge(module: &ModuleRef, title: Memo<String>, open: Open) -> AnyView {
    let person = module.name == "users" || module.field("first_name").is_some();
    if !person && module.name != "accounts" {
        return view! {
            <span class="avatar large square" aria-hidden="true">
                <Icon name=module.icon.to_string()/>
            </span>
        }
        .into_any();
    }
    let look = if person { "large" } else { "large square" };
    (move || view! { <Avatar title=title.get() id=open.id look/> }).into_any()
}
