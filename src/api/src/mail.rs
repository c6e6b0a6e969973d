//! Mail as its administrator sees it: the server that sends it, and what became of the last ones.

use model::{Id, Instant, Language, Problem};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// None while no mail is sent.
    pub server: Option<MailServer>,
    /// Whether a password is kept; it never leaves the server.
    pub has_password: bool,
    /// The latest first.
    pub latest: Vec<MailSent>,
}

/// The server that mails are handed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub safety: MailSafety,
    /// Empty where it asks for none.
    pub user: String,
    pub sender_name: String,
    pub sender: String,
    /// How links in mails begin: where people reach this installation, such as `https://crm.example.com`.
    pub address: String,
}

/// How the way to the server is kept safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailSafety {
    /// TLS from the first byte on, mostly port 465.
    Tls,
    /// Begun in the open and made safe before anything is said, mostly port 587.
    #[default]
    StartTls,
    /// Not at all: for a server on the same machine.
    Open,
}

impl MailSafety {
    pub const ALL: [MailSafety; 3] = [MailSafety::StartTls, MailSafety::Tls, MailSafety::Open];

    pub const fn key(self) -> &'static str {
        match self {
            MailSafety::Tls => "tls",
            MailSafety::StartTls => "start_tls",
            MailSafety::Open => "open",
        }
    }

    /// The port that servers mostly listen on.
    pub const fn port(self) -> u16 {
        match self {
            MailSafety::Tls => 465,
            MailSafety::StartTls => 587,
            MailSafety::Open => 25,
        }
    }
}

/// A mail and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSent {
    pub id: Id,
    pub at: Instant,
    pub to: String,
    pub subject: String,
    pub progress: MailProgress,
    /// Why the last try failed.
    pub trouble: Option<Problem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailProgress {
    /// To be sent at this time.
    Waiting(Instant),
    Sent,
    /// Not tried again by itself.
    Failed,
}

/// A colleague who is to come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    pub name: String,
    pub email: String,
    pub role: Option<Id>,
    pub team: Option<Id>,
    pub department: Option<Id>,
    /// In which she is written to, and the page speaks to her.
    pub language: Option<Language>,
}

/// What became of an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    pub user: Id,
    /// The address that she is to open, without the site, to be handed over: where no mail goes to her.
    pub link: Option<String>,
}

/// A user who has no password yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uninitiated {
    pub user: Id,
    /// Until when her invitation holds, or held; none where she has none.
    pub invited: Option<Instant>,
    pub expired: bool,
}
