//! A record: its page, the same content beside a list, and the form of a new one.
//!
//! `Open` is the state that everything on the page shares: the record as it is known, what is being typed, and what
//! becomes of it. `remember_list` tells the page which records stand before and after it.

mod actions;
mod attachments;
mod conflict;
mod consents;
mod fact;
mod form;
mod guard;
mod head;
mod loaded;
mod new;
mod news;
mod open;
mod page;
mod past;
mod privacy;
mod quote;
mod related;
mod review;
mod sections;
mod stages;
mod timeline;
mod trail;
mod why;

pub use form::Problems;
pub use guard::guard;
pub use new::NewPage;
pub use open::form_fields;
pub use page::{Peek, RecordPage};
pub use review::{accepted, returned};
pub use timeline::without_ids;
pub use trail::remember_list;
