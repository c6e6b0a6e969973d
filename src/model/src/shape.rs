//! What a company says of its modules: modules and fields of its own, other labels, lists of values, layouts. Applied
//! once, by `Schema::merge`; nothing after that asks where a field came from.

pub mod choices;
pub mod layout;
mod rules;

use std::collections::BTreeSet;

use crate::duplicates::Rule;
use crate::field::{self, Default, Field, Privacy};
use crate::kind::{self, AutoNumber, Choice, Kind, Outcome};
use crate::module::{Access, COMPANY, CONSENTS, CURRENCY, Group, Module, Section, Stages};
use crate::{Id, Name, roll_up};

pub use layout::Layout;
pub(crate) use rules::Rules;

/// The kinds that a field of this kind can become, as long as they can say all that lies in it.
pub fn may_become(kind: &str) -> &'static [&'static str] {
    match kind {
        "email" | "phone" | "url" => &["text", "long_text"],
        "text" => &["long_text"],
        "score" => &["integer", "decimal"],
        "integer" => &["decimal"],
        "decimal" => &["integer"],
        "one_of" => &["many_of"],
        "many_of" => &["one_of"],
        _ => &[],
    }
}

/// The section of a module where fields stand that name none.
pub const GENERAL: Name = Name::new_static("general");
/// The section of a declared module where a company's own fields stand that name none.
pub const OWN: Name = Name::new_static("own");

/// The field of a consent that names a purpose.
const PURPOSE: &str = "purpose";

/// The icons that a module may have; in the order in which they are offered.
pub const ICONS: [&str; 32] = [
    "box",
    "package",
    "building-2",
    "users",
    "user-round",
    "handshake",
    "target",
    "star",
    "tag",
    "bookmark",
    "calendar",
    "clock",
    "file-text",
    "list-checks",
    "map-pin",
    "mail",
    "phone",
    "message-square",
    "shield",
    "key-round",
    "id-card",
    "activity",
    "monitor",
    "link",
    "wrench",
    "truck",
    "factory",
    "car",
    "cpu",
    "warehouse",
    "leaf",
    "graduation-cap",
];

/// Empty for a company that takes the modules as they are declared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    pub modules: Vec<ModuleShape>,
    pub fields: Vec<FieldShape>,
    pub layouts: Vec<Layout>,
    /// When two records of a module are the same.
    pub duplicates: Vec<(Name, Rule)>,
    /// To what persons consent; retired ones are not asked for any more.
    pub purposes: Vec<Choice>,
    /// What the company counts in, ISO 4217; the usual ones where it says nothing.
    pub currencies: Vec<Name>,
}

/// A module of the company's own; or what a declared one of this name is called instead.
#[derive(Clone, Debug, PartialEq)]
pub struct ModuleShape {
    pub name: Name,
    pub label: String,
    pub label_one: String,
    pub icon: Name,
    pub group: Group,
    /// Seen by all and changed by administrators; else each record has an owner.
    pub catalogue: bool,
    /// The numbers that its records get.
    pub numbering: Option<AutoNumber>,
    /// The one-of field whose choices are the columns of its board.
    pub board: Option<Name>,
    /// The money field that a column of the board adds up.
    pub amount: Option<Name>,
}

/// A field of the company's own; or what is different in a declared one of this name.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldShape {
    pub module: Name,
    pub name: Name,
    /// Of a declared field, only its choices count; it keeps its own where there are none.
    pub kind: Kind,
    pub label: String,
    /// A declared field that is required stays so.
    pub required: bool,
    pub unique: bool,
    /// Whether a list shows it, before a view says otherwise.
    pub in_list: bool,
    pub privacy: Privacy,
    pub default: Default,
    pub section: Option<Name>,
    /// The condition under which forms show it; empty for always.
    pub shown_if: String,
    /// The condition under which it must be filled in, besides `required`.
    pub required_if: String,
    /// What it holds; empty for what people fill in.
    pub formula: String,
    /// Whether a declared number gets the scheme of `kind` instead of its own.
    pub numbering: bool,
    /// What it counts or adds up.
    pub roll_up: Option<roll_up::Said>,
}

impl Shape {
    /// The roles that have layouts of their own.
    pub fn roles(&self) -> BTreeSet<Id> {
        self.layouts.iter().filter_map(|layout| layout.role).collect()
    }

    /// As those of `role` see it.
    pub fn for_role(&self, role: Id) -> Shape {
        let own: Vec<Layout> =
            self.layouts.iter().filter(|layout| layout.role == Some(role)).cloned().collect();
        let has_own = |layout: &&Layout| own.iter().any(|own| own.module == layout.module);
        let others = self.layouts.iter().filter(|layout| layout.role.is_none() && !has_own(layout));
        let layouts = others.chain(&own).map(|layout| Layout { role: None, ..layout.clone() }).collect();
        Shape { layouts, ..self.clone() }
    }

