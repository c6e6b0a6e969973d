//! What goes along when a record gets another owner: the open tasks about it, and the contacts and open deals of an
//! account, as far as they belonged to the same person.

use std::collections::HashMap;
use std::sync::Arc;

use api::Caller;
use model::module::{Access, CREATED_AT, OWNER};
use model::record::Values;
use model::{Field, Filter, Module};
use model::{Id, Kind, Name, Op, Operand, Record, Sort, Test, Value};
use store::{Query, Right};

use crate::Engine;
use crate::error::Result;
use crate::hand_over::not_ended;
use crate::read::linked;
use crate::rights;
use crate::write::{self, Draft, Ready, Scene};

/// Records read at a time.
const PAGE: u32 = 500;

/// What belongs to `records`, which are as they were, ready to get the owner `to`.
pub(super) async fn ready(
    engine: &Engine,
    caller: &Arc<Caller>,
    module: &Name,
    records: &[Record],
    to: &Value,
) -> Result<Vec<Ready>> {
    let owner = |record: &Record| record.value(OWNER).as_link().map(|link| link.id);
    let owners: HashMap<Id, Id> =
        records.iter().filter_map(|record| Some((record.id, owner(record)?))).collect();
    let mut all = Vec::new();
    for (from, field) in belonging(caller, module) {
        let scene = Scene::new(engine, caller, &from.name)?;
        let mut drafts = Vec::new();
        for record in found(engine, caller, from, field, module, &owners).await? {
            let of = record.value(&field.name).as_link().map(|link| link.id);
            let same = of.is_some_and(|of| owners.get(&of).copied() == owner(&record));
            if same && rights::may(engine, caller, &from.name, &record, Right::Edit).await? {
                let values = Values::from([(Name::new_static(OWNER), to.clone())]);
                drafts.push(Draft::update(&scene, record, values));
            }
        }
        write::prepare(engine, &scene, &mut drafts).await?;
        all.extend(drafts.into_iter().filter_map(|draft| draft.ready().ok()));
    }
    Ok(all)
}

/// The modules whose records have owners and belong to a record of `module`, each with its link.
fn belonging<'c>(caller: &'c Caller, module: &'c Name) -> impl Iterator<Item = (&'c Module, &'c Field)> {
    caller.schema.links_to(module).filter(move |(from, field)| {
        let other = from.name != *module && from.access == Access::Owned && from.may.edit;
        let main =
            matches!(&field.kind, Kind::Link(link) if link.to.first() == Some(module) || link.to.len() > 1);
        other && main && !field.read_only && from.field(OWNER).is_some()
    })
}

/// Whole, as they are to be written. What has come to its end stays with who brought it there.
async fn found(
    engine: &Engine,
    caller: &Caller,
    from: &Module,
    field: &Field,
    module: &Name,
    owners: &HashMap<Id, Id>,
) -> Result<Vec<Record>> {
    let people = owners.values().collect::<std::collections::BTreeSet<_>>().into_iter();
    let people: Vec<Operand> = people
        .map(|id| Operand::Value(Value::Link(model::Link::new(Name::new_static("users"), *id))))
        .collect();
    let theirs = Filter::Test(Test::new(OWNER, Op::In, people));
    let about = linked(&field.name, module, owners.keys().copied());
    let mut query = Query {
        module: from.name.clone(),
        filter: about.and(theirs).and(not_ended(from).unwrap_or_default()),
        sort: vec![Sort::up(CREATED_AT)],
        fields: vec![Name::new_static(OWNER)],
        limit: PAGE,
        ..Query::default()
    };
    let mut records = Vec::new();
    loop {
        let page = engine.store().list(&caller.grant, &engine.asking(caller), &query).await?;
        let ids: Vec<Id> = page.records.into_iter().map(|record| record.id).collect();
        records.extend(engine.store().get_many(&caller.grant, &from.name, &ids).await?);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(records),
        }
    }
}
