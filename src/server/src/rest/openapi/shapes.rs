//! What is answered besides records: problems, the schema, what was found, who may do what.

use serde_json::{Value, json};

use super::{array, count, instant, object, object_with, optional, reference, text, uuid};

/// The schemas that paths and other schemas refer to.
pub fn shared() -> [(String, Value); 4] {
    [("problem", problem()), ("module", module()), ("field", field()), ("choice", choice())]
        .map(|(name, schema)| (name.to_owned(), schema))
}

fn problem() -> Value {
    let version =
        json!({"type": "integer", "description": "What the record has now, where another was named"});
    object_with(
        json!({
            "type": {"type": "string", "pattern": "^urn:rapport:problem:"},
            "title": text(),
            "status": {"type": "integer"},
            "detail": text(),
            "problems": array(wrong()),
        }),
        json!({"version": version, "duplicates": array(duplicate())}),
    )
}

/// One thing that is wrong.
pub fn wrong() -> Value {
    object_with(
        json!({"field": text(), "code": text(), "message": text()}),
        json!({"at": {"type": "integer", "minimum": 0, "description": "The character of the text, from 0"}}),
    )
}

/// A record that is the same; nothing of it but its owner where the caller may not see it.
fn duplicate() -> Value {
    object(json!({
        "rule": text(),
        "fields": array(text()),
        "record": optional(titled()),
        "owner": text(),
    }))
}

/// A record as others name it.
fn titled() -> Value {
    object(json!({"id": uuid(), "title": text()}))
}

/// What `/schema` answers.
pub fn schema() -> Value {
    object(json!({"modules": array(reference("module")), "currency": text()}))
}

fn module() -> Value {
    object(json!({
        "name": text(),
        "label": text(),
        "label_one": text(),
        "title": array(text()),
        "sections": array(object(json!({"name": text(), "label": text(), "fields": array(text())}))),
        "fields": array(reference("field")),
    }))
}

/// What all fields have, and what those of one kind have besides.
fn field() -> Value {
    let flag = json!({"const": true});
    let kinds: Vec<Value> = kinds()
        .into_iter()
        .map(|(kind, mut parts)| {
            parts["kind"] = json!({"const": kind});
            let names: Vec<&String> = parts.as_object().into_iter().flat_map(|parts| parts.keys()).collect();
            json!({"required": names, "properties": parts})
        })
        .collect();
    json!({
        "type": "object",
        "required": ["name", "label", "default"],
        "properties": {
            "name": text(),
            "label": text(),
            "required": flag,
            "unique": flag,
            "read_only": flag,
            "indexed": flag,
            "each": {"const": true, "description": "What one piece costs: up to four digits after the point"},
            "shown_if": condition("Where forms show it"),
            "required_if": condition("Where it has to be filled in"),
            "privacy": {"enum": ["personal", "revenue"]},
            "default": {"oneOf": [
                {"enum": ["nothing", "me", "today", "currency"]},
                object(json!({"value": value()})),
            ]},
        },
        "oneOf": kinds,
        "unevaluatedProperties": false,
    })
}

fn condition(description: &str) -> Value {
    json!({"type": "string", "description": format!("{description}, as in `filter`")})
}

/// A value with its type.
fn value() -> Value {
    let types = ["text", "integer", "decimal", "date", "instant", "bool", "many", "link", "file"];
    object(json!({"t": {"enum": types}, "v": {}}))
}

