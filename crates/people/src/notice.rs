//! Mails about people's accounts; written and sent by the job `send_notice`.

use base::{Locale, Timestamp};
use db::Tx;
use serde::Serialize;
use serde_json::Value;

use crate::PeopleError;

/// A mail to be written from a template: the payload of a `send_notice` job.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Notice {
    /// To which address.
    pub to: String,
    /// In which language.
    pub locale: Locale,
    /// `invitation` or `password_reset`.
    pub template: &'static str,
    /// What the template fills in, always with a `url` to follow.
    pub data: Value,
}

impl Notice {
    pub(crate) fn enqueue(&self, tx: &mut Tx, now: Timestamp) -> Result<(), PeopleError> {
        jobs::enqueue(tx, now, "send_notice", self)?;
        Ok(())
    }
}
