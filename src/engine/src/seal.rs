//! Secrets at rest: what the product must read again itself (the key of a second factor, the password of a mail server)
//! is encrypted with a key that does not lie in the database, so that a copy of the database gives nothing away.
//!
//! The key is given as `RAPPORT_KEY`, or lies in a file beside the database that is made when it is first needed.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use model::Problem;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::Engine;
use crate::error::{Error, Result};

/// The variable of the environment that gives the key: 32 bytes in base64.
pub(crate) const VARIABLE: &str = "RAPPORT_KEY";
/// How a sealed text begins; the number says how it is sealed.
const PREFIX: &str = "sealed:1:";
const NONCE: usize = 24;

/// A key with which secrets are sealed and opened.
pub(crate) struct Seal {
    cipher: XChaCha20Poly1305,
    /// Says of a sealed text whether this key opens it.
    id: String,
    /// Where the key comes from, for whoever has to mend it.
    place: String,
}

impl Seal {
    /// `purpose` says what the secret is for and whose it is: a sealed text opens for the same purpose only, so it is
    /// of no use in another's place.
    pub(crate) fn seal(&self, purpose: &str, plain: &[u8]) -> String {
        let nonce: [u8; NONCE] = rand::random();
        let payload = Payload { msg: plain, aad: purpose.as_bytes() };
        // It fails for texts of more than 256 GiB only; an empty one never opens.
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).unwrap_or_default();
        format!("{PREFIX}{}:{}", self.id, BASE64_STANDARD.encode([nonce.as_slice(), &sealed].concat()))
    }

    pub(crate) fn open(&self, purpose: &str, sealed: &str) -> Result<Vec<u8>> {
        if !self.fits(sealed) {
            return Err(Problem::new("", "key-wrong").detail(&self.place).into());
        }
        self.decrypt(purpose, sealed).ok_or_else(|| Problem::new("", "sealed-damaged").into())
    }

    /// Whether `sealed` was sealed with this key.
    pub(crate) fn fits(&self, sealed: &str) -> bool {
        let rest = sealed.strip_prefix(PREFIX).and_then(|rest| rest.split_once(':'));
        rest.is_some_and(|(id, _)| id == self.id)
    }

    fn decrypt(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = BASE64_STANDARD.decode(sealed.rsplit(':').next()?).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: purpose.as_bytes() };
        self.cipher.decrypt(&XNonce::from(*nonce), payload).ok()
    }

    fn of(text: &str, place: &str) -> Result<Seal> {
        let bytes =
            BASE64_STANDARD.decode(text.trim()).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let key = bytes.ok_or_else(|| Problem::new("", "key-unreadable").detail(place))?;
        let mark = Sha256::new().chain_update("rapport key").chain_update(key).finalize();
        Ok(Seal {
            cipher: XChaCha20Poly1305::new(&key.into()),
            id: mark.iter().take(4).map(|byte| format!("{byte:02x}")).collect(),
            place: place.to_owned(),
        })
    }
}

/// Where the key is looked for.
#[derive(Clone)]
pub(crate) enum Place {
    Given(String),
    File(PathBuf),
    /// Several servers work on PostgreSQL: a file beside one of them would not do.
    Nowhere,
}

impl Place {
    /// `given` before the file `company.db.key` beside `company.db`.
    pub(crate) fn of(database: Option<PathBuf>, given: Option<String>) -> Place {
        match (given.filter(|given| !given.trim().is_empty()), database) {
            (Some(given), _) => Place::Given(given),
            (None, Some(database)) => {
                let mut name = database.into_os_string();
                name.push(".key");
                Place::File(name.into())
            }
            (None, None) => Place::Nowhere,
        }
    }

    /// The seal with the key that is there; none where the file is not there.
    fn read(&self) -> Result<Option<Seal>> {
        match self {
            Place::Given(text) => Seal::of(text, VARIABLE).map(Some),
            Place::Nowhere => Err(Problem::new("", "key-required").into()),
            Place::File(path) => match std::fs::read_to_string(path) {
                Ok(text) => Seal::of(&text, &path.display().to_string()).map(Some),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(_) => Err(Problem::new("", "key-unreadable").detail(path.display()).into()),
            },
        }
    }

    fn made(&self) -> Result<Seal> {
        if let Place::File(path) = self {
            make(path)
                .map_err(|_| Error::from(Problem::new("", "key-not-written").detail(path.display())))?;
        }
        self.read()?.ok_or_else(|| self.missing())
    }

    fn missing(&self) -> Error {
        let place = self.file().map(|path| path.display().to_string()).unwrap_or_default();
        Problem::new("", "key-missing").detail(place).into()
    }

