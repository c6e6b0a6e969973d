//! Layouts: in which sections and order the form of a module shows its fields, and which columns its list has. One a
//! module for all, and one for each role that is to see another.

use model::module::Access;
use model::shape::{Layout, layout};
use model::{Group, Key, Link, Module, Name, Problem, Record, Sort, field};

pub const MODULE: Key<String> = Key::new("module");
pub const ROLE: Key<Link> = Key::new("role");
pub const SECTIONS: Key<String> = Key::new("sections");
pub const COLUMNS: Key<Vec<String>> = Key::new("columns");

pub fn module() -> Module {
    Module::new("layouts", Group::Nowhere, "columns-3")
        .section(
            "general",
            [
                field::governed("module").required().indexed(),
                field::link("role", "roles"),
                field::long_text("sections"),
                field::tags("columns"),
            ],
        )
        .columns(&["module", "role", "columns"])
        .title(&["module"])
        .sort(Sort::up("module"))
        .access(Access::Administered)
        .features(super::settings)
}

/// What the record says; a problem stands at its field.
pub fn read(record: &Record) -> Result<Layout, Problem> {
    let columns: Vec<String> = record.get(COLUMNS).unwrap_or_default();
    Ok(Layout {
        module: Name::new(record.get(MODULE).unwrap_or_default()),
        role: record.get(ROLE).map(|role| role.id),
        sections: layout::read(&record.get(SECTIONS).unwrap_or_default(), SECTIONS.name)?,
        columns: columns.into_iter().map(Name::new).collect(),
    })
}
