//! When somebody was last at work on a record: stamped with her own writes to it, and noted when she writes what links
//! to it, such as a comment, a task or a deal. To the hour, so that a busy day on one customer writes it few times.

use std::collections::{BTreeMap, BTreeSet};

use model::module::LAST_ACTIVITY;
use model::record::Values;
use model::{Id, Instant, Kind, Module, Name, Storage};
use sea_query::{Expr, ExprTrait, Query};

use crate::conn::Conn;
use crate::dialect::{column, iden};
use crate::error::Result;
use crate::layout::{ID, Layout, table_iden};
use crate::query::Writing;

const EXACT_TO: chrono::Duration = chrono::Duration::hours(1);

/// Records on whose account somebody was at work in a transaction.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    at: Instant,
    ids: BTreeMap<Name, BTreeSet<Id>>,
}

impl Touched {
    /// Notes what `values`, which a person writes, link to.
    pub(crate) fn note(&mut self, layout: &Layout, module: &Module, values: &Values, writing: &Writing) {
        if writing.by.is_none() {
            return;
        }
        for field in module.fields.iter().filter(|field| matches!(field.kind, Kind::Link(_))) {
            let Some(link) = values.get(&field.name).and_then(model::Value::as_link) else { continue };
            let other = link.module != module.name;
            if other && layout.module(&link.module).is_ok_and(|target| target.field(LAST_ACTIVITY).is_some())
            {
                self.at = self.at.max(writing.at);
                self.ids.entry(link.module.clone()).or_default().insert(link.id);
            }
        }
    }
}

/// Always in the same order, so that two who touch the same records wait for each other and not in a ring.
pub(crate) async fn write(conn: &mut Conn, touched: Touched) -> Result<()> {
    let now = touched.at.timestamp_millis();
    let before = (touched.at - EXACT_TO).timestamp_millis();
    for (module, ids) in touched.ids {
        let at = table_iden(&module);
        let last = column(&at, LAST_ACTIVITY);
        let mut update = Query::update();
        update.table(at.clone()).value(iden(LAST_ACTIVITY), Expr::val(now));
        update.and_where(last.clone().is_null().or(last.lt(before)));
        let mut rest = ids.iter();
        update.and_where(match (rest.next(), rest.next()) {
            (Some(only), None) => column(&at, ID).eq(Expr::val(only.0)),
            _ => {
                let texts: Vec<String> = ids.iter().map(|id| id.0.simple().to_string()).collect();
                conn.dialect().in_json(
                    column(&at, ID),
                    Storage::Id,
                    serde_json::Value::from(texts).to_string(),
                )
            }
        });
        let sql = conn.dialect().build(&update);
        conn.run(sql).await?;
    }
    Ok(())
}
