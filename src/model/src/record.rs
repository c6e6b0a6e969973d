//! A record, reached in three ways: by a field's name, by a typed key, and by a typed view where there is logic.

mod person;

use std::collections::BTreeMap;
use std::marker::PhantomData;

use rust_decimal::Decimal;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::kind::Show;
use crate::{Field, Formats, Id, Instant, Link, Module, Name, Value};

/// The title fields of a module of people.
const PERSON: [&str; 2] = ["first_name", "last_name"];

/// Fields and their values; a field that is missing is not spoken of, one that is `Empty` is emptied.
pub type Values = BTreeMap<Name, Value>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub id: Id,
    /// Grows by one with every change; what a writer must name to show what he has seen.
    pub version: i64,
    /// What it is called, worked out from the module's title fields.
    #[serde(default)]
    pub title: String,
    pub values: Values,
}

static EMPTY: Value = Value::Empty;

impl Record {
    /// The value of a field, `Empty` where it was not read or is empty.
    pub fn value(&self, name: &str) -> &Value {
        self.values.get(name).unwrap_or(&EMPTY)
    }

    /// By a typed key; `None` where it is empty.
    pub fn get<T: FromValue>(&self, key: Key<T>) -> Option<T> {
        T::from_value(self.value(key.name))
    }

    pub fn set(&mut self, name: impl Into<Name>, value: Value) {
        self.values.insert(name.into(), value);
    }

    /// The currency of its amounts.
    pub fn currency<'a>(&'a self, formats: &'a Formats) -> &'a str {
        self.value(crate::module::CURRENCY).as_text().unwrap_or(&formats.currency)
    }

    /// What a person reads in `field`.
    pub fn format(&self, field: &Field, formats: &Formats) -> String {
        if let crate::Kind::Address(address) = &field.kind {
            return self.address(&address.parts).join(", ");
        }
        field.format(self.value(&field.name), Show { formats, currency: self.currency(formats) })
    }

    /// The lines of an address: street; postal code, city, region; country.
    pub fn address(&self, parts: &[Name]) -> Vec<String> {
        let part = |at: usize| parts.get(at).and_then(|name| self.value(name).as_text()).unwrap_or_default();
        let place = [part(3), part(1), part(2)]
            .iter()
            .filter(|text| !text.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
        [part(0).to_owned(), place, part(4).to_owned()].into_iter().filter(|line| !line.is_empty()).collect()
    }

    /// What the record is called: a person's name, or the texts of the title fields, joined.
    pub fn work_out_title(&self, module: &Module, formats: &Formats) -> String {
        let parts: Vec<String> = module
            .pick(&module.title)
            .map(|field| field.format(self.value(&field.name), Show { formats, currency: "" }))
            .collect();
        let title = match &parts[..] {
            [first, last] if module.title == PERSON => person::full_name(first, last),
            parts => parts.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" "),
        };
        title.chars().take(crate::kind::LINE).collect()
    }

    /// The record in REST: `id`, `version` and these fields.
    pub fn in_json<'a>(&'a self, fields: &'a [&'a Field]) -> impl Serialize + 'a {
        InJson { record: self, fields }
    }

    fn field_in_json(&self, field: &Field) -> serde_json::Value {
        match &field.kind {
            crate::Kind::Address(address) => self.address(&address.parts).join("\n").into(),
            _ => field.to_json(self.value(&field.name)),
        }
    }
}

/// Written as it is read, without a tree in between.
struct InJson<'a> {
    record: &'a Record,
    fields: &'a [&'a Field],
}

impl Serialize for InJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.fields.len() + 2))?;
        object.serialize_entry("id", &self.record.id)?;
        object.serialize_entry("version", &self.record.version)?;
        for field in self.fields {
            object.serialize_entry(&field.name, &self.record.field_in_json(field))?;
        }
        object.end()
    }
}

/// A field's name with the type of its values, so that logic over a module cannot mistake one for another.
pub struct Key<T> {
    pub name: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Key<T> {
        *self
    }
}

impl<T> Copy for Key<T> {}

impl<T> Key<T> {
    pub const fn new(name: &'static str) -> Key<T> {
        Key { name, value: PhantomData }
    }
}

/// Types that a value can be read as.
pub trait FromValue: Sized {
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<String> {
        value.as_text().map(str::to_owned)
    }
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<i64> {
        value.as_integer()
    }
}

impl FromValue for Decimal {
    fn from_value(value: &Value) -> Option<Decimal> {
        value.as_decimal()
    }
}

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<bool> {
        value.as_bool()
    }
}

impl FromValue for Link {
    fn from_value(value: &Value) -> Option<Link> {
        value.as_link().cloned()
    }
}

impl FromValue for Instant {
    fn from_value(value: &Value) -> Option<Instant> {
        if let Value::Instant(instant) = value { Some(*instant) } else { None }
    }
}

impl FromValue for Vec<String> {
    fn from_value(value: &Value) -> Option<Vec<String>> {
        if let Value::Many(texts) = value { Some(texts.clone()) } else { None }
    }
}

impl FromValue for chrono::NaiveDate {
    fn from_value(value: &Value) -> Option<chrono::NaiveDate> {
        if let Value::Date(date) = value { Some(*date) } else { None }
    }
}
