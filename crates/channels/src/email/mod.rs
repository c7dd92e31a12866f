//! E-mail.
//!
//! In: [`arrival`] stores the bytes and writes a row of the [`ledger`] before anyone looks inside; a `process_mail` job
//! of the same transaction does the rest. [`intake`] reads the message ([`understand`]), asks whose it is ([`sender`])
//! and which ticket or side conversation it belongs to ([`thread`]), and puts it there ([`conversation`],
//! [`side_conversation`], [`bounces`]). Whatever happens, the row ends with an outcome.
//!
//! Out: a `deliver_comment` job makes a [`letter`] of a comment ([`comment_mail`]) or of a message of a side conversation
//! ([`side_mail`]) and hands it to the mailbox's server ([`delivery`]); [`outbox`] is the ledger of what goes out.

pub mod api;
pub mod arrival;
mod bounces;
mod comment_mail;
mod conversation;
pub mod delivery;
pub(crate) mod forget;
pub mod intake;
pub mod ledger;
mod letter;
pub(crate) mod outbound;
mod outbox;
mod own;
mod references;
mod sender;
pub mod sender_api;
mod side_conversation;
mod side_mail;
mod thread;
mod understand;
pub mod watchers;

pub(crate) use own::OwnAddresses;

use base::Secrets;
use mail::ThreadKey;

/// The key that signs our Message-IDs and the addresses people answer to.
pub(crate) fn thread_key(secrets: &Secrets) -> ThreadKey {
    ThreadKey::new(secrets.key_for("thread-token"))
}

/// Text as every database stores it: PostgreSQL takes no NUL.
pub(crate) fn storable(text: &str) -> String {
    text.replace('\0', "")
}
