//! Asking an identity provider: over TLS, unless it runs on this machine, with little patience and for small answers.

use std::net::IpAddr;
use std::sync::LazyLock;
use std::time::Duration;

use http::Uri;
use model::Problem;
use serde::de::DeserializeOwned;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body};

use crate::error::Result;

const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer.
const LARGEST: u64 = 1024 * 1024;

/// Those that this machine trusts, so that a provider inside the company is reached too.
static ROOTS: LazyLock<RootCerts> = LazyLock::new(|| {
    let found = rustls_native_certs::load_native_certs().certs;
    let certificates: Vec<Certificate<'static>> =
        found.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect();
    RootCerts::new_with_certs(&certificates)
});

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    text: String,
}

impl Answer {
    pub(super) fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.text).ok()
    }
}

/// The address, if it may be asked: by TLS, or on this machine.
pub(super) fn allowed(url: &str) -> Option<Uri> {
    let uri: Uri = url.parse().ok()?;
    let host = uri.host()?;
    match uri.scheme_str()? {
        "https" => Some(uri),
        "http" if is_here(host) => Some(uri),
        _ => None,
    }
}

fn is_here(host: &str) -> bool {
    let plain = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || plain.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

pub(super) async fn get(url: &str, token: Option<String>) -> Result<Answer> {
    ask(url, move |agent, url| {
        let request = agent.get(url).header("accept", "application/json");
        match token {
            Some(token) => request.header("authorization", format!("Bearer {token}")).call(),
            None => request.call(),
        }
    })
    .await
}

/// Sends a form, with a header `authorization` where there is one.
pub(super) async fn post(
    url: &str,
    authorization: Option<String>,
    form: Vec<(&'static str, String)>,
) -> Result<Answer> {
    ask(url, move |agent, url| {
        let request = agent.post(url).header("accept", "application/json");
        match authorization {
            Some(authorization) => request.header("authorization", authorization).send_form(form),
            None => request.send_form(form),
        }
    })
    .await
}

type Asked = Result<http::Response<Body>, ureq::Error>;

async fn ask(url: &str, ask: impl FnOnce(&Agent, &str) -> Asked + Send + 'static) -> Result<Answer> {
    let Some(uri) = allowed(url) else {
        return Err(Problem::new("issuer", "provider-not-https").detail(url).into());
    };
    let (agent, url) = (agent(&uri), url.to_owned());
    tokio::task::spawn_blocking(move || {
        let unreachable = |error: ureq::Error| {
            Problem::new("issuer", "provider-unreachable").detail(format!("{url}: {error}"))
        };
        let mut response = ask(&agent, &url).map_err(unreachable)?;
        let status = response.status().as_u16();
        let text = response.body_mut().with_config().limit(LARGEST).read_to_string().map_err(unreachable)?;
        Ok(Answer { status, text })
    })
    .await?
}

fn agent(uri: &Uri) -> Agent {
    let here = uri.host().is_some_and(is_here);
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        // Where an answer leads to is in the provider's description, and nowhere else.
        .max_redirects(0)
        .http_status_as_error(false)
        .https_only(!here)
        .user_agent("Rapport")
        .tls_config(TlsConfig::builder().root_certs(ROOTS.clone()).build());
    // What runs here is not asked by way of others.
    if here { config.proxy(None).build().into() } else { config.build().into() }
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn only_tls_leaves_this_machine() {
        for url in ["https://id.example.com", "http://127.0.0.1:9", "http://localhost/x", "http://[::1]:80/"]
        {
            assert!(allowed(url).is_some(), "{url}");
        }
        for url in [
            "http://id.example.com",
            "http://127.0.0.1.example.com",
            "file:///etc/passwd",
            "",
            "id.example.com",
        ] {
            assert!(allowed(url).is_none(), "{url}");
        }
    }
}
