//! The rows of a file: its delimiter is found out, and each row is read with what is wrong about it as a whole.

use std::io::{self, Read};

use csv::{Reader, ReaderBuilder, StringRecord};
use model::Problem;

use super::encoding::{self, Decoded, END};

/// The most columns a file may have.
pub const COLUMNS: usize = 1_000;
/// The most bytes of one row: more than all fields of a record can hold.
const ROW: usize = 4 * 1024 * 1024;
/// How much of a text the delimiter is found from.
const SAMPLE: usize = 64 * 1024;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter with which the first rows fall into the same number of cells; of several, the one with most cells.
pub fn find_delimiter(text: &mut impl Read) -> Result<u8, Problem> {
    let mut sample = Vec::with_capacity(SAMPLE);
    text.by_ref().take(SAMPLE as u64).read_to_end(&mut sample).map_err(encoding::unreadable)?;
    // Of equals `max_by_key` takes the last.
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| consistency(&sample, *delimiter));
    Ok(best.unwrap_or(b','))
}

/// Rows in a thousand that have as many cells as the first, and how many cells. A single column counts only where
/// no row has more.
fn consistency(sample: &[u8], delimiter: u8) -> (usize, usize) {
    let mut reader = builder(delimiter).from_reader(sample);
    let mut counts: Vec<usize> =
        reader.byte_records().take(100).flatten().map(|record| record.len()).collect();
    // The last one may be cut by the end of the sample.
    if sample.len() == SAMPLE && counts.len() > 1 {
        counts.pop();
    }
    let first = counts.first().copied().unwrap_or_default();
    let same = counts.iter().filter(|cells| **cells == first).count();
    match first {
        0 | 1 if same == counts.len() => (1, 1),
        0 | 1 => (0, 0),
        cells => (same * 1_000 / counts.len(), cells),
    }
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true);
    builder
}

/// A row of the file.
#[derive(Clone, Debug)]
pub struct Row {
    /// As a spreadsheet counts: the header is row 1, and an empty line is a row.
    pub number: u64,
    pub cells: StringRecord,
    /// What is wrong with the row as a whole, and the column where it shows.
    pub broken: Option<(usize, Problem)>,
}

impl Row {
    /// The trimmed text of a cell; empty where the row is too short. The apostrophe that exports put before what a
    /// spreadsheet would take for a formula is gone.
    pub fn cell(&self, column: usize) -> &str {
        let text = self.cells.get(column).unwrap_or_default().trim();
        match text.strip_prefix('\'') {
            Some(bare) if bare.starts_with(['=', '+', '-', '@', '\t']) => bare,
            _ => text,
        }
    }
}

/// The rows after the header, one after the other.
pub struct Rows<R> {
    csv: Reader<Decoded<R>>,
    pub header: Vec<String>,
    next: StringRecord,
    /// The number of `next`.
    number: u64,
    /// Line breaks within cells so far, which begin no row.
    within: u64,
}

impl<R: Read> Rows<R> {
    pub fn new(text: Decoded<R>, delimiter: u8) -> Result<Rows<R>, Problem> {
        let csv = builder(delimiter).from_reader(text);
        let mut rows = Rows { csv, header: Vec::new(), next: StringRecord::new(), number: 0, within: 0 };
        rows.read_ahead()?;
        rows.header = headers(&rows.next)?;
        rows.read_ahead()?;
        Ok(rows)
    }

    fn read_ahead(&mut self) -> Result<(), Problem> {
        self.csv.get_mut().allow(ROW);
        // The reader takes in blocks, so the allowance is for the row and what was read ahead of it.
        self.csv.read_record(&mut self.next).map_err(|error| self.unreadable(error))?;
        self.within += self.next.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        self.number = self.place().max(self.number + 1);
        Ok(())
    }

    /// Where `next` stands: the line of the file at its end, less the line breaks within cells so far. The reader takes
    /// a line feed that ends a row along with it, but leaves one after a carriage return to the next.
    fn place(&self) -> u64 {
        let taken = u64::from(self.csv.get_ref().line_end() == "\n");
        self.csv.position().line().saturating_sub(taken + self.within)
    }

    fn unreadable(&self, error: csv::Error) -> Problem {
        match error.into_kind() {
            csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                Problem::new("", "row-too-long").detail(self.number + 1)
            }
            csv::ErrorKind::Io(error) => encoding::unreadable(error),
            kind => Problem::new("", "unreadable-file").detail(format!("{kind:?}")),
        }
    }

    fn broken(&self, cells: &StringRecord) -> Option<(usize, Problem)> {
        let (have, want) = (cells.len(), self.header.len());
        if let Some(column) = cells.iter().position(|cell| cell.contains(END)) {
            return Some((column, Problem::new("", "unclosed-quote")));
        }
        if have > want {
            return Some((want - 1, Problem::new("", "too-many-cells").detail(want)));
        }
        let cut = have < want && is_end(&self.next) && !self.csv.get_ref().whole;
        cut.then(|| (have - 1, Problem::new("", "cut-off-row")))
    }
}

impl<R: Read> Iterator for Rows<R> {
    /// The problem ends the reading: nothing after it can be trusted.
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Result<Row, Problem>> {
        if is_end(&self.next) || self.next.is_empty() {
            return None;
        }
        let (number, cells) = (self.number, std::mem::take(&mut self.next));
        if let Err(problem) = self.read_ahead() {
            self.next.clear();
            return Some(Err(problem));
        }
        let broken = self.broken(&cells);
        let cells = if broken.is_some() { without_end(&cells) } else { cells };
        Some(Ok(Row { number, cells, broken }))
    }
}

