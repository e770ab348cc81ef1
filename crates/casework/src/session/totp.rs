//! One-time codes by time (RFC 6238): six digits, SHA-1, steps of 30 seconds, as all apps know them.

use store::id::{NoRandomness, random_bytes};
use time::OffsetDateTime;
use totp_rs::{Builder, Secret};

/// Seconds of a step.
const STEP: u64 = 30;
const DIGITS: u8 = 6;
/// So many steps before and after now are taken, for clocks that differ.
const SKEW: u16 = 1;
/// Bytes of a secret (RFC 4226 §4 recommends 160 bits).
const BYTES: usize = 20;
/// Who issued the code, as the app shows it.
const ISSUER: &str = "Mot%20Cua";

/// A new secret in base32.
pub(super) fn new_secret() -> Result<String, NoRandomness> {
    Ok(Secret::new_stack(random_bytes::<BYTES>()?).to_base32())
}

/// The six digits that were typed; none when it is something else, such as a recovery code or a password.
pub(super) fn digits(typed: &str) -> Option<String> {
    let typed: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let fits = typed.len() == usize::from(DIGITS) && typed.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(typed)
}

/// The step to which the code belongs, when it is one of those that count now.
pub(super) fn step_of(secret: &str, code: &str, now: OffsetDateTime) -> Option<i64> {
    let seconds = u64::try_from(now.unix_timestamp()).ok()?;
    let secret = Secret::try_from_base32(secret).ok()?;
    let totp =
        Builder::new().with_secret(secret).with_digits(DIGITS).with_skew(SKEW).with_step_duration(STEP);
    let step = totp.build().ok()?.check(code, seconds)?;
    i64::try_from(step).ok()
}

/// The address that an app reads from the QR code. User names have no character that would have to be escaped.
pub(super) fn address(secret: &str, username: &str) -> String {
    format!("otpauth://totp/{ISSUER}:{username}?secret={secret}&issuer={ISSUER}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The secret and the codes of RFC 6238, appendix B, for SHA-1, cut to six digits.
    const RFC: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(seconds: i64) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(seconds).unwrap()
    }

    fn code_at(secret: &str, seconds: u64) -> String {
        let secret = Secret::try_from_base32(secret).unwrap();
        Builder::new().with_secret(secret).build().unwrap().generate(seconds).to_string()
    }

    #[test]
    fn the_codes_of_the_rfc_are_right() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(step_of(RFC, code, at(seconds)), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn digits_are_read_with_their_space_and_nothing_else_is() {
        assert_eq!(digits(" 123 456 ").as_deref(), Some("123456"));
        for other in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "k3zt-9mqa-0hxy-7wbn"] {
            assert_eq!(digits(other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn a_code_counts_one_step_before_and_after_its_own(
            bytes in any::<[u8; BYTES]>(), made in 1_000_000_u64..4_000_000_000, later in -300_i64..300
        ) {
            let secret = Secret::new_stack(bytes).to_base32();
            let code = code_at(&secret, made);
            let now = i64::try_from(made).unwrap() + later;
            let (step, made) = (now.div_euclid(30), i64::try_from(made / STEP).unwrap());
            let near = (step - made).abs() <= i64::from(SKEW);
            match step_of(&secret, &code, at(now)) {
                Some(found) => prop_assert!((found - step).abs() <= i64::from(SKEW)),
                None => prop_assert!(!near),
            }
            // Far away only chance, one in a hundred thousand, lets it pass: then the step is another.
            if near {
                prop_assert_eq!(step_of(&secret, &code, at(now)).map(|found| code_at(&secret, u64::try_from(found).unwrap() * STEP)), Some(code));
            }
        }

        #[test]
        fn another_code_does_not_count(bytes in any::<[u8; BYTES]>(), now in 1_000_000_u64..4_000_000_000, guess in 0_u32..1_000_000) {
            let secret = Secret::new_stack(bytes).to_base32();
            let guess = format!("{guess:06}");
            let right = [now - STEP, now, now + STEP].map(|at| code_at(&secret, at));
            let counts = step_of(&secret, &guess, at(i64::try_from(now).unwrap())).is_some();
            prop_assert_eq!(counts, right.contains(&guess));
        }
    }
}
