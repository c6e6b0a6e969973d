//! Mail: the server that it is handed to, and what waits for it. A mail is queued in the transaction of what it tells
//! about (`outbox`), and sent after it by whichever server takes it first. For administrators.

mod letter;
mod outbox;
mod smtp;

use api::{Caller, Failure, MailProgress, MailSent, MailServer};
use lettre::message::Mailbox;
use model::{Id, Problem};
use serde::{Deserialize, Serialize};
use store::MailState;

use crate::Engine;
use crate::error::Result;

pub(crate) use letter::{Letter, escaped};

const KEY: &str = "mail";
/// For what the password of the server is sealed.
const PASSWORD: &str = "mail/password";
/// So many of the latest mails are shown.
const SHOWN: u32 = 50;

/// The server as it is kept, its password sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    server: MailServer,
    password: Option<String>,
}

/// The server as mails are handed to it.
pub(crate) struct Account {
    server: MailServer,
    password: String,
}

async fn read(engine: &Engine) -> Result<Option<Kept>> {
    let stored = engine.store().setting(KEY).await?;
    Ok(stored.and_then(|json| serde_json::from_value(json).ok()))
}

/// The address with which links in mails begin; nothing while no mail is sent.
pub(crate) async fn address(engine: &Engine) -> Result<Option<String>> {
    Ok(read(engine).await?.map(|kept| kept.server.address))
}

pub(crate) async fn overview(engine: &Engine, caller: &Caller) -> Result<api::Mail> {
    engine.administrator(caller)?;
    let kept = read(engine).await?;
    let latest = engine.store().mails(SHOWN).await?.into_iter().map(sent).collect();
    let has_password = kept.as_ref().is_some_and(|kept| kept.password.is_some());
    Ok(api::Mail { server: kept.map(|kept| kept.server), has_password, latest })
}

fn sent(mail: store::Mail) -> MailSent {
    let progress = match mail.state {
        MailState::Waiting => MailProgress::Waiting(mail.due.unwrap_or(mail.at)),
        MailState::Sent => MailProgress::Sent,
        MailState::Failed => MailProgress::Failed,
    };
    MailSent {
        id: mail.id,
        at: mail.at,
        to: mail.recipient,
        subject: mail.subject,
        progress,
        trouble: mail.trouble,
    }
}

pub(crate) async fn set(
    engine: &Engine,
    caller: &Caller,
    server: Option<MailServer>,
    password: Option<String>,
) -> Result<()> {
    let caller = engine.administrator(caller)?;
    let kept = match server {
        None => serde_json::Value::Null,
        Some(server) => {
            let server = checked(server)?;
            let password = password_for(engine, &server, password).await?;
            // Mails are sealed too, so the key must be there even where the server asks for no password.
            let seal = engine.seal().await?;
            let password = (!password.is_empty()).then(|| seal.seal(PASSWORD, password.as_bytes()));
            serde_json::to_value(Kept { server, password })?
        }
    };
    tracing::info!(by = caller.me.email, "the mail server was set");
    engine.set_setting(&caller, KEY, kept).await?;
    engine.mailing().notify_one();
    Ok(())
}

/// Sends a mail to the caller by `server`, without keeping anything: what the server answers.
pub(crate) async fn test(
    engine: &Engine,
    caller: &Caller,
    server: MailServer,
    password: Option<String>,
) -> Result<String> {
    let caller = engine.administrator(caller)?;
    let server = checked(server)?;
    let password = password_for(engine, &server, password).await?;
    let account = Account { server, password };
    let letter = letter::test(engine, &caller.me, caller.formats.language);
    let message = letter.message(&account.server, engine.new_id())?;
    smtp::Server::of(&account)?.send(message).await.map_err(Into::into)
}

pub(crate) async fn send_again(engine: &Engine, caller: &Caller, id: Id) -> Result<()> {
    engine.administrator(caller)?;
    if !engine.store().mail_again(id, engine.now()).await? {
        return Err(Failure::NotFound.into());
    }
    engine.mailing().notify_one();
    Ok(())
}

/// The password that is given, or the one that is kept: but no other server than that for which it was given gets it.
async fn password_for(engine: &Engine, server: &MailServer, given: Option<String>) -> Result<String> {
    if server.user.is_empty() {
        return Ok(String::new());
    }
    if let Some(given) = given.filter(|given| !given.is_empty()) {
        return Ok(given);
    }
    let kept = read(engine).await?;
    let same = |kept: &Kept| {
        let before = &kept.server;
        (&before.host, before.port, before.safety, &before.user)
            == (&server.host, server.port, server.safety, &server.user)
    };
    let password = kept.filter(same).and_then(|kept| kept.password);
    let Some(password) = password else { return Err(Problem::new("password", "required").into()) };
    opened(engine, &password).await
}

async fn opened(engine: &Engine, sealed: &str) -> Result<String> {
    let plain = engine.seal().await?.open(PASSWORD, sealed)?;
    Ok(String::from_utf8_lossy(&plain).into_owned())
}

/// The server by which mails are sent.
async fn account(engine: &Engine) -> Result<Account> {
    let kept = read(engine).await?.ok_or_else(|| Problem::new("", "mail-not-set-up"))?;
    let password = match &kept.password {
        Some(sealed) => opened(engine, sealed).await?,
        None => String::new(),
    };
    Ok(Account { server: kept.server, password })
}

/// As it is kept, or what is wrong with it at its fields.
fn checked(mut server: MailServer) -> Result<MailServer, Failure> {
    let trimmed = [
        &mut server.host,
        &mut server.user,
        &mut server.sender_name,
        &mut server.sender,
        &mut server.address,
    ];
    for text in trimmed {
        *text = text.trim().to_owned();
    }
    while server.address.ends_with('/') {
        server.address.pop();
    }
    let mut problems = Vec::new();
    let is_host = |c: char| c.is_alphanumeric() || ".-:[]".contains(c);
    if server.host.is_empty() {
        problems.push(Problem::new("host", "required"));
    } else if !server.host.chars().all(is_host) {
        problems.push(Problem::new("host", "not-a-host").detail(&server.host));
    }
    if server.port == 0 {
        problems.push(Problem::new("port", "out-of-bounds").detail("1–65535"));
    }
    if server.sender.is_empty() {
        problems.push(Problem::new("sender", "required"));
    } else if server.sender.parse::<lettre::Address>().is_err() {
        problems.push(Problem::new("sender", "not-an-email").detail(&server.sender));
    }
    if server.sender_name.contains(char::is_control) {
        problems.push(Problem::new("sender_name", "not-one-line"));
    }
    let rest = server.address.strip_prefix("https://").or_else(|| server.address.strip_prefix("http://"));
    let is_site =
        |rest: &str| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || "?#\"<>".contains(c));
    if !rest.is_some_and(is_site) {
        problems.push(Problem::new("address", "not-a-site").detail(&server.address));
    }
    if problems.is_empty() { Ok(server) } else { Err(Failure::Invalid(problems)) }
}

/// Somebody as mails name her.
fn mailbox(name: &str, address: &str, field: &'static str) -> Result<Mailbox> {
    let known = address.parse().map_err(|_| Problem::new(field, "not-an-email").detail(address))?;
    Ok(Mailbox::new(Some(name.to_owned()).filter(|name| !name.is_empty()), known))
}
