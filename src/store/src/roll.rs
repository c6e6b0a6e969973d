//! Roll-ups: which records hold what is counted over those that a transaction writes, and what these come to. Each is
//! added up anew from what links to it, found by the index of the link, once a transaction and just before its commit.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use model::module::{CURRENCY, LAST_ACTIVITY, OWNER_SINCE, UPDATED_AT, UPDATED_BY};
use model::roll_up::{Found, Total};
use model::{Field, Grant, Id, Module, Name, Record, RollUp, Schema, Storage, Value};
use rust_decimal::Decimal;
use sea_query::{DynIden, Expr, ExprTrait, Query, SelectStatement};

use crate::aggregate::{Parts, sum, total};
use crate::compute;
use crate::condition::{Conditions, Truth};
use crate::conn::{Conn, Row};
use crate::dialect::{Dialect, column};
use crate::error::Result;
use crate::layout::{DELETED, ID, Layout, scale, table_iden};
use crate::reindex::PART;
use crate::tx::Tx;
use crate::view::View;

/// A link by which records of one module are rolled up into those of another.
#[derive(Clone, Debug)]
pub(crate) struct Feed {
    pub(crate) to: Name,
    pub(crate) from: Name,
    link: Name,
    /// The fields of `from` that decide.
    reads: BTreeSet<Name>,
}

impl Feed {
    pub(crate) fn all(schema: &Schema) -> Vec<Feed> {
        let mut feeds: BTreeMap<(&Name, &Name, &Name), BTreeSet<Name>> = BTreeMap::new();
        for module in &schema.modules {
            for (field, roll_up) in roll_ups(module) {
                let key = (&module.name, &roll_up.module, &roll_up.link);
                let reads = feeds.entry(key).or_default();
                reads.extend(roll_up.reads().cloned());
                reads.extend(field.rolls_up_amounts().then_some(Name::new_static(CURRENCY)));
            }
        }
        let feed = |((to, from, link), reads): ((&Name, &Name, &Name), _)| Feed {
            to: to.clone(),
            from: from.clone(),
            link: link.clone(),
            reads,
        };
        feeds.into_iter().map(feed).collect()
    }

    fn fills(&self, module: &Module, roll_up: &RollUp) -> bool {
        module.name == self.to && roll_up.module == self.from && roll_up.link == self.link
    }

    /// Whether a write of the fields `changed` decides: it stamps its record besides.
    fn hears_of(&self, changed: &[&str]) -> bool {
        const STAMPS: [&str; 4] = [UPDATED_AT, UPDATED_BY, OWNER_SINCE, LAST_ACTIVITY];
        self.reads.iter().any(|field| changed.contains(&field.as_str()) || STAMPS.contains(&field.as_str()))
    }
}

fn roll_ups(module: &Module) -> impl Iterator<Item = (&Field, &RollUp)> {
    module.fields.iter().filter_map(|field| Some((field, field.roll_up.as_ref()?)))
}

/// The records whose roll-ups a transaction changed.
#[derive(Debug, Default)]
pub(crate) struct Due(BTreeMap<Name, Records>);

#[derive(Debug, Default)]
struct Records {
    links: BTreeSet<(Name, Name)>,
    ids: BTreeSet<Id>,
}

impl Due {
    fn note(&mut self, feed: &Feed, value: &Value) {
        if let Some(link) = value.as_link().filter(|link| link.module == feed.to) {
            self.note_id(feed, link.id);
        }
    }

    fn note_id(&mut self, feed: &Feed, id: Id) {
        let records = self.0.entry(feed.to.clone()).or_default();
        records.links.insert((feed.from.clone(), feed.link.clone()));
        records.ids.insert(id);
    }
}

/// New records count.
pub(crate) fn inserted(tx: &mut Tx, module: &Module, records: &[&Record]) {
    let layout = tx.layout.clone();
    for feed in layout.feeds_from(&module.name) {
        records.iter().for_each(|record| tx.due.note(feed, record.value(&feed.link)));
    }
}

/// A record counts differently now, or elsewhere; or what is rolled up into it means something else.
pub(crate) async fn updated(
    tx: &mut Tx,
    module: &Module,
    before: &Record,
    changed: &[(&Field, &Value)],
) -> Result<()> {
    let layout = tx.layout.clone();
    let (from, beside) = (layout.feeds_from(&module.name), layout.beside_roll_ups(&module.name));
    if from.is_empty() && beside.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = changed.iter().map(|(field, _)| field.name.as_str()).collect();
    if beside.iter().any(|name| names.contains(&name.as_str())) {
        layout.feeds_to(&module.name).for_each(|feed| tx.due.note_id(feed, before.id));
    }
    let concerned: Vec<&Feed> = from.iter().filter(|feed| feed.hears_of(&names)).collect();
    for feed in &concerned {
        if names.contains(&feed.link.as_str()) {
            tx.due.note(feed, before.value(&feed.link));
        }
    }
    note_targets(tx, module, &[before.id], &concerned).await
}

