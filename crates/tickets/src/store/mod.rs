//! The only SQL on tickets.

pub mod attachments;
pub mod audits;
pub mod comments;
pub mod deliveries;
pub mod drafts;
pub mod job_statuses;
pub mod tags;
pub mod tickets;
pub mod views;
