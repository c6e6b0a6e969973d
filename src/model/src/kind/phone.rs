//! A telephone number, kept as it was written; at least three digits.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phone {}

/// Characters.
const LONGEST: usize = 64;

impl Rules for Phone {
    fn check(&self, value: Value) -> Result<Value, Fault> {
        let text = clean_text(value, LONGEST, false)?;
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if digits < 3 { Err(Fault::detail("not-a-phone", &text)) } else { Ok(Value::Text(text)) }
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        Ok(Value::text(text.trim_start_matches("tel:")))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        self.plain(value)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({
            "type": ["string", "null"],
            "pattern": "[0-9].*[0-9].*[0-9]",
            "maxLength": LONGEST,
            "examples": ["+49 40 1234"],
        })
    }

    fn searchable(&self) -> bool {
        true
    }
}
