//! The state of a list. What can be shared by its address stands in the URL and is read from there; the rest (what is
//! loaded, selected, edited) lives as long as the page.

use std::collections::BTreeSet;
use std::str::FromStr;

use api::{Failure, ListQuery, calls};
use leptos::html::Div;
use model::{Field, Filter, Id, Name, Sort};

use super::columns::{self, Column};
use super::edit::Edits;
use super::rows::Rows;
use super::selection::Selected;
use super::stack::Stack;
use super::window::{FIRST, HEAD, Viewport, Window};
use crate::filter::Condition;
use crate::prelude::*;
use crate::query::Query;

/// As many as are asked for at once while one scrolls.
const PAGE: u32 = 100;
/// How many rows before the end of what is loaded more is asked for.
const AHEAD: usize = 150;
/// As many as the server gives at once.
const MOST: u32 = 200;
/// As many cards as come and go at once, and as the server draws.
pub const CARDS: usize = 20;
/// Deeper lists start again from the top when they are asked anew.
const KEPT: usize = 2_000;

#[derive(Clone, Copy)]
pub struct List {
    pub module: Memo<ModuleRef>,
    pub query: Query,
    pub condition: Condition,
    pub sort: Memo<Vec<Sort>>,
    pub columns: Memo<Vec<Column>>,
    /// It shows the recycle bin.
    pub deleted: Memo<bool>,
    /// The record that is open beside the list.
    pub peek: Memo<Option<Id>>,
    pub asked: Memo<ListQuery>,
    pub rows: RwSignal<Rows>,
    pub failure: RwSignal<Option<Failure>>,
    /// Other rows are on their way.
    pub busy: RwSignal<bool>,
    /// How many there are, asked on demand.
    pub counted: RwSignal<Option<u64>>,
    pub viewport: RwSignal<Viewport>,
    pub window: Memo<Window>,
    pub selected: RwSignal<Selected>,
    pub edits: Edits,
    /// Rows that were just changed by somebody.
    pub lit: RwSignal<BTreeSet<Id>>,
    /// Changes that asking anew would show.
    pub news: RwSignal<usize>,
    /// The cell that the keyboard is at: a record (none: the head) and a column, 0 for the box to pick it.
    pub active: StoredValue<(Option<Id>, usize)>,
    pub node: NodeRef<Div>,
    /// How far one has scrolled: in the table in pixels, in the cards in cards.
    pub top: StoredValue<f64>,
    /// Which cards are drawn.
    pub cards: RwSignal<Stack>,
    /// The grid itself has the focus, because the cell that had it was scrolled away.
    pub resting: StoredValue<bool>,
    /// Answers to older questions are passed over.
    turn: StoredValue<u64>,
    fetching: StoredValue<bool>,
}

impl List {
    pub fn new(module: Memo<ModuleRef>) -> List {
        let query = use_query();
        let condition = Condition::new(module);
        let text = query.memo("sort");
        let sort = Memo::new(move |_| {
            module.with(|module| match text.with(|text| Sort::parse(text, module)) {
                Ok(sort) if !sort.is_empty() => sort,
                Ok(_) | Err(_) => module.sort.clone(),
            })
        });
        let text = query.memo("columns");
        let columns = Memo::new(move |_| module.with(|module| text.with(|text| columns::read(text, module))));
        let deleted = Memo::new(move |_| query.text("deleted") == "1");
        let peek = Memo::new(move |_| query.get("peek").and_then(|id| Id::from_str(&id).ok()));
        let asked = Memo::new(move |_| {
            let mut fetched = module.with(|module| columns.with(|columns| columns::fetched(columns, module)));
            fetched.sort();
            ListQuery {
                module: module.with(|module| module.name.clone()),
                filter: condition.text.get(),
                sort: sort.with(|sort| Sort::print(sort)),
                columns: fetched,
                deleted: deleted.get(),
                limit: FIRST as u32,
                after: None,
                count: true,
            }
        });
        let rows = RwSignal::new(Rows::default());
        let viewport = RwSignal::new(Viewport::default());
        let window = Memo::new(move |_| viewport.get().window(rows.with(Rows::len)));
        let list = List {
            module,
            query,
            condition,
            sort,
            columns,
            deleted,
            peek,
            asked,
            rows,
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            counted: RwSignal::new(None),
            viewport,
            window,
            selected: RwSignal::default(),
            edits: Edits::default(),
            lit: RwSignal::default(),
            news: RwSignal::new(0),
            active: StoredValue::new((None, 1)),
            node: NodeRef::new(),
            top: StoredValue::new(0.0),
            cards: RwSignal::default(),
            resting: StoredValue::new(false),
            turn: StoredValue::new(0),
            fetching: StoredValue::new(false),
        };
        list.follow_the_url();
        list.fetch_ahead();
        list
    }

