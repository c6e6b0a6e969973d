//! Which records meet a rule, and since when. Found a page at a time, so that any number of them takes the memory of
//! one page.

use std::collections::HashMap;

use api::Caller;
use chrono::{Duration, NaiveDate, NaiveTime};
use model::module::{CREATED_AT, LAST_ACTIVITY, OWNER, OWNER_SINCE, UPDATED_AT};
use model::{Filter, Grant, Id, Instant, Module, Name, Op, Operand, Outcome, Record, Sort, Test, Value};
use modules::opportunities::CLOSE_DATE;
use store::Query;

use super::KNOWN;
use super::rule::{Reason, Rule, deals, months_after, months_before};
use crate::Engine;
use crate::error::Result;
use crate::read::linked;

/// Records read at a time.
const PAGE: u32 = 500;

/// A record that meets a rule.
pub(super) struct Ripe {
    pub(super) record: Record,
    pub(super) since: Instant,
}

/// Goes through the records that meet a rule at `horizon` or before.
pub(super) struct Ripening<'a> {
    engine: &'a Engine,
    caller: std::sync::Arc<Caller>,
    rule: &'a Rule,
    horizon: Instant,
    query: Query,
    done: bool,
}

impl<'a> Ripening<'a> {
    /// Of those that meet `only`, too.
    pub(super) fn new(engine: &'a Engine, rule: &'a Rule, horizon: Instant, only: Filter) -> Ripening<'a> {
        let caller = engine.system_caller();
        let schema = engine.schema();
        let module = schema.module(&rule.module);
        let filter = module.map_or(Filter::Never, |module| only.and(candidates(rule, module, horizon)));
        let known = KNOWN.into_iter().chain([LAST_ACTIVITY, OWNER_SINCE, CREATED_AT, UPDATED_AT]);
        let query = Query {
            module: rule.module.clone(),
            filter: filter.resolve(&engine.asking(&caller)),
            sort: vec![Sort::up(CREATED_AT)],
            fields: known.map(Name::new_static).collect(),
            limit: PAGE,
            ..Query::default()
        };
        Ripening { engine, caller, rule, horizon, query, done: false }
    }

    /// The next page of them; it may hold none, and nothing at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<Ripe>>> {
        if self.done {
            return Ok(None);
        }
        let asking = self.engine.asking(&self.caller);
        let page = self.engine.store().list(&self.caller.grant, &asking, &self.query).await?;
        self.done = page.next.is_none();
        self.query.after = page.next;
        sieve(self.engine, self.rule, page.records, self.horizon).await.map(Some)
    }
}

/// The record, if it meets the rule at `horizon` or before.
pub(super) async fn ripe(
    engine: &Engine,
    rule: &Rule,
    module: &Module,
    record: Record,
    horizon: Instant,
) -> Result<Option<Ripe>> {
    let asking = engine.asking(&engine.system_caller());
    let filter = candidates(rule, module, horizon).resolve(&asking);
    // A condition on what the record links to cannot be answered from the record alone.
    let meets = match filter.matches(&record, &asking) {
        Some(answer) => answer,
        None => is_listed(engine, rule, &record, filter).await?,
    };
    if !meets {
        return Ok(None);
    }
    Ok(sieve(engine, rule, vec![record], horizon).await?.pop())
}

async fn is_listed(engine: &Engine, rule: &Rule, record: &Record, filter: Filter) -> Result<bool> {
    let grant = Grant::system("pool");
    let asking = engine.asking(&engine.system_caller());
    let Value::Instant(made) = record.value(CREATED_AT) else { return Ok(false) };
    let same = Filter::is(CREATED_AT, Value::Instant(*made));
    let query = Query {
        module: rule.module.clone(),
        filter: same.and(filter),
        fields: vec![Name::new_static(OWNER)],
        limit: PAGE,
        ..Query::default()
    };
    let page = engine.store().list(&grant, &asking, &query).await?;
    Ok(page.records.iter().any(|found| found.id == record.id))
}

/// The condition that a record must meet, as far as it can be told from the record itself.
pub(super) fn candidates(rule: &Rule, module: &Module, horizon: Instant) -> Filter {
    let owned = Filter::Test(Test::new(OWNER, Op::IsNotEmpty, Vec::new()));
    let filter = match rule.reason {
        Reason::NoActivity(days) => {
            let before = horizon - Duration::days(days);
            let old = empty(LAST_ACTIVITY).and(less(UPDATED_AT, before));
            Filter::Or(vec![less(LAST_ACTIVITY, before), old])
        }
        Reason::NotWon(months) => {
            let before = months_before(horizon, months);
            let long = Filter::Or(vec![empty(OWNER_SINCE), less(OWNER_SINCE, before)]);
            less(CREATED_AT, before).and(long)
        }
        Reason::Lost(_) => Filter::Always,
    };
    owned.and(not_history(module)).and(filter).and(rule.condition.clone())
}

