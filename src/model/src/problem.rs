//! What is wrong with an input, said so that a program can act on it and a person can mend it.

use serde::{Deserialize, Serialize};

use crate::{Name, Texts};

/// One thing that is wrong. `code` names the text `problem-CODE`, which may use `$detail`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The field that it is about; empty where it is about the whole record or request.
    pub field: Name,
    /// Stable, in kebab-case: `required`, `too-long`, `not-a-number`, …
    pub code: Name,
    /// What the text needs besides: a limit, the offending part, a title.
    #[serde(default)]
    pub detail: String,
    /// The character of a text that it is about, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
}

impl Problem {
    pub fn new(field: impl Into<Name>, code: &'static str) -> Problem {
        Problem { field: field.into(), code: Name::new_static(code), detail: String::new(), at: None }
    }

    pub fn detail(mut self, detail: impl ToString) -> Problem {
        self.detail = detail.to_string();
        self
    }

    pub fn at(mut self, at: usize) -> Problem {
        self.at = Some(at);
        self
    }

    /// The sentence a person reads.
    pub fn message(&self, texts: &Texts) -> String {
        texts.with(&format!("problem-{}", self.code), &[("detail", &self.detail)])
    }
}

/// What a kind finds wrong with a value: a `Problem` that does not yet know its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    pub detail: String,
}

impl Fault {
    pub fn new(code: &'static str) -> Fault {
        Fault { code, detail: String::new() }
    }

    pub fn detail(code: &'static str, detail: impl ToString) -> Fault {
        Fault { code, detail: detail.to_string() }
    }

    pub fn on(self, field: &Name) -> Problem {
        Problem { field: field.clone(), code: Name::new_static(self.code), detail: self.detail, at: None }
    }
}
