//! Mail in and out through the real functions, on SQLite and, where `GUICHET_TEST_POSTGRES` names one, on PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod answers;
mod api;
mod corpora;
mod desk;
mod duplicates;
mod machines;
mod mailboxes;
mod sending;
mod servers;
mod suspended;
mod threads;
