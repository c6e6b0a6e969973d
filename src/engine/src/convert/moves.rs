//! What hangs on a lead goes along: every link that could also point to what the lead became.

use api::Caller;
use model::filter::Asking;
use model::{Grant, Id, Kind, Link, Name, Schema, Value, Zone};
use store::{Query, Tx, Writing};

use super::{ACCOUNTS, LEADS};
use crate::Engine;
use crate::error::Result;
use crate::read::linked;

/// Records read at a time.
const PIECE: u32 = 200;

/// Modules and their link fields that may point to leads and to records of `target`.
pub(super) fn fields(schema: &Schema, target: &str) -> Vec<(Name, Name)> {
    let both = |kind: &Kind| kind.targets().iter().any(|module| module == target);
    let links = schema.links_to(LEADS).filter(|(_, field)| both(&field.kind));
    links.map(|(module, field)| (module.name.clone(), field.name.clone())).collect()
}

/// How many records that the caller sees would go along.
pub(super) async fn count(engine: &Engine, caller: &Caller, lead: Id) -> Result<u64> {
    let asking = engine.asking(caller);
    let mut count = 0;
    for (module, field) in fields(&caller.schema, ACCOUNTS) {
        let filter = linked(&field, &Name::new_static(LEADS), [lead]);
        count += engine.store().count(&caller.grant, &asking, &module, &filter, None).await?;
    }
    Ok(count)
}

/// Points them to `target`: all of them, also those of others that the caller does not see.
pub(super) async fn run(
    tx: &mut Tx,
    fields: &[(Name, Name)],
    lead: Id,
    target: &Link,
    writing: &Writing,
) -> Result<()> {
    let grant = Grant::system("conversion");
    let asking = Asking { now: writing.at, zone: Zone::default(), me: None, team: Vec::new() };
    for (module, field) in fields {
        let query = Query {
            module: module.clone(),
            filter: linked(field, &Name::new_static(LEADS), [lead]),
            limit: PIECE,
            ..Query::default()
        };
        loop {
            let page = tx.list(&grant, &asking, &query).await?;
            for record in &page.records {
                let values = [(field.clone(), Value::Link(target.clone()))].into();
                tx.update(&grant, module, record, &values, &record.title, writing).await?;
            }
            // What was moved is not found again, so the next page is again the first.
            if page.next.is_none() {
                break;
            }
        }
    }
    Ok(())
}
