//! CSV as spreadsheets read it: UTF-8 with a mark at the start, and no cell that they would take for a formula.

use std::borrow::Cow;
use std::io;

use csv::{Terminator, Writer, WriterBuilder};

/// Tells spreadsheets that the file is UTF-8.
const MARK: &str = "\u{feff}";

/// Rows on their way to a file.
pub(crate) struct Sheet(Writer<Vec<u8>>);

impl Sheet {
    /// The beginning of a file.
    pub(crate) fn new() -> Sheet {
        Sheet(over(MARK.into()))
    }

    pub(crate) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        for cell in cells {
            self.0.write_field(escape(cell).as_bytes())?;
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    /// The rows since the last time.
    pub(crate) fn take(&mut self) -> io::Result<Vec<u8>> {
        let full = std::mem::replace(&mut self.0, over(Vec::new()));
        full.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

fn over(start: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(start)
}

/// `cell` with an apostrophe before it where a spreadsheet would run it as a formula. Plain negative numbers are none.
fn escape(cell: &str) -> Cow<'_, str> {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = cell.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    });
    if runs && !number { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_written_after_the_mark() {
        let mut sheet = Sheet::new();
        sheet.row(["Name", "Notes"]).unwrap();
        sheet.row(["=a", "one\ntwo, \"three\""]).unwrap();
        let text = String::from_utf8(sheet.take().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}Name,Notes\r\n'=a,\"one\ntwo, \"\"three\"\"\"\r\n");
        sheet.row(["x"]).unwrap();
        assert_eq!(sheet.take().unwrap(), b"x\r\n");
    }

    #[test]
    fn formulas_are_escaped_and_numbers_are_not() {
        for (cell, escaped) in [
            ("=1+1", "'=1+1"),
            ("+49 30 123", "'+49 30 123"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=x", "'\t=x"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("-12.50", "-12.50"),
            ("-", "'-"),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(escape(cell), escaped);
        }
    }
}
