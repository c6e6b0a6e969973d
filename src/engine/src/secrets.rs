//! Random secrets and their hashes. What signs somebody in is stored as a hash only.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// The SHA-256 of a random secret: enough, because nobody can guess 256 bits.
pub(crate) type Hash = [u8; 32];

/// Argon2 takes 19 MiB a time; more at once would let a crowd at the sign-in page take all memory.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// 256 random bits as URL-safe text.
pub(crate) fn secret() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

pub(crate) fn hash(secret: &str) -> Hash {
    Sha256::digest(secret.as_bytes()).into()
}

/// The argon2id hash of `password`, in PHC form.
pub(crate) async fn hash_password(password: &str) -> Result<String> {
    let password = password.to_owned();
    run(move || argon2id(&password)).await?
}

/// Whether `password` belongs to `stored`. Takes as long where there is nothing stored, so that time does not tell
/// which e-mail addresses are known.
pub(crate) async fn is_password(password: &str, stored: Option<String>) -> Result<bool> {
    static NOBODYS: LazyLock<String> = LazyLock::new(|| argon2id("nobody's").unwrap_or_default());
    let password = password.to_owned();
    run(move || {
        let known = stored.is_some();
        let nobodys = LazyLock::force(&NOBODYS);
        let text = stored.unwrap_or_else(|| nobodys.clone());
        let hash = PasswordHash::new(&text).map_err(|error| Error::Hashing(error.to_string()))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && known)
    })
    .await?
}

fn argon2id(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Error::Hashing(error.to_string()))
}

/// Hashing takes long on purpose: it is done beside the threads that serve.
async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _permit = AT_ONCE.acquire().await;
    Ok(tokio::task::spawn_blocking(work).await?)
}
