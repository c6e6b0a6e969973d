//! Every language says everything: no text may be missing, left over, or speak of other variables than English does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use fluent_bundle::FluentResource;
use model::{ChangeKind, Color, Event, Language, Op, Outcome, Texts};

use super::merged;
use crate::locales;

/// The codes of `FilterError`, with the faults of a value that a condition compares with.
const FILTER_ERRORS: [&str; 27] = [
    "expected",
    "expected-field",
    "expected-operator",
    "expected-value",
    "unknown-field",
    "not-a-link",
    "operator-does-not-fit",
    "quote-not-closed",
    "too-deep",
    "unexpected",
    "not-a-number",
    "not-a-whole-number",
    "out-of-range",
    "out-of-bounds",
    "too-many-decimals",
    "unknown-choice",
    "not-an-email",
    "not-a-phone",
    "not-a-url",
    "not-a-date",
    "not-a-time",
    "not-a-duration",
    "not-yes-or-no",
    "not-an-id",
    "wrong-module",
    "wrong-type",
    "read-only",
];

/// The texts of one language without the fall-back to English.
fn own(language: Language) -> Texts {
    Texts::new(language, locales::files(language).into_iter().map(|(_, source)| source))
}

/// The keys of `source`, each with the variables that its text and attributes speak of.
fn entries(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut entries: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let key = line.split_once(" =").map_or(line, |(key, _)| key);
            entries.push((key.to_owned(), BTreeSet::new()));
        }
        let Some((_, variables)) = entries.last_mut() else { continue };
        for part in line.split('$').skip(1) {
            let name = part.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next();
            variables.extend(name.map(str::to_owned));
        }
        if line.trim_start().starts_with(".one =") {
            variables.insert(".one".to_owned());
        }
    }
    entries
}

fn by_key(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (file, source) in locales::files(language) {
        for (key, variables) in entries(&source) {
            let before = all.insert(key.clone(), variables);
            assert!(before.is_none(), "{file}: {key} stands twice");
        }
    }
    all
}

#[test]
fn every_file_can_be_read() {
    for language in Language::ALL {
        for (file, source) in locales::files(language) {
            let result = FluentResource::try_new(source);
            assert!(result.is_ok(), "{file}: {:?}", result.err().map(|(_, errors)| errors));
        }
    }
}

#[test]
fn all_languages_have_the_same_files_keys_and_variables() {
    let names = |language: Language| -> Vec<String> {
        let files = locales::files(language).into_iter();
        files.map(|(name, _)| name.rsplit('/').next().unwrap().to_owned()).collect()
    };
    let english = by_key(Language::English);
    assert!(english.len() > 900, "{}", english.len());
    for language in Language::ALL {
        assert_eq!(names(language), names(Language::English));
        let own = by_key(language);
        let missing: Vec<_> = english.keys().filter(|key| !own.contains_key(*key)).collect();
        let extra: Vec<_> = own.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{language:?}: missing {missing:?}, extra {extra:?}");
        for (key, variables) in &own {
            assert_eq!(Some(variables), english.get(key), "{language:?}: {key}");
        }
    }
}

#[test]
fn everything_declared_has_a_text_in_every_language() {
    let modules = merged();
    for language in Language::ALL {
        let texts = own(language);
        let mut missing = Vec::new();
        let mut need = |keys: Vec<String>| {
            if !keys.iter().any(|key| texts.has(key)) {
                missing.push(keys);
            }
        };
        for module in &modules {
            let name = &module.name;
            need(vec![format!("module-{name}")]);
            assert!(texts.attribute(&format!("module-{name}"), "one").is_some(), "{language:?}: {name}.one");
            for section in &module.sections {
                need(vec![format!("{name}-section-{}", section.name), format!("section-{}", section.name)]);
            }
            for field in &module.fields {
                let field_name = &field.name;
                need(vec![format!("{name}-{field_name}"), format!("field-{field_name}")]);
                for choice in field.kind.choices() {
                    need(vec![
                        format!("{name}-{field_name}-{}", choice.key),
                        format!("choice-{field_name}-{}", choice.key),
                        format!("choice-{}", choice.key),
                        format!("{field_name}-{}", choice.key),
                        format!("module-{}", choice.key),
                    ]);
                }
            }
        }
        assert!(missing.is_empty(), "{language:?}: {missing:#?}");
    }
}

