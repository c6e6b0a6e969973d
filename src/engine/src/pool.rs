//! The pool: records that nobody looked after, without an owner, for whoever may claim them. Rules put them there,
//! hand-overs too; the grant shows them to who may claim, and a claim makes her the owner.

mod claim;
mod due;
mod keep;
mod rule;
mod show;

use model::module::{OWNER, POOL_RULE, POOLED_AT, POOLED_FROM};
use model::record::Values;
use model::{Grant, Instant, Link, Name, Record, Value};
use store::{PoolEvent, PoolKind, Tx, Writing};

use crate::error::Result;

pub(crate) use claim::claim;
pub(crate) use due::{empty, less};
pub(crate) use rule::{Rule, deals, months_before};
pub(crate) use show::{note, open_modules, pool, soon, try_rule};

/// What must be known of a record to put it into the pool.
const KNOWN: [&str; 4] = [OWNER, POOLED_AT, POOLED_FROM, POOL_RULE];

/// Takes a record from its owner. `rule` is empty where a person decided it.
pub(crate) async fn put(
    tx: &mut Tx,
    module: &Name,
    record: &Record,
    rule: &str,
    writing: &Writing,
) -> Result<()> {
    let owner = record.value(OWNER).clone();
    let user = owner.as_link().map(|link| link.id);
    let values = state(Value::Empty, Value::Instant(writing.at), owner, Value::text(rule));
    tx.update(&Grant::system("pool"), module, record, &values, &record.title, writing).await?;
    let event = event(PoolKind::Pooled, user, module, record, rule, writing);
    Ok(tx.add_pool_event(&event).await?)
}

/// The values of a record that belongs to `owner`.
fn owned(owner: Link) -> Values {
    state(Value::Link(owner), Value::Empty, Value::Empty, Value::Empty)
}

fn state(owner: Value, at: Value, from: Value, rule: Value) -> Values {
    let rule = if rule.as_text().is_some_and(str::is_empty) { Value::Empty } else { rule };
    let values = [(OWNER, owner), (POOLED_AT, at), (POOLED_FROM, from), (POOL_RULE, rule)];
    values.into_iter().map(|(name, value)| (Name::new_static(name), value)).collect()
}

fn event(
    kind: PoolKind,
    user: Option<model::Id>,
    module: &Name,
    record: &Record,
    rule: &str,
    writing: &Writing,
) -> PoolEvent {
    let Writing { at, batch, .. } = *writing;
    PoolEvent { at, kind, user, module: module.clone(), record: record.id, rule: rule.to_owned(), batch }
}

/// Since when the record lies in the pool, if it does.
fn pooled_at(record: &Record) -> Option<Instant> {
    match record.value(POOLED_AT) {
        Value::Instant(at) if record.value(OWNER).is_empty() => Some(*at),
        _ => None,
    }
}
