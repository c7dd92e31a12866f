//! The shape of scheduled replies.

use base::{Actor, Role, ScheduledReplyId, TicketId, Timestamp, UserId};
use db::{Conn, DbError};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ScheduledReply, store};
use crate::api::shape::DraftFileBody;

/// A reply that leaves later.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScheduledReplyBody {
    id: ScheduledReplyId,
    ticket_id: TicketId,
    /// Whose it is.
    author_id: UserId,
    /// When it leaves, unless the customer writes first.
    send_at: Timestamp,
    /// What it says, cleaned.
    html_body: String,
    /// Its files.
    uploads: Vec<DraftFileBody>,
    /// Addresses in To, where not the requester alone.
    to: Vec<String>,
    /// Addresses in Cc.
    cc: Vec<String>,
    /// The status that it sets.
    status: Option<String>,
    /// When it was written.
    created_at: Timestamp,
    /// Whether the asker may set another time or call it off.
    can_edit: bool,
}

impl ScheduledReplyBody {
    /// The shape of a reply, for one who may see its ticket.
    ///
    /// # Errors
    /// When its files cannot be read.
    pub(super) fn read(
        c: &mut Conn,
        asker: &Actor,
        reply: ScheduledReply,
        origin: &str,
    ) -> Result<Self, DbError> {
        let comment = reply.request.comment.unwrap_or_default();
        Ok(Self {
            id: reply.id,
            ticket_id: reply.ticket_id,
            author_id: reply.author_id,
            send_at: reply.send_at,
            html_body: comment.html_body.unwrap_or_default(),
            uploads: DraftFileBody::read_all(c, comment.uploads, reply.author_id, origin)?,
            to: comment.to,
            cc: comment.cc,
            status: reply.request.status,
            created_at: reply.created_at,
            can_edit: asker.is(reply.author_id) || asker.role == Role::Admin,
        })
    }
}

/// The replies that wait on a ticket, the next first.
///
/// # Errors
/// When a query fails.
pub(crate) fn scheduled_bodies(
    c: &mut Conn,
    asker: &Actor,
    ticket: TicketId,
    origin: &str,
) -> Result<Vec<ScheduledReplyBody>, DbError> {
    let replies = store::list_replies(c, ticket)?;
    replies.into_iter().map(|reply| ScheduledReplyBody::read(c, asker, reply, origin)).collect()
}
