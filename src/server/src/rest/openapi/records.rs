//! The records of a module: as they are answered, and as they are sent.

use api::model::{Default, Field, Module};
use serde_json::{Map, Value, json};

use super::super::body::{self, shown};
use super::{object, reference, uuid};

/// The four schemas of a module, each with its name. Rows are only listed.
pub fn of(module: &Module) -> Vec<(String, Value)> {
    let mut schemas = vec![(listed_name(module), listed(module))];
    if module.part_of().is_none() {
        schemas.push((module.name.to_string(), whole(module)));
        schemas.push((input_name(module), input(module)));
        schemas.push((new_name(module), new(module)));
    }
    schemas
}

/// The record of a list, which holds the fields that were asked for.
pub fn listed_name(module: &Module) -> String {
    format!("{}_listed", module.name)
}

/// What a change may say.
pub fn input_name(module: &Module) -> String {
    format!("{}_input", module.name)
}

/// What a new record must say.
pub fn new_name(module: &Module) -> String {
    format!("{}_new", module.name)
}

fn own() -> [(String, Value); 2] {
    [
        ("id".to_owned(), uuid()),
        (
            "version".to_owned(),
            json!({"type": "integer", "minimum": 1, "description": "Grows with every change"}),
        ),
    ]
}

fn whole(module: &Module) -> Value {
    record(module, shown(module))
}

fn record<'a>(module: &Module, fields: impl Iterator<Item = &'a Field>) -> Value {
    let fields = fields.map(|field| (field.name.to_string(), answered(field)));
    let mut schema = object(own().into_iter().chain(fields).collect::<Map<_, _>>().into());
    schema["title"] = module.label_one.clone().into();
    schema
}

fn listed(module: &Module) -> Value {
    let mut schema = record(module, body::listed(module));
    schema["required"] = json!(["id", "version"]);
    schema["description"] = "All fields, or those that the request asks for".into();
    schema
}

/// What was read may be sent back, so what nobody writes may stand in it.
fn input(module: &Module) -> Value {
    let read_only = own().map(|(name, schema)| (name, ignored(schema)));
    let fields = shown(module).map(|field| {
        let schema = if field.editable() { taken(field) } else { ignored(answered(field)) };
        (field.name.to_string(), schema)
    });
    let properties: Map<String, Value> = read_only.into_iter().chain(fields).collect();
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

/// Which fields must be filled depends on their defaults, so only those without one are said to be required.
fn new(module: &Module) -> Value {
    let missing = |field: &&Field| field.required && field.default == Default::Nothing && field.editable();
    let required: Vec<&str> = shown(module).filter(missing).map(|field| field.name.as_str()).collect();
    let mut schema = reference(&input_name(module));
    schema["required"] = json!(required);
    let one_of_these = engine::alternatives(&module.name);
    if !one_of_these.is_empty() {
        schema["anyOf"] = one_of_these.iter().map(|name| there(name)).collect();
    }
    schema
}

fn there(name: &str) -> Value {
    json!({"required": [name], "properties": {name: {"not": {"type": "null"}}}})
}

fn answered(field: &Field) -> Value {
    labelled(field, field.kind.rules().json_schema())
}

fn taken(field: &Field) -> Value {
    let schema = field.kind.rules().json_input();
    labelled(field, if field.required { filled(schema) } else { schema })
}

fn labelled(field: &Field, mut schema: Value) -> Value {
    schema["title"] = field.label.clone().into();
    schema
}

fn ignored(mut schema: Value) -> Value {
    schema["readOnly"] = true.into();
    schema
}

/// `schema` without `null`.
fn filled(mut schema: Value) -> Value {
    for (keyword, null) in
        [("type", json!("null")), ("enum", Value::Null), ("oneOf", json!({"type": "null"}))]
    {
        if let Some(allowed) = schema.get_mut(keyword).and_then(Value::as_array_mut) {
            allowed.retain(|one| *one != null);
        }
    }
    schema
}
