//! The steps of WebAuthn L3 §7.1 and §7.2, one by one: each is broken alone, and told apart.

use proptest::prelude::*;

use super::authenticator::{Authenticator, THERE, text};
use super::*;

const SITE: &str = "motcua.example.vn";
const ORIGIN: &str = "https://motcua.example.vn";
const CHALLENGE: &[u8] = b"thirty-two bytes of a challenge!";

fn site() -> RelyingParty {
    RelyingParty::of(ORIGIN).unwrap()
}

fn all() -> [Authenticator; 3] {
    [
        Authenticator::es256(SITE, ORIGIN),
        Authenticator::eddsa(SITE, ORIGIN),
        Authenticator::rs256(SITE, ORIGIN),
    ]
}

/// Registers as the use case does: the challenge first.
fn register(given: &str) -> Result<Registered, Wrong> {
    let given: Attestation = serde_json::from_str(given).map_err(|_| Wrong::Malformed)?;
    let challenge = challenge_of(&site(), Ceremony::Create, &given.client_data)?;
    if challenge != CHALLENGE {
        return Err(Wrong::Challenge);
    }
    registered(&site(), &given)
}

fn use_key(known: &Registered, given: &str) -> Result<i64, Wrong> {
    let given = Assertion::read(given).ok_or(Wrong::Malformed)?;
    let challenge = challenge_of(&site(), Ceremony::Get, &given.client_data)?;
    if challenge != CHALLENGE {
        return Err(Wrong::Challenge);
    }
    let known = Known {
        public_key: &known.public_key,
        sign_count: known.sign_count,
        backup_eligible: known.backup_eligible,
    };
    signed(&site(), &known, &given)
}

/// Registers with something bent.
fn bent_create(bend: impl Fn(&mut Authenticator)) -> Result<Registered, Wrong> {
    let mut device = Authenticator::es256(SITE, ORIGIN);
    bend(&mut device);
    register(&device.create(&text(CHALLENGE)))
}

/// Registers well, then signs with something bent.
fn bent_get(bend: impl Fn(&mut Authenticator)) -> Result<i64, Wrong> {
    let mut device = Authenticator::es256(SITE, ORIGIN);
    device.count = 5;
    let known = register(&device.create(&text(CHALLENGE))).unwrap();
    device.count = 6;
    bend(&mut device);
    use_key(&known, &device.get(&text(CHALLENGE)))
}

#[test]
fn every_offered_kind_of_key_registers_and_signs() {
    for mut device in all() {
        let known = register(&device.create(&text(CHALLENGE))).unwrap();
        assert_eq!((known.id, known.sign_count), (text(&device.id), 0));
        let known = register(&device.create(&text(CHALLENGE))).unwrap();
        device.count = 1;
        assert_eq!(use_key(&known, &device.get(&text(CHALLENGE))), Ok(1));
    }
}

#[test]
fn the_ceremony_must_be_the_one_that_was_begun() {
    assert_eq!(bent_create(|device| device.ceremony = Some("webauthn.get")), Err(Wrong::Ceremony));
    assert_eq!(bent_get(|device| device.ceremony = Some("webauthn.create")), Err(Wrong::Ceremony));
}

#[test]
fn the_challenge_must_be_ours() {
    let device = Authenticator::es256(SITE, ORIGIN);
    assert_eq!(register(&device.create(&text(b"another"))), Err(Wrong::Challenge));
    let known = register(&device.create(&text(CHALLENGE))).unwrap();
    assert_eq!(use_key(&known, &device.get(&text(b"another"))), Err(Wrong::Challenge));
    assert_eq!(use_key(&known, &device.get("no base64!")), Err(Wrong::Malformed));
}

#[test]
fn the_origin_must_be_ours_and_no_frame() {
    for elsewhere in [
        "https://motcua.example.vn.evil.example",
        "http://motcua.example.vn",
        "https://motcua.example.vn:8443",
        "https://sub.motcua.example.vn",
        "",
    ] {
        let bend = |device: &mut Authenticator| elsewhere.clone_into(&mut device.origin);
        assert_eq!(bent_create(bend), Err(Wrong::Origin), "{elsewhere}");
        assert_eq!(bent_get(bend), Err(Wrong::Origin), "{elsewhere}");
    }
    assert_eq!(bent_create(|device| device.cross_origin = true), Err(Wrong::Origin));
    assert_eq!(bent_get(|device| device.cross_origin = true), Err(Wrong::Origin));
}

#[test]
fn the_authenticator_must_have_acted_for_our_host() {
    let bend = |device: &mut Authenticator| "example.vn".clone_into(&mut device.site);
    assert_eq!(bent_create(bend), Err(Wrong::Site));
    assert_eq!(bent_get(bend), Err(Wrong::Site));
}

