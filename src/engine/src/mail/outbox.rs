//! What waits to be sent. Several servers may look into one outbox: who takes a mail holds it for a while, and nobody
//! else has it meanwhile.

use std::time::Duration;

use model::{Id, Instant, Problem};
use store::{Mail, MailState};

use super::{Letter, account, smtp};
use crate::Engine;
use crate::error::{Error, Result};

/// How often it is looked by itself whether a mail is due; one that is queued here is sent at once.
const TURN: Duration = Duration::from_secs(10);
/// So many are taken at a time, and held for so long: more than sending all of them can take.
const MANY: u32 = 5;
const HELD: Duration = Duration::from_secs(10 * 60);
/// How long to wait after each try that failed; after the last, a mail has failed.
const WAITS: [chrono::Duration; 4] = [
    chrono::Duration::minutes(1),
    chrono::Duration::minutes(5),
    chrono::Duration::minutes(30),
    chrono::Duration::hours(2),
];

impl Letter {
    /// As it is queued. It may hold a link that signs somebody in, so it is sealed until it is sent.
    pub(crate) async fn sealed(&self, engine: &Engine) -> Result<Mail> {
        let (id, at) = (engine.new_id(), engine.now());
        let plain = serde_json::to_vec(self)?;
        Ok(Mail {
            id,
            at,
            recipient: self.to.clone(),
            subject: self.subject.clone(),
            content: engine.seal().await?.seal(&purpose(id), &plain),
            state: MailState::Waiting,
            attempts: 0,
            due: Some(at),
            trouble: None,
        })
    }
}

fn purpose(id: Id) -> String {
    format!("mails/{id}")
}

impl Engine {
    /// Sends the mails that are due, as long as the server runs.
    pub async fn send_mails(self) {
        loop {
            if let Err(error) = self.send_mails_once().await {
                tracing::warn!(%error, "mails could not be sent");
            }
            let _ = tokio::time::timeout(TURN, self.mailing().notified()).await;
        }
    }

    /// Sends what is due now.
    pub async fn send_mails_once(&self) -> Result<()> {
        loop {
            let mails = self.store().take_mails(MANY, self.now(), HELD).await?;
            if mails.is_empty() {
                return Ok(());
            }
            let server = account(self).await.and_then(|account| {
                let server = smtp::Server::of(&account)?;
                Ok((account, server))
            });
            for mail in mails {
                let tried = match &server {
                    Ok((account, server)) => send(self, account, server, &mail).await,
                    Err(error) => Err(Tried::of(error)),
                };
                self.store().note_mail(&noted(mail, tried, self.now())).await?;
            }
        }
    }
}

/// Why a try failed.
struct Tried {
    problem: Problem,
    for_good: bool,
}

impl Tried {
    /// What is wrong here, and not with the other server.
    fn of(error: &Error) -> Tried {
        let told = match error {
            Error::Refused(failure) => failure.problems().first().cloned(),
            _ => None,
        };
        tracing::error!(%error, "a mail could not be handed over");
        Tried { problem: told.unwrap_or_else(|| Problem::new("", "internal")), for_good: false }
    }
}

async fn send(
    engine: &Engine,
    account: &super::Account,
    server: &smtp::Server,
    mail: &Mail,
) -> Result<(), Tried> {
    let letter = opened(engine, mail).await.map_err(|error| Tried::of(&error))?;
    let message = letter.message(&account.server, mail.id).map_err(|error| Tried::of(&error))?;
    let sent = server.send(message).await;
    sent.map(drop).map_err(|refused| Tried { problem: refused.problem, for_good: refused.for_good })
}

async fn opened(engine: &Engine, mail: &Mail) -> Result<Letter> {
    let plain = engine.seal().await?.open(&purpose(mail.id), &mail.content)?;
    Ok(serde_json::from_slice(&plain)?)
}

fn noted(mail: Mail, tried: Result<(), Tried>, now: Instant) -> Mail {
    match tried {
        Ok(()) => Mail { state: MailState::Sent, content: String::new(), due: None, trouble: None, ..mail },
        Err(Tried { problem, for_good }) => {
            tracing::warn!(to = mail.recipient, problem = %problem.code, detail = problem.detail, "a mail was not sent");
            let wait = usize::try_from(mail.attempts - 1).ok().and_then(|try_| WAITS.get(try_));
            let due = wait.filter(|_| !for_good).map(|wait| now + *wait);
            let state = if due.is_some() { MailState::Waiting } else { MailState::Failed };
            Mail { state, due, trouble: Some(problem), ..mail }
        }
    }
}
