//! What a message says: read, sorted, cleaned and cut, before the database is asked anything.

use bytes::Bytes;
use db::{BlobError, Blobs};
use mail::{Bounce, MailKind, ParsedMail, Part};
use tickets::{
    change::{NewFile, PreparedBody},
    files,
};

use super::{ledger::IncomingMail, storable};

/// A message, understood. Its files are in the blob store and out of `mail`.
#[derive(Debug)]
pub(super) struct Understood {
    /// Its headers.
    pub mail: ParsedMail,
    /// What sort of message it is.
    pub kind: MailKind,
    /// What it reports, if it is a bounce.
    pub bounce: Option<Bounce>,
    /// The body as a comment shows it.
    pub body: PreparedBody,
    /// What came with it.
    pub files: Vec<NewFile>,
    /// Its size in bytes when only its header could be had.
    pub too_large_bytes: Option<i64>,
}

/// A file with the token of its URL, which the body names before the file is stored.
struct NamedPart {
    token: String,
    inline: bool,
    part: Part,
}

/// Bodies beyond this are cut; the whole message stays one click away.
const LONGEST_BODY_BYTES: usize = 1 << 20;

/// Reads a message off the runtime's threads and stores its files.
///
/// # Errors
/// When its bytes or files cannot be read or stored, or the message breaks the parser.
pub(super) async fn understand(blobs: &Blobs, row: &IncomingMail) -> Result<Understood, UnderstandError> {
    let raw = blobs.get(&row.raw).await?;
    let envelope_from = row.known_envelope_from().map(str::to_owned);
    let is_cut = row.raw_size > i64::try_from(raw.len()).unwrap_or(i64::MAX);
    let reading = tokio::task::spawn_blocking(move || read(&raw, envelope_from.as_deref()));
    let (mut understood, parts) = reading.await.map_err(|_| UnderstandError::Unreadable)?;
    understood.too_large_bytes = is_cut.then_some(row.raw_size);
    for part in parts {
        understood.files.push(store(blobs, part).await?);
    }
    Ok(understood)
}

/// Why a message could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum UnderstandError {
    /// Its bytes or files.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The parser ended over it.
    #[error("the message breaks the parser; look at its source")]
    Unreadable,
}

fn read(raw: &[u8], envelope_from: Option<&str>) -> (Understood, Vec<NamedPart>) {
    let mut mail = mail::parse(raw);
    let kind = mail::classify(&mail, envelope_from);
    let bounce = mail::read_bounce(&mail, envelope_from);
    let parts: Vec<NamedPart> =
        std::mem::take(&mut mail.attachments).into_iter().map(|part| named(&mail, part)).collect();
    let body = body(&mail, &parts);
    (Understood { mail, kind, bounce, body, files: Vec::new(), too_large_bytes: None }, parts)
}

/// A part belongs into the body only where the body shows it; otherwise it is a file to be seen.
fn named(mail: &ParsedMail, part: Part) -> NamedPart {
    let is_shown = |id: &String| mail.has_html && !id.is_empty() && mail.html.contains(&format!("cid:{id}"));
    let inline = part.content_id.as_ref().is_some_and(is_shown);
    NamedPart { token: files::random_token(), inline, part }
}

fn body(mail: &ParsedMail, parts: &[NamedPart]) -> PreparedBody {
    let prepared = if mail.has_html && mail.html.len() <= LONGEST_BODY_BYTES {
        body_of_html(&mail.html, parts)
    } else {
        body_of_text(cut(&mail.text))
    };
    PreparedBody {
        html: storable(&prepared.html),
        text: storable(&prepared.text),
        quoted_html: prepared.quoted_html.map(|quoted| storable(&quoted)),
        has_remote_images: prepared.has_remote_images,
    }
}

fn body_of_html(html: &str, parts: &[NamedPart]) -> PreparedBody {
    let url_of = |id: &str| {
        let part = parts.iter().find(|named| named.inline && named.part.content_id.as_deref() == Some(id))?;
        Some(tickets::api::shape::content_path(&part.token))
    };
    let clean = mail::clean_html(html, &url_of);
    let split = mail::split_html(&clean.html);
    PreparedBody {
        text: mail::html_to_text(&split.visible).trim().to_owned(),
        html: split.visible,
        quoted_html: folded(&split.signature, &split.quoted, ""),
        has_remote_images: clean.has_remote_images,
    }
}

fn body_of_text(text: &str) -> PreparedBody {
    let split = mail::split_text(text);
    PreparedBody {
        html: mail::text_to_html(&split.visible),
        text: split.visible.trim().to_owned(),
        quoted_html: folded(&split.signature, &split.quoted, "\n\n")
            .map(|quoted| mail::text_to_html(&quoted)),
        has_remote_images: false,
    }
}

/// What is shown on demand: the signature, then what is quoted below it.
fn folded(signature: &str, quoted: &str, between: &str) -> Option<String> {
    let pieces: Vec<&str> =
        [signature, quoted].into_iter().filter(|piece| !piece.trim().is_empty()).collect();
    (!pieces.is_empty()).then(|| pieces.join(between))
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_BODY_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

async fn store(blobs: &Blobs, named: NamedPart) -> Result<NewFile, BlobError> {
    let NamedPart { token, inline, part } = named;
    let size = i64::try_from(part.data.len()).unwrap_or(i64::MAX);
    let blob = blobs.put(Bytes::from(part.data)).await?;
    Ok(NewFile {
        token,
        content_type: storable(&files::media_type(Some(&part.content_type), &part.file_name)),
        file_name: files::safe_file_name(&part.file_name),
        size,
        blob,
        inline,
        content_id: part.content_id.map(|id| storable(&id)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_mail(raw: &str) -> (Understood, Vec<NamedPart>) {
        read(raw.as_bytes(), None)
    }

    #[test]
    fn an_image_in_the_body_gets_the_url_of_its_file() {
        let raw = "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n\
            <p>See <img src=\"cid:logo@x\"></p>\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <logo@x>\r\n\r\nPNG\r\n\
            --b\r\nContent-Type: image/png; name=other.png\r\nContent-ID: <other@x>\r\n\r\nPNG\r\n--b--\r\n";
        let (understood, parts) = read_mail(raw);
        assert_eq!(parts.iter().map(|part| part.inline).collect::<Vec<_>>(), [true, false]);
        assert!(understood.body.html.contains(&format!("/api/v2/attachments/content/{}", parts[0].token)));
    }

    #[test]
    fn what_is_quoted_and_the_signature_are_folded() {
        let (understood, _) = read_mail(
            "Subject: Re: x\r\n\r\nThanks!\r\n\r\n-- \r\nAna\r\n\r\nOn Mon, 3 Mar 2025, Bob <b@x.org> wrote:\r\n> Hello\r\n",
        );
        assert_eq!(understood.body.text, "Thanks!");
        let quoted = understood.body.quoted_html.unwrap_or_default();
        assert!(quoted.contains("Ana") && quoted.contains("Hello"));
    }

    #[test]
    fn a_body_without_end_is_cut_between_letters() {
        let long = "é".repeat(LONGEST_BODY_BYTES);
        assert_eq!(cut(&long).len(), LONGEST_BODY_BYTES);
        assert_eq!(cut("short"), "short");
    }
}
