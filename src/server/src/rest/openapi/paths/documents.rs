//! What documents can do besides.

use api::model::Module;
use serde_json::{Value, json};

use super::super::{object_with, text};
use super::{created, id, json_response, responses};

pub fn approval(module: &Module) -> Value {
    let amounts = |names: [&str; 2]| {
        let fields: serde_json::Map<String, Value> =
            names.iter().map(|name| ((*name).to_owned(), text())).collect();
        object_with(fields.into(), json!({}))
    };
    let reason = object_with(
        json!({"line": {"type": "integer", "minimum": 0}, "name": text()}),
        json!({"discount": amounts(["percent", "limit"]), "floor": amounts(["price", "least"])}),
    );
    let told = object_with(
        json!({
            "needed": {"type": "boolean"},
            "may_approve": {"type": "boolean"},
            "reasons": {"type": "array", "items": reason},
        }),
        json!({}),
    );
    json!({
        "parameters": [id()],
        "get": {
            "summary": format!("Whether somebody has to approve it, and why: {}", module.label_one),
            "responses": responses(200, json_response("What goes beyond whose limits", told), &[404]),
        },
    })
}

pub fn pdf(module: &Module) -> Value {
    json!({
        "parameters": [id()],
        "get": {
            "summary": format!("As a PDF, in its customer's language: {}", module.label_one),
            "parameters": [{
                "name": "incomplete",
                "in": "query",
                "description": "Make it even where no font has some of its characters",
                "schema": {"type": "boolean", "default": false},
            }],
            "responses": responses(200, json!({
                "description": "The document",
                "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
            }), &[404, 422, 503]),
        },
    })
}

pub fn revise(module: &Module) -> Value {
    json!({
        "parameters": [id()],
        "post": {
            "summary": format!("Offer another instead of one that was sent: {}", module.label_one),
            "responses": responses(201, created(module), &[403, 404, 422]),
        },
    })
}
