//! Images in cleaned HTML: those of the message get a URL of the desk, those from elsewhere wait for a click.

use super::CleanHtml;
use crate::convert::escape;
use crate::tags::{Piece, Tag, pieces, unescape};

/// Where the address of an image waits that was not fetched.
const BLOCKED: &str = "data-blocked-src";

/// Rewrites every image of HTML that was cleaned of all else.
pub(super) fn hold_back(html: &str, cid_url: &dyn Fn(&str) -> Option<String>) -> CleanHtml {
    let mut clean = CleanHtml { html: String::with_capacity(html.len()), has_remote_images: false };
    for (place, piece) in pieces(html) {
        match piece {
            Piece::Open(tag) if tag.name == "img" => {
                let source = Source::of(&tag);
                clean.has_remote_images |= matches!(source, Source::Remote(_));
                write_image(&tag, &source, cid_url, &mut clean.html);
            }
            _ => clean.html.push_str(&html[place]),
        }
    }
    clean
}

/// Puts the addresses of held-back images back, so that they are fetched.
///
/// Takes what [`clean_html`](super::clean_html) gave; text that merely names the attribute is left alone.
pub fn restore_images(html: &str) -> String {
    let mut restored = String::with_capacity(html.len());
    for (place, piece) in pieces(html) {
        let source = &html[place];
        match piece {
            Piece::Open(tag) if tag.name == "img" && tag.attribute(BLOCKED).is_some() => {
                restored.push_str(&source.replacen(&format!(" {BLOCKED}=\""), " src=\"", 1));
            }
            _ => restored.push_str(source),
        }
    }
    restored
}

/// Whether an address leads to another host.
pub(super) fn is_remote(address: &str) -> bool {
    let lower = address.trim_start().to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

enum Source {
    /// A part of the message, by its Content-ID.
    Part(String),
    /// An address elsewhere.
    Remote(String),
    /// The picture itself, as a `data:` URL.
    Embedded(String),
    Nothing,
}

impl Source {
    fn of(tag: &Tag<'_>) -> Self {
        if let Some(cid) = tag.attribute("data-cid") {
            return Self::Part(unescape(cid));
        }
        let address =
            tag.attribute("src").or_else(|| tag.attribute(BLOCKED)).map(unescape).unwrap_or_default();
        let trimmed = address.trim();
        let is_cid = trimmed.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("cid:"));
        match trimmed {
            cid if is_cid => Self::Part(cid.get(4..).unwrap_or_default().to_owned()),
            relative if relative.starts_with("//") => Self::Remote(format!("https:{relative}")),
            remote if is_remote(remote) => Self::Remote(remote.to_owned()),
            picture if is_picture_data(picture) => Self::Embedded(picture.to_owned()),
            _ => Self::Nothing,
        }
    }
}

/// SVG is left out: it is a document, not a picture.
fn is_picture_data(address: &str) -> bool {
    let lower = address.get(..32).unwrap_or(address).to_ascii_lowercase();
    ["png", "gif", "jpeg", "jpg", "webp"]
        .iter()
        .any(|kind| lower.starts_with(&format!("data:image/{kind};base64,")))
}

fn write_image(tag: &Tag<'_>, source: &Source, cid_url: &dyn Fn(&str) -> Option<String>, html: &mut String) {
    html.push_str("<img");
    for (name, value) in tag.attributes().filter(|(name, _)| !matches!(*name, "src" | "data-cid" | BLOCKED)) {
        html.push_str(&format!(" {name}=\"{value}\""));
    }
    match source {
        Source::Part(cid) => {
            push_attribute("data-cid", cid, html);
            if let Some(url) = cid_url(cid) {
                push_attribute("src", &url, html);
            }
        }
        Source::Remote(address) => push_attribute(BLOCKED, address, html),
        Source::Embedded(data) => push_attribute("src", data, html),
        Source::Nothing => {}
    }
    html.push('>');
}

fn push_attribute(name: &str, value: &str, html: &mut String) {
    html.push_str(&format!(" {name}=\""));
    escape(value, html);
    html.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::clean_html;
    use super::*;

    #[test]
    fn remote_images_wait_until_they_are_asked_for() {
        let clean = clean_html("<img src=\"https://x.org/a.png?b&amp;c\" alt=\"a\">", &|_| None);
        assert_eq!(clean.html, "<img alt=\"a\" data-blocked-src=\"https://x.org/a.png?b&amp;c\">");
        assert!(clean.has_remote_images);
        assert_eq!(restore_images(&clean.html), "<img alt=\"a\" src=\"https://x.org/a.png?b&amp;c\">");
    }

    #[test]
    fn images_of_the_message_get_the_url_that_the_caller_gives() {
        let url = |cid: &str| (cid == "a@b").then(|| "/attachments/7".to_owned());
        let clean = clean_html("<img src=cid:a@b><img src='CID:other'>", &url);
        assert_eq!(clean.html, "<img data-cid=\"a@b\" src=\"/attachments/7\"><img data-cid=\"other\">");
        assert_eq!(clean_html(&clean.html, &url), clean);
        assert!(!clean.has_remote_images);
    }

    #[test]
    fn an_address_on_the_desk_itself_is_not_fetched() {
        assert_eq!(clean_html("<img src=/api/v2/users/1.json>", &|_| None).html, "<img>");
    }

    #[test]
    fn a_mail_cannot_slip_in_what_is_put_back() {
        let clean = clean_html("<img data-blocked-src=\"javascript:x\">", &|_| None);
        assert_eq!(restore_images(&clean.html), "<img>");
    }
}
