//! Zendesk's shapes of tickets, comments, audits, files and views.

mod attachment;
mod audit;
mod comment;
mod ticket;
mod via;
mod view;

pub use self::{
    attachment::{AttachmentBody, content_path},
    audit::AuditBody,
    comment::{CommentBody, DeliveryBody},
    ticket::TicketBody,
    via::ViaBody,
    view::{ViewBody, view_columns},
};
