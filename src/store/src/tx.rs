//! One transaction, as a closure given to `Store::write` sees it.

use std::sync::Arc;

use model::filter::Asking;
use model::record::Values;
use model::{Change, ChangeKind, FieldChange, Grant, Id, Instant, Kind, Link, Name, Record};
use serde_json::Value as Json;

use crate::activity::Touched;
use crate::conn::Conn;
use crate::layout::Layout;
use crate::roll::Due;
use crate::view::View;
use crate::{
    Batch, Erasure, Error, FileContent, Idempotent, Import, Mail, Once, Page, Passkey, PoolEvent, Query,
    Result, SecondFactor, Session, Token, Writing, accounts, activity, batch, chain, consent, effect, erase,
    insert, kept, list, log, mails, passkeys, pool, purge, recast, reindex, roll, second_factor, select,
    update,
};

/// What a transaction can read and write. All of it is committed together, or nothing.
pub struct Tx {
    pub(crate) conn: Conn,
    pub(crate) layout: Arc<Layout>,
    /// What happened so far; it is appended to the log just before the commit, in one go.
    log: Vec<Change>,
    /// What the search index of SQLite is to learn; told just before the commit, because the index is written anew for
    /// each savepoint otherwise.
    grams: Vec<Entry>,
    /// On what somebody was at work besides what was written; written just before the commit.
    pub(crate) touched: Touched,
    /// Whose roll-ups changed; worked out just before the commit.
    pub(crate) due: Due,
}

/// A row for the search index.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) module: Name,
    pub(crate) rid: i64,
    pub(crate) grams: String,
    /// Whether the index has nothing of the row yet.
    pub(crate) new: bool,
}

/// How far a transaction had come, to go back to.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    log: usize,
    grams: usize,
}

impl Tx {
    pub(crate) fn new(conn: Conn, layout: Arc<Layout>) -> Tx {
        Tx {
            conn,
            layout,
            log: Vec::new(),
            grams: Vec::new(),
            touched: Touched::default(),
            due: Due::default(),
        }
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { log: self.log.len(), grams: self.grams.len() }
    }

    pub(crate) fn back_to(&mut self, mark: Mark) {
        self.log.truncate(mark.log);
        self.grams.truncate(mark.grams);
    }

    /// Writes what was put off. What is returned has happened once the transaction is committed.
    pub(crate) async fn flush(&mut self) -> Result<Vec<Change>> {
        roll::write(self).await?;
        reindex::write(&mut self.conn, std::mem::take(&mut self.grams)).await?;
        activity::write(&mut self.conn, std::mem::take(&mut self.touched)).await?;
        let mut changes = std::mem::take(&mut self.log);
        if changes.is_empty() {
            return Ok(changes);
        }
        consent::keep(&mut self.conn, &self.layout, &changes).await?;
        chain::alone(&mut self.conn).await?;
        log::append(&mut self.conn, &mut changes).await?;
        Ok(changes)
    }

    pub(crate) fn note(
        &mut self,
        module: &Name,
        record: Id,
        kind: ChangeKind,
        fields: Vec<FieldChange>,
        writing: &Writing,
    ) {
        let Writing { batch, at, by } = *writing;
        self.log.push(Change { seq: 0, at, by, batch, module: module.clone(), record, kind, fields });
    }

    /// Writes down what is no change of a record.
    pub fn put_event(&mut self, event: Change) {
        self.log.push(event);
    }

    pub(crate) fn index(&mut self, entry: Entry) {
        self.grams.push(entry);
    }

    /// The record, if the grant may see it and it is not in the recycle bin.
    pub async fn get(&mut self, grant: &Grant, module: &str, id: Id) -> Result<Option<Record>> {
        let layout = self.layout.clone();
        select::get(&mut self.conn, View::timeless(&layout, grant), module, id, false).await
    }

    /// A list that sees what this transaction has written.
    pub async fn list(&mut self, grant: &Grant, asking: &Asking, query: &Query) -> Result<Page> {
        let layout = self.layout.clone();
        list::list(&mut self.conn, None, View::new(&layout, grant, asking), query).await
    }

    /// Writes a new record. Sets its fields `created_at`, `created_by`, `updated_at`, `updated_by` and the version 1.
    pub async fn insert(
        &mut self,
        grant: &Grant,
        module: &str,
        record: &Record,
        writing: &Writing,
    ) -> Result<()> {
        insert::one(self, grant, module, record, writing).await
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
        insert::many(self, grant, module, records, writing).await
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
        update::update(self, grant, module, before, values, title, writing).await
    }

