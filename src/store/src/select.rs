//! Reading records: which columns, what they become, and what links are called.

use std::collections::{HashMap, HashSet};

use model::record::Values;
use model::{Field, Id, Kind, Link, Module, Name, Record, Stored, Value};
use sea_query::{Cond, DynIden, Expr, ExprTrait, JoinType, Query, SelectStatement};

use crate::condition::{Conditions, Truth};
use crate::conn::{Conn, Row};
use crate::dialect::{argument, column, iden};
use crate::error::{Error, Result};
use crate::layout::{DELETED, ID, RID, TITLE, VERSION, is_stored, table_iden};
use crate::rows;
use crate::view::View;

/// A statement that reads records, and how to understand its rows.
pub(crate) struct Reading<'a> {
    /// What the module's table is called in the statement.
    pub(crate) at: DynIden,
    pub(crate) select: SelectStatement,
    slots: Vec<Slot<'a>>,
    /// How many columns there are so far.
    width: usize,
}

/// Where a field lies in a row.
struct Slot<'a> {
    field: &'a Field,
    main: usize,
    module: Option<usize>,
    title: Option<usize>,
    /// What the table that it links to is called in the statement.
    joined: Option<DynIden>,
}

/// What the table is called whose order is the first.
const LEAD: &str = "lead";
/// The place of the row's number, first of all columns.
const RID_AT: usize = 0;

impl<'a> Reading<'a> {
    /// Reads `fields` of `module`. Links to one module bring their titles along; `fill_titles` does the others.
    pub(crate) fn new(
        view: View<'a>,
        conditions: &Conditions<'a>,
        module: &'a Module,
        fields: &[&'a Field],
    ) -> Result<Reading<'a>> {
        let mut select = Query::select();
        select.from(table_iden(&module.name));
        Reading::from(select, None, view, conditions, module, fields)
    }

    /// The same, but beginning with the records that `link` (to one module) points to, so that their order is the
    /// first; only rows whose link points to one.
    pub(crate) fn along(
        link: &'a Field,
        view: View<'a>,
        conditions: &Conditions<'a>,
        module: &'a Module,
        fields: &[&'a Field],
    ) -> Result<Reading<'a>> {
        let (at, lead) = (table_iden(&module.name), iden(LEAD));
        let target = link.kind.targets().first().ok_or_else(|| Error::UnknownField(link.name.clone()))?;
        let mut select = Query::select();
        // SQLite keeps the order of a CROSS JOIN.
        select.from_as(table_iden(target), lead.clone()).cross_join(at.clone());
        select.and_where(column(&at, &link.name).eq(column(&lead, ID)));
        Reading::from(select, Some(link), view, conditions, module, fields)
    }

    fn from(
        select: SelectStatement,
        lead: Option<&Field>,
        view: View<'a>,
        conditions: &Conditions<'a>,
        module: &'a Module,
        fields: &[&'a Field],
    ) -> Result<Reading<'a>> {
        let at = table_iden(&module.name);
        let mut reading = Reading { at, select, slots: Vec::with_capacity(fields.len()), width: 0 };
        for name in [RID, ID, VERSION, TITLE] {
            reading.column(column(&reading.at, name));
        }
        for field in fields {
            let main = reading.column(column(&reading.at, &field.name));
            let module = field.module_column().map(|name| reading.column(column(&reading.at, &name)));
            let joined = match lead.is_some_and(|lead| lead.name == field.name) {
                true => Some(iden(LEAD)),
                false => join_title(&mut reading, view, conditions, field)?,
            };
            let title = joined.as_ref().map(|table| reading.column(column(table, TITLE)));
            reading.slots.push(Slot { field, main, module, title, joined });
        }
        // A record holds its values by name, and takes them over faster in that order.
        reading.slots.sort_unstable_by(|one, other| one.field.name.cmp(&other.field.name));
        Ok(reading)
    }

    /// One more column; its place.
    pub(crate) fn column(&mut self, expr: Expr) -> usize {
        self.select.expr(expr);
        self.width += 1;
        self.width - 1
    }

    /// What the table that a link to one module points to is called; `None` for others and where nothing of it may be
    /// seen.
    pub(crate) fn joined(&self, field: &Field) -> Option<DynIden> {
        self.slots.iter().find(|slot| slot.field.name == field.name)?.joined.clone()
    }

