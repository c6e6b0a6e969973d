//! The audit: events that are no changes of records are written into the same log, and administrators search it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use api::{AuditEntry, AuditPage, AuditQuery, AuditState, Caller, Failure, MOST_AUDITED, NO_MODULE};
use chrono::{DateTime, Days, SecondsFormat};
use futures::{Stream, stream};
use model::{Change, ChangeKind, Event, FieldChange, Id, Link, Name, Problem, Value};
use serde_json::Value as Json;
use store::{Place, Session};

use crate::Engine;
use crate::error::Result;
use crate::export::unwritable;
use crate::sheet::Sheet;
use crate::timeline::titles;

/// Entries of a page, unless another number is asked for.
const USUAL: u32 = 50;

impl Engine {
    /// An event by somebody, or by nobody who is known.
    pub(crate) fn event(&self, event: Event, by: Option<Id>) -> Change {
        Change::event(event, self.new_id(), self.now(), by)
    }

    pub(crate) async fn note(&self, event: Change) -> Result<()> {
        Ok(self.store().put_event(event).await?)
    }

    /// That this session came to be, `by` a password, a code, ….
    pub(crate) fn came_in(&self, session: &Session, by: &'static str) -> Change {
        let event = self.event(Event::SignedIn, Some(session.user)).about(session.user);
        event.detail("by", by).detail("address", &session.ip).detail("agent", &session.agent)
    }

    /// That somebody who is not `user`, or cannot show it, tried to come in as her.
    pub(crate) async fn note_refused(
        &self,
        user: Option<Id>,
        email: &str,
        by: &'static str,
        address: &str,
    ) -> Result<()> {
        let event = self.event(Event::SignInFailed, None).detail("by", by).detail("email", email);
        let event = event.detail("address", address);
        self.note(match user {
            Some(user) => event.about(user),
            None => event,
        })
        .await
    }

    /// Sets what holds for all, and writes down who did.
    pub(crate) async fn set_setting(&self, caller: &Caller, key: &'static str, value: Json) -> Result<()> {
        let event = self.event(Event::SettingsChanged, caller.grant.user).detail("setting", key);
        self.store()
            .write(move |tx| {
                Box::pin(async move {
                    tx.put_event(event);
                    Ok(tx.put_setting(key, &value).await?)
                })
            })
            .await
    }

    /// The entries that `query` asks for, all of them, as the bytes of a CSV file.
    pub fn export_audit(
        &self,
        caller: &Caller,
        query: AuditQuery,
    ) -> Result<impl Stream<Item = Result<Vec<u8>, Failure>> + Send + use<>, Failure> {
        let caller = self.administrator(caller)?;
        asked(self, &caller, &query)?;
        let query = AuditQuery { limit: MOST_AUDITED, ..query };
        let export = Export { engine: self.clone(), caller, query, sheet: Sheet::new(), at: Stage::Start };
        Ok(stream::try_unfold(export, Export::next))
    }
}

pub(crate) async fn audit(engine: &Engine, caller: &Caller, query: AuditQuery) -> Result<AuditPage> {
    let caller = engine.administrator(caller)?;
    let query = asked(engine, &caller, &query)?;
    let page = engine.store().audit(&caller.grant, &query).await?;
    let known = titles_of(engine, &caller, &page.changes).await?;
    let entries = page.changes.into_iter().map(|change| entry(engine, &known, change)).collect();
    let looked = page.next.map(|place| place.at);
    Ok(AuditPage { entries, next: page.next.map(written), looked })
}

pub(crate) async fn state(engine: &Engine, caller: &Caller) -> Result<AuditState> {
    engine.administrator(caller)?;
    let state = engine.store().log_state().await?;
    Ok(AuditState {
        entries: state.entries,
        hash: state.hash,
        people: engine.world().organisation.everybody(),
    })
}

fn asked(engine: &Engine, caller: &Caller, query: &AuditQuery) -> Result<store::AuditQuery, Failure> {
    let asking = engine.asking(caller);
    let kind = match query.action.as_str() {
        "" => None,
        key => {
            let known = ChangeKind::from_key(key);
            Some(known.ok_or_else(|| Problem::new("action", "unknown-choice").detail(key))?)
        }
    };
    let module = query.module.as_ref().map(|module| match module.as_str() {
        NO_MODULE => Name::default(),
        _ => module.clone(),
    });
    let before = match query.after.as_str() {
        "" => None,
        after => Some(place(after).ok_or_else(|| Problem::new("after", "invalid-cursor"))?),
    };
    let next_day = |day: chrono::NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
    Ok(store::AuditQuery {
        by: query.by,
        module,
        record: query.record,
        kind,
        text: query.text.clone(),
        from: query.from.map(|day| asking.start_of(day)),
        until: query.until.map(|day| asking.start_of(next_day(day))),
        before,
        limit: if query.limit == 0 { USUAL } else { query.limit.min(MOST_AUDITED) },
    })
}

