//! Numbers as people type and export them. Nothing in a text is passed over: what is neither digit nor a separator in
//! its place makes it no number, because a number that was guessed is worse than an error.

use rust_decimal::Decimal;

use crate::problem::Fault;

/// Reads `text` with separators of any language. `decimal` is the decimal separator, and decides what "1,234" means
/// alone; `told` is the one that is known to stand in this text, so that it also decides "1.234".
pub fn read(text: &str, decimal: char, told: Option<char>) -> Result<Decimal, Fault> {
    let text = text.trim();
    let (minus, digits) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner.trim()),
        None => signed(text),
    };
    let Some(plain) = without_groups(digits, decimal, told) else {
        // Digits were lost where a number was exported with an exponent, but how large it is can be said.
        return Err(read_plain(text).err().unwrap_or_else(no_number));
    };
    read_plain(&plain).map(|number| if minus { -number } else { number })
}

/// Reads plain notation, as programs write it: a point, no groups, an exponent where there is one.
pub fn read_plain(text: &str) -> Result<Decimal, Fault> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(a, b)| (a, Some(b)));
    let digits = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    if !is_fraction(digits) || !exponent.is_none_or(is_whole) {
        return Err(no_number());
    }
    let exact = Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text));
    exact.map_err(|_| Fault::new("out-of-range"))
}

/// The separator that `text` shows to be the decimal one, if it is a number that shows it.
pub fn decimal_of(text: &str) -> Option<char> {
    let (_, digits) = signed(text.trim());
    let (sound, separator) = match shape(digits) {
        Shape::Whole => return None,
        Shape::Fraction(decimal) => {
            (!digits.ends_with(decimal) && without_groups(digits, decimal, None).is_some(), decimal)
        }
        // "1.234.567": the other one.
        Shape::Groups(group @ ('.' | ',')) => {
            (is_grouped(digits, group), if group == '.' { ',' } else { '.' })
        }
        Shape::Groups(_) | Shape::Either(_) => return None,
    };
    sound.then_some(separator)
}

fn no_number() -> Fault {
    Fault::new("not-a-number")
}

fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits with at most one point among, before or after them.
fn is_fraction(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let points = text.bytes().filter(|byte| *byte == b'.').count();
    digits > 0 && points <= 1 && digits + points == text.len()
}

/// What the separators of a number say.
enum Shape {
    Whole,
    /// They are all this one, which sets groups apart.
    Groups(char),
    /// This one comes before the fraction.
    Fraction(char),
    /// This one may be either.
    Either(char),
}

fn shape(digits: &str) -> Shape {
    let separators: Vec<char> = digits.chars().filter_map(separator).collect();
    let (Some(first), Some(last)) = (separators.first().copied(), separators.last().copied()) else {
        return Shape::Whole;
    };
    let count = separators.iter().filter(|other| **other == last).count();
    match last {
        '.' | ',' if count > 1 => Shape::Groups(last),
        '.' | ',' if first == last && may_be_group(digits, last) => Shape::Either(last),
        '.' | ',' => Shape::Fraction(last),
        last => Shape::Groups(last),
    }
}

/// All spaces are the same.
fn separator(c: char) -> Option<char> {
    match c {
        '.' | ',' | '\'' | '_' => Some(c),
        '’' => Some('\''),
        c if c.is_whitespace() => Some(' '),
        _ => None,
    }
}

/// One to three digits before, of which the first is no nought, and three after.
fn may_be_group(digits: &str, separator: char) -> bool {
    !digits.starts_with('0') && is_grouped(digits, separator)
}

fn is_grouped(digits: &str, group: char) -> bool {
    let mut parts = digits.split(|c| separator(c) == Some(group));
    let of_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(|first| (1..=3).contains(&first.len()) && of_digits(first))
        && parts.all(|part| part.len() == 3 && of_digits(part))
}

