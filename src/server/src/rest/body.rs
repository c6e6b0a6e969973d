//! Reading and writing records as JSON.

use api::Failure;
use api::model::record::Values;
use api::model::{Field, Module, Problem as Wrong, Record};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

/// A body of JSON, or one whose sender does not say what it is.
pub struct Sent(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Sent, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        if !kind.is_none_or(is_json) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        Bytes::from_request(request, state).await.map(Sent).map_err(IntoResponse::into_response)
    }
}

impl Sent {
    /// The body as what is asked for.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.0).map_err(|error| Wrong::new("", "malformed").detail(error).into())
    }
}

fn is_json(kind: &HeaderValue) -> bool {
    let kind = kind.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let kind = kind.to_ascii_lowercase();
    kind == "application/json" || kind.starts_with("application/") && kind.ends_with("+json")
}

/// The fields of a request's body; all that is wrong with it at once. Names that a record has but nobody writes
/// (`id`, `version`, what people do not fill in `declared`) may stand in it, so that what was read can be sent back.
pub fn values(module: &Module, declared: Option<&Module>, body: &Json) -> Result<Values, Failure> {
    let Json::Object(object) = body else { return Err(Failure::invalid("", "not-an-object")) };
    let by_product =
        |name: &str| declared.and_then(|module| module.field(name)).is_none_or(|field| !field.editable());
    let mut values = Values::new();
    let mut wrong = Vec::new();
    for (name, json) in object {
        match module.field(name) {
            Some(field) if by_product(&field.name) => {}
            Some(field) => match field.read_json_all(json) {
                Ok(value) => {
                    values.insert(field.name.clone(), value);
                }
                Err(problems) => wrong.extend(problems),
            },
            None if name == "id" || name == "version" => {}
            None => wrong.push(Wrong::new(name.as_str(), "unknown-field").detail(name)),
        }
    }
    if wrong.is_empty() { Ok(values) } else { Err(Failure::Invalid(wrong)) }
}

/// A record with its version as ETag.
pub fn answer(status: StatusCode, module: &Module, record: &Record) -> Response {
    let fields: Vec<&Field> = shown(module).collect();
    let mut response = (status, axum::Json(record.in_json(&fields))).into_response();
    let etag = HeaderValue::from_str(&format!("\"{}\"", record.version));
    response.headers_mut().extend(etag.ok().map(|etag| (header::ETAG, etag)));
    response
}

/// The fields that REST shows: all that the caller may read.
pub fn shown(module: &Module) -> impl Iterator<Item = &Field> {
    module.fields.iter().filter(|field| !field.hidden)
}

/// Those of lists: rows come with one record alone.
pub fn listed(module: &Module) -> impl Iterator<Item = &Field> {
    module.fields.iter().filter(|field| field.in_lists())
}
