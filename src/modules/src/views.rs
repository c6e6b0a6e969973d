//! Saved views: the state of a list or board (filter, sort, columns) under a name, for oneself or for all.

use model::module::Access;
use model::{Group, Key, Module, Sort, field};

pub const NAME: Key<String> = Key::new("name");
pub const MODULE: Key<String> = Key::new("module");
pub const QUERY: Key<String> = Key::new("query");
pub const SHARED: Key<bool> = Key::new("shared");

/// `query` is the query string of the page's URL and can be longer than a line.
pub fn module() -> Module {
    Module::new("views", Group::Nowhere, "bookmark")
        .section(
            "general",
            [
                field::text("name").required(),
                field::text("module").required().indexed(),
                field::long_text("query"),
                field::yes_no("shared"),
            ],
        )
        .columns(&["name", "module", "shared", "owner"])
        .subtitle(&["module"])
        .sort(Sort::up("name"))
        .access(Access::Personal("shared".into()))
        .features(|features| {
            features.timeline = false;
            features.import = false;
            features.search = false;
            features.tags = false;
        })
}
