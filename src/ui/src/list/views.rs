//! Saved views: the state of a list under a name, for oneself or for all. They are records of the module `views`.

use std::str::FromStr;

use api::{BulkChange, Failure, ListQuery, Selection, calls};
use model::module::{OWNER, REVIEW};
use model::record::Values;
use model::{Id, Link, Name, Record, Value};

use crate::prelude::*;
use crate::query::{Query, parameters};

const MODULE: Name = Name::new_static("views");
/// What a view keeps of the URL.
const KEPT: [&str; 3] = ["filter", "sort", "columns"];

/// Entries that wait for who may review them.
pub const WAITS: &str = "review = waiting";
/// All that were not accepted yet: for others their own.
const UNACCEPTED: &str = "review is not empty";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub id: Id,
    version: i64,
    pub name: String,
    /// The query string.
    query: String,
    pub shared: bool,
    owner: Option<Link>,
}

impl View {
    fn of(record: &Record) -> View {
        let text = |name: &str| record.value(name).as_text().unwrap_or_default().to_owned();
        View {
            id: record.id,
            version: record.version,
            name: text("name"),
            query: text("query"),
            shared: record.value("shared").as_bool().unwrap_or_default(),
            owner: record.value(OWNER).as_link().cloned(),
        }
    }

    pub fn is_mine(&self) -> bool {
        let me = me().map(|me| me.id);
        self.owner.as_ref().map(|owner| owner.id) == me
    }

    /// Who shares it with the reader.
    pub fn shared_by(&self) -> Option<String> {
        self.owner.as_ref().filter(|_| !self.is_mine()).map(|owner| owner.title.clone())
    }
}

/// The views of a list, and the one that is shown.
#[derive(Clone, Copy)]
pub struct Views {
    module: Memo<ModuleRef>,
    query: Query,
    pub all: RwSignal<Vec<View>>,
    pub current: Memo<Option<View>>,
}

impl Views {
    pub fn new(module: Memo<ModuleRef>, query: Query) -> Views {
        let all = RwSignal::new(Vec::<View>::new());
        let id = query.memo("view");
        let current = Memo::new(move |_| {
            let id = Id::from_str(&id.get()).ok()?;
            all.with(|all| all.iter().find(|view| view.id == id).cloned())
        });
        let views = Views { module, query, all, current };
        on_live(MODULE, move |_| views.reload());
        views.complete_address();
        views
    }

    pub fn ask(self) -> impl Future<Output = Result<Vec<Record>, Failure>> + Send + 'static {
        let module = self.module.with_untracked(|module| module.name.clone());
        let asked = ListQuery {
            module: MODULE,
            filter: format!("module = \"{module}\""),
            columns: ["name", "query", "shared", OWNER].map(Name::new_static).into(),
            limit: 200,
            ..ListQuery::default()
        };
        async move { calls::list(asked).await.map(|page| page.records) }
    }

    /// A list works without its views, so that they fail is no reason to show none.
    pub fn take(self, answer: Result<Vec<Record>, Failure>) {
        if let Ok(records) = answer {
            self.all.set(records.iter().map(View::of).collect());
        }
    }

    fn reload(self) {
        spawn_local(async move {
            let answer = self.ask().await;
            if !self.all.is_disposed() {
                self.take(answer);
            }
        });
    }

    /// The address of a view; of the list itself without one.
    pub fn address(self, view: Option<&View>) -> String {
        let path = self.module.with(|module| format!("/m/{}", module.name));
        let Some(view) = view else { return path };
        let id = view.id.to_string();
        let kept = parameters(&view.query);
        let mut all: Vec<(&str, &str)> = vec![("view", &id)];
        all.extend(kept.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        address_with(&path, &all)
    }

    /// The condition on entries that wait, where the company reviews some. Reactive.
    pub fn review(self) -> Option<&'static str> {
        let may = self.module.with(|module| module.field(REVIEW).is_some().then_some(module.may.review))?;
        Some(if may { WAITS } else { UNACCEPTED })
    }

    /// Whether the list shows these. Reactive.
    pub fn is_review(self) -> bool {
        self.review().is_some_and(|filter| self.query.text("filter") == filter)
    }

    /// What a view of this state would keep. Reactive.
    pub fn state(self) -> String {
        let values = KEPT.map(|name| (name, self.query.text(name)));
        let all: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        address_with("", &all).trim_start_matches('?').to_owned()
    }

    /// Whether the list is no longer as the view says. Reactive.
    pub fn is_changed(self) -> bool {
        self.current.with(|view| view.as_ref().is_some_and(|view| view.query != self.state()))
    }

    /// An address with nothing but a view's id, as somebody may have written it down, is completed.
    fn complete_address(self) {
        let done = StoredValue::new(false);
        Effect::new(move |_| {
            let current = self.current.get();
            if done.get_value() {
                return;
            }
            if let Some(view) = current {
                done.set_value(true);
                if untrack(|| self.state()).is_empty() && !view.query.is_empty() {
                    go_instead(&untrack(|| self.address(Some(&view))));
                }
            }
        });
    }

    /// Saves the state under a name and goes to it.
    pub fn create(self, name: String, shared: bool) {
        let values = Values::from([
            ("name".into(), Value::text(name)),
            ("module".into(), Value::text(self.module.with_untracked(|module| module.name.to_string()))),
            ("query".into(), Value::text(untrack(|| self.state()))),
            ("shared".into(), Value::Bool(shared)),
        ]);
        spawn_local(async move {
            match calls::create(MODULE, values).await {
                Ok(saved) => {
                    toast_undo(t("view-saved"), saved.batch);
                    let mut view = View::of(&saved.record);
                    view.owner = view.owner.or_else(|| me().map(|me| Link::new("users", me.id)));
                    let address = untrack(|| self.address(Some(&view)));
                    let _ = self.all.try_update(|all| all.push(view));
                    go_instead(&address);
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    }

    /// The view keeps the present state from now on.
    pub fn update(self, view: &View) {
        let query = untrack(|| self.state());
        self.write(view, Values::from([("query".into(), Value::text(query))]));
    }

    pub fn rename(self, view: &View, name: String, shared: bool) {
        self.write(
            view,
            Values::from([("name".into(), Value::text(name)), ("shared".into(), Value::Bool(shared))]),
        );
    }

    fn write(self, view: &View, values: Values) {
        let (id, version) = (view.id, view.version);
        spawn_local(async move {
            match calls::update(MODULE, id, version, values).await {
                Ok(saved) => toast_undo(t("view-saved"), saved.batch),
                Err(failure) => toast_failure(&failure),
            }
            self.reload();
        });
    }

    pub fn delete(self, view: &View) {
        let id = view.id;
        spawn_local(async move {
            match calls::change_many(MODULE, Selection::Ids(vec![id]), BulkChange::Delete).await {
                Ok(done) => {
                    match done.batch {
                        Some(batch) => toast_undo(t("view-deleted"), batch),
                        None => toast(t("view-deleted")),
                    }
                    self.query.replace(&[("view", None)]);
                    self.reload();
                }
                Err(failure) => toast_failure(&failure),
            }
        });
    }
}
