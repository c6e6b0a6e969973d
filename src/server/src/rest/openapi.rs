//! The schema and the OpenAPI 3.1 description of exactly what this caller is served, made from her schema.

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
    let fields: Vec<Value> = shown(module).map(|field| json!(field)).collect();
    json!({
        "name": module.name,
        "label": module.label,
        "label_one": module.label_one,
        "title": module.title,
        "sections": module.sections,
        "fields": fields,
    })
}

/// `GET /api/v1/openapi.json`
pub async fn document(who: SignedIn) -> Json<Value> {
    let modules = &who.caller.schema.modules;
    let mut paths = Map::new();
    let mut schemas = shared_schemas();
    for module in modules {
        paths.insert(format!("/{}", module.name), collection(module));
        paths.insert(format!("/{}/{{id}}", module.name), single(module));
        paths.insert(format!("/{}/{{id}}/access", module.name), access(module));
        schemas.insert(module.name.to_string(), record(module));
        schemas.insert(format!("{}_input", module.name), input(module));
    }
    paths.insert("/search".into(), search());
    for name in ["/schema", "/openapi.json"] {
        let get = json!({"summary": name.trim_start_matches('/'), "responses": responses(("200", json_response("JSON", json!({}))), &[401])});
        paths.insert(name.into(), json!({"get": get}));
    }
    Json(json!({
        "openapi": "3.1.0",
        "info": {"title": "Rapport", "version": env!("CARGO_PKG_VERSION")},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas,
        },
    }))
}

fn shared_schemas() -> Map<String, Value> {
    let problem = json!({
        "type": "object",
        "required": ["type", "title", "status", "detail", "problems"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "version": {"type": "integer"},
            "problems": {"type": "array", "items": {
                "type": "object",
                "required": ["field", "code", "message"],
                "properties": {
                    "field": {"type": "string"}, "code": {"type": "string"}, "message": {"type": "string"},
                    "at": {"type": "integer", "description": "The character of the text, from 0"},
                },
            }},
        },
    });
    Map::from_iter([("problem".to_owned(), problem)])
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn record(module: &Module) -> Value {
    let own = [
        ("id".to_owned(), json!({"type": "string", "format": "uuid", "readOnly": true})),
        ("version".to_owned(), json!({"type": "integer", "readOnly": true})),
    ];
    let fields = shown(module).map(|field| (field.name.to_string(), property(field)));
    let properties: Map<String, Value> = own.into_iter().chain(fields).collect();
    json!({"type": "object", "title": module.label_one, "required": ["id", "version"], "properties": properties})
}

/// What a request may set. Which fields must be filled depends on their defaults, so only those without one are said
/// to be required.
fn input(module: &Module) -> Value {
    let written = || shown(module).filter(|field| field.editable());
    let properties: Map<String, Value> =
        written().map(|field| (field.name.to_string(), property(field))).collect();
    let required: Vec<&str> = written()
        .filter(|field| field.required && field.default == api::model::Default::Nothing)
        .map(|field| field.name.as_str())
        .collect();
    json!({"type": "object", "properties": properties, "x-required-on-create": required})
}

fn property(field: &Field) -> Value {
    let mut schema = field.kind.rules().json_schema();
    schema["title"] = field.label.clone().into();
    if !field.editable() {
        schema["readOnly"] = true.into();
    }
    schema
}

fn json_response(description: &str, schema: Value) -> Value {
    json!({"description": description, "content": {"application/json": {"schema": schema}}})
}

/// The failures that an operation may answer with.
fn failures(codes: &[u16]) -> impl Iterator<Item = (String, Value)> {
    codes.iter().map(|code| {
        let content = json!({"application/problem+json": {"schema": reference("problem")}});
        (code.to_string(), json!({"description": meaning(*code), "content": content}))
    })
}

fn meaning(code: u16) -> &'static str {
    match code {
        401 => "No valid token",
        403 => "Not allowed",
        404 => "Not there, or not to be seen",
        409 => "Somebody else was faster",
        412 => "The record has another version than If-Match names",
        413 => "The body is too large",
        414 => "The address is too long",
        415 => "The body is no JSON",
        422 => "Something in the request is wrong; problems say what",
        503 => "The server cannot do it now",
        _ => "Failed",
    }
}

fn responses(success: (&str, Value), codes: &[u16]) -> Value {
    std::iter::once((success.0.to_owned(), success.1)).chain(failures(codes)).collect::<Map<_, _>>().into()
}

fn query(name: &str, description: &str, schema: Value) -> Value {
    json!({"name": name, "in": "query", "description": description, "schema": schema})
}

