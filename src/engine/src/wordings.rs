//! The schema as different people see it: in each language, without what is hidden from them. Each form is made once
//! and shared by all who see the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use model::{Grant, Id, Language, Module, Name, Schema};

use crate::error::Result;
use crate::words::{self, Asset};

/// Forms that are kept. Each change of rights can make new ones; who still has an older one holds it herself.
const KEPT: usize = 64;

pub(crate) struct Wordings {
    modules: HashMap<Name, Arc<Module>>,
    /// For all, and for those whose role has layouts of its own.
    for_all: Worded,
    for_roles: HashMap<Id, Worded>,
    seen: Mutex<Vec<Seen>>,
}

/// A schema in each language, made when it is asked for.
struct Worded {
    schema: Arc<Schema>,
    in_words: [OnceLock<Arc<Schema>>; Language::ALL.len()],
}

struct Seen {
    schema: Arc<Schema>,
    asset: Option<Asset>,
}

impl Worded {
    fn new(schema: Arc<Schema>) -> Worded {
        Worded { schema, in_words: Default::default() }
    }

    fn whole(&self, language: Language) -> Arc<Schema> {
        let make = || Arc::new(Schema::clone(&self.schema).in_words(&words::texts(language)));
        self.in_words[language as usize].get_or_init(make).clone()
    }
}

impl Wordings {
    pub(crate) fn new(schema: Arc<Schema>, for_roles: HashMap<Id, Arc<Schema>>) -> Wordings {
        let modules = schema.modules.iter().map(|module| (module.name.clone(), Arc::new(module.clone())));
        Wordings {
            modules: modules.collect(),
            for_all: Worded::new(schema),
            for_roles: for_roles.into_iter().map(|(role, schema)| (role, Worded::new(schema))).collect(),
            seen: Mutex::default(),
        }
    }

    /// In no language.
    pub(crate) fn schema(&self) -> &Arc<Schema> {
        &self.for_all.schema
    }

    /// A module that one can hold on to, in no language.
    pub(crate) fn module(&self, name: &str) -> Option<Arc<Module>> {
        self.modules.get(name).cloned()
    }

    /// All of it in `language`.
    pub(crate) fn whole(&self, language: Language) -> Arc<Schema> {
        self.for_all.whole(language)
    }

    /// What the holder of `grant`, who has this role, may know of, in `language`.
    pub(crate) fn visible(&self, grant: &Grant, role: Option<Id>, language: Language) -> Arc<Schema> {
        let worded = role.and_then(|role| self.for_roles.get(&role)).unwrap_or(&self.for_all);
        let made = Schema::clone(&worded.whole(language)).visible_to(grant);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(same) = seen.iter().find(|seen| *seen.schema == made) {
            return same.schema.clone();
        }
        let schema = Arc::new(made);
        if seen.len() >= KEPT {
            seen.remove(0);
        }
        seen.push(Seen { schema: schema.clone(), asset: None });
        schema
    }

    /// `schema` as the file that browsers fetch.
    pub(crate) fn asset(&self, schema: &Arc<Schema>) -> Result<Asset> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let known = seen.iter_mut().find(|seen| Arc::ptr_eq(&seen.schema, schema));
        match known {
            Some(Seen { asset: Some(asset), .. }) => Ok(asset.clone()),
            Some(known) => Ok(known.asset.insert(file(schema)?).clone()),
            None => file(schema),
        }
    }
}

fn file(schema: &Schema) -> Result<Asset> {
    Ok(words::asset(serde_json::to_vec(schema)?))
}
