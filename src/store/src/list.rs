//! Lists: a page of records, and how many there are.

use model::module::{CREATED_AT, UPDATED_AT};
use model::{Field, Filter, Module, Name, Record};
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
    let sorted: Vec<(&Field, bool)> = sort
        .iter()
        .map(|sort| Ok((sortable(view, module, &sort.field)?, sort.descending)))
        .collect::<Result<_>>()?;
    let plan = match planner.filter(|_| !query.deleted) {
        Some(planner) => planner.plan(conn, view, module, [&filter, &rights.see], &sorted).await?,
        None => Plan::simple(),
    };
    let which = Which {
        deleted: query.deleted,
        filter: &filter,
        see: &rights.see,
        grams: plan.grams.clone(),
        walked: plan.walked,
    };
    let listing = Listing::new(view, module, &query.fields, &sorted, &which, plan)?;
    let limit = usize::try_from(Ord::min(query.limit, LONGEST)).unwrap_or_default();
    let keys = listing.plain.keys.len();
    let place = query.after.as_deref().map(|after| Place::decode(after, sort, keys)).transpose()?;
    let (mut records, next) = listing.page(conn, place.as_ref(), limit).await?;
    fill_titles(conn, view, module, &mut records).await?;
    Ok(Page { records, next: next.map(|place| place.encode(sort)) })
}

/// The statements of a list, before it is said from where on.
struct Listing<'a> {
    plain: Scan<'a>,
    /// The rows whose first sorted link is not empty, beginning with what it points to.
    along: Option<Scan<'a>>,
    /// The first sorted link, where `along` is there.
    link: Option<Expr>,
    by_index: bool,
}

/// A statement with its order.
struct Scan<'a> {
    reading: Reading<'a>,
    keys: Vec<Key>,
    /// The column of the first key; the others follow.
    keys_at: usize,
    descending: bool,
}

/// What makes a statement a list: which rows.
struct Which<'a> {
    deleted: bool,
    filter: &'a Filter,
    see: &'a Filter,
    grams: Option<Grams>,
    /// Whether an index is walked in the wanted order.
    walked: bool,
}

impl<'a> Listing<'a> {
    fn new(
        view: View<'a>,
        module: &'a Module,
        names: &[Name],
        sorted: &[(&'a Field, bool)],
        which: &Which<'_>,
        plan: Plan,
    ) -> Result<Listing<'a>> {
        let conditions = Conditions::avoiding(view, &table_iden(&module.name), plan.avoided);
        let mut fields = wanted(view, module, names)?;
        for (field, _) in sorted {
            if !fields.iter().any(|known| known.name == field.name) {
                fields.push(field);
            }
        }
        let plain = Reading::new(view, &conditions, module, &fields)?;
        let plain = Scan::new(plain, view, &conditions, module, sorted, which)?;
        let link = sorted.first().filter(|_| plan.along_link && sorted.len() == 1);
        let along = match link {
            Some((link, _)) => {
                let reading = Reading::along(link, view, &conditions, module, &fields)?;
                Some(Scan::new(reading, view, &conditions, module, sorted, which)?)
            }
            None => None,
        };
        let link = link.map(|(link, _)| column(&plain.reading.at, &link.name));
        Ok(Listing { plain, along, link, by_index: plan.by_index })
    }

    /// The records, and the place of the last one if there are more.
    async fn page(
        &self,
        conn: &mut Conn,
        place: Option<&Place>,
        limit: usize,
    ) -> Result<(Vec<Record>, Option<Place>)> {
        let mut records = Vec::new();
        let mut last = None;
        for (scan, keys, part) in self.parts(conn.dialect(), place) {
            let missing = limit + 1 - records.len();
            for mut row in scan.fetch(conn, keys, part, self.by_index, missing).await? {
                records.push(scan.reading.record(&mut row));
                if records.len() == limit {
                    let rid = Reading::rid(&row);
                    last = Some(Place::of(&mut row, rid, scan.keys_at, scan.keys.len()));
                }
            }
            if records.len() > limit {
                break;
            }
        }
        let more = records.len() > limit;
        records.truncate(limit);
        Ok((records, last.filter(|_| more)))
    }

    /// The statements that give the rows after `place`, one after the other until the page is full.
    fn parts(&self, dialect: Dialect, place: Option<&Place>) -> Vec<(&Scan<'a>, &[Key], Option<Expr>)> {
        let (Some(along), Some(link)) = (&self.along, &self.link) else {
            let scan = &self.plain;
            return match place {
                Some(place) => {
                    let parts = scan.order(dialect, &scan.keys).after(place);
                    parts.into_iter().map(|part| (scan, scan.keys.as_slice(), Some(part))).collect()
                }
                None => vec![(scan, &scan.keys, None)],
            };
        };
        // Rows without a link are in no order but their own; they come first or last.
        let empty = |place: Option<&Place>| {
            let none = link.clone().is_null();
            let rest = place.map(|place| self.plain.order(dialect, &[]).beyond_row(place));
            (&self.plain, &[][..], Some(rest.into_iter().fold(none, Expr::and)))
        };
        let all = (along, along.keys.as_slice(), None);
        match (place, along.descending) {
            (None, false) => vec![empty(None), all],
            (None, true) => vec![all, empty(None)],
            (Some(place), false) if place.starts_empty() => vec![empty(Some(place)), all],
            (Some(place), true) if place.starts_empty() => vec![empty(Some(place))],
            (Some(place), descending) => {
                let after = along.order(dialect, &along.keys).after(place);
                let rest = after.into_iter().map(|part| (along, along.keys.as_slice(), Some(part)));
                rest.chain(descending.then(|| empty(None))).collect()
            }
        }
    }
}

impl<'a> Scan<'a> {
    fn new(
        mut reading: Reading<'a>,
        view: View<'a>,
        conditions: &Conditions<'a>,
        module: &'a Module,
        sorted: &[(&Field, bool)],
        which: &Which<'_>,
    ) -> Result<Scan<'a>> {
        let mut keys = Vec::with_capacity(sorted.len());
        for (field, descending) in sorted {
            keys.extend(key(view, conditions, &reading, field, *descending)?);
        }
        let keys_at = keys.iter().map(|key| reading.column(key.expr.clone())).min().unwrap_or_default();
        let at = reading.at.clone();
        let bin = column(&at, DELETED);
        let select = &mut reading.select;
        select.and_where(if which.deleted { bin.is_not_null() } else { bin.is_null() });
        only(select, conditions.filter(module, &at, which.filter)?);
        only(select, conditions.rights(module, &at, which.see)?);
        if let Some(grams) = &which.grams {
            select.and_where(match which.walked {
                true => grams.sieve(view.dialect(), module, &at),
                false => grams.condition(view.dialect(), module, &at),
            });
        }
        let descending = keys.first().is_some_and(|key| key.descending);
        Ok(Scan { reading, keys, keys_at, descending })
    }

