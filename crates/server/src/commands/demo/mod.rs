//! `guichet demo`: fills an empty desk with the example company's people and tickets.

mod macros;
mod people;
mod tickets;

use std::sync::Arc;

use ::people::{DeskChange, PasswordGate, PasswordHash, PeopleError, actions};
use ::tickets::error::TicketError;
use base::{Actor, Locale};
use db::{BlobError, DbError, Tx};
use http::App;

use super::CommandError;
use crate::{config::Config, data};

/// The same stories for everyone.
const SEED: u64 = 1;
/// Tickets of a measurement that share a transaction.
const AT_ONCE: usize = 50;
/// Everyone's at the example desk, which holds nothing worth hiding.
pub const PASSWORD: &str = "atelier-lumen";

/// Why the example could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// There are people already.
    #[error("this desk is in use; name an empty folder with --data")]
    InUse,
    /// A person was refused.
    #[error("an example person was refused: {0}")]
    Person(#[from] PeopleError),
    /// A ticket was refused.
    #[error("an example ticket was refused: {0}")]
    Ticket(#[from] TicketError),
    /// A file could not be stored.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// Loads the example desk as it stands today. Does nothing when it was loaded before.
pub async fn run(app: &App) -> Result<(), DemoError> {
    let now = app.clock.now();
    let mut desk = demo::desk(SEED, now.unix_seconds());
    let Some(agent) = desk.agents.iter().find(|agent| agent.is_admin).cloned() else { return Ok(()) };
    let was_loaded = is_loaded(app, agent.email.clone()).await?;
    if !was_loaded {
        let password = PasswordHash::of(PASSWORD)?;
        let change = DeskChange {
            name: Some(desk.name.clone()),
            locale: Some(Locale::Fr),
            time_zone: Some("Europe/Paris".to_owned()),
            ..DeskChange::default()
        };
        let stories = tickets::prepare(app, std::mem::take(&mut desk.tickets)).await?;
        // At once, so that an interrupted loading leaves nothing and can be repeated.
        let load = move |tx: &mut Tx| {
            actions::settings::update_desk(tx, now, &Actor::SYSTEM, &change)?;
            let ids = people::store(tx, now, &desk, &password)?;
            macros::store(tx, now)?;
            tickets::store(tx, now, &stories, &ids)
        };
        app.db.write(load).await?;
    }
    println!("The example desk is loaded. Sign in as {} with the password {PASSWORD}", agent.email);
    Ok(())
}

/// Fills an empty desk with the example's people and with `tickets` of the last year, `comments` in each on average,
/// for measurements; the address of an admin.
///
/// # Errors
/// When the desk cannot be opened or somebody uses it.
pub async fn load_scale(config: &Config, tickets: usize, comments: usize) -> Result<String, CommandError> {
    let app = data::open_or_begin(config, PasswordGate::default()).await?;
    let now = app.clock.now();
    let desk = demo::desk(SEED, now.unix_seconds());
    let admin = desk.agents.iter().find(|agent| agent.is_admin).map(|agent| agent.email.clone());
    let admin = admin.unwrap_or_default();
    if is_loaded(&app, admin.clone()).await? {
        return Err(DemoError::InUse.into());
    }
    let password = PasswordHash::of(PASSWORD)?;
    let ids = app.db.write(move |tx| people::store(tx, now, &desk, &password)).await?;
    let ids = Arc::new(ids);
    let mut stories = demo::scale(SEED, now.unix_seconds(), tickets, comments).peekable();
    while stories.peek().is_some() {
        let some = tickets::prepare(&app, stories.by_ref().take(AT_ONCE).collect()).await?;
        let ids = Arc::clone(&ids);
        app.db.write(move |tx| tickets::store(tx, now, &some, &ids)).await?;
    }
    Ok(admin)
}

/// Whether the example's admin is there; any other admin means that somebody uses the desk.
async fn is_loaded(app: &App, admin: String) -> Result<bool, DemoError> {
    app.db
        .read(move |c| {
            if ::people::store::find_user_by_email(c, &admin)?.is_some() {
                return Ok(true);
            }
            if ::people::store::has_admin(c)? { Err(DemoError::InUse) } else { Ok(false) }
        })
        .await
}

/// The product's language for the example's.
fn locale(locale: demo::Locale) -> Locale {
    match locale {
        demo::Locale::En => Locale::En,
        demo::Locale::Fr => Locale::Fr,
    }
}