fn kinds() -> [(&'static str, Value); 23] {
    let number = || json!({"type": "integer"});
    let bare = || json!({});
    [
        ("text", json!({"max": number()})),
        ("long_text", bare()),
        ("email", bare()),
        ("phone", bare()),
        ("url", bare()),
        ("integer", json!({"min": number(), "max": number(), "grouped": {"type": "boolean"}})),
        ("decimal", json!({"scale": number()})),
        ("percent", json!({"min": number(), "max": number()})),
        ("money", bare()),
        ("date", bare()),
        ("instant", bare()),
        ("duration", bare()),
        ("yes_no", bare()),
        (
            "one_of",
            json!({"choices": array(reference("choice")), "depends_on": {"type": ["string", "null"]}}),
        ),
        ("many_of", json!({"choices": array(reference("choice"))})),
        ("link", json!({"to": array(text())})),
        ("user", bare()),
        ("address", json!({"parts": array(text())})),
        ("tags", bare()),
        (
            "auto_number",
            json!({
                "prefix": text(),
                "digits": number(),
                "suffix": text(),
                "restart": {"enum": ["never", "year", "month"]},
            }),
        ),
        ("file", bare()),
        ("score", bare()),
        ("rows", json!({"of": text(), "fields": array(reference("field"))})),
    ]
}

fn choice() -> Value {
    object_with(
        json!({
            "key": text(),
            "label": text(),
            "color": text(),
            "outcome": {"enum": ["open", "won", "lost"]},
            "probability": {"type": ["integer", "null"], "minimum": 0, "maximum": 100},
            "within": array(text()),
        }),
        json!({"locks": {"const": true}, "given": {"const": true}, "retired": {"const": true}}),
    )
}

/// A page of records, each as `record` says.
pub fn page(record: Value) -> Value {
    object_with(
        json!({"data": array(record), "next": {"type": ["string", "null"]}}),
        json!({"count": count()}),
    )
}

/// Who may do what with a record.
pub fn access() -> Value {
    let why = object(json!({"allowed": {"type": "boolean"}, "why": text()}));
    let barred = || array(object(json!({"fields": array(text()), "why": text()})));
    let reached = object(json!({
        "user": titled(),
        "see": why,
        "edit": why,
        "delete": why,
        "hidden": barred(),
        "read_only": barred(),
        "given": array(object(json!({"profiles": array(text()), "fields": array(text())}))),
    }));
    object(json!({"data": array(reached)}))
}

/// Groups of records that are the same, each record as `record` says.
pub fn alike(record: Value) -> Value {
    let group = object(json!({"count": count(), "records": array(record)}));
    let complete = json!({"type": "boolean", "description": "Whether all records have been compared yet"});
    object(json!({
        "rule": {"type": ["string", "null"], "description": "By which they are; null where there is none"},
        "data": array(group),
        "next": optional(uuid()),
        "complete": complete,
    }))
}

/// Who saw a record.
pub fn watched() -> Value {
    let seen = object(json!({
        "at": instant(),
        "user": titled(),
        "how": {"enum": ["page", "rest", "export", "personal_data", "file"]},
        "filter": {"type": "string", "description": "The condition that a list met"},
        "count": count(),
    }));
    object(json!({"data": array(seen)}))
}

/// What was done, action by action.
pub fn done() -> Value {
    let action = object(json!({
        "id": uuid(),
        "at": instant(),
        "by": optional(titled()),
        "kind": text(),
        "module": text(),
        "count": count(),
        "record": optional(titled()),
        "undone": {"type": "boolean"},
        "may_undo": {"type": "boolean"},
    }));
    object(json!({"data": array(action), "next": optional(uuid())}))
}

/// What an action on many did; its id takes that back.
pub fn acted() -> Value {
    object(json!({"id": optional(uuid()), "count": count(), "skipped": count()}))
}

/// A file of own modules, fields and layouts: of each, what is said of it.
pub fn shape_file() -> Value {
    let said = || array(json!({"type": "object"}));
    object_with(
        json!({"format": {"const": "rapport-shape-1"}}),
        json!({"modules": said(), "fields": said(), "layouts": said(), "duplicate_rules": said()}),
    )
}

/// What such a file would change.
pub fn shape_changes() -> Value {
    let difference = object(json!({"label": text(), "before": text(), "after": text()}));
    let item = object(json!({
        "module": {"enum": ["custom_modules", "custom_fields", "layouts", "duplicate_rules"]},
        "of": text(),
        "label": text(),
        "change": {"enum": ["new", "changed", "same"]},
        "differences": array(difference),
    }));
    object(json!({"data": array(item)}))
}

/// What happened.
pub fn audited() -> Value {
    let link = || json!({"anyOf": [object(json!({"module": text(), "id": uuid(), "title": text()})), {"type": "null"}]});
    let field = object(json!({"field": text(), "before": {}, "after": {}}));
    let entry = object(json!({
        "seq": {"type": "integer"},
        "at": instant(),
        "by": link(),
        "action": text(),
        "module": text(),
        "record": link(),
        "fields": array(field),
    }));
    object(json!({"data": array(entry), "next": {"type": ["string", "null"]}}))
}

/// What a search found.
pub fn found() -> Value {
    let hit = object(json!({"module": text(), "id": uuid(), "title": text(), "subtitle": text()}));
    object(json!({"data": array(hit)}))
}

/// The description itself, as far as it describes itself.
pub fn document() -> Value {
    let part = || json!({"type": "object"});
    object(json!({
        "openapi": {"const": "3.1.0"},
        "info": object(json!({"title": text(), "version": text()})),
        "servers": array(object(json!({"url": text()}))),
        "security": array(part()),
        "paths": part(),
        "components": object(json!({"securitySchemes": part(), "schemas": part()})),
    }))
}
