//! A number that the product gives: a prefix and a counter, never the same twice.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AutoNumber {
    pub prefix: String,
    /// The counter is filled up with zeros to this many digits.
    pub digits: usize,
}

impl AutoNumber {
    pub fn number(&self, counter: i64) -> String {
        format!("{}{:0width$}", self.prefix, counter, width = self.digits)
    }
}

impl Rules for AutoNumber {
    fn check(&self, value: Value) -> Result<Value, Fault> {
        clean_text(value, 64, false).map(Value::Text)
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        Ok(Value::text(text))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        self.plain(value)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": ["string", "null"], "readOnly": true})
    }

    fn searchable(&self) -> bool {
        true
    }
}
