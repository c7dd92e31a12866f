//! What agents are told of: that somebody mentioned them, gave them a ticket, that a customer answered, or that a ticket
//! that they follow changed.
//!
//! Notifications are made in the transaction of the change they are about, at most one for each person and change, and
//! never for whoever made it. [`audience`] decides who is told why; [`tell`] leaves out what they do not want to hear.
//! The browsers of those who are told hear of it with the change's audit; what stays unread is mailed, by [`mailing`].

mod api;
mod audience;
mod mailing;
mod mentions;
mod preferences;
pub mod store;
mod tell;

use base::{CommentId, NotificationId, SideConversationId, TicketId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::{
    api::routes,
    mailing::{MAIL_UNREAD, Rhythm, UnreadMail, mail_the_unread},
};
pub(crate) use self::{
    audience::Happened,
    mentions::follow_mentioned,
    tell::{SideAnswer, tell, tell_newly_mentioned, tell_of_side_answer, tell_one, tell_reminded, untell},
};

/// Why somebody is told of a change, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NotificationKind)]
pub enum Kind {
    /// A reply that they had scheduled was called off: it is their draft again.
    ScheduledReply,
    /// A ticket that they had put away is back.
    Snooze,
    /// What they, or a colleague for them, wanted them to be reminded of.
    Reminder,
    /// A comment mentions them or their group.
    Mention,
    /// They are the assignee from now on.
    Assignment,
    /// The customer answered on a ticket of theirs.
    Reply,
    /// Somebody answered in a side conversation of theirs, or of a ticket of theirs.
    SideReply,
    /// A ticket that they follow changed.
    Follow,
}

impl Kind {
    /// Those that everybody may turn off for themselves.
    pub const CHOSEN: [Self; 5] =
        [Self::Mention, Self::Assignment, Self::Reply, Self::SideReply, Self::Follow];

    const ALL: [Self; 8] = [
        Self::ScheduledReply,
        Self::Snooze,
        Self::Reminder,
        Self::Mention,
        Self::Assignment,
        Self::Reply,
        Self::SideReply,
        Self::Follow,
    ];

    /// Its name in the API and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ScheduledReply => "scheduled_reply",
            Self::Snooze => "snooze",
            Self::Reminder => "reminder",
            Self::Mention => "mention",
            Self::Assignment => "assignment",
            Self::Reply => "reply",
            Self::SideReply => "side_reply",
            Self::Follow => "follow",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

db::text_column!(Kind);

/// That somebody is told of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// Why.
    pub kind: Kind,
    /// The ticket that changed.
    pub ticket_id: TicketId,
    /// What the ticket is about.
    pub ticket_subject: String,
    /// The comment that was made.
    pub comment_id: Option<CommentId>,
    /// The side conversation in which somebody answered.
    pub side_conversation_id: Option<SideConversationId>,
    /// What somebody outside who answered there is called.
    pub sender_name: Option<String>,
    /// The start of that comment or answer, or what a reminder says.
    pub excerpt: Option<String>,
    /// Who changed it; `None` for Guichet itself.
    pub author_id: Option<UserId>,
    /// When it was read.
    pub read_at: Option<Timestamp>,
    /// When the change was made.
    pub created_at: Timestamp,
}
