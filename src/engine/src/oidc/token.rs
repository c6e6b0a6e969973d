//! Whether an ID token is what it says: signed by the provider, for us, for this sign-in, and now.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use ring::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Seconds that clocks may differ.
const LEEWAY: i64 = 60;

/// The provider's public keys.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Keys {
    pub(super) keys: Vec<Key>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// What the token must say.
pub(super) struct Expected<'e> {
    pub(super) issuer: &'e str,
    pub(super) client: &'e str,
    pub(super) nonce: &'e str,
    /// Seconds since 1970.
    pub(super) now: i64,
}

/// What the provider says of who came.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub(super) struct Claims {
    pub(super) sub: String,
    #[serde(default)]
    pub(super) email: String,
    /// Some say it as a text.
    #[serde(default)]
    email_verified: serde_json::Value,
    #[serde(default)]
    pub(super) name: String,
}

impl Claims {
    pub(super) fn is_verified(&self) -> bool {
        self.email_verified == true || self.email_verified == "true"
    }
}

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Malformed,
    /// None that proves anything; `none` above all.
    Algorithm,
    UnknownKey,
    Signature,
    Issuer,
    Audience,
    Expired,
    NotYet,
    Nonce,
}

impl Refused {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Refused::Malformed => "malformed",
            Refused::Algorithm => "algorithm",
            Refused::UnknownKey => "unknown key",
            Refused::Signature => "signature",
            Refused::Issuer => "issuer",
            Refused::Audience => "audience",
            Refused::Expired => "expired",
            Refused::NotYet => "not yet valid",
            Refused::Nonce => "nonce",
        }
    }
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Payload {
    iss: String,
    aud: Audience,
    exp: i64,
    #[serde(default)]
    iat: i64,
    #[serde(default)]
    nonce: String,
    azp: Option<String>,
    #[serde(flatten)]
    claims: Claims,
}

/// What the token says, once nothing about it is wrong.
pub(super) fn check(token: &str, keys: &Keys, expected: &Expected<'_>) -> Result<Claims, Refused> {
    let (signed, signature) = token.rsplit_once('.').ok_or(Refused::Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(Refused::Malformed)?;
    let header: Header = part(header)?;
    let signature = BASE64.decode(signature).map_err(|_| Refused::Malformed)?;
    verify(&header, keys, signed.as_bytes(), &signature)?;
    let payload: Payload = part(payload)?;
    if payload.iss != expected.issuer {
        return Err(Refused::Issuer);
    }
    if !is_for(&payload, expected.client) {
        return Err(Refused::Audience);
    }
    if payload.exp <= expected.now - LEEWAY {
        return Err(Refused::Expired);
    }
    if payload.iat > expected.now + LEEWAY {
        return Err(Refused::NotYet);
    }
    if expected.nonce.is_empty() || payload.nonce != expected.nonce {
        return Err(Refused::Nonce);
    }
    if payload.claims.sub.is_empty() { Err(Refused::Malformed) } else { Ok(payload.claims) }
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, Refused> {
    let bytes = BASE64.decode(text).map_err(|_| Refused::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Refused::Malformed)
}

/// A token for several must say that it was made for us.
fn is_for(payload: &Payload, client: &str) -> bool {
    let named = match &payload.aud {
        Audience::One(one) => one == client,
        Audience::Many(many) => {
            many.iter().any(|one| one == client) && (many.len() == 1 || payload.azp.is_some())
        }
    };
    named && payload.azp.as_ref().is_none_or(|party| party == client)
}

/// Only signatures that nobody but the provider can make: those by a shared secret and none at all are refused.
fn verify(header: &Header, keys: &Keys, signed: &[u8], signature: &[u8]) -> Result<(), Refused> {
    let fits: fn(&Key) -> bool = match header.alg.as_str() {
        "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" => |key| key.kty == "RSA",
        "ES256" => |key| key.kty == "EC" && key.crv.as_deref() == Some("P-256"),
        "ES384" => |key| key.kty == "EC" && key.crv.as_deref() == Some("P-384"),
        "EdDSA" => |key| key.kty == "OKP" && key.crv.as_deref() == Some("Ed25519"),
        _ => return Err(Refused::Algorithm),
    };
    let usable = |key: &&Key| fits(key) && key.purpose.as_deref().is_none_or(|purpose| purpose == "sig");
    let mut candidates = keys
        .keys
        .iter()
        .filter(usable)
        .filter(|key| header.kid.is_none() || key.kid == header.kid)
        .peekable();
    if candidates.peek().is_none() {
        return Err(Refused::UnknownKey);
    }
    let good = candidates.any(|key| is_signed(&header.alg, key, signed, signature).is_some());
    if good { Ok(()) } else { Err(Refused::Signature) }
}

fn is_signed(algorithm: &str, key: &Key, signed: &[u8], signature: &[u8]) -> Option<()> {
    let bytes = |text: &Option<String>| BASE64.decode(text.as_deref()?).ok();
    let rsa = |parameters: &'static signature::RsaParameters| {
        let key = RsaPublicKeyComponents { n: bytes(&key.n)?, e: bytes(&key.e)? };
        key.verify(parameters, signed, signature).ok()
    };
    let other = |algorithm: &'static dyn VerificationAlgorithm, key: Vec<u8>| {
        UnparsedPublicKey::new(algorithm, key).verify(signed, signature).ok()
    };
    // A point of a curve as it is written without compression.
    let point = || Some([vec![4], bytes(&key.x)?, bytes(&key.y)?].concat());
    match algorithm {
        "RS256" => rsa(&signature::RSA_PKCS1_2048_8192_SHA256),
        "RS384" => rsa(&signature::RSA_PKCS1_2048_8192_SHA384),
        "RS512" => rsa(&signature::RSA_PKCS1_2048_8192_SHA512),
        "PS256" => rsa(&signature::RSA_PSS_2048_8192_SHA256),
        "PS384" => rsa(&signature::RSA_PSS_2048_8192_SHA384),
        "PS512" => rsa(&signature::RSA_PSS_2048_8192_SHA512),
        "ES256" => other(&signature::ECDSA_P256_SHA256_FIXED, point()?),
        "ES384" => other(&signature::ECDSA_P384_SHA384_FIXED, point()?),
        _ => other(&signature::ED25519, bytes(&key.x)?),
    }
}

