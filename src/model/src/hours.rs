//! When a company works: the hours of each weekday, its public holidays, and how much working time lies between two
//! instants.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use crate::problem::Fault;
use crate::{Instant, Zone};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// A span of working time on one day, in minutes since midnight: `until` is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: u16,
    pub until: u16,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingHours {
    /// Monday first; the spans of a day follow each other.
    pub days: [Vec<Span>; 7],
    pub holidays: BTreeMap<NaiveDate, String>,
}

impl WorkingHours {
    /// The working minutes from `from` to `until` by the clocks of `zone`; none where `until` is not later. Where
    /// clocks are turned, what really passes counts.
    pub fn minutes_between(&self, zone: &Zone, from: Instant, until: Instant) -> i64 {
        let (first, last) = (zone.date(from), zone.date(until));
        let spans = first.iter_days().take_while(|day| *day <= last).flat_map(|day| {
            let of_day = self.on(day).iter();
            of_day.map(move |span| (at(zone, day, span.from), at(zone, day, span.until)))
        });
        let worked = spans.map(|(begins, ends)| (ends.min(until) - begins.max(from)).max(TimeDelta::zero()));
        worked.sum::<TimeDelta>().num_minutes()
    }

    /// The working minutes of a week without holidays.
    pub fn minutes_a_week(&self) -> i64 {
        self.days.iter().flatten().map(|span| i64::from(span.until) - i64::from(span.from)).sum()
    }

    fn on(&self, day: NaiveDate) -> &[Span] {
        let weekday = day.weekday().num_days_from_monday() as usize;
        if self.holidays.contains_key(&day) { &[] } else { &self.days[weekday] }
    }
}

fn at(zone: &Zone, day: NaiveDate, minute: u16) -> Instant {
    zone.instant(NaiveDateTime::from(day) + TimeDelta::minutes(minute.into()))
}

/// Reads `9:00-12:30, 13:30-18:00`; an empty text is a day off.
pub fn read_day(text: &str) -> Result<Vec<Span>, Fault> {
    let wrong = |part: &str| Fault::detail("not-working-hours", part.trim());
    let mut spans: Vec<Span> = Vec::new();
    for part in text.split([',', ';', '，', '、', '\n']).filter(|part| !part.trim().is_empty()) {
        let span = read_span(part).ok_or_else(|| wrong(part))?;
        if spans.last().is_some_and(|before| before.until > span.from) {
            return Err(wrong(part));
        }
        spans.push(span);
    }
    Ok(spans)
}

fn read_span(text: &str) -> Option<Span> {
    let (from, until) = text.split_once(['-', '–', '—', '~', '～'])?;
    let (from, until) = (read_minute(from)?, read_minute(until)?);
    (from < until).then_some(Span { from, until })
}

fn read_minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once([':', '：', '.'])?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && minute <= DAY).then_some(minute)
}

/// As `read_day` reads it.
pub fn write_day(spans: &[Span]) -> String {
    let minute = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let span = |span: &Span| format!("{}–{}", minute(span.from), minute(span.until));
    spans.iter().map(span).collect::<Vec<_>>().join(", ")
}

/// Reads one holiday a line: `2026-12-25 Christmas Day`.
pub fn read_holidays(text: &str) -> Result<BTreeMap<NaiveDate, String>, Fault> {
    let mut holidays = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (date, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d");
        let date = date.map_err(|_| Fault::detail("not-a-holiday", line))?;
        if holidays.insert(date, name.trim().to_owned()).is_some() {
            return Err(Fault::detail("holiday-twice", line));
        }
    }
    Ok(holidays)
}

