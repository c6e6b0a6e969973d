//! Who owns the bulk data: four managers with five representatives each.

use std::sync::Arc;

use api::Caller;
use model::grant::Level;
use model::record::Values;
use model::{Id, Link, Name, Value};
use modules::profiles::SALES;

use super::lands::LANDS;
use crate::Engine;
use crate::error::Result;
use crate::organisation::{PROFILES, ROLES, USERS};
use crate::write;

const MANAGERS: usize = 4;
const EACH: usize = 5;

/// The representatives; they are made where they are not there.
pub(super) async fn representatives(engine: &Engine, caller: &Arc<Caller>) -> Result<Vec<Id>> {
    let mut found = Vec::new();
    for manager in 0..MANAGERS {
        let above = role(engine, caller, &format!("Manager {}", manager + 1), Level::Manager, None).await?;
        let below =
            role(engine, caller, &format!("Team {}", manager + 1), Level::Representative, Some(above))
                .await?;
        user(engine, caller, &format!("manager{}", manager + 1), manager, above).await?;
        for at in 0..EACH {
            let number = manager * EACH + at;
            found.push(user(engine, caller, &format!("rep{}", number + 1), number + MANAGERS, below).await?);
        }
    }
    Ok(found)
}

async fn role(engine: &Engine, caller: &Caller, name: &str, level: Level, above: Option<Id>) -> Result<Id> {
    if let Some(role) = engine.world().organisation.role_called(name) {
        return Ok(role.id);
    }
    let mut values = Values::from([
        (Name::new_static("name"), Value::text(name)),
        (Name::new_static("level"), Value::text(level.key())),
    ]);
    let sells = level == Level::Representative;
    if let Some(sales) = engine.world().organisation.profile_called(SALES).filter(|_| sells) {
        values.insert(Name::new_static("profile"), Value::Link(Link::new(PROFILES, sales)));
    }
    if let Some(above) = above {
        values.insert(Name::new_static("parent"), Value::Link(Link::new(ROLES, above)));
    }
    Ok(write::create(engine, caller, Name::new_static(ROLES), values).await?.record.id)
}

/// Called after the `number`th names of the lands.
async fn user(engine: &Engine, caller: &Caller, local: &str, number: usize, role: Id) -> Result<Id> {
    let email = format!("{local}@fill.example");
    if let Some(user) = engine.world().organisation.by_email(&email) {
        return Ok(user.id);
    }
    let land = &LANDS[number % LANDS.len()];
    let part = |names: &[&str]| names[number / LANDS.len() % names.len()].to_owned();
    let values = Values::from([
        (Name::new_static("name"), Value::Text(format!("{} {}", part(land.firsts), part(land.lasts)))),
        (Name::new_static("email"), Value::Text(email)),
        (Name::new_static("role"), Value::Link(Link::new(ROLES, role))),
    ]);
    Ok(write::create(engine, caller, Name::new_static(USERS), values).await?.record.id)
}
