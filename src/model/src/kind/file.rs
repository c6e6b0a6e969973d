//! An uploaded file. The record holds its name, size and type; the content lies apart.

use super::*;
use crate::File;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileKind {}

impl Rules for FileKind {
    fn store(&self, value: &Value) -> Stored {
        let Value::File(file) = value else { return Stored::Null };
        serde_json::to_string(file).map_or(Stored::Null, Stored::Text)
    }

    fn load(&self, stored: Stored) -> Value {
        let Stored::Text(text) = stored else { return Value::Empty };
        serde_json::from_str(&text).map_or(Value::Empty, Value::File)
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        if let Value::File(_) = value { Ok(value) } else { Err(Fault::new("wrong-type")) }
    }

    fn parse(&self, _: &str, _: &Formats) -> Result<Value, Fault> {
        Err(Fault::new("read-only"))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        self.plain(value)
    }

    fn plain(&self, value: &Value) -> String {
        if let Value::File(file) = value { file.name.clone() } else { String::new() }
    }

    fn to_json(&self, value: &Value) -> Json {
        if let Value::File(file) = value { serde_json::json!(file) } else { Json::Null }
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        serde_json::from_value::<File>(json.clone()).map(Value::File).map_err(|_| Fault::new("wrong-type"))
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({
            "type": ["object", "null"],
            "required": ["id", "name", "size", "mime"],
            "additionalProperties": false,
            "properties": {
                "id": {"type": "string", "format": "uuid"},
                "name": {"type": "string"},
                "size": {"type": "integer", "minimum": 0, "description": "bytes"},
                "mime": {"type": "string"},
            },
        })
    }

    fn operators(&self) -> &'static [Op] {
        &[Op::IsEmpty, Op::IsNotEmpty]
    }

    fn sortable(&self) -> bool {
        false
    }
}