    /// Puts the record into the recycle bin.
    pub async fn delete(&mut self, grant: &Grant, module: &str, id: Id, writing: &Writing) -> Result<Record> {
        update::delete(self, grant, module, id, writing).await
    }

    /// Puts the record into the recycle bin because it has become a part of `survivor`.
    pub async fn delete_into(
        &mut self,
        grant: &Grant,
        module: &str,
        id: Id,
        survivor: Link,
        writing: &Writing,
    ) -> Result<Record> {
        update::delete_into(self, grant, module, id, survivor, writing).await
    }

    /// Takes the record out of the recycle bin.
    pub async fn restore(
        &mut self,
        grant: &Grant,
        module: &str,
        id: Id,
        writing: &Writing,
    ) -> Result<Record> {
        update::restore(self, grant, module, id, writing).await
    }

    /// Removes for good those of `ids` that lie in the recycle bin; how many that were.
    pub async fn purge(&mut self, module: &Name, ids: &[Id], writing: &Writing) -> Result<u64> {
        purge::purge(self, module, ids, writing).await
    }

    /// Erases the person; `false` where there is none any more. `name` is what the record is called from now on.
    pub async fn erase(&mut self, erasure: &Erasure, name: &str, writing: &Writing) -> Result<bool> {
        erase::erase(self, erasure, name, writing).await
    }

    /// The number of the next person who is erased.
    pub async fn next_erasure(&mut self) -> Result<i64> {
        erase::next_number(&mut self.conn).await
    }

    /// Writes down what happened between a user and the pool.
    pub async fn add_pool_event(&mut self, event: &PoolEvent) -> Result<()> {
        pool::add(&mut self.conn, event).await
    }

    /// How many records of `module` a user claimed since, which the rule had put into the pool.
    pub async fn claimed(&mut self, user: Id, module: &str, rule: &str, since: Instant) -> Result<u64> {
        pool::claimed(&mut self.conn, user, module, rule, since).await
    }

    /// Has the field take nothing any more that this kind could not keep, as it becomes one with this transaction.
    /// `false` where such lies in it, or in the recycle bin.
    pub async fn become_kind(&mut self, module: &Name, field: &Name, kind: &Kind) -> Result<bool> {
        recast::begin(&mut self.conn, module, field, kind).await
    }

    /// The next number of `counter`: 1, 2, 3, …
    pub async fn next_number(&mut self, counter: &str) -> Result<i64> {
        kept::next_number(&mut self.conn, counter, 1).await
    }

    /// The last of the next `count` numbers of `counter`, which are all taken then.
    pub async fn next_numbers(&mut self, counter: &str, count: i64) -> Result<i64> {
        kept::next_number(&mut self.conn, counter, count).await
    }

    /// Has the counter go on with `next`; where that was given already, nothing changes, and what was given last is
    /// told.
    pub async fn go_on_with(&mut self, counter: &str, next: i64) -> Result<Option<i64>> {
        kept::go_on_with(&mut self.conn, counter, next).await
    }

    /// Writes down the action that this transaction is a part of; again, if it has grown.
    pub async fn put_batch(&mut self, batch: &Batch) -> Result<()> {
        batch::put(&mut self.conn, batch).await
    }

    /// Notes that the action `batch` was taken back by the action `by`.
    pub async fn mark_undone(&mut self, batch: Id, by: Id) -> Result<()> {
        batch::mark_undone(&mut self.conn, batch, by).await
    }

    pub async fn put_file(&mut self, id: Id, name: &str, mime: &str, content: &[u8]) -> Result<()> {
        kept::put_file(&mut self.conn, id, name, mime, content).await
    }

    pub async fn get_file(&mut self, id: Id) -> Result<Option<FileContent>> {
        kept::file(&mut self.conn, id).await
    }

    pub async fn set_password(&mut self, user: Id, hash: &str) -> Result<()> {
        accounts::set_password(&mut self.conn, user, hash).await
    }

    pub async fn add_session(&mut self, session: &Session) -> Result<()> {
        accounts::add_session(&mut self.conn, session).await
    }

    /// Ends all sessions of the user, but the one with the hash `except`.
    pub async fn end_sessions_of(&mut self, user: Id, except: Option<&[u8]>) -> Result<()> {
        accounts::end_sessions_of(&mut self.conn, user, except).await
    }

