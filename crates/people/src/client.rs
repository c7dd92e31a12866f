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
            named_by_proxy(text(header::HeaderName::from_static("x-forwarded-for"))).or(connection)
        } else {
            connection
        };
        Self { address, user_agent }
    }
}

/// The last address of `X-Forwarded-For`: our own proxy added it, everything before it anybody may have written.
fn named_by_proxy(header: &str) -> Option<IpAddr> {
    header.rsplit(',').next()?.trim().parse().ok()
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
        assert_eq!(named_by_proxy("1.2.3.4, 10.0.0.9"), "10.0.0.9".parse().ok());
        assert_eq!(named_by_proxy(""), None);
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
