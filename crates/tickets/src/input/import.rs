//! What an import sends, and what is meant by it.

use base::{Actor, Timestamp};
use db::Tx;
use http::{Invalid, fit};
use serde::Deserialize;
use serde_json::Value;

use super::{CommentInput, Prepared, TicketInput, prepare_body, require_user, spoken};
use crate::{actions::ImportedTicket, change::PreparedBody, error::TicketError};

/// The members that only imports have.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ImportInput {
    comments: Vec<CommentInput>,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    solved_at: Option<Timestamp>,
    archive_immediately: bool,
}

/// An import whose comments have been cleaned.
pub struct PreparedImport {
    ticket: Prepared,
    comments: Vec<(CommentInput, PreparedBody)>,
    times: ImportInput,
}

/// Reads and cleans an import, outside of the transaction that stores it.
///
/// # Errors
/// When it does not fit.
pub fn prepare_import(ticket: &Value, archive: bool) -> Result<PreparedImport, Invalid> {
    let mut input: TicketInput = fit(ticket)?;
    let mut times: ImportInput = fit(ticket)?;
    times.archive_immediately |= archive;
    let mut comments = std::mem::take(&mut times.comments).into_iter();
    if input.comment.is_none() && input.description.is_none() {
        input.comment = comments.next();
    }
    let comments = comments.map(|comment| (comment.clone(), prepare_body(&comment))).collect();
    Ok(PreparedImport { ticket: input.prepare(), comments, times })
}

impl PreparedImport {
    /// The ticket to store.
    ///
    /// # Errors
    /// Naming the fields that make no sense.
    pub fn into_import(
        self,
        tx: &mut Tx,
        now: Timestamp,
        actor: &Actor,
    ) -> Result<ImportedTicket, TicketError> {
        let ticket = self.ticket.into_new_ticket(tx, now, actor)?;
        let mut comments = Vec::new();
        for (input, body) in self.comments {
            let mut comment = spoken(actor, input, body, ticket.requester_id)?;
            comment.created_at = comment.created_at.or(self.times.created_at);
            require_user(tx, "comments.author_id", comment.author_id)?;
            comments.push(comment);
        }
        Ok(ImportedTicket {
            ticket,
            comments,
            created_at: self.times.created_at,
            updated_at: self.times.updated_at,
            solved_at: self.times.solved_at,
            archive: self.times.archive_immediately,
        })
    }
}