/// As `read_holidays` reads it, in the order of the dates.
pub fn write_holidays(holidays: &BTreeMap<NaiveDate, String>) -> String {
    let line = |(date, name): (&NaiveDate, &String)| format!("{date} {name}").trim_end().to_owned();
    holidays.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Berlin in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
    fn berlin() -> Zone {
        Zone {
            name: "Europe/Berlin".into(),
            offsets: vec![(0, 3600), (1_774_746_000, 7200), (1_792_890_000, 3600)],
        }
    }

    fn office() -> WorkingHours {
        let day = read_day("09:00-12:30, 13:30–18:00").unwrap();
        let holidays = read_holidays("2026-12-25 Christmas Day\n2027-01-01 New Year").unwrap();
        let mut hours = WorkingHours { holidays, ..WorkingHours::default() };
        hours.days[..5].fill(day);
        hours
    }

    #[test]
    fn only_working_time_counts() {
        let hours = office();
        assert_eq!(hours.minutes_a_week(), 5 * 8 * 60);
        for (from, until, minutes) in [
            // A Wednesday, within a span, over lunch, a whole day, and outside.
            ("2026-11-18T08:30:00Z", "2026-11-18T09:15:00Z", 45),
            ("2026-11-18T11:00:00Z", "2026-11-18T13:00:00Z", 60),
            ("2026-11-17T23:00:00Z", "2026-11-18T23:00:00Z", 8 * 60),
            ("2026-11-18T18:00:00Z", "2026-11-19T07:00:00Z", 0),
            // Friday 17:00 to Monday 10:00.
            ("2026-11-20T16:00:00Z", "2026-11-23T09:00:00Z", 2 * 60),
            // Thursday 17:00 over Christmas to Monday 09:30.
            ("2026-12-24T16:00:00Z", "2026-12-28T08:30:00Z", 90),
            // A year and a day: 262 weekdays, two of them holidays.
            ("2026-01-01T00:00:00Z", "2027-01-01T23:00:00Z", (262 - 2) * 8 * 60),
            ("2026-11-18T12:00:00Z", "2026-11-18T11:00:00Z", 0),
            // Seconds are not lost at the edges of spans, only at the end.
            ("2026-11-18T11:29:30Z", "2026-11-18T12:30:30Z", 1),
        ] {
            let (from, until) = (from.parse().unwrap(), until.parse().unwrap());
            assert_eq!(hours.minutes_between(&berlin(), from, until), minutes, "{from} {until}");
        }
    }

    #[test]
    fn a_night_shift_on_the_day_of_summer_time_is_an_hour_shorter() {
        let mut hours = WorkingHours::default();
        hours.days[6] = read_day("00:00-24:00").unwrap();
        let whole = |from: &str, until: &str| {
            hours.minutes_between(&berlin(), from.parse().unwrap(), until.parse().unwrap())
        };
        assert_eq!(whole("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"), 23 * 60);
        assert_eq!(whole("2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z"), 25 * 60);
        assert_eq!(whole("2026-11-21T00:00:00Z", "2026-11-24T00:00:00Z"), 24 * 60);
    }

    /// What adds up must not depend on where one cuts it.
    #[test]
    fn parts_add_up_to_the_whole() {
        let (hours, zone) = (office(), berlin());
        let start: Instant = "2026-03-27T00:00:00Z".parse().unwrap();
        let end = start + TimeDelta::days(7);
        let whole = hours.minutes_between(&zone, start, end);
        for minute in (0..7 * 24 * 60).step_by(37) {
            let cut = start + TimeDelta::minutes(minute);
            let parts = hours.minutes_between(&zone, start, cut) + hours.minutes_between(&zone, cut, end);
            assert_eq!(parts, whole, "{cut}");
        }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, written) in [
            ("9:00-17:00", "09:00–17:00"),
            ("09:00 – 12:30，13:30～18:00", "09:00–12:30, 13:30–18:00"),
            ("0:00-24:00", "00:00–24:00"),
            (" ", ""),
        ] {
            let spans = read_day(text).unwrap();
            assert_eq!(write_day(&spans), written);
            assert_eq!(read_day(written), Ok(spans));
        }
        for text in
            ["nine to five", "9-17", "17:00-9:00", "9:00-25:00", "9:70-10:00", "9:00-12:00, 11:00-13:00"]
        {
            assert_eq!(read_day(text).unwrap_err().code, "not-working-hours", "{text}");
        }
    }

    #[test]
    fn holidays_are_one_a_line() {
        let holidays = read_holidays("2026-10-01 国庆节\n\n 2026-05-01   Labour Day \n2026-12-31").unwrap();
        let written = write_holidays(&holidays);
        assert_eq!(written, "2026-05-01 Labour Day\n2026-10-01 国庆节\n2026-12-31");
        assert_eq!(read_holidays(&written), Ok(holidays));
        assert_eq!(read_holidays("Christmas").unwrap_err().code, "not-a-holiday");
        assert_eq!(read_holidays("2026-02-30 Never").unwrap_err().code, "not-a-holiday");
        assert_eq!(read_holidays("2026-05-01 A\n2026-05-01 B").unwrap_err().code, "holiday-twice");
    }
}
