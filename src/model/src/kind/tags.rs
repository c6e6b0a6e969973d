//! Free labels, shared by all records of a module.

use super::*;
use crate::kind::many_of;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tags {}

/// Characters of a tag.
const LONGEST: usize = 50;
/// Tags of a record.
const MOST: usize = 50;

impl Rules for Tags {
    fn store(&self, value: &Value) -> Stored {
        many_of::join(value.as_many())
    }

    fn load(&self, stored: Stored) -> Value {
        many_of::split(stored)
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        let Value::Many(items) = value else { return Err(Fault::new("wrong-type")) };
        let mut tags: Vec<String> = Vec::with_capacity(items.len());
        for item in items {
            let tag = clean_text(Value::Text(item), LONGEST, false)?;
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        if tags.len() > MOST { Err(Fault::detail("too-many", MOST)) } else { Ok(Value::Many(tags)) }
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        Ok(Value::Many(many_of::items(text).map(str::to_owned).collect()))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        value.as_many().join(", ")
    }

    fn plain(&self, value: &Value) -> String {
        value.as_many().join(",")
    }

    fn to_json(&self, value: &Value) -> Json {
        many_of::to_json(value)
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        many_of::read_json(json, &Formats::default(), self)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({
            "type": ["array", "null"],
            "items": {"type": "string", "minLength": 1, "maxLength": LONGEST},
            "minItems": 1,
            "maxItems": MOST,
            "uniqueItems": true,
        })
    }

    fn json_input(&self) -> Json {
        many_of::taken(self.json_schema())
    }

    fn operators(&self) -> &'static [Op] {
        Op::SET
    }

    fn sortable(&self) -> bool {
        false
    }
}
