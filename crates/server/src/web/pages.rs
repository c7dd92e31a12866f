//! The workspace: a web app whose files lie in the program itself.
//!
//! A debug build reads them from `web/apps/workspace/dist`, so that the web app can be built again beside it.

use axum::{
    body::Body,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{Html, IntoResponse as _, Response},
};
use http::ApiError;
use rust_embed::{EmbeddedFile, RustEmbed};

/// What `make web` built; empty when the program was compiled without it.
#[derive(RustEmbed)]
#[folder = "../../web/apps/workspace/dist"]
#[exclude = ".vite/*"]
#[allow_missing = true]
struct WebApp;

/// Named after what they hold, so a browser never has to ask for them again.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_EACH_TIME: &str = "no-cache";

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><title>Guichet</title>\
    <p>The server runs, but the web app is not built. Run <code>make web</code>, then start it again.</p></html>";

/// Paths under which a program asks, and gets no page when it asks for something that does not exist.
const NOT_PAGES: [&str; 3] = ["/api/", "/test/", "/assets/"];

/// Answers whatever no route matched: with a file of the web app, with its page, or 404.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if path == "/api" || path.starts_with("/api/") {
        return ApiError::NotFound.into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let file_path = path.trim_start_matches('/');
    if let Some(response) = file(file_path, &headers) {
        return response;
    }
    if NOT_PAGES.iter().any(|prefix| path.starts_with(prefix)) {
        return (StatusCode::NOT_FOUND, "not found").into_response();
    }
    file("index.html", &headers)
        .unwrap_or_else(|| (StatusCode::SERVICE_UNAVAILABLE, Html(NOT_BUILT)).into_response())
}

fn file(path: &str, headers: &HeaderMap) -> Option<Response> {
    let plain = WebApp::get(path)?;
    // Weak, since the compressed forms share it.
    let tag = format!("W/\"{}\"", hex::encode(&plain.metadata.sha256_hash()[..16]));
    let caching = if path.starts_with("assets/") { FOR_EVER } else { ASK_EACH_TIME };
    let response = Response::builder()
        .header(header::ETAG, &tag)
        .header(header::CACHE_CONTROL, caching)
        .header(header::VARY, "accept-encoding");
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    if is_known {
        return response.status(StatusCode::NOT_MODIFIED).body(Body::empty()).ok();
    }
    let response = response.header(header::CONTENT_TYPE, plain.metadata.mimetype());
    match compressed(path, headers) {
        Some((encoding, file)) => {
            response.header(header::CONTENT_ENCODING, encoding).body(file.data.into()).ok()
        }
        None => response.body(plain.data.into()).ok(),
    }
}

/// The smallest form that was made when the web app was built and that the browser takes.
fn compressed(path: &str, headers: &HeaderMap) -> Option<(&'static str, EmbeddedFile)> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let is_accepted = |encoding: &str| accepted.split(',').any(|one| accepts(one, encoding));
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(encoding, _)| is_accepted(encoding))
        .find_map(|(encoding, suffix)| Some((encoding, WebApp::get(&format!("{path}.{suffix}"))?)))
}

/// Whether one part of `Accept-Encoding` names this encoding and does not refuse it by `q=0` (RFC 9110).
fn accepts(part: &str, encoding: &str) -> bool {
    let mut pieces = part.split(';').map(str::trim);
    let is_named = pieces.next() == Some(encoding);
    let is_refused = pieces.any(|piece| matches!(piece, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
    is_named && !is_refused
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn status_of(method: Method, path: &str) -> StatusCode {
        serve(method, path.parse().unwrap(), HeaderMap::new()).await.status()
    }

    #[tokio::test]
    async fn what_programs_ask_for_in_vain_is_not_answered_with_a_page() {
        for path in ["/api/v2/nothing", "/api", "/assets/old-1234.js", "/test/clock"] {
            assert_eq!(status_of(Method::GET, path).await, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(status_of(Method::POST, "/views/3").await, StatusCode::METHOD_NOT_ALLOWED);
    }

    #[test]
    fn an_encoding_must_be_named_and_not_refused() {
        assert!(accepts(" br;q=0.9", "br"));
        assert!(!accepts("br;q=0", "br"));
        assert!(!accepts("gzip", "br"));
    }
}
