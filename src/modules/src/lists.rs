//! Lists of values that several modules share, so that a lead's value fits the account and contact made of it.

use model::{Choice, Color, Language};

/// Choices without a colour of their own.
pub fn plain<const N: usize>(keys: [&'static str; N]) -> Vec<Choice> {
    keys.map(|key| Choice::new(key, Color::Grey)).into()
}

/// Those of the interface.
pub fn languages() -> Vec<Choice> {
    Language::ALL.map(|language| Choice::new(language.code(), Color::Grey)).into()
}

pub fn salutations() -> Vec<Choice> {
    plain(["mr", "ms", "mrs", "dr", "prof"])
}

/// How people like to be reached.
pub fn channels() -> Vec<Choice> {
    plain(["email", "phone", "messenger", "letter", "visit"])
}

/// Where a lead, a contact or a deal came from.
pub fn sources() -> Vec<Choice> {
    plain([
        "cold_call",
        "existing_customer",
        "self_generated",
        "employee",
        "partner",
        "referral",
        "website",
        "web_search",
        "social_media",
        "email",
        "direct_mail",
        "advertising",
        "trade_fair",
        "conference",
        "public_relations",
        "word_of_mouth",
        "other",
    ])
}

pub fn industries() -> Vec<Choice> {
    plain([
        "agriculture",
        "apparel",
        "automotive",
        "banking",
        "biotechnology",
        "chemicals",
        "construction",
        "consulting",
        "education",
        "electronics",
        "employment",
        "energy",
        "engineering",
        "entertainment",
        "environment",
        "finance",
        "food_and_beverage",
        "government",
        "hospitality",
        "insurance",
        "legal",
        "machinery",
        "manufacturing",
        "marketing",
        "media",
        "medical",
        "not_for_profit",
        "real_estate",
        "recreation",
        "retail",
        "services",
        "shipping",
        "software",
        "technology",
        "telecommunications",
        "transportation",
        "utilities",
        "wholesale",
        "other",
    ])
}

pub fn ratings() -> Vec<Choice> {
    vec![Choice::new("hot", Color::Red), Choice::new("warm", Color::Amber), Choice::new("cold", Color::Blue)]
}

/// Why a deal or a quote came to nothing.
pub fn lost_reasons() -> Vec<Choice> {
    plain([
        "price",
        "competitor",
        "no_budget",
        "no_decision",
        "timing",
        "missing_feature",
        "relationship",
        "no_contact",
        "other",
    ])
}
