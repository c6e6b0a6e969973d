//! The use cases: everything that a page, a program or the command line can ask for. Rights, rules and the one write
//! path are here; SQL is in `store`, looks are in `ui`, HTTP is in `server`.

use std::sync::Arc;

use api::{Caller, Failure, LiveChange};
use model::{Change, File, Id, Language, Texts};
use store::Store;
use tokio::sync::broadcast;

/// What can go wrong at the start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A new session: what the browser keeps, and which one it is.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub token: String,
    pub session: Id,
}

/// All use cases on one database. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    store: Store,
}

fn later<T>() -> Result<T, Failure> {
    Err(Failure::Unavailable("being written".into()))
}

impl Engine {
    pub async fn open(url: &str) -> Result<Engine, Error> {
        Ok(Engine { store: Store::open(url).await? })
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Whether there is nobody who could sign in.
    pub fn is_empty(&self) -> bool {
        true
    }

    /// The one-time key with which the first administrator is made; none once there are users.
    pub async fn set_up_key(&self) -> Result<Option<String>, Failure> {
        later()
    }

    pub async fn set_up(
        &self,
        _key: &str,
        _name: &str,
        _email: &str,
        _password: &str,
    ) -> Result<SignedIn, Failure> {
        later()
    }

    pub async fn sign_in(
        &self,
        _email: &str,
        _password: &str,
        _agent: &str,
        _address: &str,
    ) -> Result<SignedIn, Failure> {
        later()
    }

    pub async fn sign_out(&self, _token: &str) -> Result<(), Failure> {
        later()
    }

    pub async fn by_session(&self, _token: &str) -> Result<Option<(Arc<Caller>, Id)>, Failure> {
        later()
    }

    pub async fn by_token(&self, _token: &str) -> Result<Option<Arc<Caller>>, Failure> {
        later()
    }

    pub async fn caller_of(&self, _email: &str) -> Result<Arc<Caller>, Failure> {
        later()
    }

    pub fn system_caller(&self) -> Arc<Caller> {
        unreachable!("being written")
    }

    pub async fn add_user(
        &self,
        _email: &str,
        _name: &str,
        _role: &str,
        _password: &str,
    ) -> Result<Id, Failure> {
        later()
    }

    pub async fn new_token(&self, _email: &str, _name: &str) -> Result<String, Failure> {
        later()
    }

    pub fn texts(&self, language: Language) -> Arc<Texts> {
        Arc::new(modules::locales::texts(language))
    }

    /// The Fluent source for the browser, with the hash that stands in its address.
    pub fn texts_asset(&self, language: Language) -> (String, Arc<[u8]>) {
        (String::new(), modules::locales::source(language).into_bytes().into())
    }

    /// The schema as `caller` sees it, as JSON, with the hash that stands in its address.
    pub fn schema_asset(&self, _caller: &Caller) -> (String, Arc<[u8]>) {
        (String::new(), Arc::from([]))
    }

    pub async fn put_file(&self, _caller: &Caller, _name: &str, _content: Vec<u8>) -> Result<File, Failure> {
        later()
    }

    pub async fn attachment(&self, _caller: &Caller, _id: Id) -> Result<(File, Vec<u8>), Failure> {
        later()
    }

    pub fn live(&self) -> broadcast::Receiver<Arc<Vec<Change>>> {
        self.store.subscribe()
    }

    /// What of `changes` `caller` may know.
    pub async fn live_for(&self, _caller: &Caller, _changes: &[Change]) -> Vec<LiveChange> {
        Vec::new()
    }
}
