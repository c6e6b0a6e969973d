//! The import of a CSV by `rapport import`, with duplicates looked for by e-mail.

use std::{fmt::Write, fs, time::Instant};

use anyhow::Result;

use super::{
    fixed::random_numbers,
    program::{EMAIL, folder, rapport},
};
use crate::step::output;

const ROWS: u32 = 50_000;

/// Rows a second, the start of the program included.
pub fn rows_per_second() -> Result<f64> {
    let path = folder().join("contacts.csv");
    fs::write(&path, contacts())?;
    let start = Instant::now();
    output(rapport(&["import", "contacts"]).arg(&path).args(["--match", "email", "--as", EMAIL]))?;
    Ok(f64::from(ROWS) / start.elapsed().as_secs_f64())
}

/// New contacts, the same each time.
fn contacts() -> String {
    let mut csv = String::from("first_name,last_name,title,email,phone,city\n");
    for (row, number) in (0..ROWS).zip(random_numbers()) {
        let (first, last) = (FIRST[pick(number, FIRST.len())], LAST[pick(number >> 20, LAST.len())]);
        let line = format!(
            "{first},{last}-{row},Buyer,import{row}@example.com,+4930{:07},Berlin",
            number % 10_000_000
        );
        // Writing to a string cannot fail.
        let _ = writeln!(csv, "{line}");
    }
    csv
}

fn pick(number: u64, of: usize) -> usize {
    usize::try_from(number % of as u64).unwrap_or(0)
}

const FIRST: [&str; 8] = ["Anna", "Boris", "Chen", "Daria", "Émile", "Feng", "Grace", "Юрий"];
const LAST: [&str; 8] = ["Abel", "Bauer", "Kim", "Lopez", "Müller", "Nguyen", "Wang", "Петров"];
