//! Whether what an authenticator gave is a passkey, or proof of one (WebAuthn, level 2).
//!
//! Nothing is asked of who made the authenticator, so that the browser may hand over the public key as it is written
//! everywhere (SPKI) and nothing has to be taken out of a certificate.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// What keys are accepted, as WebAuthn numbers them: ECDSA with P-256, Ed25519, RSA.
pub(super) const ALGORITHMS: [i64; 3] = [-7, -8, -257];

/// What stands before the key itself in an SPKI, which is of one length for each algorithm.
const BEFORE_P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];
const BEFORE_ED25519: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
/// With keys of 2,048 bits and more all lengths are written in two bytes.
const BEFORE_RSA: usize = 24;

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

/// What is wrong with what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Malformed,
    /// Made for something else than was asked.
    Purpose,
    Challenge,
    /// Neither https nor this machine, or not of the passkey's site.
    Site,
    /// Nobody touched it, or showed that it is hers.
    Unverified,
    Algorithm,
    Signature,
    /// It counts backwards: there are two of it.
    Copied,
}

/// A credential as browsers write it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Credential {
    raw_id: String,
    response: Response,
}

#[derive(Deserialize)]
struct Response {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    #[serde(rename = "authenticatorData")]
    authenticator_data: String,
    #[serde(default)]
    signature: String,
    #[serde(rename = "publicKey", default)]
    public_key: String,
    #[serde(rename = "publicKeyAlgorithm", default)]
    algorithm: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// A new passkey, as it is kept.
#[derive(Debug, PartialEq)]
pub(super) struct New {
    pub(super) id: Vec<u8>,
    pub(super) site: String,
    pub(super) algorithm: i64,
    /// As an SPKI.
    pub(super) key: Vec<u8>,
    pub(super) counter: i64,
}

/// What is known of a passkey that is shown.
pub(super) struct Known<'k> {
    pub(super) site: &'k str,
    pub(super) algorithm: i64,
    pub(super) key: &'k [u8],
    pub(super) counter: i64,
}

impl Credential {
    pub(super) fn read(json: &str) -> Result<Credential, Refused> {
        serde_json::from_str(json).map_err(|_| Refused::Malformed)
    }

    pub(super) fn id(&self) -> Result<Vec<u8>, Refused> {
        decode(&self.raw_id)
    }

    /// The new passkey that this is.
    pub(super) fn register(&self, challenge: &str) -> Result<New, Refused> {
        let site = self.site("webauthn.create", challenge)?;
        let data = Data::read(&decode(&self.response.authenticator_data)?)?;
        data.check(&site)?;
        let id = self.id()?;
        if data.id.as_deref() != Some(&id[..]) {
            return Err(Refused::Malformed);
        }
        let (algorithm, key) = (self.response.algorithm, decode(&self.response.public_key)?);
        plain_key(algorithm, &key).ok_or(Refused::Algorithm)?;
        Ok(New { id, site, algorithm, key, counter: data.counter })
    }

    /// How often the passkey was used, if this proves that whoever came has it.
    pub(super) fn prove(&self, challenge: &str, known: &Known<'_>) -> Result<i64, Refused> {
        let site = self.site("webauthn.get", challenge)?;
        if site != known.site {
            return Err(Refused::Site);
        }
        let bytes = decode(&self.response.authenticator_data)?;
        let data = Data::read(&bytes)?;
        data.check(&site)?;
        let (_, client_data) = self.client_data()?;
        let signed = [bytes, Sha256::digest(client_data).to_vec()].concat();
        let (algorithm, key) = plain_key(known.algorithm, known.key).ok_or(Refused::Algorithm)?;
        let signature = decode(&self.response.signature)?;
        UnparsedPublicKey::new(algorithm, key).verify(&signed, &signature).map_err(|_| Refused::Signature)?;
        // Many do not count at all.
        let counts = data.counter != 0 || known.counter != 0;
        if counts && data.counter <= known.counter { Err(Refused::Copied) } else { Ok(data.counter) }
    }

    fn client_data(&self) -> Result<(ClientData, Vec<u8>), Refused> {
        let bytes = decode(&self.response.client_data)?;
        let data = serde_json::from_slice(&bytes).map_err(|_| Refused::Malformed)?;
        Ok((data, bytes))
    }

    /// Where it was made: the host of a page that asked just this.
    fn site(&self, purpose: &str, challenge: &str) -> Result<String, Refused> {
        let (data, _) = self.client_data()?;
        if data.r#type != purpose || data.cross_origin {
            return Err(Refused::Purpose);
        }
        if challenge.is_empty() || data.challenge != challenge {
            return Err(Refused::Challenge);
        }
        host(&data.origin).ok_or(Refused::Site)
    }
}

fn decode(text: &str) -> Result<Vec<u8>, Refused> {
    BASE64.decode(text.trim_end_matches('=')).map_err(|_| Refused::Malformed)
}

/// The host of an origin to which passkeys can belong.
fn host(origin: &str) -> Option<String> {
    let (scheme, rest) = origin.split_once("://")?;
    let host = rest.split([':', '/']).next().filter(|host| !host.is_empty())?;
    let safe = scheme == "https" || scheme == "http" && host == "localhost";
    safe.then(|| host.to_owned())
}

/// What the authenticator itself says, which it signs.
struct Data {
    site: [u8; 32],
    flags: u8,
    counter: i64,
    /// Of a new passkey.
    id: Option<Vec<u8>>,
}

