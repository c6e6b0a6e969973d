//! Looking up records by what people call them, and the values that are in use.

use std::collections::{BTreeSet, HashMap};

use model::{Field, Formats, Id, Kind, Module, Record, Storage, Stored, fold};
use sea_query::{DynIden, Expr, ExprTrait, Func, Order, Query, SelectStatement};

use crate::condition::Conditions;
use crate::conn::Conn;
use crate::dialect::{Dialect, collated, column, iden};
use crate::error::Result;
use crate::grams;
use crate::layout::{DELETED, ID, TITLE, is_stored, table_iden};
use crate::select::only;
use crate::view::View;

/// Texts asked for in one statement.
const TEXTS: usize = 1_000;

/// The records whose field (their title, where `field` is empty) is one of `texts`, case and diacritics aside.
/// `indexed` is whether the field has an index; else the whole table is read for it.
pub(crate) async fn find(
    conn: &mut Conn,
    view: View<'_>,
    module: &str,
    field: &str,
    texts: &[String],
    indexed: bool,
) -> Result<HashMap<String, Vec<Id>>> {
    let (module, _) = view.module(module)?;
    let mut found: HashMap<String, Vec<Id>> = HashMap::new();
    let field = if field.is_empty() { None } else { Some(view.field(module, field)?) };
    for texts in texts.chunks(TEXTS) {
        let pairs = match field {
            Some(field) if !collated(&field.kind) => by_value(conn, view, module, field, texts).await?,
            field => by_text(conn, view, module, field, texts, indexed).await?,
        };
        for (text, id) in pairs {
            let ids = found.entry(text).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    Ok(found)
}

/// Texts that people write: equal when they are folded.
async fn by_text(
    conn: &mut Conn,
    view: View<'_>,
    module: &Module,
    field: Option<&Field>,
    texts: &[String],
    indexed: bool,
) -> Result<Vec<(String, Id)>> {
    let mut folded: Vec<String> =
        texts.iter().map(|text| fold::fold(text)).filter(|text| !text.is_empty()).collect();
    folded.sort_unstable();
    folded.dedup();
    let name = field.map_or(TITLE, |field| field.name.as_str());
    let at = table_iden(&module.name);
    let (_, rights) = view.module(&module.name)?;
    let mut select = match (view.dialect(), indexed) {
        (Dialect::Sqlite, true) => by_ranges(&at, name, &folded),
        (Dialect::Sqlite | Dialect::Postgres, _) => Query::select().from(at.clone()).take(),
    };
    select.expr(column(&at, ID)).expr(column(&at, name)).and_where(column(&at, DELETED).is_null());
    if view.dialect() == Dialect::Postgres {
        let json = serde_json::Value::from(folded.clone()).to_string();
        let folds = view.dialect().raw("rapport_fold(?)", [column(&at, name)]);
        select.and_where(view.dialect().in_json(folds, Storage::Text, json));
    }
    only(&mut select, Conditions::avoiding_all(view, &at).rights(module, &at, &rights.see)?);
    let sql = view.dialect().build(&select);
    let rows = conn.rows(sql).await?;
    let wanted: std::collections::HashSet<&str> = folded.iter().map(String::as_str).collect();
    let pairs = rows.into_iter().map(|mut row| (fold::fold(&row.text(1)), row.id(0)));
    Ok(pairs.filter(|(text, _)| wanted.contains(text.as_str())).collect())
}

/// Equal when folded is a narrow span in the order of people, so an index on the column answers for each text. The
/// join must begin with the list: SQLite keeps the order of a CROSS JOIN.
fn by_ranges(at: &DynIden, name: &str, folded: &[String]) -> SelectStatement {
    let spans: Vec<[String; 2]> = folded
        .iter()
        .map(|text| {
            let low = grams::range(text).map_or(String::new(), |(low, _)| low);
            [low, format!("{text}\u{1}")]
        })
        .collect();
    let list = Func::cust("json_each").arg(serde_json::json!(spans).to_string());
    let mut select = Query::select();
    select.from_function(list, iden("wanted")).cross_join(at.clone());
    let end = |which: &str| Expr::cust(format!("wanted.value ->> {which}"));
    select.and_where(column(at, name).gt(end("0"))).and_where(column(at, name).lt(end("1")));
    select
}

/// Numbers, dates, choices: equal when they are the same value.
async fn by_value(
    conn: &mut Conn,
    view: View<'_>,
    module: &Module,
    field: &Field,
    texts: &[String],
) -> Result<Vec<(String, Id)>> {
    if !is_stored(field) {
        return Ok(Vec::new());
    }
    let formats = Formats::default();
    let mut wanted: HashMap<String, Vec<String>> = HashMap::new();
    for text in texts {
        let Ok(value) = field.parse(text, &formats) else { continue };
        if let Some(stored) = plain(field.kind.rules().store(&value)) {
            wanted.entry(stored).or_default().push(fold::fold(text));
        }
    }
    let (_, rights) = view.module(&module.name)?;
    let at = table_iden(&module.name);
    let json = serde_json::Value::from(wanted.keys().cloned().collect::<Vec<_>>()).to_string();
    let storage = field.kind.rules().storage();
    let mut select = Query::select();
    select.expr(column(&at, ID)).expr(column(&at, &field.name)).from(at.clone());
    select.and_where(column(&at, DELETED).is_null());
    select.and_where(view.dialect().in_json(column(&at, &field.name), storage, json));
    only(&mut select, Conditions::new(view).rights(module, &at, &rights.see)?);
    let mut pairs = Vec::new();
    for mut row in conn.rows(view.dialect().build(&select)).await? {
        let id = row.id(0);
        let texts = plain(row.stored(1)).and_then(|stored| wanted.get(&stored));
        pairs.extend(texts.into_iter().flatten().map(|text| (text.clone(), id)));
    }
    Ok(pairs)
}

fn plain(stored: Stored) -> Option<String> {
    match stored {
        Stored::Null => None,
        Stored::Int(number) => Some(number.to_string()),
        Stored::Text(text) => Some(text),
        Stored::Id(id) => Some(id.0.simple().to_string()),
    }
}

/// The texts in use in a field that start with `starts`, in order; of tags and many-of the single items.
pub(crate) async fn distinct(
    conn: &mut Conn,
    view: View<'_>,
    module: &str,
    field: &str,
    starts: &str,
    limit: u32,
) -> Result<Vec<String>> {
    let (module, rights) = view.module(module)?;
    let field = view.field(module, field)?;
    let at = table_iden(&module.name);
    let several = matches!(field.kind, Kind::Tags(_) | Kind::ManyOf(_));
    let folded = fold::fold(starts);
    let mut select = Query::select();
    select.distinct().expr(column(&at, &field.name)).from(at.clone());
    select.and_where(column(&at, DELETED).is_null()).and_where(column(&at, &field.name).is_not_null());
    only(&mut select, Conditions::new(view).rights(module, &at, &rights.see)?);
    if !several {
        if !folded.is_empty() && field.kind.rules().storage() == Storage::Text {
            only(&mut select, grams::starts(view.dialect(), column(&at, &field.name), &field.kind, &folded));
        }
        select.order_by_expr(column(&at, &field.name), Order::Asc).limit(limit.into());
    }
    let mut texts: Vec<String> = Vec::new();
    for mut row in conn.rows(view.dialect().build(&select)).await? {
        let value = field.load(row.stored(0), None, None);
        match several {
            true => texts.extend_from_slice(value.as_many()),
            false => texts.push(field.plain(&value)),
        }
    }
    if several {
        let items: BTreeSet<String> =
            texts.into_iter().filter(|item| fold::fold(item).starts_with(&folded)).collect();
        texts = items.into_iter().collect();
        texts.sort_by(|a, b| fold::compare(a, b));
        texts.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    Ok(texts)
}

/// The user with this e-mail address, whatever its case: people type addresses as they like.
pub(crate) async fn user_by_email(conn: &mut Conn, view: View<'_>, email: &str) -> Result<Option<Record>> {
    let found = find(conn, view, "users", "email", &[email.trim().to_owned()], false).await?;
    let Some(id) = found.into_values().flatten().next() else { return Ok(None) };
    crate::select::get(conn, view, "users", id, false).await
}
