//! What is asked of the process that sets, and what it answers: each is one line of JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Something to set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// In the language of Typst.
    pub template: String,
    /// What the template may read, by name.
    pub files: BTreeMap<String, Content>,
    pub format: Format,
}

/// The content of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content(pub Vec<u8>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Pdf,
    Svg,
}

/// What came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// One PDF, or a picture of each page.
    pub files: Vec<Content>,
    /// Characters that no font has, each once: a box stands for them.
    pub missing: String,
}

/// What is wrong in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The first is 1. None: not at a place of the template.
    pub line: Option<usize>,
    pub message: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl Serialize for Content {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&base64::Engine::encode(&base64::prelude::BASE64_STANDARD, &self.0))
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Content, D::Error> {
        let text = String::deserialize(from)?;
        let content = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, text);
        content.map(Content).map_err(serde::de::Error::custom)
    }
}
