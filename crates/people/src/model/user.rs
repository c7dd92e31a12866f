//! Users.

use base::{GroupId, Locale, OrganizationId, Role, Timestamp, UserId};
use serde::Serialize;
use serde_json::{Map, Value};

/// A person: a customer, an agent or an admin. Serialized as its fields are named in audits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// How they are called.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their primary address, as written.
    pub email: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Their id in another system; unique.
    pub external_id: Option<String>,
    /// The name that customers see instead.
    pub alias: Option<String>,
    /// What ends their mails, for agents.
    pub signature: Option<String>,
    /// An address or the like.
    pub details: String,
    /// What agents note about them.
    pub notes: String,
    /// The language they are written to.
    pub locale: Locale,
    /// IANA name of their time zone.
    pub time_zone: String,
    /// Their default organization.
    pub organization_id: Option<OrganizationId>,
    /// An agent's default group.
    pub default_group_id: Option<GroupId>,
    /// False once deleted.
    pub active: bool,
    /// May not sign in.
    pub suspended: bool,
    /// Has shown that an address is theirs.
    pub verified: bool,
    /// How they like the workspace.
    pub preferences: Map<String, Value>,
    /// Labels, sorted.
    pub tags: Vec<String>,
    /// Custom fields.
    #[serde(rename = "user_fields")]
    pub fields: Map<String, Value>,
    /// When they last signed in.
    pub last_login_at: Option<Timestamp>,
    /// When they were created.
    pub created_at: Timestamp,
    /// When they were last changed.
    pub updated_at: Timestamp,
}

impl User {
    /// Somebody new, before anything but a name is known. The id is given when stored.
    pub fn new(now: Timestamp, name: String, role: Role, locale: Locale, time_zone: String) -> Self {
        Self {
            id: UserId(0),
            name,
            role,
            email: None,
            phone: None,
            external_id: None,
            alias: None,
            signature: None,
            details: String::new(),
            notes: String::new(),
            locale,
            time_zone,
            organization_id: None,
            default_group_id: None,
            active: true,
            suspended: false,
            verified: false,
            preferences: Map::new(),
            tags: Vec::new(),
            fields: Map::new(),
            last_login_at: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// Whether they may come in at all.
    pub fn may_sign_in(&self) -> bool {
        self.active && !self.suspended
    }
}
