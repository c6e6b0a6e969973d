//! All modules as they are now: what is declared, merged once with what the company added. Immutable; whoever asks
//! holds an `Arc` of it, and nothing after the merge asks where a field came from.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::grant::Review;
use crate::kind::{Address, Choice, Kind};
use crate::module::{CREATED_AT, CREATED_BY, May, PLACE, UPDATED_AT, UPDATED_BY};
use crate::shape::{Rules, Shape, offer_currencies, offer_purposes};
use crate::{Field, Filter, Grant, Module, Name, Sort, Texts};

/// As the target of a link: every module that has a timeline. As a choice: every module that rules of access speak of.
pub const ANY: &str = "any";

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    pub modules: Vec<Module>,
    /// The company's currency, ISO 4217: amounts that name none are in it.
    pub currency: Name,
}

impl Schema {
    /// The one place where declarations and additions become one.
    pub fn merge(declared: Vec<Module>, shape: Shape, currency: impl Into<Name>) -> Schema {
        let (rules, purposes) = (Rules::of(&shape), shape.purposes.clone());
        let currencies = shape.currencies.clone();
        let modules = shape.apply(declared);
        let mut modules: Vec<Module> = modules.into_iter().map(Module::complete).collect();
        modules.iter_mut().for_each(|module| offer_purposes(module, &purposes));
        modules.iter_mut().for_each(|module| offer_currencies(module, &currencies));
        resolve_links_to_any(&mut modules);
        resolve_choices_of_any(&mut modules);
        let mut schema = rules.apply(Schema { modules, currency: currency.into() });
        schema.modules.iter_mut().for_each(forget_unfit_rules);
        schema.know_rows()
    }

    pub fn module(&self, name: &str) -> Option<&Module> {
        self.modules.iter().find(|module| module.name == name)
    }

    /// Labels of modules, sections, fields and choices in the language of `texts`. A field's text is looked for as
    /// `module-field`, then as `field-field`, so that what many modules share is written once.
    pub fn in_words(mut self, texts: &Texts) -> Schema {
        for module in &mut self.modules {
            let name = module.name.clone();
            put(&mut module.label, texts, &[format!("module-{name}")]);
            if module.label_one.is_empty() {
                module.label_one =
                    texts.attribute(&format!("module-{name}"), "one").unwrap_or(module.label.clone());
            }
            for section in &mut module.sections {
                put(
                    &mut section.label,
                    texts,
                    &[format!("{name}-section-{}", section.name), format!("section-{}", section.name)],
                );
            }
            let parts = parts_of_addresses(module);
            for field in &mut module.fields {
                let part = parts.get(&field.name).map(|part| format!("field-{part}"));
                let own = [format!("{name}-{}", field.name), format!("field-{}", field.name)];
                put(&mut field.label, texts, &own.into_iter().chain(part).collect::<Vec<_>>());
                name_choices(field, &name, texts);
            }
        }
        self.know_rows()
    }

    /// Tells fields that hold rows what a row holds; those of whose rows nothing is known are not there.
    fn know_rows(mut self) -> Schema {
        let of: BTreeMap<Name, Vec<Field>> = self
            .modules
            .iter()
            .filter(|module| module.part_of().is_some())
            .map(|module| (module.name.clone(), fields_of_rows(module)))
            .collect();
        for module in &mut self.modules {
            let known =
                |field: &Field| !matches!(&field.kind, Kind::Rows(rows) if !of.contains_key(&rows.of));
            module.fields.retain(known);
            for field in &mut module.fields {
                if let Kind::Rows(rows) = &mut field.kind
                    && let Some(fields) = of.get(&rows.of)
                {
                    rows.fields.clone_from(fields);
                }
            }
            forget_hidden(module);
        }
        self
    }

    /// What the holder of `grant` may know of: hidden modules and fields are not there.
    pub fn visible_to(mut self, grant: &Grant) -> Schema {
        self.modules.retain(|module| grant.on(&module.name).is_some());
        for module in &mut self.modules {
            let Some(rights) = grant.on(&module.name) else { continue };
            module.fields.retain(|field| rights.reads(&field.name));
            for field in &mut module.fields {
                field.read_only |= !rights.writes(&field.name);
            }
            module.may = May {
                create: rights.create,
                edit: rights.edit != Filter::Never,
                delete: rights.delete != Filter::Never,
                import: rights.import && module.features.import,
                export: rights.export,
                claim: rights.claim && module.features.pool,
                review: rights.review == Review::Answers,
            };
            module.duplicates.retain(|rule| rule.parts.iter().all(|part| rights.reads(&part.field)));
            forget_hidden(module);
        }
        self.know_rows()
    }

