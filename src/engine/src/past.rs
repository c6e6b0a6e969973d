//! A record as it was: the present one, with what was changed since taken back.

use api::{Caller, Failure, PastRecord};
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use model::module::{LAST_ACTIVITY, UPDATED_AT, UPDATED_BY};
use model::{Change, ChangeKind, Id, Instant, Module, Name, Problem, Record, Value, Zone};

use crate::Engine;
use crate::condition;
use crate::error::Result;
use crate::timeline;

/// Changes read at a time.
const CHANGES: u32 = 100;

impl Engine {
    /// The record as it was `on` a day, at its end, or at an instant: `2026-11-20` or `2026-11-20T09:30:00Z`.
    pub async fn as_it_was(
        &self,
        caller: &Caller,
        module: &str,
        id: Id,
        on: &str,
    ) -> Result<PastRecord, Failure> {
        Ok(record_as_of(self, caller, &module.into(), id, on).await?)
    }
}

pub(crate) async fn record_as_of(
    engine: &Engine,
    caller: &Caller,
    module: &Name,
    id: Id,
    on: &str,
) -> Result<PastRecord> {
    let known = condition::module(caller, module)?;
    let at = moment(on, &caller.formats.zone).ok_or_else(|| Problem::new("as_of", "not-a-time"))?;
    let here = engine.store().get(&caller.grant, module, id, false).await?;
    let deleted = here.is_none();
    let now = match here {
        Some(record) => record,
        None => engine.store().get(&caller.grant, module, id, true).await?.ok_or(Failure::NotFound)?,
    };
    let (since, last) = changes_since(engine, caller, module, id, at).await?;
    if since.last().is_some_and(|first| first.kind == ChangeKind::Created) {
        return Err(Problem::new("as_of", "not-yet-there").into());
    }
    let mut past = PastRecord {
        at,
        then: Record { values: now.values.clone(), ..now.clone() },
        now,
        deleted,
        last: last.map(|last| (last.at, last.by.map(|user| engine.world().organisation.link(user)))),
        next: since.last().map(|next| next.at),
    };
    for change in since {
        take_back(&mut past, change);
    }
    settle(&mut past, known, caller);
    Ok(past)
}

/// A day means its end where the reader is.
fn moment(text: &str, zone: &Zone) -> Option<Instant> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(instant.with_timezone(&Utc));
    }
    let next = text.parse::<NaiveDate>().ok()?.checked_add_days(Days::new(1))?;
    Some(zone.instant(next.and_time(NaiveTime::MIN)) - Duration::milliseconds(1))
}

/// What was changed after the moment, latest first, and the change before it.
async fn changes_since(
    engine: &Engine,
    caller: &Caller,
    module: &Name,
    id: Id,
    at: Instant,
) -> Result<(Vec<Change>, Option<Change>)> {
    let mut since = Vec::new();
    loop {
        let before = since.last().map(|change: &Change| change.seq);
        let read = engine.store().history(&caller.grant, module, id, before, CHANGES).await?;
        let full = read.len() == CHANGES as usize;
        for change in timeline::with_titles(engine, caller, read).await? {
            if change.at <= at {
                return Ok((since, Some(change)));
            }
            since.push(change);
        }
        if !full {
            return Ok((since, None));
        }
    }
}

fn take_back(past: &mut PastRecord, change: Change) {
    match change.kind {
        ChangeKind::Deleted | ChangeKind::Removed => past.deleted = false,
        ChangeKind::Restored => past.deleted = true,
        ChangeKind::Created | ChangeKind::Updated | ChangeKind::Erased | ChangeKind::Event(_) => {}
    }
    for field in change.fields {
        past.then.set(field.field, field.before);
    }
}

/// What is not in the log follows from what is, or nobody knows it any more.
fn settle(past: &mut PastRecord, module: &Module, caller: &Caller) {
    let then = &mut past.then;
    then.values.remove(LAST_ACTIVITY);
    if let Some((at, by)) = &past.last {
        then.set(UPDATED_AT, Value::Instant(*at));
        then.set(UPDATED_BY, by.clone().map_or(Value::Empty, Value::Link));
    }
    module.work_out(then, &caller.formats.currency);
    // What other records came to then is not known.
    then.values.retain(|name, _| !module.is_rolled_up(name));
    if module.title.iter().any(|field| then.value(field) != past.now.value(field)) {
        then.title = then.work_out_title(module, &caller.formats);
    }
}
