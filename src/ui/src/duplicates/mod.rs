//! Duplicates: told while somebody types, found among all records, and made one.

mod found;
mod merge;
mod told;

pub use found::FoundPage;
pub use merge::{MergePage, address as merge_address};
pub use told::{AlikeWhileTyping, ask_anyway};

use crate::context::ModuleRef;

/// Whether records of the module can be made one by whoever is signed in.
pub fn may_merge(module: &ModuleRef) -> bool {
    module.merges() && module.may.edit && module.may.delete
}
