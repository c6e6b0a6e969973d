//! The roles of a new installation: a tree of three, to be changed and added to.

use std::collections::BTreeMap;

use api::Caller;
use model::grant::Level;
use model::record::Values;
use model::{Id, Link, Name, Value};
use modules::roles;

use crate::Engine;
use crate::error::Result;
use crate::organisation::ROLES;
use crate::write;

/// Makes them where there are no roles at all.
pub(crate) async fn make(engine: &Engine) -> Result<()> {
    if engine.world().organisation.has_roles() {
        return Ok(());
    }
    let product = engine.system_caller();
    let administrator = add(engine, &product, "Administrator", Level::Administrator, None).await?;
    let manager = add(engine, &product, "Manager", Level::Manager, Some(administrator)).await?;
    add(engine, &product, "Representative", Level::Representative, Some(manager)).await?;
    Ok(())
}

async fn add(engine: &Engine, by: &Caller, name: &str, level: Level, above: Option<Id>) -> Result<Id> {
    let above = above.map_or(Value::Empty, |role| Value::Link(Link::new(ROLES, role)));
    let values: Values = BTreeMap::from([
        (Name::new_static(roles::NAME.name), Value::text(name)),
        (Name::new_static(roles::LEVEL.name), Value::text(level.key())),
        (Name::new_static(roles::PARENT.name), above),
    ]);
    let saved = write::create(engine, by, Name::new_static(ROLES), values).await?;
    Ok(saved.record.id)
}
