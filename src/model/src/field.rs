//! A field of a module: its name, kind and rules. Declared ones and those added at run time look the same.

use serde::{Deserialize, Serialize};

use crate::filter::{Asking, Filter};
use crate::kind::{self, Choice, Kind, Show, Storage, Stored};
use crate::problem::Fault;
use crate::{Formats, Formula, Id, Link, Name, Problem, Record, RollUp, Value};

/// What a new record holds in a field that nobody filled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Default {
    #[default]
    Nothing,
    Value(Value),
    /// Who makes it.
    Me,
    /// The day it is made, on the maker's calendar.
    Today,
    /// The company's currency.
    Currency,
}

/// Whom a field tells of. Profiles speak of these as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    #[default]
    Open,
    /// A person: how to reach her, where she lives, when she was born.
    Personal,
    /// What the company earns.
    Revenue,
}

/// A column of a module's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: Name,
    pub storage: Storage,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    pub name: Name,
    #[serde(flatten)]
    pub kind: Kind,
    /// In the reader's language.
    #[serde(default)]
    pub label: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// No two records that are not deleted may hold the same.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unique: bool,
    /// Written by the product only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// Not offered on forms and as a column: a part of another field's display or of the machinery.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
    /// Lies in an index of the database from the start.
    #[serde(default, skip_serializing_if = "is_false")]
    pub indexed: bool,
    #[serde(default)]
    pub default: Default,
    #[serde(default, skip_serializing_if = "is_open")]
    pub privacy: Privacy,
    /// Forms show it where this holds for the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_if: Option<Filter>,
    /// It must be filled in where this holds, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_if: Option<Filter>,
    /// What it holds is worked out by this, and nobody writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Formula>,
    /// What it holds is counted or added up over other records, and nobody writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll_up: Option<RollUp>,
}

fn is_open(privacy: &Privacy) -> bool {
    *privacy == Privacy::Open
}

fn is_false(yes: &bool) -> bool {
    !yes
}

impl Field {
    pub fn new(name: &'static str, kind: Kind) -> Field {
        Field {
            name: Name::new_static(name),
            kind,
            label: String::new(),
            required: false,
            unique: false,
            read_only: false,
            hidden: false,
            indexed: false,
            default: Default::Nothing,
            privacy: Privacy::Open,
            shown_if: None,
            required_if: None,
            formula: None,
            roll_up: None,
        }
    }

    pub fn personal(mut self) -> Field {
        self.privacy = Privacy::Personal;
        self
    }

