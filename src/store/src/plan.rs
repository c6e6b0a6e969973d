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
const ON_DEMAND: usize = 16;

/// What is known of the tables, beside the schema.
pub(crate) struct Planner {
    rows: RwLock<HashMap<Name, AtomicI64>>,
    indexes: RwLock<HashSet<String>>,
    counts: Mutex<HashMap<String, (u64, Instant)>>,
    /// What has been asked for and is being made.
    asked: Mutex<HashSet<String>>,
    /// Where to ask for an index; nothing once the store is closed.
    wanted: Mutex<Option<mpsc::UnboundedSender<Wanted>>>,
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
    /// Whether the order may come from an index. Else the rows are looked up and sorted.
    pub(crate) by_index: bool,
    /// Whether it does: then `grams` only sorts out.
    pub(crate) walked: bool,
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
            wanted: Mutex::new(Some(wanted)),
        }
    }

    pub(crate) fn learn(&self, rows: HashMap<Name, i64>, indexes: HashSet<String>) {
        let rows = rows.into_iter().map(|(name, rows)| (name, AtomicI64::new(rows))).collect();
        *self.rows.write().unwrap_or_else(PoisonError::into_inner) = rows;
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.retain(|asked| asked.split_once(' ').is_some_and(|(_, index)| indexes.contains(index)));
        *self.indexes.write().unwrap_or_else(PoisonError::into_inner) = indexes;
    }

    /// Asks for no more indexes, so that whoever makes them is done.
    pub(crate) fn close(&self) {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner).take();
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
        self.has_index(module, &Index::on(columns))
    }

    /// Whether the index is there, unique or not.
    fn has_index(&self, module: &str, plain: &Index) -> bool {
        let unique = Index { unique: true, ..plain.clone() };
        let indexes = self.indexes.read().unwrap_or_else(PoisonError::into_inner);
        indexes.contains(&plain.name(module)) || indexes.contains(&unique.name(module))
    }

    /// Asks for an index, once.
    fn ask_for(&self, module: &Name, index: Index) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let own = asked.iter().filter(|name| name.starts_with(&format!("{module} "))).count();
        if own < ON_DEMAND && asked.insert(format!("{module} {}", index.name(module))) {
            let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
            // Nobody makes indexes any more only while the store is closed.
            let _ = wanted.as_ref().map(|to| to.send(Wanted { module: module.clone(), index }));
        }
    }

    /// Counting stops here: a list of so many rows is never worth making.
    fn most(&self, module: &str) -> u64 {
        Ord::max((690 * self.size(module)).isqrt(), 1_000)
    }

    fn size(&self, module: &str) -> u64 {
        u64::try_from(self.rows(module)).unwrap_or(0)
    }

    /// How many rows `select` gives, `None` for more than `most`.
    async fn count(&self, conn: &mut Conn, mut select: SelectStatement, most: u64) -> Result<Option<u64>> {
        select.limit(most + 1);
        let mut outer = Query::select();
        outer.expr(Expr::cust("count(*)")).from_subquery(select, "found");
        let sql = conn.dialect().build(&outer);
        let key = format!("{} {:?}", sql.text, sql.args);
        let now = Instant::now();
        let known = self.counts.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        if let Some((count, _)) = known.filter(|(_, at)| now.duration_since(*at) < REMEMBERED) {
            return Ok((count <= most).then_some(count));
        }
        let count = conn.row(sql).await?.map_or(0, |row| u64::try_from(row.int(0)).unwrap_or(0));
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= COUNTS {
            counts.clear();
        }
        counts.insert(key, (count, now));
        Ok((count <= most).then_some(count))
    }

    /// How to list the rows of `module` that meet `filters` (resolved), sorted by `fields`, of which some descend.
    pub(crate) async fn plan(
        &self,
        conn: &mut Conn,
        view: View<'_>,
        module: &Module,
        filters: [&Filter; 2],
        fields: &[(&Field, bool)],
    ) -> Result<Plan> {
        // PostgreSQL has statistics; what it cannot know is that the search index narrows.
        if view.dialect() == Dialect::Postgres || !self.is_large(&module.name) {
            let grams = Grams::of_filter(module, filters[0]);
            return Ok(Plan { grams, ..Plan::simple() });
        }
        let name = &module.name;
        let tests: Vec<Candidate<'_>> = candidates(module, &filters);
        let first = fields.first().map(|(field, _)| *field);
        let linked = fields.iter().any(|(field, _)| !field.kind.targets().is_empty());
        let sorting = Index::sorting(fields);
        let sorted = match fields {
            [(link, _)] if linked => self.is_walkable(view, module, link),
            _ => self.has_index(name, &sorting),
        };
        if !sorted && !linked && !fields.is_empty() {
            self.ask_for(name, sorting);
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
        let most = self.most(&module.name);
        let mut guess = Guess::new(self.size(&module.name));
        for test in tests {
            if !self.is_indexed(module, test.field) {
                if test.deserves_index() {
                    self.ask_for(&module.name, Index::on(&[&test.field.name]));
                }
                continue;
            }
            let select = test_rows(view, module, test.test)?;
            let count = self.count(conn, select, most).await?;
            guess.learn(Some(&test.field.name), count);
        }
        let grams = Grams::of_filter(module, &Filter::And(filters.map(Filter::clone).into()));
        let mut found = None;
        if let Some(grams) = &grams {
            found = self.count(conn, gram_rows(module, grams), most).await?;
            guess.learn(None, found);
        }
        let avoided = |keep: Option<&Name>| {
            let others = tests.iter().map(|test| &test.field.name).filter(|name| Some(*name) != keep);
            others.cloned().collect()
        };
        Ok(match (guess.driver(sorted.is_some()), sorted) {
            (Some(Some(column)), _) => Plan { avoided: avoided(Some(&column)), ..Plan::default() },
            (Some(None), _) => Plan { avoided: avoided(None), grams, ..Plan::default() },
            (None, Some(sorted)) => {
                let narrow = found.is_some_and(|found| guess.is_worth_a_list(found));
                let grams = grams.filter(|_| narrow);
                Plan { avoided: avoided(Some(&sorted.name)), grams, walked: true, ..Plan::simple() }
            }
            // Nothing narrows and nothing is sorted yet: SQLite may do as it likes.
            (None, None) => Plan::simple(),
        })
    }

    fn is_indexed(&self, module: &Module, field: &Field) -> bool {
        let then_updated = [field.name.as_str(), model::module::UPDATED_AT];
        self.has(&module.name, &[&field.name])
            || (field.name == OWNER
                || module.stages.as_ref().is_some_and(|stages| stages.field == field.name))
                && self.has(&module.name, &then_updated)
    }
}

