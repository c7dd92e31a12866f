//! The web server: the API of all crates, the web app, and what stands around every request.

mod access;
mod bounds;
pub mod client;
mod json_suffix;
pub mod listener;
pub mod measures;
mod pages;
mod probes;
pub mod rate_limit;
mod security_headers;
mod test_clock;
mod unread;

use std::sync::Arc;

use axum::{
    Extension, Json, Router,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::IntoResponse as _,
    routing::get,
};
use http::App;
use people::PasswordGate;
use search::Index;
use serde_json::json;
use tower::util::MapResponseLayer;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};
use utoipa_swagger_ui::{Config as DocsConfig, SwaggerUi};

use self::rate_limit::RateLimits;
use crate::{live, wiring};

/// What routes reach beside the [`App`].
pub struct Reach {
    /// Where passwords are checked.
    pub gate: PasswordGate,
    /// The search index.
    pub index: Arc<Index>,
    /// The allowances of clients.
    pub limits: RateLimits,
    /// Where live connections meet.
    pub hub: live::Hub,
}

/// Everything that is served, ready for [`listener::serve`].
pub fn router(app: App, reach: Reach) -> Router {
    let Reach { gate, index, limits, hub } = reach;
    let is_secure = app.settings.secure_cookies;
    let (api, document) = wiring::routes(gate).split_for_parts();
    let document = Json(wiring::describe(document));
    let docs = SwaggerUi::new("/api/docs").config(DocsConfig::from("/api/v2/openapi.json"));
    Router::new()
        .merge(api.layer(Extension(index)))
        .merge(live::routes(hub))
        // Its address ends in `.json`, which is taken off before routing.
        .route("/api/v2/openapi", get(async || document))
        .merge(docs)
        .route("/healthz", get(probes::health))
        .route("/metrics", get(probes::metrics).layer(Extension(measures::collector())))
        .route("/test/clock", get(test_clock::show).put(test_clock::set))
        .fallback(pages::serve)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(app.clone(), bounds::keep))
        .layer(from_fn_with_state(limits, rate_limit::enforce))
        .layer(CatchPanicLayer::custom(|_| http::ApiError::internal("a handler panicked").into_response()))
        .layer(CompressionLayer::new())
        .layer(from_fn(unread::read_or_end))
        .layer(MapResponseLayer::new(move |response| security_headers::add(response, is_secure)))
        .layer(from_fn(access::record))
        .with_state(app)
}

async fn method_not_allowed() -> impl axum::response::IntoResponse {
    let body = json!({"error": "MethodNotAllowed", "description": "this address does not know this method"});
    (StatusCode::METHOD_NOT_ALLOWED, Json(body))
}
