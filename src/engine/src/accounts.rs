//! Signing in and out, new users, and how the first administrator comes to be.

use std::sync::Arc;

use api::{Caller, Failure};
use chrono::Duration;
use model::grant::Level;
use model::record::Values;
use model::{Change, Event, Id, Instant, Link, Name, Problem, Value};
use modules::users;
use store::{Once, Session};

use crate::Engine;
use crate::doors::public_id;
use crate::error::{Error, Result};
use crate::organisation::{ROLES, USERS};
use crate::secrets::{self, hash};
use crate::sessions::LASTS;
use crate::write::{self, Draft, Ready, Scene};
use crate::{oidc, passwords, second_factor};

/// Bytes of what a browser says about itself that are kept.
const AGENT: usize = 300;

const SET_UP: &str = "set_up";
/// A new installation is set up within this time, or started again.
const SET_UP_WITHIN: Duration = Duration::days(7);

/// What a right password leads to.
#[derive(Clone, Debug)]
pub enum Passed {
    In(SignedIn),
    /// A code is asked for too; with this key it is brought.
    SecondStep(String),
    /// A passkey is asked for, which needs no password.
    Passkey,
}

/// A new session: what the browser keeps, and which one it is.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub token: String,
    pub session: Id,
}

impl Engine {
    /// Whether there is nobody who could sign in.
    pub fn is_empty(&self) -> bool {
        self.world().organisation.is_empty()
    }

    /// A one-time key with which the first administrator is made; none once there are users.
    pub async fn set_up_key(&self) -> Result<Option<String>, Failure> {
        if !self.is_empty() {
            return Ok(None);
        }
        let key = secrets::secret();
        let once = Once {
            hash: hash(&key).into(),
            kind: SET_UP.into(),
            user: None,
            expires: self.now() + SET_UP_WITHIN,
        };
        self.store().put_once(&once).await.map_err(Error::from)?;
        Ok(Some(key))
    }

    /// Makes the first administrator, who is signed in then.
    pub async fn set_up(
        &self,
        key: &str,
        name: &str,
        email: &str,
        password: &str,
        agent: &str,
        address: &str,
    ) -> Result<SignedIn, Failure> {
        if !self.is_empty() {
            return Err(Failure::NotAllowed);
        }
        let key = hash(key);
        let known = self.store().once(&key, SET_UP, self.now()).await.map_err(Error::from)?;
        known.ok_or(Failure::NotAllowed)?;
        let user = self.new_user(email, name, Level::Administrator.key(), password).await?;
        let (token, session) = new_session(self.now(), user.id, agent, address);
        let id = public_id(&session.hash);
        self.put_user(user, Some(key), Some(session)).await?;
        Ok(SignedIn { token, session: id })
    }

