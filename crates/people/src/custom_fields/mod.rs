//! Fields of a desk's own: what any of them can hold ([`FieldKind`], [`Shape`]), and those of users and organizations.
//! Values are kept on the record under the field's key; a table finds the records by them.

mod api;
mod apply;
mod edit;
mod forget;
mod kind;
mod shape;
pub mod store;
mod value;

use base::{FieldId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) use self::apply::index_values;
pub use self::{
    api::routes,
    apply::apply_values,
    edit::{RecordFieldChange, create_field, delete_field, reorder_fields, update_field},
    forget::{FORGET, Forgotten, forget},
    kind::{FieldKind, Target},
    shape::{Shape, require_title, settle_options},
    value::{as_number, day_number, keys},
};
use crate::audit::Entity;

/// Something that can be chosen in a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldOption {
    /// Its id within the field.
    #[serde(default)]
    pub id: i64,
    /// What people read; `::` nests it.
    pub name: String,
    /// What is stored; on tickets also a tag.
    pub value: String,
    /// Whether new tickets have it.
    #[serde(default)]
    pub default: bool,
}

/// What a field of people is a field of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Owner {
    /// A user.
    User,
    /// An organization.
    Organization,
}

impl Owner {
    /// Its name in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Organization => "organization",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::User, Self::Organization].into_iter().find(|owner| owner.as_str() == name)
    }

    /// The member that holds the values in the API.
    pub fn member(self) -> &'static str {
        match self {
            Self::User => "user_fields",
            Self::Organization => "organization_fields",
        }
    }

    fn entity(self) -> Entity {
        match self {
            Self::User => Entity::UserField,
            Self::Organization => Entity::OrganizationField,
        }
    }
}

db::text_column!(Owner);

/// A field that a desk added to its users or organizations. Serialized as audits tell of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordField {
    /// Its id.
    pub id: FieldId,
    /// What it is a field of.
    pub owner: Owner,
    /// Under which its values are kept; never changes.
    pub key: String,
    /// What it holds; never changes.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// What agents call it.
    pub title: String,
    /// What agents read about it.
    pub description: String,
    /// Its place on the page.
    pub position: i64,
    /// Whether it is in use.
    pub active: bool,
    /// What texts of a [`FieldKind::Regexp`] look like.
    pub regexp: Option<String>,
    /// What a [`FieldKind::Lookup`] names: a user or an organization.
    pub target: Option<Target>,
    /// What can be chosen.
    pub options: Vec<FieldOption>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl RecordField {
    fn shape(&self) -> Shape<'_> {
        Shape { kind: self.kind, regexp: self.regexp.as_deref(), target: self.target, options: &self.options }
    }
}
