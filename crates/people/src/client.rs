//! What is known of the program that sent a request.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{header, request::Parts},
};
use http::App;

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

impl FromRequestParts<App> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, app))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_address_that_our_own_proxy_wrote_counts() {
        assert_eq!(named_by_proxy("1.2.3.4, 10.0.0.9"), "10.0.0.9".parse().ok());
        assert_eq!(named_by_proxy(""), None);
    }
}
