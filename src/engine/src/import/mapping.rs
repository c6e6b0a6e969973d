//! A mapping, made ready for one file: columns are places, fields are checked against the importer's rights, and
//! what depends on neither row nor database is worked out.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use api::{ColumnMapping, Mapping};
use model::{Field, Formats, Kind, Module, Name, Problem, Schema, Value, fold};

use super::plan::Look;
use super::read::Row;
use super::template::Template;

/// How each field of a record is filled from a row.
pub struct Ready {
    pub fillings: Vec<Filling>,
    /// The fields by which a row is the same as a record that is there.
    pub match_by: Vec<Field>,
    pub formats: Formats,
}

pub struct Filling {
    pub field: Field,
    /// What a bad cell names as its column.
    pub column: String,
    /// How the numbers of its column are written, where that is known.
    decimal: Option<char>,
    /// For links: the fields of the target by which it is looked for, one after the other. Empty: its title.
    pub by: Vec<Name>,
    /// For links: a target that is not there is made.
    pub create: bool,
    from: From,
    /// Keys of choices by folded label in any language.
    choices: HashMap<String, String>,
}

enum From {
    Columns(Vec<Cell>),
    Template(Template, HashMap<usize, Replace>),
}

struct Cell {
    column: usize,
    replace: Replace,
}

/// What is written instead of a folded cell.
#[derive(Clone, Default)]
struct Replace(HashMap<String, String>);

impl Replace {
    fn of(mapped: &ColumnMapping) -> Replace {
        Replace(mapped.replace.iter().map(|(from, to)| (fold::fold(from.trim()), to.clone())).collect())
    }

    fn apply<'a>(&'a self, text: &'a str) -> &'a str {
        if self.0.is_empty() { text } else { self.0.get(&fold::fold(text)).map_or(text, String::as_str) }
    }
}

/// Everything about a mapping that is wrong, before the first row is read.
pub type Faults = Vec<Problem>;

impl Ready {
    /// `module` is as the importer sees it, `in_words` the schema in every language.
    pub fn new(
        mapping: &Mapping,
        module: &Module,
        in_words: &[Arc<Schema>],
        look: &Look,
        formats: &Formats,
    ) -> Result<Ready, Faults> {
        let making = Making { mapping, module, in_words, look, faults: Vec::new() };
        let date_order = look.read.date_order.unwrap_or(formats.date_order);
        let formats = Formats { date_order, ..formats.clone() };
        making.ready(formats)
    }

    pub fn filling(&self, field: &str) -> Option<&Filling> {
        self.fillings.iter().find(|filling| filling.field.name == field)
    }
}

struct Making<'a> {
    mapping: &'a Mapping,
    module: &'a Module,
    in_words: &'a [Arc<Schema>],
    look: &'a Look,
    faults: Faults,
}

