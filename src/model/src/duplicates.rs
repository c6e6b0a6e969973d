//! When two records are the same: the company's rules, and the key that all records have in common which a rule calls
//! the same. Two records are the same by a rule exactly if their keys are equal, so a table of keys finds them.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::fold::fold;
use crate::record::Values;
use crate::{Field, Kind, Module, Name, Storage, Value};

/// So many fields a rule has at most.
pub const MOST_FIELDS: usize = 4;

/// How the values of a field are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// As they stand.
    Exact,
    /// Case, accents, width and how many spaces there are do not count.
    Text,
    /// The last digits of a number, so that the same is found with and without its country.
    Phone,
    Email,
    /// The domain of a web or e-mail address.
    Domain,
    /// The name of a company without its legal form.
    Company,
}

impl Compare {
    pub const ALL: [Compare; 6] =
        [Compare::Exact, Compare::Text, Compare::Phone, Compare::Email, Compare::Domain, Compare::Company];

    pub const fn key(self) -> &'static str {
        match self {
            Compare::Exact => "exact",
            Compare::Text => "folded_text",
            Compare::Phone => "phone_number",
            Compare::Email => "email_address",
            Compare::Domain => "web_domain",
            Compare::Company => "company_name",
        }
    }

    pub fn from_key(key: &str) -> Option<Compare> {
        Compare::ALL.into_iter().find(|compare| compare.key() == key)
    }

    /// How values of a kind are compared that nobody says more of; `None` where they cannot be.
    pub fn usual(kind: &Kind) -> Option<Compare> {
        match kind {
            Kind::Text(_) => Some(Compare::Text),
            Kind::Phone(_) => Some(Compare::Phone),
            Kind::Email(_) => Some(Compare::Email),
            Kind::Url(_) => Some(Compare::Domain),
            Kind::Integer(_)
            | Kind::Decimal(_)
            | Kind::Date(_)
            | Kind::OneOf(_)
            | Kind::Link(_)
            | Kind::User(_)
            | Kind::AutoNumber(_) => Some(Compare::Exact),
            Kind::LongText(_)
            | Kind::Percent(_)
            | Kind::Money(_)
            | Kind::Instant(_)
            | Kind::Duration(_)
            | Kind::YesNo(_)
            | Kind::ManyOf(_)
            | Kind::Address(_)
            | Kind::Tags(_)
            | Kind::File(_)
            | Kind::Score(_)
            | Kind::Rows(_) => None,
        }
    }

    /// Whether values of this kind can be compared so.
    pub fn fits(self, kind: &Kind) -> bool {
        let written = matches!(kind, Kind::Text(_) | Kind::Phone(_) | Kind::Email(_) | Kind::Url(_));
        match self {
            Compare::Exact => Compare::usual(kind).is_some(),
            Compare::Text => written,
            Compare::Phone => matches!(kind, Kind::Text(_) | Kind::Phone(_)),
            Compare::Email => matches!(kind, Kind::Text(_) | Kind::Email(_)),
            Compare::Domain => matches!(kind, Kind::Text(_) | Kind::Email(_) | Kind::Url(_)),
            Compare::Company => matches!(kind, Kind::Text(_)),
        }
    }

    /// What is equal for texts that are the same; empty where nothing can be said.
    fn apply(self, text: &str) -> String {
        match self {
            Compare::Exact => text.trim().to_owned(),
            Compare::Text => single_spaced(&fold(text)),
            Compare::Phone => phone(text),
            Compare::Email => fold(text.trim()),
            Compare::Domain => domain(text),
            Compare::Company => company(text),
        }
    }
}

/// A field that must be the same, and how that is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub field: Name,
    pub compare: Compare,
}

/// Records are the same whose parts all are. A record in which one of them is empty is like none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub name: String,
    pub parts: Vec<Part>,
    /// Whether a second one is refused; else one is asked whether it is meant.
    pub refuse: bool,
}

impl Rule {
    /// That the values of these fields are the same, each compared as is usual for what people write in it.
    pub fn of<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Rule {
        let part = |field: &Field| Part { field: field.name.clone(), compare: written(&field.kind) };
        Rule { name: String::new(), parts: fields.into_iter().map(part).collect(), refuse: false }
    }

