//! The second factor: codes of an authenticator app beside the password, and recovery codes for whoever has lost it.

use api::{Caller, Failure, Proposal, QrCode, SecondFactor};
use chrono::Duration;
use data_encoding::{BASE32_NOPAD, Encoding, Specification};
use model::{Event, Id, Instant, Problem};
use std::sync::LazyLock;
use store::Once;

use crate::accounts::{SignedIn, new_session};
use crate::doors::public_id;
use crate::error::{Error, Result};
use crate::organisation::User;
use crate::secrets::{self, Hash, hash};
use crate::{Engine, passwords, totp};

/// The kind of link that a right password gives to whoever has a second factor.
pub(crate) const SECOND_STEP: &str = "second_step";
/// The code is typed within this time after the password.
const SECOND_STEP_WITHIN: Duration = Duration::minutes(10);
/// What was proposed longer ago may have been seen by others.
const PROPOSED_FOR: Duration = Duration::hours(1);
const RECOVERY_CODES: usize = 10;
/// 80 bits, which nobody guesses, so that a quick hash will do.
const RECOVERY_BYTES: usize = 10;
const RECOVERY_CHARACTERS: usize = 16;

/// Characters that are not taken for each other (Crockford's base 32).
static PLAIN: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    specification.encoding().unwrap_or(BASE32_NOPAD)
});

/// A code that was right when it was looked at; it counts once it is spent in a transaction.
#[derive(Clone, Copy)]
enum Proof {
    Step(i64),
    Recovery(Hash),
}

impl Proof {
    const fn key(self) -> &'static str {
        match self {
            Proof::Step(_) => "code",
            Proof::Recovery(_) => "recovery_code",
        }
    }
}

impl Engine {
    /// The second step of signing in, with the key that the right password gave.
    pub async fn sign_in_by_code(
        &self,
        key: &str,
        code: &str,
        agent: &str,
        address: &str,
    ) -> Result<SignedIn, Failure> {
        let key = hash(key);
        let link = self.store().once(&key, SECOND_STEP, self.now()).await.map_err(Error::from)?;
        let world = self.world();
        let user =
            link.and_then(|link| world.organisation.user(link.user?)).filter(|user| user.may_sign_in());
        let user = user.ok_or_else(again)?;
        let proof = match prove(self, user, code).await {
            Ok(proof) => proof,
            Err(error) => {
                self.note_refused(Some(user.id), &user.email, "code", address).await?;
                return Err(hidden(error));
            }
        };
        let (token, session) = new_session(self.now(), user.id, agent, address);
        let (id, now, user) = (public_id(&session.hash), self.now(), user.id);
        let event = self.came_in(&session, proof.key());
        let added: Result<()> = self
            .store()
            .write(move |tx| {
                Box::pin(async move {
                    tx.take_once(&key, SECOND_STEP, now).await?.ok_or_else(again)?;
                    spend(tx, user, proof).await?;
                    tx.put_event(event);
                    Ok(tx.add_session(&session).await?)
                })
            })
            .await;
        added?;
        Ok(SignedIn { token, session: id })
    }
}

/// The key for the second step; none where the user has no second factor.
pub(crate) async fn second_step(engine: &Engine, user: Id) -> Result<Option<String>> {
    if since(engine, user).await?.is_none() {
        return Ok(None);
    }
    let key = secrets::secret();
    let expires = engine.now() + SECOND_STEP_WITHIN;
    let once = Once { hash: hash(&key).into(), kind: SECOND_STEP.into(), user: Some(user), expires };
    engine.store().put_once(&once).await?;
    Ok(Some(key))
}

/// Since when the user has one.
pub(crate) async fn since(engine: &Engine, user: Id) -> Result<Option<Instant>> {
    Ok(engine.store().second_factor(user).await?.and_then(|factor| factor.confirmed))
}

/// Whether she has a passkey, which is a second factor too.
pub(crate) async fn has_passkey(engine: &Engine, user: Id) -> Result<bool> {
    Ok(!engine.store().passkeys_of(user).await?.is_empty())
}

pub(crate) async fn second_factor(engine: &Engine, caller: &Caller) -> Result<SecondFactor> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    Ok(SecondFactor {
        since: since(engine, user).await?,
        codes_left: engine.store().recovery_codes_left(user).await?,
        required: engine.world().organisation.requires_second_factor(user),
    })
}

