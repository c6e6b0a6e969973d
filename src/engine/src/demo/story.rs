//! What people did, and when: each step is written by who did it, at its time in the past.

use std::sync::Arc;

use api::{Caller, Conversion};
use chrono::{Days, Duration, NaiveDate};
use model::record::Values;
use model::{Id, Instant, Link, Name, Record, Value};
use rust_decimal::Decimal;

use crate::Engine;
use crate::convert;
use crate::error::Result;
use crate::fill::dice::Dice;
use crate::write::{self, Draft, Scene};

pub(super) struct Story<'a> {
    engine: &'a Engine,
    people: Vec<Arc<Caller>>,
    now: Instant,
    pub(super) dice: Dice,
}

impl Story<'_> {
    pub(super) fn begin(engine: &Engine, people: Vec<Arc<Caller>>) -> Story<'_> {
        Story { engine, people, now: engine.now(), dice: Dice::new(7) }
    }

    pub(super) fn engine(&self) -> &Engine {
        self.engine
    }

    /// Some time of the day, so many days ago.
    pub(super) fn ago(&mut self, days: i64) -> Instant {
        let minutes = self.dice.between(5, 8 * 60);
        self.now - Duration::days(days) - Duration::minutes(minutes)
    }

    /// The day so many days from now; before today with a minus.
    pub(super) fn day(&self, days: i64) -> NaiveDate {
        let today = self.now.date_naive();
        let span = Days::new(days.unsigned_abs());
        if days < 0 { today - span } else { today + span }
    }

    /// How somebody is mentioned in a comment.
    pub(super) fn mention(&self, who: usize) -> String {
        let me = &self.people[who].me;
        format!("@[{}]({})", me.name, me.id)
    }

    pub(super) async fn add(
        &self,
        who: usize,
        at: Instant,
        module: &'static str,
        values: Values,
    ) -> Result<Record> {
        let scene = self.scene(who, at, module)?;
        let draft = Draft::create(&scene, self.engine.new_id(), values);
        self.write(scene, draft, "create").await
    }

    pub(super) async fn change(
        &self,
        who: usize,
        at: Instant,
        module: &'static str,
        record: Record,
        values: Values,
    ) -> Result<Record> {
        let scene = self.scene(who, at, module)?;
        let draft = Draft::update(&scene, record, values);
        self.write(scene, draft, "update").await
    }

    /// The lead becomes a customer with a deal.
    pub(super) async fn convert(&self, who: usize, lead: Id, amount: i64) -> Result<()> {
        let caller = &self.people[who];
        let preview = convert::preview(self.engine, caller, lead).await?;
        let mut opportunity = preview.opportunity;
        opportunity.insert(Name::new_static("amount"), money(amount));
        opportunity.insert(Name::new_static("close_date"), Value::Date(self.day(21)));
        let (account, contact) = (preview.account, preview.contact);
        let wanted = Conversion { account, contact, opportunity: Some(opportunity), ..Conversion::default() };
        convert::convert(self.engine, caller, lead, wanted).await.map(drop)
    }

    fn scene(&self, who: usize, at: Instant, module: &'static str) -> Result<Scene> {
        let mut scene = Scene::new(self.engine, &self.people[who], module)?;
        scene.now = at;
        scene.today = scene.caller.formats.zone.date(at);
        Ok(scene)
    }

    async fn write(&self, scene: Scene, draft: Draft, kind: &str) -> Result<Record> {
        let mut draft = [draft];
        write::prepare(self.engine, &scene, &mut draft).await?;
        let [ready] = draft.map(Draft::ready);
        let ready = ready?;
        let mut action = write::batch(self.engine, &scene.caller, kind, &scene.module.name, 1);
        action.at = crate::clock::to_the_millisecond(scene.now);
        write::commit(self.engine, scene.caller.clone(), action, move |tx, caller, writing| {
            Box::pin(async move { ready.write(tx, &caller.grant, &writing).await })
        })
        .await
    }
}

/// Texts of fields; those that are empty are left out.
pub(super) fn texts<const N: usize>(pairs: [(&'static str, &str); N]) -> Values {
    let filled = pairs.into_iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(name, text)| (Name::new_static(name), Value::text(text))).collect()
}

pub(super) fn link(to: &'static str, id: Id) -> Value {
    Value::Link(Link::new(Name::new_static(to), id))
}

pub(super) fn money(amount: i64) -> Value {
    Value::Decimal(Decimal::from(amount))
}
