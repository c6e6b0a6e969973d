//! The vocabulary of Rapport: values, kinds of fields, modules, the merged schema, records, conditions,
//! grants, changes and texts.
//!
//! Everything here is pure: no I/O, no clock, no randomness. The same code runs in the browser, in the server,
//! in imports and in tests; whatever depends on time or on a person is passed in.

pub mod access;
pub mod change;
pub mod document;
pub mod duplicates;
pub mod field;
pub mod filter;
pub mod fold;
pub mod formats;
pub mod formula;
pub mod grant;
pub mod hours;
pub mod kind;
pub mod language;
pub mod module;
pub mod number;
pub mod problem;
pub mod record;
pub mod roll_up;
pub mod schema;
pub mod shape;
pub mod sort;
pub mod texts;
pub mod totals;
pub mod value;
pub mod zone;

pub use change::{Change, ChangeKind, Event, FieldChange};
pub use field::{Column, Default, Field};
pub use filter::{Filter, FilterError, Moment, Op, Operand, Test};
pub use formats::Formats;
pub use formula::Formula;
pub use grant::{Grant, Rights};
pub use hours::WorkingHours;
pub use kind::{Aggregate, Choice, Color, Kind, Outcome, Storage, Stored};
pub use language::Language;
pub use module::{Features, Group, Module, Section, Stages};
pub use problem::Problem;
pub use record::{Key, Record};
pub use roll_up::RollUp;
pub use schema::Schema;
pub use shape::Shape;
pub use sort::Sort;
pub use texts::Texts;
pub use value::{File, Id, Instant, Link, Row, Value};
pub use zone::Zone;

/// The name of a module, field or choice: lower-case ASCII letters, digits and underscores; never shown as it is.
pub type Name = smol_str::SmolStr;