    /// Whether the statement begins with what this link points to.
    pub(crate) fn is_along(&self, field: &Field) -> bool {
        self.joined(field).is_some_and(|table| table == iden(LEAD))
    }

    pub(crate) fn record(&self, row: &mut Row) -> Record {
        let values: Values =
            self.slots.iter().map(|slot| (slot.field.name.clone(), slot.value(row))).collect();
        Record { id: row.id(1), version: row.int(2), title: row.text(3), values }
    }

    pub(crate) fn rid(row: &Row) -> i64 {
        row.int(RID_AT)
    }
}

impl Slot<'_> {
    fn value(&self, row: &mut Row) -> Value {
        let main = row.stored(self.main);
        if main == Stored::Null {
            return Value::Empty;
        }
        let module = self.module.map(|at| row.stored(at));
        self.field.load(main, module, self.title.and_then(|at| row.maybe_text(at)))
    }
}

/// Joins the table that the link points to, as far as the grant may see its rows; `None` where the link may point to
/// several modules, or nothing of it may be seen.
fn join_title(
    reading: &mut Reading<'_>,
    view: View<'_>,
    conditions: &Conditions<'_>,
    field: &Field,
) -> Result<Option<DynIden>> {
    let [target] = field.kind.targets() else { return Ok(None) };
    let at = iden(format!("l{}", reading.width));
    let Some(visible) = visible(view, conditions, target, &at)? else { return Ok(None) };
    let mut on = Cond::all().add(column(&at, ID).eq(column(&reading.at, &field.name)));
    if let Truth::If(visible) = visible {
        on = on.add(visible);
    }
    reading.select.join_as(JoinType::LeftJoin, table_iden(target), at.clone(), on);
    Ok(Some(at))
}

/// The condition under which rows of `target` may be seen; `None` where none may.
pub(crate) fn visible(
    view: View<'_>,
    conditions: &Conditions<'_>,
    target: &Name,
    at: &DynIden,
) -> Result<Option<Truth>> {
    let (Ok(module), Some(rights)) = (view.layout.module(target), view.grant.on(target)) else {
        return Ok(None);
    };
    let truth = conditions.rights(module, at, &rights.see)?;
    Ok(Some(truth).filter(|truth| !matches!(truth, Truth::No)))
}

/// The fields of `names` that the grant may read, and what is shown with them: an address needs its parts, an amount
/// its currency. All where `names` is empty.
pub(crate) fn wanted<'a>(view: View<'a>, module: &'a Module, names: &[Name]) -> Result<Vec<&'a Field>> {
    if names.is_empty() {
        return Ok(view.fields(module));
    }
    let mut names: Vec<Name> = names.to_vec();
    let mut seen = HashSet::new();
    let mut fields = Vec::with_capacity(names.len() + 1);
    let mut at = 0;
    while let Some(name) = names.get(at).cloned() {
        at += 1;
        if !seen.insert(name.clone()) {
            continue;
        }
        let field = view.field(module, &name)?;
        match &field.kind {
            Kind::Address(address) => {
                names.extend(address.parts.iter().filter(|part| view.field(module, part).is_ok()).cloned());
            }
            Kind::Money(_) if view.field(module, model::module::CURRENCY).is_ok() => {
                names.push(Name::new_static(model::module::CURRENCY));
            }
            _ => {}
        }
        if is_stored(field) {
            fields.push(field);
        }
    }
    Ok(fields)
}

/// Puts titles to links that may point to several modules: one statement for each module that is pointed to.
pub(crate) async fn fill_titles(
    conn: &mut Conn,
    view: View<'_>,
    module: &Module,
    records: &mut [Record],
) -> Result<()> {
    let several: Vec<&Name> = module
        .fields
        .iter()
        .filter(|field| field.kind.targets().len() > 1)
        .map(|field| &field.name)
        .collect();
    if several.is_empty() {
        return Ok(());
    }
    let links = records.iter_mut().flat_map(|record| &mut record.values);
    let links = links.filter(|(name, _)| several.contains(name)).map(|(_, value)| value);
    title_links(conn, view, links.collect()).await
}

