//! What a client still sends when its request was already answered, as a refused one is.
//!
//! A connection can go on only when that was read; else the client must hear that it ends (RFC 9112, section 9.6), or
//! its next request on it is lost without an answer.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody, to_bytes},
    extract::Request,
    http::{
        HeaderValue,
        header::{CONNECTION, EXPECT},
    },
    middleware::Next,
    response::Response,
};
use hyper::body::{Frame, SizeHint};
use tokio::time::timeout;

/// More is cheaper to send again over a new connection.
const MOST_BYTES: usize = 64 << 10;
const PATIENCE: Duration = Duration::from_secs(2);

/// Reads the rest of a short body that no handler read, and ends the connection after a longer one.
pub async fn read_or_end(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    // Such a client waits to be told before it sends, so there is nothing to read.
    let waits = request.headers().contains_key(EXPECT);
    let (parts, body) = request.into_parts();
    let shared = Shared(Arc::new(Mutex::new(body)));
    let mut response = next.run(Request::from_parts(parts, Body::new(shared.clone()))).await;
    if !shared.is_end_stream() && (waits || !is_read_out(shared).await) {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

async fn is_read_out(body: Shared) -> bool {
    let reading = to_bytes(Body::new(body), MOST_BYTES);
    timeout(PATIENCE, reading).await.is_ok_and(|read| read.is_ok())
}

/// A body that the handler reads, and whoever comes after it.
#[derive(Clone)]
struct Shared(Arc<Mutex<Body>>);

impl Shared {
    fn body(&self) -> std::sync::MutexGuard<'_, Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut *self.body()).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body().is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body().size_hint()
    }
}
