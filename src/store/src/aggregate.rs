//! Counts and sums by groups, exact to the last digit.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use model::{Field, Filter, Module, Name, Stored, Value};
use rust_decimal::Decimal;
use sea_query::{DynIden, Expr, ExprTrait, Query, SelectStatement};

use crate::condition::Conditions;
use crate::conn::{Cell, Conn, Row, Sql};
use crate::dialect::{Dialect, column};
use crate::error::{Error, Result};
use crate::grams::Grams;
use crate::layout::{DELETED, is_stored, scale, table_iden};
use crate::log;
use crate::select::{only, title_links};
use crate::view::View;

/// The records that have the same values in the fields asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// In the order of the fields asked for.
    pub keys: Vec<Value>,
    pub count: u64,
    /// In the order of the fields asked for; exact.
    pub sums: Vec<Decimal>,
    /// The sum of the amount times the percentage, over one hundred; zero where none was asked for.
    pub weighted: Decimal,
}

/// Sums that hold until the next change. A board on many screens asks for the same ones again and again, and they take
/// the longer the more records there are. Changes are committed in the order of their numbers, whoever writes them.
#[derive(Default)]
pub(crate) struct Remembered {
    answers: Mutex<Answers>,
    /// Counts the databases that were put in place: their changes may have the same numbers.
    epoch: AtomicU64,
}

#[derive(Default)]
struct Answers {
    /// The number of the latest change when they were given.
    seq: i64,
    by_question: HashMap<String, Vec<Group>>,
}

/// Different questions that are answered from memory between two changes.
const REMEMBERED: usize = 256;

impl Remembered {
    /// Another database is in place. What is being worked out on the old one must not be remembered either.
    pub(crate) fn forget(&self) {
        self.epoch.fetch_add(1, Ordering::SeqCst);
        *self.answers.lock().unwrap_or_else(PoisonError::into_inner) = Answers::default();
    }

    fn answer(&self, seq: i64, question: &str) -> Option<Vec<Group>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.seq == seq { answers.by_question.get(question).cloned() } else { None }
    }

    /// `seq` was read before the question was asked: the groups are at least as new.
    fn put(&self, seq: i64, question: String, groups: &[Group]) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.seq < seq || answers.by_question.len() >= REMEMBERED {
            *answers = Answers { seq, ..Answers::default() };
        }
        if answers.seq == seq {
            answers.by_question.insert(question, groups.to_vec());
        }
    }
}

