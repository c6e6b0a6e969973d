//! The condition of a list or board: its text stands in the URL, and is shown as chips, as a form and as text. What is
//! changed in one is changed in all, because all read and write one `Condition`.
//!
//! `<FilterButton/>` opens `<FilterPanel/>`; `<FilterBar/>` shows the chips; `<QuickSearch/>` looks in the titles;
//! `<Unreadable/>` stands in place of the rows where the text is no condition.

mod bar;
mod builder;
mod condition;
mod held;
mod panel;
mod pick;
mod quick;
mod rule;
mod search;
mod text;
mod tree;
mod unreadable;
mod words;

pub use bar::FilterBar;
pub use condition::Condition;
pub use held::ConditionField;
pub use panel::{FilterButton, FilterPanel};
pub use quick::parts;
pub use search::QuickSearch;
pub use unreadable::Unreadable;
