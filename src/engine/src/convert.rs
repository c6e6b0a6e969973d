//! A lead's conversion: one action makes account, contact and, if wanted, opportunity of it, takes along what hangs
//! on it, and locks it. All or nothing, and undone like any action.

mod mapping;
mod moves;
mod parts;

use api::{Caller, Conversion, ConversionPreview, Converted, Failure, Hit, Namesake};
use model::module::REVIEW;
use model::record::Values;
use model::{Grant, Id, Link, Module, Name, Problem, Record, Value, fold};
use modules::{contacts, leads};
use store::Right;

use crate::Engine;
use crate::error::{Error, Result};
use crate::rights;
use crate::write::{self, Draft, Origin, Ready, Scene};
use parts::{Made, Part};

const LEADS: &str = "leads";
const ACCOUNTS: &str = "accounts";
const CONTACTS: &str = "contacts";
const OPPORTUNITIES: &str = "opportunities";

/// Re-used records offered, of each module.
const OFFERED: usize = 10;

/// What a conversion would make.
pub(crate) async fn preview(engine: &Engine, caller: &Caller, lead: Id) -> Result<ConversionPreview> {
    let lead = open_lead(engine, caller, lead).await?;
    let values = |module: &str| match (caller.schema.module(LEADS), caller.schema.module(module)) {
        (Some(from), Some(to)) => mapping::map(&lead, from, to),
        _ => Values::new(),
    };
    let account = values(ACCOUNTS);
    let name = |field: &str| account.get(field).and_then(Value::as_text).unwrap_or_default().to_owned();
    let accounts = match caller.schema.module(ACCOUNTS) {
        Some(known) => {
            let records = same(engine, caller, ACCOUNTS, &[("name", &name("name"))]).await?;
            records.into_iter().map(|record| hit(caller, known, record)).collect()
        }
        None => Vec::new(),
    };
    let email = lead.get(leads::EMAIL).unwrap_or_default();
    let contacts = namesakes(engine, caller, &lead.title, &email).await?;
    Ok(ConversionPreview {
        contact: values(CONTACTS),
        opportunity: values(OPPORTUNITIES),
        account,
        accounts,
        contacts,
        moves: moves::count(engine, caller, lead.id).await?,
        lead,
    })
}

/// The lead, if the caller may convert it.
async fn open_lead(engine: &Engine, caller: &Caller, id: Id) -> Result<Record> {
    caller.schema.module(LEADS).ok_or(Failure::NotFound)?;
    let lead = engine.store().get(&caller.grant, LEADS, id, false).await?.ok_or(Failure::NotFound)?;
    if !rights::may(engine, caller, LEADS, &lead, Right::Edit).await? {
        return Err(Failure::NotAllowed.into());
    }
    if lead.get(leads::STATUS).is_some_and(|status| status == leads::CONVERTED) {
        return Err(Problem::new("", "already-converted").into());
    }
    if !lead.value(REVIEW).is_empty() {
        return Err(Problem::new("", "not-accepted").into());
    }
    Ok(lead)
}

/// Records that have one of the texts; an empty field stands for the title.
async fn same(
    engine: &Engine,
    caller: &Caller,
    module: &'static str,
    texts: &[(&str, &str)],
) -> Result<Vec<Record>> {
    let readable =
        |field: &str| field.is_empty() || caller.grant.on(module).is_some_and(|on| on.reads(field));
    let mut ids: Vec<Id> = Vec::new();
    for (field, text) in texts.iter().filter(|(field, text)| !text.is_empty() && readable(field)) {
        let text = (*text).to_owned();
        let found = engine.store().find(&caller.grant, module, field, &[text]).await?;
        ids.extend(found.into_values().flatten());
    }
    ids.sort();
    ids.dedup();
    ids.truncate(OFFERED);
    Ok(engine.store().get_many(&caller.grant, module, &ids).await?)
}

/// Contacts called `name`, or with this e-mail.
async fn namesakes(engine: &Engine, caller: &Caller, name: &str, email: &str) -> Result<Vec<Namesake>> {
    let Some(known) = caller.schema.module(CONTACTS) else { return Ok(Vec::new()) };
    let email = fold::fold(email);
    let records = same(engine, caller, CONTACTS, &[("", name), (contacts::EMAIL.name, &email)]).await?;
    let namesake = |record: Record| Namesake {
        account: record.get(contacts::ACCOUNT).map(|account| account.id),
        same_email: !email.is_empty()
            && record.get(contacts::EMAIL).is_some_and(|own| fold::fold(&own) == email),
        hit: hit(caller, known, record),
    };
    Ok(records.into_iter().map(namesake).collect())
}

