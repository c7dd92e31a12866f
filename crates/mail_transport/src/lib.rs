//! Carries mail in and out: an SMTP receiver, a watcher of IMAP mailboxes, an SMTP sender.
//!
//! This crate moves bytes. It knows no desk and does not look inside a message: whoever calls it parses,
//! threads and stores. Two promises hold everything together:
//!
//! - **In:** a sender is told "250, I have it" ([`smtp_receiver`]) and an IMAP cursor moves on ([`imap`]) only
//!   after the caller has said that the message is stored. A crash in between means that the message comes
//!   again, never that it is lost.
//! - **Out:** every failure says what the queue should do: try again, give up, or ask for a new password
//!   ([`smtp_sender::SendError`]).
//!
//! Everything on the other end of a connection is a stranger: sizes, lengths, counts and times are bounded.
//! Outgoing connections go through [`Network`], which knows what may be connected to and whom TLS trusts.

pub mod discover;
pub mod imap;
mod network;
mod secret;
pub mod smtp_receiver;
pub mod smtp_sender;

pub use network::{AddressPolicy, ConnectError, Network, Security};
pub use secret::Secret;
