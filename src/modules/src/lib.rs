//! The built-in modules, one file each, and the texts of `locales/`.
//!
//! A module is added by its file, its line in `declared` and its `.ftl` in each language; the tests say what is
//! missing. Icons are names of the Lucide set in kebab-case; `ui::icon` must know each.

pub mod locales;

mod lists;

pub mod access_rules;
pub mod accounts;
pub mod attachments;
pub mod comments;
pub mod company;
pub mod consent_purposes;
pub mod consents;
pub mod contacts;
pub mod custom_fields;
pub mod custom_modules;
pub mod departments;
pub mod documents;
pub mod duplicate_rules;
pub mod exchange_rates;
pub mod layouts;
pub mod leads;
pub mod notes;
pub mod opportunities;
pub mod permissions;
pub mod price_books;
pub mod product_parameters;
pub mod product_prices;
pub mod products;
pub mod profiles;
pub mod quote_lines;
pub mod quote_taxes;
pub mod quotes;
pub mod reclaim_rules;
pub mod retention_rules;
pub mod roles;
pub mod services;
pub mod sharing_rules;
pub mod tasks;
pub mod tax_classes;
pub mod tax_rates;
pub mod teams;
pub mod user_profiles;
pub mod users;
pub mod vendors;
pub mod views;

#[cfg(test)]
mod tests;

use model::{Features, Module};

/// The built-in modules, in the order of the sidebar.
pub fn declared() -> Vec<Module> {
    vec![
        leads::module(),
        accounts::module(),
        contacts::module(),
        opportunities::module(),
        quotes::module(),
        quote_lines::module(),
        quote_taxes::module(),
        products::module(),
        services::module(),
        price_books::module(),
        product_prices::module(),
        product_parameters::module(),
        vendors::module(),
        tasks::module(),
        notes::module(),
        comments::module(),
        attachments::module(),
        consents::module(),
        views::module(),
        users::module(),
        roles::module(),
        teams::module(),
        departments::module(),
        profiles::module(),
        user_profiles::module(),
        permissions::module(),
        access_rules::module(),
        sharing_rules::module(),
        custom_modules::module(),
        custom_fields::module(),
        layouts::module(),
        duplicate_rules::module(),
        reclaim_rules::module(),
        consent_purposes::module(),
        retention_rules::module(),
        tax_classes::module(),
        tax_rates::module(),
        exchange_rates::module(),
        company::module(),
    ]
}

/// What the modules of the organisation take part in.
fn organisation(features: &mut Features) {
    features.timeline = false;
    features.tags = false;
}

/// What the company's own settings take part in, where they are kept as records.
fn settings(features: &mut Features) {
    *features = Features {
        timeline: false,
        import: false,
        search: false,
        tags: false,
        convert: false,
        pool: false,
        person: false,
        document: false,
    };
}
