//! From a row to values: what each cell says, or why it cannot be taken.

use api::BadCell;
use csv::StringRecord;
use model::record::Values;
use model::{Problem, fold};

use super::mapping::{Filling, Ready};
use super::read::Row;

/// A row on its way to a record.
#[derive(Debug)]
pub struct Draft {
    pub number: u64,
    pub cells: StringRecord,
    pub values: Values,
    /// Links that are still texts.
    pub links: Vec<LinkText>,
    pub bad: Vec<BadCell>,
}

#[derive(Debug)]
pub struct LinkText {
    /// Which filling of the mapping.
    pub filling: usize,
    pub text: String,
    pub folded: String,
}

/// Empty cells are not spoken of: they neither fill nor empty a field.
pub fn read(row: Row, ready: &Ready) -> Draft {
    let mut draft =
        Draft { number: row.number, cells: StringRecord::new(), values: Values::new(), links: Vec::new(), bad: Vec::new() };
    for (at, filling) in ready.fillings.iter().enumerate() {
        let text = filling.text(&row);
        if text.is_empty() {
            continue;
        }
        if filling.is_link() {
            draft.links.push(LinkText { filling: at, folded: fold::fold(&text), text: text.into_owned() });
            continue;
        }
        match filling.parse(&text, &ready.formats) {
            Ok(value) if value.is_empty() => {}
            Ok(value) => {
                draft.values.insert(filling.field.name.clone(), value);
            }
            Err(problem) => draft.bad.push(bad(row.number, filling, &text, problem)),
        }
    }
    draft.cells = row.cells;
    draft
}

/// A row that is broken as a whole.
pub fn broken(row: Row, header: &[String], column: usize, problem: Problem) -> Draft {
    let cell = BadCell {
        row: row.number,
        column: header.get(column).cloned().unwrap_or_default(),
        value: shortened(row.cells.get(column).unwrap_or_default()),
        problem,
    };
    Draft { number: row.number, cells: row.cells, values: Values::new(), links: Vec::new(), bad: vec![cell] }
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
