//! An exact decimal number with a declared number of digits after the point.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecimalKind {
    /// Digits after the point, at most 9.
    pub scale: u32,
}

impl Rules for DecimalKind {
    fn storage(&self) -> Storage {
        Storage::Int
    }

    fn store(&self, value: &Value) -> Stored {
        value.as_decimal().and_then(|number| scaled(number, self.scale)).map_or(Stored::Null, Stored::Int)
    }

    fn load(&self, stored: Stored) -> Value {
        if let Stored::Int(number) = stored { unscaled(number, self.scale) } else { Value::Empty }
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        check_decimal(&value, self.scale)
    }

    fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Fault> {
        parse_decimal(text, formats)
    }

    fn format(&self, value: &Value, show: Show<'_>) -> String {
        let number = value.as_decimal().unwrap_or_default().normalize();
        show.formats.number(number, number.scale())
    }

    fn plain(&self, value: &Value) -> String {
        value.as_decimal().map(|number| number.normalize().to_string()).unwrap_or_default()
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        decimal_of_json(json)
    }

    fn json_schema(&self) -> Json {
        let digits = format!("^-?[0-9]+([.][0-9]{{1,{}}})?$", self.scale.max(1));
        serde_json::json!({"type": ["string", "null"], "format": "decimal", "pattern": digits})
    }

    fn json_input(&self) -> Json {
        json_decimal()
    }

    fn operators(&self) -> &'static [Op] {
        Op::ORDERED
    }

    fn aggregates(&self) -> &'static [Aggregate] {
        &[Aggregate::Count, Aggregate::Sum, Aggregate::Average, Aggregate::Min, Aggregate::Max]
    }
}
