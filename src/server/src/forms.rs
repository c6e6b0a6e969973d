//! Sign-in, sign-out and the first administrator: plain forms, so that they work before any script does.

use axum::extract::{ConnectInfo, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use engine::{Engine, InSession, Opens, Passed};
use serde::Deserialize;
use std::net::SocketAddr;

use api::model::Language;
use api::{Backend, Failure, Preferences};

use crate::pages;
use crate::router::Server;
use crate::signed_in::{COOKIE, SignedIn, cookie, language};

/// Thirty days, as long as a session lasts without use.
const MAX_AGE: u32 = 30 * 24 * 60 * 60;

/// The cookie that holds the key for the second step, for as long as that may take.
const SECOND_STEP: &str = "rapport_second_step";
const SECOND_STEP_AGE: u32 = 10 * 60;
pub const CODE_PAGE: &str = "/login/code";

#[derive(Deserialize)]
pub struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// `POST /login`
pub async fn sign_in(
    State(engine): State<Engine>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Response {
    let agent = agent(&headers);
    match engine.sign_in(&form.email, &form.password, &agent, &address.ip().to_string()).await {
        Ok(now) => passed(&headers, now, &form.next, &[]),
        Err(failure) => back("/login", &failure, &[("next", &form.next), ("email", &form.email)]),
    }
}

/// `GET /login/passkey`
pub async fn ask_for_passkey(State(engine): State<Engine>) -> Response {
    match engine.ask_for_passkey().await {
        Ok(options) => Json(options).into_response(),
        Err(failure) => {
            tracing::error!(%failure, "no passkey could be asked for");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

#[derive(Deserialize)]
pub struct Shown {
    ticket: String,
    credential: String,
    #[serde(default)]
    next: String,
}

/// `POST /login/passkey`
pub async fn show_passkey(
    State(engine): State<Engine>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(form): Form<Shown>,
) -> Response {
    let (agent, address) = (agent(&headers), address.ip().to_string());
    match engine.sign_in_by_passkey(&form.ticket, &form.credential, &agent, &address).await {
        Ok(signed_in) => {
            let cookies = [(COOKIE, signed_in.token.as_str(), MAX_AGE), (SECOND_STEP, "", 0)];
            with_cookies(&headers, &cookies, own_page(&form.next))
        }
        Err(failure) => back("/login", &failure, &[("next", &form.next)]),
    }
}

/// Into the company, or to the second step; with what else is to be said to the browser.
pub fn passed(headers: &HeaderMap, passed: Passed, next: &str, cookies: &[(&str, &str, u32)]) -> Response {
    match passed {
        Passed::In(signed_in) => {
            let cookies = [cookies, &[(COOKIE, &signed_in.token, MAX_AGE)]].concat();
            with_cookies(headers, &cookies, own_page(next))
        }
        Passed::SecondStep(key) => {
            let cookies = [cookies, &[(SECOND_STEP, &key, SECOND_STEP_AGE)]].concat();
            with_cookies(headers, &cookies, &format!("{CODE_PAGE}?next={}", encode(next)))
        }
        Passed::Passkey => with_cookies(headers, cookies, &format!("/login?passkey=1&next={}", encode(next))),
    }
}

#[derive(Deserialize)]
pub struct Code {
    code: String,
    /// Whether a recovery code was asked for.
    #[serde(default)]
    recovery: String,
    #[serde(default)]
    next: String,
}

/// `POST /login/code`
pub async fn enter_code(
    State(engine): State<Engine>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(form): Form<Code>,
) -> Response {
    let (agent, address) = (agent(&headers), address.ip().to_string());
    let key = cookie(&headers, SECOND_STEP).unwrap_or_default();
    match engine.sign_in_by_code(key, &form.code, &agent, &address).await {
        Ok(signed_in) => {
            let cookies = [(COOKIE, signed_in.token.as_str(), MAX_AGE), (SECOND_STEP, "", 0)];
            with_cookies(&headers, &cookies, own_page(&form.next))
        }
        Err(failure) => {
            let over = failure.problems().iter().any(|problem| problem.code == "sign-in-again");
            let page = if over { "/login" } else { CODE_PAGE };
            back(page, &failure, &[("next", &form.next), ("recovery", &form.recovery)])
        }
    }
}

#[derive(Deserialize)]
pub struct SetUp {
    key: String,
    name: String,
    email: String,
    password: String,
}

/// `POST /setup`
pub async fn set_up(
    State(engine): State<Engine>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(form): Form<SetUp>,
) -> Response {
    let (agent, address) = (agent(&headers), address.ip().to_string());
    match engine.set_up(&form.key, &form.name, &form.email, &form.password, &agent, &address).await {
        Ok(signed_in) => {
            keep_language(&engine, &signed_in.token, language(&headers)).await;
            with_cookie(&headers, &signed_in.token, MAX_AGE, "/")
        }
        Err(failure) => {
            back("/setup", &failure, &[("key", &form.key), ("name", &form.name), ("email", &form.email)])
        }
    }
}

/// The language of the page on which she introduced herself is hers.
async fn keep_language(engine: &Engine, token: &str, language: Language) {
    let kept = async {
        let Some(InSession { caller, .. }) = engine.by_session(token).await? else { return Ok(()) };
        let preferences = Preferences { language: Some(language), ..Preferences::default() };
        engine.set_preferences(&caller, preferences).await
    };
    if let Err(failure) = kept.await {
        tracing::warn!(%failure, "the language of the first administrator was not kept");
    }
}

#[derive(Deserialize)]
pub struct Forgotten {
    email: String,
}

/// `POST /forgotten`: says the same whether or not anybody has the address.
pub async fn forgotten(
    State(engine): State<Engine>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Form(form): Form<Forgotten>,
) -> Response {
    match engine.forgot(&form.email, &address.ip().to_string()).await {
        Ok(()) => Redirect::to("/forgotten?sent=1").into_response(),
        Err(failure) => back("/forgotten", &failure, &[]),
    }
}

/// `GET /invitation/{secret}`
pub async fn invitation(
    server: State<Server>,
    who: Option<SignedIn>,
    Path(secret): Path<String>,
    request: Request,
) -> Response {
    by_link(Opens::Invitation, &secret, server, who, request).await
}

/// `GET /reset/{secret}`
pub async fn reset(
    server: State<Server>,
    who: Option<SignedIn>,
    Path(secret): Path<String>,
    request: Request,
) -> Response {
    by_link(Opens::Reset, &secret, server, who, request).await
}

/// The page behind a link, as long as the link works.
async fn by_link(
    opens: Opens,
    secret: &str,
    server: State<Server>,
    who: Option<SignedIn>,
    request: Request,
) -> Response {
    match server.engine.opens(opens, secret).await {
        Ok(true) => pages::page(server, who, request).await,
        Ok(false) => Redirect::to("/login?error=link-ended").into_response(),
        Err(failure) => back("/login", &failure, &[]),
    }
}

#[derive(Deserialize)]
pub struct Chosen {
    password: String,
}

/// `POST /invitation/{secret}`
pub async fn accept(
    State(engine): State<Engine>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Path(secret): Path<String>,
    Form(form): Form<Chosen>,
) -> Response {
    let (agent, address) = (agent(&headers), address.ip().to_string());
    match engine.accept(&secret, &form.password, &agent, &address).await {
        Ok(signed_in) => with_cookie(&headers, &signed_in.token, MAX_AGE, "/"),
        Err(failure) => back_to_link("invitation", &secret, &failure),
    }
}

/// `POST /reset/{secret}`: she signs in with the new password as always.
pub async fn reset_password(
    State(engine): State<Engine>,
    headers: HeaderMap,
    Path(secret): Path<String>,
    Form(form): Form<Chosen>,
) -> Response {
    match engine.reset_password(&secret, &form.password).await {
        Ok(()) => with_cookie(&headers, "", 0, "/login?chosen=1"),
        Err(failure) => back_to_link("reset", &secret, &failure),
    }
}

/// To the form again, or where the link has ended meanwhile to signing in.
fn back_to_link(kind: &str, secret: &str, failure: &Failure) -> Response {
    let ended = failure.problems().iter().any(|problem| problem.code == "link-ended");
    back(&if ended { "/login".to_owned() } else { format!("/{kind}/{}", encode(secret)) }, failure, &[])
}

/// `POST /logout`
pub async fn sign_out(State(engine): State<Engine>, headers: HeaderMap) -> Response {
    if let Some(token) = cookie(&headers, COOKIE)
        && let Err(failure) = engine.sign_out(token).await
    {
        tracing::warn!(%failure, "a session could not be ended");
    }
    with_cookie(&headers, "", 0, "/login")
}

pub fn agent(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    agent.chars().take(200).collect()
}

/// Only a page of ours: another site's address would make the sign-in page a help for thieves.
fn own_page(next: &str) -> &str {
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']);
    if own { next } else { "/" }
}

/// Goes to `page` and sets the session's cookie.
fn with_cookie(headers: &HeaderMap, token: &str, age: u32, page: &str) -> Response {
    with_cookies(headers, &[(COOKIE, token, age)], page)
}

/// Whether the browser came by TLS, which a proxy in front tells.
pub fn is_tls(headers: &HeaderMap) -> bool {
    headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https")
}

/// Goes to `page` and sets cookies: name, value, seconds. They are marked secure where the browser came by TLS.
pub fn with_cookies(headers: &HeaderMap, cookies: &[(&str, &str, u32)], page: &str) -> Response {
    let secure = if is_tls(headers) { "; Secure" } else { "" };
    let mut response = Redirect::to(page).into_response();
    for (name, value, age) in cookies {
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

pub fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// Back to the form with what was filled in, but for the password, and what is wrong.
pub fn back(page: &str, failure: &Failure, filled: &[(&str, &str)]) -> Response {
    tracing::info!(%failure, page, "a form was refused");
    let error = match failure {
        Failure::TooMany => "throttled",
        Failure::Unavailable(_) | Failure::Unreachable(_) => "unavailable",
        Failure::Invalid(problems) => problems.first().map_or("wrong", |problem| &problem.code),
        _ => "wrong",
    };
    let filled = filled.iter().filter(|(_, value)| !value.is_empty());
    let query: String = filled.map(|(name, value)| format!("&{name}={}", encode(value))).collect();
    Redirect::to(&format!("{page}?error={error}{query}")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_pages_follow_a_sign_in() {
        for (next, page) in [
            ("/m/leads?filter=a", "/m/leads?filter=a"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil.example", "/"),
            ("", "/"),
        ] {
            assert_eq!(own_page(next), page);
        }
    }
}
