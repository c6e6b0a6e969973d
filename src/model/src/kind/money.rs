//! An amount in the currency that the record's field `currency` names; exact to four digits after the point.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::*;
use crate::formats::is_currency_sign;

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

/// The sign people write beside an amount, or the code where there is none.
fn sign(currency: &str) -> String {
    match currency {
        "USD" => "$".into(),
        "CNY" => "CN¥".into(),
        "TWD" => "NT$".into(),
        code => {
            let symbol = iso_currency::Currency::from_str(code).map(|known| known.symbol().to_string());
            let usual = |symbol: &String| symbol.chars().count() == 1 && !symbol.is_ascii();
            symbol.ok().filter(usual).unwrap_or_else(|| code.into())
        }
    }
}

/// `amount` as a person reads it: "€1,234.50"; digits beyond the currency's are shown where there are any.
pub fn format(amount: Decimal, currency: &str, formats: &Formats) -> String {
    written(amount, digits(currency).max(amount.normalize().scale()), currency, formats)
}

/// `amount` in whole units of the currency.
pub fn format_whole(amount: Decimal, currency: &str, formats: &Formats) -> String {
    written(amount, 0, currency, formats)
}

fn written(amount: Decimal, scale: u32, currency: &str, formats: &Formats) -> String {
    let minus = if amount.is_sign_negative() { "−" } else { "" };
    let (number, sign) = (formats.number(amount.abs(), scale), sign(currency));
    if formats.language.amount_before_currency() {
        return format!("{minus}{number}\u{a0}{sign}");
    }
    let space = if sign == currency { "\u{a0}" } else { "" };
    format!("{minus}{sign}{space}{number}")
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
        let (minus, amount) = text.trim().strip_prefix(['-', '−']).map_or(("", text), |rest| ("-", rest));
        let beside = |c: char| c.is_alphabetic() || c.is_whitespace() || is_currency_sign(c);
        parse_decimal(&format!("{minus}{}", amount.trim_matches(beside)), formats)
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
    use crate::Language;

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
    fn what_is_shown_is_read_back_in_each_language() {
        let russian = Formats { language: Language::Russian, ..Formats::default() };
        let amount = Decimal::from_str("-1234.5").unwrap();
        assert_eq!(format(amount, "EUR", &russian), "−1\u{a0}234,50\u{a0}€");
        assert_eq!(format(amount, "PLN", &russian), "−1\u{a0}234,50\u{a0}PLN");
        assert_eq!(format_whole(amount, "RUB", &russian), "−1\u{a0}235\u{a0}₽");
        for language in Language::ALL {
            let formats = Formats { language, ..Formats::default() };
            for currency in ["EUR", "USD", "CNY", "TWD", "KRW", "RUB", "INR", "PLN"] {
                let shown = format(amount, currency, &formats);
                assert_eq!(Money {}.parse(&shown, &formats), Ok(Value::Decimal(amount)), "{shown}");
            }
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
