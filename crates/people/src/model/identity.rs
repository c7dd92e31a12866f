//! Ways to reach and recognise a user.

use base::{IdentityId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The kind of an identity, with Zendesk's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// An e-mail address.
    Email,
    /// A telephone number.
    PhoneNumber,
    /// An account of X, formerly Twitter.
    Twitter,
    /// A Facebook account.
    Facebook,
    /// A Google account.
    Google,
    /// An account of some other system.
    Foreign,
}

impl IdentityKind {
    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::PhoneNumber => "phone_number",
            Self::Twitter => "twitter",
            Self::Facebook => "facebook",
            Self::Google => "google",
            Self::Foreign => "foreign",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Email, Self::PhoneNumber, Self::Twitter, Self::Facebook, Self::Google, Self::Foreign]
            .into_iter()
            .find(|kind| kind.as_str() == name)
    }
}

db::text_column!(IdentityKind);

/// One way to reach and recognise a user. No two users share one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its id.
    pub id: IdentityId,
    /// Whose it is.
    pub user_id: UserId,
    /// What it is.
    pub kind: IdentityKind,
    /// The address, number or name, as written.
    pub value: String,
    /// The address that mail goes to; at most one of a user's addresses.
    pub is_primary: bool,
    /// Shown to be theirs.
    pub verified: bool,
    /// Since when mail to it comes back.
    pub undeliverable_since: Option<Timestamp>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// An identity to be added.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct NewIdentity {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: IdentityKind,
    /// The address, number or name.
    pub value: String,
    /// Whether it is known to be theirs.
    #[serde(default)]
    pub verified: bool,
    /// Whether mail goes to it from now on.
    #[serde(default)]
    pub primary: bool,
}

/// What to change of an identity.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct IdentityChange {
    /// Another address, number or name.
    pub value: Option<String>,
    /// Whether it is known to be theirs.
    pub verified: Option<bool>,
}
