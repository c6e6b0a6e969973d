//! A panel with a short list in it.

use api::{Failure, ListPage, ListQuery, calls};
use leptos::prelude::*;
use model::{Module, Name, Outcome, Record};

use crate::context::{ModuleRef, module};
use crate::failed::Failed;
use crate::live::live_version;
use crate::query::address_with;
use crate::texts::t;

/// Some records of a module, asked for again when any of them changes.
pub type Short = Resource<Result<ListPage, Failure>>;

pub fn short(query: ListQuery) -> Short {
    let version = live_version(query.module.clone());
    Resource::new(move || version.get(), move |_| calls::list(query.clone()))
}

#[component]
pub fn Panel(
    title: &'static str,
    /// The whole list of which this is the beginning.
    #[prop(into)]
    href: String,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="panel" class:wide=wide aria-label=move || t(title)>
            <header>
                <h2>{move || t(title)}</h2>
                {(!href.is_empty()).then(|| view! { <a href=href>{move || t("show-all")}</a> })}
            </header>
            {children()}
        </section>
    }
}

/// A table of the records, or a sentence where there are none.
#[component]
pub fn Records(list: Short, empty: &'static str, row: fn(&Record) -> AnyView) -> impl IntoView {
    let shown = move |page: ListPage| {
        if page.records.is_empty() {
            return view! { <div class="empty small"><p>{move || t(empty)}</p></div> }.into_any();
        }
        view! { <table class="table"><tbody>{page.records.iter().map(row).collect_view()}</tbody></table> }
            .into_any()
    };
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match list.await {
                    Ok(page) => shown(page),
                    Err(failure) => view! { <Failed failure/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// `condition`, without what is done: the stages that end a process, where the module has such.
pub fn open_and(module: &Module, condition: &str) -> String {
    let Some(stages) = &module.stages else { return condition.to_owned() };
    let ended: Vec<&str> = module
        .stage_choices(None)
        .into_iter()
        .filter(|choice| choice.outcome != Outcome::Open)
        .map(|choice| choice.key.as_str())
        .collect();
    format!("{} not in ({}) and {condition}", stages.field, ended.join(", "))
}

/// The module, if the user may see it and it has all these fields.
pub fn with_fields(name: &str, fields: &[&str]) -> Option<ModuleRef> {
    module(name).filter(|module| fields.iter().all(|field| module.field(field).is_some()))
}

/// The list with a condition and an order, as its own page.
pub fn list_address(query: &ListQuery) -> String {
    address_with(&format!("/m/{}", query.module), &[("filter", &query.filter), ("sort", &query.sort)])
}

pub fn record_address(module: &Name, record: &Record) -> String {
    format!("/m/{module}/{}", record.id)
}
