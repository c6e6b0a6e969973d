//! Which column goes to which field.

use api::{ImportPlan, Mapping};
use leptos::prelude::*;
use model::{Field, Module, Problem};

use super::mapping;
use super::parts::Note;
use super::row::Row;
use super::wizard::Wizard;
use crate::prelude::*;

/// The heading that names the table, and the head of its column that names the controls in it.
pub const TITLE: &str = "import-mapping-title";
pub const GOES_TO: &str = "import-goes-to";

/// Files have fewer columns; where one has more, it is asked for them.
const SHOWN: usize = 100;

#[component]
pub fn MappingTable(wizard: Wizard) -> impl IntoView {
    let all = RwSignal::new(false);
    let rows = move || {
        let most = if all.get() { usize::MAX } else { SHOWN };
        wizard.plan.with(|plan| plan.as_ref().map(|plan| rows(wizard, plan, most)))
    };
    let more = move || !all.get() && wizard.headers().len() > SHOWN;
    view! {
        <div class="stack">
            <div class="table-wrap">
                <table class="table mapping" aria-labelledby=TITLE>
                    <thead>
                        <tr>
                            <th scope="col" colspan="2">{move || t("import-column")}</th>
                            <th scope="col" colspan="2" id=GOES_TO>{move || t("import-goes-to")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Show when=more>
                <div class="btn-row">
                    <button type="button" class="btn" on:click=move |_| all.set(true)>{move || t("show-all")}</button>
                </div>
            </Show>
            <Notes wizard/>
        </div>
    }
}

fn rows(wizard: Wizard, plan: &ImportPlan, most: usize) -> impl IntoView + use<> {
    let row = |(at, column): (usize, &String)| {
        let cells = plan.sample.iter().filter_map(|cells| cells.get(at)).cloned().collect();
        let guess = mapping::target(&plan.mapping, column);
        view! { <Row wizard at column=column.clone() cells guess/> }
    };
    plan.headers.iter().enumerate().take(most).map(row).collect_view()
}

/// What is strange about the mapping, but need not be wrong.
#[component]
fn Notes(wizard: Wizard) -> impl IntoView {
    let named = move |fields: fn(&Mapping, &Module) -> Vec<String>| {
        wizard.module.with(|module| wizard.mapping.with(|mapping| fields(mapping, module))).join(", ")
    };
    let missing = move || named(|mapping, module| labels(mapping::missing(mapping, module)));
    let joined = move || named(|mapping, module| labels(mapping::joined(mapping, module)));
    let note = |key: &'static str, fields: String, look: &'static str| {
        (!fields.is_empty())
            .then(|| view! { <Note look icon="info">{t_with(key, &[("field", &fields)])}</Note> })
    };
    view! {
        <div class="stack" role="status">
            {move || note("import-required-missing", missing(), "warn")}
            {move || note("import-mapped-twice", joined(), "")}
            <Absent wizard/>
        </div>
    }
}

/// Columns that a loaded mapping speaks of and that the file does not have.
#[component]
fn Absent(wizard: Wizard) -> impl IntoView {
    let absent = move || {
        let headers = wizard.headers();
        wizard.mapping.with(|mapping| mapping::absent(mapping, &headers).join(", "))
    };
    let forget = move |_| {
        let headers = untrack(|| wizard.headers());
        wizard.mapping.update(|mapping| mapping.columns.retain(|mapped| headers.contains(&mapped.column)));
    };
    move || {
        let absent = Some(absent()).filter(|absent| !absent.is_empty())?;
        let text = problem_text(&Problem::new("columns", "missing-column").detail(absent));
        Some(view! {
            <div class="banner warn">
                <Icon name="triangle-alert"/>
                <p>{text}</p>
                <button type="button" class="btn small" on:click=forget>{t("remove")}</button>
            </div>
        })
    }
}

fn labels(fields: Vec<&Field>) -> Vec<String> {
    fields.into_iter().map(|field| field.label.clone()).collect()
}
