//! One line of text.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// Characters, at most `LINE`.
    pub max: usize,
}

impl Rules for Text {
    fn check(&self, value: Value) -> Result<Value, Fault> {
        clean_text(value, self.max, false).map(Value::Text)
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        Ok(Value::text(text))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        self.plain(value)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": ["string", "null"], "maxLength": self.max})
    }

    fn searchable(&self) -> bool {
        true
    }
}
