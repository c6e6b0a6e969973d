//! Lists: a page of records, and how many there are.

use model::module::{CREATED_AT, UPDATED_AT};
use model::{Field, Filter, Module, Name, Sort};
use sea_query::{DynIden, Expr, ExprTrait, Query as Select};

use crate::condition::{Conditions, Truth};
use crate::conn::{Conn, Row};
use crate::cursor::{Key, Ordering, Place};
use crate::dialect::{Dialect, column};
use crate::error::{Error, Result};
use crate::grams::Grams;
use crate::layout::{DELETED, RID, TITLE, table_iden};
use crate::plan::{Plan, Planner};
use crate::query::{Page, Query};
use crate::select::{Reading, fill_titles, only, visible, wanted};
use crate::view::View;

/// No page is longer, whatever is asked for.
const LONGEST: u32 = 10_000;

/// A page of the list. Within a transaction there is no planner: the search index does not yet know what was written.
pub(crate) async fn list(
    conn: &mut Conn,
    planner: Option<&Planner>,
    view: View<'_>,
    query: &Query,
) -> Result<Page> {
    let (module, rights) = view.module(&query.module)?;
    let sort = if query.sort.is_empty() { &module.sort } else { &query.sort };
    let filter = query.filter.clone().resolve(view.asking);
    let first = sort.first().and_then(|sort| module.field(&sort.field));
    let plan = match planner.filter(|_| view.dialect() == Dialect::Sqlite && !query.deleted) {
        Some(planner) => planner.plan(conn, view, module, [&filter, &rights.see], first).await?,
        None => Plan { by_index: true, ..Plan::default() },
    };

    let at = table_iden(&module.name);
    let conditions = Conditions::avoiding(view, &at, plan.avoided);
    let mut fields = wanted(view, module, &query.fields)?;
    for sort in sort {
        let field = sortable(view, module, &sort.field)?;
        if !fields.iter().any(|known| known.name == field.name) {
            fields.push(field);
        }
    }
    let mut reading = Reading::new(view, &conditions, module, &fields)?;
    let mut keys = Vec::with_capacity(sort.len());
    for sort in sort {
        keys.extend(key(view, &conditions, &reading, sortable(view, module, &sort.field)?, sort)?);
    }
    let keys_at = keys.iter().map(|key| reading.column(key.expr.clone())).min().unwrap_or_default();

    let bin = column(&at, DELETED);
    reading.select.and_where(if query.deleted { bin.is_not_null() } else { bin.is_null() });
    only(&mut reading.select, conditions.filter(module, &at, &filter)?);
    only(&mut reading.select, conditions.rights(module, &at, &rights.see)?);
    let grams = match view.dialect() {
        Dialect::Sqlite => plan.grams,
        Dialect::Postgres => planner.and_then(|_| Grams::of_filter(module, &filter)),
    };
    if let Some(grams) = grams {
        reading.select.and_where(grams.condition(view.dialect(), module, &at));
    }
    let order = Ordering { dialect: view.dialect(), at: &at, keys: &keys };
    order.apply(&mut reading.select, plan.by_index);

    let limit = usize::try_from(Ord::min(query.limit, LONGEST)).unwrap_or_default();
    let place = query.after.as_deref().map(|after| Place::decode(after, sort, keys.len())).transpose()?;
    let mut rows = fetch(conn, &reading, &order, place.as_ref(), limit + 1).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let mut records = Vec::with_capacity(rows.len());
    let mut last = None;
    for mut row in rows {
        records.push(reading.record(&mut row));
        let rid = Reading::rid(&row);
        last = Some(Place::of(&mut row, rid, keys_at, keys.len()));
    }
    fill_titles(conn, view, module, &mut records).await?;
    Ok(Page { records, next: last.filter(|_| more).map(|place| place.encode(sort)) })
}

/// Up to `limit` rows after `place`, in one statement or two.
async fn fetch(
    conn: &mut Conn,
    reading: &Reading<'_>,
    order: &Ordering<'_>,
    place: Option<&Place>,
    limit: usize,
) -> Result<Vec<Row>> {
    let parts: Vec<Option<Expr>> = match place {
        Some(place) => order.after(place).into_iter().map(Some).collect(),
        None => vec![None],
    };
    let mut rows = Vec::new();
    for part in parts {
        let mut select = reading.select.clone();
        if let Some(part) = part {
            select.and_where(part);
        }
        select.limit(u64::try_from(limit - rows.len()).unwrap_or_default());
        rows.extend(conn.rows(order.dialect.build(&select)).await?);
        if rows.len() >= limit {
            break;
        }
    }
    Ok(rows)
}

