//! One of a list of values.

use super::*;
use crate::Name;

/// The colour of a choice's chip; the style sheet has one pair of shades for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Color {
    #[default]
    Grey,
    Red,
    Orange,
    Amber,
    Green,
    Teal,
    Blue,
    Indigo,
    Violet,
    Pink,
}

impl Color {
    pub const ALL: [Color; 10] = [
        Color::Grey,
        Color::Red,
        Color::Orange,
        Color::Amber,
        Color::Green,
        Color::Teal,
        Color::Blue,
        Color::Indigo,
        Color::Violet,
        Color::Pink,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Color::Grey => "grey",
            Color::Red => "red",
            Color::Orange => "orange",
            Color::Amber => "amber",
            Color::Green => "green",
            Color::Teal => "teal",
            Color::Blue => "blue",
            Color::Indigo => "indigo",
            Color::Violet => "violet",
            Color::Pink => "pink",
        }
    }
}

/// Whether reaching a stage ends the matter, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    #[default]
    Open,
    Won,
    Lost,
}

impl Outcome {
    pub const fn key(self) -> &'static str {
        match self {
            Outcome::Open => "open",
            Outcome::Won => "won",
            Outcome::Lost => "lost",
        }
    }
}

/// An entry of a list of values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub key: Name,
    /// In the reader's language; the key where the schema is not yet put into words.
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    pub color: Color,
    #[serde(default)]
    pub outcome: Outcome,
    /// Per cent, for stages.
    #[serde(default)]
    pub probability: Option<u8>,
    /// The values of the list that this one depends on under which it can be chosen; empty for all.
    #[serde(default)]
    pub within: Vec<Name>,
    /// A record that holds it is history, where only owner and tags still change, and which other such end it comes to.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locks: bool,
    /// Only the product gives it, and nobody takes it away.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub given: bool,
    /// Kept where it is used, and offered no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

impl Choice {
    pub fn new(key: &'static str, color: Color) -> Choice {
        Choice { key: Name::new_static(key), color, ..Choice::default() }
    }

    pub fn probability(mut self, percent: u8) -> Choice {
        self.probability = Some(percent);
        self
    }

    pub fn outcome(mut self, outcome: Outcome) -> Choice {
        self.outcome = outcome;
        self
    }

    pub fn locks(mut self) -> Choice {
        self.locks = true;
        self
    }

    pub fn given(mut self) -> Choice {
        self.given = true;
        self
    }

    pub fn within(mut self, keys: &[&'static str]) -> Choice {
        self.within = keys.iter().map(|key| Name::new_static(key)).collect();
        self
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OneOf {
    pub choices: Vec<Choice>,
    /// The field of the same record whose value decides which choices are offered.
    #[serde(default)]
    pub depends_on: Option<Name>,
}

/// The key of the choice that a person means: by key, or by label without regard to case.
pub(super) fn find(choices: &[Choice], text: &str) -> Result<String, Fault> {
    let folded = crate::fold::fold(text);
    choices
        .iter()
        .find(|choice| choice.key == text)
        .or_else(|| choices.iter().find(|choice| choice.key == folded.replace([' ', '-'], "_")))
        .or_else(|| choices.iter().find(|choice| crate::fold::fold(&choice.label) == folded))
        .map(|choice| choice.key.to_string())
        .ok_or(Fault::detail("unknown-choice", text))
}

/// The label of `key`, or the key itself where the list no longer has it.
pub(super) fn label<'a>(choices: &'a [Choice], key: &'a str) -> &'a str {
    choices.iter().find(|choice| choice.key == key).map_or(key, |choice| &choice.label)
}

impl Rules for OneOf {
    fn check(&self, value: Value) -> Result<Value, Fault> {
        let Value::Text(text) = value else { return Err(Fault::new("wrong-type")) };
        find(&self.choices, &text).map(Value::Text)
    }

    fn parse(&self, text: &str, _: &Formats) -> Result<Value, Fault> {
        find(&self.choices, text).map(Value::Text)
    }

    fn format(&self, value: &Value, _: Show<'_>) -> String {
        label(&self.choices, value.as_text().unwrap_or_default()).to_owned()
    }

    fn json_schema(&self) -> Json {
        let keys = self.choices.iter().map(|choice| Json::from(choice.key.as_str()));
        let keys: Vec<Json> = keys.chain([Json::Null]).collect();
        serde_json::json!({"type": ["string", "null"], "enum": keys})
    }

    fn operators(&self) -> &'static [Op] {
        Op::CHOICE
    }
}