    /// The declared modules as the company has them, and its own.
    pub(crate) fn apply(self, mut modules: Vec<Module>) -> Vec<Module> {
        let declared = modules.len();
        let boards: Vec<ModuleShape> =
            self.modules.iter().filter(|shape| shape.board.is_some()).cloned().collect();
        for shape in self.modules {
            match modules.iter_mut().find(|module| module.name == shape.name) {
                Some(module) => shape.rename(module),
                None => modules.push(shape.module()),
            }
        }
        let names: Vec<Name> = modules.iter().map(|module| module.name.clone()).collect();
        for shape in self.fields {
            let Some(at) = names.iter().position(|name| *name == shape.module) else { continue };
            if shape.kind.targets().iter().all(|target| names.contains(target)) {
                shape.put(&mut modules[at], if at < declared { OWN } else { GENERAL });
            }
        }
        for shape in boards {
            let own = modules.iter_mut().skip(declared).find(|module| module.name == shape.name);
            if let Some(module) = own {
                module.stages = shape.stages(module);
            }
        }
        modules.iter_mut().for_each(forget_what_is_gone);
        for layout in self.layouts.into_iter().filter(|layout| layout.role.is_none()) {
            if let Some(module) = modules.iter_mut().find(|module| module.name == layout.module) {
                layout.apply(module);
            }
        }
        for (name, rule) in self.duplicates {
            let module = modules.iter_mut().find(|module| module.name == name);
            if let Some(module) = module {
                module.duplicates.push(rule);
            }
        }
        modules
    }
}

impl ModuleShape {
    fn rename(self, module: &mut Module) {
        module.label = self.label;
        module.label_one = self.label_one;
        module.icon = self.icon;
    }

    /// With what every module of a company has: a name, and a number where it is numbered.
    fn module(self) -> Module {
        let number = self
            .numbering
            .map(|kind| Field { kind: Kind::AutoNumber(kind), ..field::auto_number("number", "", 0) });
        let fields: Vec<Field> =
            number.into_iter().chain([field::text("name").required().indexed()]).collect();
        let names: Vec<Name> = fields.iter().map(|field| field.name.clone()).collect();
        Module {
            name: self.name,
            label: self.label,
            label_one: self.label_one,
            icon: self.icon,
            access: if self.catalogue { Access::Catalogue } else { Access::Owned },
            sections: vec![Section::new(GENERAL, names.clone())],
            columns: names,
            fields,
            ..Module::new("", self.group, "box")
        }
    }

    /// A board whose field is gone is none.
    fn stages(self, module: &Module) -> Option<Stages> {
        let field = module.field(&self.board?).filter(|field| matches!(field.kind, Kind::OneOf(_)))?;
        let is_amount =
            |name: &Name| module.field(name).is_some_and(|field| matches!(field.kind, Kind::Money(_)));
        let ends = |choice: &Choice| choice.outcome != Outcome::Open;
        Some(Stages {
            field: field.name.clone(),
            pipeline: None,
            amount: self.amount.filter(is_amount),
            probability: None,
            in_turn: field.kind.choices().iter().any(ends),
        })
    }
}

impl FieldShape {
    fn put(self, module: &mut Module, section: Name) {
        if module.field(&self.name).is_some() {
            return self.change(module);
        }
        let (section, name, in_list) =
            (self.section.clone().unwrap_or(section), self.name.clone(), self.in_list);
        let fields = self.fields();
        // Two columns of one name cannot be.
        if fields.iter().any(|field| module.field(&field.name).is_some()) {
            return;
        }
        for field in fields {
            put_in_section(module, &section, field.name.clone());
            module.fields.push(field);
        }
        if in_list {
            module.columns.push(name);
        }
    }

    /// A declared field with what the company says differently.
    fn change(self, module: &mut Module) {
        let Some(field) = module.fields.iter_mut().find(|field| field.name == self.name) else { return };
        field.label = self.label;
        field.required |= self.required;
        if self.privacy != Privacy::Open {
            field.privacy = self.privacy;
        }
        if self.default != Default::Nothing {
            field.default = self.default;
        }
        match (&mut field.kind, self.kind) {
            (Kind::AutoNumber(scheme), Kind::AutoNumber(said)) => {
                if self.numbering {
                    *scheme = said;
                }
            }
            (kind, said) => take_choices(kind, said),
        }
        let has_column = module.columns.contains(&self.name);
        if self.in_list && !has_column {
            module.columns.push(self.name.clone());
        }
    }

