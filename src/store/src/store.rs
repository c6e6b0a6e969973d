//! The store: what the rest of the program holds.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use futures::future::BoxFuture;
use model::duplicates::Rule;
use model::filter::Asking;
use model::{Change, Filter, Grant, Id, Instant, Name, Record, Schema};
use serde_json::Value as Json;
use tokio::sync::{broadcast, mpsc};
use tokio::task::JoinHandle;

use crate::aggregate::Remembered;
use crate::conn::Conn;
use crate::dialect::Dialect;
use crate::layout::Layout;
use crate::plan::{Planner, Wanted};
use crate::source::Source;
use crate::view::View;
use crate::writer::{Desk, Writer};
use crate::{
    Alike, AuditPage, AuditQuery, Batch, Effect, Erasure, Error, FileContent, Group, Hit, Idempotent, Import,
    LogState, Mail, Once, Page, Passkey, PoolFigures, Query, Result, Right, SecondFactor, Seen, Session,
    Token, Tx, accounts, aggregate, batch, chain, compute, copy, effect, erase, feed, find, identities, kept,
    list, log, mails, passkeys, pool, postgres, recast, same, search, second_factor, seen, select, sqlite,
    update, upkeep,
};

/// A handle to the database; cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    source: Source,
    writer: RwLock<Option<Arc<Writer>>>,
    /// The task that writes, to be waited for when closing.
    writing: Mutex<Option<JoinHandle<()>>>,
    desk: Desk,
    remembered: Remembered,
    listeners: broadcast::Sender<Arc<Vec<Change>>>,
}

