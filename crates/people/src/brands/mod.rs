//! Brands: the names under which one desk answers, each with addresses, a logo, a colour and a signature of its own.
//!
//! There is always a default one, which tickets get that ask for none; it goes by the desk's name until it is given
//! another. A removed brand stays as a row, for the closed tickets that name it.

mod api;
mod edit;
mod logo;
mod rules;
mod shape;
pub mod store;

use base::{BrandId, Role, Timestamp, UserId};
use db::BlobHash;
use serde::{Deserialize, Serialize};

pub use self::{api::routes, edit::BrandChange};
use crate::DeskSettings;

/// The kind of job that gives a removed brand's tickets to another; its payload is a [`MoveTickets`].
pub const MOVE_TICKETS: &str = "move_tickets_of_brand";

/// A name under which the desk answers. Serialized as its fields are named in audits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Brand {
    /// Its id.
    pub id: BrandId,
    /// What it is called; empty for the desk's own name.
    pub name: String,
    /// Under which its help centre is to be found: lower-case letters, digits and hyphens; empty for the desk's own.
    pub subdomain: String,
    /// A host of its own for its help centre.
    pub host_mapping: Option<String>,
    /// Its colour as `#rrggbb`; `None` for the desk's own.
    pub color: Option<String>,
    /// What ends its agents' mails where the group says nothing else, with placeholders.
    pub signature_template: String,
    /// Its logo.
    pub logo: Option<Logo>,
    /// Whether mail to its addresses becomes tickets of it.
    pub active: bool,
    /// Whether tickets get it that ask for none.
    #[serde(rename = "default")]
    pub is_default: bool,
    /// Kept only for the closed tickets that name it.
    pub deleted: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Brand {
    /// What it is called on this desk.
    pub fn name_at<'a>(&'a self, desk: &'a DeskSettings) -> &'a str {
        if self.name.is_empty() { &desk.name } else { &self.name }
    }

    /// Whether a ticket can be given to it.
    pub fn is_in_use(&self) -> bool {
        self.active && !self.deleted
    }
}

/// A picture, of a kind that cannot run anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Logo {
    /// Its media type.
    pub content_type: String,
    /// In bytes.
    pub size: i64,
    /// Where its bytes are.
    #[serde(skip)]
    pub blob: BlobHash,
}

/// The payload of a [`MOVE_TICKETS`] job: who removed which brand, and what its tickets get instead.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct MoveTickets {
    /// The removed brand.
    pub from: BrandId,
    /// The one that goes on.
    pub to: BrandId,
    /// Who removed it.
    pub user_id: Option<UserId>,
    /// What they may do.
    pub role: Role,
}
