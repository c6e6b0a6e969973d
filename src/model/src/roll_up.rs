//! Roll-ups: what a field holds is counted or added up over the records of another module that link to its own.
//!
//! An account's "won amount" is the sum of `amount` over the opportunities whose `account` it is and that meet
//! `stage = won`. It lies in a column like any value, kept by every write of what it counts. So that one write changes
//! one step and no circle, a roll-up reads what people and formulas fill in, and no other roll-up.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::filter::{Filter, FilterError, Operand};
use crate::formula::{Formula, round, rounded};
use crate::module::{CURRENCY, LAST_ACTIVITY};
use crate::{Field, Kind, Module, Name, Schema, Value};

/// How many values become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Total {
    /// Of the records, not of a value.
    Count,
    Sum,
    Average,
    /// The smallest, or the oldest.
    Least,
    /// The largest, or the newest.
    Most,
}

impl Total {
    pub const ALL: [Total; 5] = [Total::Count, Total::Sum, Total::Average, Total::Least, Total::Most];

    pub const fn key(self) -> &'static str {
        match self {
            Total::Count => "count",
            Total::Sum => "sum",
            Total::Average => "average",
            Total::Least => "least",
            Total::Most => "most",
        }
    }

    pub fn called(key: &str) -> Option<Total> {
        Total::ALL.into_iter().find(|total| total.key() == key)
    }

    /// Whether it makes a value of a field of the kind `to` from those of a field of the kind `from`; both by their keys.
    pub fn fits(self, from: Option<&str>, to: &str) -> bool {
        match (self, from) {
            (Total::Count, _) => to == "integer",
            (_, None) => false,
            (Total::Least | Total::Most, Some(from @ ("date" | "instant"))) => from == to,
            (_, Some(from @ ("money" | "duration"))) => from == to,
            (Total::Average | Total::Least | Total::Most, Some("percent")) if to == "percent" => true,
            (_, Some("integer" | "decimal" | "percent" | "score")) => ["integer", "decimal"].contains(&to),
            _ => false,
        }
    }
}

/// Whether a field of the kind with this key can be a roll-up.
pub fn fills(kind: &str) -> bool {
    ["integer", "decimal", "money", "percent", "duration", "date", "instant"].contains(&kind)
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RollUp {
    pub total: Total,
    /// Whose records it counts,
    pub module: Name,
    /// by which of their links to the record that holds it.
    pub link: Name,
    /// The field that it adds up; none is needed to count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Name>,
    /// Which of them count.
    #[serde(default)]
    pub only: Filter,
}

/// A roll-up as somebody says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub total: Total,
    pub module: Name,
    pub link: Name,
    pub field: Option<Name>,
    pub only: String,
}

/// Why that is none.
#[derive(Clone, Debug, PartialEq)]
pub enum Unfit {
    Module,
    Link,
    Field,
    /// The field's values do not become one of the kind that is wanted.
    Kind,
    /// The field is a roll-up, or worked out from one.
    RolledUp,
    Unreadable(FilterError),
    /// What meets the condition today may not meet it tomorrow, though nobody wrote it.
    Moving,
    /// The condition asks for a field that is a roll-up, or worked out from one.
    OfRolledUp,
}

impl Said {
    /// As a roll-up into a field of the kind `kind` of the module `to`.
    pub fn read(&self, to: &str, kind: &Kind, schema: &Schema) -> Result<RollUp, Unfit> {
        let module = schema.module(&self.module).ok_or(Unfit::Module)?;
        let leads = |link: &&Field| {
            matches!(link.kind, Kind::Link(_)) && link.kind.targets().iter().any(|target| target == to)
        };
        let link = module.field(&self.link).filter(leads).ok_or(Unfit::Link)?;
        let field = match self.total {
            Total::Count => None,
            _ => {
                let named = self.field.as_ref().and_then(|name| module.field(name));
                Some(named.filter(|field| field.name != LAST_ACTIVITY).ok_or(Unfit::Field)?)
            }
        };
        if !self.total.fits(field.map(|field| field.kind.key()), kind.key()) {
            return Err(Unfit::Kind);
        }
        if field.is_some_and(|field| module.is_rolled_up(&field.name)) {
            return Err(Unfit::RolledUp);
        }
        let only = Filter::parse(&self.only, module, schema).map_err(Unfit::Unreadable)?;
        if !lasts(&only, module) {
            return Err(Unfit::Moving);
        }
        if only.fields().into_iter().any(|name| module.is_rolled_up(name)) {
            return Err(Unfit::OfRolledUp);
        }
        Ok(RollUp {
            total: self.total,
            module: module.name.clone(),
            link: link.name.clone(),
            field: field.map(|field| field.name.clone()),
            only,
        })
    }
}

/// Whether only a write of a record changes whether it meets the condition: not the time, not who asks, and not what
/// records that it links to are called.
fn lasts(filter: &Filter, module: &Module) -> bool {
    match filter {
        Filter::Always | Filter::Never => true,
        Filter::And(filters) | Filter::Or(filters) => filters.iter().all(|filter| lasts(filter, module)),
        Filter::Not(filter) => lasts(filter, module),
        Filter::Through { .. } => false,
        Filter::Test(test) => {
            let links = module.field(&test.field).is_some_and(|field| !field.kind.targets().is_empty());
            let stored = module.field(&test.field).is_some_and(|field| !field.columns().is_empty());
            let lasts = |operand: &Operand| match operand {
                Operand::Value(value) => !links || value.as_link().is_some(),
                _ => false,
            };
            stored && test.field != LAST_ACTIVITY && test.operands.iter().all(lasts)
        }
    }
}

