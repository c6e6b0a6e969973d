//! From a row to values: what each cell says, or why it cannot be taken.

use api::BadCell;
use model::record::Values;
use model::{Problem, fold};

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
        Line { row, values: Values::new(), links: Vec::new(), bad: Vec::new(), key: None }
    }
}

/// Empty cells are not spoken of: they neither fill nor empty a field.
pub fn read(row: Row, ready: &Ready) -> Line {
    let mut line = Line::new(row);
    for (at, filling) in ready.fillings.iter().enumerate() {
        let text = filling.text(&line.row);
        if text.is_empty() {
            continue;
        }
        if filling.is_link() {
            line.links.push(LinkText { filling: at, folded: fold::fold(&text), text: text.into_owned() });
            continue;
        }
        match filling.parse(&text, &ready.formats) {
            Ok(value) if value.is_empty() => {}
            Ok(value) => {
                line.values.insert(filling.field.name.clone(), value);
            }
            Err(problem) => {
                let cell = bad(line.row.number, filling, &text, problem);
                line.bad.push(cell);
            }
        }
    }
    line
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