impl Store {
    /// Opens `sqlite:rapport.db` (made if it is not there; a plain path too) or `postgres://…`, and brings its fixed
    /// tables up to date. The tables of modules come with `put_schema`.
    pub async fn open(url: &str) -> Result<Store> {
        let counter = Arc::new(AtomicU64::new(0));
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = postgres::open(url).await?;
            let source = Source::postgres(pool.clone(), counter.clone());
            return Store::start(source, counter, |desk| (Writer::Postgres(pool, desk), None)).await;
        }
        let opened = sqlite::open(url).await?;
        let source = Source::sqlite(opened.readers, counter.clone());
        let writer = opened.writer;
        Store::start(source, counter, |desk| {
            let (writer, task) = Writer::sqlite(writer, desk);
            (writer, Some(task))
        })
        .await
    }

    async fn start(
        source: Source,
        counter: Arc<AtomicU64>,
        writer: impl FnOnce(Desk) -> (Writer, Option<JoinHandle<()>>),
    ) -> Result<Store> {
        let last = log::last(&mut source.conn().await?).await?;
        let (commits, listeners) = feed::start(source.clone(), last);
        let (wanted, asked) = mpsc::unbounded_channel();
        let layout = Arc::new(Layout::new(source.dialect(), Arc::new(Schema::default())));
        let desk = Desk {
            layout: Arc::new(RwLock::new(layout)),
            planner: Arc::new(Planner::new(wanted)),
            commits,
            counter,
            gate: Arc::default(),
        };
        let (writer, task) = writer(desk.clone());
        let writer = Arc::new(writer);
        chain::complete(&writer).await?;
        tokio::spawn(make_indexes(Arc::downgrade(&writer), desk.clone(), asked));
        Ok(Store(Arc::new(Inner {
            source,
            writer: RwLock::new(Some(writer)),
            writing: Mutex::new(task),
            desk,
            remembered: Remembered::default(),
            listeners,
        })))
    }

    fn writer(&self) -> Result<Arc<Writer>> {
        let writer = self.0.writer.read().unwrap_or_else(PoisonError::into_inner).clone();
        writer.ok_or_else(|| Error::Unavailable("it is closed".into()))
    }

    async fn conn(&self) -> Result<Conn> {
        self.0.source.conn().await
    }

    fn layout(&self) -> Arc<Layout> {
        self.0.desk.layout()
    }

    fn planner(&self) -> &Planner {
        &self.0.desk.planner
    }

    /// Makes the tables, columns and indexes that `schema` needs and are not there, and what lies in fields that became
    /// another kind fit it, which others do not wait for. Nothing else is ever dropped. What is given back are modules for
    /// `reindex`: search does not find all yet that lies in their fields.
    pub async fn put_schema(&self, schema: Arc<Schema>) -> Result<Vec<Name>> {
        let dialect = self.0.source.dialect();
        let outdated = upkeep::make(self.writer()?.as_ref(), &self.0.desk, dialect, schema).await?;
        self.0.remembered.forget();
        Ok(outdated)
    }

    /// Brings the search index of these modules up to date. It may take minutes; others read, search and write meanwhile.
    pub async fn reindex(&self, modules: &[Name]) -> Result<()> {
        for name in modules {
            let module = self.layout().module(name)?.clone();
            upkeep::fill(self.writer()?.as_ref(), module).await?;
        }
        Ok(())
    }

    /// Works out anew what formulas and roll-ups give, where they have changed. It may take minutes; others read and write meanwhile.
    pub async fn work_out(&self) -> Result<()> {
        loop {
            let outdated = compute::outdated(&mut self.conn().await?, &self.layout()).await?;
            let Some((step, module)) = outdated.into_iter().next() else { return Ok(()) };
            if upkeep::work_out(self.writer()?.as_ref(), &self.0.desk, step, module).await? {
                self.0.remembered.forget();
            }
        }
    }

    /// Removes what lay in fields before they became another kind. It may take minutes; others read and write meanwhile.
    pub async fn clear(&self) -> Result<()> {
        recast::clear(&mut self.conn().await?, self.writer()?.as_ref()).await
    }

    /// Brings what finds duplicates up to date with the rules that `put_schema` was told. It may take minutes; others
    /// read and write meanwhile.
    pub async fn rekey(&self) -> Result<()> {
        let writer = self.writer()?;
        upkeep::rekey(&mut self.conn().await?, writer.as_ref(), &self.0.desk).await
    }

    pub fn schema(&self) -> Arc<Schema> {
        self.layout().schema.clone()
    }

    pub async fn list(&self, grant: &Grant, asking: &Asking, query: &Query) -> Result<Page> {
        let layout = self.layout();
        let view = View::new(&layout, grant, asking);
        list::list(&mut self.conn().await?, Some(self.planner()), view, query).await
    }

    /// The record with all fields that the grant may read; with `deleted`, also from the recycle bin.
    pub async fn get(&self, grant: &Grant, module: &str, id: Id, deleted: bool) -> Result<Option<Record>> {
        let layout = self.layout();
        select::get(&mut self.conn().await?, View::timeless(&layout, grant), module, id, deleted).await
    }

    /// Those of `ids` that the grant may see and that are not in the recycle bin, in their order.
    pub async fn get_many(&self, grant: &Grant, module: &str, ids: &[Id]) -> Result<Vec<Record>> {
        let layout = self.layout();
        select::get_many(&mut self.conn().await?, View::timeless(&layout, grant), module, ids).await
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
        let layout = self.layout();
        let view = View::new(&layout, grant, asking);
        list::count(&mut self.conn().await?, view, module, filter, at_most).await
    }

    /// Counts and exact sums by the values of the fields `by`, in the order of these values. `weigh` names an amount
    /// and a percentage.
    #[expect(clippy::too_many_arguments, reason = "each is a part of the question, and none has a default")]
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
        let layout = self.layout();
        let view = View::new(&layout, grant, asking);
        aggregate::groups(&mut self.conn().await?, &self.0.remembered, view, module, filter, by, sums, weigh)
            .await
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
        let layout = self.layout();
        let view = View::timeless(&layout, grant);
        find::distinct(&mut self.conn().await?, view, module, field, starts, limit).await
    }

    /// Records of `modules` (all that are searched, where it is `None`) that hold all words of `text`; titles that
    /// start with it first, then titles that hold it.
    pub async fn search(
        &self,
        grant: &Grant,
        text: &str,
        modules: Option<&[Name]>,
        limit: u32,
    ) -> Result<Vec<Hit>> {
        let layout = self.layout();
        let view = View::timeless(&layout, grant);
        search::search(&mut self.conn().await?, view, text, modules, limit).await
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
        let layout = self.layout();
        let column = if field.is_empty() { crate::layout::TITLE } else { field };
        let declared = layout.module(module)?;
        let mut indexed = self.planner().has(module, &[column]);
        let stored = field.is_empty() || declared.field(field).is_some_and(crate::layout::is_stored);
        if !indexed && stored && self.planner().is_large(module) {
            let index = crate::layout::Index::on(&[column]);
            let wanted = Wanted { module: declared.name.clone(), index };
            upkeep::make_index(self.writer()?.as_ref(), &self.0.desk, wanted).await?;
            indexed = true;
        }
        let view = View::timeless(&layout, grant);
        find::find(&mut self.conn().await?, view, module, field, texts, indexed).await
    }

    /// For each of `keys`, which `Rule::key` gave, up to `limit` records that are the same by the rule.
    pub async fn same(
        &self,
        grant: &Grant,
        module: &str,
        rule: &Rule,
        keys: &[String],
        limit: u64,
    ) -> Result<HashMap<String, Vec<Id>>> {
        let layout = self.layout();
        same::find(&mut self.conn().await?, View::timeless(&layout, grant), module, rule, keys, limit).await
    }

    /// Records that are the same by the rule, after those with the key `after`; of each up to `each`.
    pub async fn alike(
        &self,
        grant: &Grant,
        module: &str,
        rule: &Rule,
        after: Option<Id>,
        limit: u64,
        each: u64,
    ) -> Result<Vec<Alike>> {
        let layout = self.layout();
        let view = View::timeless(&layout, grant);
        same::alike(&mut self.conn().await?, view, module, rule, after, limit, each).await
    }

    /// How many groups of records there are that are the same by the rule.
    pub async fn count_alike(&self, grant: &Grant, module: &str, rule: &Rule) -> Result<u64> {
        let layout = self.layout();
        same::count(&mut self.conn().await?, View::timeless(&layout, grant), module, rule).await
    }

    /// Whether what is the same by the rule is found among all records; else `rekey` is still at work.
    pub async fn finds_all_alike(&self, module: &str, rule: &Rule) -> Result<bool> {
        let layout = self.layout();
        same::is_complete(&mut self.conn().await?, &layout, module, rule).await
    }

    /// The record that a deleted one has become a part of. Whether somebody may see that is for the caller to ask.
    pub async fn merged_into(&self, module: &str, id: Id) -> Result<Option<Id>> {
        same::merged_into(&mut self.conn().await?, module, id).await
    }

    /// What happened to the record, latest first, before the change `before`; only fields that the grant may read.
    /// `NotFound` where it may not see the record.
    pub async fn history(
        &self,
        grant: &Grant,
        module: &str,
        record: Id,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Change>> {
        let layout = self.layout();
        let view = View::timeless(&layout, grant);
        log::history(&mut self.conn().await?, view, module, record, before, limit).await
    }

    /// The changes after `seq`, oldest first. For the product's own work: the grant must be a system one.
    pub async fn changes_since(&self, grant: &Grant, seq: i64, limit: u32) -> Result<Vec<Change>> {
        if !grant.is_system() {
            return Err(Error::NotAllowed);
        }
        log::since(&mut self.conn().await?, seq, limit).await
    }

    /// The newest entries of the log that meet the query, without values that the grant may not read.
    pub async fn audit(&self, grant: &Grant, query: &AuditQuery) -> Result<AuditPage> {
        let layout = self.layout();
        log::audit(&mut self.conn().await?, View::timeless(&layout, grant), query).await
    }

    /// Writes down what is no change of a record.
    pub async fn put_event(&self, event: Change) -> Result<()> {
        self.write(move |tx| {
            tx.put_event(event);
            Box::pin(async { Ok(()) })
        })
        .await
    }

    /// How the log stands; whether it is whole, `check` tells.
    pub async fn log_state(&self) -> Result<LogState> {
        chain::state(&mut self.conn().await?).await
    }

    /// The number of the latest change; 0 before the first.
    pub async fn last_seq(&self) -> Result<i64> {
        log::last(&mut self.conn().await?).await
    }

    pub async fn batch(&self, id: Id) -> Result<Option<Batch>> {
        batch::get(&mut self.conn().await?, id).await
    }

    /// Those of the actions `ids` that nobody has taken back.
    pub async fn standing(&self, ids: &[Id]) -> Result<Vec<Batch>> {
        batch::standing(&mut self.conn().await?, ids).await
    }

    /// What `by` did, or everybody where that is nobody, latest first; before an action, where one is given.
    pub async fn latest_batches(
        &self,
        by: Option<Id>,
        before: Option<&Batch>,
        limit: u32,
    ) -> Result<Vec<Batch>> {
        batch::latest(&mut self.conn().await?, by, before, limit).await
    }

    /// Which record of its module each of the actions changed first: action, module, record.
    pub async fn subjects(&self, batches: &[Batch]) -> Result<Vec<(Id, Name, Id)>> {
        batch::subjects(&mut self.conn().await?, batches).await
    }

    /// The changes of a batch after `after`, oldest first.
    pub async fn batch_changes(&self, id: Id, after: i64, limit: u32) -> Result<Vec<Change>> {
        log::of_batch(&mut self.conn().await?, &self.layout(), id, after, limit).await
    }

    /// Whether the grant has the right on this record, which must be there and not in the recycle bin.
    pub async fn may(&self, grant: &Grant, module: &str, id: Id, right: Right) -> Result<bool> {
        let layout = self.layout();
        let view = View::timeless(&layout, grant);
        let Ok((module, rights)) = view.module(module) else { return Ok(false) };
        let truth = update::allowed(view, module, rights, rights.rows(right))?;
        list::meets(&mut self.conn().await?, view, module, id, truth, false).await
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
        self.writer()?.run(job).await
    }

    /// Every committed change from now on, also those of other servers on the same database.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Vec<Change>>> {
        self.0.listeners.subscribe()
    }

    /// Writes a whole copy of the database to `path`, which must not exist; others go on working.
    pub async fn backup(&self, path: &Path) -> Result<()> {
        copy::backup(&mut self.0.source.apart().await?, path).await
    }

    /// What is wrong with the database file, one plain sentence each; empty where nothing is.
    pub async fn check(&self) -> Result<Vec<String>> {
        upkeep::check(&mut self.0.source.apart().await?).await
    }

    /// Writes the database anew without the gaps that deleted rows left. On SQLite whoever writes meanwhile waits.
    pub async fn compact(&self) -> Result<()> {
        self.writer()?.compact().await
    }

    /// The data file; none of PostgreSQL.
    pub fn path(&self) -> Option<PathBuf> {
        self.0.source.path()
    }

    /// The bytes that the database takes.
    pub async fn bytes(&self) -> Result<u64> {
        copy::bytes(&mut self.conn().await?).await
    }

    /// How many records each module has, without those in the recycle bin, whoever may see them.
    pub async fn records(&self) -> Result<Vec<(Name, u64)>> {
        copy::records_of(&mut self.0.source.apart().await?, &self.layout().schema.modules).await
    }

    /// Notes that this program has written the database, so that an older one leaves it alone.
    pub async fn note_version(&self) -> Result<()> {
        let version = Json::from(copy::VERSION);
        if self.setting(copy::PROGRAM).await?.as_ref() == Some(&version) {
            return Ok(());
        }
        self.put_setting(copy::PROGRAM, &version).await
    }

    /// Puts the whole content of the database at `from`, whose tables fit `schema`, in place of what is there. Who
    /// reads meanwhile sees the one or the other; a crash leaves the one or the other.
    pub async fn replace(&self, from: &Path, schema: Arc<Schema>) -> Result<()> {
        let layout = Arc::new(Layout::new(self.0.source.dialect(), schema));
        self.writer()?.replace(from.to_owned(), layout).await?;
        self.0.remembered.forget();
        Ok(())
    }

    /// Takes over from `other` who is signed in, the links that still work, which tokens were ended, and all second
    /// factors: what was ended since a backup must not open anything again when that is restored, and nobody needs a
    /// device that she has no more.
    pub async fn keep_doors(&self, other: &Store) -> Result<()> {
        let doors = accounts::doors(&mut other.conn().await?).await?;
        let factors = second_factor::factors(&mut other.conn().await?).await?;
        let keys = passkeys::all(&mut other.conn().await?).await?;
        self.write(move |tx| {
            Box::pin(async move {
                accounts::put_doors(&mut tx.conn, doors).await?;
                second_factor::put_factors(&mut tx.conn, factors).await?;
                passkeys::put_all(&mut tx.conn, &keys).await
            })
        })
        .await
    }

    /// How many statements this store has run, without those that only begin and end transactions.
    pub fn statements(&self) -> u64 {
        self.0.desk.counter.load(Ordering::Relaxed)
    }

    /// Finishes what is being written and closes the database. Clones of this store cannot be used after.
    pub async fn close(&self) {
        drop(self.0.writer.write().unwrap_or_else(PoisonError::into_inner).take());
        self.planner().close();
        let writing = self.0.writing.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writing) = writing
            && let Err(error) = writing.await
        {
            tracing::error!(%error, "the writer did not end well");
        }
        self.0.source.close().await;
    }

    /// The hash of the user's password.
    pub async fn credentials(&self, user: Id) -> Result<Option<String>> {
        accounts::credentials(&mut self.conn().await?, user).await
    }

    /// The user (of the module `users`) with this e-mail address, whatever its case. For signing in, before there is a
    /// grant.
    pub async fn find_user_by_email(&self, email: &str) -> Result<Option<Record>> {
        let layout = self.layout();
        let system = Grant::system("signing in");
        find::user_by_email(&mut self.conn().await?, View::timeless(&layout, &system), email).await
    }

    /// The session; whether it has expired is for the caller to see.
    pub async fn session(&self, hash: &[u8]) -> Result<Option<Session>> {
        accounts::session(&mut self.conn().await?, hash).await
    }

    pub async fn sessions_of(&self, user: Id) -> Result<Vec<Session>> {
        accounts::sessions_of(&mut self.conn().await?, user).await
    }

    /// The token, unless it was ended.
    pub async fn token(&self, hash: &[u8]) -> Result<Option<Token>> {
        accounts::token(&mut self.conn().await?, hash).await
    }

    pub async fn tokens_of(&self, user: Id) -> Result<Vec<Token>> {
        accounts::tokens_of(&mut self.conn().await?, user).await
    }

    /// The link, if it is there and has not expired; it goes on working.
    pub async fn once(&self, hash: &[u8], kind: &str, now: Instant) -> Result<Option<Once>> {
        accounts::once(&mut self.conn().await?, hash, kind, now).await
    }

    /// One that is only proposed too.
    pub async fn second_factor(&self, user: Id) -> Result<Option<SecondFactor>> {
        second_factor::second_factor(&mut self.conn().await?, user).await
    }

    /// Those of all users.
    pub async fn second_factors(&self) -> Result<Vec<SecondFactor>> {
        second_factor::second_factors(&mut self.conn().await?).await
    }

    pub async fn passkey(&self, id: &[u8]) -> Result<Option<Passkey>> {
        passkeys::find(&mut self.conn().await?, id).await
    }

    pub async fn passkeys_of(&self, user: Id) -> Result<Vec<Passkey>> {
        passkeys::of(&mut self.conn().await?, user).await
    }

    pub async fn recovery_codes_left(&self, user: Id) -> Result<u32> {
        second_factor::recovery_codes_left(&mut self.conn().await?, user).await
    }

    /// The links of a kind, expired ones too where they stay.
    pub async fn links(&self, kind: &str) -> Result<Vec<Once>> {
        accounts::links(&mut self.conn().await?, kind).await
    }

    /// Those who have a password.
    pub async fn with_passwords(&self) -> Result<Vec<Id>> {
        accounts::with_passwords(&mut self.conn().await?).await
    }

    /// The last number that the counter gave; 0 before the first.
    pub async fn counter(&self, counter: &str) -> Result<i64> {
        kept::counter(&mut self.conn().await?, counter).await
    }

    pub async fn setting(&self, key: &str) -> Result<Option<Json>> {
        kept::setting(&mut self.conn().await?, key).await
    }

    /// The settings whose keys start with `prefix`, by key.
    pub async fn settings(&self, prefix: &str) -> Result<Vec<(String, Json)>> {
        kept::settings(&mut self.conn().await?, prefix).await
    }

    pub async fn file(&self, id: Id) -> Result<Option<FileContent>> {
        kept::file(&mut self.conn().await?, id).await
    }

    pub async fn import(&self, id: Id) -> Result<Option<Import>> {
        kept::import(&mut self.conn().await?, id).await
    }

    /// The user's imports, latest first.
    pub async fn imports_of(&self, user: Id, limit: u32) -> Result<Vec<Import>> {
        kept::imports_of(&mut self.conn().await?, user, limit).await
    }

    /// How often records of each user went to the pool and how many she claimed, since `lately` and since `since`.
    pub async fn pool_figures(&self, lately: Instant, since: Instant) -> Result<Vec<PoolFigures>> {
        pool::figures(&mut self.conn().await?, lately, since).await
    }

    /// The persons who were erased, the latest first.
    pub async fn erasures(&self, limit: u32) -> Result<Vec<Erasure>> {
        erase::all(&mut self.conn().await?, limit.into()).await
    }

    /// All persons who were erased.
    pub async fn all_erasures(&self) -> Result<Vec<Erasure>> {
        erase::all(&mut self.conn().await?, i64::MAX).await
    }

    /// The records that have become a part of this one.
    pub async fn merged(&self, module: &str, record: Id) -> Result<Vec<Id>> {
        erase::merged(&mut self.conn().await?, module, record).await
    }

    /// Writes down who saw what.
    pub async fn put_seen(&self, seen: Vec<Seen>) -> Result<()> {
        self.write(move |tx| Box::pin(async move { seen::put(&mut tx.conn, &seen).await })).await
    }

    /// Who saw the record, the latest first.
    pub async fn seen(&self, record: Id, limit: u32) -> Result<Vec<Seen>> {
        seen::of(&mut self.conn().await?, record, limit).await
    }

    /// Who took lists of the module along since `since`, the latest first.
    pub async fn exports(&self, module: &str, since: Instant, limit: u32) -> Result<Vec<Seen>> {
        seen::exports(&mut self.conn().await?, module, since, limit).await
    }

    /// Forgets who saw what before `before`.
    pub async fn forget_seen(&self, before: Instant) -> Result<()> {
        self.write(move |tx| Box::pin(async move { seen::forget(&mut tx.conn, before).await })).await
    }

    /// Whether it is time for the work `name`, which is done once in `every` by one of all servers.
    pub async fn take_turn(&self, name: &str, now: Instant, every: Duration) -> Result<bool> {
        let key = format!("turn.{name}");
        if !kept::is_turn(&mut self.conn().await?, &key, now - every).await? {
            return Ok(false);
        }
        self.write(move |tx| {
            Box::pin(async move { kept::take_turn(&mut tx.conn, &key, now, now - every).await })
        })
        .await
    }

    pub async fn idempotent(&self, key: &str, user: Id) -> Result<Option<Idempotent>> {
        kept::idempotent(&mut self.conn().await?, key, user).await
    }

    pub async fn touch_session(&self, hash: &[u8], seen: Instant, expires: Instant) -> Result<()> {
        let hash = hash.to_vec();
        self.write(move |tx| {
            Box::pin(async move { accounts::touch_session(&mut tx.conn, &hash, seen, expires).await })
        })
        .await
    }

    /// The user who came in before as `subject` of an identity provider.
    pub async fn user_of_identity(&self, issuer: &str, subject: &str) -> Result<Option<Id>> {
        identities::user_of(&mut self.conn().await?, issuer, subject).await
    }

    /// Whether the user has come in by the provider, as whoever.
    pub async fn has_identity(&self, issuer: &str, user: Id) -> Result<bool> {
        identities::has(&mut self.conn().await?, issuer, user).await
    }

    pub async fn add_identity(&self, issuer: &str, subject: &str, user: Id) -> Result<()> {
        let (issuer, subject) = (issuer.to_owned(), subject.to_owned());
        self.write(move |tx| {
            Box::pin(async move { identities::add(&mut tx.conn, &issuer, &subject, user).await })
        })
        .await
    }

    pub async fn add_session(&self, session: &Session) -> Result<()> {
        let session = session.clone();
        self.write(move |tx| Box::pin(async move { tx.add_session(&session).await })).await
    }

    pub async fn end_session(&self, hash: &[u8]) -> Result<()> {
        let hash = hash.to_vec();
        self.write(move |tx| Box::pin(async move { accounts::end_session(&mut tx.conn, &hash).await })).await
    }

    /// Ends all sessions of the user, but the one with the hash `except`.
    pub async fn end_sessions_of(&self, user: Id, except: Option<&[u8]>) -> Result<()> {
        let except = except.map(<[u8]>::to_vec);
        self.write(move |tx| Box::pin(async move { tx.end_sessions_of(user, except.as_deref()).await })).await
    }

    pub async fn add_token(&self, token: &Token) -> Result<()> {
        let token = token.clone();
        self.write(move |tx| Box::pin(async move { tx.add_token(&token).await })).await
    }

    pub async fn touch_token(&self, hash: &[u8], used: Instant) -> Result<()> {
        let hash = hash.to_vec();
        self.write(move |tx| Box::pin(async move { accounts::touch_token(&mut tx.conn, &hash, used).await }))
            .await
    }

    /// Ends a token of the user; `NotFound` where he has none such.
    pub async fn end_token(&self, user: Id, hash: &[u8], at: Instant) -> Result<()> {
        let hash = hash.to_vec();
        self.write(move |tx| {
            Box::pin(async move { accounts::end_token(&mut tx.conn, user, &hash, at).await })
        })
        .await
    }

    pub async fn put_once(&self, once: &Once) -> Result<()> {
        let once = once.clone();
        self.write(move |tx| Box::pin(async move { tx.put_once(&once).await })).await
    }

    /// The link, if it was there and had not expired; it is gone then.
    pub async fn take_once(&self, hash: &[u8], kind: &str, now: Instant) -> Result<Option<Once>> {
        let (hash, kind) = (hash.to_vec(), kind.to_owned());
        self.write(move |tx| Box::pin(async move { tx.take_once(&hash, &kind, now).await })).await
    }

    pub async fn put_setting(&self, key: &str, value: &Json) -> Result<()> {
        let (key, value) = (key.to_owned(), value.clone());
        self.write(move |tx| Box::pin(async move { tx.put_setting(&key, &value).await })).await
    }

    pub async fn put_import(&self, import: &Import) -> Result<()> {
        let import = import.clone();
        self.write(move |tx| Box::pin(async move { tx.put_import(&import).await })).await
    }

    /// `Unique` where the user's key has an answer already.
    pub async fn put_idempotent(&self, key: &str, user: Id, answer: &Idempotent) -> Result<()> {
        let (key, answer) = (key.to_owned(), answer.clone());
        self.write(move |tx| Box::pin(async move { tx.put_idempotent(&key, user, &answer).await })).await
    }

    /// Takes up to `limit` effects that are due, the oldest first; nobody else gets them before `lease` has passed.
    pub async fn take_effects(&self, limit: u32, now: Instant, lease: Duration) -> Result<Vec<Effect>> {
        // Asked first without writing: mostly there is nothing to do.
        if !effect::is_due(&mut self.conn().await?, now).await? {
            return Ok(Vec::new());
        }
        self.write(move |tx| Box::pin(async move { effect::take(&mut tx.conn, limit, now, lease).await }))
            .await
    }

    /// Takes up to `limit` mails that are due, the oldest first; nobody else gets them before `lease` has passed.
    pub async fn take_mails(&self, limit: u32, now: Instant, lease: Duration) -> Result<Vec<Mail>> {
        if !mails::is_due(&mut self.conn().await?, now).await? {
            return Ok(Vec::new());
        }
        self.write(move |tx| Box::pin(async move { mails::take(&mut tx.conn, limit, now, lease).await }))
            .await
    }

    /// Writes down what became of a try to send a mail that was taken.
    pub async fn note_mail(&self, mail: &Mail) -> Result<()> {
        let mail = mail.clone();
        self.write(move |tx| Box::pin(async move { mails::note(&mut tx.conn, &mail).await })).await
    }

    /// Has a mail that failed sent again; whether there was one.
    pub async fn mail_again(&self, id: Id, now: Instant) -> Result<bool> {
        self.write(move |tx| Box::pin(async move { mails::again(&mut tx.conn, id, now).await })).await
    }

    /// The latest mails, whatever became of them.
    pub async fn mails(&self, limit: u32) -> Result<Vec<Mail>> {
        mails::latest(&mut self.conn().await?, limit).await
    }

    /// What is sealed of the mails that were not sent yet.
    pub async fn sealed_mails(&self) -> Result<Vec<String>> {
        mails::sealed(&mut self.conn().await?).await
    }

    pub async fn done_effect(&self, id: i64) -> Result<()> {
        self.write(move |tx| Box::pin(async move { effect::done(&mut tx.conn, id).await })).await
    }

    /// Puts an effect off to `due` after a failure.
    pub async fn retry_effect(&self, id: i64, due: Instant) -> Result<()> {
        self.write(move |tx| Box::pin(async move { effect::put_off(&mut tx.conn, id, due).await })).await
    }

    /// Removes sessions, one-time links and uploads that have expired, answers to requests older than a
    /// day, and mails older than a season.
    pub async fn tidy(&self, now: Instant) -> Result<()> {
        let day = Duration::from_secs(24 * 3600);
        let (yesterday, season) = (now - day, now - 90 * day);
        self.write(move |tx| {
            Box::pin(async move {
                accounts::tidy(&mut tx.conn, now).await?;
                mails::forget(&mut tx.conn, season).await?;
                kept::forget_answers(&mut tx.conn, yesterday).await
            })
        })
        .await
    }

    /// Whether this is PostgreSQL; only for what a person is told about her installation.
    pub fn is_postgres(&self) -> bool {
        self.0.source.dialect() == Dialect::Postgres
    }
}

/// Makes the indexes that are asked for, one after the other, until the store is gone.
async fn make_indexes(
    writer: std::sync::Weak<Writer>,
    desk: Desk,
    mut asked: mpsc::UnboundedReceiver<Wanted>,
) {
    while let Some(wanted) = asked.recv().await {
        let Some(writer) = writer.upgrade() else { return };
        if let Err(error) = upkeep::make_index(&writer, &desk, wanted).await {
            tracing::warn!(%error, "an index could not be made");
        }
    }
}
