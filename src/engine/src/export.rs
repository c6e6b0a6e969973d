//! Export: the records of a list as CSV, in pages, so that any number of them takes the memory of one page.

use std::sync::Arc;

use api::{Caller, Failure, ListQuery};
use futures::{Stream, stream};
use model::{Event, Field, Kind, Module, Name, Record};
use store::Query;

use crate::error::{Error, Result};
use crate::sheet::Sheet;
use crate::{Engine, condition};

/// Records read at a time.
const PAGE: u32 = 500;

/// What the first row and lists of values say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headers {
    /// What people read, in the reader's language.
    #[default]
    Labels,
    /// The names of fields and the keys of choices, for programs.
    Names,
}

struct Export {
    engine: Engine,
    caller: Arc<Caller>,
    query: Query,
    columns: Vec<Field>,
    headers: Headers,
    sheet: Sheet,
    at: Place,
    /// The condition as it was asked, and how many records were written so far.
    asked: String,
    written: u64,
}

enum Place {
    Start,
    Middle,
    End,
}

impl Engine {
    /// The records that `query` asks for, all of them, as the bytes of a CSV file. Without columns, all fields.
    pub fn export(
        &self,
        caller: &Caller,
        query: ListQuery,
        headers: Headers,
    ) -> Result<impl Stream<Item = Result<Vec<u8>, Failure>> + Send + use<>, Failure> {
        let caller = self.as_of_now(caller)?;
        let module = condition::module(&caller, &query.module)?;
        if !caller.grant.on(&module.name).is_some_and(|rights| rights.export) {
            return Err(Failure::NotAllowed);
        }
        let columns = columns(module, &query.columns)?;
        let asked = query.filter.clone();
        let query = Query {
            filter: condition::read(self, &caller, module, &query.filter)?,
            sort: condition::order(module, &query.sort)?,
            fields: columns.iter().flat_map(read_for).collect(),
            limit: PAGE,
            after: query.after,
            deleted: query.deleted,
            module: query.module,
        };
        let (sheet, at) = (Sheet::new(), Place::Start);
        let (engine, caller) = (self.clone(), caller.clone());
        let export = Export { engine, query, columns, headers, sheet, at, caller, asked, written: 0 };
        Ok(stream::try_unfold(export, Export::next))
    }
}

impl Export {
    /// The next piece of the file.
    async fn next(mut self) -> Result<Option<(Vec<u8>, Export)>, Failure> {
        match self.at {
            Place::End => return Ok(None),
            Place::Start => {
                self.note().await?;
                self.write_header()?;
            }
            Place::Middle => {}
        }
        self.at = Place::Middle;
        let asking = self.engine.asking(&self.caller);
        let list = self.engine.store().list(&self.caller.grant, &asking, &self.query);
        let page = list.await.map_err(Error::from)?;
        for record in &page.records {
            self.write(record)?;
        }
        self.written += page.records.len() as u64;
        match page.next {
            Some(next) => self.query.after = Some(next),
            None => {
                self.at = Place::End;
                self.engine.note_export(&self.caller, &self.query.module, &self.asked, self.written);
            }
        }
        let bytes = self.sheet.take().map_err(unwritable)?;
        Ok(Some((bytes, self)))
    }

    /// That it was taken is in the log.
    async fn note(&self) -> Result<(), Failure> {
        let event = self.engine.event(Event::Exported, self.caller.grant.user);
        let event = event.detail("file", &format!("{}.csv", self.query.module));
        Ok(self.engine.note(event).await?)
    }

    fn write_header(&mut self) -> Result<(), Failure> {
        let headers = self.headers;
        let names = self.columns.iter().map(|field| match headers {
            Headers::Labels => field.label.as_str(),
            Headers::Names => field.name.as_str(),
        });
        self.sheet.row(names).map_err(unwritable)
    }

    fn write(&mut self, record: &Record) -> Result<(), Failure> {
        let cells: Vec<String> = self.columns.iter().map(|field| cell(field, record, self.headers)).collect();
        self.sheet.row(cells.iter().map(String::as_str)).map_err(unwritable)
    }
}

/// The fields asked for; without any, all that are kept and shown.
fn columns(module: &Module, asked: &[Name]) -> Result<Vec<Field>, Failure> {
    if asked.is_empty() {
        let kept = |field: &&Field| field.in_lists() && !matches!(field.kind, Kind::Address(_));
        return Ok(module.fields.iter().filter(kept).cloned().collect());
    }
    condition::columns(module, asked)?;
    Ok(module.pick(asked).cloned().collect())
}

/// What is read to fill a column.
fn read_for(field: &Field) -> Vec<Name> {
    match &field.kind {
        Kind::Address(address) => address.parts.clone(),
        _ => vec![field.name.clone()],
    }
}

/// Links are told by what they are called: that is what an import finds them by.
fn cell(field: &Field, record: &Record, headers: Headers) -> String {
    let value = record.value(&field.name);
    match &field.kind {
        Kind::Address(address) => record.address(&address.parts).join(", "),
        Kind::Link(_) | Kind::User(_) => value.as_link().map(|link| link.title.clone()).unwrap_or_default(),
        Kind::OneOf(_) | Kind::ManyOf(_) if headers == Headers::Labels => {
            let formats = model::Formats::default();
            field.format(value, model::kind::Show { formats: &formats, currency: "" })
        }
        _ => field.plain(value),
    }
}

pub(crate) fn unwritable(error: std::io::Error) -> Failure {
    Failure::Unavailable(format!("the export cannot be written: {error}"))
}
