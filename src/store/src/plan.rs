//! How to find the rows of a list in a large table of SQLite, whose planner knows nothing of what lies in the tables.
//!
//! There are two ways: walk an index in the wanted order and keep what fits, until the page is full; or look up the few
//! rows that a selective test leaves, and sort them. Which is better depends on how many that test leaves, so they are
//! counted, up to the number where the other way becomes better. What is counted is remembered for a while.
//!
//! Where an order or a test has no index on a large table, one is made in the background: what people do once they do
//! again.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use model::module::OWNER;
use model::{Field, Filter, Kind, Module, Name, Op, Operand, Test, Value};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use tokio::sync::mpsc;

use crate::condition::{Conditions, Truth};
use crate::conn::Conn;
use crate::dialect::{Dialect, column};
use crate::error::Result;
use crate::grams::Grams;
use crate::layout::{DELETED, Index, TITLE, is_stored, search_table, table_iden};
use crate::view::View;

/// Tables below this many rows are read as a whole in a few milliseconds.
const LARGE: i64 = 10_000;
/// How long a count is believed.
const REMEMBERED: Duration = Duration::from_secs(60);
/// How many counts are remembered.
const COUNTS: usize = 2_000;
/// So many indexes are made on demand for a module, as each one makes writing slower.
const ON_DEMAND: usize = 12;

/// What is known of the tables, beside the schema.
pub(crate) struct Planner {
    rows: RwLock<HashMap<Name, AtomicI64>>,
    indexes: RwLock<HashSet<String>>,
    counts: Mutex<HashMap<String, (u64, Instant)>>,
    /// What has been asked for and is being made.
    asked: Mutex<HashSet<String>>,
    wanted: mpsc::UnboundedSender<Wanted>,
}

/// An index to be made.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) module: Name,
    pub(crate) index: Index,
}

/// How to find the rows.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Columns whose indexes would mislead.
    pub(crate) avoided: Vec<Name>,
    /// Narrows to rows that the search index finds.
    pub(crate) grams: Option<Grams>,
    /// Whether the order may come from an index.
    pub(crate) by_index: bool,
    /// Whether to begin with the records that the first sorted field links to, in the order of their titles.
    pub(crate) along_link: bool,
}

impl Plan {
    /// As the database likes.
    pub(crate) fn simple() -> Plan {
        Plan { by_index: true, ..Plan::default() }
    }
}

impl Planner {
    pub(crate) fn new(wanted: mpsc::UnboundedSender<Wanted>) -> Planner {
        Planner {
            rows: RwLock::default(),
            indexes: RwLock::default(),
            counts: Mutex::default(),
            asked: Mutex::default(),
            wanted,
        }
    }

    pub(crate) fn learn(&self, rows: HashMap<Name, i64>, indexes: HashSet<String>) {
        let rows = rows.into_iter().map(|(name, rows)| (name, AtomicI64::new(rows))).collect();
        *self.rows.write().unwrap_or_else(PoisonError::into_inner) = rows;
        *self.indexes.write().unwrap_or_else(PoisonError::into_inner) = indexes;
    }

    pub(crate) fn made(&self, name: String) {
        self.indexes.write().unwrap_or_else(PoisonError::into_inner).insert(name);
    }

    pub(crate) fn added(&self, module: &str, rows: i64) {
        if let Some(known) = self.rows.read().unwrap_or_else(PoisonError::into_inner).get(module) {
            known.fetch_add(rows, Ordering::Relaxed);
        }
    }

    pub(crate) fn rows(&self, module: &str) -> i64 {
        let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        rows.get(module).map_or(0, |rows| rows.load(Ordering::Relaxed))
    }

    pub(crate) fn is_large(&self, module: &str) -> bool {
        self.rows(module) > LARGE
    }

    pub(crate) fn has(&self, module: &str, columns: &[&str]) -> bool {
        let plain = Index::on(columns);
        let unique = Index { unique: true, ..plain.clone() };
        let indexes = self.indexes.read().unwrap_or_else(PoisonError::into_inner);
        indexes.contains(&plain.name(module)) || indexes.contains(&unique.name(module))
    }

