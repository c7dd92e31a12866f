//! Drafts.

use base::{Timestamp, UserId};
use db::{Conn, DbError};
use serde::Serialize;
use utoipa::ToSchema;

use super::AttachmentBody;
use crate::{
    model::{Draft, DraftKind},
    store::attachments,
};

/// What an agent has begun to write.
#[derive(Debug, Serialize, ToSchema)]
pub struct DraftBody {
    /// Reply or note.
    pub kind: DraftKind,
    /// The text so far.
    pub html_body: String,
    /// Files uploaded for it; one that was removed meanwhile is left out.
    pub uploads: Vec<DraftFileBody>,
    /// Addresses in To, where not the requester alone.
    pub to: Vec<String>,
    /// Addresses in Cc.
    pub cc: Vec<String>,
    /// When it was last saved.
    pub updated_at: Timestamp,
}

/// A file of a draft.
#[derive(Debug, Serialize, ToSchema)]
pub struct DraftFileBody {
    /// Names the upload when the draft is sent.
    pub token: String,
    /// The file.
    pub attachment: AttachmentBody,
}

impl DraftBody {
    /// The shape of a draft of `author`.
    ///
    /// # Errors
    /// When its files cannot be read.
    pub fn read(c: &mut Conn, draft: Draft, author: UserId, origin: &str) -> Result<Self, DbError> {
        let Draft { kind, html_body, uploads, to, cc, updated_at } = draft;
        let uploads = DraftFileBody::read_all(c, uploads, author, origin)?;
        Ok(Self { kind, html_body, uploads, to, cc, updated_at })
    }
}

impl DraftFileBody {
    /// The shapes of what `author` uploaded; a file that was removed meanwhile is left out.
    ///
    /// # Errors
    /// When a query fails.
    pub fn read_all(
        c: &mut Conn,
        tokens: Vec<String>,
        author: UserId,
        origin: &str,
    ) -> Result<Vec<Self>, DbError> {
        let mut files = Vec::new();
        for token in tokens {
            let file = attachments::find_file_of_upload(c, &token, author)?;
            files.extend(file.map(|file| Self { token, attachment: AttachmentBody::new(&file, origin) }));
        }
        Ok(files)
    }
}
