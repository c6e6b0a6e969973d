//! The texts of the product, built into the program from `locales/`.

use model::{Language, Texts};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../locales"]
struct Files;

/// The texts in `language`, with English where one is missing.
pub fn texts(language: Language) -> Texts {
    Texts::new(language, [source(language)])
}

/// All Fluent sources of `language`, followed by the English ones: `Texts` takes the first definition of a key.
pub fn source(language: Language) -> String {
    let own = files(language).into_iter().map(|(_, source)| source);
    if language == Language::English {
        return own.collect();
    }
    own.chain(files(Language::English).into_iter().map(|(_, source)| source)).collect()
}

/// The files of `language`: name and content, in the order of their names.
pub fn files(language: Language) -> Vec<(String, String)> {
    let folder = format!("{}/", language.code());
    let mut names: Vec<_> = Files::iter().filter(|name| name.starts_with(&folder)).collect();
    names.sort();
    names.iter().filter_map(|name| Some((name.to_string(), content(name)?))).collect()
}

/// Ends with a line feed, so that files can be joined.
fn content(name: &str) -> Option<String> {
    let file = Files::get(name)?;
    Some(format!("{}\n", String::from_utf8_lossy(&file.data)))
}
