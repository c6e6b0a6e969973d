//! The providers that the company has set up.

use api::{Caller, Failure, Provider, ProviderButton, Providers};
use model::grant::Level;
use model::{Id, Link, Problem};
use serde::{Deserialize, Serialize};

use crate::Engine;
use crate::error::Result;
use crate::organisation::{ROLES, User};

const KEY: &str = "providers";
const LONGEST: usize = 200;
const MOST: usize = 10;

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    #[serde(flatten)]
    pub(super) provider: Provider,
    /// Sealed.
    secret: String,
}

async fn all(engine: &Engine) -> Result<Vec<Kept>> {
    let stored = engine.store().setting(KEY).await?;
    Ok(stored.and_then(|json| serde_json::from_value(json).ok()).unwrap_or_default())
}

pub(super) async fn find(engine: &Engine, id: &str) -> Result<Kept> {
    let found = all(engine).await?.into_iter().find(|kept| kept.provider.id == id);
    Ok(found.ok_or(Failure::NotFound)?)
}

pub(super) async fn secret(engine: &Engine, kept: &Kept) -> Result<String> {
    let plain = engine.seal().await?.open(&purpose(&kept.provider.id), &kept.secret)?;
    Ok(String::from_utf8_lossy(&plain).into_owned())
}

fn purpose(id: &str) -> String {
    format!("client secret of {id}")
}

/// Whether the address lies in one of the provider's domains.
pub(super) fn is_of(provider: &Provider, email: &str) -> bool {
    let domain = email.rsplit_once('@').map(|(_, domain)| domain.to_lowercase());
    domain.is_some_and(|domain| provider.domains.contains(&domain))
}

/// What the sign-in page shows.
pub(crate) async fn buttons(engine: &Engine) -> Result<Vec<ProviderButton>> {
    let button = |kept: Kept| ProviderButton { id: kept.provider.id, label: kept.provider.label };
    Ok(all(engine).await?.into_iter().map(button).collect())
}

/// The provider by which the user has to come in instead of by a password. Those who could mend it when it breaks can
/// always come in: an administrator, unless another one has a password that still counts.
pub(crate) async fn instead_of_password(engine: &Engine, user: &User) -> Result<Option<String>> {
    let kept = all(engine).await?;
    let bound =
        |email: &str| kept.iter().find(|kept| kept.provider.password_off && is_of(&kept.provider, email));
    let Some(instead) = bound(&user.email) else { return Ok(None) };
    let world = engine.world();
    if world.organisation.level(user) == Level::Administrator {
        let with_password = engine.store().with_passwords().await?;
        let mut others = world.organisation.administrators().filter(|other| other.id != user.id);
        if !others.any(|other| with_password.contains(&other.id) && bound(&other.email).is_none()) {
            return Ok(None);
        }
    }
    Ok(Some(instead.provider.label.clone()))
}

pub(crate) async fn providers(engine: &Engine, caller: &Caller) -> Result<Providers> {
    engine.administrator(caller)?;
    let providers = all(engine).await?.into_iter().map(|kept| kept.provider).collect();
    let world = engine.world();
    let link = |(id, name): (Id, String)| Link { title: name, ..Link::new(ROLES, id) };
    let roles = world.organisation.roles_by_name().into_iter().map(link).collect();
    Ok(Providers { providers, roles })
}

/// Keeps a provider, a new one or one that is known, and gives its id. Without a secret, the one that is kept stays.
pub(crate) async fn put_provider(
    engine: &Engine,
    caller: &Caller,
    provider: Provider,
    secret: Option<String>,
) -> Result<String> {
    let caller = engine.administrator(caller)?;
    let mut provider = checked(engine, provider)?;
    let secret = secret_for(engine, &provider, secret).await?;
    let mut kept = all(engine).await?;
    if provider.id.is_empty() {
        if kept.len() >= MOST {
            return Err(Problem::new("", "too-many").detail(MOST).into());
        }
        provider.id = engine.new_id().0.simple().to_string();
    }
    let id = provider.id.clone();
    let secret = engine.seal().await?.seal(&purpose(&id), secret.as_bytes());
    let new = Kept { provider, secret };
    match kept.iter_mut().find(|kept| kept.provider.id == id) {
        Some(known) => *known = new,
        None => kept.push(new),
    }
    engine.set_setting(&caller, KEY, serde_json::to_value(kept)?).await?;
    Ok(id)
}