    /// The first rows, as the server shows them.
    pub fn first(self) -> impl Future<Output = Result<api::ListPage, Failure>> + Send + 'static {
        let asked = self.asked.get_untracked();
        let readable = self.condition.parsed.with_untracked(Result::is_ok);
        async move { if readable { calls::list(asked).await } else { Ok(api::ListPage::default()) } }
    }

    /// Takes the answer about the first rows.
    pub fn take(self, answer: Result<api::ListPage, Failure>) {
        self.counted.set(None);
        self.news.set(0);
        match answer {
            Ok(page) => {
                self.forgive();
                self.rows.set(Rows::first(page));
            }
            Err(failure) => self.failure.set(Some(failure)),
        }
    }

    /// Tells only if there was a failure: the table must not be made anew with each answer.
    fn forgive(self) {
        if self.failure.with_untracked(Option::is_some) {
            self.failure.set(None);
        }
    }

    /// Asks for the first rows, and goes to them.
    pub fn load(self) {
        let turn = self.next_turn();
        self.busy.set(true);
        spawn_local(async move {
            let answer = self.first().await;
            if !self.is_turn(turn) {
                return;
            }
            self.take(answer);
            self.selected.update(Selected::clear);
            self.busy.set(false);
            self.scroll_to(0.0);
        });
    }

    /// Asks anew for what is loaded, down to what one sees, and puts it in place without a jump.
    pub fn refresh(self) {
        let turn = self.next_turn();
        let wanted = self.window.get_untracked().end.max(FIRST);
        if wanted > KEPT {
            return self.load();
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = self.first_rows(wanted).await;
            if !self.is_turn(turn) {
                return;
            }
            match answer {
                Ok(rows) => {
                    self.forgive();
                    self.counted.set(None);
                    self.news.set(0);
                    self.rows.set(rows);
                }
                Err(failure) => toast_failure(&failure),
            }
            self.busy.set(false);
        });
    }

    /// Asks anew for what is loaded, but changes only what stands there: nothing moves under one's eyes. What came or
    /// went waits to be shown.
    pub fn refresh_in_place(self) {
        let turn = self.turn.get_value();
        let wanted = self.window.get_untracked().end.clamp(FIRST, KEPT);
        spawn_local(async move {
            let Ok(fresh) = self.first_rows(wanted).await else { return };
            if !self.is_turn(turn) {
                return;
            }
            let new =
                fresh.ids().iter().filter(|id| !self.rows.with_untracked(|rows| rows.has(**id))).count();
            let kept =
                self.rows.with_untracked(|rows| rows.ids().iter().take(wanted).all(|id| fresh.has(*id)));
            self.rows.update(|rows| rows.put_all(&fresh));
            let news = if kept { new } else { new.max(1) };
            self.news.update(|known| *known = news.max(*known));
        });
    }

    async fn first_rows(self, wanted: usize) -> Result<Rows, Failure> {
        let mut asked = self.asked.get_untracked();
        asked.limit = MOST.min(wanted as u32);
        let mut rows = Rows::first(calls::list(asked.clone()).await?);
        while rows.len() < wanted && rows.next.is_some() {
            asked.after = rows.next.clone();
            asked.count = false;
            rows.append(calls::list(asked.clone()).await?);
        }
        Ok(rows)
    }

    /// Asks for the next page, if there is one and nobody has asked for it.
    pub fn load_more(self) {
        let Some(next) = self.rows.with_untracked(|rows| rows.next.clone()) else { return };
        if self.fetching.get_value() {
            return;
        }
        self.fetching.set_value(true);
        let turn = self.turn.get_value();
        let asked = ListQuery { after: Some(next), limit: PAGE, count: false, ..self.asked.get_untracked() };
        spawn_local(async move {
            let answer = calls::list(asked).await;
            let _ = self.fetching.try_set_value(false);
            if !self.is_turn(turn) {
                return;
            }
            match answer {
                Ok(page) => self.rows.update(|rows| rows.append(page)),
                Err(failure) => toast_failure(&failure),
            }
        });
    }

    /// Loads again when the URL asks for something else.
    fn follow_the_url(self) {
        Effect::new(move |before: Option<ListQuery>| {
            let now = self.asked.get();
            if let Some(before) = before {
                let same_rows = ListQuery { columns: before.columns.clone(), ..now.clone() } == before;
                let more = now.columns.iter().any(|name| !before.columns.contains(name));
                match (same_rows, more) {
                    (false, _) => self.load(),
                    (true, true) => self.refresh(),
                    (true, false) => {}
                }
            }
            now
        });
    }

    /// Loads more before one gets to the end.
    fn fetch_ahead(self) {
        Effect::new(move |_| {
            let end = self.window.get().end;
            let near = self.rows.with(|rows| rows.next.is_some() && end + AHEAD > rows.len());
            // Before anything is measured nobody has seen the first rows.
            if near && self.viewport.with(|viewport| viewport.row > 0.0) {
                self.load_more();
            }
        });
    }

    fn next_turn(self) -> u64 {
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    /// Whether the page is still there and nothing newer was asked.
    fn is_turn(self, turn: u64) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    pub fn scroll_to(self, top: f64) {
        if let Some(node) = self.node.get_untracked() {
            node.set_scroll_top(top as i32);
            self.viewport.update(|viewport| viewport.top = f64::from(node.scroll_top()));
        }
    }

    pub fn name(self) -> Name {
        self.module.with_untracked(|module| module.name.clone())
    }

    /// The field of a column, counted from 1.
    pub fn column(self, at: usize) -> Option<std::sync::Arc<Field>> {
        self.columns
            .with_untracked(|columns| columns.get(at.checked_sub(1)?).map(|column| column.field.clone()))
    }

    pub fn set_columns(self, columns: &[Column]) {
        let text = self.module.with_untracked(|module| columns::print(columns, module));
        self.query.replace(&[("columns", Some(&text))]);
    }

    pub fn set_sort(self, sort: &[Sort]) {
        let own = self.module.with_untracked(|module| module.sort == sort);
        let text = if own { String::new() } else { Sort::print(sort) };
        self.query.set(&[("sort", Some(&text))]);
    }

    /// Opens a record beside the list, or closes it.
    pub fn open(self, id: Option<Id>) {
        let id = id.map(|id| id.to_string());
        if self.peek.get_untracked().is_some() {
            self.query.replace(&[("peek", id.as_deref())]);
        } else {
            self.query.set(&[("peek", id.as_deref())]);
        }
    }

    /// Opens the record before or after the one that is open.
    pub fn step(self, by: i32) {
        let next = self.rows.with_untracked(|rows| {
            let at = rows.position(self.peek.get_untracked()?)?.checked_add_signed(by as isize)?;
            Some((at, rows.get(at)?.id))
        });
        if let Some((at, id)) = next {
            if let Some(top) = self.viewport.get_untracked().reach(at, HEAD) {
                self.scroll_to(top);
            }
            self.active.update_value(|active| active.0 = Some(id));
            self.open(Some(id));
        }
    }

    /// Goes to the record's own page, which leads to its neighbours in this list.
    pub fn visit(self, id: Id) {
        self.remember();
        go(&self.address(id));
    }

    /// The record's page is to know what stands before and after it.
    pub fn remember(self) {
        let address = untrack(|| self.query.href(&[("peek", None)]));
        crate::record::remember_list(&self.name(), &address, &self.rows.with_untracked(Rows::ids));
    }

    pub fn address(self, id: Id) -> String {
        address(&self.name(), id)
    }

    /// Picks a record, or all from the one picked last.
    pub fn pick(self, id: Id, range: bool) {
        self.selected.update(|selected| {
            if range {
                selected.extend_to(id, &self.rows.with_untracked(Rows::ids));
            } else {
                selected.toggle(id);
            }
        });
    }

    /// Whether there is a condition besides the module.
    pub fn is_filtered(self) -> bool {
        self.condition.parsed.with(|parsed| *parsed != Ok(Filter::Always))
    }
}

/// The address of a record's page.
pub fn address(module: &str, id: Id) -> String {
    format!("/m/{module}/{id}")
}
