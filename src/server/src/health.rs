//! `GET /health` and `GET /metrics`.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::router::Server;

/// 200 when the database answers.
pub async fn health(State(server): State<Server>) -> Response {
    match server.engine.store().last_seq().await {
        Ok(_) => "ok\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// Counters in the format of Prometheus.
pub async fn metrics(State(server): State<Server>) -> Response {
    let seconds = server.started.elapsed().as_secs_f64();
    let requests = server.requests.load(std::sync::atomic::Ordering::Relaxed);
    let text = format!(
        "# HELP rapport_uptime_seconds Time since the start.\n# TYPE rapport_uptime_seconds gauge\n\
         rapport_uptime_seconds {seconds:.1}\n\
         # HELP rapport_requests_total Requests taken.\n# TYPE rapport_requests_total counter\n\
         rapport_requests_total {requests}\n\
         # HELP rapport_statements_total Statements run on the database.\n\
         # TYPE rapport_statements_total counter\nrapport_statements_total {}\n",
        server.engine.store().statements(),
    );
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
