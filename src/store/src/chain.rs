//! The chain of the log. Each entry has a hash over the hash of the entry before it and over its own content, so that an
//! entry that is altered, removed or put in between does not fit what follows.
//!
//! Values are covered by a digest of themselves and a random salt. When they are dropped for good, the salt goes too and
//! the digest stays: the chain still holds, and nobody can find out by trying what the values were.

use std::collections::BTreeSet;

use model::{ChangeKind, FieldChange, Id, Name, Storage, Value};
use sea_query::{Expr, ExprTrait, Query};
use sha2::{Digest, Sha256};

use crate::conn::{Conn, Row, Sql};
use crate::dialect::{Dialect, column, iden};
use crate::error::Result;
use crate::log;
use crate::writer::Writer;

pub(crate) type Hash = [u8; 32];
pub(crate) type Salt = [u8; 16];

/// What stands before the first entry.
const BEGINNING: Hash = [0; 32];
/// What is kept in place of values that were dropped.
const NOTHING: &str = "[]";
/// Entries that are read at a time.
const PART: i64 = 4_000;
/// Entries in one statement that writes.
const CHUNK: usize = 128;

/// What the chain covers of an entry beside its values.
pub(crate) struct Meta<'e> {
    pub(crate) at: i64,
    pub(crate) by: Option<Id>,
    pub(crate) batch: Id,
    pub(crate) module: &'e str,
    pub(crate) record: Id,
    pub(crate) kind: &'e str,
}

/// The end of the chain, while entries are added to it.
pub(crate) struct Chain(Hash);

impl Chain {
    /// The chain to which entries are added. On PostgreSQL nobody else may be adding to it; an older program that still
    /// runs beside this one may have written without it.
    pub(crate) async fn to_add_to(conn: &mut Conn) -> Result<Chain> {
        let mut done = None;
        loop {
            if let Some(hash) = end(conn).await? {
                return Ok(Chain(hash));
            }
            done = complete_part(conn, done).await?;
        }
    }

    /// The salt and the hash of the next entry.
    pub(crate) fn add(&mut self, meta: &Meta<'_>, fields: &str) -> (Salt, Hash) {
        let salt: Salt = rand::random();
        self.0 = next(&self.0, meta, &digest(&salt, fields));
        (salt, self.0)
    }
}

/// The hash at the end; nothing where the last entry has none yet.
async fn end(conn: &mut Conn) -> Result<Option<Hash>> {
    let row = conn.row(Sql::new("SELECT hash FROM changes ORDER BY seq DESC LIMIT 1")).await?;
    Ok(match row {
        Some(mut row) => hash_of(&mut row, 0),
        None => Some(BEGINNING),
    })
}

fn digest(salt: &[u8], fields: &str) -> Hash {
    Sha256::new().chain_update(salt).chain_update(fields).finalize().into()
}

/// All parts but the last are of a length that is known or told, so that no two entries are hashed alike.
fn next(before: &Hash, meta: &Meta<'_>, digest: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(meta.at.to_be_bytes());
    hash.update([u8::from(meta.by.is_some())]);
    hash.update(meta.by.map_or([0; 16], |by| *by.0.as_bytes()));
    hash.update(meta.batch.0.as_bytes());
    hash.update(meta.record.0.as_bytes());
    for text in [meta.module, meta.kind] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    hash.update(digest);
    hash.finalize().into()
}

fn hash_of(row: &mut Row, at: usize) -> Option<Hash> {
    row.bytes(at).try_into().ok()
}

/// An entry as it lies in the table.
struct Entry {
    seq: i64,
    at: i64,
    by: Option<Id>,
    batch: Id,
    module: String,
    record: Id,
    kind: String,
    fields: String,
    salt: Vec<u8>,
    digest: Option<Hash>,
    hash: Option<Hash>,
}

impl Entry {
    const COLUMNS: &str = "seq, at, \"by\", batch, module, record, kind, fields, salt, digest, hash";

    fn read(mut row: Row) -> Entry {
        Entry {
            seq: row.int(0),
            at: row.int(1),
            by: row.maybe_id(2),
            batch: row.id(3),
            module: row.text(4),
            record: row.id(5),
            kind: row.text(6),
            fields: row.text(7),
            salt: row.bytes(8),
            digest: hash_of(&mut row, 9),
            hash: hash_of(&mut row, 10),
        }
    }

