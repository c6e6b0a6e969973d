//! The texts of each language, read once, and as the files that browsers fetch.

use std::sync::{Arc, OnceLock};

use model::{Language, Texts};
use sha2::{Digest, Sha256};

/// A file for the browser: the hash that stands in its address, and its content.
pub type Asset = (String, Arc<[u8]>);

const LANGUAGES: usize = Language::ALL.len();

pub(crate) fn texts(language: Language) -> Arc<Texts> {
    static TEXTS: [OnceLock<Arc<Texts>>; LANGUAGES] = [const { OnceLock::new() }; LANGUAGES];
    TEXTS[language as usize].get_or_init(|| Arc::new(modules::locales::texts(language))).clone()
}

pub(crate) fn source(language: Language) -> Asset {
    static SOURCES: [OnceLock<Asset>; LANGUAGES] = [const { OnceLock::new() }; LANGUAGES];
    let source = || asset(modules::locales::source(language).into_bytes());
    SOURCES[language as usize].get_or_init(source).clone()
}

pub(crate) fn asset(content: Vec<u8>) -> Asset {
    let hash = Sha256::digest(&content);
    let name = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    (name, content.into())
}