/// What is history stays with whom it is.
fn not_history(module: &Module) -> Filter {
    let Some(stages) = &module.stages else { return Filter::Always };
    let locks = module.stage_choices(None).into_iter().filter(|choice| choice.locks);
    let operands: Vec<Operand> =
        locks.map(|choice| Operand::Value(Value::text(choice.key.as_str()))).collect();
    if operands.is_empty() {
        return Filter::Always;
    }
    Filter::Test(Test::new(stages.field.clone(), Op::NotIn, operands))
}

pub(crate) fn less(field: &'static str, than: Instant) -> Filter {
    Filter::Test(Test::new(field, Op::Less, vec![Operand::Value(Value::Instant(than))]))
}

pub(crate) fn empty(field: &'static str) -> Filter {
    Filter::Test(Test::new(field, Op::IsEmpty, Vec::new()))
}

/// Those of `records` that meet the rule, with what their deals say.
async fn sieve(engine: &Engine, rule: &Rule, records: Vec<Record>, horizon: Instant) -> Result<Vec<Ripe>> {
    let deals = match rule.reason {
        Reason::NoActivity(_) => HashMap::new(),
        Reason::NotWon(_) | Reason::Lost(_) => ended(engine, rule, &records).await?,
    };
    let none = Vec::new();
    let ripe = |record: Record| {
        let deals = deals.get(&record.id).unwrap_or(&none);
        let since = since(rule, &record, deals)?;
        (since <= horizon).then_some(Ripe { record, since })
    };
    Ok(records.into_iter().filter_map(ripe).collect())
}

/// Since when the record meets the rule, or will.
fn since(rule: &Rule, record: &Record, deals: &[Deal]) -> Option<Instant> {
    let at = |field: &str| if let Value::Instant(at) = record.value(field) { Some(*at) } else { None };
    let begun = at(OWNER_SINCE).or(at(CREATED_AT))?;
    let won = deals.iter().filter(|deal| deal.won).map(|deal| deal.at).max();
    let from = won.map_or(begun, |won| won.max(begun));
    match rule.reason {
        Reason::NoActivity(days) => Some(at(LAST_ACTIVITY).or(at(UPDATED_AT))? + Duration::days(days)),
        Reason::NotWon(months) => Some(months_after(from, months)),
        Reason::Lost(times) => {
            let mut lost: Vec<Instant> =
                deals.iter().filter(|deal| !deal.won && deal.at >= from).map(|deal| deal.at).collect();
            lost.sort_unstable();
            lost.get(times.saturating_sub(1)).copied()
        }
    }
}

/// A deal that has come to its end.
struct Deal {
    won: bool,
    at: Instant,
}

/// The deals of `records` that were won or lost; one statement a page and module.
async fn ended(engine: &Engine, rule: &Rule, records: &[Record]) -> Result<HashMap<Id, Vec<Deal>>> {
    let schema = engine.schema();
    let mut all: HashMap<Id, Vec<Deal>> = HashMap::new();
    let caller = engine.system_caller();
    let ids: Vec<Id> = records.iter().map(|record| record.id).collect();
    for (module, field) in deals(&schema, &rule.module) {
        let Some(stages) = &module.stages else { continue };
        let ends = module.stage_choices(None).into_iter().filter(|choice| choice.outcome != Outcome::Open);
        let ends: Vec<Operand> =
            ends.map(|choice| Operand::Value(Value::text(choice.key.as_str()))).collect();
        let ended = Filter::Test(Test::new(stages.field.clone(), Op::In, ends));
        let dated = module.field(CLOSE_DATE.name).map(|field| field.name.clone());
        let fields = [field.name.clone(), stages.field.clone(), Name::new_static(UPDATED_AT)];
        let mut query = Query {
            module: module.name.clone(),
            filter: linked(&field.name, &rule.module, ids.iter().copied()).and(ended),
            sort: vec![Sort::up(CREATED_AT)],
            fields: fields.into_iter().chain(dated).collect(),
            limit: 5_000,
            ..Query::default()
        };
        loop {
            let page = engine.store().list(&caller.grant, &engine.asking(&caller), &query).await?;
            for record in &page.records {
                if let (Some(of), Some(deal)) = (record.value(&field.name).as_link(), deal(module, record)) {
                    all.entry(of.id).or_default().push(deal);
                }
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
    }
    Ok(all)
}

/// It ended on the day that it says, or when it was written last.
fn deal(module: &Module, record: &Record) -> Option<Deal> {
    let stage = record.value(&module.stages.as_ref()?.field).as_text()?;
    let choice = module.stage_choices(None).into_iter().find(|choice| choice.key == stage)?;
    let Value::Instant(written) = record.value(UPDATED_AT) else { return None };
    let end_of = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc() + Duration::days(1);
    let at = record.get(CLOSE_DATE).map_or(*written, |day| end_of(day).min(*written));
    Some(Deal { won: choice.outcome == Outcome::Won, at })
}
