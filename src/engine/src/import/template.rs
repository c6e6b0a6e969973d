//! Texts made of several cells: `{product} – {account|sales_agent} ({opportunity_id})`.
//!
//! In braces stands a column; with `|` the first of several that is not empty; after `:` what becomes of the cell:
//! `slug` (as in an address: "Mei-Mei Johns" → `mei-mei.johns`), `first` and `rest` (the words of a person's name:
//! a single word is a `rest`), `x1000` (a number of thousands, with a point where it has a fraction).

use std::str::FromStr;

use model::{Problem, fold};
use rust_decimal::Decimal;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Cell { columns: Vec<usize>, shape: Shape },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Plain,
    Slug,
    First,
    Rest,
    Times(Decimal),
}

impl Template {
    /// Reads `text`; `find` gives a column's place.
    pub fn parse(text: &str, find: impl Fn(&str) -> Option<usize>) -> Result<Template, Problem> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, after) = after
                .split_once('}')
                .ok_or_else(|| Problem::new("templates", "invalid-template").detail(text))?;
            parts.push(Part::Text(before.to_owned()));
            parts.push(cell(inside, &find)?);
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Template { parts })
    }

    /// A text without cells.
    pub fn constant(text: &str) -> Template {
        Template { parts: vec![Part::Text(text.to_owned())] }
    }

    /// The text for a row; empty where no cell in it has one, unless it names none.
    pub fn fill<'a>(&self, value: impl Fn(usize) -> &'a str) -> String {
        let (mut text, mut cells, mut found) = (String::new(), 0, 0);
        for part in &self.parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Cell { columns, shape } => {
                    let value = columns.iter().map(|column| value(*column)).find(|text| !text.is_empty());
                    cells += 1;
                    found += usize::from(value.is_some());
                    text.push_str(&shape.apply(value.unwrap_or_default()));
                }
            }
        }
        if cells > 0 && found == 0 { String::new() } else { text.trim().to_owned() }
    }

    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.parts
            .iter()
            .flat_map(|part| match part {
                Part::Text(_) => &[][..],
                Part::Cell { columns, .. } => columns,
            })
            .copied()
    }
}

fn cell(inside: &str, find: &impl Fn(&str) -> Option<usize>) -> Result<Part, Problem> {
    // A header may hold the signs that are used here.
    if let Some(column) = find(inside.trim()) {
        return Ok(Part::Cell { columns: vec![column], shape: Shape::Plain });
    }
    let shaped = inside.rsplit_once(':').and_then(|(names, shape)| Some((names, Shape::named(shape)?)));
    let (names, shape) = shaped.unwrap_or((inside, Shape::Plain));
    let place = |name: &str| {
        find(name.trim()).ok_or_else(|| Problem::new("templates", "missing-column").detail(name.trim()))
    };
    Ok(Part::Cell { columns: names.split('|').map(place).collect::<Result<_, _>>()?, shape })
}

impl Shape {
    fn named(name: &str) -> Option<Shape> {
        match name {
            "slug" => Some(Shape::Slug),
            "first" => Some(Shape::First),
            "rest" => Some(Shape::Rest),
            name => Decimal::from_str(name.strip_prefix('x')?).ok().map(Shape::Times),
        }
    }

    fn apply(self, text: &str) -> String {
        let words = text.split_once(char::is_whitespace);
        match self {
            Shape::Plain => text.to_owned(),
            Shape::Slug => slug(text),
            Shape::First => words.map_or("", |(first, _)| first).to_owned(),
            // What is no number stays as it is, to be told as such.
            Shape::Times(factor) => {
                let product = Decimal::from_str(text).ok().and_then(|number| number.checked_mul(factor));
                product.map_or_else(|| text.to_owned(), |product| product.normalize().to_string())
            }
            Shape::Rest => words.map_or(text, |(_, rest)| rest.trim_start()).to_owned(),
        }
    }
}

/// `text` as a part of an e-mail address.
fn slug(text: &str) -> String {
    let folded = fold::fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: [&str; 3] = ["id", "agent", "account"];

    fn filled(template: &str, row: [&'static str; 3]) -> String {
        let find = |name: &str| HEADER.iter().position(|header| *header == name);
        Template::parse(template, find).unwrap().fill(|column| row[column])
    }

    #[test]
    fn cells_are_put_in() {
        let row = ["7", "Mei-Mei Johns", ""];
        assert_eq!(filled("{account|agent} ({id})", row), "Mei-Mei Johns (7)");
        assert_eq!(filled("{agent:slug}@maven.example", row), "mei-mei.johns@maven.example");
        assert_eq!(filled("{account}@x", row), "");
        assert_eq!(filled("plain", row), "plain");
        assert_eq!(filled("{agent:first}|{agent:rest}", row), "Mei-Mei|Johns");
        assert_eq!(filled("{id:first}|{id:rest}", row), "|7");
        assert_eq!(filled("{id:x1000000}", ["1100.04", "", ""]), "1100040000");
        assert_eq!(filled("{id:x1000}", ["many", "", ""]), "many");
    }

    #[test]
    fn what_is_not_there_is_told() {
        let none = |_: &str| None;
        assert_eq!(Template::parse("{city}", none).unwrap_err().code, "missing-column");
        assert_eq!(Template::parse("{city", none).unwrap_err().code, "invalid-template");
    }
}
