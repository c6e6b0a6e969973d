//! Search over all modules as one types.
//!
//! Titles that start with the text come first, then those that hold it, then records with it in another field. Of very
//! many that match, the newest are looked at; where too few of these may be seen, all are.

use std::collections::HashSet;

use model::{Field, Filter, Id, Kind, Module, Name, Rights, Storage, Stored, Value, fold};
use sea_query::{DynIden, Expr, ExprTrait, Order, Query, SelectStatement, UnionType};

use crate::condition::{Conditions, Truth};
use crate::conn::{Conn, Row};
use crate::dialect::{Dialect, column, iden};
use crate::error::Result;
use crate::grams::{self, Grams};
use crate::layout::{DELETED, ID, RID, TITLE, search_table, searched, table_iden};
use crate::select::{only, visible};
use crate::view::View;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub module: Name,
    pub id: Id,
    pub title: String,
    /// What the module says under its titles; of a linked record, its title as a text.
    pub subtitle: Vec<(Name, Value)>,
}

/// More words than this are not looked at.
const WORDS: usize = 8;
/// Of a module's rows that may match, so many of the newest are looked at first.
const NEWEST: u64 = 300;
/// Parts of a subtitle.
const PARTS: usize = 3;

/// What is looked for.
struct Needle {
    /// All of it, folded.
    whole: String,
    words: Vec<String>,
    grams: Option<Grams>,
}

impl Needle {
    fn of(text: &str) -> Option<Needle> {
        let whole = fold::fold(text.trim());
        let words: Vec<String> = whole.split_whitespace().take(WORDS).map(str::to_owned).collect();
        let grams: Vec<Grams> = words.iter().filter_map(|word| Grams::of(word)).collect();
        let grams = (!grams.is_empty()).then_some(Grams::All(grams));
        (!words.is_empty()).then_some(Needle { whole, words, grams })
    }
}

/// A row as found: how good it is, and where among those of its module.
struct Found {
    rank: i64,
    place: usize,
    module: usize,
    hit: Hit,
}

pub(crate) async fn search(
    conn: &mut Conn,
    view: View<'_>,
    text: &str,
    modules: Option<&[Name]>,
    limit: u32,
) -> Result<Vec<Hit>> {
    let Some(needle) = Needle::of(text) else { return Ok(Vec::new()) };
    let wanted = |module: &&Module| {
        module.features.search && modules.is_none_or(|modules| modules.contains(&module.name))
    };
    let searched: Vec<(&Module, &Rights)> = view
        .layout
        .schema
        .modules
        .iter()
        .filter(wanted)
        .filter_map(|module| Some((module, view.grant.on(&module.name)?)))
        .filter(|(_, rights)| rights.see != Filter::Never)
        .collect();
    let mut found = ask(conn, view, &needle, &searched, limit, Some(NEWEST)).await?;
    if found.len() < usize::try_from(limit).unwrap_or(usize::MAX) && needle.grams.is_some() {
        found.extend(ask(conn, view, &needle, &searched, limit, None).await?);
    }
    found.sort_by_key(|found| (found.rank, found.place, found.module));
    let mut seen = HashSet::new();
    let hits =
        found.into_iter().map(|found| found.hit).filter(|hit| seen.insert((hit.module.clone(), hit.id)));
    Ok(hits.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect())
}

