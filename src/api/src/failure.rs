//! Why a request was not done, as the page gets to know it.

use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use model::{Problem, Record, Texts};
use serde::{Deserialize, Serialize};

use crate::Duplicate;
use crate::json::JsonText;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// There is no session, or it has ended.
    NotSignedIn,
    /// The caller's role asks for a second factor, which she has to set up first.
    SecondFactorRequired,
    /// Known to be there, but not for this user.
    NotAllowed,
    /// Not there, or not to be seen.
    NotFound,
    /// Somebody else saved meanwhile; his version comes along.
    Conflict(Box<Record>),
    /// It is there already, as it seems. Whoever means it writes it in spite of that.
    Duplicates(Vec<Duplicate>),
    /// What is wrong with the input, field by field.
    Invalid(Vec<Problem>),
    TooLarge,
    TooMany,
    /// The server cannot do it now: a sentence for the person who runs it.
    Unavailable(String),
    /// The request did not reach the server, or its answer was not understood.
    Unreachable(String),
}

impl Failure {
    /// One problem, about `field`.
    pub fn invalid(field: &'static str, code: &'static str) -> Failure {
        Failure::Invalid(vec![Problem::new(field, code)])
    }

    /// The HTTP status: the one place where it is decided for REST and server functions alike.
    pub const fn status(&self) -> u16 {
        match self {
            Failure::NotSignedIn => 401,
            Failure::NotAllowed | Failure::SecondFactorRequired => 403,
            Failure::NotFound => 404,
            Failure::Conflict(_) | Failure::Duplicates(_) => 409,
            Failure::TooLarge => 413,
            Failure::Invalid(_) => 422,
            Failure::TooMany => 429,
            Failure::Unavailable(_) | Failure::Unreachable(_) => 503,
        }
    }

    /// The stable name of its kind; its sentence is the text `failure-KEY`.
    pub const fn key(&self) -> &'static str {
        match self {
            Failure::NotSignedIn => "not-signed-in",
            Failure::SecondFactorRequired => "second-factor-required",
            Failure::NotAllowed => "not-allowed",
            Failure::NotFound => "not-found",
            Failure::Conflict(_) => "conflict",
            Failure::Duplicates(_) => "duplicates",
            Failure::Invalid(_) => "invalid",
            Failure::TooLarge => "too-large",
            Failure::TooMany => "too-many-requests",
            Failure::Unavailable(_) => "unavailable",
            Failure::Unreachable(_) => "unreachable",
        }
    }

    pub fn problems(&self) -> &[Problem] {
        if let Failure::Invalid(problems) = self { problems } else { &[] }
    }

    /// What a person reads: the problems' sentences, or the text of the failure's kind.
    pub fn message(&self, texts: &Texts) -> String {
        match self {
            Failure::Invalid(problems) if !problems.is_empty() => {
                problems.iter().map(|problem| problem.message(texts)).collect::<Vec<_>>().join(" ")
            }
            failure => texts.get(&format!("failure-{}", failure.key())),
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Failure {
        Failure::Invalid(vec![problem])
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Invalid(problems) => {
                let said: Vec<_> =
                    problems.iter().map(|p| format!("{} {} {}", p.field, p.code, p.detail)).collect();
                write!(f, "invalid: {}", said.join("; "))
            }
            Failure::Unavailable(why) | Failure::Unreachable(why) => write!(f, "{}: {why}", self.key()),
            failure => f.write_str(failure.key()),
        }
    }
}

impl std::error::Error for Failure {}

impl FromServerFnError for Failure {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Failure {
        match error {
            ServerFnErrorErr::Args(why)
            | ServerFnErrorErr::MissingArg(why)
            | ServerFnErrorErr::Deserialization(why) => {
                Failure::Invalid(vec![Problem::new("", "malformed").detail(why)])
            }
            other => Failure::Unreachable(other.to_string()),
        }
    }
}
