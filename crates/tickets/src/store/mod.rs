//! The only SQL on tickets.

pub mod attachments;
pub mod audits;
pub mod comment_versions;
pub mod comments;
pub mod conditions;
pub mod deliveries;
pub mod drafts;
pub mod job_statuses;
pub mod merges;
pub mod tags;
pub mod ticket_counts;
pub mod ticket_groups;
pub mod ticket_lists;
pub mod tickets;
pub mod views;
pub mod waiting;
