//! What is known of the program that sent a request.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, Method, header, request::Parts},
};
use http::{ApiError, App};

const USER_AGENT_CHARS: usize = 255;

/// Where a request came from, and from what program.
#[derive(Debug)]
pub(crate) struct Client {
    /// Its address; behind a proxy the one that the proxy names.
    pub(crate) address: Option<IpAddr>,
    /// What it calls itself.
    pub(crate) user_agent: String,
}

impl Client {
    pub(crate) fn of(parts: &Parts, app: &App) -> Self {
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let user_agent = text(header::USER_AGENT).chars().take(USER_AGENT_CHARS).collect();
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let address = if app.settings.behind_proxy {
            named_by_proxy(&parts.headers).or(connection)
        } else {
            connection
        };
        Self { address, user_agent }
    }
}

/// The last address of `X-Forwarded-For`: our own proxy added it, everything before it anybody may have written. Several
/// lines are one list (RFC 9110 §5.3), of which empty members do not count (§5.6.1).
fn named_by_proxy(headers: &HeaderMap) -> Option<IpAddr> {
    let lines = headers.get_all("x-forwarded-for").iter().map(|line| line.to_str().unwrap_or_default());
    let mut addresses = lines.flat_map(|line| line.split(',')).map(str::trim);
    addresses.rfind(|address| !address.is_empty())?.parse().ok()
}

/// Whether another site makes a visitor's browser send this write. These routes need no session, and so no CSRF
/// token; browsers say so by themselves (<https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header>).
fn is_sent_by_another_site(method: &Method, headers: &HeaderMap) -> bool {
    *method != Method::GET && headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site")
}

/// For the routes that let somebody in.
impl FromRequestParts<App> for Client {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        if is_sent_by_another_site(&parts.method, &parts.headers) {
            return Err(ApiError::forbidden("another site sent this; open the desk itself and try again"));
        }
        Ok(Self::of(parts, app))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn only_the_address_that_our_own_proxy_wrote_counts() {
        let named = |lines: &[&'static str]| {
            let name = HeaderName::from_static("x-forwarded-for");
            let line = |text: &&'static str| (name.clone(), HeaderValue::from_static(text));
            let mut headers = HeaderMap::new();
            headers.extend(lines.iter().map(line));
            named_by_proxy(&headers).map(|address| address.to_string())
        };
        assert_eq!(named(&["1.2.3.4, 10.0.0.9"]).as_deref(), Some("10.0.0.9"));
        assert_eq!(named(&["1.2.3.4", "5.6.7.8, 10.0.0.9"]).as_deref(), Some("10.0.0.9"));
        assert_eq!(named(&["10.0.0.9, ", ""]).as_deref(), Some("10.0.0.9"));
        assert_eq!(named(&["10.0.0.9", "unknown"]), None, "what our proxy wrote last says nothing");
        assert_eq!(named(&[""]), None);
        assert_eq!(named(&[]), None);
    }

    #[test]
    fn another_site_cannot_sign_a_visitor_in() {
        let from = |site: &'static str| {
            HeaderMap::from_iter([(
                HeaderName::from_static("sec-fetch-site"),
                HeaderValue::from_static(site),
            )])
        };
        assert!(is_sent_by_another_site(&Method::POST, &from("cross-site")));
        assert!(!is_sent_by_another_site(&Method::POST, &from("same-origin")));
        assert!(!is_sent_by_another_site(&Method::GET, &from("cross-site")));
        assert!(!is_sent_by_another_site(&Method::POST, &HeaderMap::new()));
    }
}
