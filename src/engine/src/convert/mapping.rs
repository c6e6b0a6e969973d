//! Which values of a lead become which of account, contact and opportunity: those of the same name and kind, custom
//! fields too, but for a few that are called otherwise or mean something else.

use std::mem::discriminant;

use model::record::Values;
use model::{Field, Kind, Module, Name, Record, Value};

use super::{ACCOUNTS, CONTACTS, OPPORTUNITIES};

/// Not taken to the module, although it has a field of that name.
fn is_left(module: &str, field: &str) -> bool {
    match module {
        ACCOUNTS => matches!(field, "email" | "other_email" | "description" | "reference"),
        CONTACTS => field == "reference",
        OPPORTUNITIES => matches!(field, "title" | "reference" | "description"),
        _ => false,
    }
}

/// The lead's field that fills the field of the module under another name.
fn called(module: &str, field: &str) -> Option<&'static str> {
    match (module, field) {
        (ACCOUNTS, "name") => Some("company"),
        (ACCOUNTS, "billing_street") => Some("street"),
        (ACCOUNTS, "billing_city") => Some("city"),
        (ACCOUNTS, "billing_region") => Some("region"),
        (ACCOUNTS, "billing_postal_code") => Some("postal_code"),
        (ACCOUNTS, "billing_country") => Some("country"),
        (OPPORTUNITIES, "name") => Some("company"),
        (OPPORTUNITIES, "description") => Some("need"),
        _ => None,
    }
}

/// The values that the record of `to` made of `lead` starts with.
pub(super) fn map(lead: &Record, from: &Module, to: &Module) -> Values {
    let mut values = Values::new();
    for field in to.fields.iter().filter(|field| field.editable()) {
        let value = source(from, to, field).map_or(&Value::Empty, |source| lead.value(&source.name));
        if !value.is_empty() {
            values.insert(field.name.clone(), value.clone());
        }
    }
    name_after_person(&mut values, lead, to);
    values
}

/// What the record of `to` gets besides, because the caller, who sees `from` and `to` as `seen`, reads it not in the lead
/// or writes it not there: hidden from her, it must not be lost.
pub(super) fn carried(lead: &Record, from: &Module, to: &Module, seen: (&Module, &Module)) -> Values {
    let hers = |field: &Field| {
        let read = source(from, to, field).is_none_or(|source| seen.0.field(&source.name).is_some());
        read && seen.1.field(&field.name).is_some_and(Field::editable)
    };
    let mut values = map(lead, from, to);
    values.retain(|name, _| to.field(name).is_some_and(|field| !hers(field)));
    values
}

fn source<'a>(from: &'a Module, to: &Module, field: &Field) -> Option<&'a Field> {
    if let Some(name) = called(&to.name, &field.name) {
        return from.field(name);
    }
    let same = from.field(&field.name).filter(|_| !is_left(&to.name, &field.name))?;
    fits(&same.kind, &field.kind).then_some(same)
}

/// Of one kind, and with the same choices or targets where there are any.
fn fits(from: &Kind, to: &Kind) -> bool {
    let keys = |kind: &Kind| kind.choices().iter().map(|choice| choice.key.clone()).collect::<Vec<Name>>();
    discriminant(from) == discriminant(to) && keys(from) == keys(to) && from.targets() == to.targets()
}

/// An account and an opportunity need a name; a lead without a company gives them the person's.
fn name_after_person(values: &mut Values, lead: &Record, to: &Module) {
    let needs = to.field("name").is_some_and(|field| field.required);
    if needs && !values.contains_key("name") && !lead.title.is_empty() {
        values.insert(Name::new_static("name"), Value::text(lead.title.as_str()));
    }
}
