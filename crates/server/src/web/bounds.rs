//! How large a request may be, and how long it may take.

use std::time::Duration;

use axum::{
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, header::CONTENT_LENGTH},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{ApiError, App};
use tokio::time::timeout;

/// For everything but uploads: room for a hundred long comments.
const BODY_BYTES: u64 = 8 << 20;
const TIME: Duration = Duration::from_secs(60);
/// A large file over a slow line.
const UPLOAD_TIME: Duration = Duration::from_secs(15 * 60);

/// Refuses bodies that are too large (413) and gives up on requests that take too long (503).
pub async fn keep(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let is_upload = request.uri().path().starts_with("/api/v2/uploads");
    let (largest, longest) =
        if is_upload { (app.settings.max_upload_bytes, UPLOAD_TIME) } else { (BODY_BYTES, TIME) };
    if announced_length(request.headers()).is_some_and(|length| length > largest) {
        return ApiError::TooLarge(format!("the body is larger than {} MB", largest >> 20)).into_response();
    }
    DefaultBodyLimit::max(usize::try_from(largest).unwrap_or(usize::MAX)).apply(&mut request);
    match timeout(longest, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError::Busy.into_response(),
    }
}

fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
