//! A document as it is read, with all amounts as texts: on its page and on paper the same.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{LINES, TAXES, group, line, tax};
use crate::kind::Show;
use crate::{Field, Formats, Link, Module, Name, Record, Row, Value};

/// What stands in the middle of a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Paper {
    pub groups: Vec<PaperGroup>,
    pub sums: Vec<PaperSum>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaperGroup {
    /// Empty: its lines stand in no group.
    pub name: String,
    pub sum: String,
    pub lines: Vec<PaperLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaperLine {
    #[serde(skip)]
    pub product: Option<Link>,
    pub name: String,
    pub description: String,
    /// With its unit.
    pub quantity: String,
    pub price: String,
    pub discount: String,
    /// The class that it is taxed by.
    pub tax: String,
    pub amount: String,
}

/// One of the sums below the lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaperSum {
    /// The field that it is; each tax is `tax`.
    pub name: Name,
    pub label: String,
    pub amount: String,
    /// Of a tax: its rate, and on how much it is.
    pub rate: String,
    pub base: String,
}

/// The sums in their order. Those that only lead to others are left out where they are zero.
const SUMS: [(&str, Shows); 7] = [
    (super::SUBTOTAL, Shows::IfAny),
    (super::DISCOUNT, Shows::AsLess),
    (super::FREIGHT, Shows::IfAny),
    (super::NET, Shows::Always),
    (super::TAX, Shows::ByTax),
    (super::ADJUSTMENT, Shows::IfAny),
    (super::TOTAL, Shows::Always),
];

#[derive(Clone, Copy)]
enum Shows {
    Always,
    IfAny,
    AsLess,
    ByTax,
}

impl Paper {
    /// Of `record`, in the words of `module`.
    pub fn of(module: &Module, record: &Record, formats: &Formats) -> Paper {
        let reader = Reader { module, record, show: Show { formats, currency: record.currency(formats) } };
        let rows = record.value(LINES).as_rows();
        let same = |one: &Row, next: &Row| group(one) == group(next);
        Paper {
            groups: rows.chunk_by(same).map(|rows| reader.group(rows)).collect(),
            sums: SUMS.iter().flat_map(|(name, shows)| reader.sums(name, *shows)).collect(),
        }
    }
}

struct Reader<'a> {
    module: &'a Module,
    record: &'a Record,
    show: Show<'a>,
}

impl Reader<'_> {
    fn group(&self, rows: &[Row]) -> PaperGroup {
        let sum: Decimal = rows.iter().filter_map(|row| row.value(line::AMOUNT).as_decimal()).sum();
        PaperGroup {
            name: rows.first().and_then(group).unwrap_or_default().to_owned(),
            sum: self.money(sum),
            lines: rows.iter().map(|row| self.line(row)).collect(),
        }
    }

    fn line(&self, row: &Row) -> PaperLine {
        let text = |name: &str| {
            let field = self.row_field(name);
            field.map(|field| field.format(row.value(name), self.show)).unwrap_or_default()
        };
        let product = row.value(line::PRODUCT).as_link().filter(|link| !link.title.is_empty()).cloned();
        let titled = || product.as_ref().map(|link| link.title.clone()).unwrap_or_default();
        let name = Some(text(line::NAME)).filter(|name| !name.is_empty()).unwrap_or_else(titled);
        PaperLine {
            name,
            description: text(line::DESCRIPTION),
            quantity: [text(line::QUANTITY), text(line::UNIT)].join(" ").trim().to_owned(),
            price: text(line::PRICE),
            discount: [text(super::DISCOUNT_PERCENT), text(super::DISCOUNT_AMOUNT)].concat(),
            tax: row.value(line::TAX_CLASS).as_link().map(|link| link.title.clone()).unwrap_or_default(),
            amount: text(line::AMOUNT),
            product,
        }
    }

    fn row_field(&self, name: &str) -> Option<&Field> {
        let (_, rows) = self.module.rows().find(|(field, _)| field.name == LINES)?;
        rows.field(name)
    }

    fn money(&self, amount: Decimal) -> String {
        let total = self.module.field(super::TOTAL);
        total.map(|field| field.format(&Value::Decimal(amount), self.show)).unwrap_or_default()
    }

    fn sums(&self, name: &'static str, shows: Shows) -> Vec<PaperSum> {
        if let Shows::ByTax = shows {
            return self.record.value(TAXES).as_rows().iter().map(|row| self.tax(row)).collect();
        }
        let (Some(amount), Some(field)) = (self.record.value(name).as_decimal(), self.module.field(name))
        else {
            return Vec::new();
        };
        if amount.is_zero() && !matches!(shows, Shows::Always) {
            return Vec::new();
        }
        let amount = if matches!(shows, Shows::AsLess) { -amount } else { amount };
        vec![PaperSum {
            name: Name::new_static(name),
            label: field.label.clone(),
            amount: self.money(amount),
            rate: String::new(),
            base: String::new(),
        }]
    }

    fn tax(&self, row: &Row) -> PaperSum {
        let number = |name: &str| row.value(name).as_decimal().unwrap_or_default();
        let rate = number(tax::RATE);
        PaperSum {
            name: Name::new_static(super::TAX),
            label: row.value(tax::NAME).as_text().unwrap_or_default().to_owned(),
            amount: self.money(number(tax::AMOUNT)),
            rate: self.show.formats.number(rate, rate.normalize().scale()),
            base: self.money(number(tax::BASE)),
        }
    }
}
