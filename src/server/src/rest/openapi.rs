//! The schema and the OpenAPI 3.1 description of exactly what this caller is served, made from her schema. What an
//! answer may hold and what a request may is said in full: nothing comes that is not described.

mod paths;
mod records;
mod shapes;

use api::model::{Field, Module};
use axum::Json;
use serde_json::{Map, Value, json};

use super::body::shown;
use crate::signed_in::SignedIn;

/// `GET /api/v1/schema`
pub async fn schema(who: SignedIn) -> Json<Value> {
    let modules: Vec<Value> = who.caller.schema.modules.iter().map(described).collect();
    Json(json!({"modules": modules, "currency": who.caller.schema.currency}))
}

fn described(module: &Module) -> Value {
    let fields: Vec<Value> = shown(module).map(field).collect();
    json!({
        "name": module.name,
        "label": module.label,
        "label_one": module.label_one,
        "title": module.title,
        "sections": module.sections,
        "fields": fields,
    })
}

/// Conditions as people write them; what a formula or a roll-up reads is told by the field's own record.
fn field(field: &Field) -> Value {
    let plain = Field { shown_if: None, required_if: None, formula: None, roll_up: None, ..field.clone() };
    let mut told = json!(plain);
    for (name, condition) in [("shown_if", &field.shown_if), ("required_if", &field.required_if)] {
        if let Some(condition) = condition {
            told[name] = condition.to_string().into();
        }
    }
    told
}

/// `GET /api/v1/openapi.json`
pub async fn document(who: SignedIn) -> Json<Value> {
    let modules = &who.caller.schema.modules;
    Json(json!({
        "openapi": "3.1.0",
        "info": {"title": "Rapport", "version": env!("CARGO_PKG_VERSION")},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths::all(modules),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas(modules),
        },
    }))
}

fn schemas(modules: &[Module]) -> Map<String, Value> {
    modules.iter().flat_map(records::of).chain(shapes::shared()).collect()
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// An object of these properties and no others, all of them there.
fn object(properties: Value) -> Value {
    let names: Vec<&String> = properties.as_object().into_iter().flat_map(Map::keys).collect();
    json!({"type": "object", "required": names, "additionalProperties": false, "properties": properties})
}

/// The same, where these properties may be missing.
fn object_with(properties: Value, optional: Value) -> Value {
    let mut object = object(properties);
    if let (Some(all), Value::Object(more)) = (object["properties"].as_object_mut(), optional) {
        all.extend(more);
    }
    object
}

fn array(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn uuid() -> Value {
    json!({"type": "string", "format": "uuid"})
}

fn instant() -> Value {
    json!({"type": "string", "format": "date-time"})
}

fn count() -> Value {
    json!({"type": "integer", "minimum": 0})
}

/// What `schema` says, or nothing.
fn optional(schema: Value) -> Value {
    json!({"oneOf": [schema, {"type": "null"}]})
}
