//! The only place that changes people: access check, change, audit and jobs, in one transaction.

pub mod identities;
pub mod organizations;
pub mod requesters;
pub mod users;

pub use self::requesters::find_or_create_requester;