    /// An address is several.
    fn fields(self) -> Vec<Field> {
        if let Kind::Address(_) = self.kind {
            let mut fields = field::address(&format!("{}_", self.name));
            for field in &mut fields {
                field.privacy = self.privacy;
            }
            if let Some(whole) = fields.last_mut() {
                (whole.name, whole.label) = (self.name, self.label);
            }
            return fields;
        }
        let mut field = Field { kind: self.kind, ..field::text("") };
        field.name = self.name;
        field.label = self.label;
        field.required = self.required;
        let is_numbered = matches!(field.kind, Kind::AutoNumber(_));
        field.read_only = is_numbered || !self.formula.is_empty() || self.roll_up.is_some();
        field.unique = self.unique || is_numbered;
        field.indexed = field.unique || !field.kind.targets().is_empty();
        field.privacy = self.privacy;
        field.default = self.default;
        vec![field]
    }
}

/// Persons consent to the company's purposes, and records of consent name one. One that is retired can still be named:
/// consent to it is withdrawn.
pub(crate) fn offer_purposes(module: &mut Module, purposes: &[Choice]) {
    let (person, consents) = (module.features.person, module.name == CONSENTS);
    for field in &mut module.fields {
        match &mut field.kind {
            Kind::ManyOf(list) if person && field.name == CONSENTS => list.choices = purposes.to_vec(),
            Kind::OneOf(list) if consents && field.name == PURPOSE => {
                let named = purposes.iter().cloned().map(|purpose| Choice { retired: false, ..purpose });
                list.choices = named.collect();
            }
            _ => {}
        }
    }
}

/// New amounts are in one of the company's currencies; the usual others are still known, and the company may go over to
/// one.
pub(crate) fn offer_currencies(module: &mut Module, currencies: &[Name]) {
    if currencies.is_empty() {
        return;
    }
    let retired = module.name != COMPANY;
    let Some(field) = module.fields.iter_mut().find(|field| field.name == CURRENCY) else { return };
    let Kind::OneOf(list) = &mut field.kind else { return };
    let (named, others): (Vec<Choice>, Vec<Choice>) =
        list.choices.drain(..).partition(|choice| currencies.contains(&choice.key));
    let offered = currencies.iter().map(|code| {
        let known = named.iter().find(|choice| choice.key == *code).cloned();
        known.unwrap_or_else(|| Choice { key: code.clone(), ..Choice::default() })
    });
    list.choices = offered.chain(others.into_iter().map(|choice| Choice { retired, ..choice })).collect();
}

/// A list of values no longer depends on a field that was retired.
fn forget_what_is_gone(module: &mut Module) {
    let names: Vec<Name> = module.fields.iter().map(|field| field.name.clone()).collect();
    for field in &mut module.fields {
        if let Kind::OneOf(one_of) = &mut field.kind {
            one_of.depends_on = one_of.depends_on.take().filter(|on| names.contains(on));
        }
    }
}

/// What must be filled by people, and what names records, is not hidden.
fn hide(module: &mut Module, name: &Name) {
    let Some(field) = module.field(name) else { return };
    if module.always_shows(field) || field.required && field.default == Default::Nothing {
        return;
    }
    let parts = match &field.kind {
        Kind::Address(address) => address.parts.clone(),
        _ => Vec::new(),
    };
    let gone = |other: &Name| other == name || parts.contains(other);
    module.fields.iter_mut().filter(|field| gone(&field.name)).for_each(|field| field.hidden = true);
    module.sections.iter_mut().for_each(|section| section.fields.retain(|name| !gone(name)));
    module.columns.retain(|name| !gone(name));
}

fn put_in_section(module: &mut Module, section: &Name, field: Name) {
    match module.sections.iter_mut().find(|known| known.name == *section) {
        Some(known) => known.fields.push(field),
        None => module.sections.push(Section::new(section.clone(), vec![field])),
    }
}

/// Choices that the product itself gives stay as they are; a choice that it knows keeps what it means.
fn take_choices(kind: &mut Kind, other: Kind) {
    let (Kind::OneOf(kind::OneOf { choices, .. }) | Kind::ManyOf(kind::ManyOf { choices })) = kind else {
        return;
    };
    let mut wanted = other.choices().to_vec();
    if wanted.is_empty() {
        return;
    }
    for choice in &mut wanted {
        let Some(known) = choices.iter().find(|known| known.key == choice.key) else { continue };
        (choice.locks, choice.given, choice.outcome) = (known.locks, known.given, known.outcome);
        if known.locks {
            choice.retired = false;
        }
    }
    let lost = choices.iter().filter(|known| !wanted.iter().any(|choice| choice.key == known.key));
    let lost: Vec<Choice> = lost.map(|known| Choice { retired: !known.locks, ..known.clone() }).collect();
    *choices = wanted.into_iter().chain(lost).collect();
}
