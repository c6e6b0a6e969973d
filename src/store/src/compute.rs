//! Working out anew what formulas and roll-ups give, where they have changed since it was written, or what they read.

use std::collections::BTreeMap;

use model::{Field, Grant, Id, Module, Name, Record};
use sea_query::{DynIden, ExprTrait, LockType, Order, Query, SelectStatement};
use serde_json::{Value as Json, json};

use crate::condition::Conditions;
use crate::conn::Conn;
use crate::dialect::{Dialect, column, iden};
use crate::error::Result;
use crate::insert::arguments;
use crate::kept;
use crate::layout::{ID, Layout, RID, TITLE, searched, table_iden};
use crate::reindex::PART;
use crate::roll::{self, Feed};
use crate::select::Reading;
use crate::tx::Tx;
use crate::update::reindex;
use crate::view::View;

/// What is worked out of all records of a module: at first formulas, then what is rolled up from these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Formulas,
    RollUps,
}

/// What is to be worked out anew, in the order in which that is done.
pub(crate) async fn outdated(conn: &mut Conn, layout: &Layout) -> Result<Vec<(Step, Module)>> {
    let mut outdated = Vec::new();
    for step in [Step::Formulas, Step::RollUps] {
        let known: BTreeMap<String, Json> = kept::settings(conn, step.prefix()).await?.into_iter().collect();
        let nothing = json!([]);
        let is_outdated = |module: &&Module| {
            *known.get(&step.key(&module.name)).unwrap_or(&nothing) != step.definition(layout, module)
        };
        let modules = layout.schema.modules.iter().filter(is_outdated);
        outdated.extend(modules.map(|module| (step, module.clone())));
    }
    Ok(outdated)
}

/// Notes by which definition the records were worked out.
pub(crate) async fn done(conn: &mut Conn, step: Step, module: &Name, definition: &Json) -> Result<()> {
    kept::put_setting(conn, &step.key(module), definition).await
}

impl Step {
    const fn prefix(self) -> &'static str {
        match self {
            Step::Formulas => "computed.",
            Step::RollUps => "rolled_up.",
        }
    }

    fn key(self, module: &Name) -> String {
        format!("{}{module}", self.prefix())
    }

    /// What decides about the values: another one means that they are worked out anew.
    pub(crate) fn definition(self, layout: &Layout, module: &Module) -> Json {
        match self {
            Step::Formulas => formulas(module),
            Step::RollUps => roll_ups(layout, module),
        }
    }
}

fn formulas(module: &Module) -> Json {
    let computed = module.computed.iter().filter_map(|name| module.field(name));
    computed.map(|field| json!([field.name, field.kind, field.formula])).collect()
}

/// With the formulas that they may read.
fn roll_ups(layout: &Layout, module: &Module) -> Json {
    let definition = |field: &Field| {
        let roll_up = field.roll_up.as_ref()?;
        let from = layout.module(&roll_up.module).ok()?;
        let of = roll_up.field.as_ref().and_then(|name| from.field(name)).map(|field| &field.kind);
        Some(json!([field.name, field.kind, roll_up, of, formulas(from), layout.schema.currency]))
    };
    module.fields.iter().filter_map(definition).collect()
}

/// Works out the rows after `after`, those in the recycle bin too; the last row done, or `None` at the end. What comes
/// of it is no change of its record: the log and the version stay.
pub(crate) async fn part(tx: &mut Tx, step: Step, module: &Module, after: i64) -> Result<Option<i64>> {
    let layout = tx.layout.clone();
    let feeds: Vec<&Feed> = match step {
        Step::Formulas => Vec::new(),
        Step::RollUps => layout.feeds_to(&module.name).collect(),
    };
    let narrow = |select: &mut SelectStatement, at: &DynIden| {
        select.and_where(column(at, RID).gt(after)).limit(PART);
    };
    let done = rows(tx, module, &feeds, narrow).await?;
    Ok(done.last().copied())
}