impl Making<'_> {
    fn ready(mut self, formats: Formats) -> Result<Ready, Faults> {
        let mut fillings: Vec<Filling> = Vec::new();
        for mapped in &self.mapping.columns {
            self.add_column(&mut fillings, mapped);
        }
        for (name, text) in &self.mapping.templates {
            let template = Template::parse(text, |column| self.place(column));
            self.add_template(&mut fillings, name, template);
        }
        for (name, text) in &self.mapping.constants {
            self.add_template(&mut fillings, name, Ok(Template::constant(text)));
        }
        if fillings.is_empty() && self.faults.is_empty() {
            self.faults.push(Problem::new("columns", "required"));
        }
        let match_by = self.match_by();
        if self.faults.is_empty() { Ok(Ready { fillings, match_by, formats }) } else { Err(self.faults) }
    }

    fn place(&self, column: &str) -> Option<usize> {
        let plain = column.trim();
        let header = &self.look.header;
        let exact = header.iter().position(|name| name == plain);
        exact.or_else(|| header.iter().position(|name| fold::fold(name) == fold::fold(plain)))
    }

    fn add_column(&mut self, fillings: &mut Vec<Filling>, mapped: &ColumnMapping) {
        let Some(column) = self.place(&mapped.column) else {
            self.faults.push(Problem::new("columns", "missing-column").detail(&mapped.column));
            return;
        };
        let cell = Cell { column, replace: Replace::of(mapped) };
        if let Some(Filling { from: From::Columns(cells), column, .. }) =
            fillings.iter_mut().find(|filling| filling.field.name == mapped.field)
        {
            cells.push(cell);
            *column = format!("{column} + {}", mapped.column);
            return;
        }
        if let Some(mut filling) = self.filling(&mapped.field, From::Columns(vec![cell])) {
            filling.column.clone_from(&mapped.column);
            filling.decimal = self.look.decimals.get(column).copied().flatten();
            filling.by.extend(mapped.by.clone());
            filling.create = mapped.create;
            fillings.push(filling);
        }
    }

    fn add_template(
        &mut self,
        fillings: &mut Vec<Filling>,
        name: &Name,
        template: Result<Template, Problem>,
    ) {
        let template = match template {
            Ok(template) => template,
            Err(problem) => return self.faults.push(problem),
        };
        if fillings.iter().any(|filling| filling.field.name == *name) {
            return;
        }
        let replaced = |column: &usize| {
            let header = self.look.header.get(*column)?;
            let mapped = self.mapping.columns.iter().find(|mapped| mapped.column == *header)?;
            Some((*column, Replace::of(mapped)))
        };
        let replace = template.columns().filter_map(|column| replaced(&column)).collect();
        fillings.extend(self.filling(name, From::Template(template, replace)));
    }

    /// The filling of a field that the importer may write.
    fn filling(&mut self, name: &Name, from: From) -> Option<Filling> {
        let Some(field) = self.module.field(name) else {
            self.faults.push(Problem::new("columns", "unknown-field").detail(name));
            return None;
        };
        if !field.editable() || matches!(field.kind, Kind::File(_) | Kind::Rows(_)) {
            self.faults.push(Problem::new(name.clone(), "read-only"));
            return None;
        }
        Some(Filling {
            field: field.clone(),
            column: field.label.clone(),
            decimal: None,
            by: Vec::new(),
            create: false,
            from,
            choices: self.choices(field),
        })
    }

    /// The keys of the field's choices by their folded labels in every language, its own first.
    fn choices(&self, field: &Field) -> HashMap<String, String> {
        let mut keys = HashMap::new();
        let others =
            self.in_words.iter().filter_map(|schema| schema.module(&self.module.name)?.field(&field.name));
        for choice in std::iter::once(field).chain(others).flat_map(|field| field.kind.choices()) {
            keys.entry(fold::fold(choice.key.as_str())).or_insert_with(|| choice.key.to_string());
            keys.entry(fold::fold(&choice.label)).or_insert_with(|| choice.key.to_string());
        }
        keys
    }

    /// At least one of the fields must be text, which the database finds by.
    fn match_by(&mut self) -> Vec<Field> {
        let mut fields = Vec::new();
        for name in &self.mapping.match_by {
            match self.module.field(name) {
                Some(field) => fields.push(field.clone()),
                None => self.faults.push(Problem::new("match_by", "unknown-field").detail(name)),
            }
        }
        if !fields.is_empty() && !fields.iter().any(finds) {
            self.faults.push(Problem::new("match_by", "not-matchable").detail(&fields[0].name));
        }
        fields
    }
}

/// Whether records are looked for by the text of this field.
pub fn finds(field: &Field) -> bool {
    matches!(field.kind, Kind::Text(_) | Kind::Email(_) | Kind::Phone(_) | Kind::Url(_) | Kind::AutoNumber(_))
}

impl Filling {
    pub fn is_link(&self) -> bool {
        !self.field.kind.targets().is_empty()
    }

    /// The text that a row gives for the field.
    pub fn text<'a>(&'a self, row: &'a Row) -> Cow<'a, str> {
        match &self.from {
            From::Columns(cells) => match &cells[..] {
                [cell] => Cow::Borrowed(cell.text(row)),
                cells => {
                    let texts = cells.iter().map(|cell| cell.text(row)).filter(|text| !text.is_empty());
                    Cow::Owned(texts.collect::<Vec<_>>().join(" "))
                }
            },
            From::Template(template, replace) => Cow::Owned(template.fill(|column| {
                let text = row.cell(column);
                replace.get(&column).map_or(text, |replace| replace.apply(text))
            })),
        }
    }

    /// The value of a text that is not empty; not for links.
    pub fn parse(&self, text: &str, formats: &Formats) -> Result<Value, Problem> {
        if text.contains('\u{fffd}') {
            return Err(Problem::new(self.field.name.clone(), "broken-text"));
        }
        match &self.field.kind {
            Kind::OneOf(_) => self.field.parse(self.key(text), formats),
            Kind::ManyOf(_) => {
                let keys: Vec<&str> = text
                    .split([',', ';', '\n', '，', '；', '、'])
                    .map(|item| self.key(item.trim()))
                    .collect();
                self.field.parse(&keys.join(","), formats)
            }
            _ if self.decimal == formats.decimal => self.field.parse(text, formats),
            _ => self.field.parse(text, &Formats { decimal: self.decimal, ..formats.clone() }),
        }
    }

    fn key<'a>(&'a self, text: &'a str) -> &'a str {
        self.choices.get(&fold::fold(text)).map_or(text, String::as_str)
    }
}

impl Cell {
    fn text<'a>(&'a self, row: &'a Row) -> &'a str {
        self.replace.apply(row.cell(self.column))
    }
}