/// One statement over all modules. With `newest`, rows whose titles start with the text, and of the others the newest
/// that may match; without, all others.
async fn ask(
    conn: &mut Conn,
    view: View<'_>,
    needle: &Needle,
    modules: &[(&Module, &Rights)],
    limit: u32,
    newest: Option<u64>,
) -> Result<Vec<Found>> {
    let mut parts: Vec<SelectStatement> = Vec::new();
    for (at, (module, rights)) in modules.iter().enumerate() {
        let conditions = Conditions::avoiding_all(view, &table_iden(&module.name));
        let part = Part { view, needle, module, rights, number: at, conditions };
        if newest.is_some() {
            parts.push(part.starting(limit)?);
        }
        if let Some(grams) = &needle.grams {
            parts.push(part.holding(grams, limit, newest)?);
        }
    }
    let mut parts = parts
        .into_iter()
        .map(|part| Query::select().expr(Expr::cust("*")).from_subquery(part, iden("part")).take());
    let Some(mut whole) = parts.next() else { return Ok(Vec::new()) };
    whole.unions(parts.map(|part| (UnionType::All, part)));
    let rows = conn.rows(view.dialect().build(&whole)).await?;
    let mut places = std::collections::HashMap::new();
    let mut found = Vec::with_capacity(rows.len());
    for mut row in rows {
        let number = usize::try_from(row.int(0)).unwrap_or_default();
        let Some((module, _)) = modules.get(number) else { continue };
        let rank = row.int(1);
        let place: &mut usize = places.entry((number, rank)).or_default();
        *place += 1;
        let hit = read(view, module, &mut row);
        found.push(Found { rank, place: *place, module: number, hit });
    }
    Ok(found)
}

/// The statement for one module.
struct Part<'a> {
    view: View<'a>,
    needle: &'a Needle,
    module: &'a Module,
    rights: &'a Rights,
    number: usize,
    conditions: Conditions<'a>,
}

