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
        let mut uploads = Vec::new();
        for token in draft.uploads {
            let file = attachments::find_file_of_upload(c, &token, author)?;
            uploads.extend(
                file.map(|file| DraftFileBody { token, attachment: AttachmentBody::new(&file, origin) }),
            );
        }
        let Draft { kind, html_body, to, cc, updated_at, .. } = draft;
        Ok(Self { kind, html_body, uploads, to, cc, updated_at })
    }
}
