//! A person's time zone as a table of offsets, so that browser and server show the same local time without the
//! browser carrying the zone database.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::Instant;

/// An IANA zone: its name and the offsets from UTC in force from given instants on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    pub name: String,
    /// Seconds since 1970 from which on an offset (seconds east of UTC) holds; sorted, the first holds before too.
    pub offsets: Vec<(i64, i32)>,
}

impl Default for Zone {
    fn default() -> Zone {
        Zone { name: "UTC".into(), offsets: vec![(0, 0)] }
    }
}

impl Zone {
    fn offset_at(&self, seconds: i64) -> i32 {
        let later = self.offsets.partition_point(|(from, _)| *from <= seconds);
        self.offsets.get(later.saturating_sub(1)).map_or(0, |(_, offset)| *offset)
    }

    /// The wall clock's reading at `instant`.
    pub fn local(&self, instant: Instant) -> NaiveDateTime {
        (instant + Duration::seconds(self.offset_at(instant.timestamp()).into())).naive_utc()
    }

    /// The instant when the wall clock reads `local`; of two, the earlier; in a gap, the one before it.
    pub fn instant(&self, local: NaiveDateTime) -> Instant {
        let as_utc = local.and_utc().timestamp();
        let found =
            self.offsets.iter().map(|(_, offset)| as_utc - i64::from(*offset)).find(|seconds| {
                self.local(DateTime::from_timestamp(*seconds, 0).unwrap_or_default()) == local
            });
        let seconds = found.unwrap_or(as_utc - i64::from(self.offset_at(as_utc)));
        DateTime::from_timestamp(seconds, local.and_utc().timestamp_subsec_nanos()).unwrap_or_default()
    }

    pub fn date(&self, instant: Instant) -> NaiveDate {
        self.local(instant).date()
    }
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

    #[test]
    fn local_time_follows_summer_time_both_ways() {
        for text in ["2026-03-28T12:00:00Z", "2026-07-01T22:30:00Z", "2026-12-31T23:59:59Z"] {
            let instant: Instant = text.parse().unwrap();
            assert_eq!(berlin().instant(berlin().local(instant)), instant);
        }
        assert_eq!(berlin().date("2026-07-01T22:30:00Z".parse().unwrap()).to_string(), "2026-07-02");
    }
}
