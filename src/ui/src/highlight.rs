//! Marks what was searched for in what was found.

use leptos::prelude::*;
use model::fold::fold;

/// A text with the words of a search marked in it.
#[component]
pub fn Highlight(#[prop(into)] text: String, #[prop(into)] search: String) -> impl IntoView {
    split(&text, &search)
        .into_iter()
        .map(|(part, marked)| if marked { view! { <mark>{part}</mark> }.into_any() } else { part.into_any() })
        .collect_view()
}

/// The text in parts, each with whether it is one of the words of `search`, without regard to case and diacritics.
pub fn split(text: &str, search: &str) -> Vec<(String, bool)> {
    let words: Vec<String> = search.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    let chars: Vec<(char, String)> = text.chars().map(|c| (c, fold(&c.to_string()))).collect();
    let mut parts: Vec<(String, bool)> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = words.iter().filter_map(|word| match_length(&chars[at..], word)).max();
        let marked = length.is_some();
        let part: String = chars[at..at + length.unwrap_or(1)].iter().map(|(c, _)| c).collect();
        match parts.last_mut() {
            Some((last, same)) if *same == marked => last.push_str(&part),
            _ => parts.push((part, marked)),
        }
        at += length.unwrap_or(1);
    }
    parts
}

/// How many characters at the start fold to `word`; the last may bring more than is needed, as 서 does for ㅅ.
fn match_length(chars: &[(char, String)], word: &str) -> Option<usize> {
    let mut rest = word;
    for (at, (_, folded)) in chars.iter().enumerate() {
        if let Some(after) = rest.strip_prefix(folded.as_str()) {
            rest = after;
        } else if folded.starts_with(rest) {
            rest = "";
        } else {
            return None;
        }
        if rest.is_empty() {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::split;

    fn marked(text: &str, search: &str) -> String {
        split(text, search)
            .into_iter()
            .map(|(part, mark)| if mark { format!("[{part}]") } else { part })
            .collect()
    }

    #[test]
    fn words_are_marked_in_any_script() {
        for (text, search, expected) in [
            ("Acme Corporation", "corp ac", "[Ac]me [Corp]oration"),
            ("Straße 7", "strasse", "[Straße] 7"),
            ("ООО «Ёлка»", "елк", "ООО «[Ёлк]а»"),
            ("深圳市腾讯计算机", "腾讯", "深圳市[腾讯]计算机"),
            ("서울특별시", "서울", "[서울]특별시"),
            ("Acme", "zz", "Acme"),
            ("Acme", "", "Acme"),
        ] {
            assert_eq!(marked(text, search), expected);
        }
    }
}
