//! Retention: persons with whom nobody deals any more are erased or go to the recycle bin, as the company's rules say.

use api::{Caller, Failure, Hit, Reclaimed};
use model::module::{ERASED_AT, LAST_ACTIVITY, UPDATED_AT};
use model::record::Values;
use model::{Filter, Id, Name, Record, Schema, Sort};
use modules::retention_rules as rules;
use store::Query;

use super::erase::{erase_person, system};
use super::person;
use crate::Engine;
use crate::bulk::is_of_one_record;
use crate::error::Result;
use crate::organisation::all;
use crate::pool::{empty, less, months_before};
use crate::write;

const RULES: &str = "retention_rules";
/// Records read at a time.
const PAGE: u32 = 200;
/// Counting goes on to here.
const COUNTED: u64 = 10_000;
/// So many are named.
const NAMED: u32 = 20;

struct Rule {
    name: String,
    module: Name,
    months: u32,
    condition: Filter,
    erases: bool,
}

impl Rule {
    /// What the record says; nothing where its condition cannot be read any more, because a field is gone.
    fn read(record: &Record, schema: &Schema) -> Option<Rule> {
        let module = schema.module(&record.get(rules::MODULE)?).filter(|module| module.features.person)?;
        let name = record.get(rules::NAME).unwrap_or_default();
        let Ok(condition) = Filter::parse(&record.get(rules::SEGMENT).unwrap_or_default(), module, schema)
        else {
            tracing::warn!(rule = name, "this rule retains all: its condition cannot be read");
            return None;
        };
        Some(Rule {
            module: module.name.clone(),
            months: u32::try_from(record.get(rules::MONTHS)?).ok()?,
            condition,
            erases: record.get(rules::ACTION).is_some_and(|action| action == rules::ERASE),
            name,
        })
    }

    /// With whom nobody has dealt since, and who is not erased yet.
    fn query(&self, engine: &Engine, limit: u32) -> Query {
        let before = months_before(engine.now(), self.months);
        let old = empty(LAST_ACTIVITY).and(less(UPDATED_AT, before));
        let quiet = Filter::Or(vec![less(LAST_ACTIVITY, before), old]);
        let filter = empty(ERASED_AT).and(quiet).and(self.condition.clone());
        Query {
            module: self.module.clone(),
            filter: filter.resolve(&engine.asking(&engine.system_caller())),
            sort: vec![Sort::up(UPDATED_AT)],
            fields: vec![Name::new_static(UPDATED_AT)],
            limit,
            ..Query::default()
        }
    }
}

/// Does what the rules say is due.
pub(crate) async fn retain(engine: &Engine) -> Result<()> {
    let schema = engine.schema();
    for record in all(engine.store(), RULES, false).await? {
        if record.get(rules::ACTIVE) != Some(true) {
            continue;
        }
        let Some(rule) = Rule::read(&record, &schema) else { continue };
        let count = apply(engine, &rule).await?;
        if count > 0 {
            tracing::info!(rule = rule.name, count, "persons were forgotten");
        }
    }
    Ok(())
}

async fn apply(engine: &Engine, rule: &Rule) -> Result<u64> {
    let product = engine.system_caller();
    let mut query = rule.query(engine, PAGE);
    let mut count = 0;
    loop {
        let page = engine.store().list(&system(), &engine.asking(&product), &query).await?;
        let ids: Vec<Id> = page.records.into_iter().map(|record| record.id).collect();
        count += match rule.erases {
            true => erase_all(engine, rule, &ids).await?,
            false => delete_all(engine, rule, ids).await?,
        };
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(count),
        }
    }
}

async fn erase_all(engine: &Engine, rule: &Rule, ids: &[Id]) -> Result<u64> {
    let product = engine.system_caller();
    let mut count = 0;
    for id in ids {
        let records = person::records(engine, &rule.module, *id).await?;
        // A contact that was a lead may have been erased with it a moment ago.
        let open = records.first().is_some_and(|(_, record)| record.value(ERASED_AT).is_empty());
        if open {
            erase_person(engine, &product, records, &rule.name).await?;
            count += 1;
        }
    }
    Ok(count)
}

async fn delete_all(engine: &Engine, rule: &Rule, ids: Vec<Id>) -> Result<u64> {
    let product = engine.system_caller();
    let action = write::batch(engine, &product, "delete", &rule.module, ids.len() as u64);
    let module = rule.module.clone();
    write::commit(engine, product, action, move |tx, _, writing| {
        Box::pin(async move {
            let mut count = 0;
            for id in ids {
                match tx.delete(&system(), &module, id, &writing).await.map_err(Into::into) {
                    Ok(_) => count += 1,
                    Err(error) if is_of_one_record(&error) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(count)
        })
    })
    .await
}

/// Whom a rule with these values would forget now; `id` is that of a rule that is changed.
pub(crate) async fn try_rule(
    engine: &Engine,
    caller: &Caller,
    id: Option<Id>,
    values: Values,
) -> Result<Reclaimed> {
    let record = write::tried(engine, caller, RULES, id, values).await?;
    let rule = Rule::read(&record, engine.world().schema()).ok_or(Failure::NotFound)?;
    let (query, asking) = (rule.query(engine, NAMED), engine.asking(&engine.system_caller()));
    let store = engine.store();
    let count = store.count(&system(), &asking, &rule.module, &query.filter, Some(COUNTED)).await?;
    let page = store.list(&system(), &asking, &query).await?;
    let hit = |record: Record| Hit {
        module: rule.module.clone(),
        id: record.id,
        title: record.title,
        subtitle: String::new(),
    };
    let records = page.records.into_iter().map(hit).collect();
    Ok(Reclaimed { module: rule.module.clone(), count, records, filter: None })
}
