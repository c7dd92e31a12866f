//! The only place that changes people: access check, change, audit and jobs, in one transaction.

pub mod group_memberships;
pub mod groups;
pub mod identities;
pub mod invitations;
pub mod organization_memberships;
pub mod organizations;
pub mod passwords;
pub mod requesters;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod tokens;
pub mod users;

pub use self::requesters::find_or_create_requester;
