//! Signing in by an identity provider: the way there and the way back.

use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use engine::{Arrival, Engine};
use std::net::SocketAddr;

use api::provider_address;

use crate::forms::{agent, back, is_tls, passed, with_cookies};
use crate::signed_in::cookie;

/// What travels with the browser while she is at the provider.
const LUGGAGE: &str = "rapport_provider";
const LUGGAGE_AGE: u32 = 10 * 60;

#[derive(serde::Deserialize)]
pub struct Wanted {
    #[serde(default)]
    next: String,
}

/// `GET /login/with/{id}`
pub async fn depart(
    State(engine): State<Engine>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    match engine.depart(&id, &way_back(&headers, &id), &wanted.next).await {
        Ok(departure) => {
            with_cookies(&headers, &[(LUGGAGE, &departure.luggage, LUGGAGE_AGE)], &departure.address)
        }
        Err(failure) => back("/login", &failure, &[("next", &wanted.next)]),
    }
}

/// `GET /login/with/{id}/back`
pub async fn arrive(
    State(engine): State<Engine>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(arrival): Query<Arrival>,
) -> Response {
    let luggage = cookie(&headers, LUGGAGE).unwrap_or_default();
    let (way_back, agent, address) = (way_back(&headers, &id), agent(&headers), address.ip().to_string());
    match engine.arrive(&id, &way_back, luggage, arrival, &agent, &address).await {
        Ok((arrived, next)) => passed(&headers, arrived, &next, &[(LUGGAGE, "", 0)]),
        Err(failure) => back("/login", &failure, &[]),
    }
}

/// Where the provider leads back to; it must know this address.
fn way_back(headers: &HeaderMap, id: &str) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if is_tls(headers) { "https" } else { "http" };
    format!("{scheme}://{host}{}/back", provider_address(id))
}
