//! What people are made of.

mod desk;
mod group;
mod identity;
mod organization;
mod sign_in;
mod user;
mod user_change;

use serde::{Deserialize, Deserializer};

pub use self::{
    desk::{DeskChange, DeskSettings, SenderName},
    group::{Group, GroupChange, GroupMembership},
    identity::{Identity, IdentityChange, IdentityKind, NewIdentity},
    organization::{Organization, OrganizationChange, OrganizationMembership},
    sign_in::{ApiToken, Invitation, Session},
    user::User,
    user_change::{OrganizationName, UserChange},
};

/// Reads a member that may be absent (`None`), null (`Some(None)`) or hold a value.
pub(crate) fn nullable<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    reader: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(reader).map(Some)
}
