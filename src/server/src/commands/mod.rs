//! The commands beside `serve`.

mod check;
mod data;
mod users;

use anyhow::Result;

use crate::arguments::{Arguments, Command, User};

pub async fn run(arguments: Arguments) -> Result<()> {
    let database = arguments.database.as_str();
    match arguments.command {
        Command::Serve(serve) => crate::serve::run(database, serve).await,
        Command::User(User::Add { email, name, role }) => users::add(database, &email, &name, &role).await,
        Command::User(User::ResetSecondFactor { email }) => {
            users::reset_second_factor(database, &email).await
        }
        Command::Token { email, name } => users::token(database, &email, &name).await,
        Command::Import(import) => data::import(database, import).await,
        Command::Export(export) => data::export(database, export).await,
        Command::Backup { file } => check::backup(database, &file).await,
        Command::Restore { file } => check::restore(database, &file).await,
        Command::Check => check::check(database).await,
        Command::Tidy => check::tidy(database).await,
        #[cfg(feature = "pdf")]
        Command::Typeset { fonts } => Ok(typeset::work(fonts)?),
        Command::Fill(fill) => data::fill(database, fill).await,
    }
}

/// Why nothing can be done as the user with this e-mail.
fn no_user(engine: &engine::Engine, email: &str, failure: &api::Failure) -> anyhow::Error {
    match failure {
        api::Failure::NotFound | api::Failure::NotSignedIn => {
            anyhow::anyhow!("No user has the e-mail {email}; rapport user add makes one")
        }
        failure => said(engine, failure),
    }
}

/// The module of this name.
fn module(engine: &engine::Engine, name: &str) -> Result<api::model::Module> {
    let schema = engine.schema();
    let names = || schema.modules.iter().map(|module| module.name.as_str()).collect::<Vec<_>>().join(", ");
    schema
        .module(name)
        .cloned()
        .ok_or_else(|| anyhow::anyhow!("There is no module {name}; there are {}", names()))
}

/// A failure as one sentence, in English: the command line speaks it alone.
fn said(engine: &engine::Engine, failure: &api::Failure) -> anyhow::Error {
    match failure {
        api::Failure::Unavailable(why) => anyhow::anyhow!("{why}"),
        failure => anyhow::anyhow!("{}", failure.message(&engine.texts(api::model::Language::English))),
    }
}
