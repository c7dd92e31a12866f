//! Users and identities as the API shows them.

use base::{Actor, GroupId, IdentityId, Locale, OrganizationId, Role, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{PageMembers, locales};
use crate::{Identity, IdentityChange, IdentityKind, NewIdentity, User, UserChange};

/// A user in Zendesk's shape.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UserBody {
    /// Its id.
    pub id: UserId,
    /// Where it is.
    pub url: String,
    /// How they are called.
    pub name: String,
    /// Their primary address.
    pub email: Option<String>,
    /// What they may do.
    pub role: Role,
    /// Always null: there are no custom roles.
    pub custom_role_id: Option<i64>,
    /// 4 for an admin, else null.
    pub role_type: Option<i64>,
    /// False once deleted.
    pub active: bool,
    /// May not sign in.
    pub suspended: bool,
    /// Has shown that an address is theirs.
    pub verified: bool,
    /// The name that customers see instead.
    pub alias: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Whether others have the same number.
    pub shared_phone_number: Option<bool>,
    /// Their picture.
    #[schema(value_type = Option<Object>)]
    pub photo: Option<Value>,
    /// Their id in another system.
    pub external_id: Option<String>,
    /// What ends their mails.
    pub signature: Option<String>,
    /// An address or the like.
    pub details: String,
    /// What agents note about them.
    pub notes: String,
    /// Their language.
    pub locale: Locale,
    /// Their language's id.
    pub locale_id: i64,
    /// IANA name of their time zone.
    pub time_zone: String,
    /// The same.
    pub iana_time_zone: String,
    /// Their default organization.
    pub organization_id: Option<OrganizationId>,
    /// An agent's default group.
    pub default_group_id: Option<GroupId>,
    /// Labels.
    pub tags: Vec<String>,
    /// Custom fields.
    #[schema(value_type = Object)]
    pub user_fields: Map<String, Value>,
    /// Which tickets they see: `requested` for end users, null for all.
    pub ticket_restriction: Option<&'static str>,
    /// Whether some tickets are hidden from them.
    pub restricted_agent: bool,
    /// Whether they can only write internal notes.
    pub only_private_comments: bool,
    /// Whether they look after a forum.
    pub moderator: bool,
    /// Whether they come from another desk.
    pub shared: bool,
    /// Whether they are an agent of another desk.
    pub shared_agent: bool,
    /// Whether they only chat.
    pub chat_only: bool,
    /// Whether they get reports as CSV; there are none.
    pub report_csv: bool,
    /// Whether they sign in with a second factor.
    pub two_factor_auth_enabled: Option<bool>,
    /// When they last signed in.
    pub last_login_at: Option<Timestamp>,
    /// When they were created.
    pub created_at: Timestamp,
    /// When they were last changed.
    pub updated_at: Timestamp,
}

impl UserBody {
    /// A user as `reader` may see them; `origin` is the scheme and host that the reader used.
    pub fn new(user: User, reader: &Actor, origin: &str) -> Self {
        let user = if reader.role.is_staff() { user } else { without_what_agents_keep(user) };
        let is_staff = user.role.is_staff();
        Self {
            url: url(user.id, origin),
            id: user.id,
            name: user.name,
            email: user.email,
            role: user.role,
            custom_role_id: None,
            role_type: (user.role == Role::Admin).then_some(4),
            active: user.active,
            suspended: user.suspended,
            verified: user.verified,
            alias: user.alias,
            phone: user.phone,
            shared_phone_number: None,
            photo: None,
            external_id: user.external_id,
            signature: user.signature,
            details: user.details,
            notes: user.notes,
            locale: user.locale,
            locale_id: locales::id(user.locale),
            iana_time_zone: user.time_zone.clone(),
            time_zone: user.time_zone,
            organization_id: user.organization_id,
            default_group_id: user.default_group_id,
            tags: user.tags,
            user_fields: user.fields,
            ticket_restriction: (!is_staff).then_some("requested"),
            restricted_agent: !is_staff,
            only_private_comments: false,
            moderator: is_staff,
            shared: false,
            shared_agent: false,
            chat_only: false,
            report_csv: false,
            two_factor_auth_enabled: None,
            last_login_at: user.last_login_at,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }
}

fn without_what_agents_keep(user: User) -> User {
    User {
        external_id: None,
        details: String::new(),
        notes: String::new(),
        tags: Vec::new(),
        fields: Map::new(),
        ..user
    }
}

/// Where a user is.
pub(super) fn url(id: UserId, origin: &str) -> String {
    format!("{origin}/api/v2/users/{id}.json")
}

/// A user.
#[derive(Serialize, ToSchema)]
pub struct UserAnswer {
    /// The user.
    pub user: UserBody,
}

/// A page of users.
#[derive(Serialize, ToSchema)]
pub struct UsersPage {
    /// The users.
    pub users: Vec<UserBody>,
    /// The page.
    #[serde(flatten)]
    pub page: PageMembers,
}

/// What to set on a user.
#[derive(Deserialize, ToSchema)]
pub struct UserInput {
    /// The user.
    pub user: UserChange,
}

/// An identity in Zendesk's shape.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IdentityBody {
    /// Its id.
    pub id: IdentityId,
    /// Where it is.
    pub url: String,
    /// Whose it is.
    pub user_id: UserId,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: IdentityKind,
    /// The address, number or name.
    pub value: String,
    /// Whether mail goes to it.
    pub primary: bool,
    /// Shown to be theirs.
    pub verified: bool,
    /// `deliverable`, or `undeliverable` when mail comes back.
    pub deliverable_state: &'static str,
    /// Whether mail comes back: 1 or 0.
    pub undeliverable_count: i64,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl IdentityBody {
    /// An identity; `origin` is the scheme and host that the reader used.
    pub fn new(identity: Identity, origin: &str) -> Self {
        let is_undeliverable = identity.undeliverable_since.is_some();
        Self {
            url: format!("{origin}/api/v2/users/{}/identities/{}.json", identity.user_id, identity.id),
            id: identity.id,
            user_id: identity.user_id,
            kind: identity.kind,
            value: identity.value,
            primary: identity.is_primary,
            verified: identity.verified,
            deliverable_state: if is_undeliverable { "undeliverable" } else { "deliverable" },
            undeliverable_count: i64::from(is_undeliverable),
            created_at: identity.created_at,
            updated_at: identity.updated_at,
        }
    }
}

/// An identity.
#[derive(Serialize, ToSchema)]
pub struct IdentityAnswer {
    /// The identity.
    pub identity: IdentityBody,
}

/// A page of identities.
#[derive(Serialize, ToSchema)]
pub struct IdentitiesPage {
    /// The identities.
    pub identities: Vec<IdentityBody>,
    /// The page.
    #[serde(flatten)]
    pub page: PageMembers,
}

/// An identity to add.
#[derive(Deserialize, ToSchema)]
pub struct NewIdentityInput {
    /// The identity.
    pub identity: NewIdentity,
}

/// What to change of an identity.
#[derive(Deserialize, ToSchema)]
pub struct IdentityInput {
    /// The identity.
    pub identity: IdentityChange,
}
