//! The last step: a draft without problems is written and logged, in the transaction of its action.

use std::sync::Arc;

use chrono::NaiveDate;
use model::kind::AutoNumber;
use model::module::CURRENCY;
use model::record::Values;
use model::{Field, Formats, Grant, Id, Kind, Link, Module, Name, Problem, Record, Value};
use modules::quotes::{LEADS_AMOUNT, NET, OPPORTUNITY};
use modules::{custom_fields, opportunities};
use store::{BoxFuture, Tx, Writing};

use super::{Draft, Origin};
use crate::custom::{FIELDS, declared_field, key_of};
use crate::error::{Error, Result};
use crate::files;
use crate::numbering::counter;

/// So many numbers that are given already are passed over at most.
const PASSED_OVER: usize = 10_000;

/// A record that may be written.
pub(crate) struct Ready {
    module: Arc<Module>,
    id: Id,
    before: Option<Record>,
    values: Values,
    origin: Origin,
    currency: Name,
    gets_numbers: bool,
    day: NaiveDate,
    leads: Option<Arc<Module>>,
}

impl Ready {
    pub(super) fn new(draft: Draft) -> Ready {
        Ready {
            module: draft.module,
            id: draft.id,
            before: draft.before,
            values: draft.values,
            origin: draft.origin,
            currency: draft.currency,
            gets_numbers: draft.gets_numbers,
            day: draft.day,
            leads: draft.leads,
        }
    }

    /// The record as it is; nothing for a new one.
    pub(crate) fn before(&self) -> Option<&Record> {
        self.before.as_ref()
    }

    /// A link to it, with the title that it will have.
    pub(crate) fn link(&self) -> Link {
        let title = self.titled().title;
        Link { title, ..Link::new(self.module.name.clone(), self.id) }
    }

    /// Writes it and gives it back as it is now.
    pub(crate) async fn write(mut self, tx: &mut Tx, grant: &Grant, writing: &Writing) -> Result<Record> {
        if self.origin == Origin::Person {
            files::take_uploads(tx, grant, &self.values, writing.at).await?;
        }
        if self.gets_numbers {
            self.give_numbers(tx).await?;
        }
        self.put(tx, grant, writing).await
    }

    /// Writes it. A number that a record has already, because the scheme was another one once, is passed over.
    async fn put(&mut self, tx: &mut Tx, grant: &Grant, writing: &Writing) -> Result<Record> {
        for _ in 0..PASSED_OVER {
            match self.put_once(tx, grant, writing).await {
                Err(error) if self.has_given_number(&error) => self.give_numbers(tx).await?,
                result => return result,
            }
        }
        self.put_once(tx, grant, writing).await
    }

    async fn put_once(&mut self, tx: &mut Tx, grant: &Grant, writing: &Writing) -> Result<Record> {
        self.keep_what_lies_there(tx).await?;
        self.work_out(tx).await?;
        let record = self.titled();
        let written = match &self.before {
            None => {
                tx.insert(grant, &self.module.name, &record, writing).await?;
                stamped(&self.module, record, writing)
            }
            Some(before) => {
                tx.update(grant, &self.module.name, before, &self.values, &record.title, writing).await?
            }
        };
        self.lead(tx, writing).await?;
        Ok(written)
    }