    /// Asks for an index on the column, once.
    pub(crate) fn ask_for(&self, module: &Name, column: &str) {
        let index = Index::on(&[column]);
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let own = asked.iter().filter(|name| name.starts_with(&format!("{module} "))).count();
        if own < ON_DEMAND && asked.insert(format!("{module} {column}")) {
            // Nobody listens any more only while the program ends.
            let _ = self.wanted.send(Wanted { module: module.clone(), index });
        }
    }

    /// Where the two ways cost the same: walking reads (page · rows / found) rows, looking up reads (found).
    fn few(&self, module: &str) -> u64 {
        let rows = u64::try_from(self.rows(module)).unwrap_or(0);
        Ord::max((51 * rows).isqrt(), 1_000)
    }

    /// Counts the rows that `select` gives, up to `most`.
    async fn count(&self, conn: &mut Conn, mut select: SelectStatement, most: u64) -> Result<u64> {
        select.limit(most + 1);
        let mut outer = Query::select();
        outer.expr(Expr::cust("count(*)")).from_subquery(select, "found");
        let sql = conn.dialect().build(&outer);
        let key = format!("{} {:?}", sql.text, sql.args);
        let now = Instant::now();
        let known = self.counts.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        if let Some((count, at)) = known.filter(|(_, at)| now.duration_since(*at) < REMEMBERED) {
            let _ = at;
            return Ok(count);
        }
        let count = conn.row(sql).await?.map_or(0, |row| u64::try_from(row.int(0)).unwrap_or(0));
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= COUNTS {
            counts.clear();
        }
        counts.insert(key, (count, now));
        Ok(count)
    }

    /// How to list the rows of `module` that meet `filter` (resolved) and `see`, sorted by `first`.
    pub(crate) async fn plan(
        &self,
        conn: &mut Conn,
        view: View<'_>,
        module: &Module,
        filters: [&Filter; 2],
        first: Option<&Field>,
    ) -> Result<Plan> {
        // PostgreSQL has statistics; what it cannot know is that the search index narrows.
        if view.dialect() == Dialect::Postgres || !self.is_large(&module.name) {
            let grams = Grams::of_filter(module, filters[0]);
            return Ok(Plan { grams, ..Plan::simple() });
        }
        let name = &module.name;
        let tests: Vec<Candidate<'_>> = candidates(module, &filters);
        let linked = first.is_some_and(|first| !first.kind.targets().is_empty());
        let sorted = match first {
            Some(first) if linked => self.is_walkable(view, module, first),
            Some(first) => self.has(name, &[&first.name]),
            None => false,
        };
        if let Some(first) = first.filter(|_| !sorted && !linked) {
            self.ask_for(name, &first.name);
        }
        // An index of the tested field and then the sorted one needs no choice.
        let perfect = tests.iter().find(|test| {
            test.is_single() && first.is_some_and(|first| self.has(name, &[&test.field.name, &first.name]))
        });
        if let Some(perfect) = perfect {
            let others = tests.iter().filter(|test| test.field.name != perfect.field.name);
            let avoided = others.map(|test| test.field.name.clone()).collect();
            return Ok(Plan { avoided, ..Plan::simple() });
        }
        let mut plan = self.choose(conn, view, module, filters, &tests, first.filter(|_| sorted)).await?;
        plan.along_link = plan.by_index && sorted && linked;
        Ok(plan)
    }

    /// Whether the titles behind a link can be walked in their order: it points to one module, all of which may be
    /// seen.
    fn is_walkable(&self, view: View<'_>, module: &Module, link: &Field) -> bool {
        let [target] = link.kind.targets() else { return false };
        let seen = view.grant.on(target).is_some_and(|rights| rights.see == Filter::Always);
        let indexed = self.has(&module.name, &[&link.name]) || link.name == OWNER;
        seen && indexed && self.has(target, &[TITLE])
    }

