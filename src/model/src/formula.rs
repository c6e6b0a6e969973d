//! Formulas: what a field holds is worked out from other fields of its record.
//!
//! ```text
//! if(stage = "won", round(price * quantity * (1 - discount / 100), 2), 0)
//! ```
//!
//! `parse` reads one against a module's fields and says of which type it is, so that what is saved can be worked out;
//! `value` works it out, by the same code in the browser while one types and on the server when it is written. There
//! is no clock and no other record in it: the same values always give the same.

mod functions;
mod parse;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use chrono::{Days, NaiveDate};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::kind::{Kind, money};
use crate::module::CURRENCY;
use crate::{Field, Module, Name, Record, Value};

use functions::Function;

/// What a formula must give for a field of the kind with this key; `None` where no formula fills it.
pub fn filled_by(kind: &str) -> Option<Type> {
    match kind {
        "text" | "long_text" => Some(Type::Text),
        "integer" | "decimal" | "money" | "percent" => Some(Type::Number),
        "date" => Some(Type::Date),
        "yes_no" => Some(Type::Truth),
        _ => None,
    }
}

/// What a part of a formula is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Number,
    Text,
    Date,
    /// Can only be compared with another.
    Instant,
    Truth,
    /// Of these one can only ask whether they are empty, and of lists what they contain.
    List,
    Other,
}

impl Type {
    /// The key of its name, `formula-type-KEY` in `locales/`.
    pub const fn key(self) -> &'static str {
        match self {
            Type::Number => "number",
            Type::Text => "text",
            Type::Date => "date",
            Type::Instant => "instant",
            Type::Truth => "truth",
            Type::List => "list",
            Type::Other => "other",
        }
    }

    /// What the values of a kind are in a formula.
    pub const fn of(kind: &Kind) -> Type {
        match kind {
            Kind::Text(_)
            | Kind::LongText(_)
            | Kind::Email(_)
            | Kind::Phone(_)
            | Kind::Url(_)
            | Kind::OneOf(_)
            | Kind::AutoNumber(_) => Type::Text,
            Kind::Integer(_)
            | Kind::Decimal(_)
            | Kind::Percent(_)
            | Kind::Money(_)
            | Kind::Duration(_)
            | Kind::Score(_) => Type::Number,
            Kind::Date(_) => Type::Date,
            Kind::Instant(_) => Type::Instant,
            Kind::YesNo(_) => Type::Truth,
            Kind::ManyOf(_) | Kind::Tags(_) => Type::List,
            Kind::Link(_) | Kind::User(_) | Kind::Address(_) | Kind::File(_) | Kind::Rows(_) => Type::Other,
        }
    }
}

