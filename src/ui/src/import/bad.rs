//! The cells that cannot be imported: where they stand, what stands in them, what is wrong.

use api::BadCell;
use leptos::prelude::*;
use model::Id;

use super::parts::count;
use super::preview::short;
use super::wizard::Wizard;
use crate::prelude::*;

/// As many as the server tells; the file has them all.
const TOLD: usize = 200;

#[component]
pub fn BadCells(wizard: Wizard, bad: Vec<BadCell>, failed: u64) -> impl IntoView {
    if failed == 0 {
        return ().into_any();
    }
    let more = (bad.len() >= TOLD).then(|| {
        view! { <p>{move || t_with("import-problems-first", &[("n", &TOLD)])}</p> }
    });
    // Rows that had to wait for others were looked at later.
    let mut bad = bad;
    bad.sort_by_key(|bad| bad.row);
    let rows = bad.into_iter().map(|bad| view! { <Row bad/> }).collect_view();
    view! {
        <section class="stack">
            <div class="row">
                <h2 class="grow">{move || t("import-problems")}</h2>
                {move || wizard.id.get().map(|id| view! { <Download id/> })}
            </div>
            <div class="table-wrap" role="region" tabindex="0" aria-label=move || t("import-problems")>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col" class="number">{move || t("import-row")}</th>
                            <th scope="col">{move || t("import-column")}</th>
                            <th scope="col">{move || t("import-bad-value")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more}
        </section>
    }
    .into_any()
}

#[component]
fn Row(bad: BadCell) -> impl IntoView {
    let BadCell { row, column, value, problem } = bad;
    view! {
        <tr>
            <td class="number">{move || count(row)}</td>
            <td>{column}</td>
            <td class="cell-error">
                <span>{short(&value)}</span>
                <small>{move || problem_text(&problem)}</small>
            </td>
        </tr>
    }
}

/// The rows that failed, with what is wrong, to be mended and imported again.
#[component]
pub fn Download(id: Id) -> impl IntoView {
    view! {
        <a class="btn small" href=format!("/import/{id}/failed.csv") rel="external" download="">
            <Icon name="download"/>
            {move || t("import-download-failed-rows")}
        </a>
    }
}
