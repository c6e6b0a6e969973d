//! The kinds of fields. Each kind is one file here (what it stores, accepts, writes and compares) and one in
//! `ui::field` (how it looks); this enum and its one `match` join them.

mod address;
mod auto_number;
mod date;
mod decimal;
mod duration;
mod email;
mod file;
mod instant;
mod integer;
mod link;
mod long_text;
mod many_of;
pub mod money;
mod one_of;
mod percent;
mod phone;
mod rows;
mod score;
mod tags;
mod text;
mod url;
mod user;
mod yes_no;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use address::Address;
pub use auto_number::{AutoNumber, Restart};
pub use date::Date;
pub use decimal::DecimalKind;
pub use duration::Duration;
pub use email::Email;
pub use file::FileKind;
pub use instant::InstantKind;
pub use integer::Integer;
pub use link::LinkKind;
pub use long_text::LongText;
pub use many_of::ManyOf;
pub use money::Money;
pub use one_of::{Choice, Color, OneOf, Outcome};
pub use percent::Percent;
pub use phone::Phone;
pub use rows::Rows;
pub use score::Score;
pub use tags::Tags;
pub use text::Text;
pub use url::Url;
pub use user::User;
pub use yes_no::YesNo;

use crate::problem::Fault;
use crate::{Formats, Op, Value};

/// What a field is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    Text(Text),
    LongText(LongText),
    Email(Email),
    Phone(Phone),
    Url(Url),
    Integer(Integer),
    Decimal(DecimalKind),
    Percent(Percent),
    Money(Money),
    Date(Date),
    Instant(InstantKind),
    Duration(Duration),
    YesNo(YesNo),
    OneOf(OneOf),
    ManyOf(ManyOf),
    Link(LinkKind),
    User(User),
    Address(Address),
    Tags(Tags),
    AutoNumber(AutoNumber),
    File(FileKind),
    Score(Score),
    Rows(Rows),
}

impl Kind {
    /// The one place where a kind finds its rules.
    pub fn rules(&self) -> &dyn Rules {
        match self {
            Kind::Text(kind) => kind,
            Kind::LongText(kind) => kind,
            Kind::Email(kind) => kind,
            Kind::Phone(kind) => kind,
            Kind::Url(kind) => kind,
            Kind::Integer(kind) => kind,
            Kind::Decimal(kind) => kind,
            Kind::Percent(kind) => kind,
            Kind::Money(kind) => kind,
            Kind::Date(kind) => kind,
            Kind::Instant(kind) => kind,
            Kind::Duration(kind) => kind,
            Kind::YesNo(kind) => kind,
            Kind::OneOf(kind) => kind,
            Kind::ManyOf(kind) => kind,
            Kind::Link(kind) => kind,
            Kind::User(kind) => kind,
            Kind::Address(kind) => kind,
            Kind::Tags(kind) => kind,
            Kind::AutoNumber(kind) => kind,
            Kind::File(kind) => kind,
            Kind::Score(kind) => kind,
            Kind::Rows(kind) => kind,
        }
    }

    /// Its name, as in JSON.
    pub const fn key(&self) -> &'static str {
        match self {
            Kind::Text(_) => "text",
            Kind::LongText(_) => "long_text",
            Kind::Email(_) => "email",
            Kind::Phone(_) => "phone",
            Kind::Url(_) => "url",
            Kind::Integer(_) => "integer",
            Kind::Decimal(_) => "decimal",
            Kind::Percent(_) => "percent",
            Kind::Money(_) => "money",
            Kind::Date(_) => "date",
            Kind::Instant(_) => "instant",
            Kind::Duration(_) => "duration",
            Kind::YesNo(_) => "yes_no",
            Kind::OneOf(_) => "one_of",
            Kind::ManyOf(_) => "many_of",
            Kind::Link(_) => "link",
            Kind::User(_) => "user",
            Kind::Address(_) => "address",
            Kind::Tags(_) => "tags",
            Kind::AutoNumber(_) => "auto_number",
            Kind::File(_) => "file",
            Kind::Score(_) => "score",
            Kind::Rows(_) => "rows",
        }
    }

    /// A value that was kept before the field became this kind, as this kind has it.
    pub fn recall(&self, value: Value) -> Value {
        match (self, value) {
            (Kind::ManyOf(_), Value::Text(key)) => Value::Many(vec![key]),
            (Kind::OneOf(_), Value::Many(mut keys)) if keys.len() == 1 => {
                keys.pop().map_or(Value::Empty, Value::Text)
            }
            (Kind::Decimal(_), Value::Integer(number)) => Value::Decimal(number.into()),
            (Kind::Integer(_) | Kind::Score(_), Value::Decimal(number)) if number.is_integer() => {
                number.try_into().map_or(Value::Decimal(number), Value::Integer)
            }
            (_, value) => value,
        }
    }

    /// The modules that a field of this kind points to; empty for all but links and users.
    pub fn targets(&self) -> &[crate::Name] {
        match self {
            Kind::Link(link) => &link.to,
            Kind::User(_) => user::TARGETS,
            _ => &[],
        }
    }

    /// The list of values, for kinds that have one.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Kind::OneOf(kind) => &kind.choices,
            Kind::ManyOf(kind) => &kind.choices,
            _ => &[],
        }
    }
}

/// What lies in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// A 64-bit integer: numbers scaled by a power of ten, milliseconds since 1970, 0 and 1.
    Int,
    Text,
    /// A record's id.
    Id,
    /// No column: the kind shows other fields together, or lies in a table of its own.
    Nothing,
}

/// The content of a column, the same in both databases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stored {
    Null,
    Int(i64),
    Text(String),
    Id(crate::Id),
}

/// What can be worked out over many values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    Count,
    Sum,
    Average,
    Min,
    Max,
}

