//! Files that people attach: upload and download.

use axum::Json;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use engine::Engine;

use api::Failure;
use api::model::Id;

use crate::error::Problem;
use crate::signed_in::SignedIn;

/// The first file of a multipart body: its name and content.
async fn uploaded(form: &mut Multipart) -> Result<(String, Vec<u8>), Failure> {
    let refused = |error: axum::extract::multipart::MultipartError| match error.status().as_u16() {
        413 => Failure::TooLarge,
        _ => Failure::invalid("file", "upload-failed"),
    };
    while let Some(field) = form.next_field().await.map_err(refused)? {
        if let Some(name) = field.file_name() {
            let name = name.to_owned();
            let content = field.bytes().await.map_err(refused)?;
            return Ok((name, content.to_vec()));
        }
    }
    Err(Failure::invalid("file", "required"))
}

/// `POST /files`: keeps a file; a record that names it has to follow.
pub async fn upload(
    State(engine): State<Engine>,
    who: SignedIn,
    mut form: Multipart,
) -> Result<Json<api::model::File>, Problem> {
    let (name, content) = uploaded(&mut form).await.map_err(|failure| who.problem(failure))?;
    let file = engine.put_file(&who.caller, &name, content).await;
    file.map(Json).map_err(|failure| who.problem(failure))
}

/// `GET /files/{record}/{field}`: always as a download, so that nothing in it runs on our pages.
pub async fn download(
    State(engine): State<Engine>,
    who: SignedIn,
    Path((id, field)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let id: Id = id.parse().map_err(|_| who.problem(Failure::NotFound))?;
    let (file, content) =
        engine.file(&who.caller, id, &field).await.map_err(|failure| who.problem(failure))?;
    Ok(attachment(&file.name, &file.mime, content))
}

/// `GET /logo/{file}`: the company's, for who is signed in. Another one has another address.
pub async fn logo(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: Id = id.parse().map_err(|_| who.problem(Failure::NotFound))?;
    let (mime, content) = engine.logo(id).await.map_err(|failure| who.problem(failure))?;
    let cache = HeaderValue::from_static("private, max-age=31536000, immutable");
    let mut response = content.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, cache);
    set(&mut response, header::CONTENT_TYPE, &mime);
    Ok(response)
}

/// In place of what the content's own type says.
fn set(response: &mut Response, header: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(header, value);
    }
}

/// `content` to be saved under `name`.
pub fn attachment(name: &str, mime: &str, content: impl IntoResponse) -> Response {
    file("attachment", name, mime, content)
}

/// `content` to be looked at, and called `name` by who saves it; for what we made ourselves.
pub fn shown(name: &str, mime: &str, content: impl IntoResponse) -> Response {
    file("inline", name, mime, content)
}

fn file(disposition: &str, name: &str, mime: &str, content: impl IntoResponse) -> Response {
    let mut response = content.into_response();
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    let disposition = format!("{disposition}; filename*=UTF-8''{encoded}");
    let headers: [(HeaderName, &str); 2] =
        [(header::CONTENT_DISPOSITION, &disposition), (header::CONTENT_TYPE, mime)];
    for (header, value) in headers {
        set(&mut response, header, value);
    }
    response
}
