//! Rows on their way to be written: each new one gets an id of its own, and what is usual where nothing is said.

use std::collections::BTreeSet;

use model::field::Default;
use model::kind::{Rows, money};
use model::module::CURRENCY;
use model::{Field, Id, Kind, Name, Problem, Row, Value};

use super::draft::{Draft, Origin, Scene};
use crate::Engine;

/// Ids that stand in another record's rows, or that a program made up, are no identity here. What is undone gets back
/// what it had.
pub(super) fn begin(engine: &Engine, scene: &Scene, draft: &mut Draft) {
    let module = draft.module.clone();
    for (field, rows) in module.rows() {
        let known: BTreeSet<Id> = draft.was(&field.name).as_rows().iter().map(|row| row.id).collect();
        let Some(Value::Rows(given)) = draft.input.get_mut(&field.name) else { continue };
        if scene.by_person() {
            let before = draft.before.as_ref().map_or(&[][..], |before| before.value(&field.name).as_rows());
            keep_what_is_read_only(rows, given, before);
        }
        let mut seen = BTreeSet::new();
        for row in given.iter_mut().filter(|_| scene.origin != Origin::Undo) {
            if !known.contains(&row.id) || !seen.insert(row.id) {
                row.id = engine.new_id();
                fill(rows, row);
            }
        }
    }
}

/// What the product writes in rows people send back as it was.
fn keep_what_is_read_only(rows: &Rows, given: &mut [Row], before: &[Row]) {
    for row in given {
        let was = before.iter().find(|was| was.id == row.id);
        for field in rows.fields.iter().filter(|field| field.read_only) {
            match was.map(|was| was.value(&field.name)).filter(|value| !value.is_empty()) {
                Some(value) => drop(row.values.insert(field.name.clone(), value.clone())),
                None => drop(row.values.remove(&field.name)),
            }
        }
    }
}

fn fill(rows: &Rows, row: &mut Row) {
    for field in &rows.fields {
        if let Default::Value(value) = &field.default {
            row.values.entry(field.name.clone()).or_insert_with(|| value.clone());
        }
    }
}

/// What a row's fields alone cannot tell: amounts are in the currency of the record.
pub(super) fn check(draft: &mut Draft, field: &Field, company: &str) {
    let Kind::Rows(rows) = &field.kind else { return };
    if !draft.changes(&field.name) && !draft.changes(CURRENCY) {
        return;
    }
    let usual = money::digits(draft.value(CURRENCY).as_text().unwrap_or(company));
    let mut problems = Vec::new();
    for (place, row) in draft.value(&field.name).as_rows().iter().enumerate() {
        for (name, value) in &row.values {
            let Some(Kind::Money(kind)) = rows.field(name).map(|field| &field.kind) else { continue };
            let digits = if kind.each { money::SCALE } else { usual };
            if value.as_decimal().is_some_and(|amount| amount.normalize().scale() > digits) {
                problems.push(Problem::new(at(field, place, name), "too-many-decimals").detail(digits));
            }
        }
    }
    draft.problems.extend(problems);
}

/// What a problem names of a row: `lines.2.price`.
pub(super) fn at(field: &Field, place: usize, name: &str) -> Name {
    Name::new(format!("{}.{place}.{name}", field.name))
}
