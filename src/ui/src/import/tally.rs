//! What a run did, or would do, in figures.

use api::ImportStatus;
use leptos::prelude::*;

use super::parts::count;
use crate::prelude::*;

#[component]
pub fn Tally(
    status: ImportStatus,
    /// Nothing was written: it is what would be.
    #[prop(optional)]
    dry_run: bool,
) -> impl IntoView {
    let (added, updated) = match dry_run {
        true => ("import-tally-add", "import-tally-update"),
        false => ("import-tally-added", "import-tally-updated"),
    };
    let failed = if status.failed > 0 { Some("danger") } else { None };
    view! {
        <dl class="tally">
            {figure("import-tally-rows", status.rows, None)}
            {figure(added, status.added, Some("good"))}
            {figure(updated, status.updated, None)}
            {figure("import-tally-failed", status.failed, failed)}
        </dl>
    }
}

fn figure(text: &'static str, rows: u64, tone: Option<&'static str>) -> impl IntoView {
    view! {
        <div data-tone=tone>
            <dt>{move || t(text)}</dt>
            <dd>{move || count(rows)}</dd>
        </div>
    }
}
