//! What a dry run would have written by now, so that it says of each row what the import would.

use std::collections::HashSet;

use model::{Link, Module, Name, Problem, fold};

use crate::import::same::hash;
use crate::write::Draft;

#[derive(Default)]
pub(super) struct Would {
    /// Keys of the rows that would be added.
    keys: HashSet<u64>,
    /// Values of unique fields, each with its field.
    unique: HashSet<u64>,
    /// Targets of links that would be there.
    pub(super) targets: Vec<Link>,
}

impl Would {
    pub(super) fn has(&self, key: Option<&String>) -> bool {
        key.is_some_and(|key| self.keys.contains(&hash(key)))
    }

    pub(super) fn note(&mut self, module: &Module, key: Option<&String>, draft: &Draft) {
        self.keys.extend(key.map(|key| hash(key)));
        self.unique.extend(unique(module, draft).map(|(_, value)| value));
    }

    /// A value that a row before would have taken.
    pub(super) fn objection(&self, module: &Module, draft: &Draft) -> Option<Problem> {
        let (field, _) = unique(module, draft).find(|(_, value)| self.unique.contains(value))?;
        Some(Problem::new(field, "not-unique"))
    }
}

fn unique<'a>(module: &'a Module, draft: &'a Draft) -> impl Iterator<Item = (Name, u64)> + 'a {
    let fields = module.fields.iter().filter(|field| field.unique && field.editable());
    fields.filter_map(|field| {
        let text = field.plain(draft.value(&field.name));
        let value = hash(&format!("{}={}", field.name, fold::fold(&text)));
        (!text.is_empty()).then(|| (field.name.clone(), value))
    })
}
