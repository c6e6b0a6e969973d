//! Several of a list of values.

use super::*;
use crate::kind::one_of::{find, label};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManyOf {
    pub choices: Vec<Choice>,
}

/// Items as one text, each between line feeds, so that "holds x" is a search for `\nx\n`.
pub(super) fn join(items: &[String]) -> Stored {
    if items.is_empty() { Stored::Null } else { Stored::Text(format!("\n{}\n", items.join("\n"))) }
}

pub(super) fn split(stored: Stored) -> Value {
    let Stored::Text(text) = stored else { return Value::Empty };
    Value::Many(text.split('\n').filter(|item| !item.is_empty()).map(str::to_owned).collect())
}

/// Items as a person or a file writes them: separated by commas, semicolons or lines.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n', '，', '；', '、']).map(str::trim).filter(|item| !item.is_empty())
}

pub(super) fn read_json(json: &Json, formats: &Formats, kind: &dyn Rules) -> Result<Value, Fault> {
    match json {
        Json::Array(items) => items
            .iter()
            .map(|item| item.as_str().map(str::to_owned).ok_or(Fault::new("wrong-type")))
            .collect::<Result<_, _>>()
            .map(Value::Many),
        Json::String(text) => kind.parse(text, formats),
        Json::Number(_) | Json::Bool(_) | Json::Object(_) | Json::Null => Err(Fault::new("wrong-type")),
    }
}

pub(super) fn to_json(value: &Value) -> Json {
    Json::Array(value.as_many().iter().map(|item| Json::String(item.clone())).collect())
}

/// The JSON Schema of a list that is taken in: it may be empty, and name something twice.
pub(super) fn taken(mut answered: Json) -> Json {
    if let Some(schema) = answered.as_object_mut() {
        schema.remove("minItems");
        schema.remove("uniqueItems");
    }
    answered
}

impl Rules for ManyOf {
    fn store(&self, value: &Value) -> Stored {
        join(value.as_many())
    }

    fn load(&self, stored: Stored) -> Value {
        split(stored)
    }

    /// In the order of the list, each once.
    fn check(&self, value: Value) -> Result<Value, Fault> {
        let Value::Many(items) = value else { return Err(Fault::new("wrong-type")) };
        let keys: Vec<String> =
            items.iter().map(|item| find(&self.choices, item)).collect::<Result<_, _>>()?;
        let ordered = self.choices.iter().filter(|choice| keys.iter().any(|key| choice.key == *key));
        Ok(Value::Many(ordered.map(|choice| choice.key.to_string()).collect()))
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        items(text).map(|item| find(&self.choices, item)).collect::<Result<_, _>>().map(Value::Many)
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        value.as_many().iter().map(|key| label(&self.choices, key)).collect::<Vec<_>>().join(", ")
    }

    fn plain(&self, value: &Value) -> String {
        value.as_many().join(",")
    }

    fn to_json(&self, value: &Value) -> Json {
        to_json(value)
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        read_json(json, &Formats::default(), self)
    }

    fn json_schema(&self) -> Json {
        let keys: Vec<&str> = self.choices.iter().map(|choice| choice.key.as_str()).collect();
        serde_json::json!({"type": ["array", "null"], "items": {"enum": keys}, "minItems": 1, "uniqueItems": true})
    }

    fn json_input(&self) -> Json {
        taken(self.json_schema())
    }

    fn operators(&self) -> &'static [Op] {
        Op::SET
    }

    fn sortable(&self) -> bool {
        false
    }
}
