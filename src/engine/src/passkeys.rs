//! Passkeys: whoever has one signs in with it alone. It is something that she has and, as it asks for a finger or a
//! PIN, something that she is or knows, so that it counts as two factors.

mod check;

use api::{Caller, Failure, PasskeyInfo, PasskeyOptions};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::Duration;
use model::{Event, Id, Problem};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Once, Passkey};

use crate::Engine;
use crate::accounts::{SignedIn, new_session};
use crate::doors::public_id;
use crate::error::{Error, Result};
use crate::secrets::{hash, secret};
use check::{ALGORITHMS, Credential, Known, Refused};

/// Who is asked for a passkey shows it within this time.
const WITHIN: Duration = Duration::minutes(10);
/// The same in milliseconds, as browsers count.
const PATIENCE: i64 = 5 * 60 * 1000;
const PURPOSE: &str = "passkey";
/// The kind of link that says that a challenge was answered.
const ANSWERED: &str = "passkey_answered";
const LONGEST_NAME: usize = 100;
const MOST: usize = 20;

/// What was asked, sealed, so that any server can look at the answer.
#[derive(Serialize, Deserialize)]
struct Ticket {
    challenge: String,
    /// Who registers one; nobody who signs in.
    user: Option<Id>,
    until: i64,
}

impl Engine {
    /// What the browser is to ask an authenticator, so that whoever has a passkey signs in with it.
    pub async fn ask_for_passkey(&self) -> Result<PasskeyOptions, Failure> {
        let (challenge, ticket) = ticket(self, None).await?;
        let options = json!({"challenge": challenge, "userVerification": "required", "timeout": PATIENCE});
        Ok(PasskeyOptions { options: options.to_string(), ticket })
    }

    pub async fn sign_in_by_passkey(
        &self,
        ticket: &str,
        credential: &str,
        agent: &str,
        address: &str,
    ) -> Result<SignedIn, Failure> {
        self.try_password(PURPOSE, address)?;
        match sign_in(self, ticket, credential, agent, address).await {
            Ok(signed_in) => {
                self.throttle().succeeded(address, PURPOSE);
                Ok(signed_in)
            }
            Err(error) => {
                tracing::info!(%error, "a sign-in by a passkey was refused");
                self.note_refused(None, "", PURPOSE, address).await?;
                Err(error.into())
            }
        }
    }
}

pub(crate) async fn passkeys(engine: &Engine, caller: &Caller) -> Result<Vec<PasskeyInfo>> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    let info = |passkey: Passkey| PasskeyInfo {
        id: public_id(&passkey.id),
        name: passkey.name,
        site: passkey.site,
        made: passkey.made,
        used: passkey.used,
    };
    Ok(engine.store().passkeys_of(user).await?.into_iter().map(info).collect())
}

/// What the browser is to ask an authenticator to make. Not for programs.
pub(crate) async fn propose(engine: &Engine, caller: &Caller, session: Option<Id>) -> Result<PasskeyOptions> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    session.ok_or(Failure::NotAllowed)?;
    let (challenge, ticket) = ticket(engine, Some(user)).await?;
    let known = engine.store().passkeys_of(user).await?;
    let known: Vec<_> = known
        .iter()
        .map(|passkey| json!({"type": "public-key", "id": BASE64_URL_SAFE_NO_PAD.encode(&passkey.id)}))
        .collect();
    let options = json!({
        "challenge": challenge,
        "rp": {"name": engine.company().name},
        "user": {
            "id": BASE64_URL_SAFE_NO_PAD.encode(user.0.as_bytes()),
            "name": caller.me.email,
            "displayName": caller.me.name,
        },
        "pubKeyCredParams": ALGORITHMS.map(|number| json!({"type": "public-key", "alg": number})),
        "excludeCredentials": known,
        "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
        "attestation": "none",
        "timeout": PATIENCE,
    });
    Ok(PasskeyOptions { options: options.to_string(), ticket })
}

pub(crate) async fn add(
    engine: &Engine,
    caller: &Caller,
    session: Option<Id>,
    name: String,
    ticket: String,
    credential: String,
) -> Result<()> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    session.ok_or(Failure::NotAllowed)?;
    let name = named(&name)?;
    let asked = open(engine, &ticket).await?;
    if asked.user != Some(user) {
        return Err(again());
    }
    let new = Credential::read(&credential).and_then(|credential| credential.register(&asked.challenge));
    let new = new.map_err(refused)?;
    if engine.store().passkeys_of(user).await?.len() >= MOST {
        return Err(Problem::new("", "too-many").detail(MOST).into());
    }
    let event = engine.event(Event::PasskeyAdded, Some(user)).about(user).detail("name", &name);
    let passkey = Passkey {
        id: new.id,
        user,
        name,
        site: new.site,
        algorithm: new.algorithm,
        key: new.key,
        counter: new.counter,
        made: engine.now(),
        used: None,
    };
    let added: Result<()> = engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                tx.put_event(event);
                Ok(tx.add_passkey(&passkey).await?)
            })
        })
        .await;
    added?;
    engine.doors().forget_user(user);
    Ok(())
}

