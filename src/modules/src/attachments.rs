//! Attachments: files that hang on a record.

use model::module::Access;
use model::{File, Group, Key, Link, Module, field};

pub const FILE: &str = "file";
pub const ABOUT: Key<Link> = Key::new("about");

pub fn module() -> Module {
    Module::new("attachments", Group::Nowhere, "paperclip")
        .section(
            "general",
            [
                field::file(FILE).required(),
                field::text("description"),
                field::link_to_any("about").required(),
            ],
        )
        .columns(&["file", "description", "about", "created_by", "created_at"])
        .title(&["file"])
        .subtitle(&["about"])
        .access(Access::Follows("about".into()))
        .features(|features| {
            features.timeline = false;
            features.import = false;
            features.tags = false;
        })
}

/// The file of an attachment.
pub fn file(record: &model::Record) -> Option<&File> {
    match record.value(FILE) {
        model::Value::File(file) => Some(file),
        _ => None,
    }
}
