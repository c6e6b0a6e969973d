//! The first rows of the file, as they are read: whether the encoding and the separator are right is seen here.

use leptos::prelude::*;

use super::wizard::Wizard;
use crate::prelude::*;

const ROWS: usize = 5;
/// More columns than anybody looks at here; the table below has them all.
const COLUMNS: usize = 40;

#[component]
pub fn Preview(wizard: Wizard) -> impl IntoView {
    let head = move || {
        let names = wizard.headers().into_iter().take(COLUMNS);
        names.map(|name| view! { <th scope="col">{name}</th> }).collect_view()
    };
    let row = |cells: Vec<String>| {
        let cells = cells.into_iter().take(COLUMNS);
        view! { <tr>{cells.map(|cell| view! { <td>{short(&cell)}</td> }).collect_view()}</tr> }
    };
    let rows = move || {
        let sample =
            wizard.plan.with(|plan| plan.as_ref().map(|plan| plan.sample.clone())).unwrap_or_default();
        sample.into_iter().take(ROWS).map(row).collect_view()
    };
    view! {
        <div class="table-wrap" role="region" tabindex="0" aria-label=move || t("import-preview")>
            <table class="table">
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// As much of a cell as one line holds.
pub fn short(text: &str) -> String {
    const MOST: usize = 60;
    let line: String = text.chars().take(MOST).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    if text.chars().nth(MOST).is_some() { line + "…" } else { line }
}
