//! The search index: which rows can hold a text, in any script, from two characters on.
//!
//! It holds the overlapping pairs of characters (`fold::grams`) of a record's title and searchable fields. It says
//! which rows *may* match; whether they do is asked of their texts.

use model::{Filter, Kind, Module, Op, Operand, Record, Value, fold};
use sea_query::{DynIden, Expr, ExprTrait};

use crate::condition::Truth;
use crate::dialect::{Dialect, collated, column};
use crate::layout::{GRAMS, RID, search_table, searched};

/// More pairs than this narrow nothing any more.
const PAIRS: usize = 24;

/// What a needle asks of the index.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Grams {
    Pairs(Vec<String>),
    All(Vec<Grams>),
    Any(Vec<Grams>),
}

impl Grams {
    /// The pairs that every text has in which the folded `needle` occurs; `None` where no word has two characters.
    pub(crate) fn of(needle: &str) -> Option<Grams> {
        let words = needle.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().nth(1).is_some());
        let grams = fold::grams(words);
        let pairs: Vec<String> =
            grams.split(' ').filter(|pair| !pair.is_empty()).take(PAIRS).map(str::to_owned).collect();
        (!pairs.is_empty()).then_some(Grams::Pairs(pairs))
    }

    /// What all records have in common that meet `filter`; `None` where the index does not help.
    pub(crate) fn of_filter(module: &Module, filter: &Filter) -> Option<Grams> {
        match filter {
            Filter::And(filters) => {
                let known: Vec<Grams> =
                    filters.iter().filter_map(|filter| Grams::of_filter(module, filter)).collect();
                (!known.is_empty()).then_some(Grams::All(known))
            }
            Filter::Or(filters) => {
                let known: Option<Vec<Grams>> =
                    filters.iter().map(|filter| Grams::of_filter(module, filter)).collect();
                known.filter(|known| !known.is_empty()).map(Grams::Any)
            }
            Filter::Test(test) if matches!(test.op, Op::Contains | Op::Starts) => {
                searched(module).find(|field| field.name == test.field)?;
                let pairs = |operand: &Operand| match operand {
                    Operand::Value(Value::Text(needle)) => Grams::of(&fold::fold(needle)),
                    _ => None,
                };
                let mut known: Vec<Grams> = test.operands.iter().map(pairs).collect::<Option<_>>()?;
                if known.len() > 1 { Some(Grams::Any(known)) } else { known.pop() }
            }
            Filter::Always | Filter::Never | Filter::Not(_) | Filter::Test(_) | Filter::Through { .. } => {
                None
            }
        }
    }

    /// As SQLite's FTS5 reads it.
    pub(crate) fn fts(&self) -> String {
        let joined = |grams: &[Grams], word: &str| {
            let parts: Vec<String> = grams.iter().map(|grams| format!("({})", grams.fts())).collect();
            parts.join(word)
        };
        match self {
            Grams::Pairs(pairs) => {
                let quoted: Vec<String> = pairs.iter().map(|pair| format!("\"{pair}\"")).collect();
                quoted.join(" AND ")
            }
            Grams::All(grams) => joined(grams, " AND "),
            Grams::Any(grams) => joined(grams, " OR "),
        }
    }

    /// The condition that a row of the table called `at` may match; a way to find the rows.
    pub(crate) fn condition(&self, dialect: Dialect, module: &Module, at: &DynIden) -> Expr {
        self.listed(dialect, module, at, column(at, RID))
    }

    /// The same, but only to sort out rows that are found in another way.
    pub(crate) fn sieve(&self, dialect: Dialect, module: &Module, at: &DynIden) -> Expr {
        self.listed(dialect, module, at, dialect.unindexed(column(at, RID)))
    }

    fn listed(&self, dialect: Dialect, module: &Module, at: &DynIden, rid: Expr) -> Expr {
        match dialect {
            Dialect::Sqlite => {
                let table = search_table(&module.name);
                let template = format!("? IN (SELECT rowid FROM \"{table}\" WHERE \"{table}\" MATCH ?)");
                dialect.raw(&template, [rid, Expr::val(self.fts())])
            }
            Dialect::Postgres => self.array(dialect, at).expr(),
        }
    }

    fn array(&self, dialect: Dialect, at: &DynIden) -> Truth {
        let each = |grams: &Grams| grams.array(dialect, at);
        match self {
            Grams::Pairs(pairs) => {
                let json = serde_json::Value::from(pairs.clone()).to_string();
                let template = "? @> ARRAY(SELECT jsonb_array_elements_text(?::jsonb))";
                Truth::If(dialect.raw(template, [column(at, GRAMS), Expr::val(json)]))
            }
            Grams::All(grams) => Truth::all(grams.iter().map(each).collect()),
            Grams::Any(grams) => Truth::any(grams.iter().map(each).collect()),
        }
    }
}

/// The condition that a row of `module` may hold the folded `needle` in its title; `None` where there is no index or
/// the needle is too short.
pub(crate) fn hits(dialect: Dialect, module: &Module, at: &DynIden, needle: &str) -> Option<Expr> {
    let grams = Grams::of(needle).filter(|_| module.features.search)?;
    Some(grams.condition(dialect, module, at))
}

/// The condition that the text in `column` starts with `folded`. Where the column is sorted as people do, an index on
/// it narrows it down.
pub(crate) fn starts(dialect: Dialect, column: Expr, kind: &Kind, folded: &str) -> Truth {
    let exact = dialect.starts(column.clone(), folded.to_owned());
    let range = if dialect == Dialect::Sqlite && collated(kind) { range(folded) } else { None };
    Truth::If(match range {
        Some((low, high)) => column.clone().gt(low).and(column.lt(high)).and(exact),
        None => exact,
    })
}

/// Texts between which, in the order of `fold::compare`, all lie that start with `folded`.
pub(crate) fn range(folded: &str) -> Option<(String, String)> {
    let last = folded.chars().next_back()?;
    if fold::fold(folded) != folded {
        return None;
    }
    let before = &folded[..folded.len() - last.len_utf8()];
    let below = char::from_u32(u32::from(last).saturating_sub(1)).filter(|_| last > '\u{1}');
    let close = below.map(|below| format!("{before}{below}\u{10ffff}"));
    let low = close.filter(|low| fold::fold(low).as_str() < folded).unwrap_or(before.to_owned());
    Some((low, format!("{folded}\u{10ffff}")))
}

/// The texts of a record that the index holds, besides its title.
pub(crate) fn texts<'a>(module: &'a Module, record: &'a Record) -> impl Iterator<Item = &'a str> {
    searched(module).filter_map(|field| record.value(&field.name).as_text())
}
