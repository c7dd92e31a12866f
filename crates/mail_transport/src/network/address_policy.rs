//! Which addresses may be connected to, so that a setting cannot be used to look around inside a network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Which addresses outgoing connections may go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressPolicy {
    /// Every address: for a desk whose mail server stands in the same network.
    Any,
    /// Only addresses of the public Internet: for a desk whose administrators may not see its network.
    PublicOnly,
    /// Public addresses and this machine itself: for tests and single-machine set-ups.
    PublicAndLoopback,
}

impl AddressPolicy {
    /// Whether a connection to `address` is allowed.
    pub fn allows(self, address: IpAddr) -> bool {
        match self {
            Self::Any => true,
            Self::PublicOnly => is_public(address),
            Self::PublicAndLoopback => is_public(address) || address.to_canonical().is_loopback(),
        }
    }
}

/// Whether an address belongs to the public Internet, by IANA's special-purpose registries (RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match embedded_v4(address) {
            Some(embedded) => is_public_v4(embedded),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_protocol_assignment = (a, b, c) == (192, 0, 0);
    let is_benchmark = a == 198 && (18..20).contains(&b);
    let is_reserved = a == 0 || a >= 224;
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || is_shared
        || is_protocol_assignment
        || is_benchmark
        || is_reserved)
}

/// Public IPv6 is 2000::/3, without the part for documentation.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let is_documentation = (first, second) == (0x2001, 0x0db8);
    first & 0xe000 == 0x2000 && !is_documentation
}

/// The IPv4 address that a translator reaches through this IPv6 address: NAT64 (RFC 6052) or 6to4 (RFC 3056).
fn embedded_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let from = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0x0064, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => Some(from(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public_only_allows(address: &str) -> bool {
        AddressPolicy::PublicOnly.allows(address.parse().unwrap())
    }

    #[test]
    fn public_addresses_are_allowed() {
        for address in ["9.9.9.9", "193.70.18.144", "2001:41d0:1:1::1", "2a00:1450::1", "64:ff9b::808:808"] {
            assert!(public_only_allows(address), "{address}");
        }
    }

    #[test]
    fn internal_addresses_are_refused_however_they_are_written() {
        let internal = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "192.0.2.1",
            "::",
            "::1",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "2001:db8::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
        ];
        for address in internal {
            assert!(!public_only_allows(address), "{address}");
        }
    }

    #[test]
    fn loopback_can_be_allowed_without_the_rest_of_the_network() {
        let policy = AddressPolicy::PublicAndLoopback;
        assert!(policy.allows("127.0.0.1".parse().unwrap()) && policy.allows("::1".parse().unwrap()));
        assert!(!policy.allows("192.168.1.1".parse().unwrap()));
    }
}
