//! The database and its backups.

use serde_json::{Value, json};

use super::super::shapes::wrong;
use super::super::{array, count, instant, object, optional, text};
use super::{day, json_response, responses, sent, takes};

pub fn all() -> [(String, Value); 7] {
    [
        ("/database", database()),
        ("/database/check", check()),
        ("/database/tidy", tidy()),
        ("/backups", backups()),
        ("/backups/schedule", scheduled()),
        ("/backups/{name}", one()),
        ("/backups/{name}/restore", restore()),
    ]
    .map(|(path, item)| (path.to_owned(), item))
}

fn database() -> Value {
    let growth = object(json!({"day": day(), "bytes": count(), "records": count()}));
    let records = object(json!({"module": text(), "label": text(), "records": count()}));
    let database = object(json!({
        "embedded": {"type": "boolean", "description": "Whether backups and restoring are here"},
        "file": text(),
        "folder": text(),
        "key_file": {"type": ["string", "null"]},
        "bytes": count(),
        "modules": array(records),
        "growth": array(growth),
        "backups": array(backup()),
        "schedule": schedule(),
        "next": optional(instant()),
        "trouble": optional(object(json!({"at": instant(), "why": wrong()}))),
    }));
    json!({"get": {
        "summary": "How large the database is, and its backups; for administrators",
        "responses": responses(200, json_response("The database", database), &[403]),
    }})
}

fn check() -> Value {
    let checked = object(json!({"faults": array(text()), "milliseconds": count()}));
    json!({"post": {
        "summary": "Look whether the database is whole; for administrators",
        "responses": responses(200, json_response("What is wrong, in English", checked), &[403]),
    }})
}

fn tidy() -> Value {
    let tidied = object(json!({"before": count(), "after": count(), "milliseconds": count()}));
    json!({"post": {
        "summary": "Give the space of deleted records back; who saves meanwhile waits; for administrators",
        "responses": responses(200, json_response("Bytes that the database took and takes", tidied), &[403]),
    }})
}

fn backup() -> Value {
    let kinds = api::BackupKind::ALL.map(api::BackupKind::key);
    object(json!({"name": text(), "made": instant(), "kind": {"enum": kinds}, "bytes": count()}))
}

fn backups() -> Value {
    let mut made = json_response("The backup", backup());
    let location = json!({"type": "string", "pattern": "^/api/v1/backups/[^/]+$"});
    made["headers"] = json!({"Location": sent("Where its file is", location)});
    json!({"post": {
        "summary": "Make a backup; for administrators",
        "responses": responses(201, made, &[403, 422]),
    }})
}

fn schedule() -> Value {
    let up_to = |least: u32, most: u32| json!({"type": "integer", "minimum": least, "maximum": most});
    object(json!({
        "every": {"enum": ["never", "day", "week"]},
        "weekday": {"type": "integer", "minimum": 0, "maximum": 6, "description": "0 is Monday; of weekly ones"},
        "hour": up_to(0, 23),
        "zone": {"type": "string", "description": "An IANA name"},
        "keep": up_to(1, api::MOST_KEPT),
    }))
}

fn scheduled() -> Value {
    json!({"put": {
        "summary": "When backups are made by themselves, and how many are kept; for administrators",
        "requestBody": takes(schedule()),
        "responses": responses(200, json_response("The schedule", schedule()), &[403, 413, 415, 422]),
    }})
}

fn name() -> Value {
    json!({"name": "name", "in": "path", "required": true, "schema": text()})
}

fn one() -> Value {
    let file = json!({"description": "The file", "content": {crate::backups::MIME: {}}});
    let gone = json!({"description": "Deleted"});
    json!({
        "parameters": [name()],
        "get": {
            "summary": "The file of a backup; for administrators",
            "responses": responses(200, file, &[403, 404, 422]),
        },
        "delete": {
            "summary": "Delete a backup; for administrators",
            "responses": responses(204, gone, &[403, 404, 422]),
        },
    })
}

fn restore() -> Value {
    let restored = json!({"description": "Restored; what was there before was backed up"});
    json!({
        "parameters": [name()],
        "post": {
            "summary": "Put a backup in the place of the database; for administrators",
            "responses": responses(204, restored, &[403, 404, 422]),
        },
    })
}
