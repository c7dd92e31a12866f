//! Files.

use base::AttachmentId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{files::CONTENT_PATH, model::Attachment};

/// A file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AttachmentBody {
    /// Its id.
    pub id: AttachmentId,
    /// Its URL in the API.
    pub url: String,
    /// Its name.
    pub file_name: String,
    /// Where its bytes are.
    pub content_url: String,
    /// The same; nothing maps it elsewhere.
    pub mapped_content_url: String,
    /// Its media type.
    pub content_type: String,
    /// In bytes.
    pub size: i64,
    /// Whether the body shows it.
    pub inline: bool,
    /// Not used.
    pub deleted: bool,
    /// Always `not_scanned`: files are not scanned.
    pub malware_scan_result: &'static str,
    /// Not used.
    pub malware_access_override: bool,
    /// Not used.
    pub width: Option<i64>,
    /// Not used.
    pub height: Option<i64>,
    /// Smaller versions; none are made.
    pub thumbnails: Vec<i64>,
}

impl AttachmentBody {
    /// The shape of a file.
    pub fn new(attachment: &Attachment, origin: &str) -> Self {
        let content_url = format!("{origin}{}", content_path(&attachment.token));
        Self {
            id: attachment.id,
            url: format!("{origin}/api/v2/attachments/{}.json", attachment.id),
            file_name: attachment.file_name.clone(),
            mapped_content_url: content_url.clone(),
            content_url,
            content_type: attachment.content_type.clone(),
            size: attachment.size,
            inline: attachment.inline,
            deleted: false,
            malware_scan_result: "not_scanned",
            malware_access_override: false,
            width: None,
            height: None,
            thumbnails: Vec::new(),
        }
    }
}

/// Where the bytes of the file with this token are served.
pub fn content_path(token: &str) -> String {
    format!("{}{token}", CONTENT_PATH)
}
