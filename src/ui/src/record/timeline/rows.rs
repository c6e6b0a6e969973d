//! A change of rows that are a part of the record: which came, went and changed, and what in them.

use leptos::prelude::*;
use model::kind::Rows;
use model::module::CURRENCY;
use model::{Field, FieldChange, Formats, Record, Row};

use crate::context::formats;
use crate::icon::Icon;

pub fn differences(field: &Field, kind: &Rows, record: &Record, change: &FieldChange) -> AnyView {
    let told = Told { field, kind, record, formats: &formats() };
    let (before, after) = (change.before.as_rows(), change.after.as_rows());
    let of = |rows: &[Row], row: &Row| rows.iter().find(|other| other.id == row.id).cloned();
    let written = after.iter().filter_map(|row| match of(before, row) {
        None => Some(told.whole(row, false)),
        Some(was) if was.values == row.values => None,
        Some(was) => Some(told.changed(&was, row)),
    });
    let gone = before.iter().filter(|row| of(after, row).is_none()).map(|row| told.whole(row, true));
    written.chain(gone).collect_view().into_any()
}

struct Told<'a> {
    field: &'a Field,
    kind: &'a Rows,
    record: &'a Record,
    formats: &'a Formats,
}

impl Told<'_> {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        self.kind.fields.iter().filter(|field| !field.hidden)
    }

    fn text(&self, field: &Field, row: &Row) -> String {
        let mut then = Record { id: row.id, version: 1, title: String::new(), values: row.values.clone() };
        then.set(CURRENCY, self.record.value(CURRENCY).clone());
        then.format(field, self.formats)
    }

    /// What a row is called: by its name, or else by what stands first.
    fn name(&self, row: &Row) -> String {
        let named = self.fields().find(|field| field.name == "name");
        named.or(self.fields().next()).map(|field| self.text(field, row)).unwrap_or_default()
    }

    fn whole(&self, row: &Row, gone: bool) -> AnyView {
        let texts = self.fields().map(|field| self.text(field, row));
        let text = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        let text = match gone {
            true => view! { <del>{text}</del> }.into_any(),
            false => view! { <ins>{text}</ins> }.into_any(),
        };
        view! {
            <p class="diff">
                <span class="muted">{self.field.label.clone()}</span>
                <Icon name=if gone { "x" } else { "plus" }/>
                {text}
            </p>
        }
        .into_any()
    }

    fn changed(&self, was: &Row, row: &Row) -> AnyView {
        let differs = |field: &&Field| was.value(&field.name) != row.value(&field.name);
        let one = |field: &Field| {
            view! {
                " " <span class="muted">{field.label.clone()}</span> " "
                <del>{self.text(field, was)}</del> " " <ins>{self.text(field, row)}</ins>
            }
        };
        view! {
            <p class="diff">
                <span class="muted">{self.field.label.clone()}</span>
                <span>{self.name(row)}</span>
                <Icon name="arrow-right"/>
                <span>{self.fields().filter(differs).map(one).collect_view()}</span>
            </p>
        }
        .into_any()
    }
}
