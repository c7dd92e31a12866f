//! People: users and their identities, organizations, groups, roles, sign-in and tokens.
//!
//! - A **user** is a customer (end user), an agent or an admin. They are reached by **identities**:
//!   an e-mail address belongs to one user only, and the primary one is also in `User::email`.
//! - An **organization** gathers end users; who writes from one of its domains joins it. `User::organization_id`
//!   always names the user's default membership.
//! - A **group** is a team of agents; `User::default_group_id` names their default membership.
//! - A **deleted** user stays as a row, for the tickets that name them, but loses identities, memberships,
//!   sessions and tokens.
//!
//! Invariants: the desk never loses its last active admin; nobody raises their own role; secrets that let
//! somebody in (session, token, invitation, reset) are stored as hashes only; every change of a user,
//! organization, group or setting writes one row of [`audit`] in its own transaction.
//!
//! Requests are let in by [`DeskAuthentication`], which with [`routes`] shares one [`PasswordGate`].
//! Other crates read through [`store`], and change people only through [`actions`].

pub mod actions;
pub mod api;
pub mod audit;
mod authentication;
pub mod brands;
mod client;
mod credentials;
pub mod custom_fields;
mod error;
mod folding;
mod gate;
mod model;
mod notice;
mod password;
pub mod placeholders;
pub mod policy;
mod rate_limit;
mod secret;
mod signature;
pub mod store;
mod tag_edit;
mod validate;

pub use self::{
    api::routes,
    authentication::DeskAuthentication,
    error::PeopleError,
    folding::{fold_address, fold_name},
    gate::PasswordGate,
    model::*,
    password::PasswordHash,
    secret::SecretToken,
    signature::{Occasion, own_signature, signature_of},
    tag_edit::TagEdit,
    validate::{address, many_lines, normalise_tag, one_line},
};
