//! A scanner for HTML that was cleaned: there every `<` opens a tag and every attribute value stands in double quotes, so
//! a tag can be found, changed or cut at without parsing again. Linear in the length of the input.

use std::ops::Range;

/// A piece of cleaned HTML.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Piece<'a> {
    /// Text between tags, still escaped.
    Text(&'a str),
    /// An opening tag; void elements such as `br` have no closing one.
    Open(Tag<'a>),
    /// A closing tag, by its name.
    Close(&'a str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Tag<'a> {
    pub name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Attribute names and their values, still escaped.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            let (name, after) = rest.split_once("=\"")?;
            let (value, remainder) = after.split_once('"')?;
            rest = remainder;
            Some((name.trim(), value))
        })
    }

    /// The value of an attribute, still escaped.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Whether the element can have no content.
    pub fn is_void(&self) -> bool {
        matches!(self.name, "br" | "hr" | "img" | "wbr" | "col" | "area")
    }
}

/// The pieces of cleaned HTML with their places.
pub(crate) fn pieces(html: &str) -> impl Iterator<Item = (Range<usize>, Piece<'_>)> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = html.get(offset..).filter(|rest| !rest.is_empty())?;
        let length =
            if rest.starts_with('<') { tag_length(rest) } else { rest.find('<').unwrap_or(rest.len()) };
        let place = offset..offset + length;
        offset = place.end;
        Some((place, piece(&rest[..length])))
    })
}

/// Where a tag ends: at the first `>` outside quotes.
fn tag_length(text: &str) -> usize {
    let mut is_quoted = false;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return index + 1,
            _ => {}
        }
    }
    text.len()
}

fn piece(source: &str) -> Piece<'_> {
    let Some(inner) = source.strip_prefix('<').and_then(|tag| tag.strip_suffix('>')) else {
        return Piece::Text(source);
    };
    match inner.strip_prefix('/') {
        Some(name) => Piece::Close(name),
        None => {
            let (name, attributes) = inner.split_once(' ').unwrap_or((inner, ""));
            Piece::Open(Tag { name, attributes })
        }
    }
}

/// Text with the escapes of cleaned HTML undone.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&nbsp;", "\u{a0}")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greater_than_within_quotes_ends_no_tag() {
        let html = "<a href=\"x>y\" title=\"t\">z</a>";
        let found: Vec<Piece<'_>> = pieces(html).map(|(_, piece)| piece).collect();
        let Piece::Open(tag) = found[0] else { panic!("the first piece is a tag") };
        assert_eq!(tag.attribute("href"), Some("x>y"));
        assert_eq!(tag.attribute("title"), Some("t"));
        assert_eq!(found[1..], [Piece::Text("z"), Piece::Close("a")]);
    }
}
