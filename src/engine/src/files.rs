//! Files: uploaded first, then named by a record. Who uploaded one may use it once; so nobody reaches a file by
//! writing its id into a record of her own.

use api::{Caller, Failure, LARGEST_FILE};
use chrono::Duration;
use model::record::Values;
use model::{File, Grant, Id, Instant, Kind, Module, Name, Problem, Value};
use modules::attachments;
use store::{Once, Tx};

use crate::Engine;
use crate::error::{Error, Result};
use crate::privacy::How;
use crate::write::{Draft, Origin, Scene};

/// For how long an upload waits for its record.
const WAITS: Duration = Duration::days(1);
const LONGEST_NAME: usize = 200;
const ATTACHMENTS: &str = "attachments";

impl Engine {
    /// Keeps a file that the caller will attach to a record.
    pub async fn put_file(&self, caller: &Caller, name: &str, content: Vec<u8>) -> Result<File, Failure> {
        if content.len() as u64 > LARGEST_FILE {
            return Err(Failure::TooLarge);
        }
        if content.is_empty() {
            return Err(Failure::invalid(attachments::FILE, "empty-file"));
        }
        let caller = self.as_of_now(caller)?;
        let file = File {
            id: self.new_id(),
            name: clean_name(name),
            size: content.len() as u64,
            mime: mime(&content).to_owned(),
        };
        let once = Once {
            hash: file.id.0.as_bytes().to_vec(),
            kind: Once::UPLOAD.into(),
            user: caller.grant.user,
            expires: self.now() + WAITS,
        };
        let kept = file.clone();
        let written: Result<()> = self
            .store()
            .write(move |tx| {
                Box::pin(async move {
                    tx.put_once(&once).await?;
                    Ok(tx.put_file(kept.id, &kept.name, &kept.mime, &content).await?)
                })
            })
            .await;
        written?;
        Ok(file)
    }

    /// The company's logo, if `id` is its file: what kind of picture it is, and the picture.
    pub async fn logo(&self, id: Id) -> Result<(String, Vec<u8>), Failure> {
        self.company().logo.filter(|logo| *logo == id).ok_or(Failure::NotFound)?;
        let stored = self.store().file(id).await.map_err(Error::from)?.ok_or(Failure::NotFound)?;
        Ok((stored.mime, stored.content))
    }

    /// The file in the field of a record, whatever its module, for who may see both.
    pub async fn file(&self, caller: &Caller, record: Id, field: &str) -> Result<(File, Vec<u8>), Failure> {
        let caller = self.as_of_now(caller)?;
        let holds =
            |module: &&Module| module.field(field).is_some_and(|field| matches!(field.kind, Kind::File(_)));
        for module in caller.schema.modules.iter().filter(holds) {
            let found = self.store().get(&caller.grant, &module.name, record, false).await;
            let Some(found) = found.map_err(Error::from)? else { continue };
            let Value::File(file) = found.value(field) else { return Err(Failure::NotFound) };
            let stored = self.store().file(file.id).await.map_err(Error::from)?.ok_or(Failure::NotFound)?;
            let about = found.get(attachments::ABOUT).filter(|_| module.name == ATTACHMENTS);
            let (seen, id) = about.map_or((module.name.clone(), record), |about| (about.module, about.id));
            self.note_seen(&caller, &seen, id, How::File);
            let file =
                File { id: file.id, name: stored.name, size: stored.content.len() as u64, mime: stored.mime };
            return Ok((file, stored.content));
        }
        Err(Failure::NotFound)
    }
}

/// A step of writing: a file must be there, and what is said about it is what was found, not what the writer says.
pub(crate) async fn check(engine: &Engine, scene: &Scene, drafts: &mut [Draft]) -> Result<()> {
    if scene.origin == Origin::Undo {
        return Ok(());
    }
    for draft in drafts {
        for (field, file) in draft.files() {
            match engine.store().file(file.id).await? {
                Some(stored) => {
                    let size = stored.content.len() as u64;
                    let found = File { id: file.id, name: stored.name, size, mime: stored.mime };
                    draft.set(&field, Value::File(found));
                }
                None => draft.problem(Problem::new(field, "not-found").detail(file.name)),
            }
        }
    }
    Ok(())
}

/// In the write's transaction: each file is one that the writer uploaded and that no record has yet.
pub(crate) async fn take_uploads(tx: &mut Tx, grant: &Grant, values: &Values, now: Instant) -> Result<()> {
    for (field, value) in values {
        if let Value::File(file) = value
            && !grant.is_system()
        {
            take_upload(tx, grant, field, file, now).await?;
        }
    }
    Ok(())
}

async fn take_upload(tx: &mut Tx, grant: &Grant, field: &Name, file: &File, now: Instant) -> Result<()> {
    let once = tx.take_once(file.id.0.as_bytes(), Once::UPLOAD, now).await?;
    if once.is_some_and(|once| once.user == grant.user) {
        Ok(())
    } else {
        Err(Problem::new(field.clone(), "not-found").detail(&file.name).into())
    }
}

/// What the content is, not what somebody calls it. Text that could be run by a browser is found out as such.
fn mime(content: &[u8]) -> &'static str {
    match infer::get(content) {
        Some(kind) => kind.mime_type(),
        None if !content.contains(&0) && std::str::from_utf8(content).is_ok() => "text/plain",
        None => "application/octet-stream",
    }
}

/// The last part of a path, without what breaks headers and file systems.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String =
        last.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '<' | '>' | '|')).collect();
    let clean: String = clean.trim().chars().take(LONGEST_NAME).collect();
    if clean.is_empty() { "file".into() } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_paths_and_what_breaks_headers() {
        assert_eq!(clean_name("C:\\Users\\x\\offer \"final\".pdf"), "offer final.pdf");
        assert_eq!(clean_name("../../etc/passwd\r\nX: y"), "passwdX: y");
        assert_eq!(clean_name("報價單.pdf"), "報價單.pdf");
        assert_eq!(clean_name("//"), "file");
    }

    #[test]
    fn types_are_found_from_the_content() {
        assert_eq!(mime(b"%PDF-1.7 ..."), "application/pdf");
        assert_eq!(mime("привет".as_bytes()), "text/plain");
        assert_eq!(mime(b"<html><script>"), "text/html");
        assert_eq!(mime(&[0, 1, 2, 3]), "application/octet-stream");
    }
}
