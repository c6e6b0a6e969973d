//! A record on its way to be written, and what the steps may know besides it.

use std::collections::BTreeSet;
use std::sync::Arc;

use api::{Caller, Failure};
use chrono::NaiveDate;
use model::filter::Asking;
use model::module::CREATED_AT;
use model::record::Values;
use model::{File, Id, Instant, Link, Module, Name, Problem, Record, Value};

use super::Ready;
use crate::Engine;
use crate::error::Result;
use crate::world::World;

/// Who decided on the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A person, a file or a program: all rules hold, and what she left out is filled.
    Person,
    /// The product, which also writes what people may only read.
    Product,
    /// Values that were there before: nothing is filled in, but what must never be broken is kept.
    Undo,
}

/// What the steps may know besides the record: who writes, when, and the state of the organisation.
pub(crate) struct Scene {
    pub(crate) world: Arc<World>,
    pub(crate) caller: Arc<Caller>,
    /// The module with all its fields.
    pub(crate) module: Arc<Module>,
    pub(crate) origin: Origin,
    pub(crate) now: Instant,
    /// On the writer's calendar.
    pub(crate) today: NaiveDate,
    /// Records that are written in the same transaction and may be linked to.
    pub(crate) coming: Vec<Link>,
    /// Records that are deleted in the same transaction, and are in nobody's way.
    pub(crate) leaving: Vec<Id>,
}

impl Scene {
    /// For a person who writes records of `module`.
    pub(crate) fn new(engine: &Engine, caller: &Caller, module: &str) -> Result<Scene, Failure> {
        Scene::at(engine.world(), engine.as_of_now(caller)?, module, engine.now())
    }

    pub(crate) fn at(
        world: Arc<World>,
        caller: Arc<Caller>,
        module: &str,
        now: Instant,
    ) -> Result<Scene, Failure> {
        caller.schema.module(module).ok_or(Failure::NotFound)?;
        Ok(Scene {
            module: world.wordings.module(module).ok_or(Failure::NotFound)?,
            today: caller.formats.zone.date(now),
            world,
            caller,
            origin: Origin::Person,
            now,
            coming: Vec::new(),
            leaving: Vec::new(),
        })
    }

    /// The module as the writer sees it.
    pub(crate) fn visible(&self) -> Option<&Module> {
        self.caller.schema.module(&self.module.name)
    }

    pub(crate) fn with(mut self, origin: Origin) -> Scene {
        self.origin = origin;
        self
    }

    pub(crate) fn may_create(&self) -> Result<(), Failure> {
        let rights = self.caller.grant.on(&self.module.name).ok_or(Failure::NotFound)?;
        if rights.create { Ok(()) } else { Err(Failure::NotAllowed) }
    }

    pub(super) fn asking(&self) -> Asking {
        Asking {
            now: self.now,
            zone: self.caller.formats.zone.clone(),
            first_weekday: self.caller.formats.first_weekday,
            me: self.caller.grant.user,
            team: self.caller.team.clone(),
            department: self.caller.department.clone(),
        }
    }

    pub(crate) fn by_person(&self) -> bool {
        self.origin == Origin::Person
    }
}

#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) module: Arc<Module>,
    pub(crate) id: Id,
    /// The record as it is; nothing for a new one.
    pub(crate) before: Option<Record>,
    pub(crate) origin: Origin,
    /// Of the company: amounts that name none are in it.
    pub(super) currency: Name,
    /// Whether it gets the numbers that it lacks,
    pub(super) gets_numbers: bool,
    /// as of this day on the company's calendar: the one on which it was made.
    pub(super) day: NaiveDate,
    /// The module of the opportunity whose amount follows it.
    pub(super) leads: Option<Arc<Module>>,
    /// What came in, until it is decoded.
    pub(super) input: Values,
    /// The fields that the writer herself decided on.
    pub(super) given: BTreeSet<Name>,
    /// What will be written.
    pub(super) values: Values,
    pub(crate) problems: Vec<Problem>,
}

impl Draft {
    pub(crate) fn create(scene: &Scene, id: Id, input: Values) -> Draft {
        Draft::new(scene, id, None, input)
    }

    /// A new one that brings its numbers.
    pub(crate) fn create_numbered(scene: &Scene, id: Id, input: Values) -> Draft {
        Draft { gets_numbers: false, ..Draft::create(scene, id, input) }
    }

    pub(crate) fn update(scene: &Scene, before: Record, input: Values) -> Draft {
        Draft::new(scene, before.id, Some(before), input)
    }

    fn new(scene: &Scene, id: Id, before: Option<Record>, input: Values) -> Draft {
        let made = match before.as_ref().map(|before| before.value(CREATED_AT)) {
            Some(Value::Instant(made)) => *made,
            _ => scene.now,
        };
        Draft {
            gets_numbers: before.is_none(),
            day: scene.world.company.zone.date(made),
            module: scene.module.clone(),
            id,
            before,
            origin: scene.origin,
            currency: scene.world.schema().currency.clone(),
            leads: None,
            input,
            given: BTreeSet::new(),
            values: Values::new(),
            problems: Vec::new(),
        }
    }

    /// One that gets the numbers that it lacks, though it is not new.
    pub(crate) fn numbered(self) -> Draft {
        Draft { gets_numbers: true, ..self }
    }

    pub(crate) fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// The value before.
    pub(super) fn was(&self, field: &str) -> &Value {
        static EMPTY: Value = Value::Empty;
        self.before.as_ref().map_or(&EMPTY, |before| before.value(field))
    }

    /// The value afterwards.
    pub(crate) fn value(&self, field: &str) -> &Value {
        self.values.get(field).unwrap_or_else(|| self.was(field))
    }

    /// The record as it would be, without a title.
    pub(crate) fn after(&self) -> Record {
        let new = || Record { id: self.id, version: 1, title: String::new(), values: Values::new() };
        let mut record = self.before.clone().unwrap_or_else(new);
        record.values.extend(self.values.clone());
        record
    }

    pub(super) fn text(&self, field: &str) -> &str {
        self.value(field).as_text().unwrap_or_default()
    }

    /// Whether the writer herself decided on it.
    pub(super) fn is_given(&self, field: &str) -> bool {
        self.given.contains(field)
    }

    pub(super) fn changes(&self, field: &str) -> bool {
        self.values.get(field).is_some_and(|value| value != self.was(field))
    }

    /// The files that it would hold from now on.
    pub(crate) fn files(&self) -> Vec<(Name, File)> {
        let file = |(name, value): (&Name, &Value)| match value {
            Value::File(file) => Some((name.clone(), file.clone())),
            _ => None,
        };
        self.values.iter().filter_map(file).collect()
    }

    /// The fields that get another value.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Name> {
        self.values.keys().filter(|field| self.changes(field))
    }

    pub(crate) fn set(&mut self, field: &str, value: Value) {
        self.values.insert(field.into(), value);
    }

    pub(crate) fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// What is to be written, or all that is wrong with it.
    pub(crate) fn ready(self) -> Result<Ready> {
        if self.problems.is_empty() { Ok(Ready::new(self)) } else { Err(self.problems.into()) }
    }
}
