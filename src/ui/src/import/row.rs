//! One column of the file: its name, what stands in it, and the field that it goes to.

use leptos::prelude::*;
use model::Field;

use super::linked::Linked;
use super::mapping::{self, WHOLE_NAME};
use super::preview::short;
use super::table::GOES_TO;
use super::wizard::Wizard;
use crate::prelude::*;

/// As many examples as are worth reading.
const EXAMPLES: usize = 3;

#[component]
pub fn Row(
    wizard: Wizard,
    at: usize,
    column: String,
    /// Of the first rows.
    cells: Vec<String>,
    /// Where the column was guessed to go.
    guess: String,
) -> impl IntoView {
    let (label, select) = (format!("import-column-{at}"), format!("import-target-{at}"));
    let target = {
        let column = column.clone();
        Memo::new(move |_| wizard.mapping.with(|mapping| mapping::target(mapping, &column)))
    };
    let send = {
        let column = column.clone();
        move |event| {
            let target = event_target_value(&event);
            let headers = untrack(|| wizard.headers());
            wizard.mapping.update(|mapping| mapping::send(mapping, &headers, &column, &target));
        }
    };
    let in_text = {
        let column = column.clone();
        Memo::new(move |_| wizard.mapping.with(|mapping| mapping::is_in_template(mapping, &column)))
    };
    let mark = move || {
        let target = target.get();
        let mark = match (target.is_empty(), in_text.get()) {
            (false, _) => (target == guess).then_some("import-guessed"),
            (true, true) => Some("import-in-text"),
            (true, false) => None,
        };
        mark.map(|text| view! { <span class="chip">{t(text)}</span> })
    };
    let link = move || {
        let field = wizard.module.with(|module| module.field(&target.get()).cloned());
        field.filter(|field| !field.kind.targets().is_empty())
    };
    let (name, examples) = (short(&column), examples(&cells));
    let linked = move || link().map(|field| view! { <Linked wizard column=column.clone() field at/> });
    view! {
        <tr data-unmapped=move || (target.with(String::is_empty) && !in_text.get()).then_some("true")>
            <td>
                <b id=label.clone()>{name}</b>
                <small title=cells.join("\n")>{examples}</small>
            </td>
            <td><Icon name="arrow-right"/></td>
            <td>
                <div class="stack">
                    <select
                        class="select"
                        id=select
                        aria-labelledby=format!("{label} {GOES_TO}")
                        prop:value=target
                        on:change=send
                    >
                        {move || options(wizard, &target.get_untracked())}
                    </select>
                    {linked}
                </div>
            </td>
            <td>{mark}</td>
        </tr>
    }
}

/// The first texts that differ.
fn examples(cells: &[String]) -> String {
    let mut shown: Vec<String> = Vec::new();
    for cell in cells.iter().map(|cell| short(cell.trim())).filter(|cell| !cell.is_empty()) {
        if shown.len() < EXAMPLES && !shown.contains(&cell) {
            shown.push(cell);
        }
    }
    shown.join(", ")
}

/// The fields by section, after "do not import".
fn options(wizard: Wizard, now: &str) -> impl IntoView + use<> {
    let option = |value: &str, label: String| {
        view! { <option value=value.to_owned() selected=value == now>{label}</option> }
    };
    let of = |fields: &[Field]| {
        fields.iter().map(|field| option(field.name.as_str(), field.label.clone())).collect_view()
    };
    let groups = wizard.module.with(|module| mapping::groups(module));
    let whole = wizard.module.with(|module| mapping::splits_names(module));
    let group = |(label, fields): (String, Vec<Field>)| {
        let label = if label.is_empty() { t("record-details") } else { label };
        view! { <optgroup label=label>{of(&fields)}</optgroup> }
    };
    let whole = whole.then(|| option(WHOLE_NAME, t("import-whole-name")));
    let groups = groups.into_iter().map(group).collect_view();
    view! {
        {option("", t("import-do-not-import"))}
        {whole}
        {groups}
    }
}
