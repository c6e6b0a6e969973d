//! A reference to a record of one module, or of one of several.

use std::str::FromStr;

use super::*;
use crate::{Id, Link, Name};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkKind {
    pub to: Vec<Name>,
}

pub(super) fn store(value: &Value) -> Stored {
    value.as_link().map_or(Stored::Null, |link| Stored::Id(link.id))
}

pub(super) fn load(stored: Stored, to: &[Name]) -> Value {
    match (stored, to.first()) {
        (Stored::Id(id), Some(module)) => {
            Value::Link(Link { module: module.clone(), id, title: String::new() })
        }
        _ => Value::Empty,
    }
}

pub(super) fn check(value: Value, to: &[Name]) -> Result<Value, Fault> {
    match value {
        Value::Link(link) if to.contains(&link.module) => Ok(Value::Link(link)),
        Value::Link(link) => Err(Fault::detail("wrong-module", link.module)),
        _ => Err(Fault::new("not-a-link")),
    }
}

/// `ID`, or `module:ID` where there are several.
pub(super) fn parse(text: &str, to: &[Name]) -> Result<Value, Fault> {
    let (module, id) = text.split_once(':').unwrap_or((to.first().map_or("", Name::as_str), text));
    let id = Id::from_str(id).map_err(|_| Fault::detail("not-an-id", id))?;
    Ok(Value::Link(Link::new(module, id)))
}

pub(super) fn plain(value: &Value, to: &[Name]) -> String {
    match value.as_link() {
        Some(link) if to.len() > 1 => format!("{}:{}", link.module, link.id),
        Some(link) => link.id.to_string(),
        None => String::new(),
    }
}

pub(super) fn to_json(value: &Value) -> Json {
    let Some(link) = value.as_link() else { return Json::Null };
    serde_json::json!({"id": link.id.to_string(), "module": link.module.as_str(), "title": link.title})
}

/// An id, or an object with `id` and, where there are several modules, `module`.
pub(super) fn read_json(json: &Json, to: &[Name]) -> Result<Value, Fault> {
    match json {
        Json::String(text) if text.trim().is_empty() => Ok(Value::Empty),
        Json::String(text) => parse(text.trim(), to),
        Json::Object(object) => {
            let id = object.get("id").and_then(Json::as_str).ok_or(Fault::new("not-a-link"))?;
            match object.get("module").and_then(Json::as_str) {
                Some(module) => parse(&format!("{module}:{id}"), to),
                None => parse(id, to),
            }
        }
        Json::Number(_) | Json::Bool(_) | Json::Array(_) | Json::Null => Err(Fault::new("wrong-type")),
    }
}

/// What is answered.
pub(super) fn json_schema(to: &[Name]) -> Json {
    serde_json::json!({
        "type": ["object", "null"],
        "required": ["id", "module", "title"],
        "additionalProperties": false,
        "properties": parts(to),
    })
}

/// What is taken: the id alone, or what is answered. Where several modules are meant, which one must be said.
pub(super) fn json_input(to: &[Name]) -> Json {
    let id = match to {
        [_] => serde_json::json!({"type": "string", "format": "uuid"}),
        several => {
            let modules: Vec<&str> = several.iter().map(Name::as_str).collect();
            let form = format!("^({}):[0-9a-fA-F-]{{36}}$", modules.join("|"));
            serde_json::json!({"type": "string", "pattern": form, "description": "module:id"})
        }
    };
    let required: &[&str] = if to.len() > 1 { &["id", "module"] } else { &["id"] };
    serde_json::json!({
        "oneOf": [
            {"type": "null"},
            id,
            {"type": "object", "required": required, "additionalProperties": false, "properties": parts(to)},
        ],
    })
}

fn parts(to: &[Name]) -> Json {
    let modules: Vec<&str> = to.iter().map(Name::as_str).collect();
    serde_json::json!({
        "id": {"type": "string", "format": "uuid"},
        "module": {"enum": modules},
        "title": {"type": "string", "readOnly": true},
    })
}

impl Rules for LinkKind {
    fn storage(&self) -> Storage {
        Storage::Id
    }

    fn store(&self, value: &Value) -> Stored {
        store(value)
    }

    fn load(&self, stored: Stored) -> Value {
        load(stored, &self.to)
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        check(value, &self.to)
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        parse(text, &self.to)
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        value.as_link().map(|link| link.title.clone()).unwrap_or_default()
    }

    fn plain(&self, value: &Value) -> String {
        plain(value, &self.to)
    }

    fn to_json(&self, value: &Value) -> Json {
        to_json(value)
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        read_json(json, &self.to)
    }

    fn json_schema(&self) -> Json {
        json_schema(&self.to)
    }

    fn json_input(&self) -> Json {
        json_input(&self.to)
    }

    fn operators(&self) -> &'static [Op] {
        Op::LINK
    }
}
