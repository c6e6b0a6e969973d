//! A `Filter` as SQL, with the meaning that `Filter::matches` gives it in memory.
//!
//! SQL knows three truths, a filter two. Every test made here is true or false where its column is not NULL; where a
//! denial is around it, it also says "is not NULL", so that it can be denied.

use std::sync::atomic::{AtomicUsize, Ordering};

use model::{Field, Filter, Id, Kind, Link, Module, Name, Op, Operand, Storage, Test, Value, fold};
use sea_query::{DynIden, Expr, ExprTrait, Query};

use crate::dialect::{argument, column};
use crate::error::{Error, Result};
use crate::grams;
use crate::layout::{DELETED, ID, TITLE, is_stored, scale, table_iden};
use crate::view::View;

/// Lists longer than this travel as one argument.
const LIST: usize = 200;

/// A condition, known beforehand or not.
#[derive(Clone, Debug)]
pub(crate) enum Truth {
    Yes,
    No,
    If(Expr),
}

impl Truth {
    pub(crate) fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, truth) | (truth, Truth::Yes) => truth,
            (Truth::If(a), Truth::If(b)) => Truth::If(a.and(b)),
        }
    }

    pub(crate) fn or(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::Yes, _) | (_, Truth::Yes) => Truth::Yes,
            (Truth::No, truth) | (truth, Truth::No) => truth,
            (Truth::If(a), Truth::If(b)) => Truth::If(a.or(b)),
        }
    }

    /// Whether all hold.
    pub(crate) fn all(truths: Vec<Truth>) -> Truth {
        Truth::joined(truths, Truth::Yes, Truth::and)
    }

    /// Whether one of them holds.
    pub(crate) fn any(truths: Vec<Truth>) -> Truth {
        Truth::joined(truths, Truth::No, Truth::or)
    }

    /// Joined in pairs, and the pairs in pairs: databases limit how deep an expression may be, and a chain is as deep
    /// as it is long.
    fn joined(mut truths: Vec<Truth>, nothing: Truth, join: fn(Truth, Truth) -> Truth) -> Truth {
        while truths.len() > 1 {
            let mut rest = truths.into_iter();
            let mut pairs = Vec::with_capacity(rest.len().div_ceil(2));
            while let Some(first) = rest.next() {
                pairs.push(match rest.next() {
                    Some(second) => join(first, second),
                    None => first,
                });
            }
            truths = pairs;
        }
        truths.pop().unwrap_or(nothing)
    }

    fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::If(expr) => Truth::If(expr.not()),
        }
    }

    /// As an expression that stands in a statement even where it is known.
    pub(crate) fn expr(self) -> Expr {
        match self {
            Truth::Yes => Expr::cust("1 = 1"),
            Truth::No => Expr::cust("1 = 0"),
            Truth::If(expr) => expr,
        }
    }
}

/// Makes the conditions of one statement.
pub(crate) struct Conditions<'a> {
    view: View<'a>,
    /// How many tables are named already, so that each gets a name of its own.
    tables: AtomicUsize,
    /// The outer table and its columns whose indexes are not to be used; all of them where it is `None`.
    avoided: Option<(DynIden, Option<Vec<Name>>)>,
}

/// A test with all that its expression is made of.
struct On<'a> {
    field: &'a Field,
    at: &'a DynIden,
    mode: Mode,
}

/// Where a condition stands.
#[derive(Clone, Copy)]
struct Mode {
    /// Whether a person wrote it.
    checked: bool,
    /// Whether a denial is around it.
    denied: bool,
}