/// These records count no more, or again.
pub(crate) async fn moved(tx: &mut Tx, module: &Module, ids: &[Id]) -> Result<()> {
    let layout = tx.layout.clone();
    let feeds: Vec<&Feed> = layout.feeds_from(&module.name).iter().collect();
    note_targets(tx, module, ids, &feeds).await
}

async fn note_targets(tx: &mut Tx, module: &Module, ids: &[Id], feeds: &[&Feed]) -> Result<()> {
    let links: Vec<&Field> = feeds.iter().filter_map(|feed| module.field(&feed.link)).collect();
    if links.is_empty() || ids.is_empty() {
        return Ok(());
    }
    let at = table_iden(&module.name);
    let mut select = Query::select();
    select.from(at.clone()).and_where(are(tx.layout.dialect, column(&at, ID), ids.iter()));
    for column_of in links.iter().flat_map(|link| link.columns()) {
        select.expr(column(&at, &column_of.name));
    }
    for mut row in tx.conn.rows(tx.layout.dialect.build(&select)).await? {
        let mut place = 0..;
        let mut next = |row: &mut Row| row.stored(place.next().unwrap_or_default());
        for (feed, link) in feeds.iter().zip(&links) {
            let main = next(&mut row);
            let target = link.module_column().map(|_| next(&mut row));
            tx.due.note(feed, &link.load(main, target, None));
        }
    }
    Ok(())
}

/// Whether the column holds one of these.
pub(crate) fn are<'i>(dialect: Dialect, column: Expr, ids: impl Iterator<Item = &'i Id> + Clone) -> Expr {
    let mut first = ids.clone();
    match (first.next(), first.next()) {
        (Some(only), None) => column.eq(Expr::val(only.0)),
        _ => {
            let texts: Vec<String> = ids.map(|id| id.0.simple().to_string()).collect();
            dialect.in_json(column, Storage::Id, serde_json::Value::from(texts).to_string())
        }
    }
}

/// Writes what is due. Always in the same order, so that two who write the same records wait for each other and not in
/// a ring.
pub(crate) async fn write(tx: &mut Tx) -> Result<()> {
    let due = std::mem::take(&mut tx.due);
    let layout = tx.layout.clone();
    for (to, records) in due.0 {
        let Ok(module) = layout.module(&to) else { continue };
        let such = |feed: &&Feed| records.links.contains(&(feed.from.clone(), feed.link.clone()));
        let feeds: Vec<&Feed> = layout.feeds_to(&to).filter(such).collect();
        let ids: Vec<Id> = records.ids.into_iter().collect();
        for ids in ids.chunks(PART as usize) {
            compute::these(tx, module, &feeds, ids).await?;
        }
    }
    Ok(())
}

/// What one roll-up found for one record.
#[derive(Default)]
struct Tally {
    count: i64,
    sum: i128,
    end: Value,
}

/// Puts into `records`, which are of the module that `feed` leads to, what their roll-ups come to now.
pub(crate) async fn fill(
    conn: &mut Conn,
    layout: &Layout,
    feed: &Feed,
    records: &mut [(i64, Record)],
) -> Result<()> {
    let (to, from) = (layout.module(&feed.to)?, layout.module(&feed.from)?);
    let wanted: Vec<Wanted> = roll_ups(to)
        .filter(|(_, roll_up)| feed.fills(to, roll_up))
        .map(|(field, roll_up)| Wanted {
            field,
            roll_up,
            of: roll_up.field.as_ref().and_then(|of| from.field(of)),
        })
        .collect();
    let company = layout.schema.currency.to_string();
    let currency = |text: Option<&str>| text.map_or_else(|| company.clone(), str::to_owned);
    let currencies: HashMap<Id, String> =
        records.iter().map(|(_, record)| (record.id, currency(record.value(CURRENCY).as_text()))).collect();
    let select = statement(layout, feed, from, &wanted, records)?;
    let mut tallies: HashMap<Id, Vec<Tally>> = HashMap::new();
    for mut row in conn.rows(layout.dialect.build(&select)).await? {
        let id = row.id(0);
        let fits = Some(&currency(row.maybe_text(1).as_deref())) == currencies.get(&id);
        let none = || wanted.iter().map(|_| Tally::default()).collect();
        let mut at = 2;
        for (wanted, tally) in wanted.iter().zip(tallies.entry(id).or_insert_with(none)) {
            let found = wanted.take(layout.dialect, &mut row, &mut at)?;
            if fits || !wanted.field.rolls_up_amounts() {
                tally.add(found, wanted.roll_up.total);
            }
        }
    }
    for (_, record) in records {
        let found = tallies.remove(&record.id);
        let found = found.unwrap_or_else(|| wanted.iter().map(|_| Tally::default()).collect());
        let currency = currencies.get(&record.id).unwrap_or(&company);
        for (wanted, tally) in wanted.iter().zip(found) {
            record.set(wanted.field.name.clone(), wanted.value(tally, currency));
        }
    }
    Ok(())
}

