//! Bulk data to measure on: the same each time, in several scripts, written as real data is.

pub(crate) mod dice;
mod lands;
mod staff;

use std::sync::Arc;

use api::{Caller, Failure};
use chrono::{Days, NaiveDate};
use model::record::Values;
use model::{Id, Link, Name, Value};
use rust_decimal::Decimal;
use store::Batch;

use crate::Engine;
use crate::error::Result;
use crate::write::{self, Draft, Ready, Scene};
use dice::Dice;
use lands::{LANDS, Land};

/// Records written at once.
const PORTION: u64 = 1_000;
const SEED: u64 = 2026;

/// How many records of each module are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fill {
    pub accounts: u64,
    pub contacts: u64,
    pub leads: u64,
    pub opportunities: u64,
}

impl Engine {
    /// Makes records, owned by twenty representatives under four managers, who are made where they are not there.
    /// `progress` hears how many of which module are written.
    pub async fn fill(&self, counts: Fill, mut progress: impl FnMut(&str, u64)) -> Result<(), Failure> {
        let caller = self.or_administrator(&self.system_caller())?;
        let reps = staff::representatives(self, &caller).await?;
        let today = caller.formats.zone.date(self.now());
        let mut made =
            Made { dice: Dice::new(SEED), today, reps, accounts: Vec::new(), contacts: Vec::new() };
        let filler = Filler { engine: self, caller };
        made.accounts =
            filler.make("accounts", counts.accounts, &mut progress, |at| made.account(at)).await?;
        made.contacts =
            filler.make("contacts", counts.contacts, &mut progress, |at| made.contact(at)).await?;
        filler.make("leads", counts.leads, &mut progress, |at| made.lead(at)).await?;
        filler.make("opportunities", counts.opportunities, &mut progress, |at| made.opportunity(at)).await?;
        Ok(())
    }
}

struct Filler<'a> {
    engine: &'a Engine,
    caller: Arc<Caller>,
}

impl Filler<'_> {
    /// Makes `count` records; while one portion is written, the next is made ready.
    async fn make(
        &self,
        module: &'static str,
        count: u64,
        progress: &mut impl FnMut(&str, u64),
        mut values: impl FnMut(u64) -> Values,
    ) -> Result<Vec<Id>> {
        let mut action = write::batch(self.engine, &self.caller, "fill", &Name::new_static(module), 0);
        let mut ids = Vec::new();
        let mut writing = None;
        for from in (0..count).step_by(PORTION as usize) {
            let portion = (from..count.min(from + PORTION)).map(&mut values).collect();
            let ready = self.ready(module, portion, &mut ids).await?;
            finish(writing.take()).await?;
            progress(module, from);
            action.count += ready.len() as u64;
            writing =
                Some(tokio::spawn(save(self.engine.clone(), self.caller.clone(), action.clone(), ready)));
        }
        finish(writing).await?;
        progress(module, count);
        Ok(ids)
    }

    async fn ready(&self, module: &str, values: Vec<Values>, ids: &mut Vec<Id>) -> Result<Vec<Ready>> {
        let scene = Scene::new(self.engine, &self.caller, module)?;
        let new = |values| Draft::create(&scene, self.engine.new_id(), values);
        let mut drafts: Vec<Draft> = values.into_iter().map(new).collect();
        ids.extend(drafts.iter().map(|draft| draft.id));
        write::prepare(self.engine, &scene, &mut drafts).await?;
        drafts.into_iter().map(Draft::ready).collect()
    }
}

async fn save(engine: Engine, caller: Arc<Caller>, action: Batch, ready: Vec<Ready>) -> Result<()> {
    let outcomes = write::save_many(&engine, caller, action, ready).await?;
    outcomes.into_iter().try_for_each(|outcome| Ok(outcome?))
}

async fn finish(writing: Option<tokio::task::JoinHandle<Result<()>>>) -> Result<()> {
    match writing {
        Some(writing) => writing.await?,
        None => Ok(()),
    }
}

/// What the next record is made from.
struct Made {
    dice: Dice,
    today: NaiveDate,
    reps: Vec<Id>,
    accounts: Vec<Id>,
    contacts: Vec<Id>,
}

/// A number so that names differ.
fn numbered(name: String, at: u64) -> String {
    if at < 500 { name } else { format!("{name} {at}") }
}

fn text(values: &mut Values, field: &'static str, text: impl Into<String>) {
    values.insert(Name::new_static(field), Value::text(text));
}

fn link(values: &mut Values, field: &'static str, to: &'static str, id: Id) {
    values.insert(Name::new_static(field), Value::Link(Link::new(Name::new_static(to), id)));
}

fn money(values: &mut Values, field: &'static str, amount: i64) {
    values.insert(Name::new_static(field), Value::Decimal(Decimal::from(amount)));
}

impl Made {
    fn account(&mut self, at: u64) -> Values {
        let mut values = self.owned();
        let land = self.land();
        let (city, postal) = *self.dice.pick(land.cities);
        text(&mut values, "name", numbered(land.company(&mut self.dice), at));
        text(
            &mut values,
            "type",
            *self.dice.pick(&["prospect", "customer", "customer", "partner", "reseller"]),
        );
        text(&mut values, "industry", *self.dice.pick(INDUSTRIES));
        text(&mut values, "rating", *self.dice.pick(&["hot", "warm", "cold"]));
        text(&mut values, "phone", self.phone(land));
        text(&mut values, "email", format!("office@company{at}.example"));
        text(&mut values, "website", format!("https://www.company{at}.example"));
        money(&mut values, "annual_revenue", self.dice.between(1, 9_000) * 10_000);
        values.insert(Name::new_static("employees"), Value::Integer(self.dice.between(1, 4_000)));
        text(&mut values, "billing_street", self.street(land));
        text(&mut values, "billing_city", city);
        text(&mut values, "billing_postal_code", self.postal(postal));
        text(&mut values, "billing_country", land.country);
        values
    }