fn is_end(record: &StringRecord) -> bool {
    record.len() == 1 && record.get(0) == Some(END)
}

fn without_end(cells: &StringRecord) -> StringRecord {
    cells.iter().map(|cell| cell.split(END).next().unwrap_or_default().trim_end_matches('\n')).collect()
}

/// The names of the columns, each once and none empty.
fn headers(record: &StringRecord) -> Result<Vec<String>, Problem> {
    if is_end(record) {
        return Err(Problem::new("", "empty-file"));
    }
    if record.len() > COLUMNS {
        return Err(Problem::new("", "too-many-columns").detail(COLUMNS));
    }
    if record.iter().any(|cell| cell.contains(END)) {
        return Err(Problem::new("", "unclosed-quote"));
    }
    let mut names: Vec<String> = Vec::with_capacity(record.len());
    for (at, cell) in record.iter().enumerate() {
        let name = cell.trim().trim_end_matches('*').trim_end();
        let name = if name.is_empty() { format!("#{}", at + 1) } else { name.to_owned() };
        let taken = names.contains(&name);
        names.push(if taken { format!("{name} #{}", at + 1) } else { name });
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> char {
        char::from(find_delimiter(&mut text.as_bytes()).unwrap())
    }

    fn rows(text: &str) -> Result<Rows<&[u8]>, Problem> {
        Rows::new(Decoded::new(text.as_bytes(), encoding_rs::UTF_8), b',')
    }

    #[test]
    fn delimiters_are_found() {
        assert_eq!(delimiter("a,b\n1,2\n"), ',');
        assert_eq!(delimiter("a;b\n1,5;2,5\n\"x;y\";3,5\n"), ';');
        assert_eq!(delimiter("a\tb c, d\n1\t2\n"), '\t');
        assert_eq!(delimiter("a|b|c\n1|2|3\n"), '|');
        assert_eq!(delimiter("name\nAnna\nBoris\n"), ',');
        assert_eq!(delimiter("name\nLee, Anna\nBoris\n"), ';');
        assert_eq!(delimiter("a,b,c\n\"x;\ny;z\",2,3\n1,2,3\n"), ',');
    }

    #[test]
    fn rows_are_read_with_line_breaks_in_quotes() {
        let rows: Vec<Row> =
            rows("a,b\n\"one\ntwo\",2\n\n3,\"4 \"\"x\"\"\"").unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].number, rows[0].cell(0)), (2, "one\ntwo"));
        assert_eq!((rows[1].number, rows[1].cell(1)), (4, "4 \"x\""));
        assert!(rows.iter().all(|row| row.broken.is_none()));
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let lines = ["", "a,b", "1,\"x\ny\"", "", "2,", "", "", "3,\"\n\"", "4,"];
        let numbers = |text: String| rows(&text).unwrap().map(|row| row.unwrap().number).collect::<Vec<_>>();
        for end in ["\n", "\r\n"] {
            assert_eq!(numbers(lines.join(end)), [3, 5, 8, 9], "{end:?}");
            assert_eq!(numbers(lines.join(end) + end), [3, 5, 8, 9], "{end:?}");
        }
        // Where lines end as old Macs ended them, empty ones leave no trace.
        assert_eq!(numbers(lines.join("\r")), [2, 3, 4, 5]);
    }

    #[test]
    fn headers_are_named_and_told_apart() {
        let rows = rows("Name *, ,Name\n1,2,3\n").unwrap();
        assert_eq!(rows.header, ["Name", "#2", "Name #3"]);
    }

    #[test]
    fn broken_rows_are_told() {
        let broken = |text: &str| {
            let row = rows(text).unwrap().last().unwrap().unwrap();
            (row.number, row.broken.map(|(column, problem)| (column, problem.code.to_string())))
        };
        let told = |row, column, code: &str| (row, Some((column, code.to_owned())));
        assert_eq!(broken("a,b\n1,2\n3,\"four\nfive,6\n"), told(3, 1, "unclosed-quote"));
        assert_eq!(broken("a,b\n1,2,3\n"), told(2, 1, "too-many-cells"));
        assert_eq!(broken("a,b,c\n1,2,3\n4,5"), told(3, 1, "cut-off-row"));
        assert_eq!(broken("a,b,c\n4,5\n"), (2, None));
        assert_eq!(rows("a,\"b\n").err().unwrap().code, "unclosed-quote");
    }

    #[test]
    fn files_without_end_are_refused() {
        let columns = vec!["c"; 1_000_000].join(",");
        assert_eq!(rows(&columns).err().unwrap().code, "too-many-columns");
        let long = format!("a,b\n1,2\n3,\"{}", "x".repeat(ROW + SAMPLE));
        let last = rows(&long).unwrap().last().unwrap().map(|row| row.number);
        assert_eq!(last, Err(Problem::new("", "row-too-long").detail(3)));
        assert_eq!(rows("\n\n").err().unwrap().code, "empty-file");
    }

    #[test]
    fn escaped_formulas_are_read_back() {
        let row = rows("a,b,c\n'=1+1,'+49 30,'tis\n").unwrap().next().unwrap().unwrap();
        assert_eq!((row.cell(0), row.cell(1), row.cell(2)), ("=1+1", "+49 30", "'tis"));
    }
}