fn hit(caller: &Caller, module: &Module, record: Record) -> Hit {
    let subtitle: Vec<String> = module
        .pick(&module.subtitle)
        .map(|field| record.format(field, &caller.formats))
        .filter(|text| !text.is_empty())
        .collect();
    Hit { module: module.name.clone(), id: record.id, title: record.title, subtitle: subtitle.join(" · ") }
}

/// Converts it.
pub(crate) async fn convert(
    engine: &Engine,
    caller: &Caller,
    lead: Id,
    wanted: Conversion,
) -> Result<Converted> {
    let caller = engine.as_of_now(caller)?;
    let lead = open_lead(engine, &caller, lead).await?;
    let id = lead.id;
    let whole = engine.store().get(&Grant::system("conversion"), LEADS, id, false).await?;
    let made = parts::make(engine, &caller, whole.as_ref().unwrap_or(&lead), wanted).await?;
    let target = made.opportunity.as_ref().map_or(made.account.link(), Part::link);
    let (account, contact) = (made.account.id(), made.contact.id());
    let opportunity = made.opportunity.as_ref().map(Part::id);
    let closed = close(engine, &caller, lead, &made).await?;
    let moved = moves::fields(&engine.schema(), &target.module);
    let person = made.contact.link();
    let hers = moves::only_of_persons(&engine.schema(), &moved);
    let action = write::batch(engine, &caller, "convert", &Name::new_static(LEADS), 1);
    let (batch, writer) = (action.id, caller.clone());
    let done = write::commit(engine, writer, action, move |tx, caller, writing| {
        Box::pin(async move {
            for part in [Some(made.account), Some(made.contact), made.opportunity].into_iter().flatten() {
                if let Part::New(ready) = part {
                    ready.write(tx, &caller.grant, &writing).await?;
                }
            }
            moves::run(tx, &moved, (&Name::new_static(LEADS), &[id]), &target, &writing).await?;
            moves::run(tx, &hers, (&Name::new_static(LEADS), &[id]), &person, &writing).await?;
            closed.write(tx, &Grant::system("conversion"), &writing).await?;
            Ok(())
        })
    });
    if let Err(error) = done.await {
        return Err(changed_meanwhile(engine, &caller, id, error).await);
    }
    Ok(Converted { account, contact, opportunity, batch })
}

/// The lead was read by the product in the transaction; whoever asked gets it as she may see it.
async fn changed_meanwhile(engine: &Engine, caller: &Caller, lead: Id, error: Error) -> Error {
    if !matches!(error, Error::Store(store::Error::Conflict { .. })) {
        return error;
    }
    match open_lead(engine, caller, lead).await {
        Ok(current) => Failure::Conflict(Box::new(current)).into(),
        Err(error) => error,
    }
}

/// The lead as it is afterwards: locked, and leading to what was made of it.
async fn close(engine: &Engine, caller: &Caller, lead: Record, made: &Made) -> Result<Ready> {
    let coming = [Some(&made.account), Some(&made.contact), made.opportunity.as_ref()];
    let coming: Vec<Link> = coming.into_iter().flatten().map(Part::link).collect();
    let mut values = Values::from([
        (Name::new_static(leads::STATUS.name), Value::text(leads::CONVERTED)),
        (Name::new_static(leads::CONVERTED_AT.name), Value::Instant(engine.now())),
    ]);
    let fields = [leads::CONVERTED_ACCOUNT, leads::CONVERTED_CONTACT, leads::CONVERTED_OPPORTUNITY];
    for (field, link) in fields.iter().zip(&coming) {
        values.insert(Name::new_static(field.name), Value::Link(link.clone()));
    }
    let scene = Scene { coming, ..Scene::new(engine, caller, LEADS)?.with(Origin::Product) };
    let mut draft = [Draft::update(&scene, lead, values)];
    write::prepare(engine, &scene, &mut draft).await?;
    let [ready] = draft.map(Draft::ready);
    ready
}
