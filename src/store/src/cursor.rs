//! The order of a list, and where its next page goes on.
//!
//! A page ends with a row, and the next begins with what comes after that row in the order: its sort values and, as
//! rows may share them, its number. So page 1,000 costs what page 1 costs, and rows that are added or removed meanwhile
//! shift nothing. Empty values come first in ascending order, last in descending.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use model::{Id, Sort};
use sea_query::{DynIden, Expr, ExprTrait, NullOrdering, Order, SelectStatement, Value};
use serde_json::Value as Json;

use crate::conn::{Cell, Row};
use crate::dialect::{Dialect, column};
use crate::error::{Error, Result};
use crate::layout::RID;

/// One of the expressions that a list is sorted by.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) expr: Expr,
    pub(crate) descending: bool,
    pub(crate) nullable: bool,
}

/// A row's place in an order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    values: Vec<Cell>,
    rid: i64,
}

impl Place {
    /// From a row whose last columns, from `at` on, are the keys.
    pub(crate) fn of(row: &mut Row, rid: i64, at: usize, keys: usize) -> Place {
        Place { values: (at..at + keys).map(|at| row.take(at)).collect(), rid }
    }

    pub(crate) fn encode(&self, sort: &[Sort]) -> String {
        let values: Vec<Json> = self.values.iter().map(to_json).collect();
        let json = serde_json::json!([Sort::print(sort), self.rid, values]);
        BASE64_URL_SAFE_NO_PAD.encode(json.to_string())
    }

    /// Whether the first key is empty there.
    pub(crate) fn starts_empty(&self) -> bool {
        self.values.first() == Some(&Cell::Null)
    }

    /// Reads a cursor that was made for the same order.
    pub(crate) fn decode(text: &str, sort: &[Sort], keys: usize) -> Result<Place> {
        let read = || {
            let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
            let (order, rid, values): (String, i64, Vec<Json>) = serde_json::from_slice(&bytes).ok()?;
            let values: Vec<Cell> = values.into_iter().map(from_json).collect::<Option<_>>()?;
            (order == Sort::print(sort) && values.len() == keys).then_some(Place { values, rid })
        };
        read().ok_or(Error::BadCursor)
    }
}

fn to_json(cell: &Cell) -> Json {
    match cell {
        Cell::Int(number) => Json::from(*number),
        Cell::Text(text) => Json::from(text.as_str()),
        Cell::Id(id) => serde_json::json!({"id": id}),
        Cell::Null | Cell::Bytes(_) => Json::Null,
    }
}

fn from_json(json: Json) -> Option<Cell> {
    Some(match json {
        Json::Null => Cell::Null,
        Json::Number(number) => Cell::Int(number.as_i64()?),
        Json::String(text) => Cell::Text(text),
        Json::Object(object) => Cell::Id(object.get("id")?.as_str()?.parse::<Id>().ok()?.0),
        Json::Bool(_) | Json::Array(_) => return None,
    })
}

/// An order: its keys, then the number of the row.
pub(crate) struct Ordering<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) at: &'a DynIden,
    pub(crate) keys: &'a [Key],
    /// Whether the number descends. It does as the first key does, so that an index can be walked either way.
    pub(crate) descending: bool,
}

impl Ordering<'_> {
    /// `by_index` is whether the first key may come from an index; otherwise the rows found are sorted.
    pub(crate) fn apply(&self, select: &mut SelectStatement, by_index: bool) {
        for (at, key) in self.keys.iter().enumerate() {
            let expr = match at {
                0 if !by_index => self.dialect.unindexed(key.expr.clone()),
                _ => key.expr.clone(),
            };
            match self.dialect {
                // This is SQLite's own way; saying so would keep it from walking an index.
                Dialect::Sqlite => select.order_by_expr(expr, direction(key.descending)),
                Dialect::Postgres => {
                    let nulls = if key.descending { NullOrdering::Last } else { NullOrdering::First };
                    select.order_by_expr_with_nulls(expr, direction(key.descending), nulls)
                }
            };
        }
        select.order_by_expr(column(self.at, RID), direction(self.descending));
    }

    /// The conditions of what comes after `place`, in the order in which they are to be asked: each is one stretch of an
    /// index on the keys, in which both databases begin at the right row however many share its values.
    pub(crate) fn after(&self, place: &Place) -> Vec<Expr> {
        let mut stretches =
            vec![self.equal(self.keys.len(), place).chain([self.beyond_row(place)]).collect()];
        for (at, (key, value)) in self.keys.iter().zip(&place.values).enumerate().rev() {
            let beyond = beyond(key, value).into_iter();
            stretches.extend(beyond.map(|beyond| self.equal(at, place).chain([beyond]).collect::<Vec<_>>()));
        }
        stretches.into_iter().filter_map(|tests| tests.into_iter().reduce(Expr::and)).collect()
    }

    /// The first `count` keys are what they are in `place`.
    fn equal(&self, count: usize, place: &Place) -> impl Iterator<Item = Expr> {
        self.keys.iter().zip(&place.values).take(count).map(|(key, value)| match value {
            Cell::Null => key.expr.clone().is_null(),
            value => key.expr.clone().eq(Expr::val(argument(value))),
        })
    }

    /// After `place` by the row's number alone.
    pub(crate) fn beyond_row(&self, place: &Place) -> Expr {
        let rid = column(self.at, RID);
        if self.descending { rid.lt(place.rid) } else { rid.gt(place.rid) }
    }
}

/// What comes after `value` in the order of `key`: the empty ones are the least.
fn beyond(key: &Key, value: &Cell) -> Vec<Expr> {
    let expr = || key.expr.clone();
    match (value, key.descending) {
        (Cell::Null, false) => vec![expr().is_not_null()],
        (Cell::Null, true) => Vec::new(),
        (value, false) => vec![expr().gt(Expr::val(argument(value)))],
        (value, true) => {
            let mut stretches = vec![expr().lt(Expr::val(argument(value)))];
            stretches.extend(key.nullable.then(|| expr().is_null()));
            stretches
        }
    }
}

fn direction(descending: bool) -> Order {
    if descending { Order::Desc } else { Order::Asc }
}

fn argument(cell: &Cell) -> Value {
    match cell {
        Cell::Int(number) => Value::BigInt(Some(*number)),
        Cell::Text(text) => Value::String(Some(text.clone())),
        Cell::Id(id) => Value::Uuid(Some(*id)),
        Cell::Bytes(bytes) => Value::Bytes(Some(bytes.clone())),
        Cell::Null => Value::String(None),
    }
}
