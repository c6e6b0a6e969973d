//! Which column goes to which field.

use api::Mapping;
use leptos::prelude::*;
use model::{Field, Problem};

use super::mapping;
use super::parts::Note;
use super::row::Row;
use super::wizard::Wizard;
use crate::prelude::*;

/// The heading that names the table, and the heads of its columns that name the controls in it.
pub const TITLE: &str = "import-mapping-title";
pub const GOES_TO: &str = "import-goes-to";

/// Files have fewer columns; where one has more, it is asked for them.
const SHOWN: usize = 100;

#[component]
pub fn MappingTable(
    wizard: Wizard,
    headers: Vec<String>,
    sample: Vec<Vec<String>>,
    guess: Mapping,
) -> impl IntoView {
    let all = RwSignal::new(headers.len() <= SHOWN);
    let headers = StoredValue::new(headers);
    let rows = move || {
        let columns = headers.get_value();
        let most = if all.get() { columns.len() } else { SHOWN };
        let row = |(at, column): (usize, String)| {
            let cells = sample.iter().filter_map(|cells| cells.get(at)).cloned().collect();
            let guess = mapping::target(&guess, &column);
            view! { <Row wizard at column cells guess headers/> }
        };
        columns.into_iter().enumerate().take(most).map(row).collect_view()
    };
    view! {
        <div class="table-wrap">
            <table class="table mapping" aria-labelledby=TITLE>
                <thead>
                    <tr>
                        <th scope="col">{move || t("import-column")}</th>
                        <td></td>
                        <th scope="col" id=GOES_TO>{move || t("import-goes-to")}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Show when=move || !all.get()>
            <div class="btn-row">
                <button type="button" class="btn" on:click=move |_| all.set(true)>{move || t("show-all")}</button>
            </div>
        </Show>
        <Notes wizard headers/>
    }
}

/// What is strange about the mapping, but need not be wrong.
#[component]
fn Notes(wizard: Wizard, headers: StoredValue<Vec<String>>) -> impl IntoView {
    let named = move |fields: fn(&Mapping, &model::Module) -> Vec<String>| {
        wizard.module.with(|module| wizard.mapping.with(|mapping| fields(mapping, module))).join(", ")
    };
    let missing = move || named(|mapping, module| labels(mapping::missing(mapping, module)));
    let joined = move || named(|mapping, module| labels(mapping::joined(mapping, module)));
    let absent = move || {
        headers
            .with_value(|headers| wizard.mapping.with(|mapping| mapping::absent(mapping, headers).join(", ")))
    };
    let forget = move |_| {
        let headers = headers.get_value();
        wizard.mapping.update(|mapping| mapping.columns.retain(|mapped| headers.contains(&mapped.column)));
    };
    let note = |key: &'static str, fields: String, look: &'static str| {
        (!fields.is_empty())
            .then(|| view! { <Note look icon="info">{t_with(key, &[("field", &fields)])}</Note> })
    };
    view! {
        <div class="stack" role="status">
            {move || note("import-required-missing", missing(), "warn")}
            {move || note("import-mapped-twice", joined(), "")}
            {move || Some(absent()).filter(|absent| !absent.is_empty()).map(|absent| view! {
                <div class="banner warn">
                    <Icon name="triangle-alert"/>
                    <p>{problem_text(&Problem::new("columns", "missing-column").detail(absent))}</p>
                    <button type="button" class="btn small" on:click=forget>{t("remove")}</button>
                </div>
            })}
        </div>
    }
}

fn labels(fields: Vec<&Field>) -> Vec<String> {
    fields.into_iter().map(|field| field.label.clone()).collect()
}
