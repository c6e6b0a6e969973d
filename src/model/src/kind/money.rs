//! An amount in the currency that the record's field `currency` names; exact to four digits after the point.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::*;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Money {
    /// What one piece costs: it may have more digits than anybody pays, up to `SCALE`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub each: bool,
}

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

/// What is offered where a company has not said what it counts in.
pub const USUAL: [&str; 20] = [
    "EUR", "USD", "GBP", "CHF", "CNY", "TWD", "HKD", "KRW", "JPY", "RUB", "UAH", "KZT", "PLN", "CZK", "SEK",
    "NOK", "DKK", "INR", "AUD", "CAD",
];

/// All currencies of ISO 4217 that are in use.
pub fn currencies() -> impl Iterator<Item = Choice> {
    let all = (1..1_000).filter_map(iso_currency::Currency::from_numeric);
    all.filter(|currency| is_in_use(*currency)).map(|currency| {
        let (code, sign) = (currency.code(), sign(currency.code()));
        let label = if sign == code { sign } else { format!("{code} {sign}") };
        Choice { key: code.into(), label, ..Choice::default() }
    })
}

/// Whether `code` names a currency of ISO 4217 that is in use.
pub fn is_currency(code: &str) -> bool {
    iso_currency::Currency::from_str(code).is_ok_and(is_in_use)
}

fn is_in_use(currency: iso_currency::Currency) -> bool {
    !currency.is_special() && !currency.is_fund() && currency.is_superseded().is_none()
}

/// Whether a text about an amount says in which currency it is.
pub fn names_currency(text: &str) -> bool {
    text.contains(|c: char| c.is_alphabetic() || is_sign(c))
}

/// What people write beside an amount in their language.
const WORDS: [(&str, &str); 8] = [
    ("CNY", "元"),
    ("CNY", "RMB"),
    ("TWD", "元"),
    ("JPY", "円"),
    ("KRW", "원"),
    ("RUB", "руб."),
    ("RUB", "руб"),
    ("RUB", "р."),
];

/// All that may stand beside an amount in `currency`, the longer before what it ends with.
fn marks(currency: &str) -> Vec<String> {
    let Ok(known) = iso_currency::Currency::from_str(currency) else { return Vec::new() };
    let words = WORDS.iter().filter(|(of, _)| *of == currency).map(|(_, word)| (*word).to_owned());
    let mut marks: Vec<String> =
        words.chain([currency.to_owned(), sign(currency), known.symbol().symbol]).collect();
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.len()));
    marks.dedup();
    marks
}

/// A minus, which may be a pair of parentheses, and the rest.
fn apart(text: &str) -> (&'static str, &str) {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.or_else(|| text.strip_prefix(['-', '−'])).map_or(("", text), |rest| ("-", rest.trim()))
}

/// `amount` without the sign or the code of `currency` before or after it.
fn without_mark<'a>(amount: &'a str, currency: &str) -> &'a str {
    marks(currency).iter().fold(amount, |rest, mark| strip(rest, mark).unwrap_or(rest))
}

fn strip<'a>(amount: &'a str, mark: &str) -> Option<&'a str> {
    let before = || amount.split_at_checked(mark.len()).filter(|(start, _)| same(start, mark));
    let end = amount.len().checked_sub(mark.len());
    let after = || amount.split_at_checked(end?).filter(|(_, end)| same(end, mark));
    before().map(|(_, rest)| rest.trim_start()).or_else(|| after().map(|(rest, _)| rest.trim_end()))
}

fn same(text: &str, mark: &str) -> bool {
    text.eq_ignore_ascii_case(mark)
}

/// Whether the sign or the code of another currency stands before or after `amount`.
fn has_mark_of_other(amount: &str, currency: &str) -> bool {
    let mark = amount.trim_matches(|c: char| !c.is_alphabetic() && !is_sign(c));
    let letters = mark.trim_end_matches(is_sign);
    let is_signed = letters.len() < mark.len() && letters.chars().all(|c| c.is_ascii_uppercase());
    let is_code = || iso_currency::Currency::from_str(&mark.to_ascii_uppercase()).is_ok();
    (is_signed || is_code()) && !marks(currency).iter().any(|own| same(own, mark))
}

