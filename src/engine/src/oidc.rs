//! Signing in by an identity provider: OpenID Connect with the authorization code, PKCE, state and nonce.
//!
//! What has to be known when the provider leads back travels with the browser, sealed, so that any server can take up
//! what another began.

mod http;
mod settings;
mod token;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use api::{Failure, Provider, ProviderButton};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use chrono::Duration;
use model::record::Values;
use model::{Event, Id, Instant, Link, Name, Problem, Value};
use modules::users;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::accounts::{Passed, SignedIn, admit, new_session};
use crate::doors::public_id;
use crate::error::{Error, Result};
use crate::organisation::{ROLES, USERS};
use crate::secrets::{hash, secret};
use crate::{Engine, second_factor, write};

pub(crate) use settings::{drop_provider, instead_of_password, providers, put_provider, try_provider};
use token::{Claims, Expected, Keys, Refused};

/// Who was led to a provider comes back within this time.
const WITHIN: Duration = Duration::minutes(10);
/// For so long a provider's description is believed.
const BELIEVED: Duration = Duration::minutes(10);
/// A key that is not known may be new; it is not asked for more often than this.
const KEYS_AGAIN: Duration = Duration::seconds(30);
const PURPOSE: &str = "sign-in by a provider";

/// What a provider says of itself.
#[derive(Clone, Debug, Deserialize)]
struct Description {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

/// A description with the keys, and when they were read.
#[derive(Clone, Debug)]
struct Known {
    description: Description,
    keys: Keys,
    read: Instant,
}

/// What is known of providers, by issuer.
#[derive(Default)]
pub(crate) struct KnownProviders(Mutex<HashMap<String, Arc<Known>>>);

impl KnownProviders {
    fn find(&self, issuer: &str) -> Option<Arc<Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(issuer).cloned()
    }

    fn put(&self, issuer: &str, known: Arc<Known>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(issuer.to_owned(), known);
    }
}

/// What travels with the browser while she is at the provider.
#[derive(Serialize, Deserialize)]
struct Journey {
    provider: String,
    state: String,
    nonce: String,
    verifier: String,
    next: String,
    until: i64,
}

/// Where the browser goes, and what it keeps until it comes back.
pub struct Departure {
    pub address: String,
    pub luggage: String,
}

/// What the provider said in the address with which it led back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    pub code: String,
    pub state: String,
    pub error: String,
    pub error_description: String,
}

impl Engine {
    /// By which providers one can sign in.
    pub async fn provider_buttons(&self) -> Result<Vec<ProviderButton>, Failure> {
        Ok(settings::buttons(self).await?)
    }

    /// Leads to the provider; `back` is the address to which that leads back.
    pub async fn depart(&self, id: &str, back: &str, next: &str) -> Result<Departure, Failure> {
        Ok(depart(self, id, back, next).await?)
    }

    /// Who came back from the provider, and where she wanted to go.
    pub async fn arrive(
        &self,
        id: &str,
        back: &str,
        luggage: &str,
        arrival: Arrival,
        agent: &str,
        address: &str,
    ) -> Result<(Passed, String), Failure> {
        self.try_password(&format!("provider {id}"), address)?;
        let arrived = arrive(self, id, back, luggage, arrival, agent, address).await;
        match &arrived {
            Ok(_) => self.throttle().succeeded(address, &format!("provider {id}")),
            Err(error) => {
                tracing::info!(%error, "a sign-in by a provider was refused");
                let event = self.event(Event::SignInFailed, None).detail("by", "provider");
                self.note(event.detail("address", address).detail("why", &why(error))).await?;
            }
        }
        Ok(arrived?)
    }
}

fn why(error: &Error) -> String {
    match error {
        Error::Refused(failure) => failure.problems().first().map(|problem| problem.code.to_string()),
        _ => None,
    }
    .unwrap_or_else(|| error.to_string())
}

fn trouble(code: &'static str) -> Error {
    Problem::new("", code).into()
}

