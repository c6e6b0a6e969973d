//! The store: what the rest of the program holds.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use futures::future::BoxFuture;
use model::filter::Asking;
use model::{Change, Filter, Grant, Id, Instant, Name, Record, Schema};
use serde_json::Value as Json;
use tokio::sync::broadcast;

use crate::*;

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub struct Store {}

#[expect(unused_variables, reason = "published first, filled in next")]
impl Store {
    /// Opens `sqlite:rapport.db` (made if it is not there; a plain path too) or `postgres://…`, and brings its fixed
    /// tables up to date.
    pub async fn open(url: &str) -> Result<Store> {
        unimplemented!()
    }

    /// Makes the tables, columns and indexes that `schema` needs and are not there. Nothing is ever dropped.
    pub async fn put_schema(&self, schema: Arc<Schema>) -> Result<()> {
        unimplemented!()
    }

    pub fn schema(&self) -> Arc<Schema> {
        unimplemented!()
    }

    pub async fn list(&self, grant: &Grant, asking: &Asking, query: &Query) -> Result<Page> {
        unimplemented!()
    }

    /// The record with all fields that the grant may read; with `deleted`, also from the recycle bin.
    pub async fn get(&self, grant: &Grant, module: &str, id: Id, deleted: bool) -> Result<Option<Record>> {
        unimplemented!()
    }

    /// Those of `ids` that the grant may see, in their order.
    pub async fn get_many(&self, grant: &Grant, module: &str, ids: &[Id]) -> Result<Vec<Record>> {
        unimplemented!()
    }

    /// How many records meet `filter`; counting stops at `at_most`.
    pub async fn count(
        &self,
        grant: &Grant,
        asking: &Asking,
        module: &str,
        filter: &Filter,
        at_most: Option<u64>,
    ) -> Result<u64> {
        unimplemented!()
    }

    /// Counts and exact sums by the values of the fields `by`. `weigh` names an amount and a percentage.
    pub async fn groups(
        &self,
        grant: &Grant,
        asking: &Asking,
        module: &str,
        filter: &Filter,
        by: &[Name],
        sums: &[Name],
        weigh: Option<(&str, &str)>,
    ) -> Result<Vec<Group>> {
        unimplemented!()
    }

    /// The texts in use in `field` that start with `starts`, in order; for tags and many-of the single items.
    pub async fn distinct(
        &self,
        grant: &Grant,
        module: &str,
        field: &str,
        starts: &str,
        limit: u32,
    ) -> Result<Vec<String>> {
        unimplemented!()
    }

    pub async fn search(
        &self,
        grant: &Grant,
        text: &str,
        modules: Option<&[Name]>,
        limit: u32,
    ) -> Result<Vec<Hit>> {
        unimplemented!()
    }

    /// The records whose `field` (their title, where it is empty) is one of `texts`, case and diacritics aside. Keys
    /// are folded.
    pub async fn find(
        &self,
        grant: &Grant,
        module: &str,
        field: &str,
        texts: &[String],
    ) -> Result<HashMap<String, Vec<Id>>> {
        unimplemented!()
    }

    /// What happened to the record, latest first, before the change `before`; only fields that the grant may read.
    pub async fn history(
        &self,
        grant: &Grant,
        module: &str,
        record: Id,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Change>> {
        unimplemented!()
    }

    /// The changes after `seq`, oldest first. For the product's own work: the grant must be a system one.
    pub async fn changes_since(&self, grant: &Grant, seq: i64, limit: u32) -> Result<Vec<Change>> {
        unimplemented!()
    }

    pub async fn last_seq(&self) -> Result<i64> {
        unimplemented!()
    }

    pub async fn batch(&self, id: Id) -> Result<Option<Batch>> {
        unimplemented!()
    }

    /// The changes of a batch after `after`, oldest first.
    pub async fn batch_changes(&self, id: Id, after: i64, limit: u32) -> Result<Vec<Change>> {
        unimplemented!()
    }

    pub async fn may(&self, grant: &Grant, module: &str, id: Id, right: Right) -> Result<bool> {
        unimplemented!()
    }

    /// Runs `job` in one transaction. It is on the disk when this returns `Ok`; on an error nothing of it is.
    ///
    /// ```ignore
    /// store.write(move |tx| Box::pin(async move {
    ///     tx.insert(&grant, "leads", &record, &writing).await
    /// })).await?;
    /// ```
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        unimplemented!()
    }

