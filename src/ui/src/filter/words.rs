//! A condition in the reader's words: "Stage is one of Proposal, Negotiation".

use model::filter::{Operand, Test, Unit};
use model::kind::Show;
use model::{Field, Filter, Formats, Id, Kind, Module, Name, Op, Schema, Texts, Value};

use super::tree;

/// What putting a condition into words needs.
pub struct Words<'a> {
    pub module: &'a Module,
    pub schema: &'a Schema,
    pub formats: &'a Formats,
    pub texts: &'a Texts,
    /// What the record of an id is called, as far as known.
    pub title: &'a dyn Fn(Id) -> Option<String>,
}

/// One condition: its field, how it is compared, and with what. A group is all in `value`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub field: String,
    pub comparison: String,
    pub value: String,
}

impl Said {
    pub fn sentence(&self) -> String {
        let parts = [&self.field, &self.comparison, &self.value];
        parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

impl Words<'_> {
    pub fn say(&self, filter: &Filter) -> Said {
        self.part(filter, &mut Vec::new())
    }

    fn part(&self, filter: &Filter, links: &mut Vec<Name>) -> Said {
        let whole = |value: String| Said { value, ..Said::default() };
        match filter {
            Filter::Always => Said::default(),
            Filter::Never => whole(self.texts.get("none")),
            Filter::And(parts) => whole(self.joined(parts, "and", links)),
            Filter::Or(parts) => whole(self.joined(parts, "or", links)),
            Filter::Not(inner) => {
                let inner = self.part(inner, links).sentence();
                whole(format!("{} ({inner})", self.texts.get("not")))
            }
            Filter::Test(test) => self.test(test, links),
            Filter::Through { field, filter, .. } => {
                links.push(field.clone());
                let said = self.part(filter, links);
                links.pop();
                said
            }
        }
    }

    fn joined(&self, parts: &[Filter], word: &str, links: &mut Vec<Name>) -> String {
        let word = format!(" {} ", self.texts.get(word));
        let said = |part: &Filter, links: &mut Vec<Name>| {
            let sentence = self.part(part, links).sentence();
            let group = matches!(part, Filter::And(_) | Filter::Or(_));
            if group { format!("({sentence})") } else { sentence }
        };
        parts.iter().map(|part| said(part, links)).collect::<Vec<_>>().join(&word)
    }

    fn test(&self, test: &Test, links: &[Name]) -> Said {
        let path: Vec<Name> = links.iter().cloned().chain([test.field.clone()]).collect();
        let field = tree::at(&path, self.module, self.schema).map(|(_, field)| field);
        let values: Vec<String> = test.operands.iter().map(|operand| self.operand(operand, field)).collect();
        Said {
            field: label(&path, self.module, self.schema),
            comparison: comparison(test.op, field, self.texts),
            value: values.join(", "),
        }
    }

    fn operand(&self, operand: &Operand, field: Option<&Field>) -> String {
        match operand {
            Operand::Me => self.texts.get("me"),
            Operand::MyTeam => self.texts.get("my-team"),
            Operand::MyDepartment => self.texts.get("my-department"),
            Operand::Relative { moment, shift, unit } => {
                let moment = self.texts.get(&format!("moment-{}", moment.key()));
                if *shift == 0 { moment } else { self.shifted(&moment, *shift, *unit) }
            }
            Operand::Value(value) => self.value(value, field),
        }
    }

    fn shifted(&self, moment: &str, shift: i32, unit: Unit) -> String {
        let key = if shift < 0 { "filter-moment-before" } else { "filter-moment-after" };
        let count = shift.unsigned_abs();
        let unit = self.texts.with(&format!("unit-{}", unit_key(unit)), &[("n", &count)]);
        self.texts.with(key, &[("moment", &moment), ("n", &count), ("unit", &unit)])
    }

    fn value(&self, value: &Value, field: Option<&Field>) -> String {
        let show = Show { formats: self.formats, currency: &self.formats.currency };
        let Some(field) = field else { return String::new() };
        match (value, &field.kind) {
            (Value::Link(link), _) if link.title.is_empty() => (self.title)(link.id).unwrap_or("…".into()),
            (Value::Text(item), Kind::ManyOf(_)) => field.format(&Value::Many(vec![item.clone()]), show),
            (Value::Text(text), kind) if !matches!(kind, Kind::OneOf(_)) => text.clone(),
            (Value::Date(date), _) => self.formats.date(*date),
            (value, _) => field.format(value, show),
        }
    }
}

/// The field's name, after those of the links on the way to it.
pub fn label(path: &[Name], module: &Module, schema: &Schema) -> String {
    let named = (1..=path.len()).map(|length| {
        tree::at(&path[..length], module, schema)
            .map_or_else(|| path[length - 1].to_string(), |(_, field)| field.label.clone())
    });
    named.collect::<Vec<_>>().join(" › ")
}

/// The operator's name; dates are before and after, not less and more.
pub fn comparison(op: Op, field: Option<&Field>, texts: &Texts) -> String {
    let dated = field.is_some_and(|field| matches!(field.kind, Kind::Date(_) | Kind::Instant(_)));
    let own = dated.then(|| texts.find(&format!("op-date-{}", op.key()), &[])).flatten();
    own.unwrap_or_else(|| texts.get(&format!("op-{}", op.key())))
}

pub fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Hours => "hours",
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Quarters => "quarters",
        Unit::Years => "years",
    }
}
