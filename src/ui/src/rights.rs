//! What to offer to the user at hand. The server decides; this only spares her buttons that would be refused.

use model::Module;
use model::module::Access;

use crate::context::{is_administrator, me};

/// Whether she may make records of the module.
pub fn may_create(module: &Module) -> bool {
    !matches!(module.access, Access::Catalogue) || is_administrator()
}

/// Whether she may bring in a file.
pub fn may_import(module: &Module) -> bool {
    module.features.import && may_create(module) && manages()
}

/// Whether she may take the list away as a file.
pub fn may_export() -> bool {
    manages()
}

fn manages() -> bool {
    me().is_some_and(|me| me.level != "representative")
}
