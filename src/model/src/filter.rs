//! Conditions: one language for list filters, saved views, rights, reports, workflow and REST.
//!
//! ```text
//! stage in (proposal, negotiation) and amount >= 1000
//!     and (name contains "acme" or close_date < today + 30d) and owner = me
//! ```
//!
//! `parse` reads it against a module's fields, so that a `Filter` never names a field that is not there or compares
//! with what the field cannot hold; `print` writes it back; `resolve` puts values for `me` and `today`; the store turns
//! it into SQL, and `matches` answers it for a record in memory.

mod matches;
mod parse;
mod print;
#[cfg(test)]
mod tests;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::module::{OWNER, POOLED_AT};
use crate::{Id, Instant, Link, Name, Value, Zone};

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    Is,
    /// Empty fields are "not" any value, so they are found too.
    IsNot,
    Less,
    AtMost,
    More,
    AtLeast,
    In,
    NotIn,
    /// Part of a text, without regard to case and diacritics; for tags and many-of: holds it.
    Contains,
    Starts,
    IsEmpty,
    IsNotEmpty,
}

impl Op {
    pub const TEXT: &'static [Op] =
        &[Op::Contains, Op::Starts, Op::Is, Op::IsNot, Op::In, Op::NotIn, Op::IsEmpty, Op::IsNotEmpty];
    pub const ORDERED: &'static [Op] = &[
        Op::Is,
        Op::IsNot,
        Op::Less,
        Op::AtMost,
        Op::More,
        Op::AtLeast,
        Op::In,
        Op::NotIn,
        Op::IsEmpty,
        Op::IsNotEmpty,
    ];
    pub const CHOICE: &'static [Op] = &[Op::Is, Op::IsNot, Op::In, Op::NotIn, Op::IsEmpty, Op::IsNotEmpty];
    pub const LINK: &'static [Op] =
        &[Op::Is, Op::IsNot, Op::In, Op::NotIn, Op::Contains, Op::IsEmpty, Op::IsNotEmpty];
    pub const SET: &'static [Op] = &[Op::Contains, Op::In, Op::NotIn, Op::IsEmpty, Op::IsNotEmpty];

    /// As it is written in a condition.
    pub const fn text(self) -> &'static str {
        match self {
            Op::Is => "=",
            Op::IsNot => "!=",
            Op::Less => "<",
            Op::AtMost => "<=",
            Op::More => ">",
            Op::AtLeast => ">=",
            Op::In => "in",
            Op::NotIn => "not in",
            Op::Contains => "contains",
            Op::Starts => "starts",
            Op::IsEmpty => "is empty",
            Op::IsNotEmpty => "is not empty",
        }
    }

    /// The key of its name in `locales/`.
    pub const fn key(self) -> &'static str {
        match self {
            Op::Is => "is",
            Op::IsNot => "is-not",
            Op::Less => "less",
            Op::AtMost => "at-most",
            Op::More => "more",
            Op::AtLeast => "at-least",
            Op::In => "in",
            Op::NotIn => "not-in",
            Op::Contains => "contains",
            Op::Starts => "starts",
            Op::IsEmpty => "is-empty",
            Op::IsNotEmpty => "is-not-empty",
        }
    }

    pub const fn takes_no_operand(self) -> bool {
        matches!(self, Op::IsEmpty | Op::IsNotEmpty)
    }

    pub const fn takes_list(self) -> bool {
        matches!(self, Op::In | Op::NotIn)
    }
}

/// A point that moves with the clock, before a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    Now,
    Today,
    /// The first day of this week, month, quarter, year.
    Week,
    Month,
    Quarter,
    Year,
}

impl Moment {
    const ALL: [Moment; 6] =
        [Moment::Now, Moment::Today, Moment::Week, Moment::Month, Moment::Quarter, Moment::Year];

    pub const fn key(self) -> &'static str {
        match self {
            Moment::Now => "now",
            Moment::Today => "today",
            Moment::Week => "week",
            Moment::Month => "month",
            Moment::Quarter => "quarter",
            Moment::Year => "year",
        }
    }

    /// `first_weekday` is that of a week, 0 for Monday.
    fn start(self, today: NaiveDate, first_weekday: u8) -> NaiveDate {
        let first = |month| NaiveDate::from_ymd_opt(today.year(), month, 1).unwrap_or(today);
        match self {
            Moment::Now | Moment::Today => today,
            Moment::Week => {
                let days = 7 + today.weekday().num_days_from_monday() - u32::from(first_weekday % 7);
                today - Days::new((days % 7).into())
            }
            Moment::Month => first(today.month()),
            Moment::Quarter => first((today.month() - 1) / 3 * 3 + 1),
            Moment::Year => first(1),
        }
    }
}