    /// The file in which the key lies, if it does not come from elsewhere.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Place::File(path) => Some(path),
            Place::Given(_) | Place::Nowhere => None,
        }
    }
}

/// A file with a new key, for its owner alone. Of two who make it at once, one does.
fn make(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(file, "{}", BASE64_STANDARD.encode(rand::random::<[u8; 32]>()))?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Err(error) if error.error.kind() != ErrorKind::AlreadyExists => Err(error.error),
        _ => Ok(()),
    }
}

impl Engine {
    /// What secrets are sealed with. The key is made where none was needed yet; where something is sealed already, the
    /// key must come back.
    pub(crate) async fn seal(&self) -> Result<Seal> {
        match self.key_place().read()? {
            Some(seal) => Ok(seal),
            None if sealed(self).await?.is_empty() => self.key_place().made(),
            None => Err(self.key_place().missing()),
        }
    }

    /// Why sealed secrets cannot be opened; nothing where they can, or where there are none.
    pub(crate) async fn sealed_trouble(&self) -> Result<Option<Problem>> {
        let sealed = sealed(self).await?;
        if sealed.is_empty() {
            return Ok(None);
        }
        let place = self.key_place();
        let problem = match place.read().and_then(|seal| seal.ok_or_else(|| place.missing())) {
            Ok(seal) if sealed.iter().all(|text| seal.fits(text)) => return Ok(None),
            Ok(seal) => Problem::new("", "key-wrong").detail(seal.place),
            Err(Error::Refused(failure)) => match failure.problems() {
                [problem, ..] => problem.clone(),
                [] => return Err(failure.into()),
            },
            Err(error) => return Err(error),
        };
        Ok(Some(problem))
    }
}

/// All sealed texts of the database: whoever keeps them elsewhere than among the settings adds them here.
async fn sealed(engine: &Engine) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (_, value) in engine.store().settings("").await? {
        collect(&value, &mut found);
    }
    found.extend(engine.store().second_factors().await?.into_iter().map(|factor| factor.secret));
    found.extend(engine.store().sealed_mails().await?);
    Ok(found)
}

fn collect(value: &Json, found: &mut Vec<String>) {
    match value {
        Json::String(text) if text.starts_with(PREFIX) => found.push(text.clone()),
        Json::Array(values) => values.iter().for_each(|value| collect(value, found)),
        Json::Object(values) => values.values().for_each(|value| collect(value, found)),
        Json::String(_) | Json::Null | Json::Bool(_) | Json::Number(_) => (),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(result: Result<Vec<u8>>) -> String {
        match result.unwrap_err() {
            Error::Refused(failure) => failure.problems()[0].code.to_string(),
            other => other.to_string(),
        }
    }

    fn beside(folder: &Path) -> Place {
        Place::of(Some(folder.join("company.db")), None)
    }

    #[test]
    fn what_is_sealed_opens_for_its_purpose_only() {
        let folder = tempfile::tempdir().unwrap();
        let seal = beside(folder.path()).made().unwrap();
        let sealed = seal.seal("mail/password", "密码 пароль".as_bytes());
        assert!(!sealed.contains("пароль") && sealed != seal.seal("mail/password", "密码 пароль".as_bytes()));
        assert_eq!(seal.open("mail/password", &sealed).unwrap(), "密码 пароль".as_bytes());
        assert_eq!(code(seal.open("other", &sealed)), "sealed-damaged");
        assert_eq!(code(seal.open("mail/password", &sealed[..sealed.len() - 8])), "sealed-damaged");
        assert_eq!(code(seal.open("mail/password", "plain")), "key-wrong");
    }

    #[test]
    fn another_key_is_told_from_damage() {
        let folder = tempfile::tempdir().unwrap();
        let sealed = beside(folder.path()).made().unwrap().seal("a", b"b");
        let other = Place::of(None, Some(BASE64_STANDARD.encode([7; 32]))).read().unwrap().unwrap();
        assert_eq!(code(other.open("a", &sealed)), "key-wrong");
    }

    #[test]
    fn the_key_is_made_once_and_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let place = beside(folder.path());
        assert!(place.read().unwrap().is_none());
        let sealed = place.made().unwrap().seal("a", b"b");
        assert_eq!(place.made().unwrap().open("a", &sealed).unwrap(), b"b");
        let file = folder.path().join("company.db.key");
        assert_eq!(place.file(), Some(file.as_path()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::write(&file, "nonsense").unwrap();
        assert!(place.read().is_err());
    }

    #[test]
    fn postgres_needs_a_key_that_is_given() {
        assert!(Place::of(None, None).read().is_err() && Place::of(None, Some(" ".into())).read().is_err());
        assert!(Place::of(None, Some("c2hvcnQ=".into())).read().is_err());
    }
}
