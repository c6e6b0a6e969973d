//! What every declared module and every text must be, by iterating over the registry and over `locales/`.

mod declarations;
mod texts;

use model::{Module, Schema};

/// The declared modules with the fields that the product adds, as the program sees them.
fn merged() -> Vec<Module> {
    Schema::merge(crate::declared(), model::Shape::default(), "EUR").modules
}
