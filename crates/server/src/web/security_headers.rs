//! What browsers are told not to do.

use axum::http::{HeaderName, HeaderValue, Response};

/// Pages run no script but ours and are framed by nobody. Styles may be inline, since a customer's HTML has them;
/// images may come from anywhere by HTTPS, since an agent can ask for those of a mail (they are blocked until then).
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data: blob: https:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'";

const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (HeaderName::from_static("content-security-policy"), HeaderValue::from_static(CONTENT_SECURITY_POLICY)),
    (HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("x-frame-options"), HeaderValue::from_static("DENY")),
    (HeaderName::from_static("referrer-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    // What the API says stays in no cache, neither a proxy's nor the browser's.
    (HeaderName::from_static("cache-control"), HeaderValue::from_static("no-store")),
];

const TWO_YEARS_OF_HTTPS: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// Adds the headers that an answer does not have yet; an attachment brings a stricter policy of its own.
pub fn add<B>(mut response: Response<B>, is_secure: bool) -> Response<B> {
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(value);
    }
    if is_secure {
        headers.insert("strict-transport-security", TWO_YEARS_OF_HTTPS);
    }
    response
}
