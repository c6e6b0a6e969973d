//! Yes or no.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct YesNo {}

impl Rules for YesNo {
    fn storage(&self) -> Storage {
        Storage::Int
    }

    fn store(&self, value: &Value) -> Stored {
        value.as_bool().map_or(Stored::Null, |yes| Stored::Int(yes.into()))
    }

    fn load(&self, stored: Stored) -> Value {
        if let Stored::Int(number) = stored { Value::Bool(number != 0) } else { Value::Empty }
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        if let Value::Bool(_) = value { Ok(value) } else { Err(Fault::new("not-yes-or-no")) }
    }

    fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Fault> {
        let word = crate::fold::fold(text);
        let is = |known: &[&str], own: &str| known.contains(&word.as_str()) || word == crate::fold::fold(own);
        if is(&["yes", "true", "1", "y", "on", "x"], &formats.yes) {
            Ok(Value::Bool(true))
        } else if is(&["no", "false", "0", "n", "off"], &formats.no) {
            Ok(Value::Bool(false))
        } else {
            Err(Fault::detail("not-yes-or-no", text))
        }
    }

    fn format(&self, value: &Value, show: Show<'_>) -> String {
        if value.as_bool() == Some(true) { show.formats.yes.clone() } else { show.formats.no.clone() }
    }

    fn plain(&self, value: &Value) -> String {
        value.as_bool().map(|yes| yes.to_string()).unwrap_or_default()
    }

    fn to_json(&self, value: &Value) -> Json {
        value.as_bool().map_or(Json::Null, Json::Bool)
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        match json {
            Json::Bool(yes) => Ok(Value::Bool(*yes)),
            Json::String(text) if !text.trim().is_empty() => self.parse(text.trim(), &Formats::default()),
            Json::String(_) => Ok(Value::Empty),
            Json::Number(_) | Json::Array(_) | Json::Object(_) | Json::Null => Err(Fault::new("wrong-type")),
        }
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": ["boolean", "null"]})
    }

    fn operators(&self) -> &'static [Op] {
        &[Op::Is, Op::IsNot, Op::IsEmpty, Op::IsNotEmpty]
    }
}