    fn meta(&self) -> Meta<'_> {
        Meta {
            at: self.at,
            by: self.by,
            batch: self.batch,
            module: &self.module,
            record: self.record,
            kind: &self.kind,
        }
    }

    /// Whether it is what was written after the entry with the hash `before`.
    fn fits(&self, before: &Hash) -> bool {
        let digest = match self.digest {
            Some(digest) if self.fields == NOTHING => digest,
            Some(_) => return false,
            None => digest(&self.salt, &self.fields),
        };
        self.hash == Some(next(before, &self.meta(), &digest))
    }
}

async fn part(conn: &mut Conn, after: i64) -> Result<Vec<Entry>> {
    let sql = format!("SELECT {} FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2", Entry::COLUMNS);
    let rows = conn.rows(Sql::new(sql).arg(after).arg(PART)).await?;
    Ok(rows.into_iter().map(Entry::read).collect())
}

/// Has others who write to the log wait until this transaction ends. SQLite has one writer anyway.
pub(crate) async fn alone(conn: &mut Conn) -> Result<()> {
    match conn.dialect() {
        Dialect::Sqlite => Ok(()),
        // Numbers become visible in their order only if no two transactions take them at once.
        Dialect::Postgres => conn.control("SELECT pg_advisory_xact_lock(7236452)").await,
    }
}

/// Chains the entries that an older program wrote, in parts.
pub(crate) async fn complete(writer: &Writer) -> Result<()> {
    let mut after = None;
    loop {
        let done = writer.run(move |tx| Box::pin(async move { complete_part(&mut tx.conn, after).await }));
        match done.await? {
            Some(last) => after = Some(last),
            None => return Ok(()),
        }
    }
}

/// The last entry done, with its hash; nothing where all are.
async fn complete_part(conn: &mut Conn, after: Option<(i64, Hash)>) -> Result<Option<(i64, Hash)>> {
    alone(conn).await?;
    if end(conn).await?.is_some() {
        return Ok(None);
    }
    let (mut after, mut before) = match after {
        Some(after) => after,
        None => last_with_hash(conn).await?,
    };
    let mut entries = part(conn, after).await?;
    if entries.first().is_some_and(|entry| entry.hash.is_some()) {
        // Another server is at the same work, and was faster.
        (after, before) = last_with_hash(conn).await?;
        entries = part(conn, after).await?;
    }
    let mut chain = Chain(before);
    let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(None) };
    if before == BEGINNING {
        tracing::info!("the log of changes is given its chain");
    }
    for entries in entries.chunks(CHUNK) {
        let rows = entries.iter().map(|entry| {
            // An older program wrote down what linked records were called.
            let fields = log::untitled(&serde_json::from_str::<Vec<FieldChange>>(&entry.fields)?)?;
            let (salt, hash) = chain.add(&entry.meta(), &fields);
            Ok(vec![entry.seq.into(), fields.into(), salt.to_vec().into(), hash.to_vec().into()])
        });
        let rows = rows.collect::<Result<Vec<_>>>()?;
        set(conn, "fields = v.column2, salt = v.column3, hash = v.column4", rows).await?;
    }
    Ok(Some((last, chain.0)))
}

async fn last_with_hash(conn: &mut Conn) -> Result<(i64, Hash)> {
    let sql = "SELECT seq, hash FROM changes WHERE hash IS NOT NULL ORDER BY seq DESC LIMIT 1";
    let row = conn.row(Sql::new(sql)).await?;
    Ok(row.and_then(|mut row| Some((row.int(0), hash_of(&mut row, 1)?))).unwrap_or((0, BEGINNING)))
}

/// Sets columns of the entries whose numbers stand first in `rows`.
async fn set(conn: &mut Conn, what: &str, rows: Vec<Vec<sea_query::Value>>) -> Result<()> {
    let mut number = 0;
    let mut place = || {
        number += 1;
        format!("${number}")
    };
    let places: Vec<String> = rows
        .iter()
        .map(|row| format!("({})", row.iter().map(|_| place()).collect::<Vec<_>>().join(", ")))
        .collect();
    let values = places.join(", ");
    let sql = format!("UPDATE changes SET {what} FROM (VALUES {values}) AS v WHERE changes.seq = v.column1");
    let sql = rows.into_iter().flatten().fold(Sql::new(sql), |sql, value| sql.arg(value));
    conn.run(sql).await.map(drop)
}

