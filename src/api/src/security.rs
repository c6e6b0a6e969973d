//! Signing in safely: the second factor, and what opens the company to somebody.

use model::{Id, Instant};
use serde::{Deserialize, Serialize};

use crate::{SessionInfo, TokenInfo};

/// The caller's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// Since when there is one.
    pub since: Option<Instant>,
    /// Recovery codes that were not used yet.
    pub codes_left: u32,
    /// Her role asks for it.
    pub required: bool,
}

/// What an authenticator app is told, to make codes from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Base 32 in groups of four, to be typed.
    pub secret: String,
    /// The same as an address that apps open.
    pub uri: String,
    /// The same to be scanned.
    pub qr: QrCode,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// Of the square, without its margin.
    pub width: u32,
    /// The dark cells as the path of an SVG.
    pub path: String,
}

/// A passkey of the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyInfo {
    pub id: Id,
    pub name: String,
    /// The host to which it belongs; at another it does not work.
    pub site: String,
    pub made: Instant,
    pub used: Option<Instant>,
}

/// What the browser is to ask an authenticator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyOptions {
    /// As WebAuthn writes them, in JSON.
    pub options: String,
    /// To be brought back with the answer.
    pub ticket: String,
}

/// By what a user can come in, for administrators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIns {
    pub sessions: Vec<SessionInfo>,
    pub tokens: Vec<TokenInfo>,
    pub second_factor: Option<Instant>,
}
