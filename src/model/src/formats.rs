//! How values are written for a person: her language and time zone. Parsing accepts what formatting writes.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::problem::Fault;
use crate::{Instant, Language, Zone, number};

/// In which order people write the parts of a numeric date such as 03/04/2026.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    #[default]
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// Everything that formatting and parsing depend on, besides the value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formats {
    pub language: Language,
    pub zone: Zone,
    pub date_order: DateOrder,
    /// With which a week begins, 0 for Monday.
    #[serde(default)]
    pub first_weekday: u8,
    /// The decimal separator of what is read, where it is known and not only likely.
    #[serde(skip)]
    pub decimal: Option<char>,
    /// ISO 4217 code for amounts whose record names no currency.
    pub currency: String,
    /// The words for true and false.
    pub yes: String,
    pub no: String,
}

impl Formats {
    /// `number` with exactly `scale` digits after the decimal separator and groups of three before it.
    pub fn number(&self, number: Decimal, scale: u32) -> String {
        let mut rounded =
            number.round_dp_with_strategy(scale, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(scale);
        self.group(&rounded.to_string())
    }

    /// `plain` ("-1234.5") with this language's separators.
    fn group(&self, plain: &str) -> String {
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut text = String::from(sign);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(self.language.group_separator());
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.language.decimal_separator());
            text.push_str(fraction);
        }
        text
    }

    /// A number as people type or export it, with separators of this language or of plain notation.
    pub fn parse_number(&self, text: &str) -> Result<Decimal, Fault> {
        number::read(text, self.language.decimal_separator(), self.decimal)
    }

    pub fn date(&self, date: NaiveDate) -> String {
        date.format(self.language.date_pattern()).to_string()
    }

    pub fn instant(&self, instant: Instant) -> String {
        let local = self.zone.local(instant);
        format!("{} {}", self.date(local.date()), local.format("%H:%M"))
    }

    /// ISO dates, this language's own, and numeric ones in the declared order.
    pub fn parse_date(&self, text: &str) -> Option<NaiveDate> {
        let text = text.trim();
        let day = text.split(['T', ' ']).next().unwrap_or_default();
        NaiveDate::parse_from_str(day, "%Y-%m-%d")
            .or_else(|_| NaiveDate::parse_from_str(text, self.language.date_pattern()))
            .or_else(|_| NaiveDate::parse_from_str(text, "%Y年%m月%d日"))
            .ok()
            .or_else(|| self.numeric_date(day.trim_end_matches('.')))
    }

    fn numeric_date(&self, text: &str) -> Option<NaiveDate> {
        let parts: Vec<u32> =
            text.split(['/', '.', '-']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let [a, b, c] = parts[..] else { return None };
        let (year, month, day) = if a > 31 {
            (a, b, c)
        } else {
            match self.date_order {
                DateOrder::DayMonthYear => (c, b, a),
                DateOrder::MonthDayYear => (c, a, b),
                DateOrder::YearMonthDay => (a, b, c),
            }
        };
        let year = if year < 70 {
            year + 2000
        } else if year < 100 {
            year + 1900
        } else {
            year
        };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    /// RFC 3339, or a date with an optional time on this person's wall clock.
    pub fn parse_instant(&self, text: &str) -> Option<Instant> {
        let text = text.trim();
        if let Ok(instant) = chrono::DateTime::parse_from_rfc3339(text) {
            return Some(instant.to_utc());
        }
        for pattern in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"] {
            if let Ok(local) = NaiveDateTime::parse_from_str(text, pattern) {
                return Some(self.zone.instant(local));
            }
        }
        let (date, time) = text.rsplit_once(' ').unwrap_or((text, ""));
        let time = chrono::NaiveTime::parse_from_str(time, "%H:%M").ok();
        let date = self.parse_date(if time.is_some() { date } else { text })?;
        Some(self.zone.instant(date.and_time(time.unwrap_or_default())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(language: Language) -> Formats {
        Formats { language, currency: "EUR".into(), ..Formats::default() }
    }

    #[test]
    fn numbers_are_written_and_read_back_in_each_language() {
        let number = Decimal::from_str_exact("-1234567.891").unwrap();
        assert_eq!(of(Language::English).number(number, 2), "-1,234,567.89");
        assert_eq!(of(Language::Russian).number(number, 2), "-1\u{a0}234\u{a0}567,89");
        for language in Language::ALL {
            let formats = of(language);
            assert_eq!(formats.parse_number(&formats.number(number, 3)), Ok(number), "{language:?}");
        }
    }

    #[test]
    fn dates_are_read_in_the_declared_order() {
        let mut formats = of(Language::English);
        let expected = NaiveDate::from_ymd_opt(1996, 7, 4);
        formats.date_order = DateOrder::MonthDayYear;
        assert_eq!(formats.parse_date("7/4/1996"), expected);
        formats.date_order = DateOrder::DayMonthYear;
        assert_eq!(formats.parse_date("4.7.1996"), expected);
        assert_eq!(formats.parse_date("1996-07-04"), expected);
        assert_eq!(formats.parse_date("4 Jul 1996"), expected);
        assert_eq!(formats.parse_date("31.02.1996"), None);
    }
}
