//! Counts and sums by groups.

use model::Value;
use rust_decimal::Decimal;

/// The records that have the same values in the fields asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// In the order of the fields asked for.
    pub keys: Vec<Value>,
    pub count: u64,
    /// In the order of the fields asked for; exact.
    pub sums: Vec<Decimal>,
    /// The sum of amount times percentage; exact; zero where none was asked for.
    pub weighted: Decimal,
}