    /// Takes as long for an unknown e-mail as for a wrong password, and says the same.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        agent: &str,
        address: &str,
    ) -> Result<Passed, Failure> {
        let email = email.trim().to_lowercase();
        self.try_password(&email, address)?;
        let user = self.world().organisation.by_email(&email).map(|user| user.id);
        let stored = match user {
            Some(user) => self.store().credentials(user).await.map_err(Error::from)?,
            None => None,
        };
        let right = !passwords::is_too_long(password) && secrets::is_password(password, stored).await?;
        let Some(user) = user.filter(|_| right) else {
            self.note_refused(user, &email, "password", address).await?;
            return Err(Failure::invalid("password", "wrong-password"));
        };
        self.throttle().succeeded(address, &email);
        self.may_use_password(user).await?;
        if let Some(key) = second_factor::second_step(self, user).await? {
            return Ok(Passed::SecondStep(key));
        }
        if second_factor::has_passkey(self, user).await? {
            return Ok(Passed::Passkey);
        }
        let (token, session) = new_session(self.now(), user, agent, address);
        let (id, event) = (public_id(&session.hash), self.came_in(&session, "password"));
        admit(self, session, event).await?;
        Ok(Passed::In(SignedIn { token, session: id }))
    }

    /// Not where her company has decided that she comes in by a provider.
    async fn may_use_password(&self, user: Id) -> Result<(), Failure> {
        let world = self.world();
        let Some(known) = world.organisation.user(user) else { return Ok(()) };
        match oidc::instead_of_password(self, known).await? {
            None => Ok(()),
            Some(label) => Err(Problem::new("password", "use-provider").detail(label).into()),
        }
    }

    pub async fn sign_out(&self, token: &str) -> Result<(), Failure> {
        let hash = hash(token);
        if let Some(session) = self.store().session(&hash).await.map_err(Error::from)? {
            self.store().end_session(&hash).await.map_err(Error::from)?;
            self.note(self.event(Event::SignedOut, Some(session.user)).about(session.user)).await?;
        }
        self.doors().forget(&hash);
        Ok(())
    }

    /// Makes a user with a password, for the command line.
    pub async fn add_user(&self, email: &str, name: &str, role: &str, password: &str) -> Result<Id, Failure> {
        let user = self.new_user(email, name, role, password).await?;
        let id = user.id;
        self.put_user(user, None, None).await?;
        Ok(id)
    }

    /// The user with this e-mail, as one who asks.
    pub async fn caller_of(&self, email: &str) -> Result<Arc<Caller>, Failure> {
        let world = self.world();
        let user = world.organisation.by_email(email).map(|user| user.id);
        user.and_then(|user| world.caller(user)).ok_or(Failure::NotFound)
    }

    /// Each try counts before it is looked at, so that many at once are counted too.
    pub(crate) fn try_password(&self, email: &str, address: &str) -> Result<(), Failure> {
        let now = self.now();
        if !self.throttle().lets(address, email, now) {
            return Err(Failure::TooMany);
        }
        self.throttle().failed(address, email, now);
        Ok(())
    }

    async fn new_user(&self, email: &str, name: &str, role: &str, password: &str) -> Result<NewUser> {
        let mut problems: Vec<Problem> = passwords::check(password, "password").err().into_iter().collect();
        let scene = Scene::new(self, &self.system_caller(), USERS)?;
        let organisation = &scene.world.organisation;
        let of_level = || organisation.role_of_level(Level::from_key(role)?);
        let found = organisation.role_called(role).or_else(of_level).map(|role| role.id);
        let mut values = Values::from([
            (Name::new_static(users::NAME.name), Value::text(name)),
            (Name::new_static(users::EMAIL.name), Value::text(email)),
        ]);
        match found {
            Some(role) => {
                values.insert(Name::new_static(users::ROLE.name), Value::Link(Link::new(ROLES, role)));
            }
            None => problems.push(Problem::new(users::ROLE.name, "not-found").detail(role)),
        }
        let mut draft = [Draft::create(&scene, self.new_id(), values)];
        write::prepare(self, &scene, &mut draft).await?;
        let [draft] = draft;
        problems.extend(draft.problems.iter().cloned());
        if found.is_none() {
            problems.retain(|problem| problem.field != users::ROLE.name || problem.code != "required");
        }
        if !problems.is_empty() {
            return Err(problems.into());
        }
        let password = secrets::hash_password(password).await?;
        Ok(NewUser { id: draft.id, ready: draft.ready()?, password })
    }

    /// User, password and what goes with them, in one transaction.
    async fn put_user(
        &self,
        user: NewUser,
        key: Option<secrets::Hash>,
        session: Option<Session>,
    ) -> Result<()> {
        let product = self.system_caller();
        let _held = self.organise(USERS).await;
        let action = write::batch(self, &product, "create", &Name::new_static(USERS), 1);
        let event = session.as_ref().map(|session| self.came_in(session, "set_up"));
        write::commit(self, product, action, move |tx, product, writing| {
            Box::pin(async move {
                if let Some(key) = key {
                    tx.take_once(&key, SET_UP, writing.at).await?.ok_or(Failure::NotAllowed)?;
                }
                user.ready.write(tx, &product.grant, &writing).await?;
                tx.set_password(user.id, &user.password).await?;
                if let (Some(session), Some(event)) = (&session, event) {
                    tx.add_session(session).await?;
                    tx.put_event(event);
                }
                Ok(())
            })
        })
        .await
    }
}

/// A user who is not written yet.
struct NewUser {
    id: Id,
    ready: Ready,
    password: String,
}

/// A session from now on, with the event that tells how it came to be.
pub(crate) async fn admit(engine: &Engine, session: Session, event: Change) -> Result<()> {
    let job = engine.store().write(move |tx| {
        Box::pin(async move {
            tx.put_event(event);
            Ok(tx.add_session(&session).await?)
        })
    });
    job.await
}

pub(crate) fn new_session(now: Instant, user: Id, agent: &str, address: &str) -> (String, Session) {
    let token = secrets::secret();
    let session = Session {
        hash: hash(&token).into(),
        user,
        created: now,
        seen: now,
        expires: now + LASTS,
        agent: agent.chars().filter(|c| !c.is_control()).take(AGENT).collect(),
        ip: address.to_owned(),
        strong: false,
    };
    (token, session)
}
