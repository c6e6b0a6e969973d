//! Conditions, formulas and roll-ups of fields. They speak of other fields, so they are read once all fields are there.

use super::Shape;
use crate::field::Privacy;
use crate::filter::Filter;
use crate::formula::{self, Formula};
use crate::{Field, Kind, Module, Name, RollUp, Schema, roll_up};

/// What a company says of its fields that depends on other fields.
pub(crate) struct Rules(Vec<Rule>);

struct Rule {
    module: Name,
    field: Name,
    shown_if: String,
    required_if: String,
    formula: String,
    roll_up: Option<roll_up::Said>,
}

/// A rule that could be read.
struct Read {
    shown_if: Option<Filter>,
    required_if: Option<Filter>,
    formula: Option<Formula>,
}

impl Rules {
    pub(crate) fn of(shape: &Shape) -> Rules {
        let rule = |field: &super::FieldShape| Rule {
            module: field.module.clone(),
            field: field.name.clone(),
            shown_if: field.shown_if.clone(),
            required_if: field.required_if.clone(),
            formula: field.formula.clone(),
            roll_up: field.roll_up.clone(),
        };
        Rules(shape.fields.iter().map(rule).collect())
    }

    /// What cannot be read any more, because a field of which it speaks was retired, asks for nothing.
    pub(crate) fn apply(&self, mut schema: Schema) -> Schema {
        let read: Vec<Option<Read>> = self.0.iter().map(|rule| rule.read(&schema)).collect();
        for (rule, read) in self.0.iter().zip(read) {
            let module = schema.modules.iter_mut().find(|module| module.name == rule.module);
            let field =
                module.and_then(|module| module.fields.iter_mut().find(|field| field.name == rule.field));
            if let (Some(field), Some(read)) = (field, read) {
                (field.shown_if, field.required_if) = (read.shown_if, read.required_if);
                field.formula = read.formula.filter(|_| field.read_only);
            }
        }
        schema.modules.iter_mut().for_each(order);
        self.roll_up(&mut schema);
        schema
    }

    /// Once formulas are in order, so that it is known what they read.
    fn roll_up(&self, schema: &mut Schema) {
        let read: Vec<Option<(RollUp, Privacy)>> = self.0.iter().map(|rule| rule.rolled_up(schema)).collect();
        if read.iter().all(Option::is_none) {
            return;
        }
        for (rule, read) in self.0.iter().zip(read) {
            let module = schema.modules.iter_mut().find(|module| module.name == rule.module);
            let field =
                module.and_then(|module| module.fields.iter_mut().find(|field| field.name == rule.field));
            if let (Some(field), Some((roll_up, private))) = (field, read)
                && field.read_only
            {
                field.roll_up = Some(roll_up);
                keep_private(field, private);
            }
        }
        self.drop_circles(schema);
        schema.modules.iter_mut().for_each(order);
    }

    /// What became a roll-up of roll-ups, by two who changed both at once, rests.
    fn drop_circles(&self, schema: &mut Schema) {
        let read_again: Vec<bool> = self.0.iter().map(|rule| rule.rolled_up(schema).is_some()).collect();
        for (rule, good) in self.0.iter().zip(read_again) {
            let module = schema.modules.iter_mut().find(|module| module.name == rule.module);
            let field =
                module.and_then(|module| module.fields.iter_mut().find(|field| field.name == rule.field));
            field.into_iter().filter(|_| !good).for_each(|field| field.roll_up = None);
        }
    }
}

impl Rule {
    fn read(&self, schema: &Schema) -> Option<Read> {
        let module = schema.module(&self.module)?;
        let field = module.field(&self.field)?;
        Some(Read {
            shown_if: condition(&self.shown_if, module, schema),
            required_if: condition(&self.required_if, module, schema),
            formula: formula(&self.formula, &field.kind, module),
        })
    }

    /// The roll-up, with how private what it reads is.
    fn rolled_up(&self, schema: &Schema) -> Option<(RollUp, Privacy)> {
        let kind = &schema.module(&self.module)?.field(&self.field)?.kind;
        let roll_up = self.roll_up.as_ref()?.read(&self.module, kind, schema).ok()?;
        let from = schema.module(&roll_up.module)?;
        let privacy = |name: &Name| from.field(name).map(|field| field.privacy);
        let private = roll_up.reads().filter_map(privacy).find(|privacy| *privacy != Privacy::Open);
        Some((roll_up, private.unwrap_or_default()))
    }
}

fn formula(text: &str, kind: &Kind, module: &Module) -> Option<Formula> {
    Formula::giving(formula::filled_by(kind.key())?, text, module).ok()
}

fn condition(text: &str, module: &Module, schema: &Schema) -> Option<Filter> {
    let filter = Filter::parse(text, module, schema).ok()?;
    (filter != Filter::Always && filter.is_of_one_record()).then_some(filter)
}

/// What is worked out from personal data or revenue is as private as these.
fn order(module: &mut Module) {
    module.computed = formula::in_order(&module.fields);
    for name in module.computed.clone() {
        let inputs = |field: &Field| -> Vec<Name> {
            field.formula.iter().flat_map(Formula::fields).cloned().collect()
        };
        let inputs = module.field(&name).map(inputs).unwrap_or_default();
        let private =
            module.pick(&inputs).map(|field| field.privacy).find(|privacy| *privacy != Privacy::Open);
        let field = module.fields.iter_mut().find(|field| field.name == name);
        if let (Some(field), Some(private)) = (field, private) {
            keep_private(field, private);
        }
    }
}

fn keep_private(field: &mut Field, private: Privacy) {
    if field.privacy == Privacy::Open {
        field.privacy = private;
    }
}
