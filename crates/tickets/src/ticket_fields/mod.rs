//! Fields of a desk's own on its tickets. Their definitions are here, their values on the ticket
//! ([`crate::model::Ticket::custom_fields`]), in the form that [`TicketField::normal`] gives them.

mod api;
mod edit;
mod rules;
mod shape;
pub mod store;
mod value;

use base::{FieldId, Timestamp};
use people::custom_fields::{FieldKind, FieldOption, Shape, Target};

pub use self::{
    api::routes,
    edit::{FieldChange, create_field, delete_field, reorder_fields, update_field},
    rules::{choose_defaults, require_editable, require_filled},
    value::apply_values,
};

/// A field that a desk added to its tickets.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketField {
    /// Its id.
    pub id: FieldId,
    /// What it holds; never changes.
    pub kind: FieldKind,
    /// What agents call it.
    pub title: String,
    /// What customers call it.
    pub title_in_portal: String,
    /// What customers read about it.
    pub description: String,
    /// What agents read about it.
    pub agent_description: String,
    /// Its place on the ticket.
    pub position: i64,
    /// Whether it is in use.
    pub active: bool,
    /// Whether a ticket needs a value to be solved.
    pub required: bool,
    /// Whether a customer must fill it in.
    pub required_in_portal: bool,
    /// Whether customers see it.
    pub visible_in_portal: bool,
    /// Whether customers fill it in.
    pub editable_in_portal: bool,
    /// What a ticked checkbox puts on the ticket.
    pub tag: Option<String>,
    /// What texts of a [`FieldKind::Regexp`] look like.
    pub regexp: Option<String>,
    /// What a [`FieldKind::Lookup`] names.
    pub target: Option<Target>,
    /// What can be chosen in a [`FieldKind::Tagger`] or [`FieldKind::Multiselect`].
    pub options: Vec<FieldOption>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl TicketField {
    /// A field of which nothing is said yet.
    pub fn blank(id: FieldId, kind: FieldKind) -> Self {
        Self {
            id,
            kind,
            title: String::new(),
            title_in_portal: String::new(),
            description: String::new(),
            agent_description: String::new(),
            position: 0,
            active: true,
            required: false,
            required_in_portal: false,
            visible_in_portal: false,
            editable_in_portal: false,
            tag: None,
            regexp: None,
            target: None,
            options: Vec::new(),
            created_at: Timestamp(0),
            updated_at: Timestamp(0),
        }
    }

    fn shape(&self) -> Shape<'_> {
        Shape { kind: self.kind, regexp: self.regexp.as_deref(), target: self.target, options: &self.options }
    }

    /// Whether customers see it.
    pub fn is_for_customers(&self) -> bool {
        self.active && self.visible_in_portal
    }
}