/// Drops the values in the log of records that are gone for good, or whose person was erased. Their entries and the chain
/// stay. Gives the files of which they told.
pub(crate) async fn forget(conn: &mut Conn, module: &Name, ids: &[Id]) -> Result<BTreeSet<Id>> {
    let json = serde_json::Value::from(ids.iter().map(|id| id.0.simple().to_string()).collect::<Vec<_>>());
    let at = iden("changes");
    let dialect = conn.dialect();
    let mut select = Query::select();
    select
        .columns(["seq", "salt", "fields"].map(iden))
        .from(at.clone())
        .and_where(dialect.in_json(column(&at, "record"), Storage::Id, json.to_string()))
        .and_where(column(&at, "module").eq(module.as_str()))
        .and_where(Expr::col(iden("digest")).is_null());
    let rows = conn.rows(dialect.build(&select)).await?;
    let mut files = BTreeSet::new();
    for rows in rows.chunks(CHUNK) {
        let mut dropped = Vec::with_capacity(rows.len());
        for mut row in rows.iter().cloned() {
            let (salt, fields) = (row.bytes(1), row.text(2));
            files.extend(told_of(&serde_json::from_str::<Vec<FieldChange>>(&fields)?));
            dropped.push(vec![row.int(0).into(), digest(&salt, &fields).to_vec().into()]);
        }
        let what = format!("fields = '{NOTHING}', salt = NULL, digest = v.column2");
        set(conn, &what, dropped).await?;
    }
    Ok(files)
}

/// The files that a record held before or after.
fn told_of(fields: &[FieldChange]) -> impl Iterator<Item = Id> {
    let values = fields.iter().flat_map(|field| [&field.before, &field.after]);
    values.filter_map(|value| if let Value::File(file) = value { Some(file.id) } else { None })
}

/// How the log stands, as far as that costs nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogState {
    pub entries: u64,
    /// The hash of the last entry: whoever has noted it can tell later that nothing before it was exchanged.
    pub hash: String,
}

pub(crate) async fn state(conn: &mut Conn) -> Result<LogState> {
    let entries = conn.row(Sql::new("SELECT count(*) FROM changes")).await?.map_or(0, |row| row.int(0));
    let hash = end(conn).await?.unwrap_or(BEGINNING);
    let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(LogState { entries: u64::try_from(entries).unwrap_or_default(), hash })
}

/// What is wrong with the log: the first entry that does not follow from those before it, and values that were dropped
/// though their record is there and was not erased.
pub(crate) async fn faults(conn: &mut Conn) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let (mut before, mut after) = (BEGINNING, 0);
    'log: loop {
        let entries = part(conn, after).await?;
        let Some(last) = entries.last() else { break };
        after = last.seq;
        for entry in &entries {
            if !entry.fits(&before) {
                faults.push(altered(entry));
                break 'log;
            }
            before = entry.hash.unwrap_or(BEGINNING);
        }
    }
    faults.extend(blanked(conn).await?);
    Ok(faults)
}

fn altered(entry: &Entry) -> String {
    let at = log::instant(entry.at).format("%Y-%m-%d %H:%M:%S");
    format!(
        "the log of changes is not whole: entry {} ({at} UTC, {} {}) was altered, or an entry before it is missing",
        entry.seq, entry.module, entry.kind
    )
}

async fn blanked(conn: &mut Conn) -> Result<Option<String>> {
    let sql = "SELECT min(c.seq) FROM changes c WHERE c.digest IS NOT NULL AND NOT EXISTS \
               (SELECT 1 FROM changes r WHERE r.record = c.record AND r.module = c.module AND r.kind IN ($1, $2))";
    let gone = [ChangeKind::Removed, ChangeKind::Erased].map(ChangeKind::key);
    let row = conn.row(Sql::new(sql).arg(gone[0]).arg(gone[1])).await?;
    let first = row.and_then(|row| row.maybe_int(0));
    Ok(first.map(|seq| {
        format!(
            "the log of changes is not whole: entry {seq} lost its values, though its record was neither removed nor erased"
        )
    }))
}
