//! The only place that speaks SQL: tables made from the `Schema`, statements made from a `Filter` and narrowed by a
//! `Grant`, transactions, the log of changes, search, and what people sign in with.
//!
//! SQLite is the default: many readers, one writer that commits what waits together, so that each acknowledged write
//! is on the disk and thousands a second still fit. PostgreSQL serves where one machine is not enough. Nobody outside
//! this crate can tell which one it is.
//!
//! *Invariant:* no function reads or writes a record without a `Grant`, whose row filter is a part of the statement.

mod accounts;
mod activity;
mod aggregate;
mod batch;
mod chain;
mod compute;
mod condition;
mod conn;
mod consent;
mod copy;
mod cursor;
mod day;
mod dialect;
mod effect;
mod erase;
mod error;
mod feed;
mod find;
mod functions;
mod grams;
mod identities;
mod insert;
mod kept;
mod layout;
mod list;
mod log;
mod mails;
mod passkeys;
mod plan;
mod pool;
mod postgres;
mod purge;
mod query;
mod recast;
mod reindex;
mod replace;
mod roll;
mod rows;
mod same;
mod search;
mod second_factor;
mod seen;
mod select;
mod source;
mod sqlite;
mod store;
mod tables;
mod tx;
mod update;
mod upkeep;
mod view;
mod writer;

pub use accounts::{Once, Session, Token};
pub use aggregate::Group;
pub use batch::Batch;
pub use chain::LogState;
pub use copy::{Age, Look, age, check, copy, copy_present, erasures_of, look, settle};
pub use effect::Effect;
pub use erase::Erasure;
pub use error::{Error, Result};
pub use kept::{FileContent, Idempotent, Import};
pub use log::{AuditPage, AuditQuery, Place};
pub use mails::{Mail, MailState};
pub use model::grant::Right;
pub use passkeys::Passkey;
pub use pool::{PoolEvent, PoolFigures, PoolKind};
pub use query::{Page, Query, Writing};
pub use same::Alike;
pub use search::Hit;
pub use second_factor::SecondFactor;
pub use seen::{How, Seen};
pub use sqlite::path;
pub use store::Store;
pub use tx::Tx;

/// The boxed future that a closure given to `Store::write` returns.
pub type BoxFuture<'t, T> = futures::future::BoxFuture<'t, T>;
