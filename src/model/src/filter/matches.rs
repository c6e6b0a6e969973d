//! Answering a condition for a record in memory, with the meaning that the store gives it in SQL.

use std::cmp::Ordering;

use super::{Asking, Filter, Op, Operand, Test};
use crate::{Record, Value, fold};

impl Filter {
    /// Whether `record` meets it; `None` where that depends on a record that it links to.
    pub fn matches(&self, record: &Record, asking: &Asking) -> Option<bool> {
        match self {
            Filter::Always => Some(true),
            Filter::Never => Some(false),
            Filter::And(filters) => all(filters.iter().map(|filter| filter.matches(record, asking))),
            Filter::Or(filters) => {
                all(filters.iter().map(|filter| Some(!filter.matches(record, asking)?))).map(|no| !no)
            }
            Filter::Not(filter) => filter.matches(record, asking).map(|yes| !yes),
            Filter::Test(test) => Some(test.matches(record.value(&test.field), asking)),
            Filter::Through { .. } => None,
        }
    }
}

/// Three-valued "and": one `false` decides, else one unknown leaves it open.
fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut open = false;
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            Some(true) => {}
            None => open = true,
        }
    }
    (!open).then_some(true)
}

impl Test {
    fn matches(&self, value: &Value, asking: &Asking) -> bool {
        let operands: Vec<Operand> =
            self.operands.iter().cloned().flat_map(|operand| operand.resolve(asking)).collect();
        let against = |test: &dyn Fn(&Value) -> bool| {
            operands
                .iter()
                .any(|operand| if let Operand::Value(operand) = operand { test(operand) } else { false })
        };
        let equal = |operand: &Value| equals(value, operand, asking);
        let ordered = |wanted: fn(Ordering) -> bool| {
            against(&|operand| !value.is_empty() && wanted(order(value, operand, asking)))
        };
        match self.op {
            Op::IsEmpty => value.is_empty(),
            Op::IsNotEmpty => !value.is_empty(),
            Op::Is | Op::In => against(&equal),
            Op::IsNot | Op::NotIn => !against(&equal),
            Op::Less => ordered(Ordering::is_lt),
            Op::AtMost => ordered(Ordering::is_le),
            Op::More => ordered(Ordering::is_gt),
            Op::AtLeast => ordered(Ordering::is_ge),
            Op::Contains => against(&|operand| holds(value, operand)),
            Op::Starts => against(&|operand| match (value, operand) {
                (Value::Text(text), Value::Text(start)) => fold::starts(text, &fold::fold(start)),
                _ => false,
            }),
        }
    }
}

fn equals(value: &Value, operand: &Value, asking: &Asking) -> bool {
    match (value, operand) {
        (Value::Many(items), Value::Text(item)) => items.contains(item),
        (Value::Empty, _) => false,
        (Value::Link(link), Value::Link(other)) => link == other,
        (value, operand) => order(value, operand, asking).is_eq(),
    }
}

/// An instant is compared with a day as the span of that day: equal within it.
fn order(value: &Value, operand: &Value, asking: &Asking) -> Ordering {
    match (value, operand) {
        (Value::Instant(instant), Value::Date(date)) => asking.zone.date(*instant).cmp(date),
        (Value::Date(date), Value::Instant(instant)) => date.cmp(&asking.zone.date(*instant)),
        (Value::Integer(_), Value::Decimal(_)) | (Value::Decimal(_), Value::Integer(_)) => {
            value.as_decimal().cmp(&operand.as_decimal())
        }
        (value, operand) => value.compare(operand),
    }
}

fn holds(value: &Value, operand: &Value) -> bool {
    let Value::Text(needle) = operand else { return false };
    match value {
        Value::Text(text) => fold::contains(text, &fold::fold(needle)),
        Value::Many(items) => items.contains(needle),
        Value::Link(link) => fold::contains(&link.title, &fold::fold(needle)),
        Value::Empty
        | Value::Integer(_)
        | Value::Decimal(_)
        | Value::Date(_)
        | Value::Instant(_)
        | Value::Bool(_)
        | Value::File(_)
        | Value::Rows(_) => false,
    }
}