#[test]
fn somebody_must_be_there_and_be_verified() {
    for (flags, wrong) in [(0b100, Wrong::NobodyThere), (0b001, Wrong::NotVerified), (0, Wrong::NobodyThere)]
    {
        assert_eq!(bent_create(|device| device.flags = flags), Err(wrong));
        assert_eq!(bent_get(|device| device.flags = flags), Err(wrong));
    }
}

#[test]
fn a_key_that_stays_in_its_device_is_no_copy() {
    const ELIGIBLE: u8 = 1 << 3;
    const BACKED_UP: u8 = 1 << 4;
    assert_eq!(bent_create(|device| device.flags = THERE | BACKED_UP), Err(Wrong::Backup));
    assert!(bent_create(|device| device.flags = THERE | ELIGIBLE | BACKED_UP).unwrap().backup_eligible);
    assert_eq!(bent_get(|device| device.flags = THERE | BACKED_UP), Err(Wrong::Backup));
    assert_eq!(bent_get(|device| device.flags = THERE | ELIGIBLE), Err(Wrong::Backup), "it changed");
}

#[test]
fn a_signature_must_be_of_the_registered_key_over_these_bytes() {
    assert_eq!(bent_get(|device| device.bent = true), Err(Wrong::Signature));
    for device in all() {
        let known = register(&device.create(&text(CHALLENGE))).unwrap();
        let other = Authenticator::es256(SITE, ORIGIN);
        assert_eq!(use_key(&known, &other.get(&text(CHALLENGE))), Err(Wrong::Signature));
        // The same signature over other data of the browser.
        let mut given: serde_json::Value = serde_json::from_str(&device.get(&text(CHALLENGE))).unwrap();
        let data = decoded(given["client_data"].as_str().unwrap()).unwrap();
        let tampered = String::from_utf8(data).unwrap().replace("what they like", "what they want");
        given["client_data"] = text(tampered.as_bytes()).into();
        assert_eq!(use_key(&known, &given.to_string()), Err(Wrong::Signature));
    }
}

#[test]
fn a_count_must_grow_unless_the_device_never_counts() {
    for (count, expected) in
        [(6, Ok(6)), (u32::MAX, Ok(4_294_967_295)), (5, Err(Wrong::Counter)), (0, Err(Wrong::Counter))]
    {
        assert_eq!(bent_get(|device| device.count = count), expected, "{count}");
    }
    let device = Authenticator::es256(SITE, ORIGIN);
    let known = register(&device.create(&text(CHALLENGE))).unwrap();
    assert_eq!(use_key(&known, &device.get(&text(CHALLENGE))), Ok(0));
}

#[test]
fn keys_that_were_not_offered_are_refused() {
    let device = Authenticator::es256(SITE, ORIGIN);
    let mut key = device.cose();
    // ES384 instead of ES256.
    key.splice(4..5, [0x38, 0x22]);
    assert_eq!(register(&device.create_with(&text(CHALLENGE), &key)), Err(Wrong::Algorithm));
    let mut key = device.cose();
    // P-384 under the name of ES256.
    key[6] = 2;
    assert_eq!(register(&device.create_with(&text(CHALLENGE), &key)), Err(Wrong::Algorithm));
    assert_eq!(register(&device.create_with(&text(CHALLENGE), &device.cose()[..40])), Err(Wrong::Malformed));
}

#[test]
fn an_id_of_no_length_or_of_too_much_is_refused() {
    assert_eq!(bent_create(|device| device.id.clear()), Err(Wrong::Malformed));
    assert_eq!(bent_create(|device| device.id = vec![7; 1024]), Err(Wrong::Malformed));
    assert!(bent_create(|device| device.id = vec![7; 1023]).is_ok());
}

proptest! {
    /// Whatever is sent, it is judged and nothing breaks.
    #[test]
    fn garbage_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0_usize..200) {
        let device = Authenticator::es256(SITE, ORIGIN);
        let given: Attestation = serde_json::from_str(&device.create(&text(CHALLENGE))).unwrap();
        let good = decoded(&given.attestation).unwrap();
        let cut = cut.min(good.len() - 1);
        for attestation in [bytes.clone(), good[..cut].to_vec(), [&good[..cut], &bytes].concat()] {
            let bent = Attestation { client_data: given.client_data.clone(), attestation: text(&attestation) };
            if let Ok(passkey) = registered(&site(), &bent) {
                prop_assert!(attestation.starts_with(&good) || passkey.public_key != text(&device.cose()));
            }
        }
        prop_assert!(Assertion::read(&String::from_utf8_lossy(&bytes)).is_none());
    }
}
