//! Codes that change with time (RFC 6238), as every authenticator app makes them: SHA-1, six digits, thirty seconds.

use hmac::{Hmac, KeyInit, Mac};
use model::Instant;
use sha1::Sha1;

const SECONDS: i64 = 30;
const DIGITS: u32 = 6;

/// As many bits as SHA-1 has.
pub(crate) type Key = [u8; 20];

/// Which step of time it is.
fn step(now: Instant) -> i64 {
    now.timestamp().div_euclid(SECONDS)
}

/// The step whose code this is, if it is that of now or of a neighbour, as clocks differ, and later than `used`.
pub(crate) fn step_of(key: &[u8], code: &str, now: Instant, used: i64) -> Option<i64> {
    let now = step(now);
    [now, now - 1, now + 1]
        .into_iter()
        .filter(|step| *step > used)
        .find(|step| self::code(key, *step) == code)
}

/// Six digits, dynamically truncated (RFC 4226, 5.3).
fn code(key: &[u8], step: i64) -> String {
    let Ok(mac) = Hmac::<Sha1>::new_from_slice(key) else { return String::new() };
    let mac: [u8; 20] = mac.chain_update(step.to_be_bytes()).finalize().into_bytes().into();
    let at = usize::from(mac[19] & 0x0f);
    let bits = mac[at..].first_chunk().copied().map_or(0, u32::from_be_bytes) & 0x7fff_ffff;
    format!("{:06}", bits % 10_u32.pow(DIGITS))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    /// Of RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Instant {
        DateTime::from_timestamp(seconds, 0).unwrap_or_default()
    }

    #[test]
    fn the_vectors_of_the_rfc_hold() {
        for (seconds, eight) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(code(SECRET, step(at(seconds))), eight[2..]);
        }
    }

    #[test]
    fn clocks_may_differ_by_a_step_and_a_code_is_used_once() {
        let now = at(1_234_567_890);
        let this = step(now);
        for (other, known) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let code = code(SECRET, this + other);
            assert_eq!(step_of(SECRET, &code, now, 0), known.then_some(this + other), "{other}");
        }
        let code = code(SECRET, this);
        assert_eq!(step_of(SECRET, &code, now, this), None);
        assert_eq!(step_of(SECRET, "", now, 0), None);
    }
}
