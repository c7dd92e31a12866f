//! Organizations.

use base::{GroupId, MembershipId, OrganizationId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::nullable;

/// A company or the like that end users belong to. Serialized as its fields are named in audits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name; unique, whatever the case and accents.
    pub name: String,
    /// Its id in another system; unique.
    pub external_id: Option<String>,
    /// An address or the like.
    pub details: String,
    /// What agents note about it.
    pub notes: String,
    /// The group that its users' tickets go to.
    pub group_id: Option<GroupId>,
    /// Whether its users see each other's tickets.
    pub shared_tickets: bool,
    /// Whether its users may answer on each other's tickets.
    pub shared_comments: bool,
    /// Domains whose senders join it, lower case, sorted; a domain belongs to one organization.
    pub domain_names: Vec<String>,
    /// Labels, sorted.
    pub tags: Vec<String>,
    /// Custom fields.
    #[serde(rename = "organization_fields")]
    pub fields: Map<String, Value>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What to set on an organization; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct OrganizationChange {
    /// Its name.
    pub name: Option<String>,
    /// Its id in another system.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub external_id: Option<Option<String>>,
    /// An address or the like.
    pub details: Option<String>,
    /// What agents note about it.
    pub notes: Option<String>,
    /// The group that its users' tickets go to.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<GroupId>)]
    pub group_id: Option<Option<GroupId>>,
    /// Whether its users see each other's tickets.
    pub shared_tickets: Option<bool>,
    /// Whether its users may answer on each other's tickets.
    pub shared_comments: Option<bool>,
    /// All its domains.
    pub domain_names: Option<Vec<String>>,
    /// All its labels.
    pub tags: Option<Vec<String>>,
    /// Custom fields to set; others stay.
    #[schema(value_type = Option<Object>)]
    pub organization_fields: Option<Map<String, Value>>,
}

/// A user's place in an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationMembership {
    /// Its id.
    pub id: MembershipId,
    /// Who.
    pub user_id: UserId,
    /// Where.
    pub organization_id: OrganizationId,
    /// The organization's name.
    pub organization_name: String,
    /// Whether their tickets are this organization's.
    pub is_default: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}
