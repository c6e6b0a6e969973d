//! From a row to values: what each cell says, or why it cannot be taken.

use api::BadCell;
use model::kind::money::names_currency;
use model::module::CURRENCY;
use model::record::Values;
use model::{Field, Formats, Kind, Name, Problem, fold};

use super::mapping::{Filling, Ready};
use super::read::Row;

/// A row on its way to a record.
#[derive(Debug)]
pub struct Line {
    pub row: Row,
    pub values: Values,
    /// Links that are still texts.
    pub links: Vec<LinkText>,
    pub bad: Vec<BadCell>,
    /// An amount that says its currency, where the row has no other word on it.
    pub in_currency: Option<Name>,
    /// Equal for rows that are about the same record.
    pub key: Option<String>,
}

#[derive(Debug)]
pub struct LinkText {
    /// Which filling of the mapping.
    pub filling: usize,
    pub text: String,
    pub folded: String,
}

impl Line {
    fn new(row: Row) -> Line {
        Line { row, values: Values::new(), links: Vec::new(), bad: Vec::new(), in_currency: None, key: None }
    }
}

/// Empty cells are not spoken of: they neither fill nor empty a field.
pub fn read(row: Row, ready: &Ready) -> Line {
    let mut line = Line::new(row);
    let own = formats_of(&line.row, ready);
    let formats = own.as_ref().unwrap_or(&ready.formats);
    for (at, filling) in ready.fillings.iter().enumerate() {
        let text = filling.text(&line.row);
        if text.is_empty() {
            continue;
        }
        if filling.is_link() {
            line.links.push(LinkText { filling: at, folded: fold::fold(&text), text: text.into_owned() });
            continue;
        }
        match filling.parse(&text, formats) {
            Ok(value) if value.is_empty() => {}
            Ok(value) => {
                if says_currency(&filling.field, &text) {
                    line.in_currency = Some(filling.field.name.clone());
                }
                line.values.insert(filling.field.name.clone(), value);
            }
            Err(problem) => {
                let cell = bad(line.row.number, filling, &text, problem);
                line.bad.push(cell);
            }
        }
    }
    if line.values.contains_key(CURRENCY) {
        line.in_currency = None;
    }
    line
}

/// How the row's amounts are written, where it says itself in which currency they are.
fn formats_of(row: &Row, ready: &Ready) -> Option<Formats> {
    let filling = ready.filling(CURRENCY)?;
    let value = filling.parse(&filling.text(row), &ready.formats).ok()?;
    let currency = value.as_text().filter(|currency| *currency != ready.formats.currency)?;
    Some(Formats { currency: currency.to_owned(), ..ready.formats.clone() })
}

fn says_currency(field: &Field, text: &str) -> bool {
    matches!(field.kind, Kind::Money(_)) && names_currency(text)
}

/// A row that is broken as a whole.
pub fn broken(row: Row, header: &[String], column: usize, problem: Problem) -> Line {
    let cell = BadCell {
        row: row.number,
        column: header.get(column).cloned().unwrap_or_default(),
        value: shortened(row.cells.get(column).unwrap_or_default()),
        problem,
    };
    Line { bad: vec![cell], ..Line::new(row) }
}

pub fn bad(row: u64, filling: &Filling, text: &str, problem: Problem) -> BadCell {
    BadCell { row, column: filling.column.clone(), value: shortened(text), problem }
}

/// Enough of a cell to find it by.
fn shortened(text: &str) -> String {
    const SHOWN: usize = 200;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
