//! A number that the product gives: a counter between two texts that may tell the day, never the same twice.

use chrono::{Datelike, NaiveDate};

use super::*;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AutoNumber {
    /// What stands before the counter; `{YYYY}`, `{YY}`, `{MM}` and `{DD}` stand for the day.
    pub prefix: String,
    /// The counter is filled up with zeros to this many digits.
    pub digits: usize,
    /// What stands after it.
    #[serde(default)]
    pub suffix: String,
    #[serde(default)]
    pub restart: Restart,
}

/// When the counter begins again at 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Restart {
    #[default]
    Never,
    Year,
    Month,
}

impl Restart {
    pub const ALL: [Restart; 3] = [Restart::Never, Restart::Year, Restart::Month];

    pub const fn key(self) -> &'static str {
        match self {
            Restart::Never => "never",
            Restart::Year => "year",
            Restart::Month => "month",
        }
    }

    pub fn called(key: &str) -> Option<Restart> {
        Restart::ALL.into_iter().find(|restart| restart.key() == key)
    }
}

/// The parts of a day that a number may tell.
const YEAR: &str = "YYYY";
const SHORT_YEAR: &str = "YY";
const MONTH: &str = "MM";
const DAY: &str = "DD";

impl AutoNumber {
    pub fn number(&self, counter: i64, day: NaiveDate) -> String {
        let (before, after) = (dated(&self.prefix, day), dated(&self.suffix, day));
        format!("{before}{counter:0width$}{after}", width = self.digits)
    }

    /// What tells the counter of this day from those of other years or months; nothing where there is only one.
    pub fn period(&self, day: NaiveDate) -> Option<String> {
        match self.restart {
            Restart::Never => None,
            Restart::Year => Some(day.format("%Y").to_string()),
            Restart::Month => Some(day.format("%Y-%m").to_string()),
        }
    }

    /// A part in braces that stands for nothing.
    pub fn unknown_part(&self) -> Option<String> {
        let mut parts = parts(&self.prefix).chain(parts(&self.suffix));
        parts.find(|part| ![YEAR, SHORT_YEAR, MONTH, DAY].contains(part)).map(|part| format!("{{{part}}}"))
    }

    /// Whether a number would come again, because the counter begins anew and nothing else tells when.
    pub fn repeats(&self) -> bool {
        let tells = |wanted: &[&str]| {
            parts(&self.prefix).chain(parts(&self.suffix)).any(|part| wanted.contains(&part))
        };
        match self.restart {
            Restart::Never => false,
            Restart::Year => !tells(&[YEAR, SHORT_YEAR]),
            Restart::Month => !tells(&[YEAR, SHORT_YEAR]) || !tells(&[MONTH]),
        }
    }
}

/// What stands in braces.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default())
}

fn dated(text: &str, day: NaiveDate) -> String {
    let year = day.year();
    let of = [
        (YEAR, format!("{year:04}")),
        (SHORT_YEAR, format!("{:02}", year.rem_euclid(100))),
        (MONTH, format!("{:02}", day.month())),
        (DAY, format!("{:02}", day.day())),
    ];
    of.into_iter().fold(text.to_owned(), |text, (part, value)| text.replace(&format!("{{{part}}}"), &value))
}

impl Rules for AutoNumber {
    fn check(&self, value: Value) -> Result<Value, Fault> {
        clean_text(value, 64, false).map(Value::Text)
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        Ok(Value::text(text))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        self.plain(value)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": ["string", "null"], "readOnly": true})
    }

    fn searchable(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(prefix: &str, suffix: &str, restart: Restart) -> AutoNumber {
        AutoNumber { prefix: prefix.into(), digits: 3, suffix: suffix.into(), restart }
    }

    #[test]
    fn numbers_tell_the_day() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 7).unwrap_or_default();
        let number = |prefix, suffix| scheme(prefix, suffix, Restart::Never).number(12, day);
        assert_eq!(number("A-", ""), "A-012");
        assert_eq!(number("{YYYY}/{MM}-", "-发"), "2026/03-012-发");
        assert_eq!(number("{YY}{MM}{DD}.", ""), "260307.012");
        assert_eq!(scheme("", "", Restart::Never).number(12_345, day), "12345");
        assert_eq!(scheme("", "", Restart::Month).period(day).as_deref(), Some("2026-03"));
        assert_eq!(scheme("", "", Restart::Year).period(day).as_deref(), Some("2026"));
    }

    #[test]
    fn what_would_come_again_or_means_nothing_is_known() {
        assert!(scheme("A-", "", Restart::Year).repeats() && !scheme("{YY}-", "", Restart::Year).repeats());
        assert!(scheme("{YYYY}-", "", Restart::Month).repeats());
        assert!(
            !scheme("{YYYY}-", "/{MM}", Restart::Month).repeats()
                && !scheme("", "", Restart::Never).repeats()
        );
        assert_eq!(scheme("{YYYY}{WW}", "", Restart::Never).unknown_part().as_deref(), Some("{WW}"));
        assert_eq!(scheme("{YYYY}", "{", Restart::Never).unknown_part().as_deref(), Some("{}"));
        assert_eq!(scheme("{YYYY}", "{DD}", Restart::Never).unknown_part(), None);
    }
}
