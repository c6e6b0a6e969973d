//! Which record a row is the same as.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use model::duplicates::Rule;
use model::record::Values;
use model::{Field, Grant, Id, Record};
use store::Store;

use super::cells::Line;
use super::mapping::finds;

/// What a row is the same as.
pub enum Same {
    Nothing,
    Record(Box<Record>),
    Several,
}

/// The fields that say so.
pub struct Sameness {
    fields: Vec<Field>,
    rule: Rule,
}

impl Sameness {
    pub fn by(fields: Vec<Field>) -> Sameness {
        Sameness { rule: Rule::of(&fields), fields }
    }

    /// Equal for what is the same; `None` where one of the fields is empty, so that nothing can be said.
    pub fn key(&self, values: &Values) -> Option<String> {
        self.rule.key_by(|name| self.fields.iter().find(|field| field.name == name), values)
    }

    /// For each of `lines`, no two with the same key, the record that it is the same as.
    pub async fn find(
        &self,
        store: &Store,
        grant: &Grant,
        module: &str,
        lines: &[Line],
    ) -> store::Result<Vec<Same>> {
        let field = self.fields.iter().find(|field| finds(field));
        let known = lines.iter().filter(|line| line.key.is_some());
        let texts: HashSet<String> = known.filter_map(|line| text(field?, &line.values)).collect();
        let records = match field.filter(|_| !texts.is_empty()) {
            Some(field) => records(store, grant, module, field, texts.into_iter().collect()).await?,
            None => Vec::new(),
        };
        Ok(self.assign(lines, records))
    }

    fn assign(&self, lines: &[Line], records: Vec<Record>) -> Vec<Same> {
        let mut by_key: HashMap<String, Same> = HashMap::with_capacity(records.len());
        for record in records {
            let Some(key) = self.key(&record.values) else { continue };
            let same = match by_key.remove(&key) {
                None => Same::Record(Box::new(record)),
                Some(_) => Same::Several,
            };
            by_key.insert(key, same);
        }
        let mut of = |line: &Line| by_key.remove(line.key.as_ref()?);
        lines.iter().map(|line| of(line).unwrap_or(Same::Nothing)).collect()
    }
}

/// All records whose `field` is one of `texts`.
async fn records(
    store: &Store,
    grant: &Grant,
    module: &str,
    field: &Field,
    texts: Vec<String>,
) -> store::Result<Vec<Record>> {
    let found = store.find(grant, module, &field.name, &texts).await?;
    let ids: Vec<Id> = found.into_values().flatten().collect();
    if ids.is_empty() { Ok(Vec::new()) } else { store.get_many(grant, module, &ids).await }
}

fn text(field: &Field, values: &Values) -> Option<String> {
    let value = values.get(&field.name).filter(|value| !value.is_empty())?;
    Some(field.plain(value))
}

/// A text as a number, so that many can be remembered.
pub fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
