//! A reference to a user; `me` in a condition means who asks.

use super::*;
use crate::Name;
use crate::kind::link;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct User {}

pub(super) const TARGETS: &[Name] = &[Name::new_static("users")];

impl Rules for User {
    fn storage(&self) -> Storage {
        Storage::Id
    }

    fn store(&self, value: &Value) -> Stored {
        link::store(value)
    }

    fn load(&self, stored: Stored) -> Value {
        link::load(stored, TARGETS)
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        link::check(value, TARGETS)
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        link::parse(text, TARGETS)
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        value.as_link().map(|link| link.title.clone()).unwrap_or_default()
    }

    fn plain(&self, value: &Value) -> String {
        link::plain(value, TARGETS)
    }

    fn to_json(&self, value: &Value) -> Json {
        link::to_json(value)
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        link::read_json(json, TARGETS)
    }

    fn json_schema(&self) -> Json {
        link::json_schema(TARGETS)
    }

    fn json_input(&self) -> Json {
        link::json_input(TARGETS)
    }

    fn operators(&self) -> &'static [Op] {
        Op::LINK
    }
}
