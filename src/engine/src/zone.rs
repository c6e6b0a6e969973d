//! IANA time zones as tables of offsets, which the browser can use without the zone database.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use model::Zone;

/// The years that the tables cover; the last offset holds after them.
const FIRST: i64 = 0; // 1970
const LAST: i64 = 2_208_988_800; // 2040
const DAY: i64 = 86_400;

/// The zone called `name`, such as `Asia/Taipei`; `None` where there is none.
pub(crate) fn zone(name: &str) -> Option<Zone> {
    static KNOWN: LazyLock<RwLock<HashMap<String, Zone>>> = LazyLock::new(RwLock::default);
    if let Some(zone) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(name) {
        return Some(zone.clone());
    }
    let tz: Tz = name.parse().ok()?;
    let zone = Zone { name: tz.name().to_owned(), offsets: offsets(tz) };
    KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), zone.clone());
    Some(zone)
}

/// Looks at each day, and within a day that changes the offset for the second at which it does.
fn offsets(tz: Tz) -> Vec<(i64, i32)> {
    let mut found = vec![(FIRST, offset(tz, FIRST))];
    let mut before = found[0].1;
    for day in (FIRST..LAST).step_by(DAY as usize) {
        let after = offset(tz, day + DAY);
        if after != before {
            found.push((change(tz, day, day + DAY), after));
            before = after;
        }
    }
    found
}

/// The second in `from..=to` from which on the offset is that of `to`.
fn change(tz: Tz, mut from: i64, mut to: i64) -> i64 {
    let after = offset(tz, to);
    while to - from > 1 {
        let middle = from + (to - from) / 2;
        if offset(tz, middle) == after { to = middle } else { from = middle }
    }
    to
}

fn offset(tz: Tz, second: i64) -> i32 {
    let utc = DateTime::from_timestamp(second, 0).unwrap_or_default().naive_utc();
    tz.offset_from_utc_datetime(&utc).fix().local_minus_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_agrees_with_the_zone_database() {
        for name in ["Europe/Berlin", "America/New_York", "Asia/Taipei", "Asia/Kolkata", "Africa/Casablanca"]
        {
            let tz: Tz = name.parse().unwrap();
            let table = zone(name).unwrap();
            for hour in (0..560_000).step_by(7) {
                let instant = DateTime::from_timestamp(hour * 3600, 0).unwrap();
                assert_eq!(
                    table.local(instant),
                    instant.with_timezone(&tz).naive_local(),
                    "{name} {instant}"
                );
            }
        }
        assert_eq!(zone("Europe/Atlantis"), None);
    }
}