/// What an app is told to make the codes; the same again for a while, so that a page can be loaded anew.
pub(crate) async fn propose(engine: &Engine, caller: &Caller) -> Result<Proposal> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    let known = engine.store().second_factor(user).await?;
    if known.as_ref().is_some_and(|known| known.confirmed.is_some()) {
        return Err(already());
    }
    let fresh = known.filter(|known| engine.now() - known.made < PROPOSED_FOR);
    let known = match fresh {
        Some(known) => engine.seal().await?.open(&purpose(user), &known.secret).ok(),
        None => None,
    };
    let key = match known {
        Some(known) => known,
        None => propose_new(engine, user).await?,
    };
    proposal(&engine.company().name, &caller.me.email, &key)
}

async fn propose_new(engine: &Engine, user: Id) -> Result<Vec<u8>> {
    let key: totp::Key = rand::random();
    let secret = engine.seal().await?.seal(&purpose(user), &key);
    let factor = store::SecondFactor { user, secret, made: engine.now(), confirmed: None, step: 0 };
    let put: Result<bool> = engine
        .store()
        .write(move |tx| Box::pin(async move { Ok(tx.put_second_factor(&factor).await?) }))
        .await;
    if put? { Ok(key.into()) } else { Err(already()) }
}

/// Takes up what was proposed, if the app makes the right codes. The recovery codes are shown this once. Not for
/// programs: whoever holds a token of hers could shut her out.
pub(crate) async fn confirm(
    engine: &Engine,
    caller: &Caller,
    session: Option<Id>,
    code: &str,
) -> Result<Vec<String>> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    session.ok_or(Failure::NotAllowed)?;
    let proposed = engine.store().second_factor(user).await?.ok_or(Failure::NotFound)?;
    if proposed.confirmed.is_some() {
        return Err(already());
    }
    let key = engine.seal().await?.open(&purpose(user), &proposed.secret)?;
    let step = totp::step_of(&key, &digits(code), engine.now(), 0).ok_or_else(wrong)?;
    let (codes, hashes) = new_codes();
    let at = engine.now();
    let event = engine.event(Event::SecondFactorSet, Some(user)).about(user);
    let done: Result<()> = engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                if !tx.confirm_second_factor(&proposed, at, step).await? {
                    return Err(already());
                }
                tx.put_event(event);
                Ok(tx.put_recovery_codes(user, &hashes).await?)
            })
        })
        .await;
    done?;
    engine.doors().forget_user(user);
    tracing::info!(of = caller.me.email, "a second factor was set up");
    Ok(codes)
}

/// New recovery codes in place of the old.
pub(crate) async fn new_recovery_codes(
    engine: &Engine,
    caller: &Caller,
    password: &str,
    code: &str,
) -> Result<Vec<String>> {
    let (user, proof) = prove_both(engine, caller, password, code).await?;
    let (codes, hashes) = new_codes();
    let event = engine.event(Event::RecoveryCodesMade, Some(user)).about(user);
    let done: Result<()> = engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                spend(tx, user, proof).await?;
                tx.put_event(event);
                Ok(tx.put_recovery_codes(user, &hashes).await?)
            })
        })
        .await;
    done?;
    Ok(codes)
}

/// Turns the caller's own off.
pub(crate) async fn end(engine: &Engine, caller: &Caller, password: &str, code: &str) -> Result<()> {
    let (user, proof) = prove_both(engine, caller, password, code).await?;
    let event = engine.event(Event::SecondFactorEnded, Some(user)).about(user);
    let done: Result<()> = engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                spend(tx, user, proof).await?;
                tx.put_event(event);
                Ok(tx.drop_second_factor(user).await?)
            })
        })
        .await;
    done?;
    engine.doors().forget_user(user);
    tracing::info!(of = caller.me.email, "a second factor was turned off");
    Ok(())
}

/// That of a user who has lost it, for administrators; all her sessions end. One's own is turned off with a code.
pub(crate) async fn reset(engine: &Engine, caller: &Caller, user: Id) -> Result<()> {
    let caller = engine.administrator(caller)?;
    if caller.grant.user == Some(user) {
        return Err(Failure::NotAllowed.into());
    }
    let world = engine.world();
    let whose = world.organisation.user(user).filter(|user| !user.deleted).ok_or(Failure::NotFound)?;
    let event = engine.event(Event::SecondFactorEnded, caller.grant.user).about(user);
    let done: Result<()> = engine
        .store()
        .write(move |tx| {
            Box::pin(async move {
                tx.put_event(event);
                tx.drop_second_factor(user).await?;
                tx.remove_passkeys_of(user).await?;
                tx.drop_links_of(user, SECOND_STEP).await?;
                Ok(tx.end_sessions_of(user, None).await?)
            })
        })
        .await;
    done?;
    engine.doors().forget_user(user);
    tracing::warn!(of = whose.email, by = caller.me.email, "a second factor was reset");
    Ok(())
}

