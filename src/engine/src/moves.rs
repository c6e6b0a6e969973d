//! Pointing what led to some records to another one, as when a lead becomes an account or two records become one.

use model::filter::Asking;
use model::{Grant, Id, Link, Name, Record, Value, Zone};
use store::{Query, Tx, Writing};

use crate::error::Result;
use crate::read::linked;

/// Records read at a time.
const PIECE: u32 = 200;

/// Points these link fields, each of a module, to `target` where they point to one of the records `ids` of the module
/// `from`: all of them, also those of others that whoever does it does not see.
pub(crate) async fn run(
    tx: &mut Tx,
    fields: &[(Name, Name)],
    (from, ids): (&Name, &[Id]),
    target: &Link,
    writing: &Writing,
) -> Result<()> {
    let grant = Grant::system("moving links");
    let asking = Asking {
        now: writing.at,
        zone: Zone::default(),
        first_weekday: 0,
        me: None,
        team: Vec::new(),
        department: Vec::new(),
    };
    for (module, field) in fields {
        let query = Query {
            module: module.clone(),
            filter: linked(field, from, ids.iter().copied()),
            limit: PIECE,
            ..Query::default()
        };
        loop {
            let page = tx.list(&grant, &asking, &query).await?;
            for record in &page.records {
                let values = [(field.clone(), pointing(module, record, target))].into();
                tx.update(&grant, module, record, &values, &record.title, writing).await?;
            }
            // What was moved is not found again, so the next page is again the first.
            if page.next.is_none() {
                break;
            }
        }
    }
    Ok(())
}

/// Nothing points to itself.
fn pointing(module: &Name, record: &Record, target: &Link) -> Value {
    let itself = *module == target.module && record.id == target.id;
    if itself { Value::Empty } else { Value::Link(target.clone()) }
}
