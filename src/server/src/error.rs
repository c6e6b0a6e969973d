//! Failures as HTTP answers: the one place where they become status codes, for REST as `application/problem+json`
//! (RFC 9457).

use api::model::Texts;
use api::{Duplicate, Failure};
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// A failed request and the language in which to say so.
pub struct Problem {
    pub failure: Failure,
    pub status: StatusCode,
    pub message: String,
    /// The stable name of its kind.
    key: &'static str,
    problems: Vec<serde_json::Value>,
}

impl Problem {
    pub fn new(failure: Failure, texts: &Texts) -> Problem {
        let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let problems = failure.problems().iter().map(|problem| said(problem, texts)).collect();
        let message = failure.message(texts);
        Problem { key: failure.key(), failure, status, message, problems }
    }

    /// What the protocol itself refuses, before anybody looks at what is asked.
    pub fn of_protocol(status: StatusCode, texts: &Texts) -> Problem {
        let (key, failure) = match status {
            StatusCode::FORBIDDEN => ("not-allowed", Failure::NotAllowed),
            StatusCode::NOT_FOUND => ("not-found", Failure::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => ("method-not-allowed", Failure::NotFound),
            StatusCode::PAYLOAD_TOO_LARGE => ("too-large", Failure::TooLarge),
            StatusCode::URI_TOO_LONG => ("address-too-long", Failure::TooLarge),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ("unsupported-type", Failure::Invalid(Vec::new())),
            status if status.is_client_error() => ("invalid", Failure::Invalid(Vec::new())),
            _ => ("unavailable", Failure::Unavailable(String::new())),
        };
        let message = texts.get(&format!("failure-{key}"));
        Problem { key, failure, status, message, problems: Vec::new() }
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
            "type": format!("urn:rapport:problem:{}", self.key),
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "detail": self.message,
            "problems": self.problems,
        });
        if let Failure::Conflict(record) = &self.failure {
            body["version"] = record.version.into();
        }
        if let Failure::Duplicates(found) = &self.failure {
            body["duplicates"] = found.iter().map(described).collect();
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

/// One thing that is wrong, with its sentence.
pub fn said(problem: &api::model::Problem, texts: &Texts) -> serde_json::Value {
    let mut said = json!({"field": problem.field, "code": problem.code, "message": problem.message(texts)});
    if let Some(at) = problem.at {
        said["at"] = at.into();
    }
    said
}

/// A record that is there already, as far as whoever asks may know of it.
fn described(found: &Duplicate) -> serde_json::Value {
    let record = found.record.as_ref().map(|record| json!({"id": record.id, "title": record.title}));
    json!({"rule": found.rule, "fields": found.fields, "record": record, "owner": found.owner})
}
