//! The columns and their cards, apart from how they look.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;

use api::{BoardColumn, ListPage, Sum};
use leptos::prelude::*;
use model::module::CURRENCY;
use model::{Id, Module, Name, Record, Value};
use rust_decimal::Decimal;

/// A card keeps its signal while it stays in its column, so that a change redraws nothing else.
#[derive(Clone)]
pub struct Card {
    pub id: Id,
    pub record: ArcRwSignal<Arc<Record>>,
}

impl Card {
    fn new(record: Record) -> Card {
        Card { id: record.id, record: ArcRwSignal::new(Arc::new(record)) }
    }

    pub fn get(&self) -> Arc<Record> {
        self.record.get_untracked()
    }

    /// Shows another version; an older one is passed over.
    fn put(&self, record: Record) {
        let before = self.get();
        if record.version >= before.version && *before != record {
            self.record.set(Arc::new(record));
        }
    }
}

#[derive(Clone, Default)]
pub struct Lane {
    pub stage: Name,
    pub count: u64,
    pub sums: Vec<Sum>,
    pub cards: Vec<Card>,
    /// Where the next cards start; none after the last.
    pub next: Option<String>,
}

impl Lane {
    pub fn new(column: BoardColumn) -> Lane {
        let BoardColumn { stage, count, sums, records, next } = column;
        Lane { stage, count, sums, cards: records.into_iter().map(Card::new).collect(), next }
    }

    pub fn append(&mut self, page: ListPage) {
        let known: BTreeSet<Id> = self.cards.iter().map(|card| card.id).collect();
        let new = page.records.into_iter().filter(|record| !known.contains(&record.id));
        self.cards.extend(new.map(Card::new));
        self.next = page.next;
    }

    pub fn find(&self, id: Id) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == id)
    }

    /// Takes on what the server says now. What was loaded beyond that stays, unless it is `elsewhere` now.
    pub fn renew(&mut self, column: BoardColumn, elsewhere: &BTreeSet<Id>) {
        let BoardColumn { stage, count, sums, records, next } = column;
        let here: BTreeSet<Id> = records.iter().map(|record| record.id).collect();
        let before = std::mem::take(&mut self.cards);
        let keep = |record: Record| match before.iter().find(|card| card.id == record.id) {
            Some(card) => {
                card.put(record);
                card.clone()
            }
            None => Card::new(record),
        };
        let asked = records.len();
        self.cards = records.into_iter().map(keep).collect();
        if next.is_some() && before.len() > asked {
            let gone = |card: &&Card| !here.contains(&card.id) && !elsewhere.contains(&card.id);
            self.cards.extend(before.iter().skip(asked).filter(gone).cloned());
        } else {
            self.next = next;
        }
        (self.stage, self.count, self.sums) = (stage, count, sums);
    }

    /// Takes a card out, and its amount out of the sum. Says where it was.
    pub fn take(&mut self, id: Id, module: &Module, company: &str) -> Option<(usize, Card)> {
        let at = self.cards.iter().position(|card| card.id == id)?;
        let card = self.cards.remove(at);
        self.count = self.count.saturating_sub(1);
        self.add(&card.get(), module, company, Decimal::NEGATIVE_ONE);
        Some((at, card))
    }

    pub fn put(&mut self, at: usize, card: Card, module: &Module, company: &str) {
        self.count += 1;
        self.add(&card.get(), module, company, Decimal::ONE);
        self.cards.insert(at.min(self.cards.len()), card);
    }

    /// The exact sums come from the server; until then they move with the card.
    fn add(&mut self, record: &Record, module: &Module, company: &str, sign: Decimal) {
        let Some(stages) = &module.stages else { return };
        let Some(amount) = stages.amount.as_ref().and_then(|name| record.value(name).as_decimal()) else {
            return;
        };
        let percent = stages.probability.as_ref().and_then(|name| record.value(name).as_decimal());
        let weighted = amount * percent.unwrap_or_default() / Decimal::ONE_HUNDRED;
        let currency = record.value(CURRENCY).as_text().unwrap_or(company);
        let sum = match self.sums.iter_mut().find(|sum| sum.currency == currency) {
            Some(sum) => sum,
            None => {
                let none = || "0".to_owned();
                self.sums.push(Sum { currency: currency.into(), amount: none(), weighted: none() });
                let last = self.sums.len() - 1;
                &mut self.sums[last]
            }
        };
        sum.amount = (decimal(&sum.amount) + sign * amount).to_string();
        sum.weighted = (decimal(&sum.weighted) + sign * weighted).to_string();
    }
}

