//! A share in per cent, with up to four digits after the point: 12.5 means 12.5 %.

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Percent {
    pub min: i64,
    pub max: i64,
}

/// Digits after the point in the column.
const SCALE: u32 = 4;

impl Rules for Percent {
    fn storage(&self) -> Storage {
        Storage::Int
    }

    fn store(&self, value: &Value) -> Stored {
        value.as_decimal().and_then(|number| scaled(number, SCALE)).map_or(Stored::Null, Stored::Int)
    }

    fn load(&self, stored: Stored) -> Value {
        if let Stored::Int(number) = stored { unscaled(number, SCALE) } else { Value::Empty }
    }

    fn check(&self, value: Value) -> Result<Value, Fault> {
        let value = check_decimal(&value, SCALE)?;
        let within =
            value.as_decimal().is_some_and(|number| number >= self.min.into() && number <= self.max.into());
        if within {
            Ok(value)
        } else {
            Err(Fault::detail("out-of-bounds", format!("{}–{}", self.min, self.max)))
        }
    }

    fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Fault> {
        parse_decimal(text.strip_suffix(['%', '％']).unwrap_or(text), formats)
    }

    fn format(&self, value: &Value, show: Show<'_>) -> String {
        let number = value.as_decimal().unwrap_or_default().normalize();
        format!("{}\u{202f}%", show.formats.number(number, number.scale()))
    }

    fn plain(&self, value: &Value) -> String {
        value.as_decimal().map(|number| number.normalize().to_string()).unwrap_or_default()
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        decimal_of_json(json)
    }

    fn json_schema(&self) -> Json {
        let digits = format!("^-?[0-9]+([.][0-9]{{1,{SCALE}}})?$");
        serde_json::json!({"type": ["string", "null"], "format": "decimal", "pattern": digits})
    }

    fn json_input(&self) -> Json {
        let mut schema = json_decimal();
        schema["minimum"] = self.min.into();
        schema["maximum"] = self.max.into();
        schema
    }

    fn operators(&self) -> &'static [Op] {
        Op::ORDERED
    }

    fn aggregates(&self) -> &'static [Aggregate] {
        &[Aggregate::Count, Aggregate::Average, Aggregate::Min, Aggregate::Max]
    }
}
