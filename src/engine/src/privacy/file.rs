//! All that is kept of a person, as far as the caller may read it: one archive with a page to read, the same for
//! programs, and the files.

use api::{Caller, Failure};
use model::grant::Level;
use model::kind::Show;
use model::module::Access;
use model::{Field, FieldChange, Id, Kind, Module, Name, Record, Value};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use store::Query;

use super::zip::Zip;
use super::{How, of_persons, page, person};
use crate::Engine;
use crate::error::{Error, Result};
use crate::read::linked;

/// Entries read at a time.
const PAGE: u32 = 200;
/// Mails are looked through to here.
const MAILS: u32 = 10_000;

#[derive(Serialize)]
pub(super) struct Person {
    pub(super) title: String,
    pub(super) exported_at: String,
    /// The record itself, what it was made of, and what was merged into it.
    pub(super) records: Vec<Told>,
    /// What is about the person: notes, comments, tasks, attachments, consents.
    pub(super) about: Vec<Told>,
    /// What else leads to the person, by its title alone.
    pub(super) linked: Vec<Told>,
    pub(super) mails: Vec<Mailed>,
    /// The names of the files in the archive.
    pub(super) files: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Told {
    pub(super) module: Name,
    /// What the module calls one of its records.
    #[serde(skip)]
    pub(super) label: String,
    pub(super) id: Id,
    pub(super) title: String,
    /// As programs read them.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) values: Map<String, Json>,
    /// Labels and texts as people read them.
    #[serde(skip)]
    pub(super) texts: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) history: Vec<Happened>,
}

#[derive(Serialize)]
pub(super) struct Happened {
    pub(super) at: String,
    pub(super) by: String,
    pub(super) what: &'static str,
    pub(super) fields: Vec<Difference>,
}

#[derive(Serialize)]
pub(super) struct Difference {
    pub(super) field: String,
    pub(super) before: String,
    pub(super) after: String,
}

#[derive(Serialize)]
pub(super) struct Mailed {
    pub(super) at: String,
    pub(super) recipient: String,
    pub(super) subject: String,
}

impl Engine {
    /// The archive and its name. Asks for the right to export the module.
    pub async fn personal_data(
        &self,
        caller: &Caller,
        module: &str,
        id: Id,
    ) -> Result<(String, Vec<u8>), Failure> {
        let caller = self.as_of_now(caller)?;
        let known = of_persons(&caller, module)?;
        let seen = self.store().get(&caller.grant, module, id, false).await.map_err(Error::from)?;
        seen.ok_or(Failure::NotFound)?;
        if !caller.grant.on(module).is_some_and(|rights| rights.export) {
            return Err(Failure::NotAllowed);
        }
        let archive = archive(self, &caller, known, id).await?;
        self.note_seen(&caller, &known.name, id, How::PersonalData);
        Ok((format!("personal-data-{id}.zip"), archive))
    }
}

async fn archive(engine: &Engine, caller: &Caller, module: &Module, id: Id) -> Result<Vec<u8>> {
    let mut person = Person {
        title: String::new(),
        exported_at: engine.now().to_rfc3339(),
        records: Vec::new(),
        about: Vec::new(),
        linked: Vec::new(),
        mails: Vec::new(),
        files: Vec::new(),
    };
    let mut zip = Zip::default();
    for (of, whole) in person::records(engine, &module.name, id).await? {
        let Some(known) = caller.schema.module(&of) else { continue };
        let Some(record) = readable(engine, caller, &of, whole.id).await? else { continue };
        add_files(engine, &record, &mut person, &mut zip).await?;
        beside(engine, caller, known, &record, &mut person, &mut zip).await?;
        mails(engine, caller, known, &record, &mut person).await?;
        let mut told = told(caller, known, &record);
        told.history = history(engine, caller, known, &record).await?;
        person.records.push(told);
    }
    person.title = person.records.first().map(|told| told.title.clone()).unwrap_or_default();
    zip.add("personal-data.json", serde_json::to_string_pretty(&person)?.as_bytes());
    zip.add("personal-data.html", page::html(&person, &caller.texts).as_bytes());
    Ok(zip.finish())
}

async fn readable(engine: &Engine, caller: &Caller, module: &Name, id: Id) -> Result<Option<Record>> {
    let here = engine.store().get(&caller.grant, module, id, false).await?;
    if here.is_some() {
        return Ok(here);
    }
    Ok(engine.store().get(&caller.grant, module, id, true).await?)
}

