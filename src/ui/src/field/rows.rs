//! Rows that are a part of the record: a table, each row of which is a draft of its own.

use leptos::prelude::*;
use model::kind::Rows;
use model::{Field, Formats, Name, Record, Row};

use super::edit::Editing;
use super::row_drafts::{RowDraft, RowDrafts, columns};
use super::{Edit, Place, Shown, cell, focus_soon, is_number, parameters};
use crate::icon::Icon;
use crate::texts::{t, t_with};

pub fn show(kind: &Rows, shown: &Shown<'_>) -> AnyView {
    let rows = shown.value().as_rows();
    if shown.place != Place::Page {
        return view! { <span>{rows.len()}</span> }.into_any();
    }
    let fields = columns(kind);
    let head = fields
        .iter()
        .map(|field| view! { <th scope="col" class:number=is_number(field)>{field.label.clone()}</th> });
    let body = rows.iter().map(|row| one(&fields, row, shown.record, shown.formats));
    view! {
        <div class="table-wrap" tabindex="0">
            <table class="table stacked rows">
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn one(fields: &[Field], row: &Row, record: &Record, formats: &Formats) -> impl IntoView + use<> {
    let row = as_record(row, record);
    let cells = fields.iter().map(|field| {
        let value = cell(field, &row, formats);
        view! { <td data-label=field.label.clone() class:number=is_number(field)>{value}</td> }
    });
    view! { <tr>{cells.collect_view()}</tr> }
}

/// Amounts of a row are in the currency of its record.
fn as_record(row: &Row, of: &Record) -> Record {
    let mut values = row.values.clone();
    let currency = Name::new_static(model::module::CURRENCY);
    values.insert(currency.clone(), of.value(&currency).clone());
    Record { id: row.id, version: 0, title: String::new(), values }
}

pub fn edit(kind: Rows, edit: Editing) -> AnyView {
    let fields = StoredValue::new(columns(&kind));
    let has_names = kind.of == parameters::ROWS;
    let lines = RowDrafts::begin(kind, edit.draft.get_untracked(&edit.field.name).as_rows());
    let draft = edit.draft;
    lines.follow(draft, edit.field.name.clone());
    let base = edit.id.clone();
    let add = move |_| {
        let key = lines.add();
        let first = fields.with_value(|fields| fields.first().map(|field| cell_id(&base, key, field)));
        if let Some(first) = first {
            focus_soon(&first);
        }
    };
    let head = move || {
        let label = |field: &Field| view! { <th scope="col">{field.label.clone()}</th> };
        fields.with_value(|fields| fields.iter().map(label).collect_view())
    };
    let id = edit.id.clone();
    view! {
        <div class="rows-edit" id=edit.id.clone() role="group" aria-label=edit.field.label.clone()>
            <table class="table stacked rows" hidden=move || lines.all.with(Vec::is_empty)>
                <thead><tr>{head} <th><span class="sr-only">{t("rows-actions")}</span></th></tr></thead>
                <tbody>
                    <For each=move || lines.all.get() key=|line| line.key let:line>
                        <LineEditor lines line fields id=id.clone()/>
                    </For>
                </tbody>
            </table>
            <div class="btn-row">
                <button type="button" class="btn small" on:click=add>
                    <Icon name="plus"/>
                    {t("rows-add")}
                </button>
                {has_names.then(|| {
                    let take = Callback::new(move |names| lines.add_named(names));
                    view! { <parameters::LikeOthers draft take/> }
                })}
            </div>
        </div>
    }
    .into_any()
}

fn cell_id(base: &str, key: u32, field: &Field) -> String {
    format!("{base}-{key}-{}", field.name)
}

#[component]
fn LineEditor(
    lines: RowDrafts,
    line: RowDraft,
    fields: StoredValue<Vec<Field>>,
    id: String,
) -> impl IntoView {
    let cells = move || {
        let one = |field: &Field| {
            let id = cell_id(&id, line.key, field);
            view! {
                <td data-label=field.label.clone()>
                    <Edit field=field.clone() draft=line.draft id bare=true/>
                </td>
            }
        };
        fields.with_value(|fields| fields.iter().map(one).collect_view())
    };
    let place =
        move || lines.all.with(|all| all.iter().position(|other| other.key == line.key).unwrap_or_default());
    let named = move |text: &'static str| t_with(text, &[("n", &(place() + 1))]);
    let last = move || lines.all.with(|all| place() + 1 == all.len());
    view! {
        <tr>
            {cells}
            <td>
                <div class="acts">
                    <button type="button" class="btn ghost icon small" aria-label=move || named("rows-up")
                        disabled=move || place() == 0 on:click=move |_| lines.step(line.key, false)>
                        <Icon name="arrow-up"/>
                    </button>
                    <button type="button" class="btn ghost icon small" aria-label=move || named("rows-down")
                        disabled=last on:click=move |_| lines.step(line.key, true)>
                        <Icon name="arrow-down"/>
                    </button>
                    <button type="button" class="btn ghost icon small" aria-label=move || named("rows-remove")
                        on:click=move |_| lines.remove(line.key)>
                        <Icon name="x"/>
                    </button>
                </div>
            </td>
        </tr>
    }
}