    /// Fields of other modules that link to `module`: the related lists of its records.
    pub fn links_to<'a>(&'a self, module: &'a str) -> impl Iterator<Item = (&'a Module, &'a Field)> {
        self.modules.iter().flat_map(move |from| {
            let links = move |field: &&Field| {
                matches!(field.kind, Kind::Link(_))
                    && field.kind.targets().iter().any(|target| target == module)
            };
            from.fields.iter().filter(links).map(move |field| (from, field))
        })
    }
}

/// What people fill in a row.
fn fields_of_rows(module: &Module) -> Vec<Field> {
    let own = |field: &&Field| {
        let machinery =
            [CREATED_AT, CREATED_BY, UPDATED_AT, UPDATED_BY, PLACE].contains(&field.name.as_str());
        !machinery && module.part_of() != Some(&field.name)
    };
    module.fields.iter().filter(own).cloned().collect()
}

/// Takes the names of fields that are not there out of all that names fields. What names a record is always there.
fn forget_hidden(module: &mut Module) {
    let known: BTreeSet<Name> = module.fields.iter().map(|field| field.name.clone()).collect();
    let is_known = |name: &Name| known.contains(name);
    module.sections.iter_mut().for_each(|section| section.fields.retain(is_known));
    module.sections.retain(|section| !section.fields.is_empty());
    module.columns.retain(is_known);
    module.computed.retain(is_known);
    for field in &mut module.fields {
        // What cannot be answered without a hidden field is asked of nobody.
        field.shown_if.take_if(|filter| !filter.fields().into_iter().all(is_known));
        field.required_if.take_if(|filter| !filter.fields().into_iter().all(is_known));
    }
    module.subtitle.retain(is_known);
    module.sort.retain(|sort| is_known(&sort.field));
    if module.sort.is_empty() {
        module.sort.push(Sort::down(UPDATED_AT));
    }
    module.stages = module.stages.take().filter(|stages| is_known(&stages.field));
    if let Some(stages) = &mut module.stages {
        stages.pipeline = stages.pipeline.take().filter(is_known);
        stages.amount = stages.amount.take().filter(is_known);
        stages.probability = stages.probability.take().filter(is_known);
    }
}

fn resolve_links_to_any(modules: &mut [Module]) {
    let any: Vec<Name> =
        modules.iter().filter(|module| module.features.timeline).map(|module| module.name.clone()).collect();
    for field in modules.iter_mut().flat_map(|module| &mut module.fields) {
        if let Kind::Link(link) = &mut field.kind
            && link.to.iter().any(|target| target == ANY)
        {
            link.to = any.clone();
        }
    }
}

fn resolve_choices_of_any(modules: &mut [Module]) {
    let governed = modules.iter().filter(|module| module.is_governed());
    let choice = |module: &Module| Choice { key: module.name.clone(), ..Choice::default() };
    let all: Vec<Choice> = governed.map(choice).collect();
    for field in modules.iter_mut().flat_map(|module| &mut module.fields) {
        if let Kind::OneOf(list) = &mut field.kind
            && list.choices.iter().any(|choice| choice.key == ANY)
        {
            list.choices.clone_from(&all);
        }
    }
}

/// A rule of duplicates whose field was retired rests until that is back.
fn forget_unfit_rules(module: &mut Module) {
    let rules = std::mem::take(&mut module.duplicates);
    module.duplicates = rules.into_iter().filter(|rule| rule.fits(module)).collect();
}

/// What each part of an address is, whatever it is called.
fn parts_of_addresses(module: &Module) -> BTreeMap<Name, &'static str> {
    let parts = module.fields.iter().filter_map(|field| match &field.kind {
        Kind::Address(address) => Some(address.parts.iter().cloned().zip(Address::PARTS)),
        _ => None,
    });
    parts.flatten().collect()
}

fn name_choices(field: &mut Field, module: &Name, texts: &Texts) {
    let name = field.name.clone();
    let choices = match &mut field.kind {
        Kind::OneOf(kind) => &mut kind.choices,
        Kind::ManyOf(kind) => &mut kind.choices,
        _ => return,
    };
    for choice in choices {
        put(
            &mut choice.label,
            texts,
            &[
                format!("{module}-{name}-{}", choice.key),
                format!("choice-{name}-{}", choice.key),
                format!("choice-{}", choice.key),
                format!("{name}-{}", choice.key),
                format!("module-{}", choice.key),
            ],
        );
    }
}

/// Fills an empty label with the first text that there is, else with the last key's own last word.
fn put(label: &mut String, texts: &Texts, keys: &[String]) {
    if !label.is_empty() {
        return;
    }
    let found = keys.iter().find_map(|key| texts.find(key, &[]));
    *label = found.unwrap_or_else(|| {
        let last = keys.last().and_then(|key| key.rsplit('-').next()).unwrap_or_default();
        last.replace('_', " ")
    });
}