impl Part<'_> {
    fn at(&self) -> DynIden {
        table_iden(&self.module.name)
    }

    /// Rows whose titles start with the text.
    fn starting(&self, limit: u32) -> Result<SelectStatement> {
        let at = self.at();
        let title = column(&at, TITLE);
        let whole = self.needle.whole.clone();
        let mut select = Query::select();
        self.columns(&mut select, Expr::cust("0"))?;
        select.from(at.clone());
        match self.view.dialect() {
            Dialect::Sqlite => {
                // The title is a text as people write it, so an index is in the order of people.
                let text = Kind::Text(model::kind::Text { max: model::kind::LINE });
                only(&mut select, grams::starts(Dialect::Sqlite, title.clone(), &text, &whole));
                select.order_by_expr(title, Order::Asc);
            }
            Dialect::Postgres => {
                let folded = || Dialect::Postgres.raw("rapport_fold(?) COLLATE \"C\"", [title.clone()]);
                select.and_where(folded().gte(whole.as_str()));
                select.and_where(folded().lt(format!("{whole}\u{10ffff}")));
                select.order_by_expr(folded(), Order::Asc);
            }
        }
        self.allowed(&mut select)?;
        Ok(select.limit(limit.into()).take())
    }

    /// Rows that hold all words, somewhere.
    fn holding(&self, grams: &Grams, limit: u32, newest: Option<u64>) -> Result<SelectStatement> {
        let at = self.at();
        let dialect = self.view.dialect();
        let title = column(&at, TITLE);
        let mut texts = vec![title.clone()];
        let read = searched(self.module).filter(|field| self.rights.reads(&field.name));
        texts.extend(read.map(|field| column(&at, &field.name)));
        let all = |texts: &[Expr]| {
            let each = |word: &String| Truth::If(dialect.any_contains(texts, word));
            self.needle.words.iter().map(each).fold(Truth::Yes, Truth::and)
        };
        let by_title = all(&[title]).expr();
        let rank = dialect.raw("CASE WHEN ? THEN 1 ELSE 2 END", [by_title]);
        let mut select = Query::select();
        self.columns(&mut select, rank.clone())?;
        let order = match dialect {
            Dialect::Sqlite => {
                let (hits, order) = self.hits(grams, newest);
                select.from_subquery(hits, iden("hits")).cross_join(at.clone());
                select.and_where(column(&at, RID).eq(Expr::col((iden("hits"), iden("rowid")))));
                order
            }
            Dialect::Postgres => {
                select.from(at.clone());
                select.and_where(grams.condition(dialect, self.module, &at));
                column(&at, RID)
            }
        };
        only(&mut select, all(&texts));
        self.allowed(&mut select)?;
        if newest.is_some() {
            select.order_by_expr(rank, Order::Asc);
        }
        select.order_by_expr(order, Order::Desc);
        Ok(select.limit(limit.into()).take())
    }

    /// What SQLite's index finds, newest first, without looking at the rows.
    fn hits(&self, grams: &Grams, newest: Option<u64>) -> (SelectStatement, Expr) {
        let table = search_table(&self.module.name);
        let found = Expr::cust_with_exprs(format!("\"{table}\" MATCH ?"), [Expr::val(grams.fts())]);
        let mut hits = Query::select();
        hits.column(iden("rowid")).from(iden(&table)).and_where(found);
        if let Some(newest) = newest {
            hits.order_by(iden("rowid"), Order::Desc).limit(newest);
        }
        (hits.take(), Expr::col((iden("hits"), iden("rowid"))))
    }

    fn allowed(&self, select: &mut SelectStatement) -> Result<()> {
        let at = self.at();
        select.and_where(column(&at, DELETED).is_null());
        only(select, self.conditions.rights(self.module, &at, &self.rights.see)?);
        Ok(())
    }

    /// Module, rank, id, title and the parts of the subtitle as texts.
    fn columns(&self, select: &mut SelectStatement, rank: Expr) -> Result<()> {
        let at = self.at();
        select.expr_as(Expr::cust(self.number.to_string()), iden("module"));
        select.expr_as(rank, iden("rank"));
        select.expr_as(column(&at, ID), iden("id"));
        select.expr_as(column(&at, TITLE), iden("title"));
        let mut parts = subtitle(self.view, self.module).map(|field| self.part(field));
        for number in 0..PARTS {
            let part = parts.next().transpose()?.flatten().unwrap_or(self.view.dialect().nothing());
            select.expr_as(part, iden(format!("part{number}")));
        }
        Ok(())
    }

    fn part(&self, field: &Field) -> Result<Option<Expr>> {
        let at = self.at();
        let plain = column(&at, &field.name);
        match field.kind.targets() {
            [] => Ok(Some(self.view.dialect().raw("CAST(? AS text)", [plain]))),
            [target] => {
                let name = self.conditions.name();
                let Some(seen) = visible(self.view, &self.conditions, target, &name)? else {
                    return Ok(None);
                };
                let mut select = Query::select();
                select
                    .expr(column(&name, TITLE))
                    .from_as(table_iden(target), name.clone())
                    .and_where(column(&name, ID).eq(plain));
                only(&mut select, seen);
                Ok(Some(Expr::SubQuery(None, Box::new(select.take().into()))))
            }
            [_, _, ..] => Ok(None),
        }
    }
}

/// The fields that stand under a title, as far as they may be read.
fn subtitle<'a>(view: View<'a>, module: &'a Module) -> impl Iterator<Item = &'a Field> {
    let stored = |field: &&Field| field.kind.rules().storage() != Storage::Nothing;
    module.subtitle.iter().filter_map(move |name| view.field(module, name).ok()).filter(stored).take(PARTS)
}

fn read(view: View<'_>, module: &Module, row: &mut Row) -> Hit {
    let mut parts = Vec::new();
    for (at, field) in subtitle(view, module).enumerate() {
        if let Some(text) = row.maybe_text(4 + at) {
            parts.push((field.name.clone(), value(field, text)));
        }
    }
    parts.retain(|(_, value)| !value.is_empty());
    Hit { module: module.name.clone(), id: row.id(2), title: row.text(3), subtitle: parts }
}

/// A value whose column was read as a text.
fn value(field: &Field, text: String) -> Value {
    let stored = match field.kind.rules().storage() {
        Storage::Int => text.parse().map_or(Stored::Null, Stored::Int),
        Storage::Id => return Value::Text(text),
        Storage::Text | Storage::Nothing => Stored::Text(text),
    };
    field.load(stored, None, None)
}
