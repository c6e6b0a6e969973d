//! Settings that are kept as records: all of them, whole.

use api::{Failure, ListQuery, calls};
use leptos::prelude::*;
use model::{Name, Record, Storage};

use crate::context::module;

/// As many as the server gives at once.
pub const MOST: u32 = 200;

pub async fn all(name: Name) -> Result<Vec<Record>, Failure> {
    read(query(name)).await
}

/// Those in the recycle bin.
pub async fn in_bin(name: Name) -> Result<Vec<Record>, Failure> {
    read(ListQuery { deleted: true, ..query(name) }).await
}

fn query(name: Name) -> ListQuery {
    let columns = untrack(|| {
        let module = module(&name);
        let fields = module.iter().flat_map(|module| &module.fields);
        let stored = fields.filter(|field| field.kind.rules().storage() != Storage::Nothing);
        stored.map(|field| field.name.clone()).collect()
    });
    ListQuery { module: name, columns, limit: MOST, ..ListQuery::default() }
}

/// All that the question is answered with, page by page.
pub async fn read(mut query: ListQuery) -> Result<Vec<Record>, Failure> {
    let mut records = Vec::new();
    loop {
        let page = calls::list(query.clone()).await?;
        records.extend(page.records);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(records),
        }
    }
}
