//! The search box of a list: a part of its condition that asks for a text in the title fields.

use model::{Filter, Module, Name, Op, Operand, Test, Value};

/// The condition that each word of `text` occurs in a title field; where there is one such field, the text as a whole.
pub fn condition(text: &str, module: &Module) -> Filter {
    let text = text.trim();
    let fields: Vec<&Name> = titles(module).collect();
    if text.is_empty() || fields.is_empty() {
        return Filter::Always;
    }
    if let [field] = fields[..] {
        return contains(field, text);
    }
    text.split_whitespace()
        .map(|word| Filter::Or(fields.iter().map(|field| contains(field, word)).collect()))
        .fold(Filter::Always, Filter::and)
}

/// The text that `filter` searches for, and the rest of it.
pub fn split(filter: Filter, module: &Module) -> (String, Filter) {
    let several = titles(module).count() > 1;
    let mut words: Vec<String> = Vec::new();
    let mut rest = Filter::Always;
    for part in parts(filter) {
        match searched(&part, module) {
            Some(word) if several || words.is_empty() => words.push(word),
            _ => rest = rest.and(part),
        }
    }
    (words.join(" "), rest)
}

/// `filter` with `text` as what it searches for.
pub fn with(filter: Filter, text: &str, module: &Module) -> Filter {
    let (_, rest) = split(filter, module);
    parts(condition(text, module)).into_iter().chain(parts(rest)).fold(Filter::Always, Filter::and)
}

/// What has to hold at once.
pub fn parts(filter: Filter) -> Vec<Filter> {
    match filter {
        Filter::Always => Vec::new(),
        Filter::And(parts) => parts,
        filter => vec![filter],
    }
}

/// Title fields that hold text.
fn titles(module: &Module) -> impl Iterator<Item = &Name> {
    module
        .pick(&module.title)
        .filter(|field| field.kind.rules().operators().contains(&Op::Contains))
        .map(|field| &field.name)
}

fn contains(field: &Name, text: &str) -> Filter {
    Filter::Test(Test::new(field.clone(), Op::Contains, vec![Operand::Value(Value::text(text))]))
}

/// The word that `part` looks for, if it is what `condition` makes.
fn searched(part: &Filter, module: &Module) -> Option<String> {
    let first = match part {
        Filter::Or(tests) => tests.first()?,
        test => test,
    };
    let Filter::Test(Test { op: Op::Contains, operands, .. }) = first else { return None };
    let [Operand::Value(Value::Text(word))] = &operands[..] else { return None };
    (condition(word, module) == *part).then(|| word.clone())
}

#[cfg(test)]
mod tests {
    use model::Shape;
    use model::{Group, Schema, field};

    use super::*;

    fn schema() -> Schema {
        let people = Module::new("people", Group::Customers, "x")
            .section("general", [field::text("first_name"), field::text("last_name"), field::text("city")])
            .title(&["first_name", "last_name"]);
        let firms = Module::new("firms", Group::Customers, "x").section("general", [field::text("name")]);
        Schema::merge(vec![people, firms], Shape::default(), "EUR")
    }

    #[test]
    fn what_is_searched_for_is_found_again() {
        let schema = schema();
        for (module, text) in
            [("people", "anna schmidt"), ("people", "李"), ("firms", "acme corp"), ("firms", "")]
        {
            let module = schema.module(module).unwrap();
            let filter = with(Filter::Always, text, module);
            let printed = filter.to_string();
            let parsed = Filter::parse(&printed, module, &schema).unwrap();
            assert_eq!(split(parsed, module), (text.to_owned(), Filter::Always), "{printed}");
        }
    }

    #[test]
    fn the_rest_of_the_condition_stays() {
        let schema = schema();
        let people = schema.module("people").unwrap();
        let filter = Filter::parse("city = \"Köln\" and owner = me", people, &schema).unwrap();
        let found = with(filter.clone(), "anna", people);
        assert_eq!(split(found.clone(), people), ("anna".to_owned(), filter.clone()));
        assert_eq!(with(found, "", people), filter);
    }
}
