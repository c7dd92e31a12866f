//! The relay: the mail server that sends for mailboxes that have none of their own, and for the desk itself.

use base::{Actor, OpenError, Secrets, Timestamp};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use db::{Conn, DbError, Tx};
use mail_transport::smtp_sender::Relay;
use people::audit::{self, Entity};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Server, ServerInput,
    actions::{MailboxError, check_server, seal},
    store,
};

const CONTEXT: &str = "relay";

/// The relay as it lies in the settings, its password sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoredRelay {
    server: Server,
    /// In base64.
    secret: Option<String>,
}

/// The relay without its password, if one is set.
///
/// # Errors
/// When the query fails.
pub fn find_relay(c: &mut Conn) -> Result<Option<Server>, DbError> {
    Ok(store::find_relay(c)?.map(|relay| relay.server))
}

/// Sets the relay, or with `None` removes it. Without a password the stored one stays, if the server is the same.
///
/// # Errors
/// [`MailboxError::Refused`] unless an admin asks; [`MailboxError::Invalid`] for a server that cannot be one.
pub fn set_relay(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    secrets: &Secrets,
    relay: Option<&ServerInput>,
) -> Result<(), MailboxError> {
    people::policy::require_admin(actor)?;
    let before = find_relay(tx)?;
    match relay {
        Some(input) => {
            check_server("relay", input)?;
            let secret = match &input.password {
                Some(password) => Some(STANDARD.encode(seal(secrets, CONTEXT, password))),
                None => secret_of(tx, input)?,
            };
            store::save_relay(tx, &StoredRelay { server: input.server(), secret })?;
        }
        None => store::delete_relay(tx)?,
    }
    let mut events = audit::change("relay", json!(before), json!(relay.map(ServerInput::server)));
    if relay.is_some_and(|relay| relay.password.is_some()) {
        events.extend(audit::change("relay.password", json!(null), json!(null)));
    }
    audit::record(tx, now, actor, Entity::Settings, 0, &events)?;
    Ok(())
}

/// The relay with its password, ready to be sent through.
pub(crate) fn open_relay(c: &mut Conn, secrets: &Secrets) -> Result<Option<Relay>, MailboxError> {
    let Some(StoredRelay { server, secret }) = store::find_relay(c)? else { return Ok(None) };
    Ok(Some(server.relay(&open(secrets, secret)?)))
}

/// A relay as somebody named it, with the stored password where they gave none.
pub(super) fn with_password(
    c: &mut Conn,
    secrets: &Secrets,
    input: &ServerInput,
) -> Result<Relay, MailboxError> {
    let password = match &input.password {
        Some(password) => password.clone(),
        None => open(secrets, secret_of(c, input)?)?,
    };
    Ok(input.server().relay(&password))
}

/// The stored password, which is only for the server that it was given for.
fn secret_of(c: &mut Conn, input: &ServerInput) -> Result<Option<String>, DbError> {
    let stored = store::find_relay(c)?.filter(|stored| stored.server == input.server());
    Ok(stored.and_then(|stored| stored.secret))
}

fn open(secrets: &Secrets, secret: Option<String>) -> Result<String, OpenError> {
    let sealed = secret.and_then(|secret| STANDARD.decode(secret).ok());
    Ok(sealed.map(|sealed| secrets.open(CONTEXT, &sealed)).transpose()?.unwrap_or_default())
}
