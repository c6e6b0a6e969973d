//! What a company says of its modules, as a file: taken from one installation, looked at and taken up in another.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{Caller, Done, Failure, ShapeChange, ShapeDifference, ShapeItem};
use model::kind::Show;
use model::record::Values;
use model::{Event, Field, Id, Kind, Link, Module, Name, Problem, Record, Storage, Value};
use modules::{custom_fields, custom_modules, duplicate_rules, layouts};
use serde_json::{Map, Value as Json, json};
use store::Batch;

use crate::Engine;
use crate::custom::{DUPLICATES, FIELDS, LAYOUTS, MODULES};
use crate::error::{Error, Result};
use crate::organisation::{ROLES, all};
use crate::write::{self, Draft, Scene};

/// The first line of a file, by which it is known, with the version of what follows.
const FORMAT: &str = "format";
const VERSION: &str = "rapport-shape-1";

/// The parts of a file, each with the module of its records and the fields that tell one from another.
const PARTS: [(&str, &str, &[&str]); 4] = [
    ("modules", MODULES, &["name"]),
    ("fields", FIELDS, &["module", "name"]),
    ("layouts", LAYOUTS, &["module", "role"]),
    ("duplicate_rules", DUPLICATES, &["module", "name"]),
];

/// What the file says of one module, field, layout or rule of duplicates.
struct Entry {
    module: &'static str,
    key: Vec<String>,
    values: Values,
}

/// What there is, by module and key; also what is retired.
type There = BTreeMap<(&'static str, Vec<String>), (Record, bool)>;

pub(crate) async fn export(engine: &Engine, caller: &Caller) -> Result<String> {
    let caller = engine.administrator(caller)?;
    let mut file = Map::from_iter([(FORMAT.to_owned(), json!(VERSION))]);
    for (part, name, _) in PARTS {
        let module = module(&caller, name)?;
        let records = all(engine.store(), name, false).await?;
        file.insert(part.to_owned(), records.iter().map(|record| written(module, record)).collect());
    }
    engine.note(engine.event(Event::Exported, caller.grant.user).detail("file", "shape.json")).await?;
    Ok(serde_json::to_string_pretty(&Json::Object(file))?)
}

fn module<'c>(caller: &'c Caller, name: &str) -> Result<&'c Module, Failure> {
    caller.schema.module(name).ok_or(Failure::NotFound)
}

fn written(module: &Module, record: &Record) -> Json {
    let said = kept(module).filter(|field| !record.value(&field.name).is_empty());
    let json = |field: &Field| match record.value(&field.name) {
        // Ids mean nothing elsewhere.
        Value::Link(role) => json!(role.title),
        value => field.to_json(value),
    };
    said.map(|field| (field.name.to_string(), json(field))).collect::<Map<_, _>>().into()
}

/// The fields by which a record says something.
fn kept(module: &Module) -> impl Iterator<Item = &Field> {
    let is_kept = |field: &&Field| {
        field.editable() && !field.hidden && field.kind.rules().storage() != Storage::Nothing
    };
    module.fields.iter().filter(is_kept)
}

/// What would change, and what is there already.
pub(crate) async fn preview(engine: &Engine, caller: &Caller, text: &str) -> Result<Vec<ShapeItem>> {
    let caller = engine.administrator(caller)?;
    let there = there(engine).await?;
    let entries = read(engine, &caller, text)?;
    let labels = labels(&caller, &entries);
    entries.iter().map(|entry| item(&caller, entry, &there, &labels)).collect()
}

/// What modules are called: those that there are, and those that come.
fn labels(caller: &Caller, entries: &[Entry]) -> BTreeMap<String, String> {
    let there = caller.schema.modules.iter().map(|module| (module.name.to_string(), module.label.clone()));
    let coming = entries.iter().filter(|entry| entry.module == MODULES).filter_map(|entry| {
        let label = entry.values.get(custom_modules::LABEL.name)?.as_text()?;
        Some((entry.key.first()?.clone(), label.to_owned()))
    });
    there.chain(coming).collect()
}

