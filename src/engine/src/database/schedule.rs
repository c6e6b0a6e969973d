//! Backups by themselves: every day or week at an hour, of which the newest few are kept.

use api::{BackupKind, Caller, Every, Failure, MOST_KEPT, Schedule, Trouble};
use chrono::{Datelike, Days, Duration, NaiveDate};
use model::{Instant, Problem, Zone};
use serde::{Deserialize, Serialize};

use super::{Folder, folder, made};
use crate::Engine;
use crate::error::Result;
use crate::zone::zone;

const KEY: &str = "backups";
/// After a failure it is tried again, but not at once: a backup is as much work as the database is large.
const AGAIN: Duration = Duration::hours(1);

/// The schedule as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) schedule: Planned,
    /// When it was decided: what would have been due before is not made up for.
    since: Instant,
    /// Whether somebody has decided it.
    decided: bool,
}

/// A schedule that can be asked when.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Planned(Schedule);

impl Kept {
    /// As the caller sees it: until somebody decides, times are meant by her clock.
    pub(super) fn of(self, caller: &Caller) -> Schedule {
        let Planned(schedule) = self.schedule;
        if self.decided { schedule } else { Schedule { zone: caller.formats.zone.name.clone(), ..schedule } }
    }
}

impl Planned {
    /// When the next backup is due after `now`.
    pub(super) fn next(&self, now: Instant) -> Option<Instant> {
        self.around(now, 1).find(|at| *at > now)
    }

    /// When the latest was due.
    fn latest(&self, now: Instant) -> Option<Instant> {
        self.around(now, -1).find(|at| *at <= now)
    }

    /// The times at which backups are due from about `now` on, forwards or backwards; none where there are none.
    fn around(&self, now: Instant, step: i64) -> impl Iterator<Item = Instant> + '_ {
        let zone = zone(&self.0.zone).unwrap_or_default();
        let today = zone.date(now);
        // Nine days reach over a week, whatever the time of the day.
        let days = (-1..9).filter_map(move |count| add(today, count * step));
        days.filter(|day| self.is_on(*day)).filter_map(move |day| self.at(day, &zone))
    }

    fn is_on(&self, day: NaiveDate) -> bool {
        match self.0.every {
            Every::Never => false,
            Every::Day => true,
            Every::Week => day.weekday().num_days_from_monday() == u32::from(self.0.weekday),
        }
    }

    fn at(&self, day: NaiveDate, zone: &Zone) -> Option<Instant> {
        Some(zone.instant(day.and_hms_opt(self.0.hour.into(), 0, 0)?))
    }
}

fn add(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let days = Days::new(count.unsigned_abs());
    if count < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

pub(super) async fn read(engine: &Engine) -> Result<Kept> {
    let stored = engine.store().setting(KEY).await?;
    let none = || Kept { schedule: Planned::default(), since: engine.now(), decided: false };
    Ok(stored.and_then(|json| serde_json::from_value(json).ok()).unwrap_or_else(none))
}

pub(crate) async fn set_schedule(engine: &Engine, caller: &Caller, schedule: Schedule) -> Result<()> {
    let caller = engine.administrator(caller)?;
    folder(engine)?;
    check(&schedule)?;
    engine.keeping().set_trouble(None);
    let kept = Kept { schedule: Planned(schedule), since: engine.now(), decided: true };
    engine.set_setting(&caller, KEY, serde_json::to_value(kept)?).await
}

fn check(schedule: &Schedule) -> Result<(), Failure> {
    if zone(&schedule.zone).is_none() {
        return Err(Problem::new("zone", "unknown-zone").detail(&schedule.zone).into());
    }
    let bounds = |field: &'static str, bounds: String| Problem::new(field, "out-of-bounds").detail(bounds);
    if schedule.hour > 23 {
        return Err(bounds("hour", "0–23".into()).into());
    }
    if schedule.weekday > 6 {
        return Err(bounds("weekday", "0–6".into()).into());
    }
    if !(1..=MOST_KEPT).contains(&schedule.keep) {
        return Err(bounds("keep", format!("1–{MOST_KEPT}")).into());
    }
    Ok(())
}

/// Makes the backup that is due, and removes those that are too many.
pub(super) async fn back_up_if_due(engine: &Engine, folder: &Folder) -> Result<()> {
    let kept = read(engine).await?;
    let now = engine.now();
    let failed = engine.keeping().trouble();
    let waits = failed.is_some_and(|trouble| now - trouble.at < AGAIN);
    if waits || !is_due(&kept, folder, now) {
        return Ok(());
    }
    match made(engine, folder, BackupKind::Scheduled).await {
        Ok(_) => {
            engine.keeping().set_trouble(None);
            folder.keep_last(kept.schedule.0.keep);
        }
        Err(error) => {
            tracing::error!(%error, "the scheduled backup was not made");
            let why = match Failure::from(error) {
                Failure::Invalid(problems) if !problems.is_empty() => problems[0].clone(),
                _ => Problem::new("", "internal"),
            };
            engine.keeping().set_trouble(Some(Trouble { at: now, why }));
        }
    }
    Ok(())
}

fn is_due(kept: &Kept, folder: &Folder, now: Instant) -> bool {
    let Some(point) = kept.schedule.latest(now) else { return false };
    let backups = folder.list().into_iter().filter(|backup| backup.kind == BackupKind::Scheduled);
    let last = backups.map(|backup| backup.made).max();
    point > kept.since && last.is_none_or(|last| last < point)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(every: Every, weekday: u8, hour: u8, zone: &str) -> Planned {
        Planned(Schedule { every, weekday, hour, zone: zone.into(), keep: 3 })
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn the_hour_is_that_of_the_zone_in_summer_and_winter() {
        let daily = planned(Every::Day, 0, 2, "Europe/Berlin");
        for (now, latest, next) in [
            ("2026-11-22T00:59:59Z", "2026-11-21T01:00:00Z", "2026-11-22T01:00:00Z"),
            ("2026-11-22T01:00:00Z", "2026-11-22T01:00:00Z", "2026-11-23T01:00:00Z"),
            ("2026-07-01T12:00:00Z", "2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z"),
            // That night there is no two o'clock.
            ("2026-03-28T12:00:00Z", "2026-03-28T01:00:00Z", "2026-03-29T00:00:00Z"),
        ] {
            assert_eq!(daily.latest(at(now)), Some(at(latest)), "{now}");
            assert_eq!(daily.next(at(now)), Some(at(next)), "{now}");
        }
        let taipei = planned(Every::Day, 0, 23, "Asia/Taipei");
        assert_eq!(taipei.next(at("2026-11-22T14:59:00Z")), Some(at("2026-11-22T15:00:00Z")));
    }

    #[test]
    fn a_week_has_one_day_and_never_none() {
        // 22 November 2026 is a Sunday.
        let weekly = planned(Every::Week, 6, 3, "UTC");
        assert_eq!(weekly.latest(at("2026-11-22T02:00:00Z")), Some(at("2026-11-15T03:00:00Z")));
        assert_eq!(weekly.next(at("2026-11-22T02:00:00Z")), Some(at("2026-11-22T03:00:00Z")));
        assert_eq!(weekly.next(at("2026-11-22T03:00:00Z")), Some(at("2026-11-29T03:00:00Z")));
        let never = planned(Every::Never, 0, 3, "UTC");
        assert_eq!(
            (never.latest(at("2026-11-22T02:00:00Z")), never.next(at("2026-11-22T02:00:00Z"))),
            (None, None)
        );
    }
}
