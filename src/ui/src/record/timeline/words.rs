//! Mentions in a text: one writes `@Name`, the record holds `@[Name](id)`.

use std::str::FromStr;

use model::Id;

/// Somebody who is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentioned {
    pub name: String,
    pub id: Id,
}

/// What is typed of a name right before the cursor, after an `@` that begins a word.
pub fn asked(before: &str) -> Option<&str> {
    let (ahead, name) = before.rsplit_once('@')?;
    let begins = ahead.chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric());
    let fits = !name.contains('\n') && name.chars().count() <= 30 && name.split(' ').count() <= 3;
    (begins && fits).then_some(name)
}

/// The text as the record holds it.
pub fn with_ids(text: &str, mentioned: &[Mentioned]) -> String {
    let mut all: Vec<&Mentioned> = mentioned.iter().collect();
    // "@Ann Lee" before "@Ann".
    all.sort_by_key(|one| std::cmp::Reverse(one.name.len()));
    let mut written = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (ahead, from) = rest.split_at(at);
        written.push_str(ahead);
        match all.iter().find(|one| from[1..].starts_with(&one.name)) {
            Some(one) => {
                written.push_str(&format!("@[{}]({})", one.name.replace(['[', ']'], ""), one.id));
                rest = &from[1 + one.name.len()..];
            }
            None => {
                written.push('@');
                rest = &from[1..];
            }
        }
    }
    written + rest
}

/// The text as one writes it, and who is mentioned in it.
pub fn without_ids(body: &str) -> (String, Vec<Mentioned>) {
    let mut text = String::new();
    let mut mentioned = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find("@[") {
        text.push_str(&rest[..at]);
        match mention(&rest[at + 2..]) {
            Some((one, after)) => {
                text.push('@');
                text.push_str(&one.name);
                mentioned.push(one);
                rest = after;
            }
            None => {
                text.push_str("@[");
                rest = &rest[at + 2..];
            }
        }
    }
    text.push_str(rest);
    (text, mentioned)
}

/// `Name](id)` and what follows.
fn mention(text: &str) -> Option<(Mentioned, &str)> {
    let (name, rest) = text.split_once("](")?;
    let (id, after) = rest.split_once(')')?;
    let one = Mentioned { name: name.to_owned(), id: Id::from_str(id).ok()? };
    (!name.contains('\n')).then_some((one, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(name: &str, number: u64) -> Mentioned {
        Mentioned { name: name.into(), id: Id::new(number, [7; 10]) }
    }

    #[test]
    fn a_name_is_asked_for_after_an_at_sign() {
        for (before, name) in [
            ("@mi", Some("mi")),
            ("Hi @", Some("")),
            ("问@李", Some("李")),
            ("Hi (@Mina L", Some("Mina L")),
            ("write to mina@example.com", None),
            ("@Mina Lee is not here", None),
            ("@a\nb", None),
        ] {
            assert_eq!(asked(before), name, "{before}");
        }
    }

    #[test]
    fn mentions_survive_the_way_there_and_back() {
        let people = [somebody("Ann", 1), somebody("Ann Lee", 2), somebody("김민수", 3)];
        let text = "@Ann Lee and @Ann: ask @김민수, not @nobody or a@b.c";
        let body = with_ids(text, &people);
        assert!(body.starts_with(&format!("@[Ann Lee]({}) and @[Ann]({})", people[1].id, people[0].id)));
        let (again, found) = without_ids(&body);
        assert_eq!(again, text);
        assert_eq!(found, [people[1].clone(), people[0].clone(), people[2].clone()]);
        assert_eq!(without_ids("@[no](way) @[x").0, "@[no](way) @[x");
    }
}