fn written(place: Place) -> String {
    format!("{}.{}", place.at.timestamp_millis(), place.seq)
}

fn place(text: &str) -> Option<Place> {
    let (at, seq) = text.split_once('.')?;
    Some(Place { at: DateTime::from_timestamp_millis(at.parse().ok()?)?, seq: seq.parse().ok()? })
}

type Titles = HashMap<(Name, Id), String>;

/// What the records are called that the changes are about.
async fn titles_of(engine: &Engine, caller: &Caller, changes: &[Change]) -> Result<Titles> {
    let mut wanted: BTreeMap<Name, BTreeSet<Id>> = BTreeMap::new();
    for change in changes.iter().filter(|change| caller.schema.module(&change.module).is_some()) {
        wanted.entry(change.module.clone()).or_default().insert(change.record);
    }
    let mut known = Titles::new();
    for (module, ids) in wanted {
        known.extend(titles(engine, caller, module, ids).await?);
    }
    Ok(known)
}

fn entry(engine: &Engine, known: &Titles, change: Change) -> AuditEntry {
    let world = engine.world();
    let record = match change.kind {
        ChangeKind::Event(_) if change.record.0.is_nil() => None,
        ChangeKind::Event(_) => Some(world.organisation.link(change.record)),
        _ => {
            let title = known.get(&(change.module.clone(), change.record)).cloned().unwrap_or_default();
            Some(Link { title, ..Link::new(change.module.clone(), change.record) })
        }
    };
    AuditEntry {
        seq: change.seq,
        at: change.at,
        by: change.by.map(|user| world.organisation.link(user)),
        action: change.kind.key().to_owned(),
        module: change.module,
        record,
        fields: change.fields,
    }
}

struct Export {
    engine: Engine,
    caller: Arc<Caller>,
    query: AuditQuery,
    sheet: Sheet,
    at: Stage,
}

#[derive(PartialEq)]
enum Stage {
    Start,
    Middle,
    End,
}

impl Export {
    const COLUMNS: [&str; 7] = ["time", "person", "action", "module", "record", "id", "values"];

    /// The next piece of the file. That it was taken is in the log, too.
    async fn next(mut self) -> Result<Option<(Vec<u8>, Export)>, Failure> {
        match self.at {
            Stage::End => return Ok(None),
            Stage::Start => {
                let event = self.engine.event(Event::Exported, self.caller.grant.user);
                self.engine.note(event.detail("file", "audit.csv")).await?;
                self.sheet.row(Export::COLUMNS).map_err(unwritable)?;
            }
            Stage::Middle => {}
        }
        self.at = Stage::Middle;
        let page = audit(&self.engine, &self.caller, self.query.clone()).await?;
        for entry in &page.entries {
            self.write(entry)?;
        }
        match page.next {
            Some(next) => self.query.after = next,
            None => self.at = Stage::End,
        }
        let bytes = self.sheet.take().map_err(unwritable)?;
        Ok(Some((bytes, self)))
    }

    fn write(&mut self, entry: &AuditEntry) -> Result<(), Failure> {
        let title = |link: &Option<Link>| link.as_ref().map(|link| link.title.clone()).unwrap_or_default();
        let id = entry.record.as_ref().map(|record| record.id.to_string()).unwrap_or_default();
        let values: Vec<String> = entry.fields.iter().map(|field| self.value(entry, field)).collect();
        let row = [
            entry.at.to_rfc3339_opts(SecondsFormat::Millis, true),
            title(&entry.by),
            entry.action.clone(),
            entry.module.to_string(),
            title(&entry.record),
            id,
            values.join("; "),
        ];
        self.sheet.row(row.iter().map(String::as_str)).map_err(unwritable)
    }

    fn value(&self, entry: &AuditEntry, change: &FieldChange) -> String {
        let module = self.caller.schema.module(&entry.module);
        let field = module.and_then(|module| module.field(&change.field));
        let text = |value: &Value| match (field, value) {
            (_, Value::Link(link)) => link.title.clone(),
            (Some(field), value) => field.plain(value),
            (None, value) => value.as_text().unwrap_or_default().to_owned(),
        };
        let (before, after) = (text(&change.before), text(&change.after));
        match before.is_empty() {
            true => format!("{}: {after}", change.field),
            false => format!("{}: {before} → {after}", change.field),
        }
    }
}
