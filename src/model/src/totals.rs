//! What a document comes to: one pure function, run in the browser while somebody types, on the server as the truth, and
//! for what is printed, so that all say the same to the last digit.
//!
//! What a line comes to is worked out exactly. Where it becomes an amount that can be paid is the company's policy: in
//! each line, in the sum for each tax, or in the document alone. What is shown adds up under each of them:
//! `subtotal - discount + freight` are the goods, and `net + tax + adjustment` is the total. Where prices include tax, the
//! goods are paid as they are and the net amount is what taxes leave of them; else taxes come on top of them.

#[cfg(test)]
mod tests;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// Lines of one document.
pub const MOST_LINES: usize = 1_000;
/// Taxes on one line.
pub const MOST_TAXES: usize = 8;
/// What one line comes to at most, in whole units of the currency. With these three no sum is too large for a `Decimal`.
pub const LARGEST_LINE: Decimal = Decimal::from_parts(0xD4A5_1000, 0xE8, 0, false, 0);

/// Digits after the point of a share that need not be paid as it is.
const EXACT: u32 = 10;
/// Digits that are right in what was divided and added up: thirds of a half come to a half.
const RIGHT: u32 = 18;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub lines: Vec<Line>,
    /// Of what the lines come to; what each is taxed on becomes less in proportion.
    pub discount: Discount,
    pub freight: Decimal,
    /// The taxes on freight, as places in `taxes`.
    pub freight_taxes: Vec<usize>,
    /// Added at the end, untaxed; may be negative.
    pub adjustment: Decimal,
    /// In the order in which they are worked out.
    pub taxes: Vec<Tax>,
    pub prices_include_tax: bool,
    /// Digits after the point of what can be paid in the currency.
    pub digits: u32,
    pub policy: Policy,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub quantity: Decimal,
    /// Of one.
    pub price: Decimal,
    /// Of all that it is many of.
    pub discount: Discount,
    /// As places in the taxes of the document.
    pub taxes: Vec<usize>,
    /// The group that it stands in, from 0.
    pub group: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discount {
    #[default]
    None,
    /// 0 to 100.
    Percent(Decimal),
    Amount(Decimal),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tax {
    pub name: String,
    /// Per cent, 0 to 100.
    pub rate: Decimal,
    /// Worked out on the net amount and the taxes before it.
    pub compound: bool,
}

/// How a company rounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub rounding: Rounding,
    pub half: Half,
}

/// Where an amount becomes one that can be paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    #[default]
    Line,
    /// In the sum for each tax.
    Tax,
    Document,
}

/// What becomes of exactly a half.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// Away from zero.
    #[default]
    Up,
    /// To the even neighbour.
    Even,
}

/// What a document comes to. All amounts have the digits of its currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub lines: Vec<LineTotal>,
    /// What the lines of each group come to, after those that stand in none.
    pub ungrouped: Decimal,
    pub groups: Vec<Decimal>,
    pub subtotal: Decimal,
    pub discount: Decimal,
    pub freight: Decimal,
    pub net: Decimal,
    /// As many as the document has, in its order.
    pub taxes: Vec<TaxTotal>,
    pub tax: Decimal,
    pub adjustment: Decimal,
    pub total: Decimal,
}

/// `list - discount = amount`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineTotal {
    pub list: Decimal,
    pub discount: Decimal,
    pub amount: Decimal,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxTotal {
    /// What it is worked out on.
    pub base: Decimal,
    pub amount: Decimal,
}

/// An amount that no document has, or a rate beyond 100 per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an amount of the document is out of range")]
pub struct OutOfRange;

