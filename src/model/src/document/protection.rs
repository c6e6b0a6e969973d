//! What of a document goes beyond what its writer may offer by herself.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{LINES, Offer, Terms, currency, decimal, is_text, left, line};
use crate::kind::money;
use crate::totals::Totals;
use crate::{Id, Record, Row};

/// What the holder of a role may do with prices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The highest discount on a line, that of the document in it, in per cent; none: as she likes.
    pub discount: Option<Decimal>,
    /// Sell below what a product costs at least.
    pub below_floor: bool,
    /// Write another price than that of the price book.
    pub changes_prices: bool,
}

impl Limits {
    /// Of administrators and of the product itself.
    pub fn none() -> Limits {
        Limits { discount: None, below_floor: true, changes_prices: true }
    }
}

/// A line of a document that somebody else has to approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// The place of the line, from 0.
    pub place: usize,
    /// What it is called.
    pub name: String,
    pub wrong: Wrong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// Per cent, where at most `limit` may be given.
    Discount { percent: Decimal, limit: Decimal },
    /// What one comes to, where it costs at least `floor`; in the currency of the document.
    Floor { price: Decimal, floor: Decimal },
}

impl Breach {
    /// All that goes beyond `terms.limits`; `offers` are those of the products in its lines.
    pub fn all(record: &Record, totals: &Totals, terms: &Terms, offers: &[Offer]) -> Vec<Breach> {
        let left = left(totals);
        let digits = money::digits(currency(record, terms)).max(2);
        let rows = record.value(LINES).as_rows().iter().zip(&totals.lines).enumerate();
        let mut breaches = Vec::new();
        for (place, (row, total)) in rows.filter(|(_, (row, _))| !is_text(row)) {
            let name = row.value(line::NAME).as_text().unwrap_or_default();
            let mut tell = |wrong| breaches.push(Breach { place, name: name.to_owned(), wrong });
            if total.list > Decimal::ZERO
                && let Some(limit) = terms.limits.discount
            {
                let percent = (Decimal::ONE - total.amount * left / total.list) * Decimal::ONE_HUNDRED;
                // Amounts that were rounded to be paid say a little more or less than was agreed.
                let slack = Decimal::ONE_HUNDRED * Decimal::new(1, digits) / total.list;
                if percent > limit + slack {
                    tell(Wrong::Discount { percent: percent.round_dp(2).normalize(), limit });
                }
            }
            let quantity = decimal(&row.values, line::QUANTITY).unwrap_or_default();
            if let Some(floor) = floor(row, offers).filter(|_| !terms.limits.below_floor)
                && quantity > Decimal::ZERO
                && total.amount * left + Decimal::new(1, digits) < floor * quantity
            {
                let price = (total.amount * left / quantity).round_dp(money::SCALE).normalize();
                tell(Wrong::Floor { price, floor });
            }
        }
        breaches
    }
}

fn floor(row: &Row, offers: &[Offer]) -> Option<Decimal> {
    let product: Id = row.value(line::PRODUCT).as_link()?.id;
    offers.iter().find(|offer| offer.product.id == product)?.floor
}