async fn prove_both(engine: &Engine, caller: &Caller, password: &str, code: &str) -> Result<(Id, Proof)> {
    let user = caller.grant.user.ok_or(Failure::NotSignedIn)?;
    passwords::prove(engine, caller, "password", password).await?;
    let world = engine.world();
    let known = world.organisation.user(user).ok_or(Failure::NotSignedIn)?;
    Ok((user, prove(engine, known, code).await?))
}

/// Each try counts, from wherever it comes: whoever is here knows the password.
async fn prove(engine: &Engine, user: &User, code: &str) -> Result<Proof> {
    let factor = engine.store().second_factor(user.id).await?.filter(|factor| factor.confirmed.is_some());
    let factor = factor.ok_or_else(again)?;
    let tries = format!("code of {}", user.email);
    engine.try_password(&user.email, &tries)?;
    let proof = match recovery_code(code) {
        Some(code) => Some(Proof::Recovery(hash(&code))),
        None => {
            let key = engine.seal().await?.open(&purpose(user.id), &factor.secret)?;
            totp::step_of(&key, &digits(code), engine.now(), factor.step).map(Proof::Step)
        }
    };
    let proof = proof.ok_or_else(wrong)?;
    if let Proof::Step(_) = proof {
        engine.throttle().succeeded(&tries, &user.email);
    }
    Ok(proof)
}

/// Of two who come with one code at once, one is let in.
async fn spend(tx: &mut store::Tx, user: Id, proof: Proof) -> Result<()> {
    let good = match proof {
        Proof::Step(step) => tx.use_step(user, step).await?,
        Proof::Recovery(hash) => tx.take_recovery_code(user, &hash).await?,
    };
    if good { Ok(()) } else { Err(wrong()) }
}

fn new_codes() -> (Vec<String>, Vec<Vec<u8>>) {
    let new = |_| PLAIN.encode(&rand::random::<[u8; RECOVERY_BYTES]>());
    let codes: Vec<String> = (0..RECOVERY_CODES).map(new).collect();
    let hashes = codes.iter().map(|code| hash(code).into()).collect();
    (codes.iter().map(|code| in_fours(code, "-")).collect(), hashes)
}

/// What was typed, as it was hashed, if it is as long as a recovery code.
fn recovery_code(typed: &str) -> Option<String> {
    let plain = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        c => c,
    });
    Some(plain.collect::<String>()).filter(|code| code.len() == RECOVERY_CHARACTERS)
}

/// People type codes as the app shows them, in two groups.
fn digits(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).collect()
}

fn proposal(company: &str, email: &str, key: &[u8]) -> Result<Proposal> {
    let secret = BASE32_NOPAD.encode(key);
    let encode = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let (issuer, label) = (encode(company), encode(email));
    let uri = format!("otpauth://totp/{issuer}:{label}?secret={secret}&issuer={issuer}");
    Ok(Proposal { qr: qr_code(&uri)?, secret: in_fours(&secret, " "), uri })
}

fn qr_code(text: &str) -> Result<QrCode> {
    let code = qrcode::QrCode::new(text).map_err(|_| Error::from(Problem::new("", "too-long")))?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == qrcode::Color::Dark);
    let path = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width, at / width)).collect();
    Ok(QrCode { width: u32::try_from(width).unwrap_or_default(), path })
}

fn in_fours(text: &str, between: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    characters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}

/// A sealed key opens for its user only.
fn purpose(user: Id) -> String {
    format!("second factor of {user}")
}

fn wrong() -> Error {
    Failure::invalid("code", "wrong-code").into()
}

fn again() -> Error {
    Failure::invalid("", "sign-in-again").into()
}

fn already() -> Error {
    Failure::invalid("", "second-factor-there").into()
}

/// What is wrong with the server's key is for its log, not for whoever stands at the door.
fn hidden(error: Error) -> Failure {
    match Failure::from(error) {
        Failure::Invalid(problems) if problems.iter().any(|problem| problem.code.starts_with("key-")) => {
            tracing::error!(?problems, "codes cannot be checked");
            Failure::Unavailable("codes cannot be checked".into())
        }
        failure => failure,
    }
}
