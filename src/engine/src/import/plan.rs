//! A first look at a whole file: how it is written, its columns, its first rows, how many there are.

use api::ReadOptions;
use model::formats::DateOrder;
use model::{Problem, number};

use super::read::Row;
use super::source::{How, Source};

/// How many rows are shown before anything is decided.
const SAMPLE: usize = 10;

/// What a file seems to hold.
#[derive(Clone, Debug)]
pub struct Look {
    /// What was told, completed by what was found out.
    pub read: ReadOptions,
    pub how: How,
    pub header: Vec<String>,
    pub sample: Vec<Vec<String>>,
    pub rows: u64,
    /// The decimal separator of each column, where its numbers tell.
    pub decimals: Vec<Option<char>>,
}

/// Reads all of `source`. Blocks: call it on a thread for that.
pub fn look(source: &Source, read: &ReadOptions) -> Result<Look, Problem> {
    let how = source.find_out(read.encoding.as_deref(), read.delimiter)?;
    let rows = source.rows(how)?;
    let header = rows.header.clone();
    let (mut sample, mut count, mut dates) = (Vec::new(), 0, Dates::default());
    let mut numbers = vec![Numbers::default(); header.len()];
    for row in rows {
        let row = row?;
        count += 1;
        if sample.len() < SAMPLE {
            sample.push((0..header.len()).map(|column| row.cell(column).to_owned()).collect());
        }
        dates.see(&row);
        for (numbers, cell) in numbers.iter_mut().zip(&row.cells) {
            numbers.see(cell);
        }
    }
    let read = ReadOptions {
        encoding: Some(how.encoding.name().to_ascii_lowercase()),
        delimiter: Some(char::from(how.delimiter)),
        date_order: read.date_order.or(dates.order()),
    };
    let decimals = numbers.iter().map(Numbers::decimal).collect();
    Ok(Look { read, how, header, sample, rows: count, decimals })
}

/// What the numeric dates of a file say about the order of their parts.
#[derive(Default)]
struct Dates {
    day_first: u64,
    month_first: u64,
    year_first: u64,
}

impl Dates {
    fn see(&mut self, row: &Row) {
        for cell in &row.cells {
            match parts(cell.trim()) {
                Some([year, _, _]) if year > 31 => self.year_first += 1,
                Some([day, month, _]) if day > 12 && month <= 12 => self.day_first += 1,
                Some([month, day, _]) if day > 12 && month <= 12 => self.month_first += 1,
                Some(_) | None => {}
            }
        }
    }

    /// The order that most of the telling dates are in; `None` where none tells.
    fn order(&self) -> Option<DateOrder> {
        let most = self.day_first.max(self.month_first);
        if most == 0 {
            return (self.year_first > 0).then_some(DateOrder::YearMonthDay);
        }
        Some(if self.day_first >= self.month_first {
            DateOrder::DayMonthYear
        } else {
            DateOrder::MonthDayYear
        })
    }
}

/// What the numbers of a column say about its decimal separator.
#[derive(Clone, Default)]
struct Numbers {
    point: u64,
    comma: u64,
}

impl Numbers {
    fn see(&mut self, cell: &str) {
        // Longer than any number with its currency.
        const LONGEST: usize = 48;
        if cell.len() > LONGEST || !cell.contains([',', '.']) {
            return;
        }
        match number::decimal_of(cell.trim_matches(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')) {
            Some('.') => self.point += 1,
            Some(_) => self.comma += 1,
            None => {}
        }
    }

    /// The separator of most of the telling numbers; `None` where none tells.
    fn decimal(&self) -> Option<char> {
        match self.point.max(self.comma) {
            0 => None,
            _ => Some(if self.point >= self.comma { '.' } else { ',' }),
        }
    }
}

/// The three numbers of what looks like a date.
fn parts(cell: &str) -> Option<[u32; 3]> {
    if cell.len() < 6 || !cell.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let day = cell.split([' ', 'T']).next()?;
    if day.len() > 10 {
        return None;
    }
    let separator = ['/', '.', '-'].into_iter().find(|separator| day.contains(*separator))?;
    let mut numbers = day.split(separator).map(|part| part.parse().ok());
    let parts = [numbers.next()??, numbers.next()??, numbers.next()??];
    (numbers.next().is_none() && parts.iter().any(|part| *part <= 31)).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(text: &str) -> Look {
        let source = Source::temporary().unwrap();
        source.append(text.as_bytes()).unwrap();
        look(&source, &ReadOptions::default()).unwrap()
    }

    #[test]
    fn a_file_is_looked_at() {
        let look = looked("Name;Born\nAnna;12/08/1948\nBoris;02/19/1952\n");
        assert_eq!(look.header, ["Name", "Born"]);
        assert_eq!((look.rows, look.sample[1][0].as_str()), (2, "Boris"));
        assert_eq!(look.read.encoding.as_deref(), Some("utf-8"));
        assert_eq!(look.read.delimiter, Some(';'));
        assert_eq!(look.read.date_order, Some(DateOrder::MonthDayYear));
    }

    #[test]
    fn the_decimal_separator_of_each_column_is_seen() {
        let look =
            looked("a;b;c;d\n1.234;1,234;1.234;x.y\n€ 1.234.567;1.5;5,5;10.0.0.1\n12,5;;;31.12.2020\n");
        assert_eq!(look.decimals, [Some(','), Some('.'), Some(','), None]);
    }

    #[test]
    fn the_order_of_dates_is_seen() {
        assert_eq!(looked("d\n31.01.2020\n").read.date_order, Some(DateOrder::DayMonthYear));
        assert_eq!(looked("d\n2020-01-31\n").read.date_order, Some(DateOrder::YearMonthDay));
        assert_eq!(looked("d\n01.02.2020\n1.2.3\n10.0.0.1\n").read.date_order, None);
    }
}
