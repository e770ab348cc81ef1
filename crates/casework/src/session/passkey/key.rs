//! The public key of a passkey (COSE_Key, RFC 9053) and its signatures: ES256, EdDSA and RS256.

use minicbor::Decoder;
use minicbor::data::Type;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};

use super::Wrong;

/// The algorithms that we offer, by preference (the COSE register of IANA).
pub(super) const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// The curves, as COSE numbers them.
const P256: i64 = 1;
const ED25519_CURVE: i64 = 6;

/// The kinds of keys.
const OKP: i64 = 1;
const EC2: i64 = 2;
const RSA: i64 = 3;

/// Bytes of an RSA key that is strong enough, and no larger than is ever verified.
const MODULUS: std::ops::RangeInclusive<usize> = 256..=1024;
const EXPONENT: usize = 4;

/// A key that can be used.
#[derive(Debug)]
pub(super) enum Key<'a> {
    Es256 { x: &'a [u8], y: &'a [u8] },
    EdDsa { x: &'a [u8] },
    Rs256 { n: &'a [u8], e: &'a [u8] },
}

/// The labels of the map, as they come.
#[derive(Default)]
struct Labels<'a> {
    kind: Option<i64>,
    algorithm: Option<i64>,
    /// The curve of an elliptic key,
    curve: Option<i64>,
    /// or the modulus of an RSA key; both have the label -1.
    modulus: Option<&'a [u8]>,
    second: Option<&'a [u8]>,
    third: Option<&'a [u8]>,
}

impl<'a> Key<'a> {
    /// Reads the key at the beginning of some bytes, and answers how long it is.
    pub(super) fn read(bytes: &'a [u8]) -> Result<(Self, usize), Wrong> {
        let mut decoder = Decoder::new(bytes);
        let labels = labels(&mut decoder).ok_or(Wrong::Malformed)?;
        let key = match (labels.kind, labels.algorithm, labels.curve) {
            (Some(EC2), Some(ES256), Some(P256)) => {
                Self::Es256 { x: of_length(labels.second, 32)?, y: of_length(labels.third, 32)? }
            }
            (Some(OKP), Some(EDDSA), Some(ED25519_CURVE)) => Self::EdDsa { x: of_length(labels.second, 32)? },
            (Some(RSA), Some(RS256), None) => Self::Rs256 {
                n: labels.modulus.filter(|n| MODULUS.contains(&n.len())).ok_or(Wrong::Malformed)?,
                e: labels.second.filter(|e| e.len() <= EXPONENT).ok_or(Wrong::Malformed)?,
            },
            _ => return Err(Wrong::Algorithm),
        };
        Ok((key, decoder.position()))
    }

    /// Judges a signature (§7.2 step 21).
    pub(super) fn verify(&self, signed: &[u8], signature: &[u8]) -> Result<(), Wrong> {
        let verdict = match self {
            Self::Es256 { x, y } => {
                let point = [&[4], *x, *y].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(signed, signature)
            }
            Self::EdDsa { x } => UnparsedPublicKey::new(&ED25519, x).verify(signed, signature),
            Self::Rs256 { n, e } => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
            }
        };
        verdict.map_err(|_| Wrong::Signature)
    }
}

fn labels<'a>(decoder: &mut Decoder<'a>) -> Option<Labels<'a>> {
    let mut labels = Labels::default();
    let length = decoder.map().ok()??;
    for _ in 0..length {
        match decoder.i64().ok()? {
            1 => labels.kind = Some(decoder.i64().ok()?),
            3 => labels.algorithm = Some(decoder.i64().ok()?),
            -1 if decoder.datatype().ok()? == Type::Bytes => labels.modulus = Some(decoder.bytes().ok()?),
            -1 => labels.curve = Some(decoder.i64().ok()?),
            -2 => labels.second = Some(decoder.bytes().ok()?),
            -3 => labels.third = Some(decoder.bytes().ok()?),
            _ => decoder.skip().ok()?,
        }
    }
    Some(labels)
}

fn of_length(bytes: Option<&[u8]>, length: usize) -> Result<&[u8], Wrong> {
    bytes.filter(|bytes| bytes.len() == length).ok_or(Wrong::Malformed)
}