impl Document {
    pub fn totals(&self) -> Result<Totals, OutOfRange> {
        self.check()?;
        let exact: Vec<Decimal> = self.lines.iter().map(Line::amount).collect();
        let amounts: Vec<Decimal> = exact.iter().map(|amount| self.kept(*amount)).collect();
        let sum: Decimal = amounts.iter().sum();
        let discount = self.kept(self.discount.of(sum));
        let shares = self.shares(discount, &amounts);
        let reduced = amounts.iter().zip(shares).map(|(amount, share)| amount - share);
        let lines = reduced.zip(self.lines.iter().map(|line| &line.taxes));
        let taxed = lines.chain([(self.kept(self.freight), &self.freight_taxes)]);
        let taxes = self.taxes(taxed);

        let (subtotal, discount, freight) = (self.paid(sum), self.paid(discount), self.paid(self.freight));
        let goods = subtotal - discount + freight;
        let tax: Decimal = taxes.iter().map(|tax| tax.amount).sum();
        let net = if self.prices_include_tax { goods - tax } else { goods };
        let adjustment = self.paid(self.adjustment);
        let mut groups = self.groups(&amounts).into_iter();
        Ok(Totals {
            lines: self.lines.iter().map(|line| self.line(line)).collect(),
            ungrouped: groups.next().unwrap_or_default(),
            groups: groups.collect(),
            subtotal,
            discount,
            freight,
            net,
            taxes,
            tax,
            adjustment,
            total: net + tax + adjustment,
        })
    }

    fn check(&self) -> Result<(), OutOfRange> {
        let small = |amount: Decimal| amount.abs() <= LARGEST_LINE;
        let percent = |percent: Decimal| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent);
        let discount = |discount: Discount| match discount {
            Discount::None => true,
            Discount::Percent(rate) => percent(rate),
            Discount::Amount(amount) => small(amount),
        };
        let line = |line: &Line| {
            let list = line.quantity.checked_mul(line.price);
            list.is_some_and(small) && discount(line.discount) && line.taxes.len() <= MOST_TAXES
        };
        let fits = self.lines.len() <= MOST_LINES
            && self.lines.iter().all(line)
            && discount(self.discount)
            && small(self.freight)
            && self.freight_taxes.len() <= MOST_TAXES
            && small(self.adjustment)
            && self.taxes.iter().all(|tax| percent(tax.rate));
        if fits { Ok(()) } else { Err(OutOfRange) }
    }

    /// As it can be paid.
    fn paid(&self, amount: Decimal) -> Decimal {
        let half = match self.policy.half {
            Half::Up => RoundingStrategy::MidpointAwayFromZero,
            Half::Even => RoundingStrategy::MidpointNearestEven,
        };
        let mut paid = amount.round_dp(RIGHT).round_dp_with_strategy(self.digits, half);
        paid.rescale(self.digits);
        paid
    }

    /// As it is worked on with.
    fn kept(&self, amount: Decimal) -> Decimal {
        match self.policy.rounding {
            Rounding::Line => self.paid(amount),
            Rounding::Tax | Rounding::Document => amount,
        }
    }

    fn line(&self, line: &Line) -> LineTotal {
        let (list, amount) = (self.paid(line.list()), self.paid(line.amount()));
        LineTotal { list, discount: list - amount, amount }
    }

    /// How much of the discount falls to each line. A percentage is the same of each; an amount is spread by their size.
    fn shares(&self, discount: Decimal, amounts: &[Decimal]) -> Vec<Decimal> {
        match (self.discount, self.policy.rounding) {
            (Discount::None, _) => vec![Decimal::ZERO; amounts.len()],
            (Discount::Percent(_), Rounding::Tax | Rounding::Document) => {
                amounts.iter().map(|amount| self.discount.of(*amount)).collect()
            }
            (_, Rounding::Line) => spread(discount, amounts, |part| self.paid(part)),
            (_, Rounding::Tax | Rounding::Document) => spread(discount, amounts, |part| part.round_dp(EXACT)),
        }
    }

    /// What the lines of each group come to, those without one first: together the subtotal.
    fn groups(&self, amounts: &[Decimal]) -> Vec<Decimal> {
        let place = |line: &Line| line.group.map_or(0, |group| group + 1);
        let most = self.lines.iter().map(place).max().unwrap_or_default();
        let mut sums = vec![Decimal::ZERO; most.min(MOST_LINES) + 1];
        for (line, amount) in self.lines.iter().zip(amounts) {
            if let Some(sum) = sums.get_mut(place(line)) {
                *sum += amount;
            }
        }
        step_by_step(&sums, |sum| self.paid(sum))
    }

    /// What each tax comes to over all that is taxed: an amount, and the places of its taxes.
    fn taxes<'a>(&'a self, taxed: impl Iterator<Item = (Decimal, &'a Vec<usize>)>) -> Vec<TaxTotal> {
        let mut sums = vec![TaxTotal::default(); self.taxes.len()];
        for (amount, places) in taxed {
            for (place, due) in self.due(amount, places) {
                sums[place].base += due.base;
                sums[place].amount += self.kept(due.amount);
            }
        }
        let amounts: Vec<Decimal> = sums.iter().map(|sum| sum.amount).collect();
        let amounts = match self.policy.rounding {
            Rounding::Line | Rounding::Tax => amounts.into_iter().map(|amount| self.paid(amount)).collect(),
            Rounding::Document => step_by_step(&amounts, |sum| self.paid(sum)),
        };
        // Where prices include tax, `base` holds what is paid with it: the tax is taken out of that.
        let told = |(sum, amount): (TaxTotal, Decimal)| match self.prices_include_tax {
            true => TaxTotal { base: self.paid(sum.base) - amount, amount },
            false => TaxTotal { base: self.paid(sum.base), amount },
        };
        sums.into_iter().zip(amounts).map(told).collect()
    }

    /// What each of its taxes comes to for `amount`, exactly; the base with the tax where prices include it.
    fn due(&self, amount: Decimal, places: &[usize]) -> Vec<(usize, TaxTotal)> {
        let mut whole = Decimal::ONE;
        let mut parts = Vec::with_capacity(places.len());
        for (place, tax) in self.taxes.iter().enumerate().filter(|(place, _)| places.contains(place)) {
            let base = if tax.compound { whole } else { Decimal::ONE };
            let part = base * tax.rate / Decimal::ONE_HUNDRED;
            whole += part;
            parts.push((place, base, part));
        }
        let told = |(place, base, part)| match self.prices_include_tax {
            true => (place, TaxTotal { base: amount * (base + part) / whole, amount: amount * part / whole }),
            false => (place, TaxTotal { base: amount * base, amount: amount * part }),
        };
        parts.into_iter().map(told).collect()
    }
}

