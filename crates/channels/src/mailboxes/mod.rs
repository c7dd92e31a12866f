//! Mailboxes: the desk's addresses, how their mail is fetched and sent; and the relay for all that have no server of
//! their own to send through.
//!
//! Passwords are sealed with the desk's key, are never read out again, and never logged.

pub mod actions;
pub mod api;
mod check;
mod model;
pub mod relay;
pub mod relay_api;
pub mod store;

pub use api::find_end;
pub use model::{Mailbox, MailboxInput, MailboxState, Server, ServerInput, ServerSecurity};
