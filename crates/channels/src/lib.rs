//! Ways for people to reach the desk, and for the desk to reach them.
//!
//! - A **mailbox** is one of the desk's addresses ([`mailboxes`]).
//! - [`email`] turns mail into tickets and comments, and public comments into mail. Every message seen has a row in the
//!   ledger before anything else is done with it, and ends with an outcome.
//! - A **notice** is a mail about somebody's account ([`notices`]).
//!
//! Invariants: a message for which the sender heard "250" becomes a comment exactly once, whenever the server is killed;
//! nothing that comes in is answered by a machine here; only a token that we signed, or being a party to a ticket, puts
//! a message on it; passwords are sealed and never shown.
//!
//! The server calls [`register`] for the jobs, [`run`] for what receives, and [`routes`].

pub mod email;
pub mod mailboxes;
pub mod notices;
mod runtime;
pub mod suspended;

pub use runtime::{SmtpConfig, register, run};

/// Every route of channels.
pub fn routes() -> http::Routes {
    mailboxes::api::routes()
        .merge(mailboxes::relay_api::routes())
        .merge(email::api::routes())
        .merge(email::sender_api::routes())
        .merge(suspended::routes())
}
