//! The functions of formulas: what they are called, take and give.

use chrono::{Datelike, Months};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::{Node, Type, date_or_empty, decimal, is_true, round};
use crate::{Record, Value, fold};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Function {
    /// `if(condition, then, else)`
    If,
    IsEmpty,
    /// The second where the first is empty.
    IfEmpty,
    /// `round(number, digits)`; without digits to a whole number.
    Round,
    Floor,
    Ceiling,
    Abs,
    Min,
    Max,
    Length,
    Upper,
    Lower,
    Trim,
    /// The first letters.
    Left,
    /// The last letters.
    Right,
    Contains,
    Year,
    Month,
    Day,
    /// The same day so many months later, or the last of that month.
    AddMonths,
}

impl Function {
    pub(super) const ALL: [(&'static str, Function); 20] = [
        ("if", Function::If),
        ("is_empty", Function::IsEmpty),
        ("if_empty", Function::IfEmpty),
        ("round", Function::Round),
        ("floor", Function::Floor),
        ("ceiling", Function::Ceiling),
        ("abs", Function::Abs),
        ("min", Function::Min),
        ("max", Function::Max),
        ("length", Function::Length),
        ("upper", Function::Upper),
        ("lower", Function::Lower),
        ("trim", Function::Trim),
        ("left", Function::Left),
        ("right", Function::Right),
        ("contains", Function::Contains),
        ("year", Function::Year),
        ("month", Function::Month),
        ("day", Function::Day),
        ("add_months", Function::AddMonths),
    ];

    pub(super) fn called(name: &str) -> Option<Function> {
        let called = |(known, _): &&(&str, Function)| known.eq_ignore_ascii_case(name);
        Function::ALL.iter().find(called).map(|(_, function)| *function)
    }

    /// The type that it gives for arguments of these types; `None` where it does not take them.
    pub(super) fn gives(self, arguments: &[Type]) -> Option<Type> {
        use Type::{Date, List, Number, Text, Truth};
        match (self, arguments) {
            (Function::If, [Truth, yes, no]) | (Function::IfEmpty, [yes, no]) if yes == no => Some(*yes),
            (Function::IsEmpty, [_]) => Some(Truth),
            (Function::Round, [Number] | [Number, Number]) => Some(Number),
            (Function::Floor | Function::Ceiling | Function::Abs, [Number]) => Some(Number),
            (Function::Min | Function::Max, [first @ (Number | Date), rest @ ..]) => {
                rest.iter().all(|other| other == first).then_some(*first)
            }
            (Function::Length, [Text]) => Some(Number),
            (Function::Upper | Function::Lower | Function::Trim, [Text]) => Some(Text),
            (Function::Left | Function::Right, [Text, Number]) => Some(Text),
            (Function::Contains, [Text | List, Text]) => Some(Truth),
            (Function::Year | Function::Month | Function::Day, [Date]) => Some(Number),
            (Function::AddMonths, [Date, Number]) => Some(Date),
            _ => None,
        }
    }

    pub(super) fn value(self, arguments: &[Node], record: &Record) -> Value {
        let at = |at: usize| arguments.get(at).map(|node| node.value(record)).unwrap_or_default();
        match self {
            Function::If => at(if is_true(&at(0)) { 1 } else { 2 }),
            Function::IsEmpty => Value::Bool(at(0).is_empty()),
            Function::IfEmpty => Some(at(0)).filter(|value| !value.is_empty()).unwrap_or_else(|| at(1)),
            Function::Round => decimal(at(0).as_decimal().map(|number| round(number, digits(&at(1))))),
            Function::Floor => decimal(at(0).as_decimal().map(|number| number.floor())),
            Function::Ceiling => decimal(at(0).as_decimal().map(|number| number.ceil())),
            Function::Abs => decimal(at(0).as_decimal().map(|number| number.abs())),
            Function::Min => filled(arguments, record).min_by(Value::compare).unwrap_or_default(),
            Function::Max => filled(arguments, record).max_by(Value::compare).unwrap_or_default(),
            Function::Length => Value::Decimal(Decimal::from(text(&at(0)).chars().count())),
            Function::Upper => Value::text(text(&at(0)).to_uppercase()),
            Function::Lower => Value::text(text(&at(0)).to_lowercase()),
            Function::Trim => Value::text(text(&at(0)).trim()),
            Function::Left => Value::text(text(&at(0)).chars().take(count(&at(1))).collect::<String>()),
            Function::Right => {
                let text = text(&at(0)).to_owned();
                let skipped = text.chars().count().saturating_sub(count(&at(1)));
                Value::text(text.chars().skip(skipped).collect::<String>())
            }
            Function::Contains => Value::Bool(contains(&at(0), text(&at(1)))),
            Function::Year => part(&at(0), |date| i64::from(date.year())),
            Function::Month => part(&at(0), |date| i64::from(date.month())),
            Function::Day => part(&at(0), |date| i64::from(date.day())),
            Function::AddMonths => add_months(&at(0), &at(1)),
        }
    }
}

fn filled(arguments: &[Node], record: &Record) -> impl Iterator<Item = Value> {
    arguments.iter().map(|node| node.value(record)).filter(|value| !value.is_empty())
}

fn text(value: &Value) -> &str {
    value.as_text().unwrap_or_default()
}

fn digits(value: &Value) -> u32 {
    value.as_decimal().and_then(|number| number.to_u32()).unwrap_or_default().min(9)
}

fn count(value: &Value) -> usize {
    value.as_decimal().and_then(|number| number.trunc().to_usize()).unwrap_or_default()
}

/// Without regard to case and diacritics, as conditions do.
fn contains(value: &Value, wanted: &str) -> bool {
    match value {
        Value::Many(items) => items.iter().any(|item| item == wanted),
        value => fold::contains(text(value), &fold::fold(wanted)),
    }
}

fn part(value: &Value, part: impl Fn(&chrono::NaiveDate) -> i64) -> Value {
    if let Value::Date(date) = value { Value::Decimal(Decimal::from(part(date))) } else { Value::Empty }
}

fn add_months(date: &Value, months: &Value) -> Value {
    let Value::Date(date) = date else { return Value::Empty };
    let Some(months) = months.as_decimal().and_then(|number| number.trunc().to_i64()) else {
        return Value::Date(*date);
    };
    let Ok(count) = u32::try_from(months.unsigned_abs()).map(Months::new) else { return Value::Empty };
    date_or_empty(if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) })
}