async fn depart(engine: &Engine, id: &str, back: &str, next: &str) -> Result<Departure> {
    let kept = settings::find(engine, id).await?;
    let known = known(engine, &kept.provider.issuer).await?;
    let journey = Journey {
        provider: id.to_owned(),
        state: secret(),
        nonce: secret(),
        verifier: secret(),
        next: next.to_owned(),
        until: (engine.now() + WITHIN).timestamp_millis(),
    };
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(hash(&journey.verifier));
    let asked = [
        ("response_type", "code"),
        ("scope", "openid email profile"),
        ("client_id", &kept.provider.client),
        ("redirect_uri", back),
        ("state", &journey.state),
        ("nonce", &journey.nonce),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    let asked: Vec<String> = asked.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let endpoint = &known.description.authorization_endpoint;
    let joint = if endpoint.contains('?') { '&' } else { '?' };
    let luggage = engine.seal().await?.seal(PURPOSE, &serde_json::to_vec(&journey)?);
    Ok(Departure {
        address: format!("{endpoint}{joint}{}", asked.join("&")),
        // As it can stand in a cookie.
        luggage: BASE64_URL_SAFE_NO_PAD.encode(luggage),
    })
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

async fn arrive(
    engine: &Engine,
    id: &str,
    back: &str,
    luggage: &str,
    arrival: Arrival,
    agent: &str,
    address: &str,
) -> Result<(Passed, String)> {
    let journey = unpack(engine, id, luggage, &arrival).await?;
    if !arrival.error.is_empty() {
        let said = format!("{} {}", arrival.error, arrival.error_description);
        return Err(Problem::new("", "provider-refused").detail(said.trim()).into());
    }
    let kept = settings::find(engine, id).await?;
    let claims = claims(engine, &kept, back, &journey, &arrival.code).await?;
    let user = person(engine, &kept.provider, &claims).await?;
    let passed = let_in(engine, &kept.provider, user, agent, address).await?;
    Ok((passed, journey.next))
}

/// The journey that this arrival ends: begun in this browser, for this provider, and not too long ago.
async fn unpack(engine: &Engine, id: &str, luggage: &str, arrival: &Arrival) -> Result<Journey> {
    let again = || trouble("provider-again");
    let sealed = BASE64_URL_SAFE_NO_PAD.decode(luggage).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let plain = engine.seal().await?.open(PURPOSE, &sealed.ok_or_else(again)?).map_err(|_| again())?;
    let journey: Journey = serde_json::from_slice(&plain)?;
    let fits = journey.provider == id
        && journey.state == arrival.state
        && engine.now().timestamp_millis() < journey.until;
    if fits { Ok(journey) } else { Err(again()) }
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    #[serde(default)]
    access_token: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal {
    error: String,
    error_description: String,
}

/// What the provider says of who came, once it is sure that the provider says it.
async fn claims(
    engine: &Engine,
    kept: &settings::Kept,
    back: &str,
    journey: &Journey,
    code: &str,
) -> Result<Claims> {
    let known = known(engine, &kept.provider.issuer).await?;
    let secret = settings::secret(engine, kept).await?;
    let answer = exchange(&known.description, &kept.provider, &secret, back, &journey.verifier, code).await?;
    let tokens: Tokens = match answer.status {
        200 => answer.json().ok_or_else(|| trouble("provider-not-understood"))?,
        _ => return Err(refusal(&answer)),
    };
    let expected = Expected {
        issuer: &known.description.issuer,
        client: &kept.provider.client,
        nonce: &journey.nonce,
        now: engine.now().timestamp(),
    };
    let checked = match token::check(&tokens.id_token, &known.keys, &expected) {
        // Providers change their keys now and then.
        Err(Refused::UnknownKey) if engine.now() - known.read > KEYS_AGAIN => {
            let fresh = read(engine, &kept.provider.issuer).await?;
            token::check(&tokens.id_token, &fresh.keys, &expected)
        }
        checked => checked,
    };
    let claims =
        checked.map_err(|refused| Error::from(Problem::new("", "provider-token").detail(refused.key())))?;
    match &known.description.userinfo_endpoint {
        Some(endpoint) if claims.email.is_empty() => more(endpoint, tokens.access_token, claims).await,
        _ => Ok(claims),
    }
}

/// Some providers tell the address only where they are asked for it.
async fn more(endpoint: &str, token: String, claims: Claims) -> Result<Claims> {
    let answer = http::get(endpoint, Some(token)).await?;
    let told: Claims = answer.json().ok_or_else(|| trouble("provider-not-understood"))?;
    if told.sub == claims.sub { Ok(told) } else { Err(trouble("provider-not-understood")) }
}

async fn exchange(
    description: &Description,
    provider: &Provider,
    secret: &str,
    back: &str,
    verifier: &str,
    code: &str,
) -> Result<http::Answer> {
    let mut form = vec![
        ("grant_type", "authorization_code".to_owned()),
        ("code", code.to_owned()),
        ("redirect_uri", back.to_owned()),
        ("code_verifier", verifier.to_owned()),
    ];
    let methods = description.token_endpoint_auth_methods_supported.as_deref();
    let basic = methods.is_none_or(|methods| methods.iter().any(|method| method == "client_secret_basic"));
    let authorization = if basic {
        let pair = format!("{}:{}", encode(&provider.client), encode(secret));
        Some(format!("Basic {}", BASE64_STANDARD.encode(pair)))
    } else {
        form.push(("client_id", provider.client.clone()));
        form.push(("client_secret", secret.to_owned()));
        None
    };
    http::post(&description.token_endpoint, authorization, form).await
}

/// Why the provider gave no token.
fn refusal(answer: &http::Answer) -> Error {
    let refusal: Refusal = answer.json().unwrap_or_default();
    match refusal.error.as_str() {
        "invalid_client" | "unauthorized_client" => Problem::new("secret", "provider-secret").into(),
        "" => trouble("provider-not-understood"),
        error => {
            let said = format!("{error} {}", refusal.error_description);
            Problem::new("", "provider-refused").detail(said.trim()).into()
        }
    }
}

async fn known(engine: &Engine, issuer: &str) -> Result<Arc<Known>> {
    match engine.known_providers().find(issuer) {
        Some(known) if engine.now() - known.read < BELIEVED => Ok(known),
        _ => read(engine, issuer).await,
    }
}

/// Asks the provider for its description and keys.
async fn read(engine: &Engine, issuer: &str) -> Result<Arc<Known>> {
    let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let answer = http::get(&address, None).await?;
    let none = || Error::from(Problem::new("issuer", "provider-no-discovery").detail(&address));
    let description: Description =
        if answer.status == 200 { answer.json() } else { None }.ok_or_else(none)?;
    if description.issuer.trim_end_matches('/') != issuer.trim_end_matches('/') {
        return Err(Problem::new("issuer", "provider-other-issuer").detail(&description.issuer).into());
    }
    let named = [&description.authorization_endpoint, &description.token_endpoint, &description.jwks_uri];
    for endpoint in named.into_iter().chain(&description.userinfo_endpoint) {
        // One that is asked by TLS leads nowhere else, and not to this machine.
        let same = !issuer.starts_with("https:") || endpoint.starts_with("https:");
        if !same || http::allowed(endpoint).is_none() {
            return Err(Problem::new("issuer", "provider-not-https").detail(endpoint).into());
        }
    }
    let answer = http::get(&description.jwks_uri, None).await?;
    let keys: Keys = answer.json().ok_or_else(|| {
        Error::from(Problem::new("issuer", "provider-no-discovery").detail(&description.jwks_uri))
    })?;
    let known = Arc::new(Known { description, keys, read: engine.now() });
    engine.known_providers().put(issuer, known.clone());
    Ok(known)
}

/// The user who came: as whom she came before, or by her address, which the provider must vouch for.
async fn person(engine: &Engine, provider: &Provider, claims: &Claims) -> Result<Id> {
    let email = claims.email.trim().to_lowercase();
    if email.is_empty() || !claims.is_verified() {
        return Err(trouble("provider-no-email"));
    }
    if !settings::is_of(provider, &email) {
        return Err(Problem::new("", "provider-domain").detail(&email).into());
    }
    let world = engine.world();
    let issuer = provider.issuer.clone();
    if let Some(user) = engine.store().user_of_identity(&issuer, &claims.sub).await? {
        let user = world.organisation.user(user).filter(|user| user.may_sign_in());
        return user.map(|user| user.id).ok_or_else(|| trouble("provider-no-account"));
    }
    let user = match world.organisation.by_email(&email) {
        // The address had belonged to somebody else before.
        Some(user) if engine.store().has_identity(&issuer, user.id).await? => {
            return Err(trouble("provider-other-person"));
        }
        Some(user) => user.id,
        None => new_user(engine, provider, claims, &email).await?,
    };
    engine.store().add_identity(&issuer, &claims.sub, user).await?;
    Ok(user)
}

/// The account of whoever comes for the first time, where that is allowed.
async fn new_user(engine: &Engine, provider: &Provider, claims: &Claims, email: &str) -> Result<Id> {
    let role = provider.role.ok_or_else(|| trouble("provider-no-account"))?;
    if engine.store().find_user_by_email(email).await?.is_some() {
        return Err(trouble("provider-no-account"));
    }
    let name = match claims.name.trim() {
        "" => email.split('@').next().unwrap_or(email),
        name => name,
    };
    let values = Values::from([
        (Name::new_static(users::NAME.name), Value::text(name)),
        (Name::new_static(users::EMAIL.name), Value::text(email)),
        (Name::new_static(users::ROLE.name), Value::Link(Link::new(ROLES, role))),
    ]);
    let saved = write::create(engine, &engine.system_caller(), Name::new_static(USERS), values).await?;
    Ok(saved.record.id)
}

async fn let_in(
    engine: &Engine,
    provider: &Provider,
    user: Id,
    agent: &str,
    address: &str,
) -> Result<Passed> {
    if !provider.trusted
        && let Some(key) = second_factor::second_step(engine, user).await?
    {
        return Ok(Passed::SecondStep(key));
    }
    if !provider.trusted && second_factor::has_passkey(engine, user).await? {
        return Ok(Passed::Passkey);
    }
    let (token, mut session) = new_session(engine.now(), user, agent, address);
    session.strong = provider.trusted;
    let (id, event) = (public_id(&session.hash), engine.came_in(&session, "provider"));
    admit(engine, session, event.detail("provider", &provider.label)).await?;
    Ok(Passed::In(SignedIn { token, session: id }))
}
