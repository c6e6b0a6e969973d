//! Lists of values as people write them, one choice a line:
//!
//! ```text
//! in_use: In use (green)
//! scrapped: Scrapped (red, lost, retired)
//! busan: Busan (within korea)
//! On order
//! ```
//!
//! A key in front, the label, and in parentheses what else is to be said. A line without a key gets one.

use crate::kind::{Choice, Color, Outcome};
use crate::{Name, Problem};

/// As many as a list of values may hold.
pub const MOST: usize = 1_000;

const RETIRED: &str = "retired";
const WITHIN: &str = "within ";

/// Reads a list. `key_of` makes a key of a label; it is asked where a line has none.
pub fn read(text: &str, field: &str, key_of: impl Fn(&str) -> String) -> Result<Vec<Choice>, Problem> {
    let mut choices: Vec<Choice> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut choice = read_line(line);
        if choice.key.is_empty() {
            choice.key = free(&key_of(&choice.label), &choices);
        }
        if choice.label.is_empty() {
            return Err(Problem::new(field, "choice-without-label").detail(line));
        }
        if choices.iter().any(|known| known.key == choice.key) {
            return Err(Problem::new(field, "not-unique").detail(choice.key));
        }
        choices.push(choice);
    }
    if choices.len() > MOST { Err(Problem::new(field, "too-many").detail(MOST)) } else { Ok(choices) }
}

/// `key`, or with a number where it is taken.
fn free(key: &str, taken: &[Choice]) -> Name {
    let is_free = |name: &String| !taken.iter().any(|choice| choice.key == *name);
    let numbered = (2..).map(|number| format!("{key}_{number}"));
    std::iter::once(key.to_owned()).chain(numbered).find(is_free).unwrap_or_default().into()
}

fn read_line(line: &str) -> Choice {
    let (key, rest) = match line.split_once(':') {
        Some((key, rest)) if is_key(key.trim()) => (key.trim(), rest.trim()),
        _ => ("", line),
    };
    let mut choice = Choice { key: Name::new(key), label: rest.to_owned(), ..Choice::default() };
    let Some((label, words)) = rest.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) else {
        return choice;
    };
    let mut said = choice.clone();
    if words.split(',').all(|word| take(&mut said, word.trim())) {
        choice = Choice { label: label.trim().to_owned(), ..said };
    }
    choice
}

/// Whether a text may be the key of a choice, or the name of a field or module.
pub fn is_key(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    !text.is_empty() && text.len() <= 40 && text.chars().all(plain)
}

/// Takes up what a word in parentheses says; whether it says anything.
fn take(choice: &mut Choice, word: &str) -> bool {
    if let Some(keys) = word.strip_prefix(WITHIN) {
        choice.within = keys.split_whitespace().map(Name::new).collect();
        return !choice.within.is_empty();
    }
    if let Some(percent) = word.strip_suffix('%').and_then(|number| number.trim().parse::<u8>().ok()) {
        choice.probability = Some(percent.min(100));
        return true;
    }
    if word == RETIRED {
        choice.retired = true;
        return true;
    }
    if let Some(color) = Color::ALL.into_iter().find(|color| color.key() == word) {
        choice.color = color;
        return true;
    }
    let outcome = [Outcome::Won, Outcome::Lost].into_iter().find(|outcome| outcome.key() == word);
    choice.outcome = outcome.unwrap_or(choice.outcome);
    outcome.is_some()
}

/// The text that `read` takes. A choice without a key gets one when it is read.
pub fn write(choices: &[Choice]) -> String {
    choices.iter().map(write_line).collect::<Vec<_>>().join("\n")
}

fn write_line(choice: &Choice) -> String {
    let mut words = vec![choice.color.key().to_owned()];
    words.extend(Some(choice.outcome.key().to_owned()).filter(|_| choice.outcome != Outcome::Open));
    words.extend(choice.probability.map(|percent| format!("{percent}%")));
    if !choice.within.is_empty() {
        words.push(format!("{WITHIN}{}", choice.within.join(" ")));
    }
    words.extend(choice.retired.then(|| RETIRED.to_owned()));
    let key = if choice.key.is_empty() { String::new() } else { format!("{}: ", choice.key) };
    format!("{key}{} ({})", choice.label, words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(label: &str) -> String {
        label.to_lowercase().replace(' ', "_")
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let text =
            "in_use: In use (green)\nbusan: Busan (Port) (teal, lost, 20%, within korea japan, retired)";
        let choices = read(text, "choices", key).unwrap();
        assert_eq!(choices[1].label, "Busan (Port)");
        assert_eq!(choices[1].within, ["korea", "japan"]);
        assert_eq!((choices[1].probability, choices[1].outcome), (Some(20), Outcome::Lost));
        assert!(choices[1].retired && choices[1].color == Color::Teal);
        assert_eq!(read(&write(&choices), "choices", key), Ok(choices));
    }

    #[test]
    fn a_line_needs_no_more_than_a_label() {
        let choices = read(" On order \n\nTime: 12:30 (ca.)\nOn order", "choices", key).unwrap();
        let said: Vec<_> =
            choices.iter().map(|choice| (choice.key.as_str(), choice.label.as_str())).collect();
        assert_eq!(said[0], ("on_order", "On order"));
        assert_eq!(said[1].1, "Time: 12:30 (ca.)");
        assert_eq!(said[2], ("on_order_2", "On order"));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let code = |text: &str| read(text, "choices", key).unwrap_err().code;
        assert_eq!(code("a: One\na: Two"), "not-unique");
        assert_eq!(code("a:"), "choice-without-label");
        assert_eq!(code("a: (red)"), "choice-without-label");
    }
}
