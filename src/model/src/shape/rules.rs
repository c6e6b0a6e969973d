//! Conditions and formulas of fields. They speak of other fields, so they are read once all fields are there.

use super::Shape;
use crate::field::Privacy;
use crate::filter::Filter;
use crate::formula::{self, Formula};
use crate::{Field, Kind, Module, Name, Schema};

/// What a company says of its fields that depends on other fields.
pub(crate) struct Rules(Vec<Rule>);

struct Rule {
    module: Name,
    field: Name,
    shown_if: String,
    required_if: String,
    formula: String,
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
        schema
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
        if let (Some(field), Some(private)) = (field, private)
            && field.privacy == Privacy::Open
        {
            field.privacy = private;
        }
    }
}
