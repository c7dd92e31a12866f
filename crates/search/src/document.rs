//! What the server hands over to be found: one document per ticket, person, organization, group or article.

use crate::ranks::{Priority, Status, TicketType};

/// What sort of thing a document is; `type:` in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the help desk's own words")]
pub enum Kind {
    Ticket,
    User,
    Organization,
    Group,
    Article,
}

impl Kind {
    /// Every kind; a kind's place here is its number in the index.
    pub const ALL: [Kind; 5] = [Kind::Ticket, Kind::User, Kind::Organization, Kind::Group, Kind::Article];

    /// The word for it in queries and in `result_type`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Ticket => "ticket",
            Kind::User => "user",
            Kind::Organization => "organization",
            Kind::Group => "group",
            Kind::Article => "article",
        }
    }
}

/// A stretch of text to search in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Plain text, without markup.
    pub text: String,
    /// Whether only those who hold the `staff` token may find something by it.
    pub internal: bool,
}

impl Passage {
    /// Text that everyone who may see the document may find it by.
    pub fn public(text: impl Into<String>) -> Passage {
        Passage { text: text.into(), internal: false }
    }

    /// Text that only staff may find the document by.
    pub fn internal(text: impl Into<String>) -> Passage {
        Passage { text: text.into(), internal: true }
    }
}

/// Everything the index knows about one thing. Feeding it again replaces what was known.
#[derive(Debug, Clone)]
pub struct Document {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Its id in the desk, unique within its kind.
    pub id: i64,
    /// Subject of a ticket, name of anything else. Weighs most.
    pub title: String,
    /// The comments of a ticket (the first is its description), the notes on a person, the text of an article.
    pub bodies: Vec<Passage>,
    /// Short identifying texts: tags, e-mail addresses, phone numbers, order numbers, external ids.
    pub words: Vec<Passage>,
    /// What queries may filter and sort by.
    pub filters: Filters,
    /// Access tokens: whoever holds one of them may find the document, for instance `staff` or `user:12`.
    pub visible_to: Vec<String>,
}

impl Document {
    /// A document with a title, to be filled in; nobody may find it yet.
    pub fn new(kind: Kind, id: i64, title: impl Into<String>) -> Document {
        Document {
            kind,
            id,
            title: title.into(),
            bodies: Vec::new(),
            words: Vec::new(),
            filters: Filters::default(),
            visible_to: Vec::new(),
        }
    }
}

/// What a query may filter and sort by. Instants are Unix seconds.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the names are the help desk's own words")]
pub struct Filters {
    pub status: Option<Status>,
    pub priority: Option<Priority>,
    pub ticket_type: Option<TicketType>,
    pub requester_id: Option<i64>,
    pub assignee_id: Option<i64>,
    pub submitter_id: Option<i64>,
    pub brand_id: Option<i64>,
    /// The group of a ticket, or the groups an agent is a member of.
    pub group_ids: Vec<i64>,
    /// The organization of a ticket, or those a person belongs to.
    pub organization_ids: Vec<i64>,
    pub cc_ids: Vec<i64>,
    /// Who wrote a public comment.
    pub commenter_ids: Vec<i64>,
    /// Who wrote an internal comment; matches for staff only.
    pub internal_commenter_ids: Vec<i64>,
    /// Filters of staff only, as are `via`, `role` and `custom_fields`.
    pub tags: Vec<String>,
    pub via: Option<String>,
    pub role: Option<String>,
    /// Field id and value; a field with several values appears several times.
    pub custom_fields: Vec<(i64, String)>,
    pub created_at: Option<i64>,
    pub updated_at: Option<i64>,
    pub solved_at: Option<i64>,
    pub due_at: Option<i64>,
}
