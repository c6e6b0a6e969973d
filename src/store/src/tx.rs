//! One transaction, as a closure given to `Store::write` sees it.

use model::filter::Asking;
use model::record::Values;
use model::{Grant, Id, Instant, Record};
use serde_json::Value as Json;

use crate::{
    Batch, Error, FileContent, Idempotent, Import, Once, Page, Query, Result, Session, Token, Writing,
};

/// What a transaction can read and write. All of it is committed together, or nothing.
pub struct Tx {}

#[expect(unused_variables, reason = "published first, filled in next")]
impl Tx {
    /// The record, if the grant may see it and it is not in the recycle bin.
    pub async fn get(&mut self, grant: &Grant, module: &str, id: Id) -> Result<Option<Record>> {
        unimplemented!()
    }

    pub async fn list(&mut self, grant: &Grant, asking: &Asking, query: &Query) -> Result<Page> {
        unimplemented!()
    }

    /// Writes a new record. Sets its fields `created_at`, `created_by`, `updated_at`, `updated_by` and the version 1.
    pub async fn insert(
        &mut self,
        grant: &Grant,
        module: &str,
        record: &Record,
        writing: &Writing,
    ) -> Result<()> {
        unimplemented!()
    }

    /// Writes new records in few statements. A record that cannot be written has its own error; the others are
    /// written.
    pub async fn insert_many(
        &mut self,
        grant: &Grant,
        module: &str,
        records: &[Record],
        writing: &Writing,
    ) -> Result<Vec<Result<(), Error>>> {
        unimplemented!()
    }

    /// Writes `values` over the record `before`, which is what the writer has seen. What does not differ is not
    /// written; where nothing differs, nothing is.
    pub async fn update(
        &mut self,
        grant: &Grant,
        module: &str,
        before: &Record,
        values: &Values,
        title: &str,
        writing: &Writing,
    ) -> Result<Record> {
        unimplemented!()
    }

    /// Puts the record into the recycle bin.
    pub async fn delete(&mut self, grant: &Grant, module: &str, id: Id, writing: &Writing) -> Result<Record> {
        unimplemented!()
    }

    /// Takes the record out of the recycle bin.
    pub async fn restore(
        &mut self,
        grant: &Grant,
        module: &str,
        id: Id,
        writing: &Writing,
    ) -> Result<Record> {
        unimplemented!()
    }

    /// The next number of `counter`: 1, 2, 3, …
    pub async fn next_number(&mut self, counter: &str) -> Result<i64> {
        unimplemented!()
    }

    pub async fn put_batch(&mut self, batch: &Batch) -> Result<()> {
        unimplemented!()
    }

    pub async fn mark_undone(&mut self, batch: Id, by: Id) -> Result<()> {
        unimplemented!()
    }

    pub async fn put_file(&mut self, id: Id, name: &str, mime: &str, content: &[u8]) -> Result<()> {
        unimplemented!()
    }

    pub async fn get_file(&mut self, id: Id) -> Result<Option<FileContent>> {
        unimplemented!()
    }

    pub async fn set_password(&mut self, user: Id, hash: &str) -> Result<()> {
        unimplemented!()
    }

    pub async fn add_session(&mut self, session: &Session) -> Result<()> {
        unimplemented!()
    }

    pub async fn end_sessions_of(&mut self, user: Id, except: Option<&[u8]>) -> Result<()> {
        unimplemented!()
    }

    pub async fn add_token(&mut self, token: &Token) -> Result<()> {
        unimplemented!()
    }

    pub async fn put_once(&mut self, once: &Once) -> Result<()> {
        unimplemented!()
    }

    /// The link, if it was there and had not expired; it is gone then.
    pub async fn take_once(&mut self, hash: &[u8], kind: &str, now: Instant) -> Result<Option<Once>> {
        unimplemented!()
    }

    pub async fn put_setting(&mut self, key: &str, value: &Json) -> Result<()> {
        unimplemented!()
    }

    /// Queues what is to be done once this transaction is committed and `due` has come.
    pub async fn enqueue(&mut self, kind: &str, payload: &Json, due: Instant) -> Result<()> {
        unimplemented!()
    }

    pub async fn put_import(&mut self, import: &Import) -> Result<()> {
        unimplemented!()
    }

    pub async fn put_idempotent(&mut self, key: &str, user: Id, answer: &Idempotent) -> Result<()> {
        unimplemented!()
    }
}
