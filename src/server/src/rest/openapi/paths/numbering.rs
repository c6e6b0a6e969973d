//! With what the numbers of a field go on.

use api::model::{Field, Kind, Module};
use serde_json::{Value, json};

use super::super::{count, object};
use super::{day, json_response, responses, takes};

pub fn numbers(module: &Module) -> bool {
    numbered(module).next().is_some()
}

fn numbered(module: &Module) -> impl Iterator<Item = &Field> {
    module.fields.iter().filter(|field| matches!(field.kind, Kind::AutoNumber(_)))
}

pub fn numbering(module: &Module) -> Value {
    let fields: Vec<&str> = numbered(module).map(|field| field.name.as_str()).collect();
    let field = json!({"name": "field", "in": "path", "required": true, "schema": {"enum": fields}});
    let next = || json!({"type": "integer", "minimum": 1});
    let numbering = || {
        let told = object(json!({"next": next(), "missing": count(), "today": day()}));
        json_response("What comes next, and how many records have no number", told)
    };
    json!({
        "parameters": [field],
        "get": {
            "summary": format!("Where the numbers are; for administrators: {}", module.label),
            "responses": responses(200, numbering(), &[403, 404]),
        },
        "put": {
            "summary": format!("Go on with another number; for administrators: {}", module.label),
            "requestBody": takes(object(json!({"next": next()}))),
            "responses": responses(200, numbering(), &[403, 404, 413, 415, 422]),
        },
    })
}
