//! The one place where each crate is plugged in: who may ask, its routes, its jobs.

use async_trait::async_trait;
use axum::http::request::Parts;
use http::{ApiError, App, Authenticate, Identity, Routes};
use jobs::Runner;
use utoipa::openapi::{InfoBuilder, License, OpenApi};

struct Nobody;
#[async_trait]
impl Authenticate for Nobody {
    async fn authenticate(&self, _: &App, _: &Parts) -> Result<Option<Identity>, ApiError> {
        Ok(None)
    }
}

/// Finds out who asks.
pub fn authenticate() -> Box<dyn Authenticate> {
    Box::new(Nobody)
}

/// The API of every crate.
pub fn routes() -> Routes {
    Routes::new()
}

/// What does the jobs of every crate.
pub fn jobs(app: &App) -> Runner {
    Runner::new(app.db.clone(), app.clock.clone())
}

/// The OpenAPI document with the desk's name on it.
pub fn describe(mut document: OpenApi) -> OpenApi {
    document.info = InfoBuilder::new()
        .title("Guichet")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("The API of a Guichet help desk, in the shapes of Zendesk's published API."))
        .license(Some(License::new("Apache-2.0")))
        .build();
    document
}
