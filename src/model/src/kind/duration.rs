//! A length of time in whole minutes, written 1:30 or 90.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Duration {}

/// Ten years.
const LONGEST: i64 = 5_256_000;

impl Rules for Duration {
    fn storage(&self) -> Storage {
        Storage::Int
    }

    fn store(&self, value: &Value) -> Stored {
        value.as_integer().map_or(Stored::Null, Stored::Int)
    }

    fn load(&self, stored: Stored) -> Value {
        if let Stored::Int(minutes) = stored { Value::Integer(minutes) } else { Value::Empty }
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        match value {
            Value::Integer(minutes) if (0..=LONGEST).contains(&minutes) => Ok(Value::Integer(minutes)),
            Value::Integer(_) => Err(Fault::new("out-of-range")),
            _ => Err(Fault::new("not-a-duration")),
        }
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        let minutes = match text.split_once(':') {
            Some((hours, minutes)) => hours
                .trim()
                .parse::<i64>()
                .ok()
                .and_then(|hours| hours.checked_mul(60))
                .zip(minutes.trim().parse::<i64>().ok().filter(|minutes| (0..60).contains(minutes)))
                .map(|(hours, minutes)| hours + minutes),
            None => text.parse().ok(),
        };
        minutes.map(Value::Integer).ok_or(Fault::new("not-a-duration"))
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        let minutes = value.as_integer().unwrap_or_default();
        format!("{}:{:02}", minutes / 60, minutes % 60)
    }

    fn plain(&self, value: &Value) -> String {
        value.as_integer().map(|minutes| minutes.to_string()).unwrap_or_default()
    }

    fn to_json(&self, value: &Value) -> Json {
        value.as_integer().map_or(Json::Null, Json::from)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": ["integer", "null"], "description": "minutes", "minimum": 0, "maximum": LONGEST})
    }

    fn operators(&self) -> &'static [Op] {
        Op::ORDERED
    }

    fn aggregates(&self) -> &'static [Aggregate] {
        &[Aggregate::Count, Aggregate::Sum, Aggregate::Average, Aggregate::Min, Aggregate::Max]
    }
}
