//! The application's state.

use std::{ops::Deref, sync::Arc};

use base::{Clock, Secrets};
use db::{Blobs, Db};
use url::Url;

use crate::Authenticate;

/// What every handler can reach; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<AppParts>);

/// The parts of an [`App`].
pub struct AppParts {
    /// The database.
    pub db: Db,
    /// Attachments and raw mail.
    pub blobs: Blobs,
    /// The one clock.
    pub clock: Clock,
    /// The desk's keys.
    pub secrets: Secrets,
    /// How the server is run.
    pub settings: Settings,
    /// Finds out who asks.
    pub authenticate: Box<dyn Authenticate>,
}

/// How the server is run, as far as the domain needs to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people reach the desk; `None` to go by each request's own host.
    pub public_url: Option<Url>,
    /// Whether `X-Forwarded-…` headers are believed.
    pub behind_proxy: bool,
    /// Whether cookies are only sent over HTTPS.
    pub secure_cookies: bool,
    /// Whether outgoing calls may go to internal addresses.
    pub allow_internal_addresses: bool,
    /// Largest upload, in bytes.
    pub max_upload_bytes: u64,
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: AppParts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for App {
    type Target = AppParts;

    fn deref(&self) -> &AppParts {
        &self.0
    }
}