fn statement(
    layout: &Layout,
    feed: &Feed,
    from: &Module,
    wanted: &[Wanted<'_>],
    records: &[(i64, Record)],
) -> Result<SelectStatement> {
    let system = Grant::system("what is rolled up");
    let conditions = Conditions::new(View::timeless(layout, &system));
    let (dialect, at) = (layout.dialect, table_iden(&from.name));
    let link = column(&at, &feed.link);
    let mut select = Query::select();
    select.from(at.clone()).expr(link.clone()).add_group_by([link.clone()]);
    if wanted.iter().any(|wanted| wanted.field.rolls_up_amounts()) {
        let currency = column(&at, CURRENCY);
        select.expr(currency.clone()).add_group_by([currency]);
    } else {
        select.expr(dialect.nothing());
    }
    for wanted in wanted {
        let only = conditions.rights(from, &at, &wanted.roll_up.only)?;
        select.exprs(wanted.columns(dialect, &at, only));
    }
    select.and_where(are(dialect, link, records.iter().map(|(_, record)| &record.id)));
    select.and_where(column(&at, DELETED).is_null());
    if let Some(target) = from.field(&feed.link).and_then(Field::module_column) {
        select.and_where(column(&at, &target).eq(feed.to.as_str()));
    }
    Ok(select)
}

/// A roll-up that is looked for.
struct Wanted<'m> {
    field: &'m Field,
    roll_up: &'m RollUp,
    of: Option<&'m Field>,
}

impl Wanted<'_> {
    fn columns(&self, dialect: Dialect, at: &DynIden, only: Truth) -> Vec<Expr> {
        let value = self.of.map_or_else(|| Expr::val(1_i64), |field| column(at, &field.name));
        let value = match only {
            Truth::Yes => value,
            only => dialect.raw("CASE WHEN ? THEN ? END", [only.expr(), value]),
        };
        let of = |template| dialect.raw(template, [value.clone()]);
        match self.roll_up.total {
            Total::Count => vec![of("count(?)")],
            Total::Sum => sum(dialect, &value, Parts::Two),
            Total::Average => {
                std::iter::once(of("count(?)")).chain(sum(dialect, &value, Parts::Two)).collect()
            }
            Total::Least => vec![of("min(?)")],
            Total::Most => vec![of("max(?)")],
        }
    }

    /// The same columns, from a row.
    fn take(&self, dialect: Dialect, row: &mut Row, at: &mut usize) -> Result<Tally> {
        let mut next = || {
            *at += 1;
            *at - 1
        };
        let mut tally = Tally::default();
        let total_of = self.roll_up.total;
        if [Total::Count, Total::Average].contains(&total_of) {
            tally.count = row.int(next());
        }
        if [Total::Sum, Total::Average].contains(&total_of) {
            tally.sum = total(row.take(next()))?;
            if dialect == Dialect::Sqlite {
                tally.sum = (tally.sum << 32) + total(row.take(next()))?;
            }
        }
        if [Total::Least, Total::Most].contains(&total_of) {
            let stored = row.stored(next());
            let load = |field: &Field| field.load(stored, None, None);
            tally.end = self.of.map(load).unwrap_or_default();
        }
        Ok(tally)
    }

    /// What cannot be kept, because it is too large, is empty.
    fn value(&self, tally: Tally, currency: &str) -> Value {
        let scale = self.of.and_then(|field| scale(&field.kind)).unwrap_or_default();
        let Ok(sum) = Decimal::try_from_i128_with_scale(tally.sum, scale) else { return Value::Empty };
        let count = u64::try_from(tally.count).unwrap_or_default();
        self.roll_up.value(self.field, &Found { count, sum: sum.normalize(), end: tally.end }, currency)
    }
}

impl Tally {
    fn add(&mut self, other: Tally, total: Total) {
        self.count += other.count;
        self.sum += other.sum;
        let further = match total {
            Total::Least => other.end.compare(&self.end).is_lt(),
            _ => other.end.compare(&self.end).is_gt(),
        };
        if self.end.is_empty() || !other.end.is_empty() && further {
            self.end = other.end;
        }
    }
}
