//! Layouts: in which sections and in which order a module's form shows its fields, as a text of one line a thing:
//!
//! ```text
//! [general]
//! name
//! serial_number
//! [service/1: Service and parts]
//! next_service
//! [hidden]
//! fax
//! ```
//!
//! A section with `/1` after its name has one column.

use std::collections::BTreeSet;

use super::choices::is_key;
use super::{GENERAL, hide};
use crate::module::{Module, Section};
use crate::{Id, Kind, Name, Problem};

/// What stands in this section is shown nowhere.
pub const HIDDEN: Name = Name::new_static("hidden");

/// After the name of a section of one column.
const ONE_COLUMN: &str = "/1";

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    pub module: Name,
    /// Those who see it instead of the layout for all.
    pub role: Option<Id>,
    /// A label that is empty is the declared one.
    pub sections: Vec<Section>,
    /// The columns of a list, before a view says otherwise; as before where there are none.
    pub columns: Vec<Name>,
}

/// Reads the sections; `field` is where a problem is told.
pub fn read(text: &str, field: &str) -> Result<Vec<Section>, Problem> {
    let mut sections: Vec<Section> = Vec::new();
    let lines = text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty());
    for (at, line) in lines {
        let wrong = || Problem::new(field, "unreadable-line").detail(format!("{}: {line}", at + 1));
        if let Some(head) = line.strip_prefix('[') {
            sections.push(read_head(head.strip_suffix(']').ok_or_else(wrong)?).ok_or_else(wrong)?);
        } else {
            sections.last_mut().filter(|_| is_key(line)).ok_or_else(wrong)?.fields.push(Name::new(line));
        }
    }
    Ok(sections)
}

fn read_head(head: &str) -> Option<Section> {
    let (name, label) = head.split_once(':').unwrap_or((head, ""));
    let (name, label) = (name.trim(), label.trim().to_owned());
    let single = name.strip_suffix(ONE_COLUMN);
    let (name, one_column) = (single.unwrap_or(name), single.is_some());
    is_key(name).then(|| Section { name: Name::new(name), label, one_column, fields: Vec::new() })
}

/// The text that `read` takes.
pub fn write(sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        let Section { name, label, one_column, fields } = section;
        let columns = if *one_column { ONE_COLUMN } else { "" };
        let label = if label.is_empty() { String::new() } else { format!(": {label}") };
        text += &format!("[{name}{columns}{label}]\n");
        fields.iter().for_each(|field| text += &format!("{field}\n"));
    }
    text
}

impl Layout {
    /// Fields that the layout does not speak of, because they came later, stay in their sections.
    pub(super) fn apply(self, module: &mut Module) {
        let before = std::mem::take(&mut module.sections);
        let shown: BTreeSet<Name> = before.iter().flat_map(|section| section.fields.clone()).collect();
        let mut placed: BTreeSet<Name> = BTreeSet::new();
        let mut hidden = Vec::new();
        for mut section in self.sections {
            section.fields = section.fields.iter().flat_map(|name| with_parts(module, name)).collect();
            section.fields.retain(|name| shown.contains(name) && placed.insert(name.clone()));
            if section.name == HIDDEN {
                hidden.extend(section.fields);
            } else {
                module.sections.push(section);
            }
        }
        for mut section in before {
            section.fields.retain(|name| !placed.contains(name));
            add(&mut module.sections, section);
        }
        for name in hidden {
            hide(module, &name);
            let is_shown = module.field(&name).is_some_and(|field| !field.hidden);
            if is_shown {
                add(&mut module.sections, Section::new(GENERAL, vec![name]));
            }
        }
        let columns: Vec<Name> = module.pick(&self.columns).map(|field| field.name.clone()).collect();
        if !columns.is_empty() {
            module.columns = columns;
        }
    }
}

/// An address takes its parts along.
fn with_parts(module: &Module, name: &Name) -> Vec<Name> {
    let parts = match module.field(name).map(|field| &field.kind) {
        Some(Kind::Address(address)) => address.parts.clone(),
        _ => Vec::new(),
    };
    parts.into_iter().chain([name.clone()]).collect()
}

fn add(sections: &mut Vec<Section>, section: Section) {
    match sections.iter_mut().find(|known| known.name == section.name) {
        Some(known) => known.fields.extend(section.fields),
        None if section.fields.is_empty() => {}
        None => sections.push(section),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_is_read_as_it_was_written() {
        let text =
            "[general/1]\nname\nserial_number\n[service/1: Service: parts]\nnext_service\n[hidden]\nfax\n";
        let sections = read(text, "sections").unwrap();
        assert_eq!((sections[1].label.as_str(), sections[1].one_column), ("Service: parts", true));
        assert!(!sections[2].one_column);
        assert_eq!(write(&sections), text);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for text in ["name", "[general", "[Ge neral]", "[general/3]", "[general]\nna me"] {
            assert_eq!(read(text, "sections").unwrap_err().code, "unreadable-line", "{text}");
        }
    }
}