/// What the records that count have in the field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub count: u64,
    pub sum: Decimal,
    /// The smallest or the largest, whichever is asked for.
    pub end: Value,
}

impl RollUp {
    /// The fields of the other module that it reads.
    pub fn reads(&self) -> impl Iterator<Item = &Name> {
        std::iter::once(&self.link).chain(&self.field).chain(self.only.fields())
    }

    /// What `field`, which holds it, holds where this was found; amounts are in `currency`.
    pub fn value(&self, field: &Field, found: &Found, currency: &str) -> Value {
        let number = match self.total {
            Total::Count => Some(Decimal::from(found.count)),
            Total::Sum => Some(found.sum),
            Total::Average => found.sum.checked_div(Decimal::from(found.count)),
            Total::Least | Total::Most => match &found.end {
                Value::Integer(number) => Some(Decimal::from(*number)),
                value => value.as_decimal(),
            },
        };
        let value = match (number, &field.kind) {
            (None, _) => found.end.clone(),
            (Some(number), Kind::Duration(_)) => {
                round(number, 0).to_i64().map_or(Value::Empty, Value::Integer)
            }
            (Some(number), kind) => rounded(number, kind, currency),
        };
        field.check(value).unwrap_or_default()
    }
}

impl Field {
    /// What it holds in a record to which nothing links; of what is no roll-up, nothing.
    pub fn rolled_up_from_nothing(&self) -> Value {
        let nothing = |roll_up: &RollUp| roll_up.value(self, &Found::default(), "");
        self.roll_up.as_ref().map(nothing).unwrap_or_default()
    }

    /// Whether it adds up amounts: those in the currency of its own record, and no others.
    pub fn rolls_up_amounts(&self) -> bool {
        self.roll_up.is_some() && matches!(self.kind, Kind::Money(_))
    }
}

impl Module {
    /// Whether the field is a roll-up, or worked out from one.
    pub fn is_rolled_up(&self, name: &str) -> bool {
        let Some(field) = self.field(name) else { return false };
        let formula = field.formula.iter().filter(|_| self.computed.contains(&field.name));
        let mut inputs = formula.flat_map(Formula::fields);
        field.roll_up.is_some() || inputs.any(|input| self.is_rolled_up(input))
    }

    /// The fields a change of which means that what comes of roll-ups is worked out anew: what formulas read besides,
    /// and in which currency amounts are.
    pub fn beside_roll_ups(&self) -> Vec<Name> {
        let mut names = Vec::new();
        if self.fields.iter().any(Field::rolls_up_amounts) {
            names.push(Name::new_static(CURRENCY));
        }
        for field in self.computed.iter().filter(|name| self.is_rolled_up(name)) {
            names.push(field.clone());
            let formula = self.field(field).and_then(|field| field.formula.as_ref());
            names.extend(formula.iter().flat_map(|formula| formula.fields()).cloned());
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field;

    fn rolled(field: Field, total: Total) -> Field {
        let roll_up = RollUp {
            total,
            module: "deals".into(),
            link: "account".into(),
            field: Some("amount".into()),
            only: Filter::Always,
        };
        Field { roll_up: Some(roll_up), ..field }
    }

    fn value(field: &Field, found: &Found) -> Value {
        field.roll_up.as_ref().map(|roll_up| roll_up.value(field, found, "JPY")).unwrap_or_default()
    }

    #[test]
    fn values_become_one_of_the_kind_that_is_wanted() {
        let found = Found { count: 3, sum: Decimal::new(1000, 2), end: Value::Decimal(Decimal::new(75, 1)) };
        let cases = [
            (field::integer("f"), Total::Count, Value::Integer(3)),
            (field::decimal("f", 2), Total::Average, Value::Decimal(Decimal::new(333, 2))),
            (field::decimal("f", 1), Total::Most, Value::Decimal(Decimal::new(75, 1))),
            (field::integer("f"), Total::Least, Value::Integer(8)),
            (field::money("f"), Total::Sum, Value::Decimal(Decimal::from(10))),
            (field::duration("f"), Total::Average, Value::Integer(3)),
        ];
        for (field, total, wanted) in cases {
            assert_eq!(value(&rolled(field, total), &found), wanted, "{total:?}");
        }
    }

    #[test]
    fn nothing_counts_nothing_and_has_no_average() {
        let of = |field: Field, total| rolled(field, total).rolled_up_from_nothing();
        assert_eq!(of(field::integer("f"), Total::Count), Value::Integer(0));
        assert_eq!(of(field::money("f"), Total::Sum), Value::Decimal(Decimal::ZERO));
        assert_eq!(of(field::money("f"), Total::Average), Value::Empty);
        assert_eq!(of(field::date("f"), Total::Most), Value::Empty);
    }

    #[test]
    fn only_what_fits_is_offered() {
        assert!(Total::Count.fits(None, "integer") && !Total::Count.fits(None, "money"));
        assert!(Total::Sum.fits(Some("money"), "money") && !Total::Sum.fits(Some("money"), "decimal"));
        assert!(Total::Most.fits(Some("date"), "date") && !Total::Sum.fits(Some("date"), "date"));
        assert!(
            !Total::Sum.fits(Some("percent"), "percent") && Total::Average.fits(Some("percent"), "percent")
        );
        assert!(!Total::Sum.fits(Some("text"), "integer"));
    }
}
