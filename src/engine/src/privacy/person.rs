//! All records that tell of one person: the leads that became a contact, the contact that a lead became, and what was
//! merged into any of them.

use std::collections::BTreeSet;

use model::{Filter, Grant, Id, Link, Name, Record};
use modules::leads;
use store::Query;

use crate::Engine;
use crate::error::Result;
use crate::read::linked;

const LEADS: Name = Name::new_static("leads");
const CONTACTS: Name = Name::new_static("contacts");

/// The record itself is the first. Also those in the recycle bin.
pub(super) async fn records(engine: &Engine, module: &Name, id: Id) -> Result<Vec<(Name, Record)>> {
    let mut found: Vec<(Name, Record)> = Vec::new();
    let mut known = BTreeSet::from([(module.clone(), id)]);
    let mut open = vec![(module.clone(), id)];
    while let Some((module, id)) = open.pop() {
        let Some(record) = whole(engine, &module, id).await? else { continue };
        for other in beside(engine, &module, &record).await? {
            if known.insert(other.clone()) {
                open.push(other);
            }
        }
        found.push((module, record));
    }
    Ok(found)
}

pub(super) async fn whole(engine: &Engine, module: &Name, id: Id) -> Result<Option<Record>> {
    let grant = Grant::system("all of a person");
    let here = engine.store().get(&grant, module, id, false).await?;
    if here.is_some() {
        return Ok(here);
    }
    Ok(engine.store().get(&grant, module, id, true).await?)
}

async fn beside(engine: &Engine, module: &Name, record: &Record) -> Result<Vec<(Name, Id)>> {
    let merged = engine.store().merged(module, record.id).await?;
    let mut found: Vec<(Name, Id)> = merged.into_iter().map(|id| (module.clone(), id)).collect();
    if *module == LEADS {
        found.extend(record.get(leads::CONVERTED_CONTACT).map(|link| (CONTACTS, link.id)));
    }
    if *module == CONTACTS {
        let became = linked(&Name::new_static(leads::CONVERTED_CONTACT.name), &CONTACTS, [record.id]);
        for deleted in [false, true] {
            let leads = all(engine, &LEADS, became.clone(), deleted).await?;
            found.extend(leads.into_iter().map(|lead| (LEADS, lead.id)));
        }
    }
    Ok(found)
}

/// All records of `module` that meet `filter`, whoever may see them.
async fn all(engine: &Engine, module: &Name, filter: Filter, deleted: bool) -> Result<Vec<Record>> {
    let grant = Grant::system("all of a person");
    let asking = engine.asking(&engine.system_caller());
    let mut query = Query { module: module.clone(), filter, limit: 500, deleted, ..Query::default() };
    let mut found = Vec::new();
    loop {
        let page = engine.store().list(&grant, &asking, &query).await?;
        found.extend(page.records);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(found),
        }
    }
}

pub(super) fn link(module: &Name, record: &Record) -> Link {
    Link { title: record.title.clone(), ..Link::new(module.clone(), record.id) }
}
