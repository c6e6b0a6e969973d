//! A point in time: stored in UTC, shown on the reader's clock.

use chrono::{DateTime, SecondsFormat};

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InstantKind {}

impl Rules for InstantKind {
    fn storage(&self) -> Storage {
        Storage::Int
    }

    /// Milliseconds since 1970.
    fn store(&self, value: &Value) -> Stored {
        if let Value::Instant(instant) = value {
            Stored::Int(instant.timestamp_millis())
        } else {
            Stored::Null
        }
    }

    fn load(&self, stored: Stored) -> Value {
        let Stored::Int(millis) = stored else { return Value::Empty };
        DateTime::from_timestamp_millis(millis).map_or(Value::Empty, Value::Instant)
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        let Value::Instant(instant) = value else { return Err(Fault::new("not-a-time")) };
        DateTime::from_timestamp_millis(instant.timestamp_millis())
            .map(Value::Instant)
            .ok_or(Fault::new("out-of-range"))
    }

    fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Fault> {
        formats.parse_instant(text).map(Value::Instant).ok_or(Fault::new("not-a-time"))
    }

    fn format(&self, value: &Value, show: Show<'_>) -> String {
        if let Value::Instant(instant) = value { show.formats.instant(*instant) } else { String::new() }
    }

    fn plain(&self, value: &Value) -> String {
        let Value::Instant(instant) = value else { return String::new() };
        instant.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": ["string", "null"], "format": "date-time"})
    }

    fn operators(&self) -> &'static [Op] {
        Op::ORDERED
    }

    fn aggregates(&self) -> &'static [Aggregate] {
        &[Aggregate::Count, Aggregate::Min, Aggregate::Max]
    }
}
