//! A web address; without a scheme `https://` is meant. Only http and https, so that a link can never run a script.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Url {}

/// Characters.
const LONGEST: usize = 2_000;

impl Rules for Url {
    fn check(&self, value: Value) -> Result<Value, Fault> {
        let text = clean_text(value, LONGEST, false)?;
        let full = if text.contains("://") { text } else { format!("https://{text}") };
        let rest = full.strip_prefix("https://").or_else(|| full.strip_prefix("http://"));
        match rest {
            Some(rest) if !rest.is_empty() && !rest.contains(char::is_whitespace) && rest.contains('.') => {
                Ok(Value::Text(full))
            }
            _ => Err(Fault::detail("not-a-url", full)),
        }
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        Ok(Value::text(text))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        let text = self.plain(value);
        let bare = text.trim_start_matches("https://").trim_start_matches("http://");
        bare.trim_start_matches("www.").trim_end_matches('/').to_owned()
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({
            "type": ["string", "null"],
            "format": "iri",
            "pattern": "^https?://\\S*[.]\\S*$",
            "maxLength": LONGEST,
            "examples": ["https://example.com/about"],
        })
    }

    fn searchable(&self) -> bool {
        true
    }
}