pub(crate) async fn rename(engine: &Engine, caller: &Caller, id: Id, name: String) -> Result<()> {
    let name = named(&name)?;
    let passkey = find(engine, caller, id).await?;
    let done: Result<()> = engine
        .store()
        .write(move |tx| Box::pin(async move { Ok(tx.rename_passkey(&passkey.id, &name).await?) }))
        .await;
    done
}

pub(crate) async fn remove(engine: &Engine, caller: &Caller, session: Option<Id>, id: Id) -> Result<()> {
    session.ok_or(Failure::NotAllowed)?;
    let passkey = find(engine, caller, id).await?;
    let user = passkey.user;
    let event = engine.event(Event::PasskeyRemoved, Some(user)).about(user).detail("name", &passkey.name);
    let done: Result<()> = engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                tx.put_event(event);
                Ok(tx.remove_passkey(&passkey.id).await?)
            })
        })
        .await;
    done?;
    engine.doors().forget_user(user);
    Ok(())
}

/// One of the caller's own.
async fn find(engine: &Engine, caller: &Caller, id: Id) -> Result<Passkey> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    let all = engine.store().passkeys_of(user).await?;
    Ok(all.into_iter().find(|passkey| public_id(&passkey.id) == id).ok_or(Failure::NotFound)?)
}

fn named(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Problem::new("name", "required").into());
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Problem::new("name", "too-long").detail(LONGEST_NAME).into());
    }
    Ok(name.to_owned())
}

async fn ticket(engine: &Engine, user: Option<Id>) -> Result<(String, String)> {
    let challenge = secret();
    let until = (engine.now() + WITHIN).timestamp_millis();
    let ticket = Ticket { challenge: challenge.clone(), user, until };
    let sealed = engine.seal().await?.seal(PURPOSE, &serde_json::to_vec(&ticket)?);
    Ok((challenge, sealed))
}

async fn open(engine: &Engine, ticket: &str) -> Result<Ticket> {
    let plain = engine.seal().await?.open(PURPOSE, ticket).map_err(|_| again())?;
    let ticket: Ticket = serde_json::from_slice(&plain)?;
    if engine.now().timestamp_millis() < ticket.until { Ok(ticket) } else { Err(again()) }
}

async fn sign_in(
    engine: &Engine,
    ticket: &str,
    credential: &str,
    agent: &str,
    address: &str,
) -> Result<SignedIn> {
    let asked = open(engine, ticket).await?;
    if asked.user.is_some() {
        return Err(again());
    }
    let credential = Credential::read(credential).map_err(refused)?;
    let id = credential.id().map_err(refused)?;
    let passkey = engine.store().passkey(&id).await?.ok_or_else(unknown)?;
    let world = engine.world();
    let user = world.organisation.user(passkey.user).filter(|user| user.may_sign_in()).ok_or_else(unknown)?;
    let known = Known {
        site: &passkey.site,
        algorithm: passkey.algorithm,
        key: &passkey.key,
        counter: passkey.counter,
    };
    let counter = credential.prove(&asked.challenge, &known).map_err(refused)?;
    let (token, mut session) = new_session(engine.now(), user.id, agent, address);
    session.strong = true;
    let (public, event, now) = (public_id(&session.hash), engine.came_in(&session, PURPOSE), engine.now());
    let answered = Once {
        hash: hash(&asked.challenge).into(),
        kind: ANSWERED.into(),
        user: None,
        expires: now + WITHIN,
    };
    let done: Result<()> = engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                // What was answered once is not answered again with the same.
                tx.put_once(&answered).await.map_err(|_| again())?;
                tx.use_passkey(&id, counter, now).await?;
                tx.put_event(event);
                Ok(tx.add_session(&session).await?)
            })
        })
        .await;
    done?;
    Ok(SignedIn { token, session: public })
}

fn refused(refused: Refused) -> Error {
    tracing::info!(?refused, "a passkey was refused");
    match refused {
        Refused::Site => Problem::new("", "passkey-site"),
        Refused::Unverified => Problem::new("", "passkey-unverified"),
        Refused::Algorithm => Problem::new("", "passkey-algorithm"),
        Refused::Malformed | Refused::Purpose | Refused::Challenge | Refused::Signature | Refused::Copied => {
            Problem::new("", "passkey-refused")
        }
    }
    .into()
}

fn unknown() -> Error {
    Problem::new("", "passkey-unknown").into()
}

fn again() -> Error {
    Problem::new("", "sign-in-again").into()
}
