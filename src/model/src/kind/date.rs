//! A calendar day, without time or zone.

use chrono::NaiveDate;

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Date {}

impl Rules for Date {
    /// `2026-07-04`: sorts as text and its month is a prefix.
    fn store(&self, value: &Value) -> Stored {
        if let Value::Date(date) = value { Stored::Text(date.to_string()) } else { Stored::Null }
    }

    fn load(&self, stored: Stored) -> Value {
        let Stored::Text(text) = stored else { return Value::Empty };
        NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_or(Value::Empty, Value::Date)
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        match value {
            Value::Date(date) if (1..=9999).contains(&chrono::Datelike::year(&date)) => Ok(Value::Date(date)),
            Value::Date(_) => Err(Fault::new("out-of-range")),
            _ => Err(Fault::new("not-a-date")),
        }
    }

    fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Fault> {
        formats.parse_date(text).map(Value::Date).ok_or(Fault::new("not-a-date"))
    }

    fn format(&self, value: &Value, show: Show<'_>) -> String {
        if let Value::Date(date) = value { show.formats.date(*date) } else { String::new() }
    }

    fn plain(&self, value: &Value) -> String {
        if let Value::Date(date) = value { date.to_string() } else { String::new() }
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": ["string", "null"], "format": "date"})
    }

    fn operators(&self) -> &'static [Op] {
        Op::ORDERED
    }

    fn aggregates(&self) -> &'static [Aggregate] {
        &[Aggregate::Count, Aggregate::Min, Aggregate::Max]
    }
}
