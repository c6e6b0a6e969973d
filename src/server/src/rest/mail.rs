//! `GET` and `PUT /api/v1/settings/mail`: the server that sends mails, and what became of the last ones; `POST …/test`
//! sends one to the caller and keeps nothing. For administrators.

use api::model::Texts;
use api::{Backend, Mail, MailProgress, MailSent, MailServer};
use axum::Json;
use axum::extract::State;
use engine::Engine;
use serde::Deserialize;
use serde_json::{Value, json};

use super::body::Sent;
use crate::error::{Problem, said};
use crate::signed_in::SignedIn;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// `null`: no mail is sent. That must be said, so it is no `Option` that may be missing.
    #[serde(deserialize_with = "Option::deserialize")]
    server: Option<MailServer>,
    password: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Try {
    server: MailServer,
    password: Option<String>,
}

pub async fn read(State(engine): State<Engine>, who: SignedIn) -> Result<Json<Value>, Problem> {
    let mail = engine.mail(&who.caller).await.map_err(|failure| who.problem(failure))?;
    Ok(Json(told(&mail, &who.caller.texts)))
}

pub async fn set(State(engine): State<Engine>, who: SignedIn, sent: Sent) -> Result<Json<Value>, Problem> {
    let failed = |failure| who.problem(failure);
    let Settings { server, password } = sent.read().map_err(failed)?;
    engine.set_mail(&who.caller, server, password).await.map_err(failed)?;
    read(State(engine), who).await
}

pub async fn test(State(engine): State<Engine>, who: SignedIn, sent: Sent) -> Result<Json<Value>, Problem> {
    let failed = |failure| who.problem(failure);
    let Try { server, password } = sent.read().map_err(failed)?;
    let answer = engine.test_mail(&who.caller, server, password).await.map_err(failed)?;
    Ok(Json(json!({"answer": answer})))
}

fn told(mail: &Mail, texts: &Texts) -> Value {
    let latest: Vec<Value> = mail.latest.iter().map(|sent| became(sent, texts)).collect();
    json!({"server": mail.server, "has_password": mail.has_password, "latest": latest})
}

fn became(sent: &MailSent, texts: &Texts) -> Value {
    let (progress, due) = match sent.progress {
        MailProgress::Waiting(due) => ("waiting", Some(due)),
        MailProgress::Sent => ("sent", None),
        MailProgress::Failed => ("failed", None),
    };
    json!({
        "id": sent.id,
        "at": sent.at,
        "to": sent.to,
        "subject": sent.subject,
        "progress": progress,
        "due": due,
        "trouble": sent.trouble.as_ref().map(|trouble| said(trouble, texts)),
    })
}