#[cfg(test)]
mod tests {
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
    use serde_json::{Value, json};

    use super::*;

    const NOW: i64 = 1_800_000_000;

    struct Signer(EcdsaKeyPair);

    impl Signer {
        fn new() -> Signer {
            let random = SystemRandom::new();
            let pair = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
            let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pair.as_ref(), &random);
            Signer(pair.unwrap())
        }

        fn keys(&self, kid: &str) -> Keys {
            let point = self.0.public_key().as_ref();
            let key = Key {
                kty: "EC".into(),
                crv: Some("P-256".into()),
                kid: Some(kid.into()),
                x: Some(BASE64.encode(&point[1..33])),
                y: Some(BASE64.encode(&point[33..])),
                ..Key::default()
            };
            Keys { keys: vec![key] }
        }

        fn sign(&self, header: Value, payload: &Value) -> String {
            let signed =
                format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(payload.to_string()));
            let signature = self.0.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
            format!("{signed}.{}", BASE64.encode(signature))
        }
    }

    fn payload() -> Value {
        json!({
            "iss": "https://id.example.com", "aud": "rapport", "sub": "42", "nonce": "n", "iat": NOW, "exp": NOW + 300,
            "email": "rita@example.com", "email_verified": true,
        })
    }

    fn with(changes: Value) -> Value {
        let mut payload = payload();
        payload.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        payload
    }

    fn expected() -> Expected<'static> {
        Expected { issuer: "https://id.example.com", client: "rapport", nonce: "n", now: NOW }
    }

    #[test]
    fn a_good_token_says_who_came() {
        let signer = Signer::new();
        let token = signer.sign(json!({"alg": "ES256", "kid": "a"}), &payload());
        let claims = check(&token, &signer.keys("a"), &expected()).unwrap();
        assert_eq!((claims.sub.as_str(), claims.email.as_str()), ("42", "rita@example.com"));
        assert!(claims.is_verified());
        let several = with(json!({"aud": ["rapport", "other"], "azp": "rapport"}));
        let several = signer.sign(json!({"alg": "ES256"}), &several);
        assert!(check(&several, &signer.keys("a"), &expected()).is_ok());
    }

    #[test]
    fn every_other_is_refused_for_what_is_wrong_with_it() {
        let signer = Signer::new();
        let keys = signer.keys("a");
        let refused = |token: &str| check(token, &keys, &expected()).unwrap_err();
        let saying = |changes| signer.sign(json!({"alg": "ES256", "kid": "a"}), &with(changes));
        for (changes, why) in [
            (json!({"exp": NOW - 61}), Refused::Expired),
            (json!({"iat": NOW + 61}), Refused::NotYet),
            (json!({"aud": "another"}), Refused::Audience),
            (json!({"aud": ["rapport", "other"]}), Refused::Audience),
            (json!({"azp": "another"}), Refused::Audience),
            (json!({"iss": "https://id.example.org"}), Refused::Issuer),
            (json!({"nonce": "m"}), Refused::Nonce),
            (json!({"nonce": ""}), Refused::Nonce),
            (json!({"sub": ""}), Refused::Malformed),
        ] {
            assert_eq!(refused(&saying(changes.clone())), why, "{changes}");
        }
        assert_eq!(
            refused(&signer.sign(json!({"alg": "ES256", "kid": "b"}), &payload())),
            Refused::UnknownKey
        );
        assert_eq!(
            refused(&signer.sign(json!({"alg": "RS256", "kid": "a"}), &payload())),
            Refused::UnknownKey
        );
        for algorithm in ["none", "None", "HS256", ""] {
            assert_eq!(refused(&signer.sign(json!({"alg": algorithm}), &payload())), Refused::Algorithm);
        }
        let other = Signer::new().sign(json!({"alg": "ES256", "kid": "a"}), &payload());
        assert_eq!(refused(&other), Refused::Signature);
        let good = saying(json!({}));
        let (signed, _) = good.rsplit_once('.').unwrap();
        assert_eq!(refused(&format!("{signed}.")), Refused::Signature);
        assert_eq!(refused("a.b"), Refused::Malformed);
    }
}
