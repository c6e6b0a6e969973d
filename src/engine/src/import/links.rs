//! Links in a file: names and numbers of records, looked for many at a time.

use std::collections::{BTreeSet, HashMap};
use std::str::FromStr;

use model::kind::Kind;
use model::{Field, Grant, Id, Link, Module, Name, Problem, Schema};
use store::Store;

use super::mapping::Filling;

/// How many answers are kept; then the looking begins anew.
const KEPT: usize = 50_000;

/// What was found for a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    One(Link),
    Several,
    Nothing,
}

/// Finds the targets of one field's links and remembers them.
#[derive(Default)]
pub struct Links {
    known: HashMap<String, Found>,
}

impl Links {
    /// What is known of a folded text.
    pub fn get(&self, text: &str) -> &Found {
        self.known.get(text).unwrap_or(&Found::Nothing)
    }

    pub fn put(&mut self, text: String, link: Link) {
        self.known.insert(text, Found::One(link));
    }

    /// What was not found may be there later: records that this import itself writes.
    pub fn forget_missing(&mut self) {
        self.known.retain(|_, found| *found != Found::Nothing);
    }

    /// Looks for those of the folded `texts` that are not known yet.
    pub async fn look_for(
        &mut self,
        store: &Store,
        grant: &Grant,
        schema: &Schema,
        filling: &Filling,
        texts: BTreeSet<String>,
    ) -> store::Result<()> {
        if self.known.len() > KEPT {
            self.known.clear();
        }
        let mut open: Vec<String> = texts.into_iter().filter(|text| !self.known.contains_key(text)).collect();
        for target in filling.field.kind.targets() {
            let Some(module) = schema.module(target) else { continue };
            for field in ways(module, filling) {
                if open.is_empty() {
                    return Ok(());
                }
                let found = store.find(grant, target, &field, &open).await?;
                self.remember(target, found);
                open.retain(|text| !self.known.contains_key(text));
            }
            self.by_id(store, grant, target, &mut open).await?;
        }
        self.known.extend(open.into_iter().map(|text| (text, Found::Nothing)));
        Ok(())
    }

    fn remember(&mut self, target: &Name, found: HashMap<String, Vec<Id>>) {
        for (text, ids) in found {
            let found = match ids[..] {
                [] => continue,
                [id] => Found::One(Link::new(target.clone(), id)),
                _ => Found::Several,
            };
            self.known.insert(text, found);
        }
    }

    /// Texts that are ids themselves, of records that may be seen.
    async fn by_id(
        &mut self,
        store: &Store,
        grant: &Grant,
        target: &Name,
        open: &mut Vec<String>,
    ) -> store::Result<()> {
        let ids: Vec<Id> = open.iter().filter_map(|text| Id::from_str(text).ok()).collect();
        if ids.is_empty() {
            return Ok(());
        }
        for record in store.get_many(grant, target, &ids).await? {
            let link = Link { title: record.title, ..Link::new(target.clone(), record.id) };
            self.put(record.id.to_string(), link);
        }
        open.retain(|text| !self.known.contains_key(text));
        Ok(())
    }
}

/// The fields of `target` by which it is looked for: what the mapping says, else its title (an empty name), the number
/// that the product gave it, and for users the e-mail address.
fn ways(target: &Module, filling: &Filling) -> Vec<Name> {
    if !filling.by.is_empty() {
        return filling.by.clone();
    }
    let number = |field: &&Field| matches!(field.kind, Kind::AutoNumber(_));
    let email = |field: &&Field| target.name == "users" && matches!(field.kind, Kind::Email(_));
    let others = target.fields.iter().filter(|field| number(field) || email(field));
    std::iter::once(Name::default()).chain(others.map(|field| field.name.clone())).collect()
}

/// The link that a text means, or why there is none.
pub fn resolve(filling: &Filling, found: Found, text: &str) -> Result<Link, Problem> {
    let problem = |code| Problem::new(filling.field.name.clone(), code).detail(text);
    match found {
        Found::One(link) => Ok(link),
        Found::Several => Err(problem("ambiguous")),
        Found::Nothing => Err(problem("not-found")),
    }
}
