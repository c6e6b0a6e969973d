//! Failures as HTTP answers: the one place where they become status codes, for REST as `application/problem+json`
//! (RFC 9457).

use api::Failure;
use api::model::Texts;
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// A failed request and the language in which to say so.
pub struct Problem {
    pub failure: Failure,
    pub status: StatusCode,
    pub message: String,
    problems: Vec<serde_json::Value>,
}

impl Problem {
    pub fn new(failure: Failure, texts: &Texts) -> Problem {
        let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let problems = failure
            .problems()
            .iter()
            .map(|problem| json!({"field": problem.field, "code": problem.code, "message": problem.message(texts)}))
            .collect();
        let message = failure.message(texts);
        Problem { failure, status, message, problems }
    }

    /// The same with another status, where the protocol asks for it: 412 for a lost race under `If-Match`.
    pub fn with_status(mut self, status: StatusCode) -> Problem {
        self.status = status;
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": format!("urn:rapport:problem:{}", self.failure.key()),
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "detail": self.message,
            "problems": self.problems,
        });
        if let Failure::Conflict(record) = &self.failure {
            body["version"] = record.version.into();
        }
        let mut response = (self.status, Json(body)).into_response();
        let kind = header::HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = header::HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}
