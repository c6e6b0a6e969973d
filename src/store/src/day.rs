//! Days as spans of time.

use chrono::{DateTime, Days, NaiveDate};
use model::{Instant, Zone};

/// The milliseconds from which on, and before which, the clock of `zone` shows `day`.
pub(crate) fn span(zone: &Zone, day: NaiveDate) -> (i64, i64) {
    let next =
        day.checked_add_days(Days::new(1)).map_or(i64::MAX, |next| start(zone, next).timestamp_millis());
    (start(zone, day).timestamp_millis(), next)
}

/// Where the clock jumps over midnight, the day begins with the jump.
fn start(zone: &Zone, day: NaiveDate) -> Instant {
    let midnight = zone.instant(day.into());
    if zone.date(midnight) >= day {
        return midnight;
    }
    let changes = zone.offsets.iter().filter_map(|(from, _)| DateTime::from_timestamp(*from, 0));
    changes.into_iter().find(|change| *change > midnight && zone.date(*change) >= day).unwrap_or(midnight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_midnight_begins_with_the_jump() {
        // Cairo, 26 April 2024: at midnight the clock went to one.
        let jump = 1_714_082_400;
        let zone = Zone { name: "Africa/Cairo".into(), offsets: vec![(0, 7200), (jump, 10_800)] };
        let day = NaiveDate::from_ymd_opt(2024, 4, 26).unwrap();
        assert_eq!(span(&zone, day), (jump * 1000, (jump + 23 * 3600) * 1000));
    }
}
