//! Which pages may open a live connection: browsers let any page try, and send the cookie along (RFC 6455, 10.2).

use url::Url;

/// Whether a page of `origin` belongs to the desk that `desk` (scheme and host) addresses. A request without
/// `Origin` is no browser's.
pub fn is_ours(origin: Option<&str>, desk: &str) -> bool {
    let Some(origin) = origin else { return true };
    match (Url::parse(origin), Url::parse(desk)) {
        (Ok(origin), Ok(desk)) => authority(&origin) == authority(&desk),
        _ => false,
    }
}

/// The scheme is left out: behind a proxy that does not forward it, the server cannot know it.
fn authority(url: &Url) -> (Option<&str>, Option<u16>) {
    (url.host_str(), url.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_desks_own_pages_may_connect() {
        assert!(is_ours(Some("http://localhost:8080"), "http://localhost:8080"));
        assert!(is_ours(Some("https://help.example.com"), "http://help.example.com"));
        for other in
            ["https://evil.example", "https://help.example.com.evil.example", "http://localhost:3000", "null"]
        {
            assert!(!is_ours(Some(other), "https://help.example.com"), "{other}");
        }
    }

    #[test]
    fn a_program_sends_no_origin() {
        assert!(is_ours(None, "https://help.example.com"));
    }
}
