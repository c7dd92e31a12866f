//! The relay: the mail server that sends for mailboxes that have none of their own, and for the desk itself.

use base::{Actor, Secrets, Timestamp};
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

/// Sets the relay, or with `None` removes it.
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
            let secret = input.password.as_deref().map(|password| seal(secrets, CONTEXT, password));
            let stored =
                StoredRelay { server: input.server(), secret: secret.map(|sealed| STANDARD.encode(sealed)) };
            store::save_relay(tx, &stored)?;
        }
        None => store::delete_relay(tx)?,
    }
    let event = audit::change("relay", json!(before), json!(relay.map(ServerInput::server)));
    audit::record(tx, now, actor, Entity::Settings, 0, &event)?;
    Ok(())
}

/// The relay with its password, ready to be sent through.
pub(crate) fn open_relay(c: &mut Conn, secrets: &Secrets) -> Result<Option<Relay>, MailboxError> {
    let Some(StoredRelay { server, secret }) = store::find_relay(c)? else { return Ok(None) };
    let sealed = secret.and_then(|secret| STANDARD.decode(secret).ok());
    let password = sealed.map(|sealed| secrets.open(CONTEXT, &sealed)).transpose()?;
    Ok(Some(server.relay(password.as_deref().unwrap_or_default())))
}
