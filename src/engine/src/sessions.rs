//! Sessions and tokens: who is behind one, which there are, and ending them.

use std::sync::Arc;

use api::{Caller, Failure, SessionInfo, SignIns, TokenInfo};
use chrono::Duration;
use model::{Event, Id, Instant, Problem};
use store::Token;

use crate::Engine;
use crate::doors::{Door, public_id};
use crate::error::{Error, Result};
use crate::second_factor;
use crate::secrets::{self, Hash, hash};

/// A session ends this long after it was last used.
pub(crate) const LASTS: Duration = Duration::days(30);
/// How exactly "last used" is kept.
const NOTED: Duration = Duration::minutes(5);
/// So that people and scanners see what it is.
const PREFIX: &str = "rapport_";
const LONGEST_NAME: usize = 100;

/// Who came with a session.
#[derive(Clone, Debug)]
pub struct InSession {
    pub caller: Arc<Caller>,
    pub session: Id,
    /// Her role asks for a second factor that she does not have: until then, setting it up is all that she may do.
    pub confined: bool,
}

impl Engine {
    /// Who is behind a session's token, and which session it is.
    pub async fn by_session(&self, token: &str) -> Result<Option<InSession>, Failure> {
        let hash = hash(token);
        let Some(door) = self.session_door(&hash).await? else { return Ok(None) };
        let world = self.world();
        let Some(caller) = world.caller(door.user) else { return Ok(None) };
        let confined = !door.second_factor && world.organisation.requires_second_factor(door.user);
        Ok(Some(InSession { caller, session: public_id(&hash), confined }))
    }

    /// Who is behind an API token.
    pub async fn by_token(&self, token: &str) -> Result<Option<Arc<Caller>>, Failure> {
        if !token.starts_with(PREFIX) {
            return Ok(None);
        }
        let Some(door) = self.token_door(&hash(token)).await? else { return Ok(None) };
        Ok(self.world().caller(door.user))
    }

    /// A new API token of the user with this e-mail, for the command line.
    pub async fn new_token(&self, email: &str, name: &str) -> Result<String, Failure> {
        let caller = self.caller_of(email).await?;
        Ok(make_token(self, &caller, name.to_owned()).await?)
    }

    async fn session_door(&self, hash: &Hash) -> Result<Option<Door>> {
        let now = self.now();
        let known = match self.doors().find(hash, now) {
            Some(door) => Some(door),
            None => self.read_door(hash, now).await?,
        };
        let Some(mut door) = known.filter(|door| door.expires.is_some_and(|end| now < end)) else {
            self.doors().forget(hash);
            return Ok(None);
        };
        let noted = now - door.seen < NOTED;
        if !noted {
            door.seen = now;
            door.expires = Some(now + LASTS);
            self.store().touch_session(hash, now, now + LASTS).await?;
        }
        if !noted || door.read == now {
            self.doors().remember(*hash, door);
        }
        Ok(Some(door))
    }

    async fn read_door(&self, hash: &Hash, now: Instant) -> Result<Option<Door>> {
        let Some(session) = self.store().session(hash).await? else { return Ok(None) };
        Ok(Some(Door {
            user: session.user,
            seen: session.seen,
            expires: Some(session.expires),
            read: now,
            second_factor: session.strong
                || second_factor::since(self, session.user).await?.is_some()
                || second_factor::has_passkey(self, session.user).await?,
        }))
    }

    async fn token_door(&self, hash: &Hash) -> Result<Option<Door>> {
        let now = self.now();
        if let Some(door) = self.doors().find(hash, now).filter(|door| now - door.seen < NOTED) {
            return Ok(door.expires.is_none().then_some(door));
        }
        let Some(token) = self.store().token(hash).await? else { return Ok(None) };
        if token.last_used.is_none_or(|used| now - used >= NOTED) {
            self.store().touch_token(hash, now).await?;
        }
        // A program shows no codes.
        let door = Door { user: token.user, seen: now, expires: None, read: now, second_factor: false };
        self.doors().remember(*hash, door);
        Ok(Some(door))
    }
}

/// `current` is the caller's own, if she is not a program.
pub(crate) async fn sessions(
    engine: &Engine,
    caller: &Caller,
    current: Option<Id>,
) -> Result<Vec<SessionInfo>> {
    sessions_of(engine, caller.grant.user.ok_or(Failure::NotSignedIn)?, current).await
}