const fn is_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}')
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
        let (minus, amount) = apart(text.trim());
        let own = without_mark(amount, &formats.currency);
        parse_decimal(&format!("{minus}{own}"), formats).map_err(|fault| {
            let other = fault.code == "not-a-number"
                && !formats.currency.is_empty()
                && has_mark_of_other(own, &formats.currency);
            if other { Fault::detail("other-currency", &formats.currency) } else { fault }
        })
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
        let digits = format!("^-?[0-9]+[.][0-9]{{2,{SCALE}}}$");
        serde_json::json!({"type": ["string", "null"], "format": "decimal", "pattern": digits, "examples": ["1250.00"]})
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
            let value = Money::default()
                .parse(text, &formats)
                .and_then(|value| Money::default().check(value))
                .unwrap();
            assert_eq!(
                Money::default().load(Money::default().store(&value)).as_decimal(),
                value.as_decimal()
            );
            assert_eq!(Money::default().format(&value, Show { formats: &formats, currency }), shown);
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
            for currency in ["EUR", "USD", "CNY", "TWD", "KRW", "RUB", "INR", "PLN"] {
                let formats = Formats { language, currency: currency.into(), ..Formats::default() };
                let shown = format(amount, currency, &formats);
                assert_eq!(Money::default().parse(&shown, &formats), Ok(Value::Decimal(amount)), "{shown}");
            }
        }
    }

    #[test]
    fn only_the_own_currency_stands_beside_an_amount() {
        for (text, currency, said) in [
            ("12 EUR", "EUR", "12"),
            ("eur 12", "EUR", "12"),
            ("€12", "EUR", "12"),
            ("12,50\u{a0}€", "EUR", "12.50"),
            ("-€12", "EUR", "-12"),
            ("€-12", "EUR", "-12"),
            ("(€12)", "EUR", "-12"),
            ("$5", "USD", "5"),
            ("$5 USD", "USD", "5"),
            ("CN¥5", "CNY", "5"),
            ("5元", "CNY", "5"),
            ("5 000 руб.", "RUB", "5000"),
            ("5,000원", "KRW", "5000"),
            ("12 USD", "EUR", "other-currency"),
            ("usd12", "EUR", "other-currency"),
            ("$5", "EUR", "other-currency"),
            ("-US$5", "EUR", "other-currency"),
            ("€5", "USD", "other-currency"),
            ("12 USD", "", "not-a-number"),
            ("$5", "", "not-a-number"),
            ("€€5", "EUR", "not-a-number"),
            ("$5k", "USD", "not-a-number"),
            ("$5k", "EUR", "not-a-number"),
            ("12abc", "EUR", "not-a-number"),
            ("12,x", "EUR", "not-a-number"),
            ("12 kg", "EUR", "not-a-number"),
            ("1,2,3", "EUR", "not-a-number"),
            ("5万", "CNY", "not-a-number"),
            ("€", "EUR", "not-a-number"),
            ("€1e30", "EUR", "out-of-range"),
            ("1e30", "EUR", "out-of-range"),
            ("99999999999999999999999999999999", "EUR", "out-of-range"),
        ] {
            let formats = Formats { currency: currency.into(), ..Formats::default() };
            let told = match (Money::default()).parse(text, &formats) {
                Ok(value) => value.as_decimal().unwrap_or_default().to_string(),
                Err(fault) => fault.code.to_owned(),
            };
            assert_eq!(told, said, "{text} in {currency}");
        }
    }

    #[test]
    fn amounts_beyond_the_column_are_refused() {
        for text in ["922337203685478", "1.00001", "99999999999999999999999999"] {
            let json = Json::String(text.into());
            let result = Money::default().read_json(&json).and_then(|value| Money::default().check(value));
            assert_eq!(result.is_err(), text != "922337203685477", "{text}");
        }
    }
}
