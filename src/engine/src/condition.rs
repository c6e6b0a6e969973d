//! Conditions, orders and columns as people write them, read against what they may know of.

use api::{Caller, Failure};
use model::{Filter, FilterError, Module, Name, Problem, Sort};

use crate::Engine;

/// A condition ready for the store: hidden fields are unknown in it, `me` and `today` have their values.
pub(crate) fn read(engine: &Engine, caller: &Caller, module: &Module, text: &str) -> Result<Filter, Failure> {
    let filter = Filter::parse(text, module, &caller.schema).map_err(|error| refuse(caller, &error))?;
    Ok(filter.resolve(&engine.asking(caller)))
}

/// Says what is wrong in the reader's language, and at which character.
fn refuse(caller: &Caller, error: &FilterError) -> Failure {
    let why = caller.texts.with(&format!("filter-{}", error.code), &[("detail", &error.detail)]);
    Problem::new("filter", "invalid-filter").detail(format!("{why} ({})", error.at + 1)).at(error.at).into()
}

/// The module as the caller knows it.
pub(crate) fn module<'a>(caller: &'a Caller, name: &str) -> Result<&'a Module, Failure> {
    caller.schema.module(name).ok_or(Failure::NotFound)
}

/// `-amount,name`; nothing for the module's own order.
pub(crate) fn order(module: &Module, text: &str) -> Result<Vec<Sort>, Failure> {
    let sort = Sort::parse(text, module)?;
    Ok(if sort.is_empty() { module.sort.clone() } else { sort })
}

/// The columns asked for, or the module's own, with what cards, amounts and locks need besides.
pub(crate) fn columns(module: &Module, asked: &[Name]) -> Result<Vec<Name>, Failure> {
    if let Some(unknown) = asked.iter().find(|name| module.field(name).is_none()) {
        return Err(Problem::new("columns", "unknown-field").detail(unknown).into());
    }
    let own = if asked.is_empty() { &module.columns } else { asked };
    let mut columns: Vec<Name> = own.to_vec();
    add(&mut columns, module, module.subtitle.iter());
    add(&mut columns, module, module.stages.iter().map(|stages| &stages.field));
    add(&mut columns, module, [&Name::new_static(model::module::CURRENCY)].into_iter());
    Ok(columns)
}

/// Adds those of `names` that there are and that are not in the list yet.
pub(crate) fn add<'a>(columns: &mut Vec<Name>, module: &Module, names: impl Iterator<Item = &'a Name>) {
    for name in names {
        if module.field(name).is_some() && !columns.contains(name) {
            columns.push(name.clone());
        }
    }
}

/// How many rows are sent: what was asked for, `usual` where nothing was, `most` at most.
pub(crate) fn limit(asked: u32, usual: u32, most: u32) -> u32 {
    if asked == 0 { usual } else { asked.min(most) }
}
