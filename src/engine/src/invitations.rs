//! Links by which somebody chooses a password: a new user who was invited, and a user who forgot hers. Only the hash of
//! a link is kept, and it works once.

use std::collections::HashMap;

use api::{BulkChange, Caller, Done, Failure, Invitation, Invited, Selection, Uninitiated};
use chrono::Duration;
use model::record::Values;
use model::{Event, Id, Instant, Link, Name, Value};
use modules::users;
use store::{Mail, Once, Session, Tx};

use crate::accounts::{SignedIn, new_session};
use crate::doors::public_id;
use crate::error::Result;
use crate::mail::{self, Letter};
use crate::organisation::{DEPARTMENTS, ROLES, TEAMS, USERS, User};
use crate::secrets::{self, hash};
use crate::write::{self, Draft, Scene};
use crate::{Engine, bulk, passwords};

const INVITATION_LASTS: Duration = Duration::days(7);
const RESET: &str = "reset";
const RESET_LASTS: Duration = Duration::hours(1);
/// Nobody's mailbox is filled by whoever knows her address.
const NOT_SO_SOON: Duration = Duration::minutes(5);

/// What a link opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// A new user's first password.
    Invitation,
    /// Another password for who forgot hers.
    Reset,
}

impl Opens {
    const fn kind(self) -> &'static str {
        match self {
            Opens::Invitation => Once::INVITATION,
            Opens::Reset => RESET,
        }
    }

    const fn lasts(self) -> Duration {
        match self {
            Opens::Invitation => INVITATION_LASTS,
            Opens::Reset => RESET_LASTS,
        }
    }
}

/// A link that was just made, with the mail that carries it.
struct Fresh {
    once: Once,
    /// Without the site.
    path: String,
    mail: Option<Mail>,
}

impl Fresh {
    /// By which a mail goes out, if mail is set up.
    async fn new(engine: &Engine, opens: Opens, to: &Reader<'_>, by: &str) -> Result<Fresh> {
        let secret = secrets::secret();
        let path = format!("/{}/{secret}", opens.kind());
        let once = Once {
            hash: hash(&secret).into(),
            kind: opens.kind().into(),
            user: Some(to.id),
            expires: engine.now() + opens.lasts(),
        };
        let mail = match mail::address(engine).await? {
            Some(site) => Some(to.letter(engine, opens, by, format!("{site}{path}")).sealed(engine).await?),
            None => None,
        };
        Ok(Fresh { once, path, mail })
    }

    async fn put(&self, tx: &mut Tx) -> Result<()> {
        if let Some(user) = self.once.user {
            tx.end_links_of(user).await?;
        }
        tx.put_once(&self.once).await?;
        if let Some(mail) = &self.mail {
            tx.put_mail(mail).await?;
        }
        Ok(())
    }

    /// It is committed: the mail may go. Without one the link is handed over.
    fn out(self, engine: &Engine) -> Option<String> {
        if self.mail.is_none() {
            return Some(self.path);
        }
        engine.mailing().notify_one();
        None
    }
}

/// Who is written to.
struct Reader<'a> {
    id: Id,
    name: &'a str,
    email: &'a str,
    language: Option<model::Language>,
}

impl Reader<'_> {
    fn of(user: &User) -> Reader<'_> {
        Reader { id: user.id, name: &user.name, email: &user.email, language: user.language }
    }

    fn letter(&self, engine: &Engine, opens: Opens, by: &str, link: String) -> Letter {
        let language = self.language.unwrap_or(engine.company().language);
        Letter::new(engine, opens.kind(), language, (self.name, self.email), by, Some(link))
    }
}

