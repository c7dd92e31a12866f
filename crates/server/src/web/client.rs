//! Who is at the other end of a request's connection.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

/// The client's address. Behind a proxy it is the last of `X-Forwarded-For`, the one that the proxy itself added:
/// what stands before it comes from the client and may be invented.
pub fn address(headers: &HeaderMap, extensions: &Extensions, behind_proxy: bool) -> IpAddr {
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back();
    let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    match last {
        Some(address) if behind_proxy => address,
        _ => peer(extensions),
    }
}

fn peer(extensions: &Extensions) -> IpAddr {
    let info = extensions.get::<ConnectInfo<SocketAddr>>();
    info.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |info| info.0.ip().to_canonical())
}

/// Whether an address belongs to this machine or a private network.
pub fn is_internal(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

/// The address as far as it tells one client from another: an IPv6 client has a whole /64.
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from(u128::from(address) & !u128::from(u64::MAX)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(forwarded: &str) -> (HeaderMap, Extensions) {
        let headers =
            HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), forwarded.parse().unwrap())]);
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 4000))));
        (headers, extensions)
    }

    #[test]
    fn only_what_the_proxy_added_is_believed() {
        let (headers, extensions) = request("1.1.1.1, 203.0.113.7");
        assert_eq!(address(&headers, &extensions, true), IpAddr::from([203, 0, 113, 7]));
    }

    #[test]
    fn without_a_proxy_the_header_is_ignored() {
        let (headers, extensions) = request("203.0.113.7");
        assert_eq!(address(&headers, &extensions, false), IpAddr::from([10, 0, 0, 1]));
    }

    #[test]
    fn one_ipv6_network_counts_as_one_client() {
        let one: IpAddr = "2001:41d0:1:1::1".parse().unwrap();
        let other: IpAddr = "2001:41d0:1:1:ffff::2".parse().unwrap();
        assert_eq!(network(one), network(other));
        assert_ne!(network(one), network("2001:41d0:1:2::1".parse().unwrap()));
    }
}
