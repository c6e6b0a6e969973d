//! What everybody may change of herself, although only administrators write users.

use api::{Caller, Failure, Preferences};
use model::{Grant, Name, Value};
use modules::users;

use crate::Engine;
use crate::error::Result;
use crate::organisation::USERS;
use crate::write::{self, Draft, Origin, Scene};

/// Language and time zone.
pub(crate) async fn set_preferences(
    engine: &Engine,
    caller: &Caller,
    preferences: Preferences,
) -> Result<()> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    let scene = Scene::new(engine, caller, USERS)?.with(Origin::Product);
    let product = Grant::system("preferences");
    let before = engine.store().get(&product, USERS, user, false).await?.ok_or(Failure::NotFound)?;
    let language = preferences.language.map(|language| Value::text(language.code()));
    let zone = preferences.time_zone.map(Value::Text);
    let given = [(users::LANGUAGE.name, language), (users::TIME_ZONE.name, zone)];
    let values = given.into_iter().filter_map(|(name, value)| Some((Name::new_static(name), value?)));
    let mut draft = [Draft::update(&scene, before, values.collect())];
    write::prepare(engine, &scene, &mut draft).await?;
    let [ready] = draft.map(Draft::ready);
    let ready = ready?;
    let _held = engine.organise(USERS).await;
    let action = write::batch(engine, &scene.caller, "update", &scene.module.name, 1);
    write::commit(engine, scene.caller.clone(), action, move |tx, _, writing| {
        Box::pin(async move { ready.write(tx, &product, &writing).await.map(drop) })
    })
    .await
}
