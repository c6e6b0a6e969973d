//! A whole number within bounds.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Integer {
    pub min: i64,
    pub max: i64,
    /// Whether thousands are set apart; not in what counts nothing, such as a year.
    pub grouped: bool,
}

impl Rules for Integer {
    fn storage(&self) -> Storage {
        Storage::Int
    }

    fn store(&self, value: &Value) -> Stored {
        value.as_integer().map_or(Stored::Null, Stored::Int)
    }

    fn load(&self, stored: Stored) -> Value {
        if let Stored::Int(number) = stored { Value::Integer(number) } else { Value::Empty }
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        let number = match value {
            Value::Integer(number) => number,
            Value::Decimal(number) if number.is_integer() => {
                rust_decimal::prelude::ToPrimitive::to_i64(&number).ok_or(Fault::new("out-of-range"))?
            }
            _ => return Err(Fault::new("not-a-whole-number")),
        };
        if (self.min..=self.max).contains(&number) {
            Ok(Value::Integer(number))
        } else {
            Err(Fault::detail("out-of-bounds", format!("{}–{}", self.min, self.max)))
        }
    }

    fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Fault> {
        parse_decimal(text, formats)
    }

    fn format(&self, value: &Value, show: Show<'_>) -> String {
        if !self.grouped {
            return self.plain(value);
        }
        value.as_decimal().map(|number| show.formats.number(number, 0)).unwrap_or_default()
    }

    fn plain(&self, value: &Value) -> String {
        value.as_integer().map(|number| number.to_string()).unwrap_or_default()
    }

    fn to_json(&self, value: &Value) -> Json {
        value.as_integer().map_or(Json::Null, Json::from)
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        decimal_of_json(json)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": ["integer", "null"], "minimum": self.min, "maximum": self.max})
    }

    fn operators(&self) -> &'static [Op] {
        Op::ORDERED
    }

    fn aggregates(&self) -> &'static [Aggregate] {
        &[Aggregate::Count, Aggregate::Sum, Aggregate::Average, Aggregate::Min, Aggregate::Max]
    }
}
