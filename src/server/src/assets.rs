//! The files of the page, out of the program itself: styles, scripts, WASM, icons, and the texts and the schema that
//! the page fetches before it wakes up.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use api::model::Language;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use engine::Engine;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::signed_in::SignedIn;

#[derive(RustEmbed)]
#[folder = "../../target/site"]
struct Site;

/// Answers that never change under their address.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const FOREVER_HERS: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");
/// Answers that are asked for again each time, and come without a body if they are the same.
const CHECKED: HeaderValue = HeaderValue::from_static("no-cache");

/// The folder that styles, scripts and WASM are served from. Its name changes with the content of any of them, and a
/// script finds the parts of the page that are fetched later beside itself.
pub static PKG: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for file in Site::iter().filter(|path| path.starts_with("pkg/")).filter_map(|path| Site::get(&path)) {
        hash.update(file.metadata.sha256_hash());
    }
    let hash: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("pkg/{hash}")
});

/// What each function that is fetched later consists of, as the build wrote it down.
pub fn parts() -> HashMap<String, Vec<String>> {
    let manifest = Site::get("pkg/__wasm_split_manifest.json");
    manifest.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
}

fn tag(file: &rust_embed::EmbeddedFile) -> String {
    file.metadata.sha256_hash().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A file of the site, compressed where the browser takes it so.
pub fn site(path: &str, headers: &HeaderMap) -> Option<Response> {
    let (path, cached) = match path.strip_prefix(PKG.as_str()) {
        Some(file) => (format!("pkg{file}"), FOREVER),
        None => (path.to_owned(), CHECKED),
    };
    let path = path.as_str();
    let file = Site::get(path)?;
    let etag = format!("\"{}\"", tag(&file));
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == etag.as_str()) {
        return Some((StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response());
    }
    let accepts = |coding| accepts(headers, coding);
    let smaller = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(coding, _)| accepts(coding))
        .find_map(|(coding, ending)| Some((coding, Site::get(&format!("{path}.{ending}"))?)));
    let (coding, content) = match smaller {
        Some((coding, smaller)) => (Some(coding), smaller.data),
        None => (None, file.data),
    };
    let mut response = body(content);
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, mime(path));
    answer.insert(header::CACHE_CONTROL, cached);
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    answer.extend(HeaderValue::from_str(&etag).ok().map(|etag| (header::ETAG, etag)));
    answer.extend(coding.map(|coding| (header::CONTENT_ENCODING, HeaderValue::from_static(coding))));
    Some(response)
}

fn body(content: Cow<'static, [u8]>) -> Response {
    match content {
        Cow::Borrowed(bytes) => bytes.into_response(),
        Cow::Owned(bytes) => bytes.into_response(),
    }
}

fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|item| item.split(';').next().is_some_and(|name| name.trim() == coding))
}

fn mime(path: &str) -> HeaderValue {
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    HeaderValue::from_str(guess.as_ref()).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// `GET /assets/texts/en.0123abcd.ftl`
pub async fn texts(State(engine): State<Engine>, Path(name): Path<String>) -> Response {
    let language = name.split('.').next().and_then(Language::from_code);
    let Some(language) = language else { return StatusCode::NOT_FOUND.into_response() };
    let (hash, source) = engine.texts_asset(language);
    let current = name == format!("{}.{hash}.ftl", language.code());
    let cached = if current { FOREVER } else { CHECKED };
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cached)], source.to_vec()).into_response()
}

/// `GET /assets/schema/0123abcd.json`, as the caller may see it.
pub async fn schema(
    State(engine): State<Engine>,
    who: Option<SignedIn>,
    Path(name): Path<String>,
) -> Response {
    let Some(who) = who.filter(|who| !who.confined) else { return StatusCode::UNAUTHORIZED.into_response() };
    let (hash, json) = match engine.schema_asset(&who.caller) {
        Ok(asset) => asset,
        Err(failure) => return who.problem(failure).into_response(),
    };
    let cached = if name == format!("{hash}.json") { FOREVER_HERS } else { CHECKED };
    let kind = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cached)], json.to_vec()).into_response()
}
