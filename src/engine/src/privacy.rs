//! Personal data: a person is erased, gets all that is kept of her, or is forgotten after a time; and it is noted who
//! sees her. What she consents to is records, which the write path and the store keep in step.

mod erase;
mod file;
mod page;
mod person;
mod retention;
mod seen;
mod zip;

use api::{Caller, Failure, Privacy};
use model::Module;

use crate::Engine;
use crate::error::Result;

pub use erase::erase_in;
pub(crate) use erase::{erase, erase_again, preview};
pub(crate) use retention::{retain, try_rule};
pub(crate) use seen::{How, Seeing, seen, set_watching};

/// So many entries of the register are shown.
const SHOWN: u32 = 200;

/// What the settings show.
pub(crate) async fn overview(engine: &Engine, caller: &Caller) -> Result<Privacy> {
    engine.administrator(caller)?;
    let organisation = &engine.world().organisation;
    let erasures = engine.store().erasures(SHOWN).await?.into_iter().map(|one| api::Erasure {
        number: one.number,
        module: one.module,
        record: one.record,
        at: one.at,
        by: one.by.map(|user| organisation.link(user)),
        reason: one.reason,
    });
    Ok(Privacy { watching: engine.seeing().watching(), erasures: erasures.collect() })
}

/// The module, if its records are persons and the caller knows it.
fn of_persons<'a>(caller: &'a Caller, name: &str) -> Result<&'a Module, Failure> {
    let module = caller.schema.module(name).ok_or(Failure::NotFound)?;
    if module.features.person { Ok(module) } else { Err(Failure::NotFound) }
}