/// A record with all that the caller reads of it.
fn told(caller: &Caller, module: &Module, record: &Record) -> Told {
    let shown = |field: &&Field| !record.value(&field.name).is_empty();
    let fields = || module.fields.iter().filter(shown);
    let text = |field: &Field| (field.label.clone(), record.format(field, &caller.formats));
    let value = |field: &Field| (field.name.to_string(), field.to_json(record.value(&field.name)));
    Told {
        values: fields().map(value).collect(),
        texts: fields().filter(|field| !field.hidden).map(text).collect(),
        ..titled(module, record)
    }
}

fn titled(module: &Module, record: &Record) -> Told {
    Told {
        module: module.name.clone(),
        label: module.label_one.clone(),
        id: record.id,
        title: record.title.clone(),
        values: Map::new(),
        texts: Vec::new(),
        history: Vec::new(),
    }
}

/// What links to the record: whole where it is about the person, else its title.
async fn beside(
    engine: &Engine,
    caller: &Caller,
    module: &Module,
    record: &Record,
    person: &mut Person,
    zip: &mut Zip,
) -> Result<()> {
    for (from, link) in caller.schema.links_to(&module.name) {
        let about = link.name == "about" || from.access == Access::Follows(link.name.clone());
        let mut query = Query {
            module: from.name.clone(),
            filter: linked(&link.name, &module.name, [record.id]),
            limit: PAGE,
            ..Query::default()
        };
        loop {
            let page = engine.store().list(&caller.grant, &engine.asking(caller), &query).await?;
            for other in &page.records {
                if about {
                    add_files(engine, other, person, zip).await?;
                }
                match about {
                    true => person.about.push(told(caller, from, other)),
                    false => person.linked.push(titled(from, other)),
                }
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
    }
    Ok(())
}

/// The files that the record holds, as far as the caller has read it.
async fn add_files(engine: &Engine, record: &Record, person: &mut Person, zip: &mut Zip) -> Result<()> {
    for value in record.values.values() {
        if let Value::File(file) = value
            && let Some(stored) = engine.store().file(file.id).await?
        {
            let name = format!("files/{}-{}", person.files.len() + 1, stored.name);
            zip.add(&name, &stored.content);
            person.files.push(name);
        }
    }
    Ok(())
}

async fn history(
    engine: &Engine,
    caller: &Caller,
    module: &Module,
    record: &Record,
) -> Result<Vec<Happened>> {
    let mut all = Vec::new();
    let mut before = None;
    loop {
        let part = engine.store().history(&caller.grant, &module.name, record.id, before, PAGE).await?;
        let full = part.len() == PAGE as usize;
        before = part.last().map(|change| change.seq);
        let world = engine.world();
        all.extend(part.into_iter().map(|change| Happened {
            at: change.at.to_rfc3339(),
            by: change.by.map(|user| world.organisation.link(user).title).unwrap_or_default(),
            what: change.kind.key(),
            fields: change.fields.iter().filter_map(|field| difference(caller, module, field)).collect(),
        }));
        if !full {
            return Ok(all);
        }
    }
}

fn difference(caller: &Caller, module: &Module, change: &FieldChange) -> Option<Difference> {
    let field = module.field(&change.field)?;
    let show = |value: &Value| match value {
        Value::Link(link) => link.title.clone(),
        value => field.format(value, Show { formats: &caller.formats, currency: &caller.formats.currency }),
    };
    Some(Difference { field: field.label.clone(), before: show(&change.before), after: show(&change.after) })
}

/// Mails to the person; only administrators know of mails.
async fn mails(
    engine: &Engine,
    caller: &Caller,
    module: &Module,
    record: &Record,
    person: &mut Person,
) -> Result<()> {
    if caller.me.level != Level::Administrator.key() {
        return Ok(());
    }
    let emails = module.fields.iter().filter(|field| matches!(field.kind, Kind::Email(_)));
    let emails: Vec<String> =
        emails.filter_map(|field| record.value(&field.name).as_text()).map(str::to_lowercase).collect();
    if emails.is_empty() {
        return Ok(());
    }
    let mails = engine.store().mails(MAILS).await?;
    let hers = mails.into_iter().filter(|mail| emails.contains(&mail.recipient.to_lowercase()));
    person.mails.extend(hers.map(|mail| Mailed {
        at: mail.at.to_rfc3339(),
        recipient: mail.recipient,
        subject: mail.subject,
    }));
    Ok(())
}
