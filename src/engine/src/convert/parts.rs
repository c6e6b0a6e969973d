//! Account, contact and opportunity: those that are there and those that are made.

use api::{Caller, Conversion, Failure};
use model::record::Values;
use model::{Id, Link, Name, Problem, Record, Value};
use modules::{contacts, opportunities};

use super::{ACCOUNTS, CONTACTS, LEADS, OPPORTUNITIES, mapping};
use crate::Engine;
use crate::error::Result;
use crate::write::{self, Draft, Ready, Scene};

/// What a conversion results in: records that were there, or new ones.
pub(super) enum Part {
    There(Link),
    New(Box<Ready>),
}

impl Part {
    pub(super) fn link(&self) -> Link {
        match self {
            Part::There(link) => link.clone(),
            Part::New(ready) => ready.link(),
        }
    }

    pub(super) fn id(&self) -> Id {
        self.link().id
    }
}

pub(super) struct Made {
    pub(super) account: Part,
    pub(super) contact: Part,
    pub(super) opportunity: Option<Part>,
}

/// Prepares all three, so that what is wrong with any is told together.
pub(super) async fn make(
    engine: &Engine,
    caller: &Caller,
    lead: &Record,
    wanted: Conversion,
) -> Result<Made> {
    let new = async |module, values, coming| new(engine, caller, lead, module, values, coming).await;
    let mut problems = Vec::new();
    let account = match wanted.use_account {
        Some(id) => there(engine, caller, ACCOUNTS, "use_account", id).await,
        None => new(ACCOUNTS, wanted.account, Vec::new()).await,
    };
    let account = collect(account, "account", &mut problems)?;
    let coming: Vec<Link> = account.iter().map(Part::link).collect();
    let contact = match wanted.use_contact {
        Some(id) => there(engine, caller, CONTACTS, "use_contact", id).await,
        None => {
            let values = linked(wanted.contact, contacts::ACCOUNT.name, account.as_ref());
            new(CONTACTS, values, coming.clone()).await
        }
    };
    let contact = collect(contact, "contact", &mut problems)?;
    let opportunity = match wanted.opportunity {
        Some(values) => {
            let values = linked(values, opportunities::ACCOUNT.name, account.as_ref());
            let values = linked(values, opportunities::CONTACT.name, contact.as_ref());
            let coming = coming.into_iter().chain(contact.as_ref().map(Part::link)).collect();
            let made = new(OPPORTUNITIES, values, coming).await;
            collect(made, "opportunity", &mut problems)?
        }
        None => None,
    };
    match (account, contact) {
        (Some(account), Some(contact)) if problems.is_empty() => Ok(Made { account, contact, opportunity }),
        _ => Err(problems.into()),
    }
}

/// Keeps what is wrong with one part, its fields named as `account.phone`, and goes on with the others.
fn collect(part: Result<Part>, of: &str, problems: &mut Vec<Problem>) -> Result<Option<Part>> {
    match part.map_err(Failure::from) {
        Ok(part) => Ok(Some(part)),
        Err(Failure::Invalid(wrong)) => {
            let name = |field: &Name| Name::from(format!("{of}.{field}").trim_end_matches('.'));
            problems.extend(wrong.into_iter().map(|one| Problem { field: name(&one.field), ..one }));
            Ok(None)
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn there(
    engine: &Engine,
    caller: &Caller,
    module: &'static str,
    field: &'static str,
    id: Id,
) -> Result<Part> {
    let record = engine.store().get(&caller.grant, module, id, false).await?;
    let record = record.ok_or_else(|| Problem::new(field, "not-found").detail(id))?;
    Ok(Part::There(Link { title: record.title, ..Link::new(module, id) }))
}

/// `lead` is whole: what the caller does not see of it goes along.
async fn new(
    engine: &Engine,
    caller: &Caller,
    lead: &Record,
    module: &'static str,
    values: Values,
    coming: Vec<Link>,
) -> Result<Part> {
    let scene = Scene { coming, ..Scene::new(engine, caller, module)? };
    scene.may_create()?;
    let mut draft = [Draft::create(&scene, engine.new_id(), values)];
    write::prepare(engine, &scene, &mut draft).await?;
    let from = scene.world.schema().module(LEADS).zip(caller.schema.module(LEADS));
    if let (Some((from, seen)), Some(to)) = (from, scene.visible()) {
        let carried = mapping::carried(lead, from, &scene.module, (seen, to));
        carried.into_iter().for_each(|(field, value)| draft[0].set(&field, value));
    }
    let [ready] = draft.map(Draft::ready);
    Ok(Part::New(Box::new(ready?)))
}

fn linked(mut values: Values, field: &'static str, to: Option<&Part>) -> Values {
    if let Some(to) = to {
        values.insert(Name::new_static(field), Value::Link(to.link()));
    }
    values
}
