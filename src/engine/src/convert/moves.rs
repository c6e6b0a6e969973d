//! What hangs on a lead goes along: every link that could also point to what the lead became.

use api::Caller;
use model::{Id, Kind, Name, Schema};

pub(super) use crate::moves::run;

use super::{ACCOUNTS, CONTACTS, LEADS};
use crate::Engine;
use crate::error::Result;
use crate::read::linked;

/// Modules and their link fields that may point to leads and to records of `target`.
pub(super) fn fields(schema: &Schema, target: &str) -> Vec<(Name, Name)> {
    let both = |kind: &Kind| kind.targets().iter().any(|module| module == target);
    let links = schema.links_to(LEADS).filter(|(_, field)| both(&field.kind));
    links.map(|(module, field)| (module.name.clone(), field.name.clone())).collect()
}

/// Those that lead to no account and no deal, but to persons, as consents do.
pub(super) fn only_of_persons(schema: &Schema, moved: &[(Name, Name)]) -> Vec<(Name, Name)> {
    fields(schema, CONTACTS).into_iter().filter(|field| !moved.contains(field)).collect()
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