    /// The amount of the opportunity that follows this quote.
    fn lead<'a>(&'a self, tx: &'a mut Tx, writing: &'a Writing) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let Some(module) = &self.leads else { return Ok(()) };
            let after = self.after();
            let touches = [NET.name, LEADS_AMOUNT.name, OPPORTUNITY.name]
                .iter()
                .any(|name| self.values.contains_key(*name));
            let (Some(deal), true) = (after.get(OPPORTUNITY), touches && after.get(NET).is_some()) else {
                return Ok(());
            };
            let system = Grant::system("the amount of a quote");
            let Some(before) = tx.get(&system, &module.name, deal.id).await? else { return Ok(()) };
            let values = Values::from([
                (Name::new_static(opportunities::AMOUNT.name), after.value(NET.name).clone()),
                (Name::new_static(CURRENCY), after.value(CURRENCY).clone()),
            ]);
            let mut deal = Ready {
                module: module.clone(),
                id: before.id,
                before: Some(before),
                values,
                origin: Origin::Product,
                currency: self.currency.clone(),
                gets_numbers: false,
                day: self.day,
                leads: None,
            };
            deal.put(tx, &system, writing).await.map(drop)
        })
    }

    /// Whether that is why it could not be written.
    fn has_given_number(&self, error: &Error) -> bool {
        let Error::Store(store::Error::Unique { field, .. }) = error else { return false };
        self.gets_numbers && self.numbers().any(|(known, _)| known.name == *field)
    }

    /// The numbers that it gets.
    fn numbers(&self) -> impl Iterator<Item = (&Field, &AutoNumber)> {
        let lacks = move |field: &&Field| {
            self.before.as_ref().is_none_or(|before| before.value(&field.name).is_empty())
        };
        self.module.fields.iter().filter(lacks).filter_map(|field| match &field.kind {
            Kind::AutoNumber(kind) => Some((field, kind)),
            _ => None,
        })
    }

    /// Writes many, new ones in few statements. One that cannot be written has its own error; the others are written.
    pub(crate) async fn write_many(
        mut all: Vec<Ready>,
        tx: &mut Tx,
        grant: &Grant,
        writing: &Writing,
    ) -> Result<Vec<store::Result<()>>> {
        give_many_numbers(&mut all, tx).await?;
        let Some(module) = all.first().map(|ready| ready.module.clone()) else { return Ok(Vec::new()) };
        for ready in &mut all {
            ready.keep_what_lies_there(tx).await?;
            ready.work_out(tx).await?;
        }
        let records: Vec<Record> =
            all.iter().filter(|ready| ready.before.is_none()).map(Ready::titled).collect();
        let mut inserted = tx.insert_many(grant, &module.name, &records, writing).await?.into_iter();
        let mut outcomes = Vec::with_capacity(all.len());
        for ready in &mut all {
            outcomes.push(match &ready.before {
                None => {
                    let outcome = inserted.next().unwrap_or(Err(store::Error::NotFound));
                    ready.again(outcome, tx, grant, writing).await?
                }
                Some(before) => {
                    let title = ready.titled().title;
                    tx.update(grant, &module.name, before, &ready.values, &title, writing).await.map(drop)
                }
            });
            if outcomes.last().is_some_and(std::result::Result::is_ok) {
                ready.lead(tx, writing).await?;
            }
        }
        Ok(outcomes)
    }

    /// With another number where it has one that is given already.
    async fn again(
        &mut self,
        outcome: store::Result<()>,
        tx: &mut Tx,
        grant: &Grant,
        writing: &Writing,
    ) -> Result<store::Result<()>> {
        let Err(error) = outcome else { return Ok(Ok(())) };
        let error = Error::Store(error);
        let result = match self.has_given_number(&error) {
            true => {
                self.give_numbers(tx).await?;
                self.put(tx, grant, writing).await.map(drop)
            }
            false => Err(error),
        };
        match result {
            Ok(()) => Ok(Ok(())),
            Err(Error::Store(error)) => Ok(Err(error)),
            Err(error) => Err(error),
        }
    }

    /// A field does not become a kind that cannot say what lies in it.
    async fn keep_what_lies_there(&self, tx: &mut Tx) -> Result<()> {
        if self.module.name != FIELDS || self.before.is_none() {
            return Ok(());
        }
        let Ok(field) = custom_fields::read(&self.after(), key_of) else { return Ok(()) };
        let is_declared = declared_field(&field.module, &field.name).is_some();
        if is_declared || tx.become_kind(&field.module, &field.name, &field.kind).await? {
            return Ok(());
        }
        let kind = custom_fields::KIND.name;
        let was = self.before.as_ref().map(|before| before.value(kind));
        let is_other = was.is_some_and(|was| was != self.after().value(kind));
        let at = if is_other { kind } else { custom_fields::DIGITS.name };
        Err(vec![Problem::new(at, "does-not-fit")].into())
    }

    /// Fills what formulas give, and roll-ups where nothing links to a record yet. Formulas read fields, too, that are hidden from the writer.
    async fn work_out(&mut self, tx: &mut Tx) -> Result<()> {
        let module = self.module.clone();
        if self.before.is_none() {
            let rolled_up = module.fields.iter().filter(|field| field.roll_up.is_some());
            self.values.extend(rolled_up.map(|field| (field.name.clone(), field.rolled_up_from_nothing())));
        }
        if module.computed.is_empty() {
            return Ok(());
        }
        let mut record = self.after();
        let is_read = |name: &Name| record.values.contains_key(name);
        if self.before.is_some() && !module.inputs().all(is_read) {
            let system = Grant::system("what formulas read");
            let whole = tx.get(&system, &module.name, self.id).await?;
            for (name, value) in whole.map(|whole| whole.values).unwrap_or_default() {
                record.values.entry(name).or_insert(value);
            }
        }
        module.work_out(&mut record, &self.currency);
        let given = module.computed.iter().map(|name| (name.clone(), record.value(name).clone()));
        self.values.extend(given);
        Ok(())
    }

    /// As it will be, with its title.
    fn titled(&self) -> Record {
        let mut record = self.after();
        record.title = record.work_out_title(&self.module, &Formats::default());
        record
    }

    /// Numbers are drawn inside the transaction, so that none is given twice and none is lost by a refused write.
    async fn give_numbers(&mut self, tx: &mut Tx) -> Result<()> {
        let mut given = Values::new();
        for (field, kind) in self.numbers() {
            let counter = tx.next_number(&counter(&self.module.name, field, kind, self.day)).await?;
            given.insert(field.name.clone(), Value::Text(kind.number(counter, self.day)));
        }
        self.values.extend(given);
        Ok(())
    }

    fn after(&self) -> Record {
        let mut record = self.before.clone().unwrap_or_else(|| Record {
            id: self.id,
            version: 1,
            title: String::new(),
            values: Values::new(),
        });
        record.values.extend(self.values.clone());
        record
    }
}

