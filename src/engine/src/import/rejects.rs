//! The rows that failed, as a file to mend and import again: the original columns and what is wrong.

use std::io;

use api::BadCell;
use csv::StringRecord;
use model::Texts;

use super::source::Source;
use crate::sheet::Sheet;

pub struct Rejects {
    file: Source,
    sheet: Sheet,
    width: usize,
}

impl Rejects {
    pub fn new(header: &[String], texts: &Texts) -> io::Result<Rejects> {
        let mut sheet = Sheet::new();
        let problems = texts.get("import-problems");
        sheet.row(header.iter().map(String::as_str).chain([problems.as_str()]))?;
        Ok(Rejects { file: Source::temporary()?, sheet, width: header.len() })
    }

    pub fn add(&mut self, cells: &StringRecord, bad: &[BadCell], texts: &Texts) -> io::Result<()> {
        let said = bad.iter().map(|cell| say(cell, texts)).collect::<Vec<_>>().join(" ");
        // A row that is shorter than the header must not move its problem under another column.
        let width = self.width.max(cells.len());
        let columns = (0..width).map(|column| cells.get(column).unwrap_or_default());
        self.sheet.row(columns.chain([said.as_str()]))
    }

    /// The file with all rows so far.
    pub fn file(&mut self) -> io::Result<Source> {
        self.file.append(&self.sheet.take()?)?;
        Ok(self.file.clone())
    }
}

/// "Amount: This is not a number."
fn say(cell: &BadCell, texts: &Texts) -> String {
    let problem = cell.problem.message(texts);
    if cell.column.is_empty() { problem } else { format!("{}: {problem}", cell.column) }
}