#[test]
fn the_words_of_the_model_have_texts() {
    let operators = [Op::TEXT, Op::ORDERED, Op::CHOICE, Op::LINK, Op::SET].concat();
    let outcomes =
        [Outcome::Open, Outcome::Won, Outcome::Lost].map(|outcome| format!("outcome-{}", outcome.key()));
    let groups = merged().into_iter().map(|module| format!("group-{}", module.group.key()));
    let keys = FILTER_ERRORS
        .map(|code| format!("filter-{code}"))
        .into_iter()
        .chain(crate::custom_fields::KINDS.map(|kind| format!("kind-{kind}")))
        .chain(operators.into_iter().map(|op| format!("op-{}", op.key())))
        .chain(["now", "today", "week", "month", "quarter", "year"].map(|key| format!("moment-{key}")))
        .chain(["hours", "days", "weeks", "months", "quarters", "years"].map(|key| format!("unit-{key}")))
        .chain(["count", "sum", "average", "min", "max"].map(|key| format!("aggregate-{key}")))
        .chain(ChangeKind::ALL.map(|kind| format!("change-{}", kind.key())))
        .chain(ChangeKind::ALL.map(|kind| format!("audit-{}", kind.key())))
        .chain(Event::ALL.map(|event| format!("audit-{}", event.key())))
        .chain(Color::ALL.map(|color| format!("color-{}", color.key())))
        .chain(outcomes)
        .chain(groups);
    let keys: Vec<String> = keys.collect();
    for language in Language::ALL {
        let texts = own(language);
        let missing: Vec<_> = keys.iter().filter(|key| !texts.has(key)).collect();
        assert!(missing.is_empty(), "{language:?}: {missing:?}");
    }
}

/// The codes that the sources of all crates give to `Problem` and `Fault`, with the file that does.
fn problem_codes() -> BTreeMap<String, PathBuf> {
    let mut codes = BTreeMap::new();
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                for (call, place) in [("Problem::new(", 1), ("Fault::new(", 0), ("Fault::detail(", 0)] {
                    let calls = source.split(call).skip(1);
                    codes.extend(
                        calls.filter_map(|rest| literal(rest, place)).map(|code| (code, path.clone())),
                    );
                }
            }
        }
    }
    codes
}

/// The argument at `place` of the call whose arguments `rest` begins with, where it is a text in quotes.
fn literal(rest: &str, place: usize) -> Option<String> {
    let mut depth = 0;
    let arguments = rest.split(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth < 0 || depth == 0 && c == ','
    });
    let text = arguments.take(place + 1).nth(place)?.trim();
    Some(text.strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

#[test]
fn every_problem_has_a_sentence() {
    let codes = problem_codes();
    assert!(codes.contains_key("not-unique") && codes.contains_key("too-long"), "{codes:?}");
    let texts = own(Language::English);
    let missing: Vec<_> = codes.iter().filter(|(code, _)| !texts.has(&format!("problem-{code}"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn plural_forms_read_right() {
    let selected = |language: Language, n: i64| own(language).with("list-selected", &[("n", &n)]);
    assert_eq!(selected(Language::English, 1), "1 selected");
    let records = |language: Language, n: i64| own(language).with("records-n", &[("n", &n)]);
    assert_eq!(records(Language::English, 1), "1 record");
    assert_eq!(records(Language::English, 21), "21 records");
    for (n, text) in [(1, "1 запись"), (3, "3 записи"), (11, "11 записей"), (21, "21 запись")]
    {
        assert_eq!(records(Language::Russian, n), text);
    }
}

#[test]
fn the_source_holds_english_behind_each_language() {
    let source = locales::source(Language::Korean);
    assert!(source.matches("\nsave = ").count() == 2);
    assert!(locales::source(Language::English).matches("\nsave = ").count() == 1);
}

/// Labels of languages, currencies and the program's own name are the same everywhere; all else is translated.
#[test]
fn nothing_is_left_in_english() {
    let english = own(Language::English);
    let same = ["app-name", "ok", "choice-language-", "choice-currency-", "size-"];
    for language in
        [Language::SimplifiedChinese, Language::TraditionalChinese, Language::Russian, Language::Korean]
    {
        let texts = own(language);
        let left: Vec<String> = by_key(Language::English)
            .into_keys()
            .filter(|key| !same.iter().any(|start| key.starts_with(start)))
            .filter(|key| texts.get(key) == english.get(key))
            .filter(|key| texts.get(key).chars().any(|c| c.is_ascii_alphabetic()))
            .collect();
        // A text that is nothing but its variables looks the same.
        let left: Vec<_> = left.into_iter().filter(|key| !texts.get(key).starts_with('{')).collect();
        assert!(left.is_empty(), "{language:?}: {left:?}");
    }
}