pub(crate) async fn end_session(engine: &Engine, caller: &Caller, id: Id) -> Result<()> {
    end_session_of(engine, caller, caller.grant.user.ok_or(Failure::NotSignedIn)?, id).await
}

pub(crate) async fn tokens(engine: &Engine, caller: &Caller) -> Result<Vec<TokenInfo>> {
    tokens_of(engine, caller.grant.user.ok_or(Failure::NotSignedIn)?).await
}

/// The token itself, which is shown this once.
pub(crate) async fn make_token(engine: &Engine, caller: &Caller, name: String) -> Result<String> {
    let caller = engine.as_of_now(caller)?;
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(Problem::new("name", "required").into());
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Problem::new("name", "too-long").detail(LONGEST_NAME).into());
    }
    let token = format!("{PREFIX}{}", secrets::secret());
    let kept = Token {
        hash: hash(&token).into(),
        user,
        name: name.to_owned(),
        created: engine.now(),
        last_used: None,
        ended: None,
    };
    let event = engine.event(Event::TokenMade, Some(user)).about(user).detail("name", name);
    let added: Result<()> = engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                tx.put_event(event);
                Ok(tx.add_token(&kept).await?)
            })
        })
        .await;
    added?;
    Ok(token)
}

pub(crate) async fn end_token(engine: &Engine, caller: &Caller, id: Id) -> Result<()> {
    end_token_of(engine, caller, caller.grant.user.ok_or(Failure::NotSignedIn)?, id).await
}

/// By what a user can come in, for administrators.
pub(crate) async fn sign_ins(
    engine: &Engine,
    caller: &Caller,
    current: Option<Id>,
    user: Id,
) -> Result<SignIns> {
    engine.administrator(caller)?;
    Ok(SignIns {
        sessions: sessions_of(engine, user, current).await?,
        tokens: tokens_of(engine, user).await?,
        second_factor: second_factor::since(engine, user).await?,
    })
}

/// Ends a session or a token of a user, for administrators.
pub(crate) async fn end_sign_in(engine: &Engine, caller: &Caller, user: Id, id: Id) -> Result<()> {
    let caller = engine.administrator(caller)?;
    match end_session_of(engine, &caller, user, id).await {
        Err(Error::Refused(Failure::NotFound)) => end_token_of(engine, &caller, user, id).await?,
        ended => ended?,
    }
    tracing::warn!(%user, by = caller.me.email, "a session or token of another user was ended");
    Ok(())
}

async fn sessions_of(engine: &Engine, user: Id, current: Option<Id>) -> Result<Vec<SessionInfo>> {
    let now = engine.now();
    let sessions = engine.store().sessions_of(user).await?;
    let info = |session: store::Session| {
        let id = public_id(&session.hash);
        SessionInfo {
            id,
            created: session.created,
            seen: session.seen,
            agent: session.agent,
            address: session.ip,
            current: Some(id) == current,
        }
    };
    Ok(sessions.into_iter().filter(|session| session.expires > now).map(info).collect())
}

async fn end_session_of(engine: &Engine, caller: &Caller, user: Id, id: Id) -> Result<()> {
    let sessions = engine.store().sessions_of(user).await?;
    let session = sessions.into_iter().find(|session| public_id(&session.hash) == id);
    let session = session.ok_or(Failure::NotFound)?;
    engine.store().end_session(&session.hash).await?;
    let event = engine.event(Event::SessionEnded, caller.grant.user).about(user);
    engine.note(event.detail("agent", &session.agent)).await?;
    engine.doors().forget_user(user);
    Ok(())
}

async fn tokens_of(engine: &Engine, user: Id) -> Result<Vec<TokenInfo>> {
    let tokens = engine.store().tokens_of(user).await?;
    let info = |token: Token| TokenInfo {
        id: public_id(&token.hash),
        name: token.name,
        created: token.created,
        last_used: token.last_used,
    };
    Ok(tokens.into_iter().filter(|token| token.ended.is_none()).map(info).collect())
}

async fn end_token_of(engine: &Engine, caller: &Caller, user: Id, id: Id) -> Result<()> {
    let tokens = engine.store().tokens_of(user).await?;
    let token = tokens.into_iter().find(|token| token.ended.is_none() && public_id(&token.hash) == id);
    let token = token.ok_or(Failure::NotFound)?;
    engine.store().end_token(user, &token.hash, engine.now()).await?;
    let event = engine.event(Event::TokenEnded, caller.grant.user).about(user);
    engine.note(event.detail("name", &token.name)).await?;
    engine.doors().forget_user(user);
    Ok(())
}