    pub fn revenue(mut self) -> Field {
        self.privacy = Privacy::Revenue;
        self
    }

    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }

    pub fn unique(mut self) -> Field {
        self.unique = true;
        self.indexed = true;
        self
    }

    pub fn indexed(mut self) -> Field {
        self.indexed = true;
        self
    }

    pub fn read_only(mut self) -> Field {
        self.read_only = true;
        self
    }

    pub fn hidden(mut self) -> Field {
        self.hidden = true;
        self
    }

    pub fn default(mut self, default: Default) -> Field {
        self.default = default;
        self
    }

    /// The choice that a new record starts with.
    pub fn starts_as(self, key: &'static str) -> Field {
        self.default(Default::Value(Value::text(key)))
    }

    /// Whether a list can show it: rows come with one record alone.
    pub fn in_lists(&self) -> bool {
        !self.hidden && !matches!(self.kind, Kind::Rows(_))
    }

    pub fn sortable(&self) -> bool {
        self.kind.rules().sortable()
    }

    /// Whether the search index holds the text of this field.
    pub fn searchable(&self) -> bool {
        !self.hidden && self.kind.rules().searchable()
    }

    /// Whether people fill it.
    pub fn editable(&self) -> bool {
        !self.read_only && !matches!(self.kind, Kind::Address(_) | Kind::AutoNumber(_))
    }

    /// Whether forms show it for `record`.
    pub fn is_shown(&self, record: &Record, asking: &Asking) -> bool {
        self.shown_if.as_ref().and_then(|filter| filter.matches(record, asking)) != Some(false)
    }

    /// Whether it must be filled in for `record`: what is not shown need not.
    pub fn is_required(&self, record: &Record, asking: &Asking) -> bool {
        let asked = || self.required_if.as_ref().and_then(|filter| filter.matches(record, asking));
        (self.required || asked() == Some(true)) && self.is_shown(record, asking)
    }

    /// The fields on which it depends whether this one is shown and must be filled in.
    pub fn depends_on(&self) -> impl Iterator<Item = &Name> {
        self.shown_if.iter().chain(&self.required_if).flat_map(Filter::fields)
    }

    /// Where a link may point to several modules, its column is followed by one with the module's name.
    pub fn module_column(&self) -> Option<Name> {
        (self.kind.targets().len() > 1).then(|| Name::new(format!("{}_module", self.name)))
    }

    /// The columns of the table that hold this field: none, one or two.
    pub fn columns(&self) -> Vec<Column> {
        let storage = self.kind.rules().storage();
        if storage == Storage::Nothing {
            return Vec::new();
        }
        let module = self.module_column().map(|name| Column { name, storage: Storage::Text });
        std::iter::once(Column { name: self.name.clone(), storage }).chain(module).collect()
    }

    /// What `value` looks like in `columns()`, in their order.
    pub fn store(&self, value: &Value) -> Vec<Stored> {
        let rules = self.kind.rules();
        if rules.storage() == Storage::Nothing {
            return Vec::new();
        }
        let module = self.module_column().map(|_| match value.as_link() {
            Some(link) => Stored::Text(link.module.to_string()),
            None => Stored::Null,
        });
        let stored = match rules.store(value) {
            Stored::Null if !value.is_empty() => rules.store(&self.kind.recall(value.clone())),
            stored => stored,
        };
        std::iter::once(stored).chain(module).collect()
    }

    /// The value that lies in `columns()`; `title` is what the record linked to is called.
    pub fn load(&self, main: Stored, module: Option<Stored>, title: Option<String>) -> Value {
        match self.kind.rules().load(main) {
            Value::Link(link) => Value::Link(Link {
                module: match module {
                    Some(Stored::Text(module)) => module.into(),
                    _ => link.module,
                },
                id: link.id,
                title: title.unwrap_or_default(),
            }),
            value => value,
        }
    }

    /// The normal form of `value`, or what is wrong with it. Empty is checked against `required` elsewhere, because
    /// it depends on the whole record.
    pub fn check(&self, value: Value) -> Result<Value, Problem> {
        if value.is_empty() {
            return Ok(Value::Empty);
        }
        let checked = self.kind.rules().check(value).map_err(|fault| fault.on(&self.name))?;
        Ok(if checked.is_empty() { Value::Empty } else { checked })
    }

    /// The same with all that is wrong: rows have many fields.
    pub fn check_all(&self, value: Value) -> Result<Value, Vec<Problem>> {
        match (&self.kind, value) {
            (Kind::Rows(rows), Value::Rows(given)) => {
                let (given, problems) = rows.check_all(given);
                let value = if given.is_empty() { Value::Empty } else { Value::Rows(given) };
                if problems.is_empty() { Ok(value) } else { Err(self.over(problems)) }
            }
            (_, value) => self.check(value).map_err(|problem| vec![problem]),
        }
    }

    /// What is wrong with rows, as what is wrong with this field.
    fn over(&self, problems: Vec<Problem>) -> Vec<Problem> {
        let name = |inner: Name| match inner.is_empty() {
            true => self.name.clone(),
            false => Name::new(format!("{}.{inner}", self.name)),
        };
        problems.into_iter().map(|problem| Problem { field: name(problem.field), ..problem }).collect()
    }

    /// Reads and checks what a person typed or a file holds.
    pub fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Value::Empty);
        }
        let value = self.kind.rules().parse(text, formats).map_err(|fault: Fault| fault.on(&self.name))?;
        self.check(value)
    }

    /// Reads and checks a value of REST.
    pub fn read_json(&self, json: &serde_json::Value) -> Result<Value, Problem> {
        if json.is_null() {
            return Ok(Value::Empty);
        }
        let value = self.kind.rules().read_json(json).map_err(|fault| fault.on(&self.name))?;
        self.check(value)
    }

    /// The same with all that is wrong.
    pub fn read_json_all(&self, json: &serde_json::Value) -> Result<Value, Vec<Problem>> {
        match &self.kind {
            Kind::Rows(rows) if !json.is_null() => {
                let given = rows.read_all(json).map_err(|problems| self.over(problems))?;
                self.check_all(Value::Rows(given))
            }
            _ => self.read_json(json).map_err(|problem| vec![problem]),
        }
    }

    pub fn to_json(&self, value: &Value) -> serde_json::Value {
        if value.is_empty() { serde_json::Value::Null } else { self.kind.rules().to_json(value) }
    }

    /// What a person reads; empty text for an empty value.
    pub fn format(&self, value: &Value, show: Show<'_>) -> String {
        if value.is_empty() { String::new() } else { self.kind.rules().format(value, show) }
    }

    /// The plain form for exports and filters, read back by `parse`.
    pub fn plain(&self, value: &Value) -> String {
        if value.is_empty() { String::new() } else { self.kind.rules().plain(value) }
    }
}

/// A link to the record `id` of the only module that this field points to.
pub fn link_value(field: &Field, id: Id) -> Value {
    field.kind.targets().first().map_or(Value::Empty, |module| Value::Link(Link::new(module.clone(), id)))
}

// One constructor a kind, so that a declaration is one line a field.

pub fn text(name: &'static str) -> Field {
    Field::new(name, Kind::Text(kind::Text { max: kind::LINE }))
}

pub fn long_text(name: &'static str) -> Field {
    Field::new(name, Kind::LongText(kind::LongText {}))
}

pub fn email(name: &'static str) -> Field {
    Field::new(name, Kind::Email(kind::Email {}))
}

pub fn phone(name: &'static str) -> Field {
    Field::new(name, Kind::Phone(kind::Phone {}))
}

pub fn url(name: &'static str) -> Field {
    Field::new(name, Kind::Url(kind::Url {}))
}

