//! Counts tests by reading along while nextest, cargo and Playwright print what they ran.

use std::{
    io::{self, BufRead, BufReader, IsTerminal, Write},
    ops::AddAssign,
    process::Command,
};

use anyhow::{Result, bail};

use crate::step::{line, not_started};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs a program that runs tests, shows all it prints, and adds what it counted to the tally, also when it fails.
pub fn run_tests(mut command: Command, tally: &mut Tally) -> Result<()> {
    if io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always").env("FORCE_COLOR", "1");
    }
    let name = line(&command);
    let (reader, writer) = io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().map_err(|error| not_started(&command, &error))?;
    // The command holds the writing end too; as long as it lives, the reader would wait for more.
    drop(command);
    copy_and_count(reader, tally)?;
    let status = child.wait()?;
    if !status.success() {
        bail!("`{name}` failed ({status}).");
    }
    Ok(())
}

fn copy_and_count(reader: impl io::Read, tally: &mut Tally) -> io::Result<()> {
    let mut reader = BufReader::new(reader);
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes)? > 0 {
        io::stdout().write_all(&bytes)?;
        *tally += counted(&String::from_utf8_lossy(&bytes));
        bytes.clear();
    }
    Ok(())
}

/// What a line of a summary says; nothing, if it is none.
fn counted(line: &str) -> Tally {
    let line = without_colours(line);
    // Not indented: nextest shows what failed tests printed, and that has such a line of its own.
    let of_cargo = line.starts_with("test result:");
    let words: Vec<&str> = line.split_whitespace().map(|word| word.trim_matches([',', ';', '.'])).collect();
    let is_summary = match words.as_slice() {
        ["Summary", ..] => true,
        [number, "passed" | "failed" | "flaky" | "interrupted", ..] => number.parse::<u64>().is_ok(),
        _ => of_cargo,
    };
    let mut tally = Tally::default();
    for pair in words.windows(2).filter(|_| is_summary) {
        let Ok(number) = pair[0].parse::<u64>() else { continue };
        match pair[1] {
            "passed" | "flaky" => tally.passed += number,
            "failed" | "interrupted" | "timed" | "exec" => tally.failed += number,
            _ => {}
        }
    }
    tally
}

fn without_colours(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::{Tally, counted};

    #[test]
    fn summaries_are_counted_and_other_lines_are_not() {
        let cases = [
            (
                "     Summary [   0.005s] 5 tests run: 3 passed (1 slow), 1 failed, 1 timed out, 2 skipped",
                3,
                2,
            ),
            (
                "\u{1b}[32;1m Summary\u{1b}[0m [ 1s] \u{1b}[1m2\u{1b}[0m tests run: 2 \u{1b}[32mpassed\u{1b}[0m",
                2,
                0,
            ),
            ("test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out", 7, 0),
            ("    test result: FAILED. 0 passed; 1 failed; 0 ignored", 0, 0),
            ("  12 passed (8.0s)", 12, 0),
            ("  1 failed", 0, 1),
            ("The import of 3 failed rows was undone", 0, 0),
        ];
        for (line, passed, failed) in cases {
            assert_eq!(counted(line), Tally { passed, failed }, "{line}");
        }
    }
}
