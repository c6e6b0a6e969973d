//! Reclaim rules: when a record goes to the pool because nobody looks after it, and who may take it out again how often.

use model::kind::{self, Kind};
use model::module::Access;
use model::{Field, Group, Instant, Key, Module, Sort, field};

use crate::lists;

pub const NAME: Key<String> = Key::new("name");
pub const MODULE: Key<String> = Key::new("module");
pub const REASON: Key<String> = Key::new("reason");
/// So many days, months or times, as the reason says.
pub const THRESHOLD: Key<i64> = Key::new("threshold");
/// A condition in the language of filters.
pub const SEGMENT: Key<String> = Key::new("segment");
pub const GRACE_DAYS: Key<i64> = Key::new("grace_days");
pub const CLAIM_LIMIT: Key<i64> = Key::new("claim_limit");
pub const CLAIM_DAYS: Key<i64> = Key::new("claim_days");
pub const COOLDOWN_DAYS: Key<i64> = Key::new("cooldown_days");
pub const ACTIVE: Key<bool> = Key::new("active");
/// When it was made active: nobody is warned before.
pub const ACTIVE_SINCE: Key<Instant> = Key::new("active_since");

pub const NO_ACTIVITY: &str = "no_activity";
pub const NOT_WON: &str = "not_won";
pub const LOST: &str = "lost";

pub fn module() -> Module {
    Module::new("reclaim_rules", Group::Nowhere, "life-buoy")
        .section("general", general())
        .section("claim", claim())
        .columns(&["name", "module", "reason", "threshold", "active"])
        .subtitle(&["module"])
        .sort(Sort::up("name"))
        .access(Access::Administered)
        .features(super::settings)
}

fn general() -> Vec<Field> {
    vec![
        field::text("name").required().indexed(),
        field::governed("module").required(),
        field::one_of("reason", lists::plain([NO_ACTIVITY, NOT_WON, LOST])).required().starts_as(NO_ACTIVITY),
        count("threshold", 1).required(),
        field::long_text("segment"),
        count("grace_days", 0),
        field::yes_no("active"),
        field::instant("active_since").read_only(),
    ]
}

fn claim() -> Vec<Field> {
    vec![count("claim_limit", 1), count("claim_days", 1), count("cooldown_days", 0)]
}

/// Nobody plans for longer than a few decades.
fn count(name: &'static str, least: i64) -> Field {
    Field::new(name, Kind::Integer(kind::Integer { min: least, max: 9_999, grouped: false }))
}