/// `digits` with a point as the only separator; `None` where a separator stands in a wrong place.
fn without_groups(digits: &str, decimal: char, told: Option<char>) -> Option<String> {
    let (whole, fraction) = match shape(digits) {
        Shape::Whole | Shape::Groups(_) => (digits, ""),
        Shape::Fraction(separator) => digits.rsplit_once(separator)?,
        Shape::Either(separator) => {
            // No language that the product speaks sets thousands apart by points.
            let is_decimal = told.map_or(separator == '.' || decimal == ',', |told| told == separator);
            if is_decimal { digits.rsplit_once(separator)? } else { (digits, "") }
        }
    };
    if let Some(group) = whole.chars().find_map(separator)
        && !is_grouped(whole, group)
    {
        return None;
    }
    let mut plain: String = whole.chars().filter(|c| separator(*c).is_none()).collect();
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    is_fraction(&plain).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, decimal: char, told: Option<char>) -> String {
        read(text, decimal, told).map_or_else(|fault| fault.code.to_owned(), |number| number.to_string())
    }

    #[test]
    fn numbers_are_read_as_they_stand() {
        for (text, number) in [
            ("12", "12"),
            ("-12.50", "-12.50"),
            ("−3", "-3"),
            ("+5", "5"),
            ("(5.00)", "-5.00"),
            (".5", "0.5"),
            ("12.", "12"),
            ("1,234", "1234"),
            ("1.234", "1.234"),
            ("12,5", "12.5"),
            ("0,125", "0.125"),
            ("1234,567", "1234.567"),
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1.234.567", "1234567"),
            ("1,234,567.891", "1234567.891"),
            ("1 234 567,89", "1234567.89"),
            ("1 234,567", "1234.567"),
            ("1\u{202f}234", "1234"),
            ("1'234’567.5", "1234567.5"),
            ("1_000", "1000"),
        ] {
            assert_eq!(said(text, '.', None), number, "{text}");
        }
        assert_eq!(said("1,234", ',', None), "1.234");
    }

    #[test]
    fn nothing_is_passed_over() {
        for text in [
            "",
            "-",
            ".",
            ",",
            "12abc",
            "12,x",
            "x12",
            "$5k",
            "$5",
            "12 USD",
            "12 kg",
            "12 %",
            "5万",
            "1,2,3",
            "12,34,567",
            "1 23",
            "12 34",
            "1.23.456",
            "1,234,56",
            "1.234,567.89",
            "1,234 567",
            "--5",
            "5-",
            "(-5",
            "1e5",
            "1.2E+05",
            "12E5",
            "0x10",
            "１２",
            "1..2",
            "1,,234",
            "nan",
            "∞",
        ] {
            assert_eq!(said(text, '.', None), "not-a-number", "{text}");
        }
    }

    #[test]
    fn what_is_too_large_is_a_number() {
        for text in [
            "99999999999999999999999999999999",
            "-99999999999999999999999999999999",
            "99,999,999,999,999,999,999,999,999,999,999.00",
            "1e30",
            "1E+99999999999999999999",
        ] {
            assert_eq!(said(text, '.', None), "out-of-range", "{text}");
        }
        assert_eq!(read_plain("1e30").unwrap_err().code, "out-of-range");
        assert_eq!(read_plain("1.5e3").unwrap().to_string(), "1500");
        for text in ["1,5", "1_000", "1e", "e5", " 1", "1e5.5"] {
            assert_eq!(read_plain(text).unwrap_err().code, "not-a-number", "{text}");
        }
    }

    #[test]
    fn one_number_tells_how_its_column_is_written() {
        for (text, decimal) in [
            ("1.234.567", Some(',')),
            ("1,234,567", Some('.')),
            ("12,5", Some(',')),
            ("-0.125", Some('.')),
            ("1.234,50", Some(',')),
            ("1 234,567", Some(',')),
            ("1.234", None),
            ("1,234", None),
            ("1 234", None),
            ("1234", None),
            ("1,2,3", None),
            ("12,", None),
            ("31.12.2020", None),
            ("10.0.0.1", None),
            ("a, b", None),
            ("e. g.", None),
        ] {
            assert_eq!(decimal_of(text), decimal, "{text}");
        }
        assert_eq!(said("1.234", '.', Some(',')), "1234");
        assert_eq!(said("1,234", '.', Some(',')), "1.234");
        assert_eq!(said("12.5", '.', Some(',')), "12.5");
    }
}
