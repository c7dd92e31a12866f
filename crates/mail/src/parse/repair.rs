//! Messages whose parts cannot be found because the boundary that their header names is not the one in their body.

use mail_parser::{Message, MimeHeaders, PartType};

/// Lines that can be a boundary: RFC 2046 allows 70 characters after the two dashes.
const LONGEST_BOUNDARY: usize = 72;

/// Whether a message says that it has parts, and none was found.
pub(super) fn has_lost_parts(message: &Message<'_>) -> bool {
    let root = message.root_part();
    let is_multipart = root.content_type().is_some_and(|declared| declared.ctype() == "multipart");
    is_multipart && matches!(root.body, PartType::Text(_))
}

/// The message with a header that names the boundary found in its body, if there is one.
pub(super) fn with_found_boundary(message: &Message<'_>, raw: &[u8]) -> Option<Vec<u8>> {
    let root = message.root_part();
    let subtype = root.content_type()?.subtype()?;
    let (head, body) = raw.split_at_checked(root.offset_body as usize)?;
    let boundary = boundary_in(body)?;
    let mut repaired = Vec::with_capacity(raw.len() + 120);
    repaired.extend_from_slice(head.trim_ascii_end());
    // Of two headers, the parser believes the second.
    repaired.extend_from_slice(
        format!("\r\nContent-Type: multipart/{subtype}; boundary=\"{boundary}\"\r\n\r\n").as_bytes(),
    );
    repaired.extend_from_slice(body);
    Some(repaired)
}

/// The first line of two dashes and a word that stands in the body again.
fn boundary_in(body: &[u8]) -> Option<&str> {
    let mut lines = body.split(|byte| *byte == b'\n').map(|line| line.trim_ascii_end());
    let first = lines.find(|line| {
        let is_word = line.len() > 4
            && line.len() <= LONGEST_BOUNDARY
            && !line.contains(&b' ')
            && !line.contains(&b'"');
        line.starts_with(b"--") && is_word && line.iter().any(u8::is_ascii_alphanumeric)
    })?;
    let is_repeated =
        lines.any(|line| line.strip_prefix(first).is_some_and(|rest| matches!(rest, b"" | b"--")));
    let name = std::str::from_utf8(first.get(2..)?).ok()?;
    is_repeated.then_some(name)
}