    async fn choose(
        &self,
        conn: &mut Conn,
        view: View<'_>,
        module: &Module,
        filters: [&Filter; 2],
        tests: &[Candidate<'_>],
        sorted: Option<&Field>,
    ) -> Result<Plan> {
        let few = self.few(&module.name);
        let mut least = few + 1;
        let mut driver = None;
        for (at, test) in tests.iter().enumerate() {
            if !self.is_indexed(module, test.field) {
                if test.deserves_index() {
                    self.ask_for(&module.name, &test.field.name);
                }
                continue;
            }
            let select = test_rows(view, module, test.test)?;
            let count = self.count(conn, select, few).await?;
            if count < least {
                (least, driver) = (count, Some(at));
            }
        }
        let grams = Grams::of_filter(module, &Filter::And(filters.map(Filter::clone).into()));
        if let Some(grams) = grams
            && self.count(conn, gram_rows(module, &grams), few).await? < least
        {
            let avoided = tests.iter().map(|test| test.field.name.clone()).collect();
            return Ok(Plan { avoided, grams: Some(grams), ..Plan::default() });
        }
        let keep = match (driver, sorted) {
            (Some(at), _) => Some(&tests[at].field.name),
            (None, Some(sorted)) => Some(&sorted.name),
            // Nothing narrows and nothing is sorted yet: SQLite may do as it likes.
            (None, None) => return Ok(Plan::simple()),
        };
        let avoided = tests.iter().map(|test| &test.field.name).filter(|name| Some(*name) != keep);
        let avoided = avoided.cloned().collect();
        Ok(Plan { avoided, by_index: driver.is_none(), ..Plan::default() })
    }

    fn is_indexed(&self, module: &Module, field: &Field) -> bool {
        let then_updated = [field.name.as_str(), model::module::UPDATED_AT];
        self.has(&module.name, &[&field.name])
            || (field.name == OWNER
                || module.stages.as_ref().is_some_and(|stages| stages.field == field.name))
                && self.has(&module.name, &then_updated)
    }
}

/// A test that an index could answer.
struct Candidate<'a> {
    field: &'a Field,
    test: &'a Test,
}

impl Candidate<'_> {
    /// Whether it asks for one value of the column.
    fn is_single(&self) -> bool {
        let one = matches!(self.test.operands.as_slice(), [Operand::Value(value)] if !value.is_empty());
        let span = matches!(self.field.kind, Kind::Instant(_));
        matches!(self.test.op, Op::Is | Op::In) && one && !span
    }

    /// Yes or no halves a table at best.
    fn deserves_index(&self) -> bool {
        !matches!(self.field.kind, Kind::YesNo(_))
    }
}

/// The tests that all rows must meet and whose columns could be looked up.
fn candidates<'a>(module: &'a Module, filters: &[&'a Filter]) -> Vec<Candidate<'a>> {
    let mut found: Vec<Candidate<'a>> = Vec::new();
    let mut open: Vec<&Filter> = filters.to_vec();
    while let Some(filter) = open.pop() {
        match filter {
            Filter::And(filters) => open.extend(filters),
            Filter::Test(test) => found.extend(candidate(module, test)),
            Filter::Always | Filter::Never | Filter::Or(_) | Filter::Not(_) | Filter::Through { .. } => {}
        }
    }
    found
}

fn candidate<'a>(module: &'a Module, test: &'a Test) -> Option<Candidate<'a>> {
    let field = module.field(&test.field).filter(|field| is_stored(field))?;
    let scalar = !matches!(
        field.kind,
        Kind::ManyOf(_) | Kind::Tags(_) | Kind::File(_) | Kind::LongText(_) | Kind::Address(_)
    );
    let looked_up = matches!(test.op, Op::Is | Op::In | Op::Less | Op::AtMost | Op::More | Op::AtLeast);
    let valued = |operand: &Operand| matches!(operand, Operand::Value(value) if *value != Value::Empty);
    (scalar && looked_up && test.operands.iter().all(valued)).then_some(Candidate { field, test })
}

fn test_rows(view: View<'_>, module: &Module, test: &Test) -> Result<SelectStatement> {
    let at = table_iden(&module.name);
    let truth = Conditions::new(view).rights(module, &at, &Filter::Test(test.clone()))?;
    let mut select = Query::select();
    select.expr(Expr::cust("1")).from(at.clone()).and_where(column(&at, DELETED).is_null());
    if let Truth::If(expr) = truth {
        select.and_where(expr);
    }
    Ok(select.take())
}

fn gram_rows(module: &Module, grams: &Grams) -> SelectStatement {
    let table = search_table(&module.name);
    let found = Expr::cust_with_exprs(format!("\"{table}\" MATCH ?"), [Expr::val(grams.fts())]);
    let mut select = Query::select();
    select.expr(Expr::cust("1")).from(crate::dialect::iden(&table)).and_where(found);
    select.take()
}