pub fn integer(name: &'static str) -> Field {
    Field::new(name, Kind::Integer(kind::Integer { min: 0, max: i64::from(i32::MAX), grouped: true }))
}

/// A year of the calendar.
pub fn year(name: &'static str) -> Field {
    Field::new(name, Kind::Integer(kind::Integer { min: 1000, max: 2999, grouped: false }))
}

/// A decimal of `scale` digits after the point.
pub fn decimal(name: &'static str, scale: u32) -> Field {
    Field::new(name, Kind::Decimal(kind::DecimalKind { scale }))
}

/// 0 to 100 per cent.
pub fn percent(name: &'static str) -> Field {
    Field::new(name, Kind::Percent(kind::Percent { min: 0, max: 100 }))
}

pub fn money(name: &'static str) -> Field {
    Field::new(name, Kind::Money(kind::Money::default()))
}

/// An amount for one piece, exact to four digits in any currency.
pub fn unit_price(name: &'static str) -> Field {
    Field::new(name, Kind::Money(kind::Money { each: true }))
}

pub fn date(name: &'static str) -> Field {
    Field::new(name, Kind::Date(kind::Date {}))
}

pub fn instant(name: &'static str) -> Field {
    Field::new(name, Kind::Instant(kind::InstantKind {}))
}

pub fn duration(name: &'static str) -> Field {
    Field::new(name, Kind::Duration(kind::Duration {}))
}

pub fn yes_no(name: &'static str) -> Field {
    Field::new(name, Kind::YesNo(kind::YesNo {}))
}

pub fn one_of(name: &'static str, choices: Vec<Choice>) -> Field {
    Field::new(name, Kind::OneOf(kind::OneOf { choices, depends_on: None }))
}

/// One of a list whose entries are offered depending on the value of the field `on`.
pub fn one_of_within(name: &'static str, on: &'static str, choices: Vec<Choice>) -> Field {
    Field::new(name, Kind::OneOf(kind::OneOf { choices, depends_on: Some(Name::new_static(on)) }))
}

pub fn many_of(name: &'static str, choices: Vec<Choice>) -> Field {
    Field::new(name, Kind::ManyOf(kind::ManyOf { choices }))
}

pub fn link(name: &'static str, to: &'static str) -> Field {
    Field::new(name, Kind::Link(kind::LinkKind { to: vec![Name::new_static(to)] })).indexed()
}

/// A link to a record of one of several modules.
pub fn link_to_some(name: &'static str, to: &[&'static str]) -> Field {
    let to = to.iter().map(|module| Name::new_static(module)).collect();
    Field::new(name, Kind::Link(kind::LinkKind { to })).indexed()
}

/// The name of a module that rules of access speak of.
pub fn governed(name: &'static str) -> Field {
    one_of(name, vec![Choice::new(crate::schema::ANY, kind::Color::Grey)])
}

/// A link to a record of any module that has a timeline.
pub fn link_to_any(name: &'static str) -> Field {
    link(name, crate::schema::ANY)
}

pub fn user(name: &'static str) -> Field {
    Field::new(name, Kind::User(kind::User {})).indexed()
}

pub fn tags(name: &'static str) -> Field {
    Field::new(name, Kind::Tags(kind::Tags {}))
}

/// Numbers such as `Q-00042`.
pub fn auto_number(name: &'static str, prefix: &str, digits: usize) -> Field {
    Field::new(
        name,
        Kind::AutoNumber(kind::AutoNumber {
            prefix: prefix.to_owned(),
            digits,
            ..kind::AutoNumber::default()
        }),
    )
    .unique()
    .read_only()
}

pub fn file(name: &'static str) -> Field {
    Field::new(name, Kind::File(kind::FileKind {}))
}

pub fn score(name: &'static str) -> Field {
    Field::new(name, Kind::Score(kind::Score {}))
}

/// Rows that are a part of the record, of the module `of`.
pub fn rows(name: &'static str, of: &'static str) -> Field {
    Field::new(name, Kind::Rows(kind::Rows { of: Name::new_static(of), fields: Vec::new() }))
}

/// An ISO 4217 code; amounts of the record are in it.
pub fn currency() -> Field {
    let choices = kind::money::USUAL.iter().map(|code| Choice::new(code, kind::Color::Grey)).collect();
    one_of("currency", choices).default(Default::Currency)
}

/// The five plain fields of an address, followed by the field that shows them together. With the prefix `billing_`
/// they are `billing_street`, … and `billing_address`.
pub fn address(prefix: &str) -> Vec<Field> {
    let parts: Vec<Name> =
        kind::Address::PARTS.iter().map(|part| Name::new(format!("{prefix}{part}"))).collect();
    let mut fields: Vec<Field> =
        parts.iter().map(|part| Field { name: part.clone(), ..text("street") }).collect();
    let whole = Field::new("address", Kind::Address(kind::Address { parts }));
    fields.push(Field { name: Name::new(format!("{prefix}address")), ..whole });
    fields
}

/// The address of a person.
pub fn private_address(prefix: &str) -> Vec<Field> {
    address(prefix).into_iter().map(Field::personal).collect()
}
