//! Rows that link to rows of the same file, in any order: a parent may stand below its child.
//!
//! A row whose target is in the file but not written yet waits; when the file has been gone through, it is gone through
//! again for those that wait, until nothing more can be written.

use std::collections::{HashMap, HashSet};

use model::{Id, Link, Module, fold};

use super::mapping::{Filling, Ready};
use super::read::Row;
use super::same::hash;
use super::source::{How, Source};

/// The texts by which rows of this file can be linked to, for each filling that links to its own module.
#[derive(Default)]
pub struct Own {
    fields: Vec<OwnLink>,
}

struct OwnLink {
    /// The filling that links.
    filling: usize,
    /// The fillings whose texts together name a row.
    named_by: Vec<usize>,
    /// The texts that occur in the file.
    named: HashSet<u64>,
    /// Dry run: rows that would have been written; `None` where two have the same name.
    written: HashMap<u64, Option<Id>>,
}

impl Own {
    pub fn of(ready: &Ready, module: &Module) -> Own {
        let own = ready.fillings.iter().enumerate().filter_map(|(at, filling)| {
            let links = filling.field.kind.targets().contains(&module.name);
            let named_by = named_by(ready, module, filling);
            (links && !named_by.is_empty()).then(|| OwnLink {
                filling: at,
                named_by,
                named: HashSet::new(),
                written: HashMap::new(),
            })
        });
        Own { fields: own.collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Learns what rows there are. Blocks.
    pub fn read(&mut self, source: &Source, how: How, ready: &Ready) -> Result<(), model::Problem> {
        for row in source.rows(how)? {
            let row = row?;
            for own in &mut self.fields {
                let name = own.name(ready, &row);
                own.named.insert(hash(&name));
            }
        }
        Ok(())
    }

    pub fn links(&self, filling: usize) -> bool {
        self.of_filling(filling).is_some()
    }

    /// Whether a row of this file has the name that a link says.
    pub fn is_named(&self, filling: usize, folded: &str) -> bool {
        self.of_filling(filling).is_some_and(|own| own.named.contains(&hash(folded)))
    }

    /// The row of this name that would have been written.
    pub fn written(&self, filling: usize, folded: &str, module: &Module) -> Option<Link> {
        let id = (*self.of_filling(filling)?.written.get(&hash(folded))?)?;
        Some(Link { title: folded.to_owned(), ..Link::new(module.name.clone(), id) })
    }

    /// Notes that a row would have been written.
    pub fn note(&mut self, ready: &Ready, row: &Row, id: Id) {
        for own in &mut self.fields {
            let name = hash(&own.name(ready, row));
            own.written.entry(name).and_modify(|known| *known = None).or_insert(Some(id));
        }
    }

    fn of_filling(&self, filling: usize) -> Option<&OwnLink> {
        self.fields.iter().find(|own| own.filling == filling)
    }
}

impl OwnLink {
    fn name(&self, ready: &Ready, row: &Row) -> String {
        let texts =
            self.named_by.iter().filter_map(|at| ready.fillings.get(*at)).map(|filling| filling.text(row));
        let texts: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
        fold::fold(&texts.join(" "))
    }
}

/// The fillings of the field by which the link is looked for, or of the title.
fn named_by(ready: &Ready, module: &Module, link: &Filling) -> Vec<usize> {
    let names = if link.by.is_empty() { &module.title } else { &link.by };
    names
        .iter()
        .filter_map(|name| ready.fillings.iter().position(|filling| filling.field.name == *name))
        .collect()
}