    pub async fn add_token(&mut self, token: &Token) -> Result<()> {
        accounts::add_token(&mut self.conn, token).await
    }

    pub async fn put_once(&mut self, once: &Once) -> Result<()> {
        accounts::put_once(&mut self.conn, once).await
    }

    /// Ends all links of the user.
    pub async fn end_links_of(&mut self, user: Id) -> Result<()> {
        accounts::end_links_of(&mut self.conn, user).await
    }

    /// The link, if it was there and had not expired; it is gone then.
    pub async fn take_once(&mut self, hash: &[u8], kind: &str, now: Instant) -> Result<Option<Once>> {
        accounts::take_once(&mut self.conn, hash, kind, now).await
    }

    /// Ends what the user could still do by links of this kind.
    pub async fn drop_links_of(&mut self, user: Id, kind: &str) -> Result<()> {
        accounts::drop_links_of(&mut self.conn, user, kind).await
    }

    /// In place of one that is only proposed; `false` where one holds.
    pub async fn put_second_factor(&mut self, factor: &SecondFactor) -> Result<bool> {
        second_factor::put_second_factor(&mut self.conn, factor).await
    }

    /// Whether what was proposed holds now.
    pub async fn confirm_second_factor(
        &mut self,
        proposed: &SecondFactor,
        at: Instant,
        step: i64,
    ) -> Result<bool> {
        second_factor::confirm_second_factor(&mut self.conn, proposed, at, step).await
    }

    /// Whether the code of `step` opens: each does so once, and none before it afterwards.
    pub async fn use_step(&mut self, user: Id, step: i64) -> Result<bool> {
        second_factor::use_step(&mut self.conn, user, step).await
    }

    /// Its recovery codes go with it.
    pub async fn drop_second_factor(&mut self, user: Id) -> Result<()> {
        second_factor::drop_second_factor(&mut self.conn, user).await
    }

    pub async fn add_passkey(&mut self, passkey: &Passkey) -> Result<()> {
        passkeys::add(&mut self.conn, passkey).await
    }

    pub async fn rename_passkey(&mut self, id: &[u8], name: &str) -> Result<()> {
        passkeys::rename(&mut self.conn, id, name).await
    }

    /// Writes down that it was used, for the `counter`th time where it counts.
    pub async fn use_passkey(&mut self, id: &[u8], counter: i64, at: Instant) -> Result<()> {
        passkeys::used(&mut self.conn, id, counter, at).await
    }

    pub async fn remove_passkey(&mut self, id: &[u8]) -> Result<()> {
        passkeys::remove(&mut self.conn, id).await
    }

    pub async fn remove_passkeys_of(&mut self, user: Id) -> Result<()> {
        passkeys::remove_of(&mut self.conn, user).await
    }

    /// In place of those that there are.
    pub async fn put_recovery_codes(&mut self, user: Id, hashes: &[Vec<u8>]) -> Result<()> {
        second_factor::put_recovery_codes(&mut self.conn, user, hashes).await
    }

    /// Whether the code was there; it is gone then.
    pub async fn take_recovery_code(&mut self, user: Id, hash: &[u8]) -> Result<bool> {
        second_factor::take_recovery_code(&mut self.conn, user, hash).await
    }

    pub async fn setting(&mut self, key: &str) -> Result<Option<Json>> {
        kept::setting(&mut self.conn, key).await
    }

    pub async fn put_setting(&mut self, key: &str, value: &Json) -> Result<()> {
        kept::put_setting(&mut self.conn, key, value).await
    }

    /// Queues what is to be done once this transaction is committed and `due` has come.
    pub async fn enqueue(&mut self, kind: &str, payload: &Json, due: Instant) -> Result<()> {
        effect::enqueue(&mut self.conn, kind, payload, due).await
    }

    /// Queues a mail, to be sent once this transaction is committed.
    pub async fn put_mail(&mut self, mail: &Mail) -> Result<()> {
        mails::put(&mut self.conn, mail).await
    }

    pub async fn put_import(&mut self, import: &Import) -> Result<()> {
        kept::put_import(&mut self.conn, import).await
    }

    pub async fn put_idempotent(&mut self, key: &str, user: Id, answer: &Idempotent) -> Result<()> {
        kept::put_idempotent(&mut self.conn, key, user, answer).await
    }
}