pub(crate) async fn invite(engine: &Engine, caller: &Caller, invitation: Invitation) -> Result<Invited> {
    let caller = engine.administrator(caller)?;
    let _held = engine.organise(USERS).await;
    let scene = Scene::new(engine, &caller, USERS)?;
    scene.may_create()?;
    let mut draft = [Draft::create(&scene, engine.new_id(), values(&invitation))];
    write::prepare(engine, &scene, &mut draft).await?;
    let [draft] = draft;
    let user = draft.id;
    let email = draft.value(users::EMAIL.name).as_text().unwrap_or_default().to_owned();
    let ready = draft.ready()?;
    let to = Reader { id: user, name: invitation.name.trim(), email: &email, language: invitation.language };
    let fresh = Fresh::new(engine, Opens::Invitation, &to, &caller.me.name).await?;
    let action = write::batch(engine, &caller, "create", &Name::new_static(USERS), 1);
    let fresh = write::commit(engine, caller, action, move |tx, caller, writing| {
        Box::pin(async move {
            ready.write(tx, &caller.grant, &writing).await?;
            fresh.put(tx).await?;
            Ok(fresh)
        })
    })
    .await?;
    Ok(Invited { user, link: fresh.out(engine) })
}

fn values(invitation: &Invitation) -> Values {
    let link = |module, id: Option<Id>| id.map(|id| Value::Link(Link::new(module, id)));
    let given = [
        (users::NAME.name, Some(Value::text(invitation.name.trim()))),
        (users::EMAIL.name, Some(Value::text(invitation.email.trim()))),
        (users::ROLE.name, link(ROLES, invitation.role)),
        (users::TEAM.name, link(TEAMS, invitation.team)),
        (users::DEPARTMENT.name, link(DEPARTMENTS, invitation.department)),
        (users::LANGUAGE.name, invitation.language.map(|language| Value::text(language.code()))),
    ];
    given.into_iter().filter_map(|(name, value)| Some((Name::new_static(name), value?))).collect()
}

pub(crate) async fn invite_again(engine: &Engine, caller: &Caller, user: Id) -> Result<Invited> {
    let caller = engine.administrator(caller)?;
    let world = engine.world();
    let to = uninitiated_user(engine, world.organisation.user(user)).await?;
    let fresh = Fresh::new(engine, Opens::Invitation, &Reader::of(to), &caller.me.name).await?;
    Ok(Invited { user, link: kept(engine, fresh).await?.out(engine) })
}

async fn kept(engine: &Engine, fresh: Fresh) -> Result<Fresh> {
    engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                fresh.put(tx).await?;
                Ok(fresh)
            })
        })
        .await
}

pub(crate) async fn withdraw(engine: &Engine, caller: &Caller, user: Id) -> Result<Done> {
    let caller = engine.administrator(caller)?;
    uninitiated_user(engine, engine.world().organisation.user(user)).await?;
    let ended: Result<()> =
        engine.store().write(move |tx| Box::pin(async move { Ok(tx.end_links_of(user).await?) })).await;
    ended?;
    let which = Selection::Ids(vec![user]);
    bulk::change_many(engine, &caller, Name::new_static(USERS), which, BulkChange::Delete).await
}

/// The user, if she could come in but has no password yet.
async fn uninitiated_user<'u>(engine: &Engine, user: Option<&'u User>) -> Result<&'u User> {
    let user = user.filter(|user| user.active && !user.deleted).ok_or(Failure::NotFound)?;
    match engine.store().credentials(user.id).await? {
        Some(_) => Err(Failure::invalid("", "has-a-password").into()),
        None => Ok(user),
    }
}

pub(crate) async fn uninitiated(engine: &Engine, caller: &Caller) -> Result<Vec<Uninitiated>> {
    engine.administrator(caller)?;
    let now = engine.now();
    let initiated = engine.store().with_passwords().await?;
    let links = engine.store().links(Once::INVITATION).await?;
    let until: HashMap<Id, Instant> =
        links.into_iter().filter_map(|link| Some((link.user?, link.expires))).collect();
    let of = |user: &User| {
        let invited = until.get(&user.id).copied();
        Uninitiated { user: user.id, invited, expired: invited.is_some_and(|until| until <= now) }
    };
    let world = engine.world();
    let active = world.organisation.active().into_iter();
    Ok(active.filter(|user| !initiated.contains(&user.id)).map(of).collect())
}

impl Engine {
    /// Whether mail is sent at all.
    pub async fn sends_mail(&self) -> Result<bool, Failure> {
        Ok(mail::address(self).await?.is_some())
    }

