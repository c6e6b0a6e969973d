//! Boards: the records of a module by stage, with counts and exact sums. One statement for all sums, one a column for
//! its cards.

use std::collections::HashMap;
use std::str::FromStr;

use api::{Board, BoardColumn, BoardQuery, Caller, Failure, ListPage, Sum};
use futures::future::try_join_all;
use futures::try_join;
use iso_currency::Currency;
use model::kind::{Money, Rules};
use model::module::{CURRENCY, OWNER};
use model::{Filter, Module, Name, Stages, Value};
use rust_decimal::RoundingStrategy;
use store::{Group, Query};

use crate::Engine;
use crate::condition;
use crate::error::Result;

const CARDS: u32 = 25;
const MOST_CARDS: u32 = 200;

/// What is asked for, read against the module.
struct Asked<'a> {
    engine: &'a Engine,
    caller: &'a Caller,
    module: &'a Module,
    stages: &'a Stages,
    pipeline: Name,
    filter: Filter,
    limit: u32,
}

impl<'a> Asked<'a> {
    fn read(engine: &'a Engine, caller: &'a Caller, query: &BoardQuery) -> Result<Asked<'a>, Failure> {
        let module = condition::module(caller, &query.module)?;
        let stages = module.stages.as_ref().ok_or(Failure::NotFound)?;
        let pipeline = pipeline(module, stages, &query.pipeline)?;
        let mut filter = condition::read(engine, caller, module, &query.filter)?;
        if let Some(field) = &stages.pipeline {
            filter = Filter::is(field.clone(), Value::text(pipeline.as_str())).and(filter);
        }
        let limit = condition::limit(query.limit, CARDS, MOST_CARDS);
        Ok(Asked { engine, caller, module, stages, pipeline, filter, limit })
    }

    /// Counts and sums of all columns.
    async fn groups(&self) -> Result<Vec<Group>> {
        let Asked { engine, caller, stages, .. } = self;
        let mut by = vec![stages.field.clone()];
        let amount = stages.amount.as_ref().filter(|name| self.module.field(name).is_some());
        if amount.is_some() {
            condition::add(&mut by, self.module, [&Name::new_static(CURRENCY)].into_iter());
        }
        let sums: Vec<Name> = amount.into_iter().cloned().collect();
        let probability = stages.probability.as_ref().filter(|name| self.module.field(name).is_some());
        let weigh = amount.zip(probability).map(|(amount, percent)| (amount.as_str(), percent.as_str()));
        let asking = engine.asking(caller);
        let (name, filter) = (&self.module.name, &self.filter);
        Ok(engine.store().groups(&caller.grant, &asking, name, filter, &by, &sums, weigh).await?)
    }

    /// A page of one column's cards.
    async fn cards(&self, stage: &Name, after: Option<String>) -> Result<ListPage> {
        let Asked { engine, caller, module, stages, .. } = self;
        let mut fields = condition::columns(module, &[])?;
        let shown = [Some(&stages.field), stages.amount.as_ref(), stages.probability.as_ref()];
        condition::add(&mut fields, module, shown.into_iter().flatten());
        condition::add(&mut fields, module, [&Name::new_static(OWNER)].into_iter());
        let here = Filter::is(stages.field.clone(), Value::text(stage.as_str()));
        let query = Query {
            module: module.name.clone(),
            filter: here.and(self.filter.clone()),
            sort: module.sort.clone(),
            fields,
            limit: self.limit,
            after,
            deleted: false,
        };
        let page = engine.store().list(&caller.grant, &engine.asking(caller), &query).await?;
        Ok(ListPage { records: page.records, next: page.next, count: None })
    }

    fn columns(&self) -> Vec<Name> {
        let pipeline = self.stages.pipeline.as_ref().map(|_| self.pipeline.as_str());
        self.module.stage_choices(pipeline).into_iter().map(|choice| choice.key.clone()).collect()
    }
}

/// The pipeline asked for, else the first.
fn pipeline(module: &Module, stages: &Stages, asked: &Name) -> Result<Name, Failure> {
    let Some(field) = stages.pipeline.as_ref().and_then(|name| module.field(name)) else {
        return Ok(Name::default());
    };
    let known = field.kind.choices();
    let found = if asked.is_empty() { known.first() } else { known.iter().find(|one| one.key == *asked) };
    let found =
        found.ok_or_else(|| Failure::from(model::Problem::new("pipeline", "unknown-choice").detail(asked)));
    Ok(found?.key.clone())
}

pub(crate) async fn board(engine: &Engine, caller: &Caller, query: BoardQuery) -> Result<Board> {
    let asked = Asked::read(engine, caller, &query)?;
    let stages = asked.columns();
    let cards = try_join_all(stages.iter().map(|stage| asked.cards(stage, None)));
    let (groups, cards) = try_join!(asked.groups(), cards)?;
    let mut groups = by_stage(groups);
    let column = |(stage, cards): (Name, ListPage)| {
        let groups = groups.remove(&stage).unwrap_or_default();
        BoardColumn {
            count: groups.iter().map(|group| group.count).sum(),
            sums: groups.iter().filter_map(|group| sum(group, &caller.formats.currency)).collect(),
            records: cards.records,
            next: cards.next,
            stage,
        }
    };
    let columns = stages.into_iter().zip(cards).map(column).collect();
    Ok(Board { pipeline: asked.pipeline, columns })
}

pub(crate) async fn board_column(
    engine: &Engine,
    caller: &Caller,
    query: BoardQuery,
    stage: Name,
    after: String,
) -> Result<ListPage> {
    let asked = Asked::read(engine, caller, &query)?;
    if !asked.columns().contains(&stage) {
        return Err(Failure::NotFound.into());
    }
    asked.cards(&stage, Some(after)).await
}

fn by_stage(groups: Vec<Group>) -> HashMap<Name, Vec<Group>> {
    let mut stages: HashMap<Name, Vec<Group>> = HashMap::new();
    for group in groups {
        let stage = group.keys.first().and_then(Value::as_text).unwrap_or_default();
        stages.entry(stage.into()).or_default().push(group);
    }
    stages
}

/// Records without a currency are in the company's.
fn sum(group: &Group, company: &str) -> Option<Sum> {
    let amount = group.sums.first()?;
    let currency = group.keys.get(1).and_then(Value::as_text).unwrap_or(company);
    let weighted =
        group.weighted.round_dp_with_strategy(digits(currency), RoundingStrategy::MidpointAwayFromZero);
    let plain = |amount| Money::default().plain(&Value::Decimal(amount));
    Some(Sum { currency: currency.into(), amount: plain(*amount), weighted: plain(weighted) })
}

/// The digits after the point of amounts in `currency`; 2 where it is unknown.
fn digits(currency: &str) -> u32 {
    let known = Currency::from_str(currency).ok().and_then(|currency| currency.exponent());
    known.map_or(2, u32::from)
}
