//! A record's timeline: its changes, and the notes, comments, attachments and tasks about it, by time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use api::{Caller, Entry, Failure, Happening, Timeline};
use futures::future::try_join_all;
use futures::try_join;
use model::module::{CREATED_AT, CREATED_BY};
use model::{Change, Filter, Id, Instant, Link, Name, Op, Operand, Record, Sort, Test, Value};
use modules::{attachments, comments, notes};
use store::{Query, Right};

use crate::Engine;
use crate::actions;
use crate::condition;
use crate::error::Result;
use crate::markdown;
use crate::organisation::USERS;
use crate::read::linked;

/// Entries a page.
const ENTRIES: usize = 50;
/// What stands beside changes in a timeline, by the link `about`.
const ABOUT: &str = "about";
const BESIDE: [&str; 4] = ["notes", "comments", "attachments", "tasks"];

pub(crate) async fn timeline(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    id: Id,
    before: Option<Instant>,
) -> Result<Timeline> {
    condition::module(caller, &module)?;
    if !engine.store().may(&caller.grant, &module, id, Right::See).await?
        && engine.store().get(&caller.grant, &module, id, true).await?.is_none()
    {
        return Err(Failure::NotFound.into());
    }
    // Whose link she may not read stands beside nothing for her.
    let links = |name: &&&str| caller.schema.module(name).is_some_and(|module| module.field(ABOUT).is_some());
    let beside = BESIDE.iter().filter(links);
    let beside = try_join_all(beside.map(|name| about(engine, caller, name, &module, id, before)));
    let (changes, beside) = try_join!(changes(engine, caller, &module, id, before), beside)?;
    let changes = with_titles(engine, caller, changes).await?;
    let undoable = actions::undoable(engine, caller, changes.iter()).await?;
    let changes = changes.into_iter().map(|change| entry_of_change(engine, change));
    let beside = beside.into_iter().flatten();
    Ok(Timeline { undoable, ..page(changes.chain(beside).collect()) })
}

/// Newest first. A page is not cut between entries of the same instant, or the next would miss some.
fn page(mut entries: Vec<Entry>) -> Timeline {
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    let Some(last) = entries.get(ENTRIES - 1).map(|entry| entry.at) else {
        return Timeline { entries, ..Timeline::default() };
    };
    let kept = entries.partition_point(|entry| entry.at >= last);
    let more = kept < entries.len() || entries.len() > ENTRIES;
    entries.truncate(kept);
    Timeline { entries, before: more.then_some(last), ..Timeline::default() }
}

/// The record's changes before an instant. The log is read by its own numbers, so what is newer is read over.
async fn changes(
    engine: &Engine,
    caller: &Caller,
    module: &Name,
    id: Id,
    before: Option<Instant>,
) -> Result<Vec<Change>> {
    let limit = ENTRIES as u32 + 1;
    let mut found = Vec::new();
    let mut from = None;
    loop {
        let read = engine.store().history(&caller.grant, module, id, from, limit).await?;
        let full = read.len() == limit as usize;
        from = read.last().map(|change| change.seq);
        found.extend(read.into_iter().filter(|change| before.is_none_or(|before| change.at < before)));
        if !full || found.len() > ENTRIES {
            return Ok(found);
        }
    }
}

/// Records of the module `from` about the record, before an instant.
async fn about(
    engine: &Engine,
    caller: &Caller,
    from: &'static str,
    module: &Name,
    id: Id,
    before: Option<Instant>,
) -> Result<Vec<Entry>> {
    let mut filter = linked(&Name::new_static(ABOUT), module, [id]);
    if let Some(before) = before {
        let operand = Operand::Value(Value::Instant(before));
        filter = filter.and(Filter::Test(Test::new(CREATED_AT, Op::Less, vec![operand])));
    }
    let query = Query {
        module: Name::new_static(from),
        filter,
        sort: vec![Sort::down(CREATED_AT)],
        limit: ENTRIES as u32 + 1,
        ..Query::default()
    };
    let page = engine.store().list(&caller.grant, &engine.asking(caller), &query).await?;
    Ok(page.records.into_iter().filter_map(|record| entry_of_record(from, record)).collect())
}

fn entry_of_record(module: &str, record: Record) -> Option<Entry> {
    let Value::Instant(at) = record.value(CREATED_AT) else { return None };
    let at = *at;
    let by = record.value(CREATED_BY).as_link().cloned();
    let html = |body: Option<String>| markdown::to_html(&body.unwrap_or_default());
    let what = match module {
        "notes" => Happening::Note { html: html(record.get(notes::BODY)), record },
        "comments" => Happening::Comment { html: html(record.get(comments::BODY)), record },
        "attachments" => Happening::Attachment { file: attachments::file(&record)?.clone(), record },
        _ => Happening::Task { record },
    };
    Some(Entry { at, by, what })
}

fn entry_of_change(engine: &Engine, change: Change) -> Entry {
    let by = change.by.map(|user| engine.world().organisation.link(user));
    Entry { at: change.at, by, what: Happening::Change(change) }
}

/// Gives the links in `changes` the titles that the caller may know; others have none.
pub(crate) async fn with_titles(
    engine: &Engine,
    caller: &Caller,
    mut changes: Vec<Change>,
) -> Result<Vec<Change>> {
    let mut wanted: BTreeMap<Name, BTreeSet<Id>> = BTreeMap::new();
    for link in changes.iter_mut().flat_map(links) {
        wanted.entry(link.module.clone()).or_default().insert(link.id);
    }
    let asked = wanted.into_iter().map(|(module, ids)| titles(engine, caller, module, ids));
    let known: HashMap<(Name, Id), String> = try_join_all(asked).await?.into_iter().flatten().collect();
    for link in changes.iter_mut().flat_map(links) {
        link.title = known.get(&(link.module.clone(), link.id)).cloned().unwrap_or_default();
    }
    Ok(changes)
}

fn links(change: &mut Change) -> impl Iterator<Item = &mut Link> {
    let values = change.fields.iter_mut().flat_map(|field| [&mut field.before, &mut field.after]);
    values.filter_map(|value| if let Value::Link(link) = value { Some(link) } else { None })
}

pub(crate) async fn titles(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    ids: BTreeSet<Id>,
) -> Result<Vec<((Name, Id), String)>> {
    if module == USERS {
        let world = engine.world();
        let name = |id: Id| ((module.clone(), id), world.organisation.link(id).title);
        return Ok(ids.into_iter().map(name).collect());
    }
    if caller.grant.on(&module).is_none() {
        return Ok(Vec::new());
    }
    let ids: Vec<Id> = ids.into_iter().collect();
    let records = engine.store().get_many(&caller.grant, &module, &ids).await?;
    Ok(records.into_iter().map(|record| ((module.clone(), record.id), record.title)).collect())
}
