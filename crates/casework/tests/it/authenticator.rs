//! An authenticator and its browser in software, for tests: what they say can be bent at every point.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
    RsaPublicKeyComponents,
};
use sha2::{Digest as _, Sha256};

/// An RSA key for these tests alone: ring makes none.
const RSA_KEY: &str = "MIIEpAIBAAKCAQEAsb27F7U5TIzklchqOdLURD4hox1x8Yv/CCdRsmuffXUML7B6+QOvALLpaCh3LlYERlsRfP5FOAUoFwoR9DWf\
     nubxWQiBPF8vPzUaBZvaRTIGmfuHls6hJ6CTQSx76V6ULjqT0IivCQ6BDWuMmmylCxiuEFl08bk8sedrDIPtFMfuHeBecnoyS/RI\
     A9BvJB7pRAmBt2NwabZD1t5PvAa2V0DZ5dQwkdii+koq2asLNHMblJODHsCsebsGgpoSI0wYUdUtkXoBal1/CrxPZUxvgUVBKz5U\
     +EvC2DkEn2bBLQ9m7FvS8c1NMV8AJKnuwcsvyIAUOHby5jlOD15NrwzUzQIDAQABAoIBABwFEIcCwzctqOVx9EkMUvk1IEFiJXHS\
     Q5Cp/ieV7s0s1BB6jlBOQ9rk2YXZhzxPRBpBRgcB4LCdo33KUR1CDNlUh+ykuhbl3IFm4iTLNoQdCExjCjN8fIxONJicJiaaidql\
     0mKYAZv4ZODUORSpFvWiXOJn79chgA99r3MIIypYvPsDZ57RhJF7lA2zS/nNoV575QqWXNuGQwZdYL7/CnCY4oedJ+OOIOvXS6Cz\
     yFBmFDg2k6xCiilEcECoAgfXR0VbLkHnH5C9B72wWtGKLfsFIyGl7nMBm6gpJCAx9E5aAKOBwXNm1WmkKJ9GZxeeg5pJN/oKEdZc\
     IdDFV/aOUMMCgYEA4CUopjQCPjAQaNmQk0P0quyQAgW8frxCB/LwU6L/pblTbhkp2PRua/zDLNfMAZL0fvo+4nSrXk6xlimKRn9+\
     jMA1nVlsMUDfjIoOCRlDJs22PjW4rVcSmUCB+MT6qxYwq4EELzoVFFS8hQcOg11XR/P2xFrOxQmSQny+thEWMb8CgYEAywBNgMJc\
     kEnTdHx+SMAS+N9BNq8tOHkIL4j7cv0R+0EcdckH3nRrFSfrCVsgPfibOmK7gtjvLEzxo3a6RH0g1e0R45Jy/06ImkK7XrGz7wKm\
     I3x9UHwqXZijB85UCeQESMfq8wSDiPi+hhTyRZE8x7WxA14x2h/aUfVvvS8ShHMCgYAY8knJ5bPyM+s/oCdFHKUYeOe2Mek+ubkn\
     pVQ2GsgVK8ErWcWcjefUQPeAACyGaFKp5zQkhBOmlV+SdOEc44e0JphRAOjXun6m556USKl+ohqMZfI96Jj7UYClrVawv/F+xQcw\
     MmiyMJQiwhxNZpAWRALM68Zji6MpnzSikthDhQKBgQC2qoMTBdH9FDFudEe+dvebcmlgJ6ltU5uGCqEZC5gOmrxdUJQAHInu84iP\
     Vqxgl0A2/Xj1ePdeya32BXP/BQly9mxOdw17ptNM3Bd2UjkzLRMKg47Pyarlpd+tun/sln00cJB+NOWXbx0h0d9fsh0bJ+csvKnn\
     ORpe/ZeaiK0E+QKBgQCeGqh5Z+ufjbtSHbWQM7fMduYkrD4m5AsVrVcwRrwcdCkgRIrvYGtkHHDQ9tBpDZRV4xc54i828OMraBE7\
     EilNzHGTBiY0LneGWoq11Ex/rsVKW/+phXk0+U4CohUsZBPdFXJHT0Zz3xCCl0l6BXCdU1JdW5Juw/Ih9Z7adshfIQ==";

/// User present and verified.
pub(crate) const THERE: u8 = 0b101;
const HAS_CREDENTIAL: u8 = 1 << 6;

enum Secret {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
    Rs256(Box<RsaKeyPair>),
}

/// The device with the browser in front of it.
pub(crate) struct Authenticator {
    secret: Secret,
    pub id: Vec<u8>,
    pub flags: u8,
    pub count: u32,
    /// The host for which it acts.
    pub site: String,
    /// What the browser says of its page.
    pub origin: String,
    pub cross_origin: bool,
    /// The ceremony, when it is not the right one.
    pub ceremony: Option<&'static str>,
    pub user: Option<String>,
    /// Flips a bit of the signature.
    pub bent: bool,
}

