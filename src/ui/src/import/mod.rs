//! The import of a file: upload, columns, check, import, result. One page, one step at a time; the import's id and the
//! step stand in the URL, and what was decided about the columns is kept for the tab, so that a reload loses nothing.
//!
//! `wizard` holds the state, `mapping` what is decided about columns as pure functions, each step is one file, and so
//! is each part of a step.

mod bad;
mod check;
mod choose;
mod columns;
mod constant;
mod example;
mod extra;
mod files;
mod kept;
mod linked;
mod mapping;
mod matching;
mod page;
mod parts;
mod paste;
mod preview;
mod progress;
mod reading;
mod result;
mod row;
mod run;
mod save;
mod step;
mod table;
mod tally;
mod template;
mod wizard;

pub use page::ImportPage;