/// What the functions of formulas are called.
pub fn names() -> Vec<&'static str> {
    Function::ALL.iter().map(|(name, _)| *name).collect()
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Formula(Node);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Node {
    Constant(Value),
    Field(Name),
    Not(Box<Node>),
    Negative(Box<Node>),
    Pair(Operator, Box<(Node, Node)>),
    Call(Function, Vec<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Operator {
    Or,
    And,
    Is,
    IsNot,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Join,
    Times,
    Over,
}

impl Formula {
    /// The fields that it reads.
    pub fn fields(&self) -> Vec<&Name> {
        let mut fields = Vec::new();
        self.0.note_fields(&mut fields);
        fields
    }

    /// What `field`, which has this formula, holds in `record`; amounts that name no currency are in `currency`.
    /// Halves are rounded away from zero, as invoices are. What cannot be worked out or kept is empty.
    pub fn value(&self, field: &Field, record: &Record, currency: &str) -> Value {
        let value = match (self.0.value(record), &field.kind) {
            (Value::Decimal(number), kind) => {
                let currency = record.value(CURRENCY).as_text().unwrap_or(currency);
                rounded(number, kind, currency)
            }
            // A box that is not checked is not an unknown one.
            (Value::Empty, Kind::YesNo(_)) => Value::Bool(false),
            (value, _) => value,
        };
        field.check(value).unwrap_or_default()
    }
}

pub(crate) fn rounded(number: Decimal, kind: &Kind, currency: &str) -> Value {
    let digits = match kind {
        Kind::Integer(_) => 0,
        Kind::Decimal(kind) => kind.scale,
        Kind::Money(kind) if !kind.each => money::digits(currency),
        _ => money::SCALE,
    };
    Value::Decimal(round(number, digits))
}

pub(crate) fn round(number: Decimal, digits: u32) -> Decimal {
    number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

impl Module {
    /// The fields that formulas read.
    pub fn inputs(&self) -> impl Iterator<Item = &Name> {
        let computed = self.computed.iter().filter_map(|name| self.field(name)?.formula.as_ref());
        computed.flat_map(Formula::fields)
    }

    /// Fills the fields that have a formula; each after those that it reads.
    pub fn work_out(&self, record: &mut Record, currency: &str) {
        for field in self.computed.iter().filter_map(|name| self.field(name)) {
            let Some(formula) = &field.formula else { continue };
            let value = formula.value(field, record, currency);
            record.set(field.name.clone(), value);
        }
    }
}

/// The fields with a formula, each after those that it reads; those that go round in a circle are left out.
pub(crate) fn in_order(fields: &[Field]) -> Vec<Name> {
    let mut open: Vec<&Field> = fields.iter().filter(|field| field.formula.is_some()).collect();
    let mut order: Vec<Name> = Vec::new();
    loop {
        let waits = |field: &&Field| {
            let inputs = field.formula.iter().flat_map(Formula::fields);
            inputs.into_iter().any(|input| open.iter().any(|other| other.name == *input))
        };
        let (waiting, ready): (Vec<&Field>, Vec<&Field>) = open.iter().copied().partition(waits);
        if ready.is_empty() {
            return order;
        }
        order.extend(ready.into_iter().map(|field| field.name.clone()));
        open = waiting;
    }
}

impl Node {
    fn note_fields<'n>(&'n self, fields: &mut Vec<&'n Name>) {
        match self {
            Node::Constant(_) => {}
            Node::Field(name) => fields.push(name),
            Node::Not(node) | Node::Negative(node) => node.note_fields(fields),
            Node::Pair(_, pair) => [&pair.0, &pair.1].into_iter().for_each(|node| node.note_fields(fields)),
            Node::Call(_, nodes) => nodes.iter().for_each(|node| node.note_fields(fields)),
        }
    }

    fn value(&self, record: &Record) -> Value {
        match self {
            Node::Constant(value) => value.clone(),
            Node::Field(name) => match record.value(name) {
                Value::Integer(number) => Value::Decimal(Decimal::from(*number)),
                value => value.clone(),
            },
            Node::Not(node) => Value::Bool(!is_true(&node.value(record))),
            Node::Negative(node) => decimal(node.value(record).as_decimal().map(|number| -number)),
            Node::Pair(operator, pair) => operator.value(&pair.0, &pair.1, record),
            Node::Call(function, nodes) => function.value(nodes, record),
        }
    }
}

impl Operator {
    fn value(self, left: &Node, right: &Node, record: &Record) -> Value {
        let (left, right) = match self {
            Operator::And => {
                return Value::Bool(is_true(&left.value(record)) && is_true(&right.value(record)));
            }
            Operator::Or => {
                return Value::Bool(is_true(&left.value(record)) || is_true(&right.value(record)));
            }
            _ => (left.value(record), right.value(record)),
        };
        match self {
            Operator::Join => Value::text(plain(&left) + &plain(&right)),
            Operator::Plus | Operator::Minus | Operator::Times | Operator::Over => {
                self.calculate(&left, &right)
            }
            _ => Value::Bool(self.holds(&left, &right)),
        }
    }

    /// What is empty is left out of a sum; a product or a quotient with it is empty.
    fn calculate(self, left: &Value, right: &Value) -> Value {
        let sign = if self == Operator::Minus { -Decimal::ONE } else { Decimal::ONE };
        match (self, left, right) {
            (Operator::Times, Value::Decimal(a), Value::Decimal(b)) => decimal(a.checked_mul(*b)),
            (Operator::Over, Value::Decimal(a), Value::Decimal(b)) => decimal(a.checked_div(*b)),
            (Operator::Times | Operator::Over, ..) => Value::Empty,
            (Operator::Minus, Value::Date(a), Value::Date(b)) => {
                Value::Decimal(Decimal::from((*a - *b).num_days()))
            }
            (_, Value::Date(date), number) => date_or_empty(days_after(*date, number, sign)),
            (_, Value::Decimal(a), Value::Decimal(b)) => decimal(a.checked_add(sign * *b)),
            (_, Value::Decimal(a), Value::Empty) => Value::Decimal(*a),
            (_, Value::Empty, Value::Decimal(b)) => Value::Decimal(sign * *b),
            _ => Value::Empty,
        }
    }

    /// What is empty is neither less nor more than anything, and equal only to what is empty.
    fn holds(self, left: &Value, right: &Value) -> bool {
        let empty = left.is_empty() || right.is_empty();
        let equal = if empty { left.is_empty() && right.is_empty() } else { left.compare(right).is_eq() };
        let ordered = |wanted: fn(Ordering) -> bool| !empty && wanted(left.compare(right));
        match self {
            Operator::Is => equal,
            Operator::IsNot => !equal,
            Operator::Less => ordered(Ordering::is_lt),
            Operator::AtMost => ordered(Ordering::is_le),
            Operator::More => ordered(Ordering::is_gt),
            Operator::AtLeast => ordered(Ordering::is_ge),
            Operator::Or
            | Operator::And
            | Operator::Plus
            | Operator::Minus
            | Operator::Join
            | Operator::Times
            | Operator::Over => false,
        }
    }
}

fn is_true(value: &Value) -> bool {
    value.as_bool() == Some(true)
}

fn decimal(number: Option<Decimal>) -> Value {
    number.map_or(Value::Empty, Value::Decimal)
}

fn date_or_empty(date: Option<NaiveDate>) -> Value {
    date.map_or(Value::Empty, Value::Date)
}

/// So many days after `date`, or before it where `sign` is less than nothing; fractions of a day count nothing.
fn days_after(date: NaiveDate, days: &Value, sign: Decimal) -> Option<NaiveDate> {
    if days.is_empty() {
        return Some(date);
    }
    let days = (sign * days.as_decimal()?).trunc().to_i64()?;
    let count = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
}

/// As it stands in a text.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Decimal(number) => number.normalize().to_string(),
        Value::Date(date) => date.to_string(),
        Value::Many(items) => items.join(", "),
        Value::Empty
        | Value::Integer(_)
        | Value::Instant(_)
        | Value::Bool(_)
        | Value::Link(_)
        | Value::File(_)
        | Value::Rows(_) => String::new(),
    }
}
