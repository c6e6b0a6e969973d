//! Notes: longer texts on a record, such as the minutes of a meeting.

use model::module::Access;
use model::{Group, Key, Link, Module, field};

pub const BODY: Key<String> = Key::new("body");
pub const ABOUT: Key<Link> = Key::new("about");

pub fn module() -> Module {
    Module::new("notes", Group::Nowhere, "sticky-note")
        .section(
            "general",
            [
                field::text("title"),
                field::long_text("body").required(),
                field::link_to_any("about").required(),
            ],
        )
        .columns(&["title", "body", "about", "created_by", "created_at"])
        .title(&["title", "body"])
        .subtitle(&["about"])
        .access(Access::Follows("about".into()))
        .features(|features| features.timeline = false)
}
