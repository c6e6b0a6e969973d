//! An e-mail address.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Email {}

impl Rules for Email {
    fn check(&self, value: Value) -> Result<Value, Fault> {
        let text = clean_text(value, LINE, false)?;
        let (local, domain) = text.rsplit_once('@').ok_or(Fault::detail("not-an-email", &text))?;
        let labels = domain.split('.').all(|label| !label.is_empty());
        let spaces = text.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';'));
        if local.is_empty() || !labels || !domain.contains('.') || spaces {
            return Err(Fault::detail("not-an-email", &text));
        }
        Ok(Value::Text(format!("{local}@{}", domain.to_lowercase())))
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        Ok(Value::text(text.trim_start_matches("mailto:")))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        self.plain(value)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({
            "type": ["string", "null"],
            "format": "idn-email",
            "pattern": "^[^\\s<>,;]+@[^\\s<>,;@]+[.][^\\s<>,;@]+$",
            "maxLength": LINE,
            "examples": ["wen@example.com"],
        })
    }

    fn searchable(&self) -> bool {
        true
    }
}