/// Works out what `feeds` roll up into these records, and what formulas make of it.
pub(crate) async fn these(tx: &mut Tx, module: &Module, feeds: &[&Feed], ids: &[Id]) -> Result<()> {
    let dialect = tx.layout.dialect;
    let narrow = |select: &mut SelectStatement, at: &DynIden| {
        select.and_where(roll::are(dialect, column(at, ID), ids.iter()));
    };
    let done = rows(tx, module, feeds, narrow).await?;
    let found_by =
        |name: &&Name| module.is_rolled_up(name) && searched(module).any(|field| field.name == **name);
    if module.computed.iter().any(|name| found_by(&name)) {
        for rid in done {
            index(tx, module, rid).await?;
        }
    }
    Ok(())
}

/// Tells the search index what the row holds now.
async fn index(tx: &mut Tx, module: &Module, rid: i64) -> Result<()> {
    let at = table_iden(&module.name);
    let mut select = Query::select();
    select.from(at.clone()).exprs([column(&at, RID), column(&at, TITLE)]);
    select.exprs(searched(module).map(|field| column(&at, &field.name)));
    select.and_where(column(&at, RID).eq(rid));
    match tx.conn.row(tx.layout.dialect.build(&select)).await? {
        Some(row) => reindex(tx, module, row).await,
        None => Ok(()),
    }
}

/// Works out the rows that `narrow` leaves, in their order.
async fn rows(
    tx: &mut Tx,
    module: &Module,
    feeds: &[&Feed],
    narrow: impl FnOnce(&mut SelectStatement, &DynIden),
) -> Result<Vec<i64>> {
    let layout = tx.layout.clone();
    let system = Grant::system("what formulas and roll-ups give");
    let view = View::timeless(&layout, &system);
    let conditions = Conditions::new(view);
    let names: Vec<&Name> = module.computed.iter().chain(module.inputs()).collect();
    let is_read = |field: &&Field| {
        let rolled = field.roll_up.is_some() && !feeds.is_empty();
        names.contains(&&field.name) || rolled || field.name == model::module::CURRENCY
    };
    let fields: Vec<&Field> = module.fields.iter().filter(is_read).collect();
    let mut reading = Reading::new(view, &conditions, module, &fields)?;
    narrow(&mut reading.select, &reading.at);
    reading.select.order_by_expr(column(&reading.at, RID), Order::Asc);
    if layout.dialect == Dialect::Postgres {
        // Who writes one of these, or what is rolled up into it, waits; what she wrote before is seen by what follows.
        reading.select.lock_with_tables(LockType::NoKeyUpdate, [reading.at.clone()]);
    }
    let rows = tx.conn.rows(view.dialect().build(&reading.select)).await?;
    let before: Vec<(i64, Record)> =
        rows.into_iter().map(|mut row| (Reading::rid(&row), reading.record(&mut row))).collect();
    let mut now = before.clone();
    if !now.is_empty() {
        for feed in feeds {
            roll::fill(&mut tx.conn, &layout, feed, &mut now).await?;
        }
    }
    for ((rid, before), (_, now)) in before.iter().zip(&mut now) {
        put(&mut tx.conn, view, module, *rid, before, now).await?;
    }
    Ok(now.into_iter().map(|(rid, _)| rid).collect())
}

async fn put(
    conn: &mut Conn,
    view: View<'_>,
    module: &Module,
    rid: i64,
    before: &Record,
    record: &mut Record,
) -> Result<()> {
    module.work_out(record, &view.layout.schema.currency);
    let at = table_iden(&module.name);
    let mut statement = Query::update();
    statement.table(at.clone()).and_where(column(&at, RID).eq(rid));
    let given = module.fields.iter().filter(|field| field.roll_up.is_some() || field.formula.is_some());
    for field in given.filter(|field| record.value(&field.name) != before.value(&field.name)) {
        for argument in arguments(field, record.value(&field.name))? {
            statement.value(iden(&field.name), argument);
        }
    }
    if !statement.get_values().is_empty() {
        conn.run(view.dialect().build(&statement)).await?;
    }
    Ok(())
}
