//! What is measured, what is wanted, and what came out.

use std::collections::BTreeMap;

use anyhow::Result;

/// The rows of the table, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    List,
    OwnList,
    SharedList,
    Page,
    Contains,
    DeepPage,
    Record,
    Search,
    OwnSearch,
    Sum,
    NewSum,
    Board,
    Create,
    Update,
    NewField,
    Pdf,
    Import,
    MemoryLoad,
    MemoryIdle,
    FirstBytes,
    FirstVisit,
    NextVisit,
    Start,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Milliseconds,
    PerSecond,
    Mebibytes,
    Kilobytes,
    Seconds,
}

pub struct Target {
    pub work: &'static str,
    pub wanted: f64,
    pub unit: Unit,
}

/// A measured value, in the unit of its target.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    pub value: f64,
    /// How many a second with eight clients, where the value is the time of one.
    pub with_eight: Option<f64>,
}

/// All that was measured at one size.
#[derive(Default)]
pub struct Figures {
    pub fixed_ms: f64,
    pub health_ms: f64,
    pub rows: BTreeMap<Work, Figure>,
    /// What could not be measured, and why.
    pub missing: Vec<String>,
}

impl Work {
    pub const ALL: [Self; 23] = [
        Self::List,
        Self::OwnList,
        Self::SharedList,
        Self::Page,
        Self::Contains,
        Self::DeepPage,
        Self::Record,
        Self::Search,
        Self::OwnSearch,
        Self::Sum,
        Self::NewSum,
        Self::Board,
        Self::Create,
        Self::Update,
        Self::NewField,
        Self::Pdf,
        Self::Import,
        Self::MemoryLoad,
        Self::MemoryIdle,
        Self::FirstBytes,
        Self::FirstVisit,
        Self::NextVisit,
        Self::Start,
    ];

    pub const fn target(self) -> Target {
        use Unit::{Kilobytes, Mebibytes, Milliseconds, PerSecond, Seconds};
        let (work, wanted, unit) = match self {
            Self::List => ("list as JSON, 50 rows, default sort", 1.6, Milliseconds),
            Self::OwnList => ("the same for who sees her own, one in twenty", 1.6, Milliseconds),
            Self::SharedList => ("the same with 50 sharing rules, among 100 users", 1.6, Milliseconds),
            Self::Page => ("the list page as HTML", 6.0, Milliseconds),
            Self::Contains => ("filter \"contains\", sort by a column without an index", 10.0, Milliseconds),
            Self::DeepPage => ("page 1,000 of the list", 2.0, Milliseconds),
            Self::Record => ("one record", 1.4, Milliseconds),
            Self::Search => ("search over all modules, two letters on", 5.0, Milliseconds),
            Self::OwnSearch => ("the same for who sees her own, one in twenty", 5.0, Milliseconds),
            Self::Sum => ("count and sum per stage, one card each", 4.0, Milliseconds),
            Self::NewSum => ("the same with a condition nobody asked for before", 4.0, Milliseconds),
            Self::Board => ("whole board, as the page first shows it", 20.0, Milliseconds),
            Self::Create => ("create, durable, 8 clients", 2_000.0, PerSecond),
            Self::Update => ("update, durable, 8 clients", 2_000.0, PerSecond),
            Self::NewField => ("a new field of the contacts, until it can be used", 100.0, Milliseconds),
            Self::Pdf => ("a quote of 50 lines as a PDF, each another", 300.0, Milliseconds),
            Self::Import => ("import of a CSV, duplicates checked, rows", 20_000.0, PerSecond),
            Self::MemoryLoad => ("memory under load", 150.0, Mebibytes),
            Self::MemoryIdle => ("memory idle", 60.0, Mebibytes),
            Self::FirstBytes => ("first visit to a list, bytes", 500.0, Kilobytes),
            Self::FirstVisit => ("first visit to a list, interactive", 0.6, Seconds),
            Self::NextVisit => ("next visit, interactive", 0.2, Seconds),
            Self::Start => ("program start to first answer", 0.3, Seconds),
        };
        Target { work, wanted, unit }
    }

    /// What most of it is spent on, for who wonders why it is no less.
    pub const fn spent_on(self) -> &'static str {
        match self {
            Self::SharedList => {
                "walking the newest rows and testing each by all rules, of which one in twenty may be seen"
            }
            Self::List | Self::OwnList | Self::DeepPage => {
                "reading fifty rows of forty columns and writing them as JSON; the statement is the smaller part"
            }
            Self::Page => {
                "the HTML of fifty rows twice, as table and as cards: the server does not know the screen"
            }
            Self::Contains => {
                "the rows that have the letters, found by the index of letter pairs, and their order"
            }
            Self::Record => "the request itself",
            Self::Search | Self::OwnSearch => {
                "asking each module by its letter pairs; two letters stand in thousands of titles"
            }
            Self::Sum => "the cards; the sums are remembered until the next change",
            Self::NewSum => "adding up each deal in the index that holds all that is summed",
            Self::Board => "the cards of each column",
            Self::Create | Self::Update => {
                "table, indexes, search index, keys of duplicates and log of each record, by one writer who shares two cores with eight \
                 clients; and the disk"
            }
            Self::Pdf => "laying out three pages, in a process of its own",
            Self::NewField => "a column, and the schema made and read anew",
            Self::Import => {
                "table, indexes, search index, keys of duplicates and log of each row, by one writer"
            }
            Self::MemoryLoad | Self::MemoryIdle => "schema, texts and the caches of SQLite",
            Self::FirstBytes => {
                "WebAssembly: the list, the fields and Leptos itself; all else comes when it is needed"
            }
            Self::FirstVisit | Self::NextVisit => "compiling the WebAssembly, and taking over fifty rows",
            Self::Start => "opening the database and working out the schema",
        }
    }
}

impl Target {
    pub fn is_met_by(&self, value: f64) -> bool {
        match self.unit {
            Unit::PerSecond => value >= self.wanted,
            Unit::Milliseconds | Unit::Mebibytes | Unit::Kilobytes | Unit::Seconds => value <= self.wanted,
        }
    }

    /// How many times worse than wanted.
    pub fn factor(&self, value: f64) -> f64 {
        match self.unit {
            Unit::PerSecond => self.wanted / value,
            Unit::Milliseconds | Unit::Mebibytes | Unit::Kilobytes | Unit::Seconds => value / self.wanted,
        }
    }
}

impl Figures {
    /// Notes a value, or why there is none. It fails never, but fits where steps are.
    pub fn take(&mut self, work: Work, measured: Result<f64>) -> Result<()> {
        self.take_figure(work, measured.map(|value| Figure { value, with_eight: None }));
        Ok(())
    }

    pub fn take_figure(&mut self, work: Work, measured: Result<Figure>) {
        match measured {
            Ok(figure) => {
                self.rows.insert(work, figure);
            }
            Err(error) => self.missing.push(format!("{}: {error:#}", work.target().work)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Work;

    #[test]
    fn all_rows_are_listed_in_their_order() {
        assert!(Work::ALL.is_sorted());
        assert_eq!(Work::ALL.last(), Some(&Work::Start));
    }
}