impl Data {
    fn read(bytes: &[u8]) -> Result<Data, Refused> {
        let (site, rest) = bytes.split_first_chunk::<32>().ok_or(Refused::Malformed)?;
        let ([flags], rest) = rest.split_first_chunk::<1>().ok_or(Refused::Malformed)?;
        let (counter, rest) = rest.split_first_chunk::<4>().ok_or(Refused::Malformed)?;
        let id = if flags & ATTESTED == 0 { None } else { Some(attested(rest).ok_or(Refused::Malformed)?) };
        Ok(Data { site: *site, flags: *flags, counter: u32::from_be_bytes(*counter).into(), id })
    }

    fn check(&self, site: &str) -> Result<(), Refused> {
        let expected: [u8; 32] = Sha256::digest(site).into();
        if self.site != expected {
            return Err(Refused::Site);
        }
        if self.flags & PRESENT == 0 || self.flags & VERIFIED == 0 {
            Err(Refused::Unverified)
        } else {
            Ok(())
        }
    }
}

/// The id of a new passkey, behind the model of the authenticator.
fn attested(bytes: &[u8]) -> Option<Vec<u8>> {
    let rest = bytes.get(16..)?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    Some(rest.get(..usize::from(u16::from_be_bytes(*length)))?.to_vec())
}

/// How the key verifies, and the key without what stands around it.
fn plain_key(algorithm: i64, spki: &[u8]) -> Option<(&'static dyn VerificationAlgorithm, &[u8])> {
    match algorithm {
        -7 => Some((&signature::ECDSA_P256_SHA256_ASN1, spki.strip_prefix(&BEFORE_P256)?)),
        -8 => Some((&signature::ED25519, spki.strip_prefix(&BEFORE_ED25519)?)),
        -257 => Some((&signature::RSA_PKCS1_2048_8192_SHA256, spki.get(BEFORE_RSA..)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
    use serde_json::json;

    use super::*;

    const SITE: &str = "crm.example.com";

    /// An authenticator as small as can be.
    struct Authenticator {
        pair: EcdsaKeyPair,
        flags: u8,
        counter: u32,
        origin: String,
    }

    impl Authenticator {
        fn new() -> Authenticator {
            let random = SystemRandom::new();
            let pair = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
            let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pair.as_ref(), &random);
            let origin = format!("https://{SITE}");
            Authenticator { pair: pair.unwrap(), flags: PRESENT | VERIFIED, counter: 1, origin }
        }

        fn spki(&self) -> Vec<u8> {
            [&BEFORE_P256, self.pair.public_key().as_ref()].concat()
        }

        fn data(&self, more: u8) -> Vec<u8> {
            let site = Sha256::digest(SITE).to_vec();
            [site, vec![self.flags | more], self.counter.to_be_bytes().to_vec()].concat()
        }

        fn client_data(&self, purpose: &str, challenge: &str) -> String {
            json!({"type": purpose, "challenge": challenge, "origin": self.origin}).to_string()
        }

        fn make(&self, challenge: &str) -> Credential {
            let data = [self.data(ATTESTED), vec![0; 16], vec![0, 3], b"key".to_vec()].concat();
            credential(json!({
                "clientDataJSON": BASE64.encode(self.client_data("webauthn.create", challenge)),
                "authenticatorData": BASE64.encode(data),
                "publicKey": BASE64.encode(self.spki()),
                "publicKeyAlgorithm": -7,
            }))
        }

        fn show(&self, challenge: &str) -> Credential {
            let (data, client) = (self.data(0), self.client_data("webauthn.get", challenge));
            let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
            let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
            credential(json!({
                "clientDataJSON": BASE64.encode(client),
                "authenticatorData": BASE64.encode(data),
                "signature": BASE64.encode(signature),
            }))
        }
    }

    fn credential(response: serde_json::Value) -> Credential {
        let json = json!({"id": "a2V5", "rawId": "a2V5", "type": "public-key", "response": response});
        Credential::read(&json.to_string()).unwrap()
    }

    #[test]
    fn what_was_registered_proves_itself() {
        let mut own = Authenticator::new();
        let new = own.make("c").register("c").unwrap();
        assert_eq!((new.id.as_slice(), new.site.as_str(), new.counter), (&b"key"[..], SITE, 1));
        let known = Known { site: &new.site, algorithm: new.algorithm, key: &new.key, counter: 1 };
        own.counter = 2;
        assert_eq!(own.show("d").prove("d", &known), Ok(2));
    }

    #[test]
    fn anything_else_is_refused() {
        let mut own = Authenticator::new();
        let new = own.make("c").register("c").unwrap();
        let known = Known { site: &new.site, algorithm: new.algorithm, key: &new.key, counter: 1 };
        assert_eq!(own.show("d").prove("d", &known), Err(Refused::Copied), "it does not count on");
        own.counter = 2;
        assert_eq!(own.show("d").prove("e", &known), Err(Refused::Challenge));
        assert_eq!(own.show("").prove("", &known), Err(Refused::Challenge));
        assert_eq!(own.make("d").prove("d", &known), Err(Refused::Purpose));
        assert_eq!(own.show("d").register("d"), Err(Refused::Purpose));
        let other = Authenticator { counter: 3, ..Authenticator::new() };
        assert_eq!(other.show("d").prove("d", &known), Err(Refused::Signature));
        for (origin, site) in [
            ("http://crm.example.com", Refused::Site),
            ("https://evil.example.com", Refused::Site),
            ("https://crm.example.com.evil.org", Refused::Site),
        ] {
            let elsewhere = Authenticator { origin: origin.into(), counter: 3, ..Authenticator::new() };
            assert_eq!(elsewhere.make("c").register("c"), Err(site), "{origin}");
        }
        own.flags = PRESENT;
        assert_eq!(own.show("d").prove("d", &known), Err(Refused::Unverified));
        assert!(Credential::read("{}").is_err());
    }
}
