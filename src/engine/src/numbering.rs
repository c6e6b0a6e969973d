//! The numbers that the product gives: from where a counter goes on, and numbers for records that have none yet.

use api::{Caller, Done, Failure, Numbering};
use model::kind::AutoNumber;
use model::{Field, Filter, Id, Kind, Module, Name, Op, Problem, Test};
use store::{Query, Tx};

use crate::Engine;
use crate::error::Result;
use crate::{bulk, condition, write};

/// The highest number that a counter begins with: years of numbers are left.
const HIGHEST: i64 = 999_999_999;

/// The counter of a field on this day.
pub(crate) fn counter(module: &str, field: &Field, kind: &AutoNumber, day: chrono::NaiveDate) -> String {
    match kind.period(day) {
        Some(period) => format!("{module}.{}.{period}", field.name),
        None => format!("{module}.{}", field.name),
    }
}

/// From where the counter goes on today, and how many records have no number.
pub(crate) async fn numbering(
    engine: &Engine,
    caller: &Caller,
    module: &Name,
    field: &Name,
) -> Result<Numbering> {
    let caller = engine.administrator(caller)?;
    let (module, field, kind) = numbered(&caller, module, field)?;
    let today = engine.world().company.zone.date(engine.now());
    let counter = counter(&module.name, field, kind, today);
    let given = engine.store().counter(&counter).await?;
    let without = without_number(field);
    let asking = engine.asking(&caller);
    let missing = engine.store().count(&caller.grant, &asking, &module.name, &without, None).await?;
    Ok(Numbering { next: given + 1, missing, today })
}

fn numbered<'c>(
    caller: &'c Caller,
    module: &Name,
    field: &Name,
) -> Result<(&'c Module, &'c Field, &'c AutoNumber)> {
    let module = condition::module(caller, module)?;
    let field = module.field(field).ok_or(Failure::NotFound)?;
    match &field.kind {
        Kind::AutoNumber(kind) => Ok((module, field, kind)),
        _ => Err(Failure::NotFound.into()),
    }
}

fn without_number(field: &Field) -> Filter {
    Filter::Test(Test::new(field.name.clone(), Op::IsEmpty, Vec::new()))
}

/// Has the counter go on with `next`: not with one that it gave already, nor with one that a record has.
pub(crate) async fn go_on_with(
    engine: &Engine,
    caller: &Caller,
    module: &Name,
    field: &Name,
    next: i64,
) -> Result<()> {
    let caller = engine.administrator(caller)?;
    let (module, field, kind) = numbered(&caller, module, field)?;
    if !(1..=HIGHEST).contains(&next) {
        return Err(Problem::new("next", "out-of-bounds").detail(format!("1–{HIGHEST}")).into());
    }
    let today = engine.world().company.zone.date(engine.now());
    let number = kind.number(next, today);
    let known =
        engine.store().find(&caller.grant, &module.name, &field.name, std::slice::from_ref(&number)).await?;
    if !known.is_empty() {
        return Err(Problem::new("next", "number-given").detail(number).into());
    }
    let counter = counter(&module.name, field, kind, today);
    let set = engine.store().write(move |tx: &mut Tx| {
        Box::pin(async move { Ok::<_, crate::error::Error>(tx.go_on_with(&counter, next).await?) })
    });
    match set.await? {
        None => Ok(()),
        Some(given) => Err(Problem::new("next", "numbers-given").detail(kind.number(given, today)).into()),
    }
}

/// Gives all records that have none a number, the oldest first and as of the day they were made; in parts, as one
/// action.
pub(crate) async fn number_old(
    engine: &Engine,
    caller: &Caller,
    module: &Name,
    field: &Name,
) -> Result<Done> {
    let caller = engine.administrator(caller)?;
    let (module, field, _) = numbered(&caller, module, field)?;
    let mut action = write::batch(engine, &caller, "update", &module.name, 0);
    let query: Query = bulk::by_age(&module.name, without_number(field), false);
    loop {
        // What has its number is not found again, so the next page is again the first.
        let page = engine.store().list(&caller.grant, &engine.asking(&caller), &query).await?;
        let ids: Vec<Id> = page.records.iter().map(|record| record.id).collect();
        let before = action.count;
        for ids in ids.chunks(bulk::PIECE) {
            action.count += bulk::number(engine, &caller, &module.name, ids, &action).await?;
        }
        if page.next.is_none() || action.count == before {
            break;
        }
    }
    Ok(Done { batch: (action.count > 0).then_some(action.id), count: action.count, skipped: 0 })
}
