//! The one door: everything that changes a ticket or a view, whoever asks.
//!
//! Each action checks permission, validates, applies, and writes the audit and the jobs that follow, in the
//! transaction it is given.

mod apply;
mod change;
mod comment;
mod create;
mod delete;
mod edit_note;
mod import;
mod incidents;
mod make_private;
mod merge;
mod redact;
mod said_again;
mod split;
mod undo;
mod views;

pub(crate) use self::{
    apply::apply,
    change::{change_accessed, check_change},
    comment::{leaves_at, require_own_uploads},
    create::{blank_ticket, check_new_ticket},
    undo::{MOVED_ON, take_back},
};
pub use self::{
    change::{Changed, change_ticket},
    create::create_ticket,
    delete::{delete_ticket, mark_as_spam, remove_ticket, restore_ticket},
    edit_note::{edit_note, list_comment_versions},
    import::{ImportedTicket, import_ticket},
    incidents::{SOLVE_INCIDENTS, SolveIncidents, solve_incidents},
    make_private::make_comment_private,
    merge::{MergeComments, merge_tickets, unmerge_ticket},
    redact::{FORGET_BYTES, Leftover, redact_file, redact_words},
    split::split_comment,
    undo::{Undone, undo_change},
    views::{ViewChange, create_view, delete_view, update_view},
};

/// The kind of job that delivers a public comment; its payload is a [`Deliver`].
pub const DELIVER: &str = "deliver_comment";

/// The payload of a [`DELIVER`] job.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub struct Deliver {
    /// The row in the outgoing ledger.
    pub outgoing_mail_id: i64,
}