fn header(name: &str, description: &str) -> Value {
    json!({"name": name, "in": "header", "description": description, "schema": {"type": "string"}})
}

fn body(module: &Module) -> Value {
    json!({"required": true, "content": {"application/json": {"schema": reference(&format!("{}_input", module.name))}}})
}

fn collection(module: &Module) -> Value {
    let page = json!({
        "type": "object",
        "required": ["data", "next"],
        "properties": {
            "data": {"type": "array", "items": reference(&module.name)},
            "next": {"type": ["string", "null"]},
            "count": {"type": "integer"},
        },
    });
    let text = || json!({"type": "string"});
    let parameters = [
        query("filter", "A condition: stage in (proposal, negotiation) and amount >= 1000", text()),
        query("sort", "Fields, each with a minus to go down: -amount,name", text()),
        query("fields", "The fields to answer with, separated by commas", text()),
        query(
            "limit",
            "Records a page",
            json!({"type": "integer", "minimum": 1, "maximum": 200, "default": 50}),
        ),
        query("after", "The `next` of the page before", text()),
        query("count", "Count all that there are", json!({"enum": ["exact"]})),
    ];
    json!({
        "get": {
            "summary": module.label,
            "parameters": parameters,
            "responses": responses(("200", json_response("A page of records", page)), &[401, 404, 414, 422, 503]),
        },
        "post": {
            "summary": format!("New: {}", module.label_one),
            "parameters": [header("Idempotency-Key", "The same key makes nothing twice")],
            "requestBody": body(module),
            "responses": responses(("201", json_response("Made", reference(&module.name))), &[401, 403, 404, 413, 415, 422, 503]),
        },
    })
}

fn id() -> Value {
    json!({"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}})
}

fn access(module: &Module) -> Value {
    let why = json!({
        "type": "object",
        "required": ["allowed", "why"],
        "properties": {"allowed": {"type": "boolean"}, "why": {"type": "string"}},
    });
    let labels = json!({"type": "array", "items": {"type": "string"}});
    let user = json!({
        "type": "object",
        "required": ["id", "title"],
        "properties": {"id": {"type": "string", "format": "uuid"}, "title": {"type": "string"}},
    });
    let reached = json!({
        "type": "object",
        "required": ["user", "see", "edit", "delete", "hidden", "read_only"],
        "properties": {
            "user": user, "see": why, "edit": why, "delete": why, "hidden": labels, "read_only": labels,
        },
    });
    let found = json!({"type": "object", "required": ["data"], "properties": {"data": {"type": "array", "items": reached}}});
    json!({
        "parameters": [id()],
        "get": {
            "summary": format!("Who may do what, and why: {}", module.label_one),
            "responses": responses(("200", json_response("One entry a user", found)), &[401, 404, 503]),
        },
    })
}

fn single(module: &Module) -> Value {
    let version = header("If-Match", "The version that the caller has seen, as in ETag");
    let found = json_response("The record", reference(&module.name));
    json!({
        "parameters": [id()],
        "get": {"summary": module.label_one, "responses": responses(("200", found.clone()), &[401, 404, 503])},
        "patch": {
            "summary": format!("Change: {}", module.label_one),
            "parameters": [version.clone()],
            "requestBody": body(module),
            "responses": responses(("200", found), &[401, 403, 404, 409, 412, 413, 415, 422, 503]),
        },
        "delete": {
            "summary": format!("To the recycle bin: {}", module.label_one),
            "parameters": [version],
            "responses": responses(("204", json!({"description": "Deleted"})), &[401, 403, 404, 409, 412, 422, 503]),
        },
    })
}

fn search() -> Value {
    let hit = json!({
        "type": "object",
        "required": ["module", "id", "title", "subtitle"],
        "properties": {
            "module": {"type": "string"},
            "id": {"type": "string", "format": "uuid"},
            "title": {"type": "string"},
            "subtitle": {"type": "string"},
        },
    });
    let found = json!({"type": "object", "required": ["data"], "properties": {"data": {"type": "array", "items": hit}}});
    let parameters = [
        json!({"name": "q", "in": "query", "required": true, "schema": {"type": "string"}}),
        query("module", "Search this module only", json!({"type": "string"})),
        query(
            "limit",
            "At most so many",
            json!({"type": "integer", "minimum": 1, "maximum": 100, "default": 20}),
        ),
    ];
    json!({"get": {
        "summary": "Search over all modules",
        "parameters": parameters,
        "responses": responses(("200", json_response("What was found", found)), &[401, 414, 422, 503]),
    }})
}