/// What is asked for, looked up.
struct Wanted<'a> {
    at: DynIden,
    by: Vec<&'a Field>,
    /// The numbers to add up, with their scales; the weighted amount is the last.
    sums: Vec<(&'a Field, u32)>,
    percent: Option<(&'a Field, u32)>,
    /// How many of `sums` were asked for as such.
    asked: usize,
}

#[expect(clippy::too_many_arguments, reason = "each is a part of the question, and none has a default")]
pub(crate) async fn groups(
    conn: &mut Conn,
    remembered: &Remembered,
    view: View<'_>,
    module: &str,
    filter: &Filter,
    by: &[Name],
    sums: &[Name],
    weigh: Option<(&str, &str)>,
) -> Result<Vec<Group>> {
    let (module, rights) = view.module(module)?;
    let wanted = Wanted::look_up(view, module, by, sums, weigh)?;
    let at = &wanted.at;
    let conditions = Conditions::new(view);
    let filter = filter.clone().resolve(view.asking);
    let mut select = Query::select();
    select.from(at.clone()).and_where(column(at, DELETED).is_null());
    only(&mut select, conditions.filter(module, at, &filter)?);
    only(&mut select, conditions.rights(module, at, &rights.see)?);
    if let Some(grams) = Grams::of_filter(module, &filter) {
        select.and_where(grams.condition(view.dialect(), module, at));
    }
    let mut groups = wanted.remembered(conn, view, remembered, select).await?;
    let keys = groups.iter_mut().flat_map(|group| &mut group.keys).collect();
    title_links(conn, view, keys).await?;
    groups.sort_by(|a, b| {
        let each = a.keys.iter().zip(&b.keys).map(|(a, b)| a.compare(b));
        each.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
    Ok(groups)
}

/// How a sum lies in a row: in one column, or in two where it may not fit into 64 bits.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Parts {
    One,
    Two,
}

impl<'a> Wanted<'a> {
    fn look_up(
        view: View<'a>,
        module: &'a Module,
        by: &[Name],
        sums: &[Name],
        weigh: Option<(&str, &str)>,
    ) -> Result<Wanted<'a>> {
        let stored = |name: &str| {
            let field = view.field(module, name)?;
            if is_stored(field) { Ok(field) } else { Err(Error::UnknownField(name.into())) }
        };
        let number = |name: &str| {
            let field = view.field(module, name)?;
            scale(&field.kind).map(|scale| (field, scale)).ok_or_else(|| Error::UnknownField(name.into()))
        };
        let mut numbers = sums.iter().map(|name| number(name)).collect::<Result<Vec<_>>>()?;
        let percent = match weigh {
            Some((amount, percent)) => {
                numbers.push(number(amount)?);
                Some(number(percent)?)
            }
            None => None,
        };
        Ok(Wanted {
            at: table_iden(&module.name),
            by: by.iter().map(|name| stored(name)).collect::<Result<_>>()?,
            sums: numbers,
            percent,
            asked: sums.len(),
        })
    }

    /// The columns that rows are grouped by: the percentage too, so that amounts are multiplied here, exactly.
    fn columns(&self) -> Vec<Expr> {
        let of = |field: &&Field| field.columns().into_iter().map(|known| column(&self.at, &known.name));
        let mut columns: Vec<Expr> = self.by.iter().flat_map(of).collect();
        columns.extend(self.percent.map(|(field, _)| column(&self.at, &field.name)));
        columns
    }

    fn statement(&self, view: View<'_>, mut select: SelectStatement, parts: Parts) -> Sql {
        let columns = self.columns();
        select.exprs(columns.clone()).expr(Expr::cust("count(*)"));
        select.add_group_by(columns);
        for (field, _) in &self.sums {
            select.exprs(sum(view.dialect(), &column(&self.at, &field.name), parts));
        }
        view.dialect().build(&select)
    }

    /// The groups, without the titles of links among their keys; added up only if something was written since.
    async fn remembered(
        &self,
        conn: &mut Conn,
        view: View<'_>,
        remembered: &Remembered,
        select: SelectStatement,
    ) -> Result<Vec<Group>> {
        let statement = self.statement(view, select.clone(), Parts::One);
        let epoch = remembered.epoch.load(Ordering::SeqCst);
        let (seq, question) = (log::last(conn).await?, format!("{epoch} {statement:?}"));
        if let Some(groups) = remembered.answer(seq, &question) {
            return Ok(groups);
        }
        let groups = self.run(conn, view, select, statement).await?;
        remembered.put(seq, question, &groups);
        Ok(groups)
    }

    /// SQLite's sums fail where they do not fit; then they are asked for again, in two halves each.
    async fn run(
        &self,
        conn: &mut Conn,
        view: View<'_>,
        select: SelectStatement,
        statement: Sql,
    ) -> Result<Vec<Group>> {
        match conn.rows(statement).await {
            Err(Error::Sqlx(error)) if error.to_string().contains("integer overflow") => {
                let statement = self.statement(view, select, Parts::Two);
                self.merge(conn.rows(statement).await?, Parts::Two)
            }
            rows => self.merge(rows?, Parts::One),
        }
    }

    /// One group for each combination of keys, whatever the percentages.
    fn merge(&self, rows: Vec<Row>, parts: Parts) -> Result<Vec<Group>> {
        let mut groups: Vec<Group> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for mut row in rows {
            let mut at = 0;
            let mut next = || {
                at += 1;
                at - 1
            };
            let mut keys = Vec::with_capacity(self.by.len());
            let mut place = String::new();
            for field in &self.by {
                let main = row.stored(next());
                let module = field.module_column().map(|_| row.stored(next()));
                place.push_str(&format!("{main:?}{module:?}"));
                keys.push(if main == Stored::Null { Value::Empty } else { field.load(main, module, None) });
            }
            let percent = match self.percent {
                Some((_, scale)) => Decimal::new(row.int(next()), scale),
                None => Decimal::ZERO,
            };
            let count = u64::try_from(row.int(next())).unwrap_or_default();
            let place = *places.entry(place).or_insert_with(|| {
                groups.push(Group { keys, sums: vec![Decimal::ZERO; self.asked], ..Group::default() });
                groups.len() - 1
            });
            let group = &mut groups[place];
            group.count += count;
            for (number, (_, scale)) in self.sums.iter().enumerate() {
                let high = total(row.take(next()))?;
                let sum = match parts {
                    Parts::One => high,
                    Parts::Two => (high << 32) + total(row.take(next()))?,
                };
                let sum = decimal(sum, *scale)?;
                match group.sums.get_mut(number) {
                    Some(so_far) if number < self.asked => *so_far = add(*so_far, sum)?,
                    _ => group.weighted = add(group.weighted, weighted(sum, percent)?)?,
                }
            }
        }
        Ok(groups)
    }
}

/// PostgreSQL adds up without bounds; what it gives is read as text.
pub(crate) fn sum(dialect: Dialect, column: &Expr, parts: Parts) -> Vec<Expr> {
    let of = |template: &str| dialect.raw(template, [column.clone()]);
    match (dialect, parts) {
        (Dialect::Postgres, _) => vec![of("sum(?)::text")],
        (Dialect::Sqlite, Parts::One) => vec![of("sum(?)")],
        (Dialect::Sqlite, Parts::Two) => vec![of("sum(? >> 32)"), of("sum(? & 4294967295)")],
    }
}

pub(crate) fn total(cell: Cell) -> Result<i128> {
    match cell {
        Cell::Int(number) => Ok(number.into()),
        Cell::Text(text) => text.parse().map_err(|_| Error::Corrupt(format!("a sum is \"{text}\""))),
        Cell::Null | Cell::Bytes(_) | Cell::Id(_) => Ok(0),
    }
}

fn too_large() -> Error {
    Error::Filter("the sum has more digits than can be counted with".into())
}

fn decimal(sum: i128, scale: u32) -> Result<Decimal> {
    Decimal::try_from_i128_with_scale(sum, scale).map(|sum| sum.normalize()).map_err(|_| too_large())
}

fn add(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_add(b).ok_or_else(too_large)
}

fn weighted(sum: Decimal, percent: Decimal) -> Result<Decimal> {
    let hundredth = Decimal::new(1, 2);
    let share = percent.normalize().checked_mul(hundredth).ok_or_else(too_large)?;
    sum.checked_mul(share).map(|sum| sum.normalize()).ok_or_else(too_large)
}
