//! What the company says of its modules, read from the records that say it, and the names that are taken.

use std::collections::BTreeMap;

use model::{Field, Id, Kind, Module, Name, Record, Shape};
use modules::{consent_purposes, custom_fields, custom_modules, duplicate_rules, layouts};
use store::Store;

use crate::error::Result;
use crate::organisation::all;

pub(crate) const MODULES: &str = "custom_modules";
pub(crate) const FIELDS: &str = "custom_fields";
pub(crate) const LAYOUTS: &str = "layouts";
pub(crate) const DUPLICATES: &str = "duplicate_rules";
const PURPOSES: &str = "consent_purposes";

/// Whether a change of this module's records changes the schema.
pub(crate) fn is_part(module: &str) -> bool {
    [MODULES, FIELDS, LAYOUTS, DUPLICATES, PURPOSES].contains(&module)
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Custom {
    pub(crate) shape: Shape,
    /// By module and field (empty for the module itself), the record that has the name; those in the recycle bin too,
    /// because their tables and columns are still there.
    taken: BTreeMap<(Name, Name), Id>,
    /// The records of layouts, by module and role.
    layouts: BTreeMap<(Name, Option<Id>), Id>,
}

impl Custom {
    pub(crate) async fn load(store: &Store) -> Result<Custom> {
        let mut custom = Custom::default();
        for record in all(store, MODULES, false).await? {
            custom.shape.modules.extend(custom_modules::read(&record));
            custom.take(&record, None);
        }
        for record in all(store, FIELDS, false).await? {
            custom.shape.fields.extend(readable(&record, custom_fields::read(&record, key_of)));
            custom.take(&record, record.get(custom_fields::MODULE));
        }
        for record in all(store, LAYOUTS, false).await? {
            let layout = readable(&record, layouts::read(&record));
            custom
                .layouts
                .extend(layout.iter().map(|layout| ((layout.module.clone(), layout.role), record.id)));
            custom.shape.layouts.extend(layout);
        }
        let rules = all(store, DUPLICATES, false).await?;
        custom.shape.duplicates = rules.iter().filter_map(duplicate_rules::read).collect();
        for deleted in [false, true] {
            let purposes = all(store, PURPOSES, deleted).await?;
            let read = purposes.iter().filter_map(|record| consent_purposes::read(record, deleted));
            custom.shape.purposes.extend(read);
        }
        for record in all(store, MODULES, true).await? {
            custom.take(&record, None);
        }
        for record in all(store, FIELDS, true).await? {
            custom.take(&record, record.get(custom_fields::MODULE));
        }
        Ok(custom)
    }

    /// A field's record names its module, a module's record only itself.
    fn take(&mut self, record: &Record, module: Option<String>) {
        let name = record.value(custom_fields::NAME.name).as_text().unwrap_or_default();
        let key = match module {
            Some(module) => (Name::new(module), Name::new(name)),
            None => (Name::new(name), Name::default()),
        };
        for part in parts(record) {
            self.taken.entry((key.0.clone(), part)).or_insert(record.id);
        }
        self.taken.entry(key).or_insert(record.id);
    }

    /// The record that has the name of a module (with an empty `field`) or of a field.
    pub(crate) fn holder(&self, module: &str, field: &str) -> Option<Id> {
        self.taken.get(&(Name::new(module), Name::new(field))).copied()
    }

    /// The record of the layout of a module for a role, or for all.
    pub(crate) fn layout(&self, module: &str, role: Option<Id>) -> Option<Id> {
        self.layouts.get(&(Name::new(module), role)).copied()
    }

    /// How many fields a module has of the company's own.
    pub(crate) fn count(&self, module: &str) -> usize {
        self.shape.fields.iter().filter(|field| field.module == module).count()
    }
}

/// The names of the columns of an address.
fn parts(field: &Record) -> Vec<Name> {
    match custom_fields::read(field, key_of).map(|field| field.kind) {
        Ok(Kind::Address(address)) => address.parts,
        Ok(_) | Err(_) => Vec::new(),
    }
}

/// What cannot be read, because somebody wrote it past the rules, counts for nothing.
fn readable<T, E: std::fmt::Debug>(record: &Record, read: std::result::Result<T, E>) -> Option<T> {
    read.map_err(|problem| tracing::warn!(record = record.title, ?problem, "this is not taken up")).ok()
}

/// The module as it is declared.
pub(crate) fn declared(name: &str) -> Option<Module> {
    modules::declared().into_iter().find(|module| module.name == name)
}

/// The field as it is declared.
pub(crate) fn declared_field(module: &str, name: &str) -> Option<Field> {
    declared(module)?.field(name).cloned()
}

/// A name made of what people read: "Серийный номер" → "seriynyy_nomer".
pub(crate) fn key_of(label: &str) -> String {
    let plain = any_ascii::any_ascii(label).to_ascii_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let key: String = words.collect::<Vec<_>>().join("_").chars().take(30).collect();
    let key = key.trim_end_matches('_');
    match key.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => key.to_owned(),
        _ => format!("x_{key}"),
    }
}

/// What the product itself reads before it knows what the company says.
pub(crate) fn settings() -> Vec<Module> {
    let is_setting = |module: &Module| {
        module.group == model::Group::Running || module.access == model::module::Access::Administered
    };
    modules::declared().into_iter().filter(is_setting).collect()
}

#[cfg(test)]
mod tests {
    use super::key_of;

    #[test]
    fn keys_are_made_of_labels_in_any_script() {
        let keys = ["Serial no.", "Серийный номер", "序列号", "일련 번호", "2nd visit", "!"].map(key_of);
        assert_eq!(keys, ["serial_no", "seriynyy_nomer", "xuliehao", "illyeon_beonho", "x_2nd_visit", "x_"]);
    }
}
