//! The third step: what a module does besides keeping its fields. Pure functions in one list; the schema's stages and
//! each module's own rules stand side by side.

mod access;
mod company;
mod departments;
mod documents;
mod duplicates;
mod locks;
mod privacy;
mod reclaim;
mod review;
mod roles;
mod shape;
mod stages;
mod tasks;
mod users;

use model::{Problem, Record};

use super::draft::{Draft, Scene};

type Behaviour = fn(&mut Draft, &Scene);

/// All behaviours, in their order; an empty name stands for every module.
const BEHAVIOURS: &[(&str, Behaviour)] = &[
    ("", stages::follow_pipeline),
    ("", stages::take_probability),
    ("", locks::stay),
    ("", locks::go_where_people_may),
    ("", documents::come_back_whole),
    ("", privacy::stay_erased),
    ("", review::wait),
    ("tasks", tasks::note_when_done),
    ("users", users::write_email_small),
    ("users", users::know_time_zone),
    ("users", users::keep_an_administrator),
    ("roles", roles::stand_below_another),
    ("roles", roles::keep_an_administrator),
    ("departments", departments::stand_below_another),
    ("permissions", access::know_the_fields),
    ("permissions", access::be_the_only_permission),
    ("access_rules", access::speak_of_what_has_owners),
    ("sharing_rules", access::speak_of_what_has_owners),
    ("sharing_rules", access::read_the_segment),
    ("sharing_rules", access::share_with_somebody),
    ("reclaim_rules", reclaim::speak_of_what_can_be_pooled),
    ("reclaim_rules", reclaim::have_a_name_of_its_own),
    ("reclaim_rules", reclaim::read_the_segment),
    ("reclaim_rules", reclaim::say_the_limit_whole),
    ("reclaim_rules", reclaim::note_when_active),
    ("consents", privacy::stay_as_said),
    ("consents", privacy::note_the_moment),
    ("consents", privacy::ask_for_what_is_asked),
    ("consent_purposes", privacy::have_a_key),
    ("retention_rules", privacy::speak_of_persons),
    ("retention_rules", reclaim::read_the_segment),
    ("custom_modules", shape::name_the_module),
    ("custom_modules", shape::have_an_icon),
    ("custom_modules", shape::have_a_board),
    ("custom_fields", shape::name_the_field),
    ("custom_fields", shape::keep_the_declared_kind),
    ("custom_fields", shape::keep_what_lies_in_the_column),
    ("custom_fields", shape::be_a_field),
    ("custom_fields", shape::have_conditions),
    ("custom_fields", shape::have_a_formula),
    ("custom_fields", shape::have_a_roll_up),
    ("layouts", shape::be_the_only_layout),
    ("layouts", shape::lay_out_what_is_there),
    ("duplicate_rules", duplicates::compare_what_is_there),
    ("company", company::be_the_only_one),
    ("company", company::read_the_hours),
    ("company", company::keep_the_currency_in_undo),
    ("company", company::know_the_currencies),
    ("company", users::know_time_zone),
];

type Objection = fn(&Record, &Scene) -> Option<Problem>;

/// Why a record cannot be deleted.
const OBJECTIONS: &[(&str, Objection)] = &[
    ("users", users::is_last_administrator),
    ("roles", roles::is_held),
    ("departments", departments::is_used),
    ("profiles", access::is_held),
    ("custom_modules", shape::is_rolled_up),
    ("custom_fields", shape::is_read_by_another),
    ("company", company::stays),
];

/// The fields of `module` of which at least one must be filled, where a behaviour asks for that.
pub fn alternatives(module: &str) -> &'static [&'static str] {
    match module {
        "sharing_rules" => &access::RECIPIENTS,
        "duplicate_rules" => &["field_1"],
        _ => &[],
    }
}

pub(super) fn run(draft: &mut Draft, scene: &Scene) {
    for (module, behaviour) in BEHAVIOURS {
        if module.is_empty() || draft.module.name == *module {
            behaviour(draft, scene);
        }
    }
}

/// Whether anything speaks against deleting `record`.
pub(crate) fn may_delete(record: &Record, scene: &Scene) -> Result<(), Problem> {
    let mut of_module = OBJECTIONS.iter().filter(|(module, _)| scene.module.name == *module);
    of_module.find_map(|(_, objection)| objection(record, scene)).map_or(Ok(()), Err)
}
