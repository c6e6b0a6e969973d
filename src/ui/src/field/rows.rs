//! Rows that are a part of the record: a table, each row of which is a draft of its own.

use leptos::prelude::*;
use model::kind::Rows;
use model::{Field, Formats, Id, Name, Problem, Record, Row, Value};

use super::edit::Editing;
use super::{Draft, Edit, Place, Shown, cell, focus_soon, is_number, parameters};
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

fn columns(kind: &Rows) -> Vec<Field> {
    kind.fields.iter().filter(|field| !field.hidden).cloned().collect()
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

/// A row while it is changed. Its key stays, whatever becomes of the others.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Line {
    key: u32,
    id: Id,
    draft: Draft,
}

/// The rows of one field while they are changed.
#[derive(Clone, Copy)]
struct Lines {
    of: StoredValue<Rows>,
    all: RwSignal<Vec<Line>>,
    next: StoredValue<u32>,
}

impl Lines {
    fn begin(kind: Rows, rows: &[Row]) -> Lines {
        let lines = Lines { of: StoredValue::new(kind), all: RwSignal::default(), next: StoredValue::new(0) };
        let all = rows.iter().map(|row| lines.line(row)).collect();
        lines.all.set(all);
        lines
    }

    fn line(self, row: &Row) -> Line {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let record = Record { id: row.id, version: 1, title: String::new(), values: row.values.clone() };
        Line { key, id: row.id, draft: Draft::of(self.of.with_value(|rows| rows.of.clone()), record) }
    }

    fn add(self) -> u32 {
        let fields = self.of.with_value(columns);
        let usual = fields.iter().filter_map(|field| match &field.default {
            model::field::Default::Value(value) => Some((field.name.clone(), value.clone())),
            _ => None,
        });
        let line = self.line(&Row::new(usual.collect()));
        self.all.update(|all| all.push(line));
        line.key
    }

    /// One row each for names that none has yet.
    fn add_named(self, names: Vec<String>) {
        let fields = self.of.with_value(columns);
        let Some(field) = fields.first() else { return };
        let named = |line: &Line| line.draft.get_untracked(&field.name);
        let known: Vec<Value> = self.all.get_untracked().iter().map(named).collect();
        let new = names.into_iter().map(Value::Text).filter(|name| !known.contains(name));
        let rows: Vec<Line> =
            new.map(|name| self.line(&Row::new([(field.name.clone(), name)].into()))).collect();
        self.all.update(|all| all.extend(rows));
    }

    fn remove(self, key: u32) {
        self.all.update(|all| all.retain(|line| line.key != key));
    }

    /// Up or down by one.
    fn step(self, key: u32, down: bool) {
        self.all.update(|all| {
            let Some(at) = all.iter().position(|line| line.key == key) else { return };
            let to = if down { at + 1 } else { at.wrapping_sub(1) };
            if to < all.len() {
                all.swap(at, to);
            }
        });
    }

    /// What is typed now, without rows in which nothing is; tells when it changes.
    fn typed(self) -> Value {
        let fields = self.of.with_value(columns);
        let row = |line: Line| {
            let mut values = line.draft.base().values;
            for field in &fields {
                values.insert(field.name.clone(), line.draft.get(&field.name));
            }
            values.retain(|_, value: &mut Value| !value.is_empty());
            (!values.is_empty()).then_some(Row { id: line.id, values })
        };
        let rows: Vec<Row> = self.all.get().into_iter().filter_map(row).collect();
        if rows.is_empty() { Value::Empty } else { Value::Rows(rows) }
    }

    /// Whether something that is typed is no value, or was told to be wrong; tells when that changes.
    fn are_wrong(self) -> bool {
        let fields = self.of.with_value(columns);
        self.all.get().into_iter().filter(|line| line.draft.is_wrong(&fields)).count() > 0
    }

    /// Puts what is wrong with rows at their fields.
    fn tell(self, draft: Draft, name: &str) {
        let lines = self.all.get_untracked();
        for problem in draft.within(name) {
            let mut path = problem.field.splitn(3, '.').skip(1);
            let place = path.next().and_then(|place| place.parse::<usize>().ok());
            if let (Some(line), Some(field)) = (place.and_then(|place| lines.get(place)), path.next()) {
                line.draft.put(field, Err(Problem { field: field.into(), ..problem }));
                line.draft.show(field);
            }
        }
    }
}

pub fn edit(kind: Rows, edit: Editing) -> AnyView {
    let fields = StoredValue::new(columns(&kind));
    let has_names = kind.of == parameters::ROWS;
    let lines = Lines::begin(kind, edit.draft.get_untracked(&edit.field.name).as_rows());
    let (draft, name) = (edit.draft, edit.field.name.clone());
    let told = name.clone();
    Effect::new(move |before: Option<()>| {
        let read = match lines.are_wrong() {
            true => Err(Problem::new(name.clone(), "wrong-in-row")),
            false => Ok(lines.typed()),
        };
        if before.is_some() {
            draft.put(&name, read);
        }
    });
    Effect::new(move |_| lines.tell(draft, &told));
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
fn LineEditor(lines: Lines, line: Line, fields: StoredValue<Vec<Field>>, id: String) -> impl IntoView {
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