fn item(
    caller: &Caller,
    entry: &Entry,
    there: &There,
    labels: &BTreeMap<String, String>,
) -> Result<ShapeItem> {
    let module = module(caller, entry.module)?;
    let change = match there.get(&(entry.module, entry.key.clone())) {
        None | Some((_, true)) => ShapeChange::New,
        Some((record, false)) => {
            let changes = entry.changes(record);
            let told = module.fields.iter().filter(|field| changes.contains_key(&field.name));
            let differences: Vec<ShapeDifference> =
                told.map(|field| difference(caller, field, record, &changes)).collect();
            if differences.is_empty() { ShapeChange::Same } else { ShapeChange::Changed(differences) }
        }
    };
    let said = |name: &str| entry.values.get(name).and_then(Value::as_text).unwrap_or_default();
    let of = entry.key.first().and_then(|key| labels.get(key)).cloned().unwrap_or_default();
    let label = match entry.module {
        LAYOUTS => {
            entry.values.get(layouts::ROLE.name).and_then(Value::as_link).map(|role| role.title.clone())
        }
        DUPLICATES => Some(said(duplicate_rules::NAME.name).to_owned()),
        _ => Some(said(custom_fields::LABEL.name).to_owned()),
    };
    Ok(ShapeItem { module: Name::new_static(entry.module), of, label: label.unwrap_or_default(), change })
}

fn difference(caller: &Caller, field: &Field, record: &Record, changes: &Values) -> ShapeDifference {
    let show = Show { formats: &caller.formats, currency: "" };
    let text = |value: Option<&Value>| value.map(|value| field.format(value, show)).unwrap_or_default();
    ShapeDifference {
        label: field.label.clone(),
        before: text(Some(record.value(&field.name))),
        after: text(changes.get(&field.name)),
    }
}

/// Takes up what the file says, as one action: all of it, or nothing.
pub(crate) async fn import(engine: &Engine, caller: &Caller, text: &str) -> Result<Done> {
    let caller = engine.administrator(caller)?;
    let entries = in_turn(read(engine, &caller, text)?);
    let mut action = write::batch(engine, &caller, "import", &Name::new_static(FIELDS), 0);
    let done = take_up(engine, &caller, entries, &mut action).await;
    if done.is_err() && action.count > 0 {
        use api::Backend;
        engine.undo(&caller, action.id).await?;
    }
    done?;
    Ok(Done { batch: (action.count > 0).then_some(action.id), count: action.count, skipped: 0 })
}

/// A board needs its field, and the field its module: boards come last.
fn in_turn(entries: Vec<Entry>) -> Vec<Entry> {
    let of_boards = [custom_modules::BOARD.name, custom_modules::AMOUNT.name];
    let boards: Vec<Entry> = entries
        .iter()
        .filter(|entry| entry.module == MODULES)
        .map(|entry| Entry { module: MODULES, key: entry.key.clone(), values: entry.values.clone() })
        .collect();
    let mut first = entries;
    for entry in first.iter_mut().filter(|entry| entry.module == MODULES) {
        entry.values.retain(|name, _| !of_boards.contains(&name.as_str()));
    }
    first.into_iter().chain(boards).collect()
}

/// Fields speak of other fields, in whatever order the file has them: what cannot be yet is tried again after the
/// others, until nothing more can be.
async fn take_up(
    engine: &Engine,
    caller: &Arc<Caller>,
    mut entries: Vec<Entry>,
    action: &mut Batch,
) -> Result<()> {
    while !entries.is_empty() {
        let (mut left, mut refused) = (Vec::new(), None);
        let before = entries.len();
        for entry in entries {
            match put(engine, caller, &entry, action).await {
                Ok(()) => {}
                Err(Error::Refused(Failure::Invalid(problems))) => {
                    refused.get_or_insert_with(|| told(&entry, problems));
                    left.push(entry);
                }
                Err(error) => return Err(error),
            }
        }
        if let Some(problems) = refused.filter(|_| left.len() == before) {
            return Err(Failure::Invalid(problems).into());
        }
        entries = left;
    }
    Ok(())
}

/// The problems, with what they are about.
fn told(entry: &Entry, problems: Vec<Problem>) -> Vec<Problem> {
    let at = entry.key.join(".");
    let tell = |problem: Problem| {
        let detail = format!("{at}, {}: {} {}", problem.field, problem.code, problem.detail);
        Problem::new("", "shape-refused").detail(detail.trim())
    };
    problems.into_iter().map(tell).collect()
}

