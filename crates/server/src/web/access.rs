//! One log line and one measurement for each request.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderValue, Method, Response},
    middleware::Next,
};
use tracing::Instrument as _;

/// Where no route matched: pages of the web app, files, and what does not exist.
const NO_ROUTE: &str = "(page)";

/// Gives the request an id, and records what became of it. The route stands for the path, and the query is left
/// out: both can hold tokens.
pub async fn record(request: Request, next: Next) -> Response<axum::body::Body> {
    let started = Instant::now();
    let id = format!("{:016x}", rand::random::<u64>());
    let method = name_of(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let span = tracing::info_span!("request", id);
    let mut response = next.run(request).instrument(span).await;

    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
    let status = response.status().as_u16();
    let seconds = started.elapsed().as_secs_f64();
    let labels = [("method", method.to_owned()), ("route", route.to_owned())];
    metrics::histogram!("guichet_http_request_seconds", &labels).record(seconds);
    metrics::counter!("guichet_http_requests_total", "method" => method, "route" => route.to_owned(), "status" => status.to_string())
        .increment(1);
    let milliseconds = (seconds * 1e4).round() / 10.0;
    if route.starts_with("/api") {
        tracing::info!(id, method, route, status, milliseconds, "request");
    } else {
        tracing::debug!(id, method, route, status, milliseconds, "request");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// A client may invent methods, which must not become labels without end.
fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
