//! People on SQLite and PostgreSQL. PostgreSQL runs where `GUICHET_TEST_POSTGRES` names one.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod authentication;
mod desk;
mod memberships;
mod sign_in;
mod users;

use guichet_people as people;
