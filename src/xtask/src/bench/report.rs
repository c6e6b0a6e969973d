//! The figures as a page of Markdown.

use std::{fs, thread};

use super::figures::{Figure, Figures, Target, Unit, Work};

/// BENCHMARKS.md.
pub fn page(small: &Figures, large: &Figures) -> String {
    let machine = machine();
    let (fixed, health) = (number(small.fixed_ms), number(small.health_ms));
    let table = table(small, Some(large));
    let (short, missing) = (short(small), missing(&[small, large]));
    format!(
        "\
# How fast Rapport is

Written by `cargo xtask bench`. It builds a release, makes two SQLite databases with `rapport fill`, and measures the
program over HTTP on loopback, signed in, with rights on: the median of one client in the quietest of five rounds, and
how many a second with eight clients in the better of two. \"Small\" is 10,000 accounts, 100,000 contacts, 50,000 opportunities; \"large\" is ten times that and may be twice as
slow. Wanted values are those of `DESIGN.md`, a tenth of the best of six CRMs on such a machine. Writes are durable when
they are answered. Interactive means that a key is answered (Ctrl K opens the palette).

Machine: {machine}. Times differ from machine to machine and from hour to hour; ratios to a fixed work of the same run
differ less. The fixed work is making and sorting 200,000 numbers: {fixed} ms here. A bare `GET /health` took {health} ms.

{table}{short}{missing}
To repeat: `cargo xtask bench` (with `--quick`: only the small size, on the screen).
"
    )
}

/// The table alone; without the large size, where that was not measured.
pub fn table(small: &Figures, large: Option<&Figures>) -> String {
    let head = "| work | wanted | small | met | ÷ fixed work | 8 clients | large | large : small (≤ 2) |\n\
                |---|---|---|---|---|---|---|---|\n";
    Work::ALL.into_iter().fold(head.to_owned(), |table, work| table + &row(work, small, large))
}

fn row(work: Work, small: &Figures, large: Option<&Figures>) -> String {
    let target = work.target();
    let at_small = small.rows.get(&work);
    let at_large = large.and_then(|large| large.rows.get(&work));
    let cells = [
        target.work.to_owned(),
        wanted(&target),
        at_small.map_or_else(none, |figure| with_unit(figure.value, target.unit)),
        at_small.map_or_else(none, |figure| met(&target, figure)),
        at_small.map_or_else(none, |figure| ratio(figure, target.unit, small.fixed_ms)),
        at_small
            .and_then(|figure| figure.with_eight)
            .map_or_else(none, |value| with_unit(value, Unit::PerSecond)),
        at_large.map_or_else(none, |figure| with_unit(figure.value, target.unit)),
        at_small.zip(at_large).map_or_else(none, |(small, large)| slower(small, large, target.unit)),
    ];
    format!("| {} |\n", cells.join(" | "))
}

fn none() -> String {
    "–".to_owned()
}

fn wanted(target: &Target) -> String {
    let sign = if target.unit == Unit::PerSecond { "≥" } else { "≤" };
    format!("{sign} {}", with_unit(target.wanted, target.unit))
}

/// Whether it is as wanted, and by how much not.
fn met(target: &Target, figure: &Figure) -> String {
    if target.is_met_by(figure.value) {
        return "yes".to_owned();
    }
    format!("**no**, {:.1} times off", target.factor(figure.value))
}

fn ratio(figure: &Figure, unit: Unit, fixed_ms: f64) -> String {
    let milliseconds = match unit {
        Unit::Milliseconds => figure.value,
        Unit::Seconds => figure.value * 1000.0,
        Unit::PerSecond => 1000.0 / figure.value,
        Unit::Mebibytes | Unit::Kilobytes => return none(),
    };
    number(milliseconds / fixed_ms)
}

fn slower(small: &Figure, large: &Figure, unit: Unit) -> String {
    match unit {
        Unit::PerSecond => number(small.value / large.value),
        Unit::Milliseconds | Unit::Seconds | Unit::Mebibytes | Unit::Kilobytes => {
            number(large.value / small.value)
        }
    }
}

fn with_unit(value: f64, unit: Unit) -> String {
    let number = number(value);
    match unit {
        Unit::Milliseconds => format!("{number} ms"),
        Unit::PerSecond => format!("{number}/s"),
        Unit::Mebibytes => format!("{number} MiB"),
        Unit::Kilobytes => format!("{number} kB"),
        Unit::Seconds => format!("{number} s"),
    }
}

/// Three digits that say something are enough.
fn number(value: f64) -> String {
    match value {
        100.0.. => format!("{value:.0}"),
        10.0.. => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// What is not as wanted, by how much, and what it is spent on.
fn short(small: &Figures) -> String {
    let lines = small.rows.iter().map(|(work, figure)| (work, work.target(), figure));
    let lines = lines.filter(|(_, target, figure)| !target.is_met_by(figure.value));
    let line = |(work, target, figure): (&Work, Target, &Figure)| {
        format!(
            "- {}: {:.1} times off. It goes into {}.\n",
            target.work,
            target.factor(figure.value),
            work.spent_on()
        )
    };
    let lines: String = lines.map(line).collect();
    if lines.is_empty() { lines } else { format!("\n## Where it falls short\n\n{lines}") }
}

fn missing(all: &[&Figures]) -> String {
    let lines = all.iter().flat_map(|figures| &figures.missing).map(|line| format!("- {line}\n"));
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("\nNot measured:\n\n{lines}") }
}

fn machine() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpus.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(": "));
    format!("{cores} cores of {}", model.map_or("an unknown processor", |(_, model)| model))
}

#[cfg(test)]
mod tests {
    use super::{Figures, table};
    use crate::bench::figures::{Figure, Work};

    #[test]
    fn a_row_says_what_is_wanted_and_what_came_out() {
        let figures = |value| Figures {
            fixed_ms: 4.0,
            rows: [(Work::List, Figure { value, with_eight: Some(5000.0) })].into(),
            ..Figures::default()
        };
        let table = table(&figures(2.0), Some(&figures(3.0)));
        let row = table.lines().nth(2).unwrap();
        let cells = "≤ 1.60 ms | 2.00 ms | **no**, 1.2 times off | 0.50 | 5000/s | 3.00 ms | 1.50 |";
        assert_eq!(row, format!("| list as JSON, 50 rows, default sort | {cells}"));
    }
}
