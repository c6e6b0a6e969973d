//! Folding text for comparison: case, diacritics and full-width forms do not count, in any script.
//!
//! Search, "contains", matching by name in imports and the sort order all use this one definition, in the browser,
//! in the server and inside the database, so they cannot disagree.

use std::cmp::Ordering;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` in lower case without diacritics: "Ёлка" → "елка", "Straße" → "strasse", "ＡＢＣ" → "abc".
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends `text`, folded, to `folded`. Most characters are looked up; with the first that cannot be, the whole text is
/// taken apart.
fn fold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    for c in text.chars() {
        match simple(c) {
            Some(c) => folded.push(c),
            None => {
                folded.truncate(start);
                folded.push_str(&decomposed(text));
                return;
            }
        }
    }
}

/// Latin, Greek, Cyrillic, Armenian, Hebrew: each character's folded one; 0 where it has none or several.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| (0..TABLED).map(look_up).collect());

const TABLED: u32 = 0x600;
const NONE: char = '\0';

fn look_up(code: u32) -> char {
    let Some(c) = char::from_u32(code) else { return NONE };
    let folded = decomposed(c.encode_utf8(&mut [0; 4]));
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

/// `text` folded character by character, by the tables of Unicode.
fn decomposed(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd() {
        if is_combining_mark(c) {
            continue;
        }
        match c {
            'ß' | 'ẞ' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'æ' | 'Æ' => folded.push_str("ae"),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// Whether the folded `needle` occurs in `text`.
pub fn contains(text: &str, needle: &str) -> bool {
    if text.is_ascii() {
        return needle.is_ascii()
            && (needle.is_empty() || contains_ascii(text.as_bytes(), needle.as_bytes()));
    }
    fold(text).contains(needle)
}

/// `needle` must be in lower case already; no copy is made.
fn contains_ascii(text: &[u8], needle: &[u8]) -> bool {
    let first = needle[0];
    text.len() >= needle.len()
        && text[..=text.len() - needle.len()].iter().enumerate().any(|(at, byte)| {
            byte.to_ascii_lowercase() == first && text[at..at + needle.len()].eq_ignore_ascii_case(needle)
        })
}

/// Whether `text` starts with the folded `needle`.
pub fn starts(text: &str, needle: &str) -> bool {
    if text.is_ascii() {
        let start = text.as_bytes().get(..needle.len());
        return start.is_some_and(|start| start.eq_ignore_ascii_case(needle.as_bytes()));
    }
    fold(text).starts_with(needle)
}

/// Folded beginnings that many texts are asked for: sorted, and none begins with another, so that at most one of them can
/// begin a text, the last that is not after it.
pub struct Beginnings {
    all: Vec<String>,
    /// The bytes of the longest; what a text holds after as many need not be looked at.
    longest: usize,
}

impl Beginnings {
    pub fn new(mut all: Vec<String>) -> Beginnings {
        all.sort_unstable();
        all.dedup_by(|next, kept| next.starts_with(kept.as_str()));
        let longest = all.iter().map(String::len).max().unwrap_or_default();
        Beginnings { all, longest }
    }

    /// Whether `text` starts with one of them.
    pub fn begin(&self, text: &str) -> bool {
        let folded = match text.is_ascii() {
            true => text.get(..self.longest).unwrap_or(text).to_ascii_lowercase(),
            false => fold(text),
        };
        let after = self.all.partition_point(|beginning| *beginning <= folded);
        after
            .checked_sub(1)
            .and_then(|at| self.all.get(at))
            .is_some_and(|last| folded.starts_with(last.as_str()))
    }
}

/// The sort order of texts: folded first, then as they stand so that the order is total. Nothing is folded beyond where
/// the answer is known, as databases ask for it millions of times.
pub fn compare(a: &str, b: &str) -> Ordering {
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
        _ => fold(a).cmp(&fold(b)),
    }
}

/// The overlapping pairs of characters of each word of `texts`, each once, separated by spaces: the unit of the search
/// index, as every script can be searched by any part of a word from two characters on. A word of one character is kept
/// as it is.
pub fn grams<'a>(texts: impl Iterator<Item = &'a str>) -> String {
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
    fn several_beginnings_are_each_looked_for() {
        let folded: Vec<String> = TEXTS.iter().map(|text| fold(text)).collect();
        for step in 1..TEXTS.len() {
            let needles: Vec<String> = folded.iter().step_by(step).skip(1).cloned().collect();
            let beginnings = Beginnings::new(needles.clone());
            for text in TEXTS {
                let one = needles.iter().any(|needle| starts(text, needle));
                assert_eq!(beginnings.begin(text), one, "{text} by {needles:?}");
            }
        }
    }

    #[test]
    fn folds_case_and_diacritics_in_any_script() {
        for (text, folded) in [
            ("Straße", "strasse"),
            ("ÉCOLE", "ecole"),
            ("Ёлка", "елка"),
            ("ＡＢＣ１", "abc1"),
            ("北京", "北京"),
            ("Łódź", "lodz"),
            ("Smørrebrød", "smorrebrod"),
        ] {
            assert_eq!(fold(text), folded);
        }
        // Hangul syllables decompose under NFKD, on both sides of a comparison alike.
        assert!(contains("서울특별시", &fold("서울")));
    }

    #[test]
    fn contains_finds_parts_of_words() {
        assert!(contains("Acme Corporation", "corp"));
        assert!(contains("ООО «Ромашка»", &fold("РОМАШ")));
        assert!(contains("深圳市腾讯计算机", &fold("腾讯")));
        assert!(!contains("Acme", "acmee"));
        assert!(contains("x", ""));
    }

    #[test]
    fn order_ignores_case_first() {
        let mut names = vec!["b", "A", "a", "Á", "B"];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(names, ["A", "a", "Á", "B", "b"]);
    }

    #[test]
    fn grams_are_pairs_within_words() {
        assert_eq!(grams(["Abc d", "bc"].into_iter()), "ab bc d");
        assert_eq!(grams(["北京市"].into_iter()), "京市 北京");
    }

    #[test]
    fn what_is_quick_is_what_the_tables_of_unicode_give() {
        for a in TEXTS {
            assert_eq!(fold(a), decomposed(a), "{a:?}");
            for b in TEXTS {
                let by_tables = decomposed(a).cmp(&decomposed(b)).then_with(|| a.cmp(b));
                assert_eq!(compare(a, b), by_tables, "{a:?} {b:?}");
                let both = format!("{a} {b}");
                let needle = decomposed(b);
                for text in [a, both.as_str()] {
                    assert_eq!(contains(text, &needle), decomposed(text).contains(&needle), "{text:?} {b:?}");
                    assert_eq!(
                        starts(text, &needle),
                        decomposed(text).starts_with(&needle),
                        "{text:?} {b:?}"
                    );
                }
            }
        }
        for c in (0..0x3_0000_u32).filter_map(char::from_u32) {
            let text = format!("x{c}y");
            assert_eq!(fold(&text), decomposed(&text), "{c:?}");
        }
    }
}
