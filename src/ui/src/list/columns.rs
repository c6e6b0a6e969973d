//! The columns of a list as its URL says them: `columns=name:240,amount`, a width only where it was changed.

use std::sync::Arc;

use model::{Field, Kind, Module, Name};

/// Narrower shows nothing, wider helps nobody.
pub const WIDTHS: std::ops::RangeInclusive<u16> = 60..=900;

/// A longer label is cut.
const WIDEST_HEAD: u16 = 220;

/// The width of the first column, unless its kind needs more.
const LEAD: u16 = 240;

#[derive(Clone, Debug)]
pub struct Column {
    pub field: Arc<Field>,
    /// In CSS pixels; `None`: what the kind needs.
    pub width: Option<u16>,
}

impl PartialEq for Column {
    fn eq(&self, other: &Column) -> bool {
        self.width == other.width && self.field == other.field
    }
}

impl Column {
    /// The first column names the row, and gets more; each has room for its own name.
    pub fn pixels(&self, first: bool) -> u16 {
        let usual = usual(&self.field.kind).max(head(&self.field.label));
        self.width.unwrap_or(if first { usual.max(LEAD) } else { usual })
    }
}

/// Whether a field can be a column.
pub fn is_offered(field: &Field) -> bool {
    field.in_lists()
}

/// The columns that `text` names; the module's own where it names none that there are.
pub fn read(text: &str, module: &Module) -> Vec<Column> {
    let named: Vec<Column> = text
        .split(',')
        .filter_map(|part| {
            let (name, width) = part.split_once(':').unwrap_or((part, ""));
            let field = module.field(name.trim()).filter(|field| is_offered(field))?;
            let width = width.parse().ok().filter(|width| WIDTHS.contains(width));
            Some(Column { field: Arc::new(field.clone()), width })
        })
        .collect();
    if named.is_empty() { of(module) } else { named }
}

/// The module's own columns.
pub fn of(module: &Module) -> Vec<Column> {
    named(&module.columns, module)
}

/// The columns of these fields, as wide as their kinds need.
pub fn named(names: &[Name], module: &Module) -> Vec<Column> {
    module.pick(names).map(|field| Column { field: Arc::new(field.clone()), width: None }).collect()
}

/// The text that `read` reads; empty for the module's own columns.
pub fn print(columns: &[Column], module: &Module) -> String {
    if columns == of(module) {
        return String::new();
    }
    let part = |column: &Column| match column.width {
        Some(width) => format!("{}:{width}", column.field.name),
        None => column.field.name.to_string(),
    };
    columns.iter().map(part).collect::<Vec<_>>().join(",")
}

/// What must be asked of the server so that all can be shown, edited in place and put on cards.
pub fn fetched(columns: &[Column], module: &Module) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut add = |name: &Name| {
        if module.field(name).is_some() && !names.contains(name) {
            names.push(name.clone());
        }
    };
    for column in columns {
        match &column.field.kind {
            Kind::Address(address) => address.parts.iter().for_each(&mut add),
            Kind::OneOf(list) => {
                add(&column.field.name);
                list.depends_on.iter().for_each(&mut add);
            }
            Kind::Money(_) => {
                add(&column.field.name);
                add(&Name::new_static(model::module::CURRENCY));
            }
            _ => add(&column.field.name),
        }
    }
    module.title.iter().chain(&module.subtitle).for_each(&mut add);
    if let Some(stages) = &module.stages {
        add(&stages.field);
        stages.pipeline.iter().for_each(&mut add);
    }
    names
}

/// The value of `grid-template-columns`; the last column takes what is left.
pub fn template(columns: &[Column]) -> String {
    let mut text = String::from("40px");
    for (at, column) in columns.iter().enumerate() {
        let width = column.pixels(at == 0);
        if at + 1 == columns.len() && column.width.is_none() {
            text.push_str(&format!(" minmax({width}px, 1fr)"));
        } else {
            text.push_str(&format!(" {width}px"));
        }
    }
    text
}

/// What the label takes with the mark of the order beside it; Han and Hangul are as wide as high.
fn head(label: &str) -> u16 {
    let letters: u16 = label.chars().map(|c| if c >= '\u{1100}' { 13 } else { 7 }).sum();
    (letters + 38).min(WIDEST_HEAD)
}

fn usual(kind: &Kind) -> u16 {
    match kind {
        Kind::YesNo(_) | Kind::Percent(_) | Kind::Integer(_) => 100,
        Kind::Date(_) | Kind::Decimal(_) | Kind::Duration(_) | Kind::Score(_) | Kind::AutoNumber(_) => 120,
        Kind::Money(_) | Kind::OneOf(_) | Kind::Phone(_) => 140,
        Kind::Instant(_) | Kind::User(_) => 160,
        Kind::Link(_) | Kind::Tags(_) | Kind::ManyOf(_) | Kind::File(_) | Kind::Text(_) => 190,
        Kind::Email(_) | Kind::Url(_) => 210,
        Kind::LongText(_) | Kind::Address(_) => 260,
        // Not in lists.
        Kind::Rows(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use model::Shape;
    use model::{Group, Schema, field};

    use super::*;

    fn schema() -> Schema {
        let firms = Module::new("firms", Group::Customers, "x")
            .section("general", [field::text("name"), field::money("turnover")])
            .section("address", field::address(""))
            .columns(&["name", "turnover"]);
        Schema::merge(vec![firms], Shape::default(), "EUR")
    }

    #[test]
    fn columns_survive_the_url() {
        let schema = schema();
        let firms = schema.module("firms").unwrap();
        for (text, printed) in [
            ("", ""),
            ("name,turnover", ""),
            ("turnover,name", "turnover,name"),
            ("name:240,address", "name:240,address"),
            ("name:9999,turnover", ""),
            ("nothing", ""),
            ("turnover,nothing", "turnover"),
        ] {
            assert_eq!(print(&read(text, firms), firms), printed, "{text}");
        }
    }

    #[test]
    fn a_column_has_room_for_its_name() {
        let column = |label: &str| {
            let mut field = field::yes_no("sees_team");
            field.label = label.into();
            Column { field: Arc::new(field), width: None }.pixels(false)
        };
        assert_eq!(column("Active"), 100);
        assert_eq!(column("Sees what the team owns"), 199);
        assert_eq!(column("可查看团队的记录"), 142);
        assert_eq!(column("Sees what everybody in the whole company owns"), WIDEST_HEAD);
    }

    #[test]
    fn parts_of_an_address_are_asked_for() {
        let schema = schema();
        let firms = schema.module("firms").unwrap();
        let names = fetched(&read("address,turnover", firms), firms);
        assert_eq!(
            names,
            ["street", "city", "region", "postal_code", "country", "turnover", "currency", "name"]
        );
    }
}