    /// Whether the module has all fields, in columns and of kinds that can be compared so.
    pub fn fits(&self, module: &Module) -> bool {
        let fits = |part: &Part| {
            let field = module.field(&part.field);
            field.is_some_and(|field| is_comparable(field) && part.compare.fits(&field.kind))
        };
        !self.parts.is_empty() && self.parts.iter().all(fits)
    }

    pub fn speaks_of(&self, field: &str) -> bool {
        self.parts.iter().any(|part| part.field == field)
    }

    /// Equal for what is the same; `None` where one of the fields says nothing.
    pub fn key(&self, module: &Module, values: &Values) -> Option<String> {
        self.key_by(|name| module.field(name), values)
    }

    /// The same with the fields at hand.
    pub fn key_by<'a>(&self, field: impl Fn(&str) -> Option<&'a Field>, values: &Values) -> Option<String> {
        let mut key = String::new();
        for part in &self.parts {
            let value = values.get(&part.field).filter(|value| !value.is_empty())?;
            let text = match value {
                Value::Link(link) => link.id.to_string(),
                value => part.compare.apply(&field(&part.field)?.plain(value)),
            };
            if text.is_empty() {
                return None;
            }
            if !key.is_empty() {
                key.push('\u{1f}');
            }
            key.push_str(&text);
        }
        (!key.is_empty()).then_some(key)
    }

    /// What decides about its keys: rules that say the same have the same.
    pub fn definition(&self) -> String {
        let parts: Vec<String> =
            self.parts.iter().map(|part| format!("{}={}", part.field, part.compare.key())).collect();
        parts.join(",")
    }
}

/// Whether rules can speak of the field. What a formula gives changes without a write of its record.
pub fn is_comparable(field: &Field) -> bool {
    let stored = field.kind.rules().storage() != Storage::Nothing;
    stored && field.formula.is_none() && field.roll_up.is_none() && Compare::usual(&field.kind).is_some()
}

