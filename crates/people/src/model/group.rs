//! Groups.

use base::{GroupId, MembershipId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A team of agents. Serialized as its fields are named in audits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What ends its agents' mails, with placeholders.
    pub signature: String,
    /// The desk's default group.
    #[serde(rename = "default")]
    pub is_default: bool,
    /// Kept for the tickets that name it, but of no further use.
    pub deleted: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What to set on a group; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct GroupChange {
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// What ends its agents' mails, with placeholders.
    pub signature: Option<String>,
}

/// An agent's place in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMembership {
    /// Its id.
    pub id: MembershipId,
    /// Who.
    pub user_id: UserId,
    /// Where.
    pub group_id: GroupId,
    /// Whether tickets given to the agent alone take this group.
    pub is_default: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}