    /// Every committed change from now on, also those of other servers on the same database.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Vec<Change>>> {
        unimplemented!()
    }

    /// Writes a whole copy of the database to `path`, which must not exist; others go on working.
    pub async fn backup(&self, path: &Path) -> Result<()> {
        unimplemented!()
    }

    /// What is wrong with the database file, one plain sentence each; empty where nothing is.
    pub async fn check(&self) -> Result<Vec<String>> {
        unimplemented!()
    }

    /// How many statements this store has run.
    pub fn statements(&self) -> u64 {
        unimplemented!()
    }

    /// Finishes what is being written and closes the database.
    pub async fn close(&self) {
        unimplemented!()
    }

    /// The hash of the user's password.
    pub async fn credentials(&self, user: Id) -> Result<Option<String>> {
        unimplemented!()
    }

    /// The user (of the module `users`) with this e-mail address, whatever its case.
    pub async fn find_user_by_email(&self, email: &str) -> Result<Option<Record>> {
        unimplemented!()
    }

    /// The session; whether it has expired is for the caller to see.
    pub async fn session(&self, hash: &[u8]) -> Result<Option<Session>> {
        unimplemented!()
    }

    pub async fn touch_session(&self, hash: &[u8], seen: Instant, expires: Instant) -> Result<()> {
        unimplemented!()
    }

    pub async fn end_session(&self, hash: &[u8]) -> Result<()> {
        unimplemented!()
    }

    /// Ends all sessions of the user, but the one with the hash `except`.
    pub async fn end_sessions_of(&self, user: Id, except: Option<&[u8]>) -> Result<()> {
        unimplemented!()
    }

    pub async fn sessions_of(&self, user: Id) -> Result<Vec<Session>> {
        unimplemented!()
    }

    /// The token, unless it was ended.
    pub async fn token(&self, hash: &[u8]) -> Result<Option<Token>> {
        unimplemented!()
    }

    pub async fn tokens_of(&self, user: Id) -> Result<Vec<Token>> {
        unimplemented!()
    }

    pub async fn add_token(&self, token: &Token) -> Result<()> {
        unimplemented!()
    }

    pub async fn touch_token(&self, hash: &[u8], used: Instant) -> Result<()> {
        unimplemented!()
    }

    /// Ends a token of the user; `NotFound` where he has none such.
    pub async fn end_token(&self, user: Id, hash: &[u8], at: Instant) -> Result<()> {
        unimplemented!()
    }

    pub async fn put_once(&self, once: &Once) -> Result<()> {
        unimplemented!()
    }

    /// The link, if it is there and has not expired; it goes on working.
    pub async fn once(&self, hash: &[u8], kind: &str, now: Instant) -> Result<Option<Once>> {
        unimplemented!()
    }

    /// The link, if it was there and had not expired; it is gone then.
    pub async fn take_once(&self, hash: &[u8], kind: &str, now: Instant) -> Result<Option<Once>> {
        unimplemented!()
    }

    pub async fn setting(&self, key: &str) -> Result<Option<Json>> {
        unimplemented!()
    }

    /// The settings whose keys start with `prefix`, by key.
    pub async fn settings(&self, prefix: &str) -> Result<Vec<(String, Json)>> {
        unimplemented!()
    }

    pub async fn put_setting(&self, key: &str, value: &Json) -> Result<()> {
        unimplemented!()
    }

    pub async fn file(&self, id: Id) -> Result<Option<FileContent>> {
        unimplemented!()
    }

    pub async fn import(&self, id: Id) -> Result<Option<Import>> {
        unimplemented!()
    }

    pub async fn imports_of(&self, user: Id, limit: u32) -> Result<Vec<Import>> {
        unimplemented!()
    }

    pub async fn put_import(&self, import: &Import) -> Result<()> {
        unimplemented!()
    }

    pub async fn idempotent(&self, key: &str, user: Id) -> Result<Option<Idempotent>> {
        unimplemented!()
    }

    pub async fn put_idempotent(&self, key: &str, user: Id, answer: &Idempotent) -> Result<()> {
        unimplemented!()
    }

    /// Takes up to `limit` effects that are due; nobody else gets them before `lease` has passed.
    pub async fn take_effects(
        &self,
        limit: u32,
        now: Instant,
        lease: std::time::Duration,
    ) -> Result<Vec<Effect>> {
        unimplemented!()
    }

    pub async fn done_effect(&self, id: i64) -> Result<()> {
        unimplemented!()
    }

    /// Puts an effect off to `due` after a failure.
    pub async fn retry_effect(&self, id: i64, due: Instant) -> Result<()> {
        unimplemented!()
    }

    /// Removes sessions, one-time links and idempotency keys that are of no more use at `now`.
    pub async fn tidy(&self, now: Instant) -> Result<()> {
        unimplemented!()
    }
}