/// What formatting a value needs besides the value.
#[derive(Clone, Copy, Debug)]
pub struct Show<'a> {
    pub formats: &'a Formats,
    /// ISO 4217 code of the record's amounts.
    pub currency: &'a str,
}

/// The behaviour of a kind. The defaults serve kinds that hold plain text.
pub trait Rules {
    fn storage(&self) -> Storage {
        Storage::Text
    }

    /// The column's content for a checked value.
    fn store(&self, value: &Value) -> Stored {
        match value {
            Value::Text(text) if !text.is_empty() => Stored::Text(text.clone()),
            _ => Stored::Null,
        }
    }

    fn load(&self, stored: Stored) -> Value {
        match stored {
            Stored::Text(text) => Value::Text(text),
            Stored::Null | Stored::Int(_) | Stored::Id(_) => Value::Empty,
        }
    }

    /// The normal form of a value that is not empty, or why it may not be.
    fn check(&self, value: Value) -> Result<Value, Fault>;

    /// Reads what a person typed or a file holds; `text` is trimmed and not empty.
    fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Fault>;

    /// What a person reads. `value` is not empty.
    fn format(&self, value: &Value, show: Show<'_>) -> String;

    /// The plain form for exports, filters and links: no language, read back by `parse`.
    fn plain(&self, value: &Value) -> String {
        value.as_text().unwrap_or_default().to_owned()
    }

    /// The value in REST; `null` is dealt with before.
    fn to_json(&self, value: &Value) -> Json {
        Json::String(self.plain(value))
    }

    /// Reads a value of REST; `null` is dealt with before.
    fn read_json(&self, json: &Json) -> Result<Value, Fault> {
        match json {
            Json::String(text) if text.trim().is_empty() => Ok(Value::Empty),
            Json::String(text) => self.parse(text.trim(), &Formats::default()),
            Json::Number(number) => self.parse(&number.to_string(), &Formats::default()),
            Json::Bool(_) | Json::Array(_) | Json::Object(_) | Json::Null => Err(Fault::new("wrong-type")),
        }
    }

    /// The JSON Schema (OpenAPI 3.1) of `to_json` and `null`: all that is ever answered.
    fn json_schema(&self) -> Json;

    /// The JSON Schema of what `read_json` is promised to take. It may take more.
    fn json_input(&self) -> Json {
        self.json_schema()
    }

    fn operators(&self) -> &'static [Op] {
        Op::TEXT
    }

    fn aggregates(&self) -> &'static [Aggregate] {
        &[Aggregate::Count]
    }

    /// Whether a list may be sorted by it.
    fn sortable(&self) -> bool {
        true
    }

    /// Whether the search index holds it.
    fn searchable(&self) -> bool {
        false
    }
}

/// The longest text in a field of one line, in characters.
pub const LINE: usize = 255;
/// The longest text of several lines, in characters.
pub const PAGE: usize = 100_000;

/// Text without control characters (NUL and bidi overrides among them, which can hide what a text says), at most
/// `max` characters long, trimmed.
fn clean_text(value: Value, max: usize, lines: bool) -> Result<String, Fault> {
    let Value::Text(text) = value else { return Err(Fault::new("wrong-type")) };
    let clean: String = text.chars().filter(|c| !is_forbidden(*c, lines)).collect();
    let clean = clean.trim();
    if clean.chars().count() > max { Err(Fault::detail("too-long", max)) } else { Ok(clean.to_owned()) }
}

fn is_forbidden(c: char, lines: bool) -> bool {
    let bidi = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    bidi || c == '\u{feff}' || c.is_control() && !(lines && matches!(c, '\n' | '\t'))
}

/// `number` scaled by 10^`scale` as it lies in the column; `None` beyond 64 bits.
fn scaled(number: rust_decimal::Decimal, scale: u32) -> Option<i64> {
    let factor = rust_decimal::Decimal::from(10_i64.checked_pow(scale)?);
    let shifted = number.checked_mul(factor)?;
    rust_decimal::prelude::ToPrimitive::to_i64(&shifted)
}

fn unscaled(number: i64, scale: u32) -> Value {
    Value::Decimal(rust_decimal::Decimal::new(number, scale))
}

/// A decimal that fits a column of `scale` digits after the point, without losing any.
fn check_decimal(value: &Value, scale: u32) -> Result<Value, Fault> {
    let number = value.as_decimal().ok_or(Fault::new("not-a-number"))?;
    if number.normalize().scale() > scale {
        return Err(Fault::detail("too-many-decimals", scale));
    }
    scaled(number, scale).ok_or(Fault::new("out-of-range"))?;
    Ok(Value::Decimal(number.normalize()))
}

/// Reads a decimal from REST without going through floats where the sender gave text.
fn decimal_of_json(json: &Json) -> Result<Value, Fault> {
    let text = match json {
        Json::String(text) if text.trim().is_empty() => return Ok(Value::Empty),
        Json::String(text) => text.trim().to_owned(),
        Json::Number(number) => number.to_string(),
        Json::Bool(_) | Json::Array(_) | Json::Object(_) | Json::Null => {
            return Err(Fault::new("wrong-type"));
        }
    };
    crate::number::read_plain(&text).map(Value::Decimal)
}

/// The JSON Schema of what `decimal_of_json` is promised to take.
fn json_decimal() -> Json {
    serde_json::json!({
        "type": ["string", "number", "null"],
        "format": "decimal",
        "pattern": "^[-+]?[0-9]+([.][0-9]+)?$",
        "examples": ["12.5"],
    })
}

fn parse_decimal(text: &str, formats: &Formats) -> Result<Value, Fault> {
    formats.parse_number(text).map(Value::Decimal)
}