impl<'a> Conditions<'a> {
    pub(crate) fn new(view: View<'a>) -> Conditions<'a> {
        Conditions { view, tables: AtomicUsize::new(0), avoided: None }
    }

    /// For the table called `at`, whose indexes on `columns` are not to be used.
    pub(crate) fn avoiding(view: View<'a>, at: &DynIden, columns: Vec<Name>) -> Conditions<'a> {
        Conditions { avoided: Some((at.clone(), Some(columns))), ..Conditions::new(view) }
    }

    /// For the table called `at`, of which no index is to be used: how to find its rows is settled.
    pub(crate) fn avoiding_all(view: View<'a>, at: &DynIden) -> Conditions<'a> {
        Conditions { avoided: Some((at.clone(), None)), ..Conditions::new(view) }
    }

    /// The condition of a person on the table called `at`: fields hidden from her are not there, and what lies behind
    /// a link counts only where she may see it.
    pub(crate) fn filter(&self, module: &Module, at: &DynIden, filter: &Filter) -> Result<Truth> {
        let resolved = filter.clone().resolve(self.view.asking);
        self.any(module, at, &resolved, Mode { checked: true, denied: false })
    }

    /// A condition of the grant, which may test anything.
    pub(crate) fn rights(&self, module: &Module, at: &DynIden, filter: &Filter) -> Result<Truth> {
        self.any(module, at, filter, Mode { checked: false, denied: false })
    }

    fn any(&self, module: &Module, at: &DynIden, filter: &Filter, mode: Mode) -> Result<Truth> {
        Ok(match filter {
            Filter::Always => Truth::Yes,
            Filter::Never => Truth::No,
            Filter::And(filters) => Truth::all(self.every(module, at, filters, mode)?),
            Filter::Or(filters) => Truth::any(self.every(module, at, filters, mode)?),
            Filter::Not(filter) => self.any(module, at, filter, Mode { denied: true, ..mode })?.not(),
            Filter::Test(test) => self.test(module, at, test, mode)?,
            Filter::Through { field, module: target, filter } => {
                let field = self.field(module, field, mode)?;
                self.through(On { field, at, mode }, target, filter)?
            }
        })
    }

    fn every(&self, module: &Module, at: &DynIden, filters: &[Filter], mode: Mode) -> Result<Vec<Truth>> {
        filters.iter().map(|filter| self.any(module, at, filter, mode)).collect()
    }

    fn field<'f>(&self, module: &'f Module, name: &str, mode: Mode) -> Result<&'f Field> {
        let hidden =
            mode.checked && !self.view.grant.on(&module.name).is_some_and(|rights| rights.reads(name));
        let field = module.field(name).filter(|field| !hidden && is_stored(field));
        field.ok_or_else(|| Error::UnknownField(name.into()))
    }

    /// A name for one more table.
    pub(crate) fn name(&self) -> DynIden {
        let number = self.tables.fetch_add(1, Ordering::Relaxed);
        crate::dialect::iden(format!("t{number}"))
    }

    fn column(&self, on: &On<'_>) -> Expr {
        let plain = column(on.at, &on.field.name);
        let avoided = self.avoided.as_ref().is_some_and(|(at, columns)| {
            at == on.at && columns.as_ref().is_none_or(|columns| columns.contains(&on.field.name))
        });
        if avoided { self.view.dialect().unindexed(plain) } else { plain }
    }

    /// The record of `target` that the link points to is there and meets `filter`.
    fn through(&self, on: On<'_>, target: &Name, filter: &Filter) -> Result<Truth> {
        if !on.field.kind.targets().contains(target) {
            return Err(Error::UnknownField(on.field.name.clone()));
        }
        let link = column(on.at, &on.field.name);
        let at = self.name();
        let module = self.view.layout.module(target)?;
        let mut wanted = self.any(module, &at, filter, Mode { denied: false, ..on.mode })?;
        if on.mode.checked {
            let Some(rights) = self.view.grant.on(target) else { return Ok(Truth::No) };
            wanted = wanted.and(self.rights(module, &at, &rights.see)?);
        }
        if matches!(wanted, Truth::No) {
            return Ok(Truth::No);
        }
        let mut select = Query::select();
        select
            .expr(Expr::cust("1"))
            .from_as(table_iden(target), at.clone())
            .and_where(column(&at, ID).eq(link))
            .and_where(column(&at, DELETED).is_null());
        if let Truth::If(wanted) = wanted {
            select.and_where(wanted);
        }
        let exists = Expr::exists(select.take());
        Ok(match on.field.module_column() {
            // Where the field is empty, so is this column, and the whole must still be false and not NULL.
            Some(name) => Truth::If(
                column(on.at, &name).is_not_null().and(column(on.at, &name).eq(target.as_str())).and(exists),
            ),
            None => Truth::If(exists),
        })
    }

    fn test(&self, module: &Module, at: &DynIden, test: &Test, mode: Mode) -> Result<Truth> {
        let on = On { field: self.field(module, &test.field, mode)?, at, mode };
        let operands: Vec<&Value> = test
            .operands
            .iter()
            .filter_map(|operand| if let Operand::Value(value) = operand { Some(value) } else { None })
            .collect();
        let empty = || self.column(&on).is_null();
        let yes = match test.op {
            Op::IsEmpty => return Ok(Truth::If(empty())),
            Op::IsNotEmpty => return Ok(Truth::If(empty().not())),
            Op::Is | Op::In => self.equal(&on, &operands)?,
            Op::IsNot | Op::NotIn => {
                return Ok(match self.equal(&on, &operands)? {
                    Truth::If(equal) => Truth::If(empty().or(equal.not())),
                    known => known.not(),
                });
            }
            Op::Less | Op::AtMost | Op::More | Op::AtLeast => {
                let each = |operand: &&Value| self.ordered(&on, test.op, operand);
                Truth::any(operands.iter().map(each).collect())
            }
            Op::Contains => self.each(&operands, |operand| self.contains(&on, operand))?,
            Op::Starts => self.starts(&on, &operands),
        };
        Ok(match yes {
            Truth::If(expr) if mode.denied => Truth::If(empty().not().and(expr)),
            known => known,
        })
    }

    fn each(&self, operands: &[&Value], one: impl Fn(&Value) -> Result<Truth>) -> Result<Truth> {
        let each: Result<Vec<Truth>> = operands.iter().map(|operand| one(operand)).collect();
        Ok(Truth::any(each?))
    }

    fn equal(&self, on: &On<'_>, operands: &[&Value]) -> Result<Truth> {
        let field = on.field;
        match &field.kind {
            Kind::ManyOf(_) | Kind::Tags(_) => {
                self.each(operands, |operand| Ok(self.holds_item(on, operand)))
            }
            Kind::Link(_) | Kind::User(_) => Ok(self.links(on, operands)),
            Kind::Instant(_) | Kind::Date(_) => {
                let each = |operand: &&Value| self.moment(on, Op::Is, operand);
                Ok(Truth::any(operands.iter().map(each).collect()))
            }
            Kind::File(_) | Kind::Address(_) | Kind::Rows(_) => Ok(Truth::No),
            _ => {
                let storage = field.kind.rules().storage();
                let stored = operands.iter().filter_map(|operand| self.exact(field, operand)).collect();
                Ok(self.one_of(self.column(on), storage, stored))
            }
        }
    }

    /// What the operand looks like in the column; `None` where the column cannot hold it.
    fn exact(&self, field: &Field, operand: &Value) -> Option<model::Stored> {
        match (scale(&field.kind), operand) {
            (Some(scale), operand) => {
                let (number, whole) = Scaled::of(operand, scale)?.parts();
                whole.then_some(model::Stored::Int(number))
            }
            (None, Value::Text(_) | Value::Bool(_)) => {
                let stored = field.kind.rules().store(operand);
                (stored != model::Stored::Null).then_some(stored)
            }
            (None, _) => None,
        }
    }

    fn one_of(&self, column: Expr, storage: Storage, mut stored: Vec<model::Stored>) -> Truth {
        match stored.len() {
            0 => Truth::No,
            1 => Truth::If(column.eq(Expr::val(argument(stored.remove(0), storage)))),
            2..=LIST => {
                Truth::If(column.is_in(stored.into_iter().map(|stored| Expr::val(argument(stored, storage)))))
            }
            _ => Truth::If(self.view.dialect().in_json(column, storage, json_list(stored))),
        }
    }

    fn links(&self, on: &On<'_>, operands: &[&Value]) -> Truth {
        let links = operands.iter().filter_map(|operand| operand.as_link());
        on.field.kind.targets().iter().fold(Truth::No, |so_far, target| {
            let ids: Vec<Id> =
                links.clone().filter(|link: &&Link| link.module == *target).map(|link| link.id).collect();
            let stored = ids.into_iter().map(model::Stored::Id).collect();
            let points = self.one_of(self.column(on), Storage::Id, stored);
            so_far.or(match on.field.module_column() {
                Some(name) => points.and(Truth::If(column(on.at, &name).eq(target.as_str()))),
                None => points,
            })
        })
    }

    fn holds_item(&self, on: &On<'_>, operand: &Value) -> Truth {
        match operand {
            Value::Text(item) if !item.is_empty() && !item.contains('\n') => {
                Truth::If(self.view.dialect().holds(self.column(on), format!("\n{item}\n")))
            }
            _ => Truth::No,
        }
    }

    fn ordered(&self, on: &On<'_>, op: Op, operand: &Value) -> Truth {
        if operand.is_empty() {
            let after_nothing = matches!(op, Op::More | Op::AtLeast);
            return if after_nothing { Truth::If(self.column(on).is_not_null()) } else { Truth::No };
        }
        match (&on.field.kind, scale(&on.field.kind)) {
            (Kind::Instant(_) | Kind::Date(_), _) => self.moment(on, op, operand),
            (_, Some(scale)) => match Scaled::of(operand, scale) {
                Some(scaled) => self.against_number(on, op, scaled),
                None => Truth::No,
            },
            (kind, None) => {
                let text = operand.as_text().is_some() && kind.rules().storage() == Storage::Text;
                let yes_no = matches!((kind, operand), (Kind::YesNo(_), Value::Bool(_)));
                if !text && !yes_no || matches!(kind, Kind::ManyOf(_) | Kind::Tags(_) | Kind::File(_)) {
                    return Truth::No;
                }
                let storage = kind.rules().storage();
                let operand = argument(on.field.kind.rules().store(operand), storage);
                Truth::If(compare(self.column(on), op, Expr::val(operand)))
            }
        }
    }

    /// Against a number with more digits than the column has: 2.5 lies between 2 and 3.
    fn against_number(&self, on: &On<'_>, op: Op, scaled: Scaled) -> Truth {
        let (number, whole) = scaled.parts();
        let op = match (whole, op) {
            (false, Op::Less) => Op::AtMost,
            (false, Op::AtLeast) => Op::More,
            (_, op) => op,
        };
        match scaled {
            Scaled::Below => self.always(on, matches!(op, Op::More | Op::AtLeast)),
            Scaled::Above => self.always(on, matches!(op, Op::Less | Op::AtMost)),
            Scaled::Within { .. } => Truth::If(compare(self.column(on), op, Expr::val(number))),
        }
    }

    fn always(&self, on: &On<'_>, yes: bool) -> Truth {
        if yes { Truth::If(self.column(on).is_not_null()) } else { Truth::No }
    }

    /// Days and instants, each compared with each: an instant is within its day on the clock of who asks.
    fn moment(&self, on: &On<'_>, op: Op, operand: &Value) -> Truth {
        let zone = &self.view.asking.zone;
        match (&on.field.kind, operand) {
            (Kind::Date(_), Value::Date(day)) => self.day(on, op, *day),
            (Kind::Date(_), Value::Instant(instant)) => self.day(on, op, zone.date(*instant)),
            (Kind::Instant(_), Value::Instant(instant)) => {
                let millis = Expr::val(instant.timestamp_millis());
                Truth::If(compare(self.column(on), op, millis))
            }
            (Kind::Instant(_), Value::Date(day)) => {
                let (start, end) = crate::day::span(zone, *day);
                let from = self.column(on).gte(start);
                let before = |end: i64| self.column(on).lt(end);
                Truth::If(match op {
                    Op::Less => before(start),
                    Op::AtMost => before(end),
                    Op::More => self.column(on).gte(end),
                    Op::AtLeast => from,
                    _ => from.and(before(end)),
                })
            }
            _ => Truth::No,
        }
    }

    fn day(&self, on: &On<'_>, op: Op, day: chrono::NaiveDate) -> Truth {
        Truth::If(compare(self.column(on), op, Expr::val(day.to_string())))
    }

    fn contains(&self, on: &On<'_>, operand: &Value) -> Result<Truth> {
        let Value::Text(needle) = operand else { return Ok(Truth::No) };
        Ok(match &on.field.kind {
            Kind::ManyOf(_) | Kind::Tags(_) => self.holds_item(on, operand),
            Kind::Link(_) | Kind::User(_) => self.link_contains(on, &fold::fold(needle))?,
            kind if is_text(kind) && needle.is_empty() => Truth::If(self.column(on).is_not_null()),
            kind if is_text(kind) => {
                Truth::If(self.view.dialect().contains(self.column(on), fold::fold(needle)))
            }
            _ => Truth::No,
        })
    }

    /// The title of the record that the link points to holds `needle`, as far as it may be seen.
    fn link_contains(&self, on: &On<'_>, needle: &str) -> Result<Truth> {
        if needle.is_empty() {
            return Ok(Truth::If(self.column(on).is_not_null()));
        }
        on.field.kind.targets().iter().try_fold(Truth::No, |so_far, target| {
            let points = self.titled(on, target, needle)?;
            Ok(so_far.or(match on.field.module_column() {
                Some(name) => points.and(Truth::If(column(on.at, &name).eq(target.as_str()))),
                None => points,
            }))
        })
    }

    fn titled(&self, on: &On<'_>, target: &Name, needle: &str) -> Result<Truth> {
        let Ok(module) = self.view.layout.module(target) else { return Ok(Truth::No) };
        let link = self.column(on);
        let at = self.name();
        let mut visible = Truth::Yes;
        if on.mode.checked {
            let Some(rights) = self.view.grant.on(target) else { return Ok(Truth::No) };
            visible = self.rights(module, &at, &rights.see)?;
        }
        if matches!(visible, Truth::No) {
            return Ok(Truth::No);
        }
        let dialect = self.view.dialect();
        let mut select = Query::select();
        select.column((at.clone(), crate::dialect::iden(ID))).from_as(table_iden(target), at.clone());
        if let Some(hits) = grams::hits(dialect, module, &at, needle) {
            select.and_where(hits);
        }
        select.and_where(dialect.contains(column(&at, TITLE), needle.to_owned()));
        if let Truth::If(visible) = visible {
            select.and_where(visible);
        }
        Ok(Truth::If(link.in_subquery(select.take())))
    }

    fn starts(&self, on: &On<'_>, operands: &[&Value]) -> Truth {
        if !is_text(&on.field.kind) {
            return Truth::No;
        }
        let (dialect, column) = (self.view.dialect(), self.column(on));
        let starts: Vec<String> =
            operands.iter().filter_map(|operand| operand.as_text()).map(fold::fold).collect();
        match &starts[..] {
            [] => Truth::No,
            starts if starts.iter().any(String::is_empty) => Truth::If(column.is_not_null()),
            [start] => grams::starts(dialect, column, &on.field.kind, start),
            // The text is taken apart once, whatever the number.
            several => Truth::If(dialect.starts_with_one(column, several)),
        }
    }
}

/// Kinds whose values are `Value::Text`.
fn is_text(kind: &Kind) -> bool {
    let other = matches!(kind, Kind::Date(_) | Kind::ManyOf(_) | Kind::Tags(_) | Kind::File(_));
    kind.rules().storage() == Storage::Text && !other
}

fn compare(column: Expr, op: Op, operand: Expr) -> Expr {
    match op {
        Op::Less => column.lt(operand),
        Op::AtMost => column.lte(operand),
        Op::More => column.gt(operand),
        Op::AtLeast => column.gte(operand),
        _ => column.eq(operand),
    }
}

fn json_list(stored: Vec<model::Stored>) -> String {
    let texts: Vec<String> = stored
        .into_iter()
        .filter_map(|stored| match stored {
            model::Stored::Int(number) => Some(number.to_string()),
            model::Stored::Text(text) => Some(text),
            model::Stored::Id(id) => Some(id.0.simple().to_string()),
            model::Stored::Null => None,
        })
        .collect();
    serde_json::Value::from(texts).to_string()
}

/// A number as it would lie in a column of a given scale.
#[derive(Clone, Copy)]
enum Scaled {
    Below,
    Above,
    /// Rounded down; `whole` where nothing was lost.
    Within {
        number: i64,
        whole: bool,
    },
}

impl Scaled {
    fn of(operand: &Value, scale: u32) -> Option<Scaled> {
        use rust_decimal::Decimal;
        use rust_decimal::prelude::ToPrimitive;
        let number = operand.as_decimal()?;
        let beyond = if number.is_sign_negative() { Scaled::Below } else { Scaled::Above };
        let Some(shifted) = number.checked_mul(Decimal::from(10_i64.pow(scale))) else { return Some(beyond) };
        let floor = shifted.floor();
        Some(floor.to_i64().map_or(beyond, |number| Scaled::Within { number, whole: floor == shifted }))
    }

    fn parts(self) -> (i64, bool) {
        match self {
            Scaled::Below | Scaled::Above => (0, false),
            Scaled::Within { number, whole } => (number, whole),
        }
    }
}
