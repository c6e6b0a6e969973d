//! An amount in the currency that the record's field `currency` names; exact to four digits after the point.

use std::str::FromStr;

use super::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Money {}

/// Digits after the point in the column: enough for currencies of three decimals and for unit prices.
pub const SCALE: u32 = 4;

/// The digits after the point that amounts of `currency` (ISO 4217) are shown with; 2 where it is unknown.
pub fn digits(currency: &str) -> u32 {
    iso_currency::Currency::from_str(currency)
        .ok()
        .and_then(|currency| currency.exponent())
        .map_or(2, u32::from)
}

/// The sign people write before an amount, or the code where there is none.
fn sign(currency: &str) -> String {
    match currency {
        "USD" => "$".into(),
        "CNY" => "CN¥".into(),
        "TWD" => "NT$".into(),
        code => match iso_currency::Currency::from_str(code) {
            Ok(known) => {
                let symbol = known.symbol().to_string();
                if symbol.chars().count() == 1 && !symbol.is_ascii() {
                    symbol
                } else {
                    format!("{code}\u{a0}")
                }
            }
            Err(_) => format!("{code}\u{a0}"),
        },
    }
}

/// `amount` as a person reads it: "€1,234.50"; digits beyond the currency's are shown where there are any.
pub fn format(amount: rust_decimal::Decimal, currency: &str, formats: &Formats) -> String {
    let scale = digits(currency).max(amount.normalize().scale());
    let (minus, amount) = if amount.is_sign_negative() { ("−", -amount) } else { ("", amount) };
    format!("{minus}{}{}", sign(currency), formats.number(amount, scale))
}

impl Rules for Money {
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
        check_decimal(&value, SCALE)
    }

    fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Fault> {
        parse_decimal(text.trim_matches(|c: char| c.is_alphabetic() || c.is_whitespace()), formats)
    }

    fn format(&self, value: &Value, show: Show<'_>) -> String {
        value.as_decimal().map(|amount| format(amount, show.currency, show.formats)).unwrap_or_default()
    }

    /// At least two digits after the point, as amounts are written.
    fn plain(&self, value: &Value) -> String {
        let Some(number) = value.as_decimal() else { return String::new() };
        let mut number = number.normalize();
        number.rescale(number.scale().max(2));
        number.to_string()
    }

    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        decimal_of_json(json)
    }

    fn json_schema(&self) -> Json {
        serde_json::json!({"type": ["string", "null"], "format": "decimal", "examples": ["1250.00"]})
    }

    fn operators(&self) -> &'static [Op] {
        Op::ORDERED
    }

    fn aggregates(&self) -> &'static [Aggregate] {
        &[Aggregate::Count, Aggregate::Sum, Aggregate::Average, Aggregate::Min, Aggregate::Max]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_every_digit() {
        let formats = Formats::default();
        for (text, currency, shown) in [
            ("1234.5", "EUR", "€1,234.50"),
            ("1234", "JPY", "¥1,234"),
            ("1.005", "KWD", "KWD\u{a0}1.005"),
            ("0.0395", "USD", "$0.0395"),
            ("-3", "USD", "−$3.00"),
        ] {
            let value = Money {}.parse(text, &formats).and_then(|value| Money {}.check(value)).unwrap();
            assert_eq!(Money {}.load(Money {}.store(&value)).as_decimal(), value.as_decimal());
            assert_eq!(Money {}.format(&value, Show { formats: &formats, currency }), shown);
        }
    }

    #[test]
    fn amounts_beyond_the_column_are_refused() {
        for text in ["922337203685478", "1.00001", "99999999999999999999999999"] {
            let json = Json::String(text.into());
            let result = Money {}.read_json(&json).and_then(|value| Money {}.check(value));
            assert_eq!(result.is_err(), text != "922337203685477", "{text}");
        }
    }
}
