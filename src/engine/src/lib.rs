//! The use cases: everything that a page, a program or the command line can ask for. Rights, rules and the one write
//! path are here; SQL is in `store`, looks are in `ui`, HTTP is in `server`.
//!
//! A use case is one file named after what is done. `backend` hands each method of `api::Backend` to its file; what
//! only the server needs (signing in, files, live changes) are methods of `Engine` in the files that do it.

mod accounts;
mod backend;
mod bin;
mod board;
mod boot;
mod bulk;
mod clock;
mod company;
mod condition;
mod convert;
mod custom;
mod database;
mod demo;
mod doors;
mod duplicates;
mod engine;
mod error;
mod export;
mod files;
mod fill;
mod first_roles;
mod first_rules;
mod hand_over;
mod idempotency;
mod import;
mod invitations;
mod live;
mod mail;
mod markdown;
mod merge;
mod moves;
mod organisation;
mod passwords;
mod pool;
mod preferences;
mod read;
mod rights;
mod seal;
mod second_factor;
mod secrets;
mod sessions;
mod shape_file;
mod sheet;
mod throttle;
mod timeline;
mod totp;
mod undo;
mod why;
mod wordings;
mod words;
mod world;
mod write;
mod zone;

pub use accounts::{Passed, SignedIn};
pub use clock::Clock;
pub use company::Company;
pub use database::{Folder, declared};
pub use engine::Engine;
pub use error::{Error, Result};
pub use export::Headers;
pub use fill::Fill;
pub use import::ImportFile;
pub use invitations::Opens;
pub use sessions::InSession;
pub use words::Asset;
pub use write::{IfAlike, alternatives};
