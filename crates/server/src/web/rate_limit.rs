//! How many requests one client may make.

use std::{hash::Hash, net::IpAddr, num::NonZeroU32, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};
use http::ApiError;

use super::client;
use crate::config::Config;

/// The allowances of everyone who asked lately; cheap to clone.
#[derive(Clone)]
pub struct RateLimits(Arc<Limits>);

struct Limits {
    /// By the hash of the session's cookie or the `Authorization` header.
    by_credential: Option<Allowances<Vec<u8>>>,
    /// By address, for requests without credentials or with wrong ones.
    by_address: Option<Allowances<IpAddr>>,
    behind_proxy: bool,
}

struct Allowances<K: Hash + Eq + Clone> {
    per_minute: NonZeroU32,
    limiter: RateLimiter<K, DashMapStateStore<K>, DefaultClock, StateInformationMiddleware>,
}

/// What is left of an allowance.
struct Left {
    per_minute: u32,
    remaining: u32,
}

impl RateLimits {
    /// The limits that the settings name.
    pub fn new(config: &Config) -> Self {
        Self(Arc::new(Limits {
            by_credential: Allowances::new(config.requests_per_minute),
            by_address: Allowances::new(config.anonymous_requests_per_minute),
            behind_proxy: config.behind_proxy,
        }))
    }

    /// Forgets clients whose allowance is whole again.
    pub fn forget_the_idle(&self) {
        self.0.by_credential.iter().for_each(|allowances| allowances.limiter.retain_recent());
        self.0.by_address.iter().for_each(|allowances| allowances.limiter.retain_recent());
    }
}

impl<K: Hash + Eq + Clone> Allowances<K> {
    fn new(per_minute: u32) -> Option<Self> {
        let per_minute = NonZeroU32::new(per_minute)?;
        let limiter = RateLimiter::dashmap(Quota::per_minute(per_minute)).with_middleware();
        Some(Self { per_minute, limiter })
    }

    fn take(&self, key: &K) -> Result<Left, ApiError> {
        match self.limiter.check_key(key) {
            Ok(state) => {
                Ok(Left { per_minute: self.per_minute.get(), remaining: state.remaining_burst_capacity() })
            }
            Err(not_until) => {
                let wait = not_until.wait_time_from(DefaultClock::default().now());
                Err(ApiError::TooMany { retry_after_seconds: wait.as_secs() + 1 })
            }
        }
    }
}

/// Answers 429 to whoever has used up their allowance, and tells everyone what they have left.
pub async fn enforce(State(limits): State<RateLimits>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let limits = limits.0;
    let address = client::address(request.headers(), request.extensions(), limits.behind_proxy);
    let take_by_address =
        || limits.by_address.as_ref().map(|all| all.take(&client::network(address))).transpose();
    let credential = credential(request.headers());
    let taken = match &credential {
        Some(credential) => limits.by_credential.as_ref().map(|all| all.take(credential)).transpose(),
        None => take_by_address(),
    };
    let left = match taken {
        Ok(left) => left,
        Err(error) => return error.into_response(),
    };
    let response = next.run(request).await;
    let was_wrong = credential.is_some() && response.status() == StatusCode::UNAUTHORIZED;
    if was_wrong && let Err(error) = take_by_address() {
        return error.into_response();
    }
    match left {
        Some(left) => tell(response, &left),
        None => response,
    }
}

fn credential(headers: &HeaderMap) -> Option<Vec<u8>> {
    let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let session = cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix("guichet_session="));
    authorization.or(session).map(base::token_hash)
}

fn tell(mut response: Response, left: &Left) -> Response {
    let used = u64::from(left.per_minute.saturating_sub(left.remaining));
    let seconds_until_whole = (used * 60).div_ceil(u64::from(left.per_minute));
    let headers = response.headers_mut();
    for (name, number) in [
        ("x-rate-limit", left.per_minute.into()),
        ("x-rate-limit-remaining", left.remaining.into()),
        ("ratelimit-limit", left.per_minute.into()),
        ("ratelimit-remaining", left.remaining.into()),
        ("ratelimit-reset", seconds_until_whole),
    ] {
        headers.insert(name, HeaderValue::from(number));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allowance_ends_for_one_client_and_not_for_another() {
        let allowances = Allowances::new(2).unwrap();
        assert_eq!(allowances.take(&1).unwrap().remaining, 1);
        assert_eq!(allowances.take(&1).unwrap().remaining, 0);
        assert!(matches!(allowances.take(&1), Err(ApiError::TooMany { retry_after_seconds: 1..=31 })));
        assert!(allowances.take(&2).is_ok());
    }

    #[test]
    fn a_client_is_known_by_its_token_or_its_session() {
        let headers =
            |name: header::HeaderName, value: &str| HeaderMap::from_iter([(name, value.parse().unwrap())]);
        let token = credential(&headers(header::AUTHORIZATION, "Bearer abc"));
        let session = credential(&headers(header::COOKIE, "theme=dark; guichet_session=abc"));
        assert!(token.is_some() && session.is_some() && token != session);
        assert_eq!(credential(&headers(header::COOKIE, "theme=dark")), None);
    }
}