    fn order<'s>(&'s self, dialect: Dialect, keys: &'s [Key]) -> Ordering<'s> {
        Ordering { dialect, at: &self.reading.at, keys, descending: self.descending }
    }

    async fn fetch(
        &self,
        conn: &mut Conn,
        keys: &[Key],
        part: Option<Expr>,
        by_index: bool,
        limit: usize,
    ) -> Result<Vec<Row>> {
        let mut select = self.reading.select.clone();
        select.and_where_option(part);
        self.order(conn.dialect(), keys).apply(&mut select, by_index);
        select.limit(u64::try_from(limit).unwrap_or_default());
        conn.rows(conn.dialect().build(&select)).await
    }
}

fn sortable<'a>(view: View<'a>, module: &'a Module, name: &Name) -> Result<&'a Field> {
    let field = view.field(module, name)?;
    if field.sortable() { Ok(field) } else { Err(Error::UnknownField(name.clone())) }
}

/// What a list is sorted by for one field: its column, or for a link the title that it shows, then which record it is.
fn key(
    view: View<'_>,
    conditions: &Conditions<'_>,
    reading: &Reading<'_>,
    field: &Field,
    descending: bool,
) -> Result<Vec<Key>> {
    let plain = column(&reading.at, &field.name);
    // What the product always fills.
    let nullable = field.name != UPDATED_AT && field.name != CREATED_AT;
    let key = |expr: Expr| Key { expr, descending, nullable };
    if field.kind.targets().is_empty() {
        return Ok(vec![key(plain)]);
    }
    let joined = reading.joined(field);
    if let Some(lead) = joined.as_ref().filter(|_| reading.is_along(field)) {
        return Ok([TITLE, RID].map(|name| Key { nullable: false, ..key(column(lead, name)) }).into());
    }
    let title = match &joined {
        Some(table) => column(table, TITLE),
        None => title_by_module(view, conditions, &reading.at, field)?,
    };
    let template = match view.dialect() {
        Dialect::Sqlite => "(CASE WHEN ? IS NULL THEN NULL ELSE coalesce(?, '') END) COLLATE RAPPORT",
        Dialect::Postgres => "(CASE WHEN ? IS NULL THEN NULL ELSE coalesce(?, '') END) COLLATE rapport",
    };
    let shown = view.dialect().raw(template, [plain.clone(), title]);
    let which = joined.map_or(plain, |table| column(&table, RID));
    Ok(vec![key(shown), key(which)])
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
