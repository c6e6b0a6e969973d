//! A score from 0 to 100.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {}

const WITHIN: Integer = Integer { min: 0, max: 100, grouped: true };

impl Rules for Score {
    fn storage(&self) -> Storage {
        WITHIN.storage()
    }

    fn store(&self, value: &Value) -> Stored {
        WITHIN.store(value)
    }

    fn load(&self, stored: Stored) -> Value {
        WITHIN.load(stored)
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        WITHIN.check(value)
    }

    fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Fault> {
        WITHIN.parse(text, formats)
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        WITHIN.plain(value)
    }

    fn plain(&self, value: &Value) -> String {
        WITHIN.plain(value)
    }

    fn to_json(&self, value: &Value) -> Json {
        WITHIN.to_json(value)
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        WITHIN.read_json(json)
    }

    fn json_schema(&self) -> Json {
        WITHIN.json_schema()
    }

    fn operators(&self) -> &'static [Op] {
        Op::ORDERED
    }

    fn aggregates(&self) -> &'static [Aggregate] {
        &[Aggregate::Count, Aggregate::Average, Aggregate::Min, Aggregate::Max]
    }
}
