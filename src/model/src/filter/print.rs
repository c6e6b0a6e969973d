//! Writing a condition back as text that `parse` reads to the same condition.

use std::fmt;

use super::{Filter, Operand, Test};
use crate::Value;

impl fmt::Display for Filter {
    /// `Always` is the empty text; `Never` has none and is written as a test that cannot hold.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(self, "", f)
    }
}

fn write(filter: &Filter, path: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match filter {
        Filter::Always => Ok(()),
        Filter::Never => f.write_str("created_at is empty"),
        Filter::And(filters) => join(filters, " and ", path, f),
        Filter::Or(filters) => join(filters, " or ", path, f),
        Filter::Not(filter) => {
            f.write_str("not (")?;
            write(filter, path, f)?;
            f.write_str(")")
        }
        Filter::Test(test) => write_test(test, path, f),
        Filter::Through { field, filter, .. } => write(filter, &format!("{path}{field}."), f),
    }
}

fn join(filters: &[Filter], word: &str, path: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (at, filter) in filters.iter().enumerate() {
        if at > 0 {
            f.write_str(word)?;
        }
        let nested = matches!(filter, Filter::And(_) | Filter::Or(_));
        if nested {
            f.write_str("(")?;
        }
        write(filter, path, f)?;
        if nested {
            f.write_str(")")?;
        }
    }
    Ok(())
}

fn write_test(test: &Test, path: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{path}{} {}", test.field, test.op.text())?;
    if test.op.takes_no_operand() {
        return Ok(());
    }
    f.write_str(if test.op.takes_list() { " (" } else { " " })?;
    for (at, operand) in test.operands.iter().enumerate() {
        if at > 0 {
            f.write_str(", ")?;
        }
        f.write_str(&operand_text(operand))?;
    }
    if test.op.takes_list() { f.write_str(")") } else { Ok(()) }
}

fn operand_text(operand: &Operand) -> String {
    match operand {
        Operand::Me => "me".into(),
        Operand::MyTeam => "my team".into(),
        Operand::MyDepartment => "my department".into(),
        Operand::Relative { moment, shift: 0, .. } => moment.key().into(),
        Operand::Relative { moment, shift, unit } => {
            let sign = if *shift < 0 { '-' } else { '+' };
            format!("{} {sign} {}{}", moment.key(), shift.unsigned_abs(), unit.letter())
        }
        Operand::Value(value) => value_text(value),
    }
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Empty => "\"\"".into(),
        Value::Text(text) => quote(text),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.normalize().to_string(),
        Value::Date(date) => date.to_string(),
        Value::Instant(instant) => quote(&instant.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)),
        Value::Bool(yes) => yes.to_string(),
        Value::Many(items) => quote(&items.join(",")),
        Value::Link(link) => format!("{}:{}", link.module, link.id),
        Value::File(file) => quote(&file.name),
        // No condition asks for them.
        Value::Rows(_) => "\"\"".into(),
    }
}

/// Bare where it is a plain key, in quotes otherwise.
fn quote(text: &str) -> String {
    let plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let keyword =
        matches!(text, "and" | "or" | "not" | "in" | "is" | "me" | "my" | "empty" | "contains" | "starts");
    if plain && !keyword {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
