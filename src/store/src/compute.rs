//! Working out anew what formulas give, where they have changed since it was written.

use std::collections::BTreeMap;

use model::{Field, Grant, Module, Name, Record};
use sea_query::{ExprTrait, Order, Query};
use serde_json::{Value as Json, json};

use crate::condition::Conditions;
use crate::conn::Conn;
use crate::dialect::{column, iden};
use crate::error::Result;
use crate::insert::arguments;
use crate::kept;
use crate::layout::{Layout, RID, table_iden};
use crate::reindex::PART;
use crate::select::Reading;
use crate::view::View;

/// The modules whose records hold what other formulas gave.
pub(crate) async fn outdated(conn: &mut Conn, layout: &Layout) -> Result<Vec<Module>> {
    let known: BTreeMap<String, Json> = kept::settings(conn, PREFIX).await?.into_iter().collect();
    let nothing = json!([]);
    let is_outdated =
        |module: &&Module| *known.get(&key(&module.name)).unwrap_or(&nothing) != formulas(module);
    Ok(layout.schema.modules.iter().filter(is_outdated).cloned().collect())
}

/// Notes by which formulas the records were worked out.
pub(crate) async fn done(conn: &mut Conn, module: &Module) -> Result<()> {
    kept::put_setting(conn, &key(&module.name), &formulas(module)).await
}

const PREFIX: &str = "computed.";

fn key(module: &Name) -> String {
    format!("{PREFIX}{module}")
}

/// What decides about the values: another list means that they are worked out anew.
pub(crate) fn formulas(module: &Module) -> Json {
    let computed = module.computed.iter().filter_map(|name| module.field(name));
    computed.map(|field| json!([field.name, field.kind, field.formula])).collect()
}

/// Works out the rows after `after`, those in the recycle bin too; the last row done, or `None` at the end. What a
/// formula gives is no change of its record: the log and the version stay.
pub(crate) async fn part(
    conn: &mut Conn,
    layout: &Layout,
    module: &Module,
    after: i64,
) -> Result<Option<i64>> {
    let system = Grant::system("what formulas give");
    let view = View::timeless(layout, &system);
    let conditions = Conditions::new(view);
    let names: Vec<&Name> = module.computed.iter().chain(module.inputs()).collect();
    let is_read = |field: &&Field| names.contains(&&field.name) || field.name == model::module::CURRENCY;
    let fields: Vec<&Field> = module.fields.iter().filter(is_read).collect();
    let mut reading = Reading::new(view, &conditions, module, &fields)?;
    let row = column(&reading.at, RID);
    reading.select.and_where(row.clone().gt(after)).order_by_expr(row, Order::Asc).limit(PART);
    let mut last = None;
    for mut row in conn.rows(view.dialect().build(&reading.select)).await? {
        let (rid, before) = (Reading::rid(&row), reading.record(&mut row));
        last = Some(rid);
        put(conn, view, module, rid, &before).await?;
    }
    Ok(last)
}

async fn put(conn: &mut Conn, view: View<'_>, module: &Module, rid: i64, before: &Record) -> Result<()> {
    let mut record = before.clone();
    module.work_out(&mut record, &view.layout.schema.currency);
    let at = table_iden(&module.name);
    let mut statement = Query::update();
    statement.table(at.clone()).and_where(column(&at, RID).eq(rid));
    let computed = module.computed.iter().filter_map(|name| module.field(name));
    for field in computed.filter(|field| record.value(&field.name) != before.value(&field.name)) {
        for argument in arguments(field, record.value(&field.name)) {
            statement.value(iden(&field.name), argument);
        }
    }
    if !statement.get_values().is_empty() {
        conn.run(view.dialect().build(&statement)).await?;
    }
    Ok(())
}
