//! Groups and their memberships as the API shows them.

use base::{GroupId, MembershipId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::PageMembers;
use crate::{Group, GroupChange, GroupMembership};

/// A group in Zendesk's shape.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GroupBody {
    /// Its id.
    pub id: GroupId,
    /// Where it is.
    pub url: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What ends its agents' mails, with placeholders.
    pub signature: String,
    /// Whether it is the desk's default group.
    pub default: bool,
    /// Kept only for the tickets that name it.
    pub deleted: bool,
    /// Always true: there are no private groups.
    pub is_public: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl GroupBody {
    /// A group; `origin` is the scheme and host that the reader used.
    pub fn new(group: Group, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/groups/{}.json", group.id),
            id: group.id,
            name: group.name,
            description: group.description,
            signature: group.signature,
            default: group.is_default,
            deleted: group.deleted,
            is_public: true,
            created_at: group.created_at,
            updated_at: group.updated_at,
        }
    }
}

/// A group.
#[derive(Serialize, ToSchema)]
pub struct GroupAnswer {
    /// The group.
    pub group: GroupBody,
}

/// A page of groups.
#[derive(Serialize, ToSchema)]
pub struct GroupsPage {
    /// The groups.
    pub groups: Vec<GroupBody>,
    /// The page.
    #[serde(flatten)]
    pub page: PageMembers,
}

/// What to set on a group.
#[derive(Deserialize, ToSchema)]
pub struct GroupInput {
    /// The group.
    pub group: GroupChange,
}

/// An agent's place in a group, in Zendesk's shape.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GroupMembershipBody {
    /// Its id.
    pub id: MembershipId,
    /// Where it is.
    pub url: String,
    /// Who.
    pub user_id: UserId,
    /// Where.
    pub group_id: GroupId,
    /// Whether tickets given to the agent alone take this group.
    pub default: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl GroupMembershipBody {
    /// A membership; `origin` is the scheme and host that the reader used.
    pub fn new(membership: GroupMembership, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/group_memberships/{}.json", membership.id),
            id: membership.id,
            user_id: membership.user_id,
            group_id: membership.group_id,
            default: membership.is_default,
            created_at: membership.created_at,
            updated_at: membership.updated_at,
        }
    }
}

/// A membership.
#[derive(Serialize, ToSchema)]
pub struct GroupMembershipAnswer {
    /// The membership.
    pub group_membership: GroupMembershipBody,
}

/// A page of memberships.
#[derive(Serialize, ToSchema)]
pub struct GroupMembershipsPage {
    /// The memberships.
    pub group_memberships: Vec<GroupMembershipBody>,
    /// The page.
    #[serde(flatten)]
    pub page: PageMembers,
}

/// A membership to create.
#[derive(Deserialize, ToSchema)]
pub struct GroupMembershipInput {
    /// The membership.
    pub group_membership: NewGroupMembership,
}

/// Who is to be in which group.
#[derive(Deserialize, ToSchema)]
pub struct NewGroupMembership {
    /// Who.
    pub user_id: UserId,
    /// Where.
    pub group_id: GroupId,
    /// Whether it becomes the agent's default group.
    #[serde(default)]
    pub default: bool,
}
