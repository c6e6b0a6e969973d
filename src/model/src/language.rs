//! The languages of the interface, and what differs between them in writing numbers and dates.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "zh-Hans")]
    SimplifiedChinese,
    #[serde(rename = "zh-Hant")]
    TraditionalChinese,
    #[serde(rename = "ru")]
    Russian,
    #[serde(rename = "ko")]
    Korean,
}

impl Language {
    pub const ALL: [Language; 5] = [
        Language::English,
        Language::SimplifiedChinese,
        Language::TraditionalChinese,
        Language::Russian,
        Language::Korean,
    ];

    /// The BCP 47 tag, which is also the folder's name in `locales/`.
    pub const fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::SimplifiedChinese => "zh-Hans",
            Language::TraditionalChinese => "zh-Hant",
            Language::Russian => "ru",
            Language::Korean => "ko",
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::SimplifiedChinese => "简体中文",
            Language::TraditionalChinese => "繁體中文",
            Language::Russian => "Русский",
            Language::Korean => "한국어",
        }
    }

    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The first language of an `Accept-Language` header that we have; its weights are taken to be in order.
    pub fn accepted(header: &str) -> Option<Language> {
        header.split(',').find_map(|item| {
            let tag = item.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            match tag.as_str() {
                "zh-tw" | "zh-hk" | "zh-mo" => Some(Language::TraditionalChinese),
                tag if tag.starts_with("zh-hant") => Some(Language::TraditionalChinese),
                tag if tag.starts_with("zh") => Some(Language::SimplifiedChinese),
                tag if tag.starts_with("ru") => Some(Language::Russian),
                tag if tag.starts_with("ko") => Some(Language::Korean),
                tag if tag.starts_with("en") => Some(Language::English),
                _ => None,
            }
        })
    }

    /// Between groups of three digits; a no-break space in Russian.
    pub const fn group_separator(self) -> char {
        match self {
            Language::Russian => '\u{a0}',
            Language::English
            | Language::SimplifiedChinese
            | Language::TraditionalChinese
            | Language::Korean => ',',
        }
    }

    pub const fn decimal_separator(self) -> char {
        match self {
            Language::Russian => ',',
            Language::English
            | Language::SimplifiedChinese
            | Language::TraditionalChinese
            | Language::Korean => '.',
        }
    }

    /// Whether the sign of a currency stands behind the amount, with a space between.
    pub const fn amount_before_currency(self) -> bool {
        match self {
            Language::Russian => true,
            Language::English
            | Language::SimplifiedChinese
            | Language::TraditionalChinese
            | Language::Korean => false,
        }
    }

    /// A date in chrono's pattern, short enough for a cell.
    pub const fn date_pattern(self) -> &'static str {
        match self {
            Language::English => "%-d %b %Y",
            Language::Russian => "%d.%m.%Y",
            Language::SimplifiedChinese | Language::TraditionalChinese | Language::Korean => "%Y-%m-%d",
        }
    }
}
