//! The roles of a new installation, a tree of three, and the profile that grants personal data and revenue to those
//! who sell; all to be changed and added to.

use std::collections::{BTreeMap, BTreeSet};

use model::access::FieldAccess;
use model::grant::Level;
use model::record::Values;
use model::{Id, Link, Name, Value};
use modules::{profiles, roles};
use serde_json::json;

use crate::Engine;
use crate::error::Result;
use crate::organisation::{PROFILES, ROLES, USERS, all};
use crate::write::{self, IfAlike};

/// Set once this was done: what an administrator takes back afterwards stays away.
const DONE: &str = "first_roles";

/// What grants them in a company that calls something else so.
const AS_BEFORE: &str = "Personal data and revenue";

/// Makes them where there are no roles at all. In a company that had its roles before profiles granted personal data
/// and revenue, who saw these goes on seeing them.
pub(crate) async fn make(engine: &Engine) -> Result<()> {
    if engine.store().setting(DONE).await? == Some(json!(true)) {
        return Ok(());
    }
    if !engine.world().organisation.has_roles() {
        make_tree(engine).await?;
    } else if let Err(error) = grant_as_before(engine).await {
        // Another program may be at it.
        tracing::warn!(%error, "profiles for those who saw personal data and revenue will be made at the next start");
        return Ok(());
    }
    Ok(engine.store().put_setting(DONE, &json!(true)).await?)
}

async fn make_tree(engine: &Engine) -> Result<()> {
    let sales = profile(engine, profiles::SALES).await?;
    let administrator = role(engine, "Administrator", Level::Administrator, None, None).await?;
    let manager = role(engine, "Manager", Level::Manager, Some(administrator), None).await?;
    role(engine, "Representative", Level::Representative, Some(manager), Some(sales)).await?;
    Ok(())
}

async fn grant_as_before(engine: &Engine) -> Result<()> {
    let world = engine.world();
    let is_taken = world.organisation.profile_called(profiles::SALES).is_some();
    let (roles, users) = world.organisation.staff_without_profile();
    if is_taken && roles.is_empty() && users.is_empty() {
        return Ok(());
    }
    let profile = profile(engine, if is_taken { AS_BEFORE } else { profiles::SALES }).await?;
    give(engine, profile, ROLES, &roles).await?;
    give(engine, profile, USERS, &users).await
}

/// Gives the profile to these roles or users.
async fn give(engine: &Engine, profile: Id, module: &'static str, to: &BTreeSet<Id>) -> Result<()> {
    let product = engine.system_caller();
    let held = Value::Link(Link::new(PROFILES, profile));
    for record in all(engine.store(), module, false).await?.iter().filter(|record| to.contains(&record.id)) {
        let values = Values::from([(Name::new_static(roles::PROFILE.name), held.clone())]);
        let module = Name::new_static(module);
        write::update(engine, &product, module, record.id, record.version, values, IfAlike::Write).await?;
    }
    Ok(())
}

/// The profile of this name, made where it is not there.
async fn profile(engine: &Engine, name: &str) -> Result<Id> {
    if let Some(profile) = engine.world().organisation.profile_called(name) {
        return Ok(profile);
    }
    let values: Values = BTreeMap::from([
        (Name::new_static(profiles::NAME.name), Value::text(name)),
        (Name::new_static(profiles::PERSONAL.name), Value::text(FieldAccess::Write.key())),
        (Name::new_static(profiles::REVENUE.name), Value::text(FieldAccess::Write.key())),
    ]);
    add(engine, PROFILES, values).await
}

async fn role(
    engine: &Engine,
    name: &str,
    level: Level,
    above: Option<Id>,
    profile: Option<Id>,
) -> Result<Id> {
    let link = |module: &'static str, id: Option<Id>| {
        id.map_or(Value::Empty, |id| Value::Link(Link::new(module, id)))
    };
    // Who sells by the price book asks those above her for more.
    let free = if level == Level::Manager { Value::Bool(true) } else { Value::Empty };
    let values: Values = BTreeMap::from([
        (Name::new_static(roles::NAME.name), Value::text(name)),
        (Name::new_static(roles::LEVEL.name), Value::text(level.key())),
        (Name::new_static(roles::PARENT.name), link(ROLES, above)),
        (Name::new_static(roles::PROFILE.name), link(PROFILES, profile)),
        (Name::new_static(roles::BELOW_FLOOR.name), free.clone()),
        (Name::new_static(roles::CHANGES_PRICES.name), free),
    ]);
    add(engine, ROLES, values).await
}

async fn add(engine: &Engine, module: &'static str, values: Values) -> Result<Id> {
    Ok(write::create(engine, &engine.system_caller(), Name::new_static(module), values).await?.record.id)
}
