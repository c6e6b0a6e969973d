//! What a caller may do with one record that was read: answered in memory where the record itself says it, by the
//! store where it hangs on another.

use api::Caller;
use model::Record;
use store::Right;

use crate::Engine;
use crate::error::Result;

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