    fn contact(&mut self, at: u64) -> Values {
        let mut values = self.person(at, "contact");
        if let Some(account) = nth(&self.accounts, at) {
            link(&mut values, "account", "accounts", account);
        }
        let source = *self.dice.pick(SOURCES);
        text(&mut values, "source", source);
        values
    }

    fn lead(&mut self, at: u64) -> Values {
        let mut values = self.person(at, "lead");
        let land = self.land();
        text(&mut values, "company", land.company(&mut self.dice));
        text(
            &mut values,
            "status",
            *self.dice.pick(&["new", "new", "contacted", "qualified", "recycled", "abandoned"]),
        );
        text(&mut values, "source", *self.dice.pick(SOURCES));
        text(&mut values, "rating", *self.dice.pick(&["hot", "warm", "cold"]));
        text(&mut values, "industry", *self.dice.pick(INDUSTRIES));
        values.insert(Name::new_static("score"), Value::Integer(self.dice.between(0, 100)));
        values
    }

    /// Closed deals lie behind, open ones mostly ahead.
    fn opportunity(&mut self, at: u64) -> Values {
        let mut values = self.owned();
        let land = self.land();
        let (pipeline, stages) =
            *self.dice.pick(&[("sales", SALES), ("sales", SALES), ("projects", PROJECTS)]);
        let stage = *self.dice.pick(stages);
        let closed = matches!(stage, "won" | "lost");
        let days = if closed { -self.dice.between(0, 700) } else { self.dice.between(-20, 200) };
        text(&mut values, "name", format!("{} {at}", self.dice.pick(land.deals)));
        text(&mut values, "pipeline", pipeline);
        text(&mut values, "stage", stage);
        text(&mut values, "source", *self.dice.pick(SOURCES));
        money(&mut values, "amount", self.dice.between(1, 40) * self.dice.between(10, 5_000));
        values.insert(Name::new_static("close_date"), Value::Date(shifted(self.today, days)));
        if let Some(account) = nth(&self.accounts, at) {
            link(&mut values, "account", "accounts", account);
        }
        // The contacts were dealt out over the accounts in the same order.
        if let Some(contact) = nth(&self.contacts, at) {
            link(&mut values, "contact", "contacts", contact);
        }
        values
    }

    fn person(&mut self, at: u64, kind: &str) -> Values {
        let mut values = self.owned();
        let land = self.land();
        let (city, postal) = *self.dice.pick(land.cities);
        text(&mut values, "first_name", *self.dice.pick(land.firsts));
        text(&mut values, "last_name", *self.dice.pick(land.lasts));
        text(&mut values, "title", *self.dice.pick(land.titles));
        text(&mut values, "email", format!("{kind}{at}@company{}.example", at % 10_000));
        text(&mut values, "phone", self.phone(land));
        text(&mut values, "street", self.street(land));
        text(&mut values, "city", city);
        text(&mut values, "postal_code", self.postal(postal));
        text(&mut values, "country", land.country);
        values
    }

    fn owned(&mut self) -> Values {
        let mut values = Values::new();
        let owner = *self.dice.pick(&self.reps);
        link(&mut values, "owner", "users", owner);
        if self.dice.in_hundred(20) {
            let tag = *self.dice.pick(&["vip", "newsletter", "trade-fair", "2026", "重点", "важно"]);
            values.insert(Name::new_static("tags"), Value::Many(vec![tag.to_owned()]));
        }
        values
    }

    fn land(&mut self) -> &'static Land {
        self.dice.pick(LANDS)
    }

    fn phone(&mut self, land: &Land) -> String {
        format!("{} {}", land.phone, self.dice.between(1_000_000, 9_999_999))
    }

    fn street(&mut self, land: &Land) -> String {
        format!("{} {}", self.dice.pick(land.streets), self.dice.between(1, 240))
    }

    fn postal(&mut self, start: &str) -> String {
        format!("{start}{:03}", self.dice.between(0, 999))
    }
}

fn nth(ids: &[Id], at: u64) -> Option<Id> {
    let place = usize::try_from(at).ok()?.checked_rem(ids.len())?;
    ids.get(place).copied()
}

fn shifted(date: NaiveDate, days: i64) -> NaiveDate {
    let span = Days::new(days.unsigned_abs());
    if days < 0 { date - span } else { date + span }
}

const SALES: &[&str] =
    &["prospecting", "qualification", "engaging", "proposal", "negotiation", "won", "won", "lost", "lost"];
const PROJECTS: &[&str] = &["inquiry", "assessment", "design", "offer", "contract", "won", "lost"];
const SOURCES: &[&str] =
    &["website", "referral", "trade_fair", "cold_call", "partner", "email", "web_search"];
const INDUSTRIES: &[&str] = &[
    "construction",
    "education",
    "electronics",
    "engineering",
    "food_and_beverage",
    "machinery",
    "medical",
    "retail",
    "software",
    "transportation",
    "wholesale",
];