impl Line {
    fn list(&self) -> Decimal {
        self.quantity * self.price
    }

    fn amount(&self) -> Decimal {
        self.list() - self.discount.of(self.list())
    }
}

impl Discount {
    /// How much it takes off `amount`.
    pub fn of(self, amount: Decimal) -> Decimal {
        match self {
            Discount::None => Decimal::ZERO,
            Discount::Percent(percent) => amount * percent / Decimal::ONE_HUNDRED,
            Discount::Amount(off) => off,
        }
    }
}

/// `whole` in parts as large as `sizes` are among each other, whatever their sign. The parts are rounded and come to the
/// whole all the same. Where there is no size the first takes all.
fn spread(whole: Decimal, sizes: &[Decimal], round: impl Fn(Decimal) -> Decimal) -> Vec<Decimal> {
    let all: Decimal = sizes.iter().map(Decimal::abs).sum();
    let mut so_far = Decimal::ZERO;
    let mut given = Decimal::ZERO;
    let mut part = |size: &Decimal| {
        so_far += size.abs();
        let up_to = if so_far == all { whole } else { round(whole * (so_far / all)) };
        let part = up_to - given;
        given = up_to;
        part
    };
    sizes.iter().map(&mut part).collect()
}

/// Each rounded so that the sums up to each are rounded right, and so is that of all.
fn step_by_step(amounts: &[Decimal], round: impl Fn(Decimal) -> Decimal) -> Vec<Decimal> {
    let mut sum = Decimal::ZERO;
    let mut told = round(sum);
    let mut step = |amount: &Decimal| {
        sum += amount;
        let before = told;
        told = round(sum);
        told - before
    };
    amounts.iter().map(&mut step).collect()
}
