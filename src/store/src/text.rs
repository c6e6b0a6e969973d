//! `model::fold`, quicker: the database asks for it millions of times. What it gives is the same, which a test compares;
//! most characters are looked up in a small table, and nothing is folded beyond where the answer is known.

use std::cmp::Ordering;
use std::sync::LazyLock;

use model::fold;

/// Latin, Greek, Cyrillic, Armenian, Hebrew: each character's folded one; 0 where it has none or several.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| (0..TABLED).map(look_up).collect());

const TABLED: u32 = 0x600;
const NONE: char = '\0';

fn look_up(code: u32) -> char {
    let Some(c) = char::from_u32(code) else { return NONE };
    let folded = fold::fold(c.encode_utf8(&mut [0; 4]));
    let mut chars = folded.chars();
    match (chars.next(), chars.next()) {
        (Some(one), None) => one,
        _ => NONE,
    }
}

/// The one character that `c` is folded to; `None` where it is not that simple.
fn simple(c: char) -> Option<char> {
    match u32::from(c) {
        code @ 0..TABLED => TABLE.get(code as usize).copied().filter(|folded| *folded != NONE),
        // Chinese characters as people use them stay as they are.
        0x4e00..=0x9fff => Some(c),
        _ => None,
    }
}

/// Appends `text`, folded, to `folded`.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    for c in text.chars() {
        match simple(c) {
            Some(c) => folded.push(c),
            None => {
                folded.truncate(start);
                folded.push_str(&fold::fold(text));
                return;
            }
        }
    }
}

/// The order of people: `fold::compare`.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    by_folded(a, b).then_with(|| a.cmp(b))
}

fn by_folded(a: &str, b: &str) -> Ordering {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    // The same characters fold to the same; the first that differ may share their first bytes.
    let start = (0..=same).rev().find(|at| a.is_char_boundary(*at) && b.is_char_boundary(*at)).unwrap_or(0);
    let (mut left, mut right) = (a[start..].chars(), b[start..].chars());
    loop {
        let (rest, other) = (left.as_str(), right.as_str());
        let (first, second) = match (left.next(), right.next()) {
            (Some(first), Some(second)) => (first, second),
            // What remains may fold to nothing, as combining marks do.
            (None, None) | (None, Some(_)) | (Some(_), None) => return slowly(rest, other),
        };
        match (simple(first), simple(second)) {
            (Some(first), Some(second)) if first == second => {}
            (Some(first), Some(second)) => return first.cmp(&second),
            _ => match letters(first).zip(letters(second)) {
                Some((first, second)) if first != second => return first.cmp(&second),
                _ => return slowly(rest, other),
            },
        }
    }
}

/// The first two letters that a Korean syllable folds to, as a number in their order; the third, if there is one, would
/// have to be compared with what follows the other syllable.
fn letters(c: char) -> Option<u32> {
    ('\u{ac00}'..='\u{d7a3}').contains(&c).then(|| (u32::from(c) - 0xac00) / 28)
}

fn slowly(a: &str, b: &str) -> Ordering {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => Ordering::Equal,
        _ => fold::fold(a).cmp(&fold::fold(b)),
    }
}

/// Whether `text` holds the folded `needle`; `space` is used again and again.
pub(crate) fn contains(text: &str, needle: &str, space: &mut String) -> bool {
    if text.is_ascii() {
        return needle.is_ascii() && fold::contains(text, needle);
    }
    space.clear();
    fold_into(text, space);
    space.contains(needle)
}

/// Whether `text` starts with the folded `needle`.
pub(crate) fn starts(text: &str, needle: &str, space: &mut String) -> bool {
    if text.is_ascii() {
        let start = text.as_bytes().get(..needle.len());
        return start.is_some_and(|start| start.eq_ignore_ascii_case(needle.as_bytes()));
    }
    space.clear();
    fold_into(text, space);
    space.starts_with(needle)
}

/// The pairs of characters (`fold::grams`) of all `texts`, each once, separated by spaces.
pub(crate) fn grams<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut folded = String::new();
    for text in texts {
        fold_into(text, &mut folded);
        folded.push('\n');
    }
    let mut pairs: Vec<(char, char)> = Vec::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut before = None;
        for c in word.chars() {
            pairs.extend(before.map(|before| (before, c)));
            before = Some(c);
        }
        if let (Some(only), true) = (before, word.chars().nth(1).is_none()) {
            pairs.push((only, NONE));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut joined = String::with_capacity(pairs.len() * 3);
    for (first, second) in pairs {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push(first);
        if second != NONE {
            joined.push(second);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 37] = [
        "",
        "a",
        "A",
        "Á",
        "á",
        "a\u{301}",
        "ab",
        "Ab",
        "aB",
        "Müller",
        "Muller",
        "MÜLLER",
        "Müllerin",
        "straße",
        "strasse",
        "STRASSE 2",
        "Ёлка",
        "елка",
        "Ель",
        "北京",
        "北京市",
        "上海",
        "가",
        "각",
        "가나",
        "가北",
        "각北",
        "가\u{11a8}z",
        "김민준",
        "ＡＢＣ",
        "abc",
        "Æon",
        "aeon",
        "ΟΔΟΣ",
        "οδος",
        "z\u{301}\u{302}",
        "\u{1f600} x",
    ];

    #[test]
    fn it_is_the_same_as_the_plain_one() {
        let mut space = String::new();
        for a in TEXTS {
            fold_into(a, &mut String::new());
            for b in TEXTS {
                assert_eq!(compare(a, b), fold::compare(a, b), "{a:?} {b:?}");
                let both = format!("{a} {b}");
                let needle = fold::fold(b);
                for text in [a, both.as_str()] {
                    assert_eq!(contains(text, &needle, &mut space), fold::fold(text).contains(&needle));
                    assert_eq!(starts(text, &needle, &mut space), fold::fold(text).starts_with(&needle));
                }
                let mut plain = [fold::grams(a), fold::grams(&both)].concat();
                plain.sort_unstable();
                plain.dedup();
                let mut quick: Vec<String> =
                    grams([a, both.as_str()].into_iter()).split(' ').map(str::to_owned).collect();
                quick.retain(|gram| !gram.is_empty());
                quick.sort_unstable();
                assert_eq!(quick, plain, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn each_character_folds_as_it_does_in_the_plain_one() {
        for c in (0..0x3_0000_u32).filter_map(char::from_u32) {
            let mut quick = String::new();
            let text = format!("x{c}y");
            fold_into(&text, &mut quick);
            assert_eq!(quick, fold::fold(&text), "{c:?}");
        }
    }
}
