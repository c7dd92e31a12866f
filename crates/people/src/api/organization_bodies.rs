//! Organizations and their memberships as the API shows them.

use base::{GroupId, MembershipId, OrganizationId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::PageMembers;
use crate::{Organization, OrganizationChange, OrganizationMembership};

/// An organization in Zendesk's shape.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganizationBody {
    /// Its id.
    pub id: OrganizationId,
    /// Where it is.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Its id in another system.
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
    /// Domains whose senders join it.
    pub domain_names: Vec<String>,
    /// Labels.
    pub tags: Vec<String>,
    /// Custom fields.
    #[schema(value_type = Object)]
    pub organization_fields: Map<String, Value>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl OrganizationBody {
    /// An organization; `origin` is the scheme and host that the reader used.
    pub fn new(organization: Organization, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/organizations/{}.json", organization.id),
            id: organization.id,
            name: organization.name,
            external_id: organization.external_id,
            details: organization.details,
            notes: organization.notes,
            group_id: organization.group_id,
            shared_tickets: organization.shared_tickets,
            shared_comments: organization.shared_comments,
            domain_names: organization.domain_names,
            tags: organization.tags,
            organization_fields: organization.fields,
            created_at: organization.created_at,
            updated_at: organization.updated_at,
        }
    }
}

/// An organization.
#[derive(Serialize, ToSchema)]
pub struct OrganizationAnswer {
    /// The organization.
    pub organization: OrganizationBody,
}

/// A page of organizations.
#[derive(Serialize, ToSchema)]
pub struct OrganizationsPage {
    /// The organizations.
    pub organizations: Vec<OrganizationBody>,
    /// The page.
    #[serde(flatten)]
    pub page: PageMembers,
}

/// What to set on an organization.
#[derive(Deserialize, ToSchema)]
pub struct OrganizationInput {
    /// The organization.
    pub organization: OrganizationChange,
}

/// What to set on an organization that may exist already.
#[derive(Deserialize, ToSchema)]
pub struct KnownOrganizationInput {
    /// The organization.
    pub organization: KnownOrganization,
}

/// An organization that may exist already.
#[derive(Deserialize, ToSchema)]
pub struct KnownOrganization {
    /// Its id, if it is known.
    pub id: Option<OrganizationId>,
    /// What to set.
    #[serde(flatten)]
    pub change: OrganizationChange,
}

/// A user's place in an organization, in Zendesk's shape.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganizationMembershipBody {
    /// Its id.
    pub id: MembershipId,
    /// Where it is.
    pub url: String,
    /// Who.
    pub user_id: UserId,
    /// Where.
    pub organization_id: OrganizationId,
    /// The organization's name.
    pub organization_name: String,
    /// Whether it is the user's default one.
    pub default: bool,
    /// Always false: who belongs to an organization sees its tickets only if it shares them.
    pub view_tickets: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl OrganizationMembershipBody {
    /// A membership; `origin` is the scheme and host that the reader used.
    pub fn new(membership: OrganizationMembership, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/organization_memberships/{}.json", membership.id),
            id: membership.id,
            user_id: membership.user_id,
            organization_id: membership.organization_id,
            organization_name: membership.organization_name,
            default: membership.is_default,
            view_tickets: false,
            created_at: membership.created_at,
            updated_at: membership.updated_at,
        }
    }
}

/// A membership.
#[derive(Serialize, ToSchema)]
pub struct OrganizationMembershipAnswer {
    /// The membership.
    pub organization_membership: OrganizationMembershipBody,
}

/// A page of memberships.
#[derive(Serialize, ToSchema)]
pub struct OrganizationMembershipsPage {
    /// The memberships.
    pub organization_memberships: Vec<OrganizationMembershipBody>,
    /// The page.
    #[serde(flatten)]
    pub page: PageMembers,
}

/// A membership to create.
#[derive(Deserialize, ToSchema)]
pub struct OrganizationMembershipInput {
    /// The membership.
    pub organization_membership: NewOrganizationMembership,
}

/// Who is to belong where.
#[derive(Deserialize, ToSchema)]
pub struct NewOrganizationMembership {
    /// Who.
    pub user_id: UserId,
    /// Where.
    pub organization_id: OrganizationId,
    /// Whether it becomes the user's default one.
    #[serde(default)]
    pub default: bool,
}
