//! The words a person reads, in one language, from Fluent sources in `locales/`.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::Language;

/// One language's texts. A missing text falls back to English where it was given, then to its key, so that a gap
/// shows instead of failing.
pub struct Texts {
    pub language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Texts").field(&self.language).finish()
    }
}

impl Texts {
    /// Reads Fluent `sources`; the first definition of a key stands, so give English last as the fall-back.
    pub fn new(language: Language, sources: impl IntoIterator<Item = String>) -> Texts {
        let id = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        for source in sources {
            // A parse error spoils one entry, not the file; `locales` has a test that finds them.
            let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource);
            // Keys that are there already are reported as errors: that is the fall-back at work.
            let _ = bundle.add_resource(resource);
        }
        Texts { language, bundle }
    }

    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of `key` with its variables filled. Numbers given as digits choose plural forms.
    pub fn with(&self, key: &str, arguments: &[(&'static str, &dyn ToString)]) -> String {
        self.find(key, arguments).unwrap_or_else(|| key.to_owned())
    }

    /// `key.attribute`, such as the singular of a module's name.
    pub fn attribute(&self, key: &str, attribute: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.get_attribute(attribute)?.value();
        Some(self.bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
    }

    pub fn find(&self, key: &str, arguments: &[(&'static str, &dyn ToString)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            let value = value.to_string();
            given.set(
                *name,
                if is_count(&value) { FluentValue::try_number(&value).into_owned() } else { value.into() },
            );
        }
        Some(self.bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned())
    }
}

/// Whether `text` is a plain whole number; "007" is somebody's name.
fn is_count(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|number| number.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_forms_follow_the_language() {
        let source = "records = { $n ->\n    [one] { $n } запись\n    [few] { $n } записи\n   *[many] { $n } записей\n}";
        let texts = Texts::new(Language::Russian, [source.to_owned()]);
        assert_eq!(texts.with("records", &[("n", &1)]), "1 запись");
        assert_eq!(texts.with("records", &[("n", &3)]), "3 записи");
        assert_eq!(texts.with("records", &[("n", &5)]), "5 записей");
    }

    #[test]
    fn a_missing_text_falls_back() {
        let texts =
            Texts::new(Language::Korean, ["save = 저장".to_owned(), "save = Save\nundo = Undo".to_owned()]);
        assert_eq!(texts.get("save"), "저장");
        assert_eq!(texts.get("undo"), "Undo");
        assert_eq!(texts.get("nothing"), "nothing");
    }
}