pub(crate) fn text(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

impl Authenticator {
    fn with(secret: Secret, site: &str, origin: &str) -> Self {
        let public: [u8; 32] = Sha256::digest(public(&secret)).into();
        Self {
            secret,
            id: public[..16].to_vec(),
            flags: THERE,
            count: 0,
            site: site.to_owned(),
            origin: origin.to_owned(),
            cross_origin: false,
            ceremony: None,
            user: None,
            bent: false,
        }
    }

    pub(crate) fn es256(site: &str, origin: &str) -> Self {
        let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let document = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).unwrap();
        Self::with(Secret::Es256(pair), site, origin)
    }

    pub(crate) fn eddsa(site: &str, origin: &str) -> Self {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self::with(Secret::EdDsa(Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap()), site, origin)
    }

    pub(crate) fn rs256(site: &str, origin: &str) -> Self {
        let pair = RsaKeyPair::from_der(&BASE64_STANDARD.decode(RSA_KEY).unwrap()).unwrap();
        Self::with(Secret::Rs256(Box::new(pair)), site, origin)
    }

    fn client_data(&self, ceremony: &str, challenge: &str) -> String {
        serde_json::json!({
            "type": self.ceremony.unwrap_or(ceremony),
            "challenge": challenge,
            "origin": self.origin,
            "crossOrigin": self.cross_origin,
            "unknown": "browsers may add what they like",
        })
        .to_string()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        [&Sha256::digest(self.site.as_bytes())[..], &[self.flags | flags], &self.count.to_be_bytes()].concat()
    }

    /// The public key as COSE writes it.
    pub(crate) fn cose(&self) -> Vec<u8> {
        let key = public(&self.secret);
        match &self.secret {
            Secret::Es256(_) => [
                &[0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20],
                &key[1..33],
                &[0x22, 0x58, 0x20],
                &key[33..],
            ]
            .concat(),
            Secret::EdDsa(_) => {
                [&[0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20], key.as_slice()].concat()
            }
            Secret::Rs256(pair) => {
                let modulus = RsaPublicKeyComponents::<Vec<u8>>::from(pair.public()).n;
                let length = u16::try_from(modulus.len()).unwrap().to_be_bytes();
                [
                    &[0xA4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59],
                    &length[..],
                    &modulus,
                    &[0x21, 0x43, 0x01, 0x00, 0x01],
                ]
                .concat()
            }
        }
    }

    /// Registers: what the form then holds.
    pub(crate) fn create(&self, challenge: &str) -> String {
        self.create_with(challenge, &self.cose())
    }

    pub(crate) fn create_with(&self, challenge: &str, key: &[u8]) -> String {
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        let data = [&self.data(HAS_CREDENTIAL)[..], &[0; 16], &length, &self.id, key].concat();
        let size = u16::try_from(data.len()).unwrap().to_be_bytes();
        let attestation =
            [b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x59".as_slice(), &size, &data].concat();
        let client_data = self.client_data("webauthn.create", challenge);
        serde_json::json!({
            "client_data": text(client_data.as_bytes()),
            "attestation": text(&attestation),
        })
        .to_string()
    }

    /// Signs: what the form then holds.
    pub(crate) fn get(&self, challenge: &str) -> String {
        let client_data = self.client_data("webauthn.get", challenge);
        let data = self.data(0);
        let signed = [&data[..], &Sha256::digest(client_data.as_bytes())].concat();
        let mut signature = sign(&self.secret, &signed);
        if self.bent {
            *signature.last_mut().unwrap() ^= 1;
        }
        serde_json::json!({
            "id": text(&self.id),
            "client_data": text(client_data.as_bytes()),
            "authenticator_data": text(&data),
            "signature": text(&signature),
            "user": self.user,
        })
        .to_string()
    }
}

fn public(secret: &Secret) -> Vec<u8> {
    match secret {
        Secret::Es256(pair) => pair.public_key().as_ref().to_vec(),
        Secret::EdDsa(pair) => pair.public_key().as_ref().to_vec(),
        Secret::Rs256(pair) => pair.public().as_ref().to_vec(),
    }
}

fn sign(secret: &Secret, message: &[u8]) -> Vec<u8> {
    let random = SystemRandom::new();
    match secret {
        Secret::Es256(pair) => pair.sign(&random, message).unwrap().as_ref().to_vec(),
        Secret::EdDsa(pair) => pair.sign(message).as_ref().to_vec(),
        Secret::Rs256(pair) => {
            let mut signature = vec![0; pair.public().modulus_len()];
            pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).unwrap();
            signature
        }
    }
}
