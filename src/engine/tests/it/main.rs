//! The use cases on a real database: SQLite always, PostgreSQL too where `RAPPORT_TEST_POSTGRES` names a server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod access;
mod accounts;
mod audit;
mod board;
mod bulk;
mod company;
mod convert;
mod database;
mod demo;
mod duplicates;
mod export;
mod files;
mod fill;
mod given;
mod hand_over;
mod history;
mod house;
mod import;
mod live;
mod mail;
mod numbering;
mod organisation;
mod pool;
mod postgres;
mod privacy;
mod quotes;
mod read;
mod review;
mod rights;
mod roll_ups;
mod rows;
mod second_factor;
mod shape;
mod statements;
mod template;
mod timeline;
mod undo;
mod write;
