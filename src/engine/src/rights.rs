//! Who is an administrator; and what a caller may do with one record that was read: answered in memory where the record itself says it, by the
//! store where it hangs on another.

use std::sync::Arc;

use api::{Caller, Failure};
use model::Record;
use model::grant::Level;
use store::Right;

use crate::Engine;
use crate::error::Result;

/// The caller as she is now, if she is an administrator.
pub(crate) fn administrator(engine: &Engine, caller: &Caller) -> Result<Arc<Caller>, Failure> {
    let caller = engine.as_of_now(caller)?;
    if caller.me.level == Level::Administrator.key() { Ok(caller) } else { Err(Failure::NotAllowed) }
}

/// `record` must have been read whole.
pub(crate) async fn may(
    engine: &Engine,
    caller: &Caller,
    module: &str,
    record: &Record,
    right: Right,
) -> Result<bool> {
    let Some(rights) = caller.grant.on(module) else { return Ok(false) };
    let filter = rights.rows(right);
    let known = filter.fields().into_iter().all(|field| rights.reads(field));
    match filter.matches(record, &engine.asking(caller)).filter(|_| known) {
        Some(answer) => Ok(answer),
        None => Ok(engine.store().may(&caller.grant, module, record.id, right).await?),
    }
}
