//! The one place where each crate is plugged in: its routes, its jobs, and what it runs beside them.

use std::{fs, io, sync::Arc};

use channels::SmtpConfig;
use http::{App, Routes};
use jobs::Runner;
use mail_transport::smtp_receiver::{BoxError, tls_from_pem};
use people::{
    PasswordGate,
    brands::MOVE_TICKETS,
    custom_fields::{FORGET, forget},
};
use search::{Freshness, Index, IndexError};
use tickets::{
    actions::{SOLVE_INCIDENTS, solve_incidents},
    brands::move_tickets,
    bulk::{self, BULK},
    bulk_changes::{self, CHANGE_TICKETS, UNDO_BULK_CHANGE},
    recurring::{MAKE_RECURRING_TICKET, make_recurring_ticket},
    reminders::{REMIND, remind},
    scheduled::{SEND_SCHEDULED, send_scheduled},
    search_feed::SearchFeed,
    snooze::{WAKE_TICKET, wake_ticket},
};
use tokio::{net::TcpListener, task::JoinSet};
use tokio_util::sync::CancellationToken;
use utoipa::openapi::{InfoBuilder, License, OpenApi};

use crate::{config::Config, data::DataFolder};

/// The API of every crate.
pub fn routes(gate: PasswordGate) -> Routes {
    Routes::new().merge(people::routes(gate)).merge(tickets::api::routes()).merge(channels::routes())
}

/// What does the jobs of every crate.
pub fn jobs(app: &App) -> Runner {
    let (for_bulk, for_incidents, for_fields) = (app.clone(), app.clone(), app.clone());
    let (for_changes, for_undo) = (app.clone(), app.clone());
    let (for_scheduled, for_snoozed, for_brands) = (app.clone(), app.clone(), app.clone());
    let (for_recurring, for_reminders) = (app.clone(), app.clone());
    let runner = Runner::new(app.db.clone(), app.clock.clone())
        .on(BULK, move |job| bulk::run(for_bulk.clone(), job))
        .on(FORGET, move |field| forget(for_fields.clone(), field))
        .on(CHANGE_TICKETS, move |job| bulk_changes::run(for_changes.clone(), job))
        .on(UNDO_BULK_CHANGE, move |job| bulk_changes::run_undo(for_undo.clone(), job))
        .on(MOVE_TICKETS, move |job| move_tickets(for_brands.clone(), job))
        .on(SEND_SCHEDULED, move |job| send_scheduled(for_scheduled.clone(), job))
        .on(WAKE_TICKET, move |job| wake_ticket(for_snoozed.clone(), job))
        .on(MAKE_RECURRING_TICKET, move |job| make_recurring_ticket(for_recurring.clone(), job))
        .on(REMIND, move |job| remind(for_reminders.clone(), job))
        .on(SOLVE_INCIDENTS, move |job| solve_incidents(for_incidents.clone(), job));
    channels::register(runner, app)
}

/// Starts what runs beside the web server: the feed of the search index, and the channels.
pub fn start_followers(
    parts: &mut JoinSet<()>,
    app: &App,
    (index, freshness): (Arc<Index>, Freshness),
    smtp: Option<SmtpConfig>,
    shutdown: &CancellationToken,
) {
    parts.spawn(SearchFeed::new(app.db.clone(), index).follow(freshness, shutdown.clone()));
    parts.spawn(channels::run(app.clone(), smtp, shutdown.clone()));
}

/// Opens the search index in the data folder.
///
/// # Errors
/// When another process has it, or its folder cannot be used.
pub fn open_index(config: &Config) -> Result<(Arc<Index>, Freshness), IndexError> {
    let (index, freshness) = Index::open(&DataFolder::new(&config.data).search())?;
    Ok((Arc::new(index), freshness))
}

/// Why the SMTP receiver's certificate cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// One of the two settings is missing.
    #[error("smtp_tls_certificate and smtp_tls_key belong together; set both or none")]
    Half,
    /// A file cannot be read.
    #[error("the SMTP receiver's certificate or key cannot be read: {0}")]
    File(#[from] io::Error),
    /// They are not a certificate and its key.
    #[error("the SMTP receiver's certificate and key cannot be used: {0}")]
    Content(BoxError),
}

/// The SMTP receiver as the settings describe it.
///
/// # Errors
/// When its certificate cannot be used.
pub fn smtp(config: &Config, listener: TcpListener) -> Result<SmtpConfig, CertificateError> {
    let tls = match (&config.smtp_tls_certificate, &config.smtp_tls_key) {
        (Some(certificate), Some(key)) => {
            Some(tls_from_pem(&fs::read(certificate)?, &fs::read(key)?).map_err(CertificateError::Content)?)
        }
        (None, None) => None,
        _ => return Err(CertificateError::Half),
    };
    let public_host = config.public_url.as_ref().and_then(|url| url.host_str()).map(str::to_owned);
    let machine = || rustix::system::uname().nodename().to_string_lossy().into_owned();
    Ok(SmtpConfig {
        listener,
        host_name: public_host.unwrap_or_else(machine),
        largest_message_bytes: usize::try_from(config.max_mail_bytes()).unwrap_or(usize::MAX),
        tls,
    })
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
