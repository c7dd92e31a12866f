//! Mail that is kept from becoming a ticket until an agent decides: so that whoever was blocked is not heard, and nothing
//! is lost where that was a mistake.

mod actions;
mod api;
mod store;

use base::{Timestamp, UserId};
use db::Tx;
use mail::Address;
use people::User;

pub use self::api::routes;
use crate::email::{
    intake::IntakeError,
    ledger::{End, IncomingMail, Outcome},
    storable,
};

/// Why a mail was put aside, with Zendesk's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Its sender is suspended.
    SenderSuspended,
}

impl Cause {
    /// Its name in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SenderSuspended => "sender_suspended",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        (name == Self::SenderSuspended.as_str()).then_some(Self::SenderSuspended)
    }

    /// As Zendesk words it.
    fn text(self) -> &'static str {
        match self {
            Self::SenderSuspended => "Permission denied due to unauthenticated or unauthorized email update",
        }
    }

    /// Zendesk's number for it.
    fn number(self) -> i64 {
        match self {
            Self::SenderSuspended => 7,
        }
    }
}

db::text_column!(Cause);

/// A mail that was put aside.
#[derive(Clone, Debug)]
pub struct SuspendedTicket {
    /// Its id.
    pub id: i64,
    /// The mail.
    pub incoming_mail_id: i64,
    /// Why.
    pub cause: Cause,
    /// Who wrote it, if they are known.
    pub author_id: Option<UserId>,
    /// What they call themselves.
    pub author_name: String,
    /// Their address.
    pub author_email: String,
    /// What it is about.
    pub subject: String,
    /// What it says, as plain text.
    pub content: String,
    /// Which of our addresses it was sent to.
    pub recipient: Option<String>,
    /// When it came.
    pub created_at: Timestamp,
}

/// Whether mail of this sender is put aside.
pub(crate) fn is_blocked(row: &IncomingMail, sender: Option<&User>) -> bool {
    !row.recovered && sender.is_some_and(|user| user.suspended)
}

/// Puts a mail aside, with its subject and text.
pub(crate) fn put_aside(
    tx: &mut Tx,
    now: Timestamp,
    row: &IncomingMail,
    subject: &str,
    text: &str,
    from: Option<&Address>,
    sender: Option<&User>,
) -> Result<End, IntakeError> {
    const LONGEST: usize = 20_000;
    let name = from.and_then(|from| from.name.clone()).or_else(|| sender.map(|user| user.name.clone()));
    let suspended = SuspendedTicket {
        id: 0,
        incoming_mail_id: row.id,
        cause: Cause::SenderSuspended,
        author_id: sender.map(|user| user.id),
        author_name: storable(&name.unwrap_or_default()),
        author_email: storable(from.map_or("", |from| from.email.as_str())),
        subject: storable(subject),
        content: storable(text).chars().take(LONGEST).collect(),
        recipient: row.envelope_to.first().cloned(),
        created_at: now,
    };
    store::insert(tx, &suspended)?;
    Ok(End { detail: Cause::SenderSuspended.as_str().to_owned(), ..End::of(Outcome::Suspended) })
}
