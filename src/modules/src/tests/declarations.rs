//! Names that a declaration gives must exist, and lists of values must fit what the rest of the product knows.

use std::collections::BTreeSet;

use model::grant::Level;
use model::module::Access;
use model::{Kind, Language, Module, Name, Outcome};

use super::merged;
use crate::{accounts, attachments, comments, contacts, leads, notes, opportunities, products};
use crate::{departments, roles, tasks, teams, user_profiles, users, views};

fn module(name: &str) -> Module {
    merged().into_iter().find(|module| module.name == name).unwrap()
}

#[test]
fn names_are_plain_and_given_once() {
    let mut modules = BTreeSet::new();
    for module in merged() {
        assert!(modules.insert(module.name.clone()), "{} twice", module.name);
        let mut fields = BTreeSet::new();
        for name in std::iter::once(&module.name).chain(module.fields.iter().map(|field| &field.name)) {
            let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(name.chars().all(legal), "{}.{name}", module.name);
        }
        for field in &module.fields {
            assert!(fields.insert(field.name.clone()), "{}.{} twice", module.name, field.name);
            let keys: BTreeSet<_> = field.kind.choices().iter().map(|choice| &choice.key).collect();
            assert_eq!(keys.len(), field.kind.choices().len(), "{}.{}", module.name, field.name);
        }
        assert!(module.icon.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
    }
}

#[test]
fn every_name_that_a_module_speaks_of_is_a_field() {
    for module in merged() {
        let sections = module.sections.iter().flat_map(|section| &section.fields);
        let sort = module.sort.iter().map(|sort| &sort.field);
        let stages = module.stages.iter().flat_map(|stages| {
            [
                Some(&stages.field),
                stages.pipeline.as_ref(),
                stages.amount.as_ref(),
                stages.probability.as_ref(),
            ]
        });
        let access = match &module.access {
            Access::Follows(name) | Access::PartOf(name) | Access::Personal(name) => Some(name),
            Access::Owned | Access::Catalogue | Access::Administered => None,
        };
        let named = sections
            .chain(&module.columns)
            .chain(&module.title)
            .chain(&module.subtitle)
            .chain(sort)
            .chain(stages.flatten())
            .chain(access);
        for name in named {
            assert!(module.field(name).is_some(), "{}.{name}", module.name);
        }
    }
}

#[test]
fn links_choices_and_parts_lead_somewhere() {
    let modules = merged();
    let known: BTreeSet<&Name> = modules.iter().map(|module| &module.name).collect();
    for module in &modules {
        for field in &module.fields {
            for target in field.kind.targets() {
                assert!(known.contains(target), "{}.{} → {target}", module.name, field.name);
            }
            if let Kind::OneOf(kind) = &field.kind
                && let Some(on) = &kind.depends_on
            {
                let choices = module.field(on).unwrap().kind.choices();
                let within = kind.choices.iter().flat_map(|choice| &choice.within);
                for key in within {
                    assert!(choices.iter().any(|choice| choice.key == *key), "{}.{on}: {key}", module.name);
                }
            }
            if let Kind::Address(address) = &field.kind {
                assert!(address.parts.iter().all(|part| module.field(part).is_some()), "{}", module.name);
            }
        }
    }
}

#[test]
fn defaults_are_values_that_the_field_takes() {
    for module in merged() {
        for field in &module.fields {
            if let model::Default::Value(value) = &field.default {
                assert_eq!(field.check(value.clone()), Ok(value.clone()), "{}.{}", module.name, field.name);
            }
        }
    }
}

#[test]
fn a_field_that_is_required_can_be_filled_by_people_or_by_itself() {
    for module in merged() {
        for field in module.fields.iter().filter(|field| field.required) {
            let shown = module.sections.iter().any(|section| section.fields.contains(&field.name));
            let given = field.default != model::Default::Nothing;
            assert!(shown && field.editable() || given, "{}.{}", module.name, field.name);
        }
    }
}

#[test]
fn each_pipeline_can_be_won_and_lost() {
    let opportunities = module("opportunities");
    for pipeline in [opportunities::SALES, opportunities::PROJECTS] {
        let stages = opportunities.stage_choices(Some(pipeline));
        assert!(stages.len() > 4, "{pipeline}");
        for stage in &stages {
            let expected = match stage.outcome {
                Outcome::Won => 100..=100,
                Outcome::Lost => 0..=0,
                Outcome::Open => 1..=99,
            };
            assert!(expected.contains(&stage.probability.unwrap()), "{pipeline} {}", stage.key);
        }
        let percents: Vec<_> = stages.iter().filter_map(|stage| stage.probability).collect();
        assert!(percents[..percents.len() - 1].is_sorted(), "{pipeline}: {percents:?}");
        let outcomes: Vec<_> = stages.iter().map(|stage| stage.outcome).collect();
        assert!(outcomes.ends_with(&[Outcome::Won, Outcome::Lost]), "{pipeline}");
    }
}

#[test]
fn lists_of_values_hold_what_the_product_knows() {
    let keys = |name: &str, field: &str| -> Vec<String> {
        let module = module(name);
        let choices = module.field(field).unwrap().kind.choices();
        choices.iter().map(|choice| choice.key.to_string()).collect()
    };
    assert_eq!(keys("roles", "level"), Level::ALL.map(Level::key));
    assert_eq!(keys("users", "language"), Language::ALL.map(Language::code));
    for key in [tasks::DONE, tasks::NOT_STARTED] {
        assert!(keys("tasks", "status").contains(&key.to_owned()), "{key}");
    }
    assert!(keys("leads", "status").contains(&leads::CONVERTED.to_owned()));
}

/// Conversion copies fields of the same name, so a lead's lists must be those of the account and the contact.
#[test]
fn what_a_lead_holds_fits_what_is_made_of_it() {
    let lead = module("leads");
    for target in ["accounts", "contacts"].map(module) {
        let shared = ["salutation", "source", "rating", "industry", "employees", "annual_revenue", "email"];
        for name in shared {
            let Some(field) = target.field(name) else { continue };
            assert_eq!(Some(&field.kind), lead.field(name).map(|field| &field.kind), "{name}");
        }
    }
}

#[test]
fn typed_keys_name_fields() {
    let keys = [
        ("accounts", vec![accounts::NAME.name, accounts::PARENT.name]),
        ("attachments", vec![attachments::FILE, attachments::ABOUT.name]),
        ("comments", vec![comments::BODY.name, comments::ABOUT.name]),
        (
            "contacts",
            vec![
                contacts::FIRST_NAME.name,
                contacts::LAST_NAME.name,
                contacts::EMAIL.name,
                contacts::ACCOUNT.name,
            ],
        ),
        (
            "leads",
            vec![
                leads::STATUS.name,
                leads::FIRST_NAME.name,
                leads::LAST_NAME.name,
                leads::COMPANY.name,
                leads::EMAIL.name,
                leads::CONVERTED_ACCOUNT.name,
                leads::CONVERTED_CONTACT.name,
                leads::CONVERTED_OPPORTUNITY.name,
                leads::CONVERTED_AT.name,
            ],
        ),
        (
            "departments",
            vec![
                departments::NAME.name,
                departments::PARENT.name,
                departments::HEAD.name,
                departments::HEAD_SEES.name,
            ],
        ),
        ("user_profiles", vec![user_profiles::USER.name, user_profiles::PROFILE.name]),
        ("notes", vec![notes::BODY.name, notes::ABOUT.name]),
        (
            "opportunities",
            vec![
                opportunities::NAME.name,
                opportunities::ACCOUNT.name,
                opportunities::CONTACT.name,
                opportunities::PIPELINE.name,
                opportunities::STAGE.name,
                opportunities::AMOUNT.name,
                opportunities::PROBABILITY.name,
                opportunities::CLOSE_DATE.name,
            ],
        ),
        ("products", vec![products::NAME.name, products::PRICE.name, products::ACTIVE.name]),
        (
            "roles",
            vec![
                roles::NAME.name,
                roles::PARENT.name,
                roles::LEVEL.name,
                roles::SEES_TEAM.name,
                roles::SEES_ALL.name,
            ],
        ),
        (
            "tasks",
            vec![
                tasks::NAME.name,
                tasks::STATUS.name,
                tasks::DUE_DATE.name,
                tasks::ABOUT.name,
                tasks::DONE_AT.name,
            ],
        ),
        ("teams", vec![teams::NAME.name]),
        (
            "users",
            vec![
                users::NAME.name,
                users::EMAIL.name,
                users::ROLE.name,
                users::TEAM.name,
                users::DEPARTMENT.name,
                users::LANGUAGE.name,
                users::TIME_ZONE.name,
                users::ACTIVE.name,
            ],
        ),
        ("views", vec![views::NAME.name, views::MODULE.name, views::QUERY.name, views::SHARED.name]),
    ];
    for (name, keys) in keys {
        let module = module(name);
        assert!(keys.iter().all(|key| module.field(key).is_some()), "{name}");
    }
}
