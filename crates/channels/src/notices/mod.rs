//! Mails of the desk itself, written from templates: invitations, new passwords, and what is unread in the workspace.

mod send;
mod unread;
mod write;

use base::Locale;
use jobs::JobError;
use serde::Deserialize;
use serde_json::{Map, Value};

pub(crate) use self::unread::send_unread;
use crate::email::outbound::Outbound;

/// The kind of job that writes and sends a notice; its payload is a [`Notice`].
pub const SEND_NOTICE: &str = "send_notice";

/// A mail to be written.
#[derive(Debug, Deserialize)]
pub struct Notice {
    /// To which address.
    pub to: String,
    /// In which language.
    pub locale: Locale,
    /// Which template.
    pub template: Template,
    /// What fills the template's gaps, by name; `url` is where its button leads.
    pub data: Map<String, Value>,
}

/// What there are templates for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Somebody is invited to work at the desk.
    Invitation,
    /// Somebody asked for a new password.
    PasswordReset,
}

impl Template {
    fn source(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Invitation, Locale::En) => include_str!("templates/invitation.en.txt"),
            (Self::Invitation, Locale::Fr) => include_str!("templates/invitation.fr.txt"),
            (Self::PasswordReset, Locale::En) => include_str!("templates/password_reset.en.txt"),
            (Self::PasswordReset, Locale::Fr) => include_str!("templates/password_reset.fr.txt"),
        }
    }
}

/// Writes and sends a notice.
///
/// # Errors
/// [`JobError::Retry`] while there is hope, [`JobError::Fail`] when the server refuses the mail.
pub(crate) async fn send(outbound: Outbound, notice: Notice, attempts: i64) -> Result<(), JobError> {
    let written = write::write(notice.template.source(notice.locale), &notice.data, &[]);
    send::send(outbound, &notice.to, written, attempts).await
}
