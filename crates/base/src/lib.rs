//! The words every other crate speaks: ids, instants, the clock, locales and actors. No I/O.
//!
//! - An **id** is a number wrapped in the type of the thing it names, so that a ticket's id
//!   cannot be passed where a user's is wanted.
//! - A [`Timestamp`] is an instant in microseconds UTC; all code reads it from a [`Clock`].
//! - An [`Actor`] is who does something, and through which channel.

mod actor;
mod clock;
mod id;
mod locale;
mod order;
mod secrets;
mod timestamp;

pub use actor::{Actor, Role, Via};
pub use clock::Clock;
pub use id::*;
pub use locale::Locale;
pub use order::reordered;
pub use secrets::{OpenError, Secrets, token_hash};
pub use timestamp::{ParseTimestampError, Timestamp};