/// The numbers of many new records of one module, drawn at once.
async fn give_many_numbers(all: &mut [Ready], tx: &mut Tx) -> Result<()> {
    let new = all.iter().filter(|ready| ready.before.is_none()).count();
    let first = all.iter().find(|ready| ready.before.is_none());
    let Some((module, day)) = first.map(|ready| (ready.module.clone(), ready.day)) else { return Ok(()) };
    for field in &module.fields {
        let Kind::AutoNumber(kind) = &field.kind else { continue };
        let count = i64::try_from(new).unwrap_or(i64::MAX);
        let last = tx.next_numbers(&counter(&module.name, field, kind, day), count).await?;
        for (counter, ready) in
            (last - count + 1..).zip(all.iter_mut().filter(|ready| ready.before.is_none()))
        {
            ready.values.insert(field.name.clone(), Value::Text(kind.number(counter, day)));
        }
    }
    Ok(())
}

/// The fields that the store fills.
fn stamped(module: &Module, mut record: Record, writing: &Writing) -> Record {
    use model::module::{CREATED_AT, CREATED_BY, LAST_ACTIVITY, OWNER_SINCE, UPDATED_AT, UPDATED_BY};
    let by = writing.by.map_or(Value::Empty, |user| Value::Link(Link::new(Name::new_static("users"), user)));
    record.set(CREATED_AT, Value::Instant(writing.at));
    record.set(UPDATED_AT, Value::Instant(writing.at));
    record.set(CREATED_BY, by.clone());
    record.set(UPDATED_BY, by);
    for name in [LAST_ACTIVITY, OWNER_SINCE] {
        if module.field(name).is_some() {
            record.set(name, Value::Instant(writing.at));
        }
    }
    record
}
