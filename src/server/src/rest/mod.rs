//! REST under `/api/v1`: every module by the same five handlers, as the schema says.

mod access;
mod body;
mod create;
mod delete;
mod list;
mod openapi;
mod read;
mod search;
mod update;

use api::Failure;
use api::model::{Id, Module};
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::error::Problem;
use crate::router::Server;
use crate::signed_in::SignedIn;

pub fn router() -> Router<Server> {
    Router::new()
        .route("/schema", get(openapi::schema))
        .route("/openapi.json", get(openapi::document))
        .route("/search", get(search::search))
        .route("/{module}", get(list::list).post(create::create))
        .route("/{module}/{id}/access", get(access::access))
        .route("/{module}/{id}", get(read::read).patch(update::update).delete(delete::delete))
        .fallback(nothing)
}

async fn nothing(who: SignedIn) -> impl IntoResponse {
    who.problem(Failure::NotFound)
}

/// The module `name` as the caller may see it.
fn module<'a>(who: &'a SignedIn, name: &str) -> Result<&'a Module, Problem> {
    who.caller.schema.module(name).ok_or_else(|| who.problem(Failure::NotFound))
}

/// What is no id is no record's.
fn id(who: &SignedIn, text: &str) -> Result<Id, Problem> {
    text.parse().map_err(|_| who.problem(Failure::NotFound))
}
