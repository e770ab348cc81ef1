//! For which site a passkey is, from the public address.

use sha2::{Digest as _, Sha256};

/// The relying party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RelyingParty {
    /// Scheme, host and port, as browsers write them.
    pub origin: String,
    /// The host: passkeys of one host are of no use at another.
    pub id: String,
}

impl RelyingParty {
    /// Of the public address. None where browsers know no passkeys: at a bare IP address, and without encryption
    /// anywhere but on this machine.
    pub(super) fn of(base_url: &str) -> Option<Self> {
        let (scheme, rest) = base_url.split_once("://")?;
        let authority = rest.split('/').next()?.to_ascii_lowercase();
        let host = authority.rsplit_once(':').map_or(authority.as_str(), |(host, _)| host);
        let is_address = host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok();
        let local = host == "localhost" || host.ends_with(".localhost");
        if host.is_empty() || is_address || !(scheme == "https" || scheme == "http" && local) {
            return None;
        }
        let plain = match scheme {
            "https" => authority.strip_suffix(":443"),
            _ => authority.strip_suffix(":80"),
        };
        let origin = format!("{scheme}://{}", plain.unwrap_or(&authority));
        Some(Self { origin, id: host.to_owned() })
    }

    pub(super) fn id_hash(&self) -> [u8; 32] {
        Sha256::digest(self.id.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origin_and_id_follow_from_the_public_address() {
        for (address, origin, id) in [
            ("https://motcua.example.vn", "https://motcua.example.vn", "motcua.example.vn"),
            ("https://Motcua.Example.vn:443/x", "https://motcua.example.vn", "motcua.example.vn"),
            ("https://motcua.example.vn:8443", "https://motcua.example.vn:8443", "motcua.example.vn"),
            ("http://localhost:3000", "http://localhost:3000", "localhost"),
        ] {
            let site = RelyingParty { origin: origin.to_owned(), id: id.to_owned() };
            assert_eq!(RelyingParty::of(address), Some(site), "{address}");
        }
        for nowhere in
            ["http://motcua.example.vn", "http://127.0.0.1:3000", "https://[::1]:3000", "", "https://"]
        {
            assert_eq!(RelyingParty::of(nowhere), None, "{nowhere}");
        }
    }
}
