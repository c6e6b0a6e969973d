//! Passwords: what they must be, and changing one's own or another's.

use api::{Caller, Failure};
use model::{Event, Id, Problem};
use store::Tx;

use crate::Engine;
use crate::doors::public_id;
use crate::error::Result;
use crate::secrets;

/// Characters of a password.
const SHORTEST: usize = 10;
const LONGEST: usize = 1_000;

/// Length is what makes a password hard to guess; rules about signs make people write them down.
pub(crate) fn check(password: &str, field: &'static str) -> Result<(), Problem> {
    let count = password.chars().count();
    if count < SHORTEST {
        return Err(Problem::new(field, "password-too-short").detail(SHORTEST));
    }
    if count > LONGEST {
        return Err(Problem::new(field, "too-long").detail(LONGEST));
    }
    let first = password.chars().next();
    if password.chars().all(|c| Some(c) == first) || "12345678901234567890".contains(password) {
        return Err(Problem::new(field, "password-too-common"));
    }
    Ok(())
}

/// Whether it cannot be a password, so that it is not worth hashing.
pub(crate) fn is_too_long(password: &str) -> bool {
    password.chars().count() > LONGEST
}

/// The caller's own password; all her other sessions end.
pub(crate) async fn change_password(
    engine: &Engine,
    caller: &Caller,
    session: Option<Id>,
    old: String,
    new: String,
) -> Result<()> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    prove(engine, caller, "old", &old).await?;
    check(&new, "new")?;
    put_password(engine, caller, user, &new, session).await
}

/// Whether it is the caller's own; if not, it is wrong in `field`.
pub(crate) async fn prove(
    engine: &Engine,
    caller: &Caller,
    field: &'static str,
    password: &str,
) -> Result<()> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    engine.try_password(&caller.me.email, "signed in")?;
    let stored = engine.store().credentials(user).await?;
    if is_too_long(password) || !secrets::is_password(password, stored).await? {
        return Err(Failure::invalid(field, "wrong-password").into());
    }
    engine.throttle().succeeded("signed in", &caller.me.email);
    Ok(())
}

/// Another user's password, for administrators; all her sessions end.
pub(crate) async fn set_password(engine: &Engine, caller: &Caller, user: Id, new: String) -> Result<()> {
    engine.administrator(caller)?;
    engine.world().organisation.user(user).filter(|user| !user.deleted).ok_or(Failure::NotFound)?;
    check(&new, "new")?;
    put_password(engine, caller, user, &new, None).await
}

async fn put_password(engine: &Engine, caller: &Caller, user: Id, new: &str, keep: Option<Id>) -> Result<()> {
    let event = engine.event(Event::PasswordSet, caller.grant.user).about(user);
    let password = secrets::hash_password(new).await?;
    let sessions = engine.store().sessions_of(user).await?;
    let kept = sessions.into_iter().find(|session| Some(public_id(&session.hash)) == keep);
    let written: Result<()> = engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                tx.put_event(event);
                put(tx, user, &password, kept.as_ref().map(|session| &session.hash[..])).await
            })
        })
        .await;
    written?;
    engine.doors().forget_user(user);
    Ok(())
}

/// The user's password from now on: her sessions but one end, and the links by which she could choose another.
pub(crate) async fn put(tx: &mut Tx, user: Id, password: &str, keep: Option<&[u8]>) -> Result<()> {
    tx.set_password(user, password).await?;
    tx.end_links_of(user).await?;
    Ok(tx.end_sessions_of(user, keep).await?)
}
