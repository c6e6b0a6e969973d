//! What a person is called, by the script of the name: "Ada Lovelace", but 郑文静, 山田さくら and 한재현.

/// The given name first. Where the name is written in Han or Hangul, the family comes first and nothing stands between.
pub fn full_name(first: &str, last: &str) -> String {
    if first.is_empty() || last.is_empty() {
        return [first, last].concat();
    }
    let whole = [last, first].concat();
    if is_east_asian(&whole) { whole } else { format!("{first} {last}") }
}

/// In Kana alone a name may be a foreign one, whose order is kept.
fn is_east_asian(name: &str) -> bool {
    name.chars().any(|c| is_han(c) || is_hangul(c))
        && name.chars().all(|c| is_han(c) || is_hangul(c) || is_kana(c))
}

fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}')
}

#[cfg(test)]
mod tests {
    use super::full_name;

    #[test]
    fn names_are_written_as_their_script_does() {
        for (first, last, name) in [
            ("Ada", "Lovelace", "Ada Lovelace"),
            ("Ирина", "Соколова", "Ирина Соколова"),
            ("Γιώργος", "Παπαδόπουλος", "Γιώργος Παπαδόπουλος"),
            ("文静", "郑", "郑文静"),
            ("怡君", "歐陽", "歐陽怡君"),
            ("太郎", "佐々木", "佐々木太郎"),
            ("さくら", "山田", "山田さくら"),
            ("재현", "한", "한재현"),
            ("マイケル", "スミス", "マイケル スミス"),
            // Whose name is written in two scripts has said how.
            ("David", "陈", "David 陈"),
            ("Minjun", "김", "Minjun 김"),
            ("文静 A.", "郑", "文静 A. 郑"),
            ("", "郑", "郑"),
            ("Ada", "", "Ada"),
            ("", "", ""),
        ] {
            assert_eq!(full_name(first, last), name, "{first} {last}");
        }
    }
}
