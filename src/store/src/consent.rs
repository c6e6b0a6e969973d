//! To what persons consent now: worked out whenever a transaction has written consents, however it did that. Of each
//! purpose the newest counts. It is no change of the person's record: its log and version stay.

use std::collections::{BTreeMap, BTreeSet};

use model::module::CONSENTS;
use model::{Change, Id, Name, Storage};
use sea_query::{Expr, ExprTrait, Order, Query};

use crate::conn::Conn;
use crate::dialect::{column, iden};
use crate::error::Result;
use crate::insert::arguments;
use crate::layout::{DELETED, ID, Layout, RID, table_iden};

// Fields of the module `consents`.
const PERSON: &str = "person";
const PERSON_MODULE: &str = "person_module";
const PURPOSE: &str = "purpose";
const STATE: &str = "state";
const MOMENT: &str = "moment";
const GIVEN: &str = "given";

pub(crate) async fn keep(conn: &mut Conn, layout: &Layout, changes: &[Change]) -> Result<()> {
    let written: Vec<&Change> = changes.iter().filter(|change| change.module == CONSENTS).collect();
    if written.is_empty() || layout.module(CONSENTS).is_err() {
        return Ok(());
    }
    for (module, person) in persons(conn, &written).await? {
        keep_of(conn, layout, &module, person).await?;
    }
    Ok(())
}

/// Of whom the consents told before, and tell now. Always in the same order, so that two who write the same ones wait
/// for each other and not in a ring.
async fn persons(conn: &mut Conn, written: &[&Change]) -> Result<BTreeSet<(Name, Id)>> {
    let fields = written.iter().flat_map(|change| &change.fields).filter(|field| field.field == PERSON);
    let links = fields.flat_map(|field| [field.before.as_link(), field.after.as_link()]).flatten();
    let mut persons: BTreeSet<(Name, Id)> = links.map(|link| (link.module.clone(), link.id)).collect();
    let at = table_iden(CONSENTS);
    let ids: Vec<String> = written.iter().map(|change| change.record.0.simple().to_string()).collect();
    let mut select = Query::select();
    select.from(at.clone()).exprs([column(&at, PERSON_MODULE), column(&at, PERSON)]);
    let ids = serde_json::Value::from(ids).to_string();
    select.and_where(conn.dialect().in_json(column(&at, ID), Storage::Id, ids));
    let sql = conn.dialect().build(&select);
    for mut row in conn.rows(sql).await? {
        persons.extend(row.maybe_id(1).map(|id| (Name::new(row.text(0)), id)));
    }
    Ok(persons)
}

async fn keep_of(conn: &mut Conn, layout: &Layout, module: &Name, person: Id) -> Result<()> {
    let Some(field) = layout.module(module).ok().and_then(|module| module.field(CONSENTS)) else {
        return Ok(());
    };
    let at = table_iden(CONSENTS);
    let mut select = Query::select();
    select.from(at.clone()).exprs([column(&at, PURPOSE), column(&at, STATE)]);
    select.and_where(column(&at, PERSON).eq(Expr::val(person.0)));
    select
        .and_where(column(&at, PERSON_MODULE).eq(module.as_str()))
        .and_where(column(&at, DELETED).is_null());
    select.order_by_expr(column(&at, MOMENT), Order::Asc).order_by_expr(column(&at, RID), Order::Asc);
    let sql = conn.dialect().build(&select);
    let mut newest = BTreeMap::new();
    for mut row in conn.rows(sql).await? {
        newest.insert(row.text(0), row.text(1) == GIVEN);
    }
    let given: Vec<String> = newest.into_iter().filter(|(_, given)| *given).map(|(key, _)| key).collect();
    let value = if given.is_empty() { model::Value::Empty } else { model::Value::Many(given) };
    let at = table_iden(module);
    let mut update = Query::update();
    update.table(at.clone()).and_where(column(&at, ID).eq(Expr::val(person.0)));
    for argument in arguments(field, &value)? {
        update.value(iden(CONSENTS), argument);
    }
    let sql = conn.dialect().build(&update);
    conn.run(sql).await.map(drop)
}
