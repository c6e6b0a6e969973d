//! Handing a mail to the server, and its answer in words that one can act on.

use std::error::Error as _;
use std::time::Duration;

use api::MailSafety;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use model::Problem;

use super::Account;

/// Of each answer of the server.
const PATIENCE: Duration = Duration::from_secs(20);
/// Of all of them together.
const WHOLE: Duration = Duration::from_secs(60);
/// Characters of what a server says that are told.
const SAID: usize = 400;

pub(super) struct Server {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    place: String,
}

/// Why a mail was not taken.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) problem: Problem,
    /// Another try would meet the same.
    pub(super) for_good: bool,
}

impl From<Refused> for crate::Error {
    fn from(refused: Refused) -> crate::Error {
        refused.problem.into()
    }
}

impl Server {
    pub(super) fn of(account: &Account) -> Result<Server, Problem> {
        let server = &account.server;
        let tls = || {
            let parameters = TlsParameters::new(server.host.clone());
            parameters.map_err(|error| Problem::new("", "mail-not-safe").detail(said(&error)))
        };
        let tls = match server.safety {
            MailSafety::Tls => Tls::Wrapper(tls()?),
            MailSafety::StartTls => Tls::Required(tls()?),
            MailSafety::Open => Tls::None,
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host.clone())
            .port(server.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if !server.user.is_empty() {
            transport =
                transport.credentials(Credentials::new(server.user.clone(), account.password.clone()));
        }
        Ok(Server { transport: transport.build(), place: format!("{}:{}", server.host, server.port) })
    }

    /// What the server says when it has taken the mail.
    pub(super) async fn send(&self, message: Message) -> Result<String, Refused> {
        match tokio::time::timeout(WHOLE, self.transport.send(message)).await {
            Ok(Ok(answer)) => {
                let said: Vec<&str> = answer.message().collect();
                Ok(shortened(&format!("{} {}", answer.code(), said.join(" "))))
            }
            Ok(Err(error)) => Err(self.refused(&error)),
            Err(_) => Err(self.late()),
        }
    }

    fn late(&self) -> Refused {
        Refused { problem: Problem::new("", "mail-too-slow").detail(&self.place), for_good: false }
    }

    fn refused(&self, error: &Error) -> Refused {
        if error.is_timeout() {
            return self.late();
        }
        let because = said(error);
        let status = error.status().map(|code| code.to_string());
        let code = match status.as_deref() {
            // What RFC 4954 has for credentials that are wrong, missing, or not to be sent like this.
            Some("530" | "534" | "535" | "538") => "mail-sign-in",
            Some(code) if code.starts_with('4') => "mail-later",
            Some(_) => "mail-refused",
            None if error.is_tls() => "mail-not-safe",
            None if error.is_client() || error.is_response() => "mail-not-understood",
            None => "mail-unreachable",
        };
        let detail = match (code, status) {
            ("mail-unreachable", _) => format!("{}: {because}", self.place),
            (_, Some(status)) if !because.starts_with(&status) => format!("{status} {because}"),
            _ => because,
        };
        // A password can be mended without the mail being lost; a recipient that is unknown stays so.
        Refused { problem: Problem::new("", code).detail(detail), for_good: code == "mail-refused" }
    }
}

/// The innermost reason, which is the one that somebody outside gave.
fn said(error: &Error) -> String {
    let mut reason = error.source();
    while let Some(deeper) = reason.and_then(|reason| reason.source()) {
        reason = Some(deeper);
    }
    shortened(&reason.map_or_else(|| error.to_string(), ToString::to_string))
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(SAID).collect()
}
