//! The shapes of tickets, comments, audits, files, views and drafts; Zendesk's where it has them.

mod attachment;
mod audit;
mod comment;
mod draft;
mod ticket;
mod via;
mod view;

pub use self::{
    attachment::{AttachmentBody, content_path},
    audit::AuditBody,
    comment::{CommentBody, DeliveryBody},
    draft::{DraftBody, DraftFileBody},
    ticket::TicketBody,
    via::ViaBody,
    view::{ViewBody, view_columns},
};
