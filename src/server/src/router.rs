//! Which address is answered by what.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef, Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use engine::Engine;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::{
    assets, backups, exports, files, forms, health, imports, live, oidc, pages, papers, rest, security,
    unread,
};

/// What all handlers share.
#[derive(Clone, FromRef)]
pub struct Server {
    pub engine: Engine,
    pub started: Instant,
    pub requests: Arc<AtomicU64>,
    pub stopping: Stopping,
}

/// Turns true when the server is told to stop.
pub type Stopping = watch::Receiver<bool>;

/// The largest body of a request that carries no file, in bytes.
pub const BODY: usize = 4 * 1024 * 1024;

pub fn router(engine: Engine, stopping: Stopping) -> Router {
    let server = Server { engine, started: Instant::now(), requests: Arc::default(), stopping };
    Router::new()
        .route("/login", post(forms::sign_in).get(pages::page))
        .route("/login/code", post(forms::enter_code).get(pages::page))
        .route("/login/passkey", get(forms::ask_for_passkey).post(forms::show_passkey))
        .route("/login/with/{id}", get(oidc::depart))
        .route("/login/with/{id}/back", get(oidc::arrive))
        .route("/logout", post(forms::sign_out))
        .route("/setup", post(forms::set_up).get(pages::page))
        .route("/forgotten", post(forms::forgotten).get(pages::page))
        .route("/invitation/{secret}", post(forms::accept).get(forms::invitation))
        .route("/reset/{secret}", post(forms::reset_password).get(forms::reset))
        .route("/rpc/{*call}", post(pages::calls).fallback(pages::no_call))
        .route("/live", get(live::stream))
        .route("/files", post(files::upload).layer(DefaultBodyLimit::max(api::LARGEST_FILE as usize + BODY)))
        .route("/files/{id}/{field}", get(files::download))
        .route("/logo/{id}", get(files::logo))
        .route("/import/{module}", post(imports::upload).layer(DefaultBodyLimit::disable()))
        .route("/import/{id}/failed.csv", get(imports::failed))
        .route("/export/{name}", get(exports::csv))
        .route("/personal-data/{module}/{id}", get(rest::personal_data))
        .route("/papers/template", get(papers::template))
        .route("/papers/{module}/{id}", get(papers::pdf))
        .route("/shape.json", get(exports::shape))
        .route("/audit.csv", get(exports::audit))
        .route("/backups", post(backups::upload).layer(DefaultBodyLimit::disable()))
        .route("/backups/{name}", get(backups::download))
        .route("/assets/texts/{name}", get(assets::texts))
        .route("/assets/schema/{name}", get(assets::schema))
        .route("/health", get(health::health))
        .route("/metrics", get(health::metrics))
        .nest("/api/v1", rest::router())
        .fallback(pages::page)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn(security::same_origin))
        .layer(from_fn_with_state(server.clone(), rest::tell_problems))
        .layer(CompressionLayer::new().compress_when(compressible()))
        .layer(from_fn(security::headers))
        .layer(from_fn(unread::throw_away))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(server.clone(), count))
        .with_state(server)
}

/// What is worth compressing: not a whole database, whose size the browser then does not know.
fn compressible() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new(backups::MIME))
}

async fn count(State(server): State<Server>, request: Request, next: Next) -> Response {
    server.requests.fetch_add(1, Ordering::Relaxed);
    next.run(request).await
}