async fn put(engine: &Engine, caller: &Arc<Caller>, entry: &Entry, action: &mut Batch) -> Result<()> {
    let module = Name::new_static(entry.module);
    let _held = engine.organise(&module).await;
    let there = there(engine).await?.remove(&(entry.module, entry.key.clone()));
    let scene = Scene::new(engine, caller, &module)?;
    let record = match there {
        Some((record, true)) => Some(bring_back(engine, &scene, record.id, action).await?),
        Some((record, false)) => Some(record),
        None => None,
    };
    let draft = match record {
        Some(record) => {
            let changes = entry.changes(&record);
            if changes.is_empty() {
                return Ok(());
            }
            Draft::update(&scene, record, changes)
        }
        None => Draft::create(&scene, engine.new_id(), entry.values.clone()),
    };
    let mut draft = [draft];
    write::prepare(engine, &scene, &mut draft).await?;
    let [ready] = draft.map(Draft::ready);
    let ready = ready?;
    action.count += 1;
    let written = write::commit(engine, scene.caller.clone(), action.clone(), |tx, caller, writing| {
        Box::pin(async move { ready.write(tx, &caller.grant, &writing).await.map(drop) })
    });
    written.await
}

/// What is retired comes back with all that lies in it.
async fn bring_back(engine: &Engine, scene: &Scene, id: Id, action: &mut Batch) -> Result<Record> {
    action.count += 1;
    let module = scene.module.name.clone();
    write::commit(engine, scene.caller.clone(), action.clone(), move |tx, caller, writing| {
        Box::pin(async move { Ok(tx.restore(&caller.grant, &module, id, &writing).await?) })
    })
    .await
}

async fn there(engine: &Engine) -> Result<There> {
    let mut there = There::new();
    for (_, name, key) in PARTS {
        for retired in [true, false] {
            for record in all(engine.store(), name, retired).await? {
                there.insert((name, key_of(key, &record.values)), (record, retired));
            }
        }
    }
    Ok(there)
}

fn key_of(fields: &[&str], values: &Values) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::Link(link) => link.id.to_string(),
        value => value.as_text().unwrap_or_default().to_owned(),
    };
    fields.iter().map(|name| values.get(*name).map(text).unwrap_or_default()).collect()
}

impl Entry {
    /// What is different in `record`. What the file does not speak of is empty in it.
    fn changes(&self, record: &Record) -> Values {
        let differs = |(name, value): &(&Name, &Value)| {
            let before = record.value(name);
            *value != before && !(value.is_empty() && before.is_empty())
        };
        let changed = self.values.iter().filter(differs);
        changed.map(|(name, value)| (name.clone(), value.clone())).collect()
    }
}

fn read(engine: &Engine, caller: &Caller, text: &str) -> Result<Vec<Entry>> {
    let broken =
        |error: &dyn ToString| Error::from(Problem::new("", "invalid-json").detail(error.to_string()));
    let file: Json = serde_json::from_str(text).map_err(|error| broken(&error))?;
    if file[FORMAT] != VERSION {
        return Err(Problem::new("", "not-a-shape").into());
    }
    let mut entries = Vec::new();
    for (part, name, key) in PARTS {
        let module = module(caller, name)?;
        for json in file[part].as_array().into_iter().flatten() {
            let values = kept(module).map(|field| Ok((field.name.clone(), value(engine, field, json)?)));
            let values: Values = values.collect::<Result<_, Problem>>()?;
            entries.push(Entry { module: name, key: key_of(key, &values), values });
        }
    }
    Ok(entries)
}

/// Roles are found by their names.
fn value(engine: &Engine, field: &Field, json: &Json) -> Result<Value, Problem> {
    let json = json.get(field.name.as_str()).unwrap_or(&Json::Null);
    match (&field.kind, json.as_str()) {
        (Kind::Link(_), Some(name)) => {
            let world = engine.world();
            let role = world.organisation.role_called(name);
            let role = role.ok_or_else(|| Problem::new(field.name.clone(), "not-found").detail(name))?;
            Ok(Value::Link(Link { title: role.name.clone(), ..Link::new(ROLES, role.id) }))
        }
        // Modules that come with the file are none yet; the write path looks at it again.
        (Kind::OneOf(_), Some(key)) => Ok(Value::text(key)),
        _ => field.read_json(json),
    }
}