/// An amount as it comes from the server.
pub fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap_or_default()
}

/// The record as it will be in another stage.
pub fn restaged(record: &Record, field: &Name, stage: &Name) -> Record {
    let mut record = record.clone();
    record.set(field.clone(), Value::text(stage.as_str()));
    record
}

#[cfg(test)]
mod tests {
    use model::Shape;
    use model::record::Values;
    use model::{Choice, Color, Group, Schema, Stages, field};

    use super::*;

    fn schema() -> Schema {
        let choices = vec![Choice::new("open", Color::Blue), Choice::new("won", Color::Green)];
        let deals = Module::new("deals", Group::Selling, "x")
            .section("general", [field::text("name"), field::money("amount"), field::percent("probability")])
            .section("progress", [field::one_of("stage", choices)])
            .stages(Stages {
                field: "stage".into(),
                pipeline: None,
                amount: Some("amount".into()),
                probability: Some("probability".into()),
                in_turn: true,
            });
        Schema::merge(vec![deals], Shape::default(), "EUR")
    }

    fn record(number: u8, version: i64, amount: i64) -> Record {
        let values = Values::from([
            ("amount".into(), Value::Decimal(Decimal::from(amount))),
            ("probability".into(), Value::Decimal(Decimal::from(50))),
        ]);
        Record { id: Id::new(0, [number; 10]), version, title: format!("{number}"), values }
    }

    fn column(records: Vec<Record>, next: Option<&str>) -> BoardColumn {
        let sums = vec![Sum { currency: "EUR".into(), amount: "100".into(), weighted: "50".into() }];
        BoardColumn { stage: "open".into(), count: 9, sums, records, next: next.map(str::to_owned) }
    }

    #[test]
    fn sums_move_with_the_card() {
        let schema = schema();
        let module = schema.module("deals").unwrap();
        let mut from = Lane::new(column(vec![record(1, 1, 40), record(2, 1, 60)], None));
        let mut to = Lane { stage: "won".into(), ..Lane::default() };
        let (at, card) = from.take(record(2, 1, 0).id, module, "EUR").unwrap();
        to.put(0, card, module, "EUR");
        assert_eq!((at, from.count, to.count), (1, 8, 1));
        assert_eq!(
            (from.sums[0].amount.as_str(), decimal(&from.sums[0].weighted)),
            ("40", Decimal::from(20))
        );
        assert_eq!((to.sums[0].amount.as_str(), to.sums[0].currency.as_str()), ("60", "EUR"));
    }

    #[test]
    fn what_was_loaded_beyond_the_answer_stays() {
        let mut lane = Lane::new(column((1..=5).map(|n| record(n, 1, 1)).collect(), Some("later")));
        let elsewhere = BTreeSet::from([record(4, 1, 1).id]);
        lane.renew(column(vec![record(6, 1, 1), record(1, 2, 7)], Some("sooner")), &elsewhere);
        let titles: Vec<String> = lane.cards.iter().map(|card| card.get().title.clone()).collect();
        assert_eq!(titles, ["6", "1", "3", "5"]);
        assert_eq!(lane.next.as_deref(), Some("later"));
        assert_eq!(lane.cards[1].get().version, 2);
        lane.renew(column(vec![record(1, 2, 7)], None), &BTreeSet::new());
        assert_eq!((lane.cards.len(), lane.next), (1, None));
    }
}