/// What people write is folded; all else is as it is.
fn written(kind: &Kind) -> Compare {
    if Compare::Text.fits(kind) { Compare::Text } else { Compare::Exact }
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fewer digits are an extension within a house.
const FEWEST_DIGITS: usize = 5;
/// What is left of numbers with their country and without.
const LAST_DIGITS: usize = 9;

fn phone(text: &str) -> String {
    let digits: Vec<char> = fold(text).chars().filter(char::is_ascii_digit).collect();
    let digits: String = digits.into_iter().skip_while(|digit| *digit == '0').collect();
    match digits.len() {
        0..FEWEST_DIGITS => String::new(),
        length => digits[length.saturating_sub(LAST_DIGITS)..].to_owned(),
    }
}

fn domain(text: &str) -> String {
    let text = fold(text.trim());
    let rest = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().trim_matches('.');
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// Words that say which kind of company it is, before or after its name.
const FORMS: [&str; 63] = [
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "gbr",
    "ug",
    "ev",
    "eg",
    "se",
    "ltd",
    "limited",
    "plc",
    "llp",
    "llc",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "lp",
    "pty",
    "pte",
    "pvt",
    "sdn",
    "bhd",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "sl",
    "bv",
    "nv",
    "ab",
    "as",
    "oy",
    "aps",
    "kft",
    "zrt",
    "sp",
    "z",
    "oo",
    "sro",
    "kk",
    "ооо",
    "оао",
    "зао",
    "пао",
    "ао",
    "ип",
    "тоо",
    "тов",
    "чп",
    "гуп",
    "фгуп",
    "и",
    "and",
    "und",
    "주",
    "유",
];

/// The same in scripts that write without spaces.
const JOINED: [&str; 10] = [
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "有限公司",
    "公司",
    "株式会社",
    "有限会社",
    "주식회사",
    "유한회사",
    "유한책임회사",
];

static FOLDED: LazyLock<(Vec<String>, Vec<String>)> = LazyLock::new(|| {
    let folded = |forms: &[&str]| forms.iter().map(|form| fold(form)).collect();
    (folded(&FORMS), folded(&JOINED))
});

fn company(text: &str) -> String {
    let (forms, joined) = &*FOLDED;
    // "S.A." and "L'Oréal" are one word each.
    let folded: String = fold(text).chars().filter(|c| !matches!(c, '.' | '\'' | '’')).collect();
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_form = |word: &&str| forms.iter().any(|form| form == word);
    let first = words.iter().position(|word| !is_form(word)).unwrap_or(0);
    let last = words.iter().rposition(|word| !is_form(word)).map_or(words.len(), |at| at + 1);
    let name = words[first..last].concat();
    let bare = joined.iter().fold(name.as_str(), |name, form| {
        let rest = name.strip_suffix(form.as_str()).or_else(|| name.strip_prefix(form.as_str()));
        rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
    });
    bare.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field;
    use crate::module::Group;

    fn same(compare: Compare, texts: &[&str]) {
        let keys: Vec<String> = texts.iter().map(|text| compare.apply(text)).collect();
        assert!(!keys[0].is_empty() && keys.iter().all(|key| *key == keys[0]), "{texts:?} {keys:?}");
    }

    fn different(compare: Compare, one: &str, other: &str) {
        assert_ne!(compare.apply(one), compare.apply(other), "{one} {other}");
    }

    #[test]
    fn companies_are_the_same_whatever_their_legal_form() {
        same(
            Compare::Company,
            &["Acme", "ACME Ltd", "Acme, Inc.", "acme GmbH & Co. KG", "The Acme".trim_start_matches("The ")],
        );
        same(Compare::Company, &["Müller S.A.", "Muller SA", "MÜLLER"]);
        same(Compare::Company, &["ООО «Ромашка»", "Ромашка", "ромашка, ЗАО"]);
        same(
            Compare::Company,
            &["深圳市腾讯计算机有限公司", "深圳市腾讯计算机", "深圳市腾讯计算机股份有限公司"],
        );
        same(Compare::Company, &["주식회사 한성", "(주)한성", "한성 주식회사", "㈜한성"]);
        same(Compare::Company, &["Blue Sky", "BlueSky Pty. Ltd."]);
        different(Compare::Company, "Acme North", "Acme South");
        assert_eq!(Compare::Company.apply("Co"), "co", "a name that is nothing but a form stays one");
    }

    #[test]
    fn phones_are_the_same_with_and_without_their_country() {
        same(Compare::Phone, &["+49 30 1234567", "030/1234567", "0049 (30) 123-45-67", "０３０ 1234567"]);
        different(Compare::Phone, "+49 30 1234567", "+49 30 1234568");
        assert_eq!(Compare::Phone.apply("x 12"), "");
    }

    #[test]
    fn addresses_are_the_same_by_their_domain() {
        same(
            Compare::Domain,
            &["https://www.Acme.com/en?x=1", "acme.com", "info@ACME.com", "http://acme.com:8080"],
        );
        same(Compare::Email, &["Ada@Example.com", " ada@example.com "]);
        same(Compare::Text, &["Ann Marie", "ANN  MARIE", " Ánn marie", "Ａｎｎ　Ｍａｒｉｅ"]);
    }

    #[test]
    fn a_record_with_a_gap_is_like_none() {
        let module = Module::new("people", Group::Customers, "users")
            .section("general", [field::text("name"), field::email("email"), field::integer("age")]);
        let part = |field: &str, compare| Part { field: field.into(), compare };
        let rule = Rule {
            name: "Both".into(),
            parts: vec![part("name", Compare::Text), part("age", Compare::Exact)],
            refuse: false,
        };
        assert!(rule.fits(&module));
        let values = |pairs: &[(&str, Value)]| -> Values {
            pairs.iter().map(|(name, value)| (Name::new(*name), value.clone())).collect()
        };
        let whole = values(&[("name", Value::text("Ada")), ("age", Value::Integer(36))]);
        assert_eq!(rule.key(&module, &whole).as_deref(), Some("ada\u{1f}36"));
        assert_eq!(rule.key(&module, &values(&[("name", Value::text("Ada"))])), None);
        assert_eq!(rule.definition(), "name=folded_text,age=exact");
        let unfit = Rule { parts: vec![part("email", Compare::Company)], ..rule.clone() };
        assert!(!unfit.fits(&module));
        assert!(!Rule { parts: vec![part("gone", Compare::Text)], ..rule }.fits(&module));
    }
}