/// The unit of a shift: `today + 30d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Hours,
    Days,
    Weeks,
    Months,
    Quarters,
    Years,
}

impl Unit {
    const ALL: [Unit; 6] = [Unit::Hours, Unit::Days, Unit::Weeks, Unit::Months, Unit::Quarters, Unit::Years];

    pub const fn letter(self) -> char {
        match self {
            Unit::Hours => 'h',
            Unit::Days => 'd',
            Unit::Weeks => 'w',
            Unit::Months => 'm',
            Unit::Quarters => 'q',
            Unit::Years => 'y',
        }
    }
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operand {
    Value(Value),
    /// Who asks.
    Me,
    /// The members of the teams of who asks.
    MyTeam,
    /// The people of the department of who asks, and of those below it.
    MyDepartment,
    /// A day or instant relative to the clock.
    Relative {
        moment: Moment,
        shift: i32,
        unit: Unit,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    pub field: Name,
    pub op: Op,
    /// One operand; for `in` and `not in` any number; for the tests of emptiness none.
    pub operands: Vec<Operand>,
}

impl Test {
    pub fn new(field: impl Into<Name>, op: Op, operands: Vec<Operand>) -> Test {
        Test { field: field.into(), op, operands }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    #[default]
    Always,
    Never,
    And(Vec<Filter>),
    Or(Vec<Filter>),
    Not(Box<Filter>),
    Test(Test),
    /// The record of `module` that the link `field` points to meets `filter`.
    Through {
        field: Name,
        module: Name,
        filter: Box<Filter>,
    },
}

/// Where a condition cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("at {at}: {code} {detail}")]
pub struct FilterError {
    /// In characters from the start.
    pub at: usize,
    /// Names the text `filter-CODE`.
    pub code: Name,
    pub detail: String,
}

/// Who asks and when: what `me`, `my team`, `my department` and relative dates mean.
#[derive(Clone, Debug)]
pub struct Asking {
    pub now: Instant,
    pub zone: Zone,
    /// With which a week begins, 0 for Monday.
    pub first_weekday: u8,
    pub me: Option<Id>,
    pub team: Vec<Id>,
    pub department: Vec<Id>,
}

impl Filter {
    /// This and `other`.
    pub fn and(self, other: Filter) -> Filter {
        match (self, other) {
            (Filter::Always, filter) | (filter, Filter::Always) => filter,
            (Filter::Never, _) | (_, Filter::Never) => Filter::Never,
            (Filter::And(mut all), Filter::And(more)) => {
                all.extend(more);
                Filter::And(all)
            }
            (Filter::And(mut all), filter) => {
                all.push(filter);
                Filter::And(all)
            }
            (first, second) => Filter::And(vec![first, second]),
        }
    }

    /// The condition that `field` is `value`.
    pub fn is(field: impl Into<Name>, value: Value) -> Filter {
        Filter::Test(Test::new(field, Op::Is, vec![Operand::Value(value)]))
    }

    /// The records that lie in the pool.
    pub fn pooled() -> Filter {
        let test = |field, op| Filter::Test(Test::new(field, op, Vec::new()));
        test(OWNER, Op::IsEmpty).and(test(POOLED_AT, Op::IsNotEmpty))
    }

    /// With values in place of `me`, `my team`, `my department` and relative dates.
    pub fn resolve(self, asking: &Asking) -> Filter {
        match self {
            Filter::Always | Filter::Never => self,
            Filter::And(filters) => {
                Filter::And(filters.into_iter().map(|filter| filter.resolve(asking)).collect())
            }
            Filter::Or(filters) => {
                Filter::Or(filters.into_iter().map(|filter| filter.resolve(asking)).collect())
            }
            Filter::Not(filter) => Filter::Not(Box::new(filter.resolve(asking))),
            Filter::Test(test) => Filter::Test(test.resolve(asking)),
            Filter::Through { field, module, filter } => {
                Filter::Through { field, module, filter: Box::new(filter.resolve(asking)) }
            }
        }
    }

    /// Whether it means the same whoever asks, and whenever.
    pub fn is_absolute(&self) -> bool {
        match self {
            Filter::Always | Filter::Never => true,
            Filter::And(filters) | Filter::Or(filters) => filters.iter().all(Filter::is_absolute),
            Filter::Not(filter) | Filter::Through { filter, .. } => filter.is_absolute(),
            Filter::Test(test) => test.operands.iter().all(|operand| matches!(operand, Operand::Value(_))),
        }
    }

    /// Whether a record alone answers it, wherever it is: in the browser, too, where nobody knows who is in which team
    /// or department.
    pub fn is_of_one_record(&self) -> bool {
        match self {
            Filter::Always | Filter::Never => true,
            Filter::And(filters) | Filter::Or(filters) => filters.iter().all(Filter::is_of_one_record),
            Filter::Not(filter) => filter.is_of_one_record(),
            Filter::Test(test) => !test.operands.iter().any(Operand::is_colleagues),
            Filter::Through { .. } => false,
        }
    }

    /// Whether it means the same whoever asks.
    pub fn is_impersonal(&self) -> bool {
        match self {
            Filter::Always | Filter::Never => true,
            Filter::And(filters) | Filter::Or(filters) => filters.iter().all(Filter::is_impersonal),
            Filter::Not(filter) | Filter::Through { filter, .. } => filter.is_impersonal(),
            Filter::Test(test) => {
                let is_personal = |operand: &Operand| *operand == Operand::Me || operand.is_colleagues();
                !test.operands.iter().any(is_personal)
            }
        }
    }

    /// The names of the fields of its own module that it tests.
    pub fn fields(&self) -> Vec<&Name> {
        match self {
            Filter::Always | Filter::Never => Vec::new(),
            Filter::And(filters) | Filter::Or(filters) => filters.iter().flat_map(Filter::fields).collect(),
            Filter::Not(filter) => filter.fields(),
            Filter::Test(test) => vec![&test.field],
            Filter::Through { field, .. } => vec![field],
        }
    }
}

impl Test {
    fn resolve(mut self, asking: &Asking) -> Test {
        let several = self.operands.iter().any(Operand::is_colleagues);
        self.operands = self.operands.into_iter().flat_map(|operand| operand.resolve(asking)).collect();
        if several {
            self.op = match self.op {
                Op::Is => Op::In,
                Op::IsNot => Op::NotIn,
                op => op,
            };
        }
        self
    }
}

impl Operand {
    /// Whether it stands for people who work with who asks.
    fn is_colleagues(&self) -> bool {
        matches!(self, Operand::MyTeam | Operand::MyDepartment)
    }

    fn resolve(self, asking: &Asking) -> Vec<Operand> {
        let user = |id: &Id| Operand::Value(Value::Link(Link::new(Name::new_static("users"), *id)));
        match self {
            Operand::Value(_) => vec![self],
            Operand::Me => asking.me.iter().map(user).collect(),
            Operand::MyTeam => asking.team.iter().map(user).collect(),
            Operand::MyDepartment => asking.department.iter().map(user).collect(),
            Operand::Relative { moment, shift, unit } => {
                vec![Operand::Value(asking.point(moment, shift, unit))]
            }
        }
    }
}

impl Asking {
    /// `Now` and shifts by hours give an instant, all else a day; the store compares days with instants by the zone.
    fn point(&self, moment: Moment, shift: i32, unit: Unit) -> Value {
        if moment == Moment::Now || unit == Unit::Hours {
            let base = match moment {
                Moment::Now => self.now,
                moment => self.zone.instant(self.start(moment).into()),
            };
            return Value::Instant(match unit {
                Unit::Hours => base + chrono::Duration::hours(shift.into()),
                unit => {
                    let local = self.zone.local(base);
                    self.zone.instant(shifted(local.date(), shift, unit).and_time(local.time()))
                }
            });
        }
        Value::Date(shifted(self.start(moment), shift, unit))
    }

    fn start(&self, moment: Moment) -> NaiveDate {
        moment.start(self.zone.date(self.now), self.first_weekday)
    }

    /// The instant at which `date` begins on the clock of who asks.
    pub fn start_of(&self, date: NaiveDate) -> Instant {
        self.zone.instant(date.into())
    }
}

fn shifted(date: NaiveDate, shift: i32, unit: Unit) -> NaiveDate {
    let days = |days: i64| date.checked_add_signed(chrono::Duration::days(days));
    let months = |months: i64| {
        let count = Months::new(u32::try_from(months.unsigned_abs()).unwrap_or(u32::MAX));
        if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) }
    };
    let shift = i64::from(shift);
    let moved = match unit {
        Unit::Hours => Some(date),
        Unit::Days => days(shift),
        Unit::Weeks => days(shift * 7),
        Unit::Months => months(shift),
        Unit::Quarters => months(shift * 3),
        Unit::Years => months(shift * 12),
    };
    moved.unwrap_or(date)
}