/// What is guessed of a list: how many rows each test leaves, and how many have to be walked for a page.
struct Guess {
    rows: u64,
    /// The share of the rows that meets all tests, as if they had nothing to do with each other.
    share: f64,
    /// The least that a test leaves, and its column; `None` for the search index.
    least: Option<(u64, Option<Name>)>,
}

impl Guess {
    fn new(rows: u64) -> Guess {
        Guess { rows, share: 1.0, least: None }
    }

    fn learn(&mut self, column: Option<&Name>, count: Option<u64>) {
        let Some(count) = count else { return };
        self.share *= count as f64 / Ord::max(self.rows, 1) as f64;
        if self.least.as_ref().is_none_or(|(least, _)| count < *least) {
            self.least = Some((count, column.cloned()));
        }
    }

    /// How many rows have to be looked at until a page is full.
    fn walked(&self) -> f64 {
        (51.0 / self.share).min(self.rows as f64)
    }

    /// The column, or the search index, by which to look rows up and then sort them.
    fn driver(&self, is_sorted: bool) -> Option<Option<Name>> {
        let (count, column) = self.least.as_ref()?;
        (!is_sorted || (*count as f64) < self.walked()).then(|| column.clone())
    }

    /// Whether a list of `found` rows of the search index spares more than it costs, while another index is walked: a
    /// row costs fifteen times what a place in the list does.
    fn is_worth_a_list(&self, found: u64) -> bool {
        (found as f64) < 15.0 * self.walked()
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
