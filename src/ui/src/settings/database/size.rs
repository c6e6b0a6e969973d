//! How large the database is, how it grew, and which modules it is made of.

use api::{Growth, ModuleRecords};
use leptos::prelude::*;

use crate::context::formats;
use crate::field::size;
use crate::settings::block::Block;
use crate::texts::{t, t_with};
use crate::time::Time;

use super::{State, Term, whole};

/// The drawing's own measures; it is stretched to the page.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 100.0;

#[component]
pub fn Size(state: State) -> impl IntoView {
    let bytes = state.of(|database| database.bytes);
    let records = state.of(|database| database.modules.iter().map(|module| module.records).sum::<u64>());
    let last = state.of(|database| database.backups.first().map(|backup| backup.made));
    let file = state.of(|database| database.file.clone());
    let embedded = state.of(|database| database.embedded);
    let growth = state.of(|database| database.growth.clone());
    let backed_up = move || match last.get() {
        Some(at) => view! { <Time at/> }.into_any(),
        None => t("database-never").into_any(),
    };
    view! {
        <Block text="database-text">
            <dl class="tally">
                <Term text="database-size">{move || size(bytes.get())}</Term>
                <Term text="database-records">{move || whole(records.get())}</Term>
                {move || embedded.get().then(|| view! { <Term text="database-last-backup">{backed_up}</Term> })}
            </dl>
            {move || {
                let file = file.get();
                let said = t_with("database-file", &[("file", &file)]);
                (!file.is_empty()).then(|| view! { <p class="note">{said}</p> })
            }}
        </Block>
        <Block title="database-growth">{move || view! { <Curve growth=growth.get()/> }}</Block>
    }
}

/// The curve of the sizes, which is said in words too; below it each day by itself.
#[component]
fn Curve(growth: Vec<Growth>) -> impl IntoView {
    let (Some(first), Some(last)) = (growth.first().copied(), growth.last().copied()) else {
        return ().into_any();
    };
    if first.day == last.day {
        return view! { <p>{move || t("database-growth-first")}</p> }.into_any();
    }
    let (line, area) = paths(&growth);
    let day = |growth: Growth| formats().date(growth.day);
    let said = move || {
        t_with(
            "database-growth-said",
            &[
                ("before", &size(first.bytes)),
                ("from", &day(first)),
                ("after", &size(last.bytes)),
                ("to", &day(last)),
            ],
        )
    };
    let end = move |growth: Growth| view! { <span>{day(growth)}<b>{size(growth.bytes)}</b></span> };
    view! {
        <svg
            class="growth"
            role="img"
            aria-label=said
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            preserveAspectRatio="none"
        >
            <path class="growth-area" d=area></path>
            <path class="growth-line" d=line></path>
        </svg>
        <p class="growth-ends">{end(first)} {end(last)}</p>
        <details class="more">
            <summary>{move || t("database-growth-days")}</summary>
            <Days growth/>
        </details>
    }
    .into_any()
}

/// The line of the sizes and the area below it. The drawing begins at nothing: growth is not to look larger than it
/// is.
fn paths(growth: &[Growth]) -> (String, String) {
    let most = growth.iter().map(|growth| growth.bytes).max().unwrap_or_default().max(1) as f64;
    let day = |growth: Option<&Growth>| growth.map(|growth| growth.day).unwrap_or_default();
    let (first, last) = (day(growth.first()), day(growth.last()));
    let span = (last - first).num_days().max(1) as f64;
    let points: Vec<String> = growth
        .iter()
        .map(|growth| {
            let x = (growth.day - first).num_days() as f64 / span * WIDTH;
            let y = HEIGHT - growth.bytes as f64 / most * HEIGHT * 0.92;
            format!("{x:.1} {y:.1}")
        })
        .collect();
    let line = format!("M{}", points.join("L"));
    let area = format!("{line}L{WIDTH} {HEIGHT}L0 {HEIGHT}Z");
    (line, area)
}

#[component]
fn Days(growth: Vec<Growth>) -> impl IntoView {
    let row = |growth: Growth| {
        view! {
            <tr>
                <th scope="row">{formats().date(growth.day)}</th>
                <td class="number">{size(growth.bytes)}</td>
                <td class="number">{whole(growth.records)}</td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=move || t("database-growth-days")>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{move || t("database-day")}</th>
                        <th scope="col" class="number">{move || t("database-size")}</th>
                        <th scope="col" class="number">{move || t("database-records")}</th>
                    </tr>
                </thead>
                <tbody>{growth.into_iter().rev().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
pub fn Modules(state: State) -> impl IntoView {
    let modules = state.of(|database| database.modules.clone());
    view! {
        <Block title="database-modules">{move || view! { <Records modules=modules.get()/> }}</Block>
    }
}

/// How many records of each module, in as many columns as fit.
#[component]
pub fn Records(modules: Vec<ModuleRecords>) -> impl IntoView {
    let one = |module: ModuleRecords| {
        view! { <div><dt>{module.label}</dt><dd>{whole(module.records)}</dd></div> }
    };
    view! { <dl class="records">{modules.into_iter().map(one).collect_view()}</dl> }
}