    /// Whether a link still works.
    pub async fn opens(&self, opens: Opens, secret: &str) -> Result<bool, Failure> {
        Ok(self.behind(opens, secret).await?.is_some())
    }

    async fn behind(&self, opens: Opens, secret: &str) -> Result<Option<Id>> {
        let once = self.store().once(&hash(secret), opens.kind(), self.now()).await?;
        let user = once.and_then(|once| once.user);
        let world = self.world();
        let comes_in =
            |user: &Id| world.organisation.user(*user).is_some_and(|user| user.active && !user.deleted);
        Ok(user.filter(comes_in))
    }

    /// The password of a new user, who is signed in then.
    pub async fn accept(
        &self,
        secret: &str,
        password: &str,
        agent: &str,
        address: &str,
    ) -> Result<SignedIn, Failure> {
        let user = self.expected(Opens::Invitation, secret).await?;
        let (token, session) = new_session(self.now(), user, agent, address);
        let id = public_id(&session.hash);
        self.choose(Opens::Invitation, secret, user, password, Some(session)).await?;
        Ok(SignedIn { token, session: id })
    }

    /// Another password for who forgot hers. All her sessions end, and she signs in with it as always.
    pub async fn reset_password(&self, secret: &str, password: &str) -> Result<(), Failure> {
        let user = self.expected(Opens::Reset, secret).await?;
        Ok(self.choose(Opens::Reset, secret, user, password, None).await?)
    }

    async fn expected(&self, opens: Opens, secret: &str) -> Result<Id, Failure> {
        self.behind(opens, secret).await?.ok_or_else(link_ended)
    }

    /// The link is taken only with a password that will do, in one transaction with what follows from it.
    async fn choose(
        &self,
        opens: Opens,
        secret: &str,
        user: Id,
        password: &str,
        session: Option<Session>,
    ) -> Result<()> {
        passwords::check(password, "password")?;
        let password = secrets::hash_password(password).await?;
        let (hash, now) = (hash(secret), self.now());
        let mut events =
            vec![self.event(Event::PasswordSet, Some(user)).about(user).detail("by", opens.kind())];
        events.extend(session.as_ref().map(|session| self.came_in(session, opens.kind())));
        let written: Result<()> = self
            .store()
            .write(move |tx| {
                Box::pin(async move {
                    tx.take_once(&hash, opens.kind(), now).await?.ok_or_else(link_ended)?;
                    passwords::put(tx, user, &password, None).await?;
                    events.into_iter().for_each(|event| tx.put_event(event));
                    if let Some(session) = &session {
                        tx.add_session(session).await?;
                    }
                    Ok(())
                })
            })
            .await;
        self.doors().forget_user(user);
        written
    }

    /// Sends a link to who forgot her password. Whoever asks is told nothing, and not by the time it takes either.
    pub async fn forgot(&self, email: &str, address: &str) -> Result<(), Failure> {
        let email = email.trim().to_lowercase();
        self.try_password(&format!("forgot {email}"), address)?;
        if !self.sends_mail().await? {
            return Err(Failure::NotFound);
        }
        let engine = self.clone();
        tokio::spawn(async move {
            if let Err(error) = send_reset(&engine, &email).await {
                tracing::error!(%error, "a link for a forgotten password was not sent");
            }
        });
        Ok(())
    }
}

fn link_ended() -> Failure {
    Failure::invalid("", "link-ended")
}

/// Who was invited has a link already.
async fn send_reset(engine: &Engine, email: &str) -> Result<()> {
    let world = engine.world();
    let Some(user) = world.organisation.by_email(email) else { return Ok(()) };
    if engine.store().credentials(user.id).await?.is_none() {
        return Ok(());
    }
    let soon = engine.now() + RESET_LASTS - NOT_SO_SOON;
    let links = engine.store().links(RESET).await?;
    if links.iter().any(|link| link.user == Some(user.id) && link.expires > soon) {
        return Ok(());
    }
    let fresh = Fresh::new(engine, Opens::Reset, &Reader::of(user), "").await?;
    kept(engine, fresh).await?.out(engine);
    Ok(())
}
