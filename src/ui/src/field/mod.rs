//! How fields look and are filled. Each kind is one file here and one in `model::kind`; the three matches below join
//! them, and what several kinds share (a line of text, a list of choices, a field that finds) is one file each.
//!
//! - `cell(&field, &record, &formats)`: one line, in a list; links can be followed, numbers stand right (`.number` is
//!   the cell's own class where `is_number(&field)`).
//! - `card(…)`: the same where nothing may be clicked, because the whole is a link.
//! - `show(…)`: on a record's page; says so where it is empty.
//! - `<Edit field draft id/>`: the editor and its message. `Draft::of(module, record)` holds what is typed; `draft.check(…)`
//!   gives what is to be saved, or marks what is wrong.
//! - `<FormField field draft id/>`: the same with its label.
//! - `<FilterValue field op value id/>`: what a condition compares with; `value` is a signal of `model::Operand`s.

mod address;
mod auto_number;
mod avatar;
mod choices;
mod combo;
mod date;
mod decimal;
mod draft;
mod duration;
mod edit;
mod email;
mod file;
mod filter;
mod find;
mod focus;
mod instant;
mod integer;
mod line;
mod link;
mod long_text;
mod many_of;
mod moment;
mod money;
mod number;
mod one_of;
mod outside;
mod parameters;
mod people;
mod percent;
mod phone;
mod picker;
mod row_drafts;
mod rows;
mod score;
mod tags;
mod text;
mod tokens;
mod url;
mod user;
mod yes_no;

#[cfg(test)]
mod tests;

use leptos::prelude::*;
use model::{Field, Formats, Kind, Record, Value};

pub use avatar::{Avatar, color_of, initials};
pub use choices::chip;
pub use combo::{Combo, ComboBox, Mark, Offer, OfferList};
pub use draft::Draft;
pub use edit::{Edit, FormField, WorkedOut};
pub use file::{ADDRESS as FILES, download, size};
pub use filter::FilterValue;
pub use find::{Finder, records as find_records};
pub use focus::{focus_field, focus_next, focus_problem, focus_soon};
pub use link::{href, title};
pub use phone::href as dial;
pub use row_drafts::{RowDraft, RowDrafts};

/// Where a value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A cell of a list: one line.
    Cell,
    /// A card, which is a link as a whole: nothing in it can be clicked.
    Card,
    /// A record's page.
    Page,
}

/// A value on its way to the screen.
pub struct Shown<'a> {
    pub field: &'a Field,
    pub record: &'a Record,
    pub formats: &'a Formats,
    pub place: Place,
}

impl Shown<'_> {
    fn value(&self) -> &Value {
        self.record.value(&self.field.name)
    }

    fn text(&self) -> String {
        self.record.format(self.field, self.formats)
    }
}

/// In a list: one line, empty where there is nothing.
pub fn cell(field: &Field, record: &Record, formats: &Formats) -> AnyView {
    shown(&Shown { field, record, formats, place: Place::Cell })
}

/// On a card that is a link as a whole.
pub fn card(field: &Field, record: &Record, formats: &Formats) -> AnyView {
    shown(&Shown { field, record, formats, place: Place::Card })
}

/// On a record's page.
pub fn show(field: &Field, record: &Record, formats: &Formats) -> AnyView {
    shown(&Shown { field, record, formats, place: Place::Page })
}

/// Whether its values stand right in a column.
pub fn is_number(field: &Field) -> bool {
    matches!(
        field.kind,
        Kind::Integer(_) | Kind::Decimal(_) | Kind::Percent(_) | Kind::Money(_) | Kind::Duration(_)
    )
}

/// The one place where a kind finds how it looks.
fn shown(shown: &Shown<'_>) -> AnyView {
    let is_address = matches!(shown.field.kind, Kind::Address(_));
    if !is_address && shown.value().is_empty() {
        return ().into_any();
    }
    match &shown.field.kind {
        Kind::Text(_) => text::show(shown),
        Kind::LongText(_) => long_text::show(shown),
        Kind::Email(_) => email::show(shown),
        Kind::Phone(_) => phone::show(shown),
        Kind::Url(_) => url::show(shown),
        Kind::Integer(_) => integer::show(shown),
        Kind::Decimal(_) => decimal::show(shown),
        Kind::Percent(_) => percent::show(shown),
        Kind::Money(_) => money::show(shown),
        Kind::Date(_) => date::show(shown),
        Kind::Instant(_) => instant::show(shown),
        Kind::Duration(_) => duration::show(shown),
        Kind::YesNo(_) => yes_no::show(shown),
        Kind::OneOf(kind) => one_of::show(kind, shown),
        Kind::ManyOf(kind) => many_of::show(kind, shown),
        Kind::Link(_) => link::show(shown),
        Kind::User(_) => user::show(shown),
        Kind::Address(kind) => address::show(kind, shown),
        Kind::Tags(_) => tags::show(shown),
        Kind::AutoNumber(_) => auto_number::show(shown),
        Kind::File(_) => file::show(shown),
        Kind::Score(_) => score::show(shown),
        Kind::Rows(kind) => rows::show(kind, shown),
    }
}
