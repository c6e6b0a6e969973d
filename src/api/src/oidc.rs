//! Signing in by an identity provider of the company (OpenID Connect), as its administrator sets it up.

use model::{Id, Link};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// Part of the address to which the provider leads back; empty for one that is not kept yet.
    pub id: String,
    /// What stands on the button.
    pub label: String,
    /// The address of the provider, as it calls itself.
    pub issuer: String,
    pub client: String,
    /// Whoever has an address in one of these may come in.
    pub domains: Vec<String>,
    /// The role of whoever comes for the first time; without one, only those come in who have an account.
    pub role: Option<Id>,
    /// The provider asks for a second factor itself, so that it is not asked for again.
    pub trusted: bool,
    /// Whoever can come in by it does not sign in with a password any more.
    pub password_off: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Providers {
    pub providers: Vec<Provider>,
    /// Those that a new user can be given.
    pub roles: Vec<Link>,
}

/// A provider as the sign-in page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderButton {
    pub id: String,
    pub label: String,
}

/// The address at which a sign-in by the provider begins. It leads back to the same with `/back` behind it.
pub fn provider_address(id: &str) -> String {
    format!("/login/with/{id}")
}