pub(crate) async fn drop_provider(engine: &Engine, caller: &Caller, id: &str) -> Result<()> {
    let caller = engine.administrator(caller)?;
    let mut kept = all(engine).await?;
    kept.retain(|kept| kept.provider.id != id);
    engine.set_setting(&caller, KEY, serde_json::to_value(kept)?).await
}

/// Asks the provider what it says of itself, and whether it knows us by the secret. Nothing is kept.
pub(crate) async fn try_provider(
    engine: &Engine,
    caller: &Caller,
    provider: Provider,
    secret: Option<String>,
) -> Result<()> {
    engine.administrator(caller)?;
    let provider = checked(engine, provider)?;
    let secret = secret_for(engine, &provider, secret).await?;
    let known = super::read(engine, &provider.issuer).await?;
    // Nobody has such a code: a provider that knows us says so, and one that does not says that.
    let back = "https://localhost/login";
    let answer = super::exchange(&known.description, &provider, &secret, back, &"x".repeat(43), "x").await?;
    if answer.status == 401 {
        return Err(Problem::new("secret", "provider-secret").into());
    }
    match super::refusal(&answer) {
        crate::error::Error::Refused(failure)
            if failure.problems().iter().any(|problem| problem.code == "provider-secret") =>
        {
            Err(failure.into())
        }
        _ => Ok(()),
    }
}

/// The secret that is given, or the one that is kept: but no other provider than that for which it was given gets it.
async fn secret_for(engine: &Engine, provider: &Provider, given: Option<String>) -> Result<String> {
    if let Some(given) = given.map(|given| given.trim().to_owned()).filter(|given| !given.is_empty()) {
        return Ok(given);
    }
    let kept = all(engine).await?;
    let same = |kept: &&Kept| {
        let known = &kept.provider;
        known.id == provider.id && known.issuer == provider.issuer && known.client == provider.client
    };
    match kept.iter().find(same) {
        Some(kept) => secret(engine, kept).await,
        None => Err(Problem::new("secret", "required").into()),
    }
}

/// As it is kept, or what is wrong with it.
fn checked(engine: &Engine, provider: Provider) -> Result<Provider> {
    let mut problems = Vec::new();
    let provider = Provider {
        label: provider.label.trim().to_owned(),
        issuer: provider.issuer.trim().to_owned(),
        client: provider.client.trim().to_owned(),
        domains: domains(&provider.domains),
        ..provider
    };
    for (field, text) in
        [("label", &provider.label), ("issuer", &provider.issuer), ("client", &provider.client)]
    {
        if text.is_empty() {
            problems.push(Problem::new(field, "required"));
        } else if text.chars().count() > LONGEST {
            problems.push(Problem::new(field, "too-long").detail(LONGEST));
        }
    }
    if !provider.issuer.is_empty() && super::http::allowed(&provider.issuer).is_none() {
        problems.push(Problem::new("issuer", "provider-not-https").detail(&provider.issuer));
    }
    if provider.domains.is_empty() {
        problems.push(Problem::new("domains", "required"));
    }
    if let Some(domain) = provider.domains.iter().find(|domain| !is_domain(domain)) {
        problems.push(Problem::new("domains", "not-a-host").detail(domain));
    }
    if provider.role.is_some_and(|role| engine.world().organisation.role(role).is_none()) {
        problems.push(Problem::new("role", "not-found").detail("role"));
    }
    if problems.is_empty() { Ok(provider) } else { Err(problems.into()) }
}

/// As people write them: with an @ before, in capitals, several in one.
fn domains(written: &[String]) -> Vec<String> {
    let parts = written.iter().flat_map(|text| text.split([',', ' ', ';', '\n']));
    let plain = parts.map(|part| part.trim().trim_start_matches('@').to_lowercase());
    let mut domains: Vec<String> = plain.filter(|part| !part.is_empty()).collect();
    domains.dedup();
    domains
}

fn is_domain(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '-';
    text.split('.').count() > 1 && text.split('.').all(|part| !part.is_empty() && part.chars().all(fits))
}
