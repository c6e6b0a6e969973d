//! Comments: short remarks on a record. A colleague is mentioned by `@[name](id)` in the text.

use model::module::Access;
use model::{Group, Key, Link, Module, field};

pub const BODY: Key<String> = Key::new("body");
pub const ABOUT: Key<Link> = Key::new("about");

pub fn module() -> Module {
    Module::new("comments", Group::Nowhere, "message-square")
        .section("general", [field::long_text("body").required(), field::link_to_any("about").required()])
        .columns(&["body", "about", "created_by", "created_at"])
        .title(&["body"])
        .subtitle(&["about"])
        .access(Access::Follows("about".into()))
        .features(|features| {
            features.timeline = false;
            features.tags = false;
        })
}
