//! The routes of brands' logos. They are shown to everybody, as help centres and mails show them.

use axum::{
    extract::State,
    http::{
        HeaderName, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
    },
    response::{IntoResponse, Response},
};
use base::BrandId;
use http::{Admin, ApiError, App, Invalid, Path, Raw};

use super::{Logo, edit::set_logo, store};

const MOST_BYTES: usize = 1 << 20;

/// Gives a brand another logo: a picture's bytes, at most 1 MiB.
#[utoipa::path(put, path = "/api/v2/brands/{id}/logo", operation_id = "set_brand_logo", tag = "brands",
    params(("id" = i64, Path)), request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 204)))]
pub(super) async fn set_brand_logo(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<BrandId>,
    Raw(bytes): Raw,
) -> Result<StatusCode, ApiError> {
    if bytes.len() > MOST_BYTES {
        return Err(ApiError::TooLarge("a logo has at most 1 MiB".to_owned()));
    }
    let hint = "is no picture that browsers show; take a PNG, JPEG, GIF or WebP";
    let content_type = picture_type(&bytes).ok_or_else(|| Invalid::field("logo", hint))?;
    let logo = Logo {
        content_type: content_type.to_owned(),
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        blob: app.blobs.put(bytes).await?,
    };
    let now = app.clock.now();
    app.db.write(move |tx| set_logo(tx, now, &actor, id, Some(logo))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a brand's logo away.
#[utoipa::path(delete, path = "/api/v2/brands/{id}/logo", operation_id = "delete_brand_logo", tag = "brands",
    params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn delete_brand_logo(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<BrandId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| set_logo(tx, now, &actor, id, None)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Serves a brand's logo.
#[utoipa::path(get, path = "/api/v2/brands/{id}/logo", operation_id = "show_brand_logo", tag = "brands",
    params(("id" = i64, Path)), responses((status = 200, content_type = "image/png", body = Vec<u8>)))]
pub(super) async fn show_brand_logo(
    State(app): State<App>,
    Path(id): Path<BrandId>,
) -> Result<Response, ApiError> {
    let brand = app.db.read(move |c| store::find_brand(c, id)).await?;
    let logo = brand.and_then(|brand| brand.logo).ok_or(ApiError::NotFound)?;
    let bytes = app.blobs.get(&logo.blob).await?;
    let headers: [(HeaderName, &str); 4] = [
        (CONTENT_TYPE, &logo.content_type),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (CACHE_CONTROL, "public, max-age=86400"),
    ];
    Ok((headers, bytes).into_response())
}

/// The media type of a picture that cannot run anything, by its first bytes.
fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_bytes_and_nothing_else_is_one() {
        assert_eq!(picture_type(b"GIF89a\x01"), Some("image/gif"));
        assert_eq!(picture_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for bad in [&b""[..], b"<svg xmlns=\"http://www.w3.org/2000/svg\">", b"\x89PNG", b"<html>"] {
            assert_eq!(picture_type(bad), None);
        }
    }
}
