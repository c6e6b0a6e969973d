//! The lines of a document and what they come to: as they are read, and while they are changed. Sums appear while one
//! types, by the function that the server uses as the truth (`model::document`).

mod discount;
mod drag;
mod editor;
mod item;
mod line;
mod shown;
mod state;
mod sums;

use leptos::prelude::*;
use model::document::{COMMISSION, DAY, INPUTS, SUMS};
use model::module::CURRENCY;
use model::{Field, Module};

use crate::context::ModuleRef;
use crate::field::Draft;
use crate::later::later;

pub use shown::Shown;
pub use sums::why;

/// Whether `field` of a document is shown and changed with its lines, wherever a layout puts it.
pub fn has(module: &Module, field: &Field) -> bool {
    let name = field.name.as_str();
    let own = || {
        name == CURRENCY
            || name != DAY && INPUTS.contains(&name)
            || SUMS.contains(&name)
            || name == COMMISSION
    };
    module.features.document && own()
}

/// The editor of the lines, fetched when somebody changes a document.
#[component]
pub fn Editor(module: ModuleRef, draft: Draft) -> impl IntoView {
    later(move || editor::editor(module.clone(), draft))
}
