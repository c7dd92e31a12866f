//! Real servers for tests: PostgreSQL, Dovecot and Postfix from Debian's packages, on loopback.
//!
//! Each server lives in a temporary folder of its own, listens on a free port of 127.0.0.1 and ends when
//! the value that stands for it is dropped, when the test panics, and even when the test is killed.
//! All of them work as root (then they run as an ordinary user where the server wants one). PostgreSQL and
//! Dovecot also work as an ordinary user; Postfix does not, and says so.
//!
//! For tests only: what goes wrong here ends the test with a panic that says what was missing.
#![expect(clippy::expect_used, reason = "a test's set-up that fails must end the test")]

mod certificate;
mod dovecot;
mod mailbox;
mod packages;
mod port;
mod postfix;
mod postgres;
mod process;
mod smtp_send;

pub use certificate::Certificate;
pub use dovecot::Dovecot;
pub use mailbox::Mailbox;
pub use port::{free_port, is_listening, wait_until};
pub use postfix::{Postfix, PostfixConfig};
pub use postgres::{Postgres, SHARED_POSTGRES};
pub use smtp_send::{SmtpTalk, smtp_send};
