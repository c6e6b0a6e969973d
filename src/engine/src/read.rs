//! Lists, counts and single records.

use api::{Caller, Failure, Hit, ListPage, ListQuery, RecordPage, Related};
use futures::future::try_join_all;
use futures::try_join;
use model::filter::Asking;
use model::kind::Show;
use model::module::{ERASED_AT, TAGS};
use model::{Field, Filter, Id, Link, Module, Name, Op, Operand, Record, Test, Value};
use store::{Query, Right};

use crate::Engine;
use crate::error::{Error, Result};
use crate::privacy::How;
use crate::{bin, condition, merge, pool, rights};

/// Counting goes on to here.
const COUNTED: u64 = 10_000;
const RELATED_COUNTED: u64 = 1_000;
const ROWS: u32 = 50;
const MOST_ROWS: u32 = 200;

impl Engine {
    /// A list without its count, which costs more than the page itself.
    pub async fn page(&self, caller: &Caller, query: ListQuery) -> Result<ListPage, Failure> {
        let query = prepare(self, caller, query)?;
        let asking = self.asking(caller);
        let page = self.store().list(&caller.grant, &asking, &query).await.map_err(Error::from)?;
        Ok(ListPage { records: page.records, next: page.next, count: None })
    }

    /// A record alone, without what its page needs besides.
    pub async fn get(&self, caller: &Caller, module: &str, id: Id) -> Result<Record, Failure> {
        condition::module(caller, module)?;
        let found = self.store().get(&caller.grant, module, id, false).await.map_err(Error::from)?;
        let found = found.ok_or(Failure::NotFound)?;
        self.note_seen(caller, &Name::new(module), id, How::Rest);
        Ok(found)
    }
}

pub(crate) async fn list(engine: &Engine, caller: &Caller, query: ListQuery) -> Result<ListPage> {
    let first = query.after.is_none() && !query.deleted;
    let query = prepare(engine, caller, query)?;
    let asking = engine.asking(caller);
    let count = async {
        if !first {
            return Ok(None);
        }
        let (module, filter) = (&query.module, &query.filter);
        engine.store().count(&caller.grant, &asking, module, filter, Some(COUNTED)).await.map(Some)
    };
    let (page, count) = try_join!(engine.store().list(&caller.grant, &asking, &query), count)?;
    Ok(ListPage { records: page.records, next: page.next, count })
}

/// The store's question for a list's.
fn prepare(engine: &Engine, caller: &Caller, query: ListQuery) -> Result<Query, Failure> {
    let module = condition::module(caller, &query.module)?;
    Ok(Query {
        filter: condition::read(engine, caller, module, &query.filter)?,
        sort: condition::order(module, &query.sort)?,
        fields: condition::columns(module, &query.columns)?,
        limit: condition::limit(query.limit, ROWS, MOST_ROWS),
        after: query.after,
        deleted: query.deleted,
        module: query.module,
    })
}

pub(crate) async fn count(engine: &Engine, caller: &Caller, module: Name, filter: String) -> Result<u64> {
    let known = condition::module(caller, &module)?;
    let filter = condition::read(engine, caller, known, &filter)?;
    Ok(engine.store().count(&caller.grant, &engine.asking(caller), &module, &filter, None).await?)
}

pub(crate) async fn record(engine: &Engine, caller: &Caller, module: Name, id: Id) -> Result<RecordPage> {
    let known = condition::module(caller, &module)?;
    let here = engine.store().get(&caller.grant, &module, id, false).await?;
    let deleted = here.is_none();
    let record = match here {
        Some(record) => record,
        None => engine.store().get(&caller.grant, &module, id, true).await?.ok_or(Failure::NotFound)?,
    };
    let (may_edit, may_delete, pool, related) = try_join!(
        rights::may(engine, caller, &module, &record, Right::Edit),
        rights::may(engine, caller, &module, &record, Right::Delete),
        pool::note(engine, caller, known, &record),
        related(engine, caller, &module, id),
    )?;
    engine.note_seen(caller, &module, id, How::Page);
    let locked = known.is_locked(&record) || !record.value(ERASED_AT).is_empty();
    let merged_into = match deleted {
        true => merge::survivor(engine, caller, &module, id).await?,
        false => None,
    };
    let gone_at = if deleted { bin::gone_at(engine, known, &record).await? } else { None };
    Ok(RecordPage {
        record,
        may_edit: may_edit && !deleted,
        locked,
        may_delete,
        deleted,
        merged_into,
        gone_at,
        pool,
        related,
    })
}

/// How many records of which modules link to this one; as many statements as there are such fields.
async fn related(engine: &Engine, caller: &Caller, module: &Name, id: Id) -> Result<Vec<Related>> {
    let asking = engine.asking(caller);
    let links = caller.schema.links_to(module);
    try_join_all(links.map(|(from, field)| count_links(engine, caller, &asking, from, field, module, id)))
        .await
}

async fn count_links(
    engine: &Engine,
    caller: &Caller,
    asking: &Asking,
    from: &Module,
    field: &Field,
    module: &Name,
    id: Id,
) -> Result<Related> {
    let filter = linked(&field.name, module, [id]);
    let most = Some(RELATED_COUNTED);
    let count = engine.store().count(&caller.grant, asking, &from.name, &filter, most).await?;
    Ok(Related { module: from.name.clone(), field: field.name.clone(), count })
}

/// The condition that the link `field` points to one of `ids`.
pub(crate) fn linked(field: &Name, module: &Name, ids: impl IntoIterator<Item = Id>) -> Filter {
    let link = |id| Operand::Value(Value::Link(Link::new(module.clone(), id)));
    Filter::Test(Test::new(field.clone(), Op::In, ids.into_iter().map(link).collect()))
}

pub(crate) async fn search(
    engine: &Engine,
    caller: &Caller,
    text: String,
    module: Option<Name>,
    limit: u32,
) -> Result<Vec<Hit>> {
    if let Some(module) = &module {
        condition::module(caller, module)?;
    }
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let modules = module.as_slice();
    let only = (!modules.is_empty()).then_some(modules);
    let hits = engine.store().search(&caller.grant, &text, only, condition::limit(limit, 20, 100)).await?;
    let hit = |hit: store::Hit| Hit {
        subtitle: subtitle(caller, &hit),
        module: hit.module,
        id: hit.id,
        title: hit.title,
    };
    Ok(hits.into_iter().map(hit).collect())
}

/// What stands under the title of what was found, in the caller's language.
fn subtitle(caller: &Caller, hit: &store::Hit) -> String {
    let Some(module) = caller.schema.module(&hit.module) else { return String::new() };
    let show = Show { formats: &caller.formats, currency: &caller.formats.currency };
    let part = |(name, value): &(Name, Value)| {
        let field = module.field(name)?;
        match value {
            Value::Text(title) if !field.kind.targets().is_empty() => Some(title.clone()),
            value => Some(field.format(value, show)),
        }
    };
    hit.subtitle.iter().filter_map(part).collect::<Vec<_>>().join(" · ")
}

/// Tags in use that start with a text.
pub(crate) async fn tags(
    engine: &Engine,
    caller: &Caller,
    module: Name,
    starts: String,
) -> Result<Vec<String>> {
    condition::module(caller, &module)?.field(TAGS).ok_or(Failure::NotFound)?;
    Ok(engine.store().distinct(&caller.grant, &module, TAGS, &starts, 20).await?)
}
