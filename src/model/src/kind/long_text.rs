//! Text of several lines, written in Markdown; shown sanitised.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LongText {}

impl Rules for LongText {
    fn check(&self, value: Value) -> Result<Value, Fault> {
        let Value::Text(text) = value else { return Err(Fault::new("wrong-type")) };
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        clean_text(Value::Text(unix), PAGE, true).map(Value::Text)
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        Ok(Value::text(text))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        self.plain(value)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": ["string", "null"], "maxLength": PAGE, "contentMediaType": "text/markdown"})
    }

    fn operators(&self) -> &'static [Op] {
        &[Op::Contains, Op::IsEmpty, Op::IsNotEmpty]
    }

    fn sortable(&self) -> bool {
        false
    }
}