fn sortable<'a>(view: View<'a>, module: &'a Module, name: &Name) -> Result<&'a Field> {
    let field = view.field(module, name)?;
    if field.sortable() { Ok(field) } else { Err(Error::UnknownField(name.clone())) }
}

/// What a list is sorted by for one field: its column, or for a link the title that it shows, then its id.
fn key(
    view: View<'_>,
    conditions: &Conditions<'_>,
    reading: &Reading<'_>,
    field: &Field,
    sort: &Sort,
) -> Result<Vec<Key>> {
    let plain = column(&reading.at, &field.name);
    // What the product always fills.
    let nullable = field.name != UPDATED_AT && field.name != CREATED_AT;
    let id = Key { expr: plain.clone(), descending: sort.descending, nullable };
    if field.kind.targets().is_empty() {
        return Ok(vec![id]);
    }
    let title = match reading.title_of(field) {
        Some(title) => title,
        None => title_by_module(view, conditions, &reading.at, field)?,
    };
    let template = match view.dialect() {
        Dialect::Sqlite => "(CASE WHEN ? IS NULL THEN NULL ELSE coalesce(?, '') END) COLLATE RAPPORT",
        Dialect::Postgres => "(CASE WHEN ? IS NULL THEN NULL ELSE coalesce(?, '') END) COLLATE rapport",
    };
    let shown = Key { expr: view.dialect().raw(template, [plain, title]), ..id.clone() };
    Ok(vec![shown, id])
}

/// The title behind a link that may point to several modules.
fn title_by_module(view: View<'_>, conditions: &Conditions<'_>, at: &DynIden, field: &Field) -> Result<Expr> {
    let mut title = Expr::cust("NULL");
    for target in field.kind.targets() {
        let name = conditions.name();
        let Some(seen) = visible(view, conditions, target, &name)? else { continue };
        let mut select = Select::select();
        select
            .expr(column(&name, TITLE))
            .from_as(table_iden(target), name.clone())
            .and_where(column(&name, crate::layout::ID).eq(column(at, &field.name)));
        only(&mut select, seen);
        let sub = Expr::SubQuery(None, Box::new(select.take().into()));
        let module = column(at, field.module_column().unwrap_or_else(|| field.name.clone()));
        let parts = [module, Expr::val(target.as_str()), sub, title];
        title = view.dialect().raw("CASE WHEN ? = ? THEN ? ELSE ? END", parts);
    }
    Ok(title)
}

/// How many records meet `filter`, counted up to `at_most`.
pub(crate) async fn count(
    conn: &mut Conn,
    view: View<'_>,
    module: &str,
    filter: &Filter,
    at_most: Option<u64>,
) -> Result<u64> {
    let (module, rights) = view.module(module)?;
    let at = table_iden(&module.name);
    let conditions = Conditions::new(view);
    let filter = filter.clone().resolve(view.asking);
    let mut select = Select::select();
    select.from(at.clone()).and_where(column(&at, DELETED).is_null());
    only(&mut select, conditions.filter(module, &at, &filter)?);
    only(&mut select, conditions.rights(module, &at, &rights.see)?);
    if let Some(grams) = Grams::of_filter(module, &filter) {
        select.and_where(grams.condition(view.dialect(), module, &at));
    }
    let counted = match at_most {
        Some(most) => {
            select.expr(column(&at, RID)).limit(most);
            Select::select().expr(Expr::cust("count(*)")).from_subquery(select, "found").take()
        }
        None => select.expr(Expr::cust("count(*)")).take(),
    };
    let row = conn.row(view.dialect().build(&counted)).await?;
    Ok(row.map_or(0, |row| u64::try_from(row.int(0)).unwrap_or_default()))
}

/// Whether the row with this id meets the conditions of the right.
pub(crate) async fn meets(
    conn: &mut Conn,
    view: View<'_>,
    module: &Module,
    id: model::Id,
    truth: Truth,
    deleted: bool,
) -> Result<bool> {
    let at = table_iden(&module.name);
    let mut select = Select::select();
    select.expr(Expr::cust("1")).from(at.clone()).and_where(crate::select::is(&at, id));
    if !deleted {
        select.and_where(column(&at, DELETED).is_null());
    }
    only(&mut select, truth);
    Ok(conn.row(view.dialect().build(&select)).await?.is_some())
}
