//! Who saw the records of persons. Reading only remembers it; it is written down a moment later, many at a time, so
//! that no reading waits for a disk or costs a statement more.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use api::{Caller, Failure, LONGEST_SEEN, Seen, Watching};
use chrono::Duration;
use model::module::CREATED_AT;
use model::{Id, Instant, Name, Problem, Value};
use store::Store;

use super::{of_persons, person};
use crate::Engine;
use crate::error::Result;

pub(crate) use store::How;

const KEY: &str = "privacy.watching";
/// Whoever looks again within this time has seen it once.
const AGAIN: Duration = Duration::minutes(10);
/// So many entries are shown of a record, and so many lists.
const SHOWN: u32 = 200;

/// What was seen and is not written down yet.
pub(crate) struct Seeing(Mutex<State>);

struct State {
    waiting: Vec<store::Seen>,
    lately: HashMap<(Id, Id, How), Instant>,
    watching: Watching,
}

impl Default for Seeing {
    fn default() -> Seeing {
        let watching = Watching { modules: ["leads", "contacts"].map(Name::new_static).into(), days: 365 };
        Seeing(Mutex::new(State { waiting: Vec::new(), lately: HashMap::new(), watching }))
    }
}

impl Seeing {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn watching(&self) -> Watching {
        self.state().watching.clone()
    }

    fn note(&self, seen: store::Seen) {
        let mut state = self.state();
        if !state.watching.modules.contains(&seen.module) {
            return;
        }
        if let Some(record) = seen.record {
            let key = (seen.user, record, seen.how);
            if state.lately.get(&key).is_some_and(|before| seen.at - *before < AGAIN) {
                return;
            }
            state.lately.insert(key, seen.at);
        } else if let Some(list) = state.waiting.iter_mut().find(|list| list.is_same_list(&seen)) {
            list.count += seen.count;
            return;
        }
        state.waiting.push(seen);
    }

    /// Writes down what waits. What cannot be written waits on.
    pub(crate) async fn write_down(&self, store: &Store, now: Instant) -> store::Result<()> {
        let waiting = {
            let mut state = self.state();
            state.lately.retain(|_, at| now - *at < AGAIN);
            std::mem::take(&mut state.waiting)
        };
        if waiting.is_empty() {
            return Ok(());
        }
        let written = store.put_seen(waiting.clone()).await;
        if written.is_err() {
            self.state().waiting.splice(0..0, waiting);
        }
        written
    }

    /// Reads what the company has decided.
    pub(crate) async fn load(&self, store: &Store) -> store::Result<()> {
        let stored = store.setting(KEY).await?.and_then(|json| serde_json::from_value(json).ok());
        self.state().watching = stored.unwrap_or_else(|| Seeing::default().watching());
        Ok(())
    }

    /// Forgets what was seen too long ago.
    pub(crate) async fn tidy(&self, store: &Store, now: Instant) -> store::Result<()> {
        self.load(store).await?;
        store.forget_seen(now - Duration::days(self.watching().days.into())).await
    }
}

impl Engine {
    /// Writes down at once who saw what, before the program ends.
    pub async fn write_down_seen(&self) -> Result<(), store::Error> {
        self.seeing().write_down(self.store(), self.now()).await
    }

    /// Notes that the caller saw a record; the product itself sees nothing.
    pub(crate) fn note_seen(&self, caller: &Caller, module: &Name, record: Id, how: How) {
        let Some(user) = caller.grant.user else { return };
        let (at, module) = (self.now(), module.clone());
        let record = Some(record);
        self.seeing().note(store::Seen { at, user, module, record, how, filter: String::new(), count: 1 });
    }

    /// Notes that the caller took a list along, or a page of it.
    pub fn note_export(&self, caller: &Caller, module: &Name, filter: &str, count: u64) {
        let Some(user) = caller.grant.user else { return };
        let (at, module, filter) = (self.now(), module.clone(), filter.to_owned());
        self.seeing().note(store::Seen { at, user, module, record: None, how: How::Export, filter, count });
    }
}

/// Who saw the record, and who took lists along in which it may have been. For administrators.
pub(crate) async fn seen(engine: &Engine, caller: &Caller, module: Name, id: Id) -> Result<Vec<Seen>> {
    let caller = engine.administrator(caller)?;
    of_persons(&caller, &module)?;
    let record = person::whole(engine, &module, id).await?.ok_or(Failure::NotFound)?;
    engine.write_down_seen().await?;
    let made = if let Value::Instant(at) = record.value(CREATED_AT) { *at } else { Instant::default() };
    let mut all = engine.store().seen(id, SHOWN).await?;
    all.extend(engine.store().exports(&module, made, SHOWN).await?);
    all.sort_by_key(|one| std::cmp::Reverse(one.at));
    let organisation = &engine.world().organisation;
    let told = |one: store::Seen| Seen {
        at: one.at,
        user: organisation.link(one.user),
        how: Name::new_static(one.how.key()),
        filter: one.filter,
        count: one.count,
    };
    Ok(all.into_iter().map(told).collect())
}

pub(crate) async fn set_watching(engine: &Engine, caller: &Caller, watching: Watching) -> Result<()> {
    let caller = engine.administrator(caller)?;
    if !(1..=LONGEST_SEEN).contains(&watching.days) {
        return Err(Problem::new("days", "out-of-bounds").detail(format!("1–{LONGEST_SEEN}")).into());
    }
    for module in &watching.modules {
        of_persons(&caller, module)?;
    }
    engine.set_setting(&caller, KEY, serde_json::to_value(&watching)?).await?;
    engine.seeing().state().watching = watching;
    Ok(())
}
