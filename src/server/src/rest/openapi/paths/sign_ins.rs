//! By what a user can come in.

use serde_json::{Value, json};

use super::super::{array, instant, object, optional, text, uuid};
use super::{id, json_response, responses};

pub fn list() -> Value {
    let session = object(json!({
        "id": uuid(),
        "created": instant(),
        "seen": instant(),
        "agent": text(),
        "address": text(),
        "current": {"type": "boolean"},
    }));
    let token = object(json!({
        "id": uuid(),
        "name": text(),
        "created": instant(),
        "last_used": optional(instant()),
    }));
    let found = object(json!({
        "sessions": array(session),
        "tokens": array(token),
        "second_factor": optional(instant()),
    }));
    json!({
        "parameters": [id()],
        "get": {
            "summary": "By what a user can come in; for administrators",
            "responses": responses(200, json_response("Her sessions and tokens", found), &[403, 404]),
        },
    })
}

pub fn one() -> Value {
    let sign_in = json!({"name": "sign_in", "in": "path", "required": true, "schema": uuid()});
    json!({
        "parameters": [id(), sign_in],
        "delete": {
            "summary": "End a session or a token of a user; for administrators",
            "responses": responses(204, json!({"description": "Ended"}), &[403, 404]),
        },
    })
}
