//! The files of backups: taken along, and sent to be restored. Neither is held in memory as a whole.

use axum::Json;
use axum::body::Body;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use engine::Engine;
use futures::stream;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use api::{BackupContent, Failure};

use crate::error::Problem;
use crate::files::attachment;
use crate::signed_in::SignedIn;

/// A file of SQLite.
pub const MIME: &str = "application/vnd.sqlite3";
/// Bytes that are read at a time.
const PIECE: usize = 256 * 1024;

/// `POST /backups` with a file: what is in it, with the name by which it can be restored.
pub async fn upload(
    State(engine): State<Engine>,
    who: SignedIn,
    mut form: Multipart,
) -> Result<Json<BackupContent>, Problem> {
    let refused = |_| who.problem(Failure::invalid("file", "upload-failed"));
    while let Some(field) = form.next_field().await.map_err(refused)? {
        if field.file_name().is_some() {
            let content = engine.take_backup(&who.caller, field).await;
            return content.map(Json).map_err(|failure| who.problem(failure));
        }
    }
    Err(who.problem(Failure::invalid("file", "required")))
}

/// `GET /backups/{name}`
pub async fn download(
    State(engine): State<Engine>,
    who: SignedIn,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let path = engine.backup_file(&who.caller, &name).await.map_err(|failure| who.problem(failure))?;
    let file = File::open(path).await.map_err(|_| who.problem(Failure::NotFound))?;
    let length = file.metadata().await.ok().map(|about| HeaderValue::from(about.len()));
    let pieces = stream::try_unfold(file, |mut file| async move {
        let mut piece = Vec::with_capacity(PIECE);
        let read = (&mut file).take(PIECE as u64).read_to_end(&mut piece).await?;
        Ok::<_, std::io::Error>((read > 0).then_some((piece, file)))
    });
    let mut response = attachment(&name, MIME, Body::from_stream(pieces));
    response.headers_mut().extend(length.map(|length| (header::CONTENT_LENGTH, length)));
    Ok(response)
}
