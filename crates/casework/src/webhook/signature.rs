//! The signature of a message, as Standard Webhooks has it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{Case, CaseError};

/// The value of `webhook-signature`: HMAC-SHA256 over id, moment (seconds since 1970) and body.
///
/// # Errors
/// When the secret is none of ours.
pub fn signature(secret: &str, id: &str, seconds: i64, body: &str) -> Case<String> {
    const NO_SECRET: CaseError = CaseError::Impossible("the secret of a webhook does not read back");
    let key = secret.strip_prefix("whsec_").ok_or(NO_SECRET)?;
    let key = STANDARD.decode(key).map_err(|_| NO_SECRET)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| NO_SECRET)?;
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_that_of_the_reference() {
        let signed = signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}",
        );
        assert_eq!(signed.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert!(signature("nothing", "a", 0, "").is_err());
    }
}