/// Sets the titles of all links among `values`; those that the grant may not see get none.
pub(crate) async fn title_links(conn: &mut Conn, view: View<'_>, values: Vec<&mut Value>) -> Result<()> {
    let mut links: Vec<&mut Link> = values.into_iter().flat_map(Value::links_mut).collect();
    let mut wanted: HashMap<Name, HashSet<Id>> = HashMap::new();
    for link in &links {
        wanted.entry(link.module.clone()).or_default().insert(link.id);
    }
    let mut titles: HashMap<(Name, Id), String> = HashMap::new();
    for (module, ids) in wanted {
        for (id, title) in titles_of(conn, view, &module, ids).await? {
            titles.insert((module.clone(), id), title);
        }
    }
    for link in &mut links {
        link.title = titles.get(&(link.module.clone(), link.id)).cloned().unwrap_or_default();
    }
    Ok(())
}

async fn titles_of(
    conn: &mut Conn,
    view: View<'_>,
    module: &Name,
    ids: HashSet<Id>,
) -> Result<Vec<(Id, String)>> {
    let conditions = Conditions::new(view);
    let at = table_iden(module);
    let Some(visible) = visible(view, &conditions, module, &at)? else { return Ok(Vec::new()) };
    let mut select = Query::select();
    select.expr(column(&at, ID)).expr(column(&at, TITLE)).from(at.clone());
    select.and_where(among(view, &at, ids.into_iter().collect()));
    only(&mut select, visible);
    let rows = conn.rows(view.dialect().build(&select)).await?;
    Ok(rows.into_iter().map(|mut row| (row.id(0), row.text(1))).collect())
}

/// The condition that the row's id is one of `ids`.
pub(crate) fn among(view: View<'_>, at: &DynIden, ids: Vec<Id>) -> Expr {
    view.dialect().among(column(at, ID), &ids)
}

/// Narrows the statement to rows where `truth` holds.
pub(crate) fn only(select: &mut SelectStatement, truth: Truth) {
    if !matches!(truth, Truth::Yes) {
        select.and_where(truth.expr());
    }
}

/// The condition that the row has this id.
pub(crate) fn is(at: &DynIden, id: Id) -> Expr {
    column(at, ID).eq(Expr::val(argument(Stored::Id(id), model::Storage::Id)))
}

/// The record, with all fields that the grant may read, if `see` allows it and it is there; with `deleted`, also from
/// the recycle bin.
pub(crate) async fn get(
    conn: &mut Conn,
    view: View<'_>,
    module: &str,
    id: Id,
    deleted: bool,
) -> Result<Option<Record>> {
    let (module, rights) = view.module(module)?;
    let conditions = Conditions::new(view);
    let fields = view.fields(module);
    let mut reading = Reading::new(view, &conditions, module, &fields)?;
    let at = reading.at.clone();
    reading.select.and_where(is(&at, id));
    if !deleted {
        reading.select.and_where(column(&at, DELETED).is_null());
    }
    only(&mut reading.select, conditions.rights(module, &at, &rights.see)?);
    let Some(mut row) = conn.row(view.dialect().build(&reading.select)).await? else { return Ok(None) };
    let mut records = [reading.record(&mut row)];
    fill_titles(conn, view, module, &mut records).await?;
    rows::fill(conn, view, module, &mut records).await?;
    let [record] = records;
    Ok(Some(record))
}

/// Those of `ids` that the grant may see and that are not deleted, in the order of `ids`.
pub(crate) async fn get_many(
    conn: &mut Conn,
    view: View<'_>,
    module: &str,
    ids: &[Id],
) -> Result<Vec<Record>> {
    let (module, rights) = view.module(module)?;
    let conditions = Conditions::new(view);
    let fields = view.fields(module);
    let mut reading = Reading::new(view, &conditions, module, &fields)?;
    let at = reading.at.clone();
    reading.select.and_where(among(view, &at, ids.to_vec()));
    reading.select.and_where(column(&at, DELETED).is_null());
    only(&mut reading.select, conditions.rights(module, &at, &rights.see)?);
    let rows = conn.rows(view.dialect().build(&reading.select)).await?;
    let mut records: Vec<Record> = rows.into_iter().map(|mut row| reading.record(&mut row)).collect();
    fill_titles(conn, view, module, &mut records).await?;
    rows::fill(conn, view, module, &mut records).await?;
    let place: HashMap<Id, usize> = ids.iter().enumerate().rev().map(|(at, id)| (*id, at)).collect();
    records.sort_by_key(|record| place.get(&record.id).copied());
    Ok(records)
}
