//! Uploads and files.

use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
        },
    },
    response::{IntoResponse, Response},
};
use base::{Actor, AttachmentId};
use db::Conn;
use http::{ApiError, App, Json, Path, Query, Raw, Signed};
use serde::Serialize;
use utoipa::ToSchema;

use super::shape::AttachmentBody;
use crate::{
    access::access_ticket,
    change::NewFile,
    error::TicketError,
    files::{may_be_shown, media_type, random_token, safe_file_name},
    model::Attachment,
    store::{attachments as store, comments},
};

/// Files waiting to be put on a comment.
#[derive(Serialize, ToSchema)]
pub(super) struct UploadBody {
    token: String,
    attachment: AttachmentBody,
    attachments: Vec<AttachmentBody>,
    expires_at: base::Timestamp,
}

/// An upload.
#[derive(Serialize, ToSchema)]
pub(super) struct UploadResponse {
    upload: UploadBody,
}

/// One file.
#[derive(Serialize, ToSchema)]
pub(super) struct AttachmentResponse {
    attachment: AttachmentBody,
}

/// How long a file may wait for its comment.
pub const UPLOAD_LIFETIME: std::time::Duration = std::time::Duration::from_secs(3 * 24 * 3600);

/// Takes a file's bytes, whatever their content type; with `token` it joins that upload.
#[utoipa::path(post, path = "/api/v2/uploads", operation_id = "create_upload", tag = "attachments",
    params(("filename" = String, Query), ("token" = Option<String>, Query)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = UploadResponse)))]
pub(super) async fn create_upload(
    State(app): State<App>,
    Signed(actor): Signed,
    query: Query,
    headers: HeaderMap,
    Raw(bytes): Raw,
) -> Result<(StatusCode, Json<UploadResponse>), ApiError> {
    let now = app.clock.now();
    let file_name = safe_file_name(query.text("filename").unwrap_or("file"));
    let declared = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let file = NewFile {
        token: random_token(),
        content_type: media_type(declared, &file_name),
        file_name,
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        blob: app.blobs.put(bytes).await?,
        inline: false,
        content_id: None,
    };
    let joined = query.get("token").map(str::to_owned);
    let (token, attachment, attachments) = app
        .db
        .write(move |tx| {
            let (upload, token) = match joined {
                Some(token) => (own_upload(tx, &actor, &token)?, token),
                None => {
                    let token = random_token();
                    (store::insert_upload(tx, &token, actor.user_id, now)?, token)
                }
            };
            let id = store::insert_attachment(tx, &file, store::FilePlace::Upload(upload), now)?;
            let attachment = store::find_attachment(tx, id)?.ok_or(TicketError::NotFound)?;
            Ok::<_, TicketError>((token, attachment, store::list_of_upload(tx, upload)?))
        })
        .await?;
    let shape = |attachment: &Attachment| AttachmentBody::new(attachment, query.origin());
    let upload = UploadBody {
        token,
        attachment: shape(&attachment),
        attachments: attachments.iter().map(shape).collect(),
        expires_at: now.plus(UPLOAD_LIFETIME),
    };
    Ok((StatusCode::CREATED, Json(UploadResponse { upload })))
}

fn own_upload(c: &mut Conn, actor: &Actor, token: &str) -> Result<base::UploadId, TicketError> {
    let found = store::find_upload(c, token)?;
    let own = found.filter(|(_, owner)| owner.is_none() || *owner == actor.user_id);
    own.map(|(id, _)| id).ok_or(TicketError::NotFound)
}

/// Forgets an upload and its files.
#[utoipa::path(delete, path = "/api/v2/uploads/{token}", operation_id = "delete_upload", tag = "attachments",
    params(("token" = String, Path)), responses((status = 204)))]
pub(super) async fn delete_upload(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(token): Path<String>,
) -> Result<StatusCode, ApiError> {
    app.db
        .write(move |tx| {
            let upload = own_upload(tx, &actor, &token)?;
            store::delete_upload(tx, upload)?;
            Ok::<_, TicketError>(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows a file's description.
#[utoipa::path(get, path = "/api/v2/attachments/{id}", operation_id = "show_attachment", tag = "attachments",
    params(("id" = i64, Path)), responses((status = 200, body = AttachmentResponse)))]
pub(super) async fn show_attachment(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<i64>,
    query: Query,
) -> Result<Json<AttachmentResponse>, ApiError> {
    let attachment = app
        .db
        .read(move |c| {
            let attachment = store::find_attachment(c, AttachmentId(id))?;
            require_visible(c, &actor, attachment)
        })
        .await?;
    Ok(Json(AttachmentResponse { attachment: AttachmentBody::new(&attachment, query.origin()) }))
}

/// Serves a file's bytes. Only harmless pictures are shown in place; everything else is saved.
#[utoipa::path(get, path = "/api/v2/attachments/content/{token}", operation_id = "download_attachment", tag = "attachments",
    params(("token" = String, Path)), responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
pub(super) async fn download_attachment(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(token): Path<String>,
) -> Result<Response, ApiError> {
    let attachment = app
        .db
        .read(move |c| {
            let attachment = store::find_by_token(c, &token)?;
            require_visible(c, &actor, attachment)
        })
        .await?;
    let bytes = app.blobs.get(&attachment.blob).await?;
    Ok((serving_headers(&attachment), bytes).into_response())
}

/// Staff see every file; others those of public comments on their own tickets, and what they uploaded.
fn require_visible(
    c: &mut Conn,
    actor: &Actor,
    attachment: Option<Attachment>,
) -> Result<Attachment, TicketError> {
    let attachment = attachment.ok_or(TicketError::NotFound)?;
    if actor.role.is_staff() {
        return Ok(attachment);
    }
    let comment_id = attachment.comment_id.ok_or(TicketError::NotFound)?;
    let comment = comments::find_comment(c, comment_id)?
        .filter(|comment| comment.public)
        .ok_or(TicketError::NotFound)?;
    access_ticket(c, actor, comment.ticket_id)?;
    Ok(attachment)
}

fn serving_headers(attachment: &Attachment) -> HeaderMap {
    let is_shown = may_be_shown(&attachment.content_type);
    let media_type = if is_shown { attachment.content_type.as_str() } else { "application/octet-stream" };
    let disposition = if is_shown { "inline" } else { "attachment" };
    // RFC 6266: an ASCII name for old clients, the real one percent-encoded.
    let ascii: String = attachment.file_name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let encoded: String = attachment.file_name.bytes().map(percent_encoded).collect();
    let disposition = format!("{disposition}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    let mut headers = HeaderMap::new();
    let pairs = [
        (CONTENT_TYPE, media_type),
        (CONTENT_DISPOSITION, disposition.as_str()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (CACHE_CONTROL, "private, max-age=86400, immutable"),
    ];
    for (name, value) in pairs {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    headers
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '(' | ')')
}

fn percent_encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}
