//! A reclaim rule as it is in force.

use chrono::{Duration, Months};
use model::{Field, Filter, Instant, Kind, Module, Name, Outcome, Record, Schema, Value};
use modules::reclaim_rules as rules;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Nobody worked on it for so many days.
    NoActivity(i64),
    /// No deal of it was won for so many months.
    NotWon(u32),
    /// So many deals of it were lost since the last that was won.
    Lost(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) name: String,
    pub(crate) module: Name,
    pub(super) reason: Reason,
    pub(super) condition: Filter,
    /// As it was written.
    pub(super) segment: String,
    pub(super) grace: Duration,
    /// So many claims of one user in this time.
    pub(super) limit: Option<(u64, i64)>,
    /// So long who lost a record cannot claim it.
    pub(super) cooldown: Duration,
    pub(crate) active: bool,
    pub(super) since: Instant,
}

impl Rule {
    /// What the record says; nothing where its condition cannot be read any more, because a field is gone.
    pub(crate) fn read(record: &Record, schema: &Schema) -> Option<Rule> {
        let module = schema.module(&record.get(rules::MODULE)?).filter(|module| module.features.pool)?;
        let name = record.get(rules::NAME).unwrap_or_default();
        let segment = record.get(rules::SEGMENT).unwrap_or_default();
        let Ok(condition) = Filter::parse(&segment, module, schema) else {
            tracing::warn!(rule = name, "this rule reclaims nothing: its condition cannot be read");
            return None;
        };
        let threshold = record.get(rules::THRESHOLD)?;
        let days = |key| Duration::days(record.get(key).unwrap_or_default());
        let limit = record.get(rules::CLAIM_LIMIT).and_then(|count| u64::try_from(count).ok());
        Some(Rule {
            module: module.name.clone(),
            reason: reason(&record.get(rules::REASON)?, threshold)?,
            condition,
            segment,
            grace: days(rules::GRACE_DAYS),
            limit: limit.map(|count| (count, record.get(rules::CLAIM_DAYS).unwrap_or(1))),
            cooldown: days(rules::COOLDOWN_DAYS),
            active: record.value(rules::ACTIVE.name) == &Value::Bool(true),
            since: record.get(rules::ACTIVE_SINCE).unwrap_or_default(),
            name,
        })
    }

    /// When a record goes to the pool that has met the rule since `ripe`. Its owner is warned before: also when the
    /// rule is new, and when nobody could foresee it.
    pub(super) fn due(&self, ripe: Instant) -> Instant {
        let told = if matches!(self.reason, Reason::Lost(_)) { ripe + self.grace } else { ripe };
        told.max(self.since + self.grace)
    }
}

fn reason(key: &str, threshold: i64) -> Option<Reason> {
    match key {
        rules::NO_ACTIVITY => Some(Reason::NoActivity(threshold)),
        rules::NOT_WON => Some(Reason::NotWon(u32::try_from(threshold).ok()?)),
        rules::LOST => Some(Reason::Lost(usize::try_from(threshold).ok()?)),
        _ => None,
    }
}

/// The modules whose records are won or lost and belong to a record of `module`, each with its link.
pub(crate) fn deals<'s>(
    schema: &'s Schema,
    module: &'s str,
) -> impl Iterator<Item = (&'s Module, &'s Field)> {
    schema.links_to(module).filter(move |(from, field)| {
        let ends = from.stages.as_ref().is_some_and(|stages| stages.in_turn)
            && from.stage_choices(None).iter().any(|choice| choice.outcome != Outcome::Open);
        let only = matches!(&field.kind, Kind::Link(link) if link.to.len() == 1);
        ends && only && !field.read_only && from.name != module
    })
}

/// `at`, so many months before or after.
pub(crate) fn months_before(at: Instant, months: u32) -> Instant {
    at.checked_sub_months(Months::new(months)).unwrap_or_default()
}

pub(super) fn months_after(at: Instant, months: u32) -> Instant {
    at.checked_add_months(Months::new(months)).unwrap_or(Instant::MAX_UTC)
}
