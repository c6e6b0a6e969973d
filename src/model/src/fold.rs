//! Folding text for comparison: case, diacritics and full-width forms do not count, in any script.
//!
//! Search, "contains", matching by name in imports and the sort order all use this one definition, in the browser,
//! in the server and inside the database, so they cannot disagree.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` in lower case without diacritics: "Ёлка" → "елка", "Straße" → "strasse", "ＡＢＣ" → "abc".
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    fold_into(text, |c| folded.push(c));
    folded
}

/// Calls `push` with each folded character of `text`.
fn fold_into(text: &str, mut push: impl FnMut(char)) {
    for c in text.nfkd() {
        if is_combining_mark(c) {
            continue;
        }
        match c {
            'ß' | 'ẞ' => {
                push('s');
                push('s');
            }
            'ø' | 'Ø' => push('o'),
            'ł' | 'Ł' => push('l'),
            'đ' | 'Đ' => push('d'),
            'æ' | 'Æ' => {
                push('a');
                push('e');
            }
            c => c.to_lowercase().for_each(&mut push),
        }
    }
}

/// Whether the folded `needle` occurs in `text`.
pub fn contains(text: &str, needle: &str) -> bool {
    if text.is_ascii() && needle.is_ascii() {
        return needle.is_empty() || contains_ascii(text.as_bytes(), needle.as_bytes());
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

/// The sort order of texts: folded first, then as they stand so that the order is total.
pub fn compare(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() {
        let folded = a.bytes().map(|c| c.to_ascii_lowercase()).cmp(b.bytes().map(|c| c.to_ascii_lowercase()));
        return folded.then_with(|| a.cmp(b));
    }
    fold(a).cmp(&fold(b)).then_with(|| a.cmp(b))
}

/// The overlapping pairs of characters of each word of `text`, the unit of the search index: every script can be
/// searched by any part of a word from two characters on. A word of one character is kept as it is.
pub fn grams(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut grams = Vec::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let chars: Vec<char> = word.chars().collect();
        if chars.len() == 1 {
            grams.push(word.to_owned());
        }
        grams.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
    }
    grams
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(grams("Abc d"), ["ab", "bc", "d"]);
        assert_eq!(grams("北京市"), ["北京", "京市"]);
    }
}
