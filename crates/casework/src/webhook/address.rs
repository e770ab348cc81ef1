//! Where messages may go: to https on the public internet, and in a demonstration to this very machine.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};
use views::Failure;

/// Letters of an address.
const LONGEST: usize = 2_000;

/// Reads an address as somebody typed it. A name is judged again by the addresses that it leads to, each time that a
/// connection is made.
///
/// # Errors
/// `WebhookAddress`.
pub(super) fn read(text: &str, demo: bool) -> Result<Url, Failure> {
    let url = Url::parse(text.trim()).map_err(|_| Failure::WebhookAddress)?;
    let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    if !plain || url.as_str().len() > LONGEST {
        return Err(Failure::WebhookAddress);
    }
    let local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return Err(Failure::WebhookAddress),
    };
    let public = match url.host() {
        Some(Host::Domain(name)) => name.contains('.') && !name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => is_public(address.into()),
        Some(Host::Ipv6(address)) => is_public(address.into()),
        None => false,
    };
    match url.scheme() {
        "https" if public => Ok(url),
        "http" | "https" if local && demo => Ok(url),
        _ => Err(Failure::WebhookAddress),
    }
}

/// Whether an address is of the public internet: neither this machine nor a private network, nor anything that is
/// routed in another way (the special-purpose registries of IANA).
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        // Shared by providers (RFC 6598), protocol assignments, 6to4 relays, benchmarks.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b));
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    // Only 2000::/3 is handed out; in it are documentation, Teredo and other assignments, and 6to4, which hides an
    // address of the old kind.
    (0x2000..0x4000).contains(&a) && !(a == 0x2001 && (b < 0x200 || b == 0xdb8)) && a != 0x2002 && a != 0x3fff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_go_to_https_on_the_public_internet() {
        for good in ["https://example.vn/hook?x=1", "https://8.8.8.8/", "https://[2606:4700::1111]:8443/a"] {
            assert!(read(good, false).is_ok(), "{good}");
        }
        for bad in [
            "",
            "example.vn",
            "http://example.vn/",
            "ftp://example.vn/",
            "https://",
            "https://user:pass@example.vn/",
            "https://example.vn/#a",
            "https://localhost/",
            "https://intranet/",
            "https://a.localhost/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://10.1.2.3/",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://[fe80::1]/",
            "https://[fd00::1]/",
            "http://127.0.0.1:9/",
        ] {
            assert_eq!(read(bad, false), Err(Failure::WebhookAddress), "{bad}");
        }
    }

    #[test]
    fn a_demonstration_may_also_tell_this_machine_and_no_other() {
        for good in ["http://127.0.0.1:9000/", "http://localhost:9000/x", "http://[::1]/"] {
            assert!(read(good, true).is_ok(), "{good}");
        }
        for bad in ["http://10.0.0.1/", "http://example.vn/", "https://192.168.1.1/"] {
            assert!(read(bad, true).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_public_addresses_are_public() {
        let public = ["1.1.1.1", "203.162.4.191", "100.63.0.1", "172.32.0.1", "2405:4800::1"];
        for address in public {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.1.1",
            "172.16.0.1",
            "192.0.0.8",
            "192.168.0.1",
            "198.18.0.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "2002:7f00:1::",
            "3fff::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }
}
