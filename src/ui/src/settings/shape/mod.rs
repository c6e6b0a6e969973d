//! What a company keeps: its modules, their fields, and how forms show them. Each change holds at once, for everybody.

mod arrange;
mod carry;
mod choices;
mod field_dialog;
mod form;
mod formula_field;
mod module_dialog;
mod numbers;
mod retired;
mod roll_up_field;
pub(super) mod said;

use api::Failure;
use leptos::prelude::*;
use model::{Group, Module, Name};

use super::block::{Block, Heading};
use crate::context::{ModuleRef, is_administrator, module, schema};
use crate::failed::{Failed, NotFound};
use crate::icon::Icon;
use crate::texts::{t, t_with};
use crate::title::PageTitle;

use carry::Carry;
use form::FormCard;
use module_dialog::ModuleDialog;
use retired::{Retired, RetiredFields, RetiredModules};
use said::{About, Said, State};

/// All modules, and a new one.
#[component]
pub fn ModulesPage() -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let first = Resource::new(|| (), |()| Said::load());
    view! {
        <Heading text="settings-modules"/>
        <Suspense>
            {move || Suspend::new(async move {
                match first.await {
                    Ok(said) => view! { <Modules said/> }.into_any(),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Modules(said: Said) -> impl IntoView {
    let state = State::new(said);
    let about = About::nothing();
    let rows = move || {
        let schema = schema();
        let governed = ModuleRef::all(&schema).filter(|module| has_a_form(module));
        governed.map(|module| view! { <Row state module/> }).collect_view()
    };
    view! {
        <Block text="shape-modules-text">
            <div class="btn-row">
                <button type="button" class="btn primary" on:click=move |_| about.show(None)>
                    <Icon name="plus"/>
                    {move || t("shape-new-module")}
                </button>
            </div>
            {rows}
        </Block>
        <Carry state/>
        <Retired title="shape-retired-modules"><RetiredModules state/></Retired>
        <ModuleDialog state about/>
    }
}

/// What hangs on other records has no list and no form of its own, where a field could be shown.
fn has_a_form(module: &Module) -> bool {
    module.is_governed() && module.group != Group::Nowhere
}

#[component]
fn Row(state: State, module: ModuleRef) -> impl IntoView {
    let name = module.name.clone();
    let own = move || state.said.with(|said| said.fields_of(&name).count());
    let note = move || {
        let count = own();
        (count > 0)
            .then(|| view! { <span class="chip">{t_with("shape-own-fields", &[("n", &count)])}</span> })
    };
    let name = module.name.clone();
    let is_own = move || state.said.with(|said| said.is_own_module(&name));
    view! {
        <a class="setting link" href=format!("/settings/modules/{}", module.name)>
            <span class="row">
                <Icon name=module.icon.to_string()/>
                <b>{module.label.clone()}</b>
            </span>
            {note}
            {move || is_own().then(|| view! { <span class="chip" data-color="violet">{t("shape-own")}</span> })}
            <Icon name="chevron-right"/>
        </a>
    }
}

/// One module: what it is called, its fields, its form.
#[component]
pub fn ModulePage(name: Name) -> impl IntoView {
    if !untrack(is_administrator) {
        return view! { <Failed failure=Failure::NotAllowed page=true/> }.into_any();
    }
    let first = Resource::new(|| (), |()| Said::load());
    let called = name.clone();
    let label = move || module(&called).map(|module| module.label.clone()).unwrap_or_default();
    view! {
        <PageTitle title=Signal::derive(label)/>
        <Suspense>
            {move || {
                let name = name.clone();
                Suspend::new(async move {
                    match first.await {
                        Ok(said) => view! { <Shaped said name/> }.into_any(),
                        Err(failure) => view! { <Failed failure/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Shaped(said: Said, name: Name) -> impl IntoView {
    let state = State::new(said);
    let there = {
        let name = name.clone();
        Memo::new(move |_| module(&name).is_some_and(|module| has_a_form(&module)))
    };
    let name = StoredValue::new(name);
    view! {
        <Show when=move || there.get() fallback=|| view! { <NotFound/> }>
            <Parts state name=name.get_value()/>
        </Show>
    }
}

#[component]
fn Parts(state: State, name: Name) -> impl IntoView {
    let about = About::nothing();
    let shown = {
        let name = name.clone();
        Memo::new(move |_| {
            let module = module(&name);
            module.map(|module| (module.label.clone(), module.icon.to_string())).unwrap_or_default()
        })
    };
    let edit = {
        let name = name.clone();
        move |_| about.show(Some(name.clone()))
    };
    view! {
        <a class="back" href="/settings/modules"><Icon name="arrow-left"/>{move || t("settings-modules")}</a>
        <header class="shape-head">
            {move || view! { <Icon name=shown.get().1/> }}
            <h1>{move || shown.get().0}</h1>
            <a class="btn" href=format!("/m/{name}")>{move || t("shape-open-list")}</a>
            <button type="button" class="btn" on:click=edit>
                <Icon name="pencil"/>
                {move || t("shape-edit-module")}
            </button>
        </header>
        <p class="muted">{move || t("shape-fields-text")}</p>
        <FormCard state name=name.clone()/>
        <Retired title="shape-retired-fields"><RetiredFields state module=name/></Retired>
        <ModuleDialog state about/>
    }
}
