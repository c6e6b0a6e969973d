//! People and companies as a coloured disc with initials.

use leptos::prelude::*;
use model::{Color, Id};

/// A colour that stays the same for the same bytes.
pub fn color_of(bytes: &[u8]) -> Color {
    // 32 bits in the browser and on the server alike.
    let sum = bytes.iter().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(*byte)));
    // Grey is for what has no colour.
    let [_, colors @ ..] = Color::ALL;
    colors[sum as usize % colors.len()]
}

/// Two letters for a name in an alphabet, one character for one in Han or Hangul.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter(|word| word.starts_with(char::is_alphanumeric));
    let Some(first) = words.next() else { return String::new() };
    let wide = |c: &char| *c >= '\u{1100}';
    let letters: String = match (words.next_back(), first.chars().next()) {
        (_, Some(c)) if wide(&c) => c.to_string(),
        (Some(last), _) => first.chars().take(1).chain(last.chars().take(1)).collect(),
        (None, _) => first.chars().take(2).collect(),
    };
    letters.to_uppercase()
}

#[component]
pub fn Avatar(
    #[prop(into)] title: String,
    id: Id,
    /// `small`, `large`, `square` or several of them.
    #[prop(optional, into)]
    look: String,
) -> impl IntoView {
    view! {
        <span class=format!("avatar {look}") data-color=color_of(id.0.as_bytes()).key() aria-hidden="true">
            {initials(&title)}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_suit_the_script() {
        for (name, letters) in [
            ("Mina Lee", "ML"),
            ("Acme", "AC"),
            ("Anna Maria Berg", "AB"),
            ("李伟", "李"),
            ("김 민수", "김"),
            ("Иван Петров", "ИП"),
            ("(none)", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
