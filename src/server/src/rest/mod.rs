//! REST under `/api/v1`: every module by the same five handlers, as the schema says.

mod access;
mod actions;
mod audit;
mod backups;
mod body;
mod claim;
mod convert;
mod create;
mod database;
mod delete;
mod documents;
mod duplicates;
mod hand_over;
mod invitations;
mod list;
mod mail;
mod merge;
mod numbering;
mod openapi;
mod privacy;
mod query;
mod read;
mod remove;
mod replace;
mod restore;
mod search;
mod seen;
mod shape;
mod sign_ins;
mod update;

use api::Failure;
use api::model::{Id, Module};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use engine::Engine;
use tower_http::catch_panic::CatchPanicLayer;

pub use privacy::personal_data;

use crate::error::Problem;
use crate::router::Server;
use crate::signed_in::{SignedIn, language};

/// The longest address that is read, in bytes; what goes beyond is refused by the protocol's own code soon after.
const ADDRESS: usize = 60 * 1024;

/// The module of users, of whom there are addresses of their own.
const USERS: &str = "users";

pub use audit::read as audit_query;
pub use query::Parameters;

pub fn router() -> Router<Server> {
    Router::new()
        .route("/schema", get(openapi::schema))
        .route("/openapi.json", get(openapi::document))
        .route("/search", get(search::search))
        .route("/actions", get(actions::list))
        .route("/actions/{id}/undo", post(actions::undo))
        .route("/audit", get(audit::audit))
        .route("/invitations", post(invitations::invite))
        .route("/hand-overs/{id}", get(hand_over::status))
        .route("/shape", get(shape::export).post(shape::import))
        .route("/database", get(database::read))
        .route("/database/check", post(database::check))
        .route("/database/tidy", post(database::tidy))
        .route("/backups", post(backups::make))
        .route("/backups/schedule", put(backups::plan))
        .route("/backups/{name}", get(backups::download).delete(backups::delete))
        .route("/backups/{name}/restore", post(backups::restore))
        .route("/settings/mail", get(mail::read).put(mail::set))
        .route("/settings/mail/test", post(mail::test))
        .route("/{module}", get(list::list).post(create::create))
        .route("/{module}/replace-value", post(replace::replace_value))
        .route("/{module}/duplicates", get(duplicates::list))
        .route("/{module}/numbering/{field}", get(numbering::read).put(numbering::set))
        .route("/{module}/{id}/access", get(access::access))
        .route("/{module}/{id}/merge", post(merge::merge))
        .route("/{module}/{id}/claim", post(claim::claim))
        .route("/{module}/{id}/approval", get(documents::approval))
        .route("/{module}/{id}/pdf", get(crate::papers::pdf))
        .route("/{module}/{id}/revise", post(documents::revise))
        .route("/{module}/{id}/convert", post(convert::convert))
        .route("/{module}/{id}/restore", post(restore::restore))
        .route("/{module}/{id}/remove", post(remove::remove))
        .route("/{module}/{id}/hand-over", post(hand_over::start))
        .route("/{module}/{id}/sign-ins", get(sign_ins::list))
        .route("/{module}/{id}/sign-ins/{sign_in}", delete(sign_ins::end))
        .route("/{module}/{id}/seen", get(seen::seen))
        .route("/{module}/{id}/personal-data", get(personal_data))
        .route("/{module}/{id}/erase", post(privacy::erase))
        .route("/{module}/{id}", get(read::read).patch(update::update).delete(delete::delete))
        .fallback(nothing)
        .layer(CatchPanicLayer::new())
}

/// What is refused before a handler sees it is told like all else.
pub async fn tell_problems(State(engine): State<Engine>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/v1") {
        return next.run(request).await;
    }
    let language = language(request.headers());
    let length = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    let response = match length {
        0..=ADDRESS => next.run(request).await,
        _ => StatusCode::URI_TOO_LONG.into_response(),
    };
    let status = response.status();
    let told =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/problem+json");
    if told || !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let mut problem = Problem::of_protocol(status, &engine.texts(language)).into_response();
    let allowed = response.headers().get(header::ALLOW).cloned();
    problem.headers_mut().extend(allowed.map(|allowed| (header::ALLOW, allowed)));
    problem
}

async fn nothing(who: SignedIn) -> impl IntoResponse {
    who.problem(Failure::NotFound)
}

/// The module `name` as the caller may see it.
fn module<'a>(who: &'a SignedIn, name: &str) -> Result<&'a Module, Problem> {
    who.caller.schema.module(name).ok_or_else(|| who.problem(Failure::NotFound))
}

/// A record of the module `name`, by its id.
pub fn at<'a>(who: &'a SignedIn, name: &str, id: &str) -> Result<(&'a Module, Id), Problem> {
    Ok((module(who, name)?, self::id(who, id)?))
}

/// The id of a user, where `name` is the module of users.
fn user(who: &SignedIn, name: &str, text: &str) -> Result<Id, Problem> {
    match module(who, name)?.name == USERS {
        true => id(who, text),
        false => Err(who.problem(Failure::NotFound)),
    }
}

/// What is no id is no record's.
fn id(who: &SignedIn, text: &str) -> Result<Id, Problem> {
    text.parse().map_err(|_| who.problem(Failure::NotFound))
}
