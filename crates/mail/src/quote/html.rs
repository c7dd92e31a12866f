//! The same cut for HTML: its visible lines are judged like lines of text, where lines within an element by which a mail
//! program marks a quote count as quoted. Each tag goes with its line, each closing tag with the tag it closes, so that
//! all three parts are balanced.

use super::header_block;
use super::lines::{Side, sides};
use super::{REPLY_MARKERS, Split};
use crate::tags::{Piece, Tag, pieces, unescape};

/// Cuts HTML that [`clean_html`](crate::clean_html) gave. When nothing new would be left, all of it is visible.
///
/// Takes time in proportion to the length of the HTML.
pub fn split_html(cleaned: &str) -> Split {
    let page = Page::read(cleaned);
    let texts: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
    let mut line_sides = sides(&texts);
    for (side, line) in line_sides.iter_mut().zip(&page.lines) {
        if line.is_signature {
            *side = Side::Signature;
        }
    }
    let has_new_words = page
        .lines
        .iter()
        .zip(&line_sides)
        .any(|(line, side)| *side == Side::New && !line.text.trim().is_empty());
    if !has_new_words {
        return Split { visible: cleaned.to_owned(), ..Split::default() };
    }
    page.distribute(cleaned, &line_sides)
}

/// HTML as lines of text.
#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    /// The line of each piece, in order.
    line_of_piece: Vec<usize>,
}

#[derive(Default)]
struct Line {
    text: String,
    is_signature: bool,
}

/// The elements that are open while the page is read, and how many of them mark a quote or a signature.
#[derive(Default)]
struct OpenElements<'a> {
    stack: Vec<(&'a str, Option<Mark>)>,
    quotes: usize,
    signatures: usize,
}

impl<'a> OpenElements<'a> {
    fn open(&mut self, tag: &Tag<'a>) {
        let mark = mark_of(tag);
        self.quotes += usize::from(mark == Some(Mark::Quote));
        self.signatures += usize::from(mark == Some(Mark::Signature));
        self.stack.push((tag.name, mark));
    }

    fn close(&mut self, name: &str) {
        if let Some((_, mark)) = self.stack.pop_if(|(last, _)| *last == name) {
            self.quotes -= usize::from(mark == Some(Mark::Quote));
            self.signatures -= usize::from(mark == Some(Mark::Signature));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Quote,
    Signature,
}

/// Stands for an image in the text of its line: a line with an image is not blank.
const IMAGE: &str = "\u{fffc}";

impl Page {
    fn read(cleaned: &str) -> Self {
        let mut page = Self { lines: vec![Line::default()], ..Self::default() };
        let mut open = OpenElements::default();
        for (_, piece) in pieces(cleaned) {
            if breaks_before(&piece) {
                page.end_line();
            }
            if let Piece::Open(tag) = &piece
                && starts_quote_to_end(tag)
            {
                page.push_marker_line();
            }
            page.line_of_piece.push(page.lines.len() - 1);
            match piece {
                Piece::Text(text) => page.push_text(&unescape(text), &open),
                Piece::Open(tag) if tag.name == "img" => page.push_text(IMAGE, &open),
                Piece::Open(tag) if tag.name == "br" => page.end_line_after_break(),
                Piece::Open(tag) if tag.is_void() => {}
                Piece::Open(tag) => open.open(&tag),
                Piece::Close(name) => open.close(name),
            }
            if breaks_after(&piece) {
                page.end_line();
            }
        }
        page
    }

    fn push_text(&mut self, text: &str, open: &OpenElements<'_>) {
        let Some(line) = self.lines.last_mut() else { return };
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let has_edge_blank = text.starts_with(char::is_whitespace);
        // A forward stands within the same elements as a quote, but it is what the message is about.
        let is_old = open.quotes > 0 && !header_block::is_forward_marker(&words);
        if line.text.is_empty() && is_old && !words.is_empty() {
            line.text.push_str("> ");
        } else if has_edge_blank && !line.text.is_empty() && !line.text.ends_with(' ') {
            line.text.push(' ');
        }
        line.is_signature |= open.signatures > 0 && !words.is_empty();
        line.text.push_str(&words);
        if text.ends_with(char::is_whitespace) && !words.is_empty() {
            line.text.push(' ');
        }
    }

    /// Starts a line unless the current one is still empty.
    fn end_line(&mut self) {
        if self.lines.last().is_some_and(|line| !line.text.trim().is_empty()) {
            self.lines.push(Line::default());
        }
    }

    /// Starts a line even after an empty one: two breaks are a blank line.
    fn end_line_after_break(&mut self) {
        self.lines.push(Line::default());
    }

    fn push_marker_line(&mut self) {
        self.end_line();
        if let (Some(line), [(_, marker), ..]) = (self.lines.last_mut(), REPLY_MARKERS) {
            line.text.push_str(marker);
        }
        self.lines.push(Line::default());
    }

    /// Writes each piece to the part that its line belongs to.
    fn distribute(&self, cleaned: &str, line_sides: &[Side]) -> Split {
        let mut split = Split::default();
        let mut open: Vec<(&str, Side)> = Vec::new();
        for ((place, piece), line) in pieces(cleaned).zip(&self.line_of_piece) {
            let side = line_sides.get(*line).copied().unwrap_or(Side::New);
            let target = match piece {
                Piece::Close(name) if open.last().is_some_and(|(last, _)| *last == name) => {
                    open.pop().map_or(side, |(_, opened)| opened)
                }
                Piece::Open(tag) if !tag.is_void() => {
                    open.push((tag.name, side));
                    side
                }
                _ => side,
            };
            let part = match target {
                Side::New => &mut split.visible,
                Side::Quoted => &mut split.quoted,
                Side::Signature => &mut split.signature,
            };
            part.push_str(&cleaned[place]);
        }
        split
    }
}

fn breaks_before(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Open(tag) if is_block(tag.name))
}

fn breaks_after(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Close(name) => is_block(name),
        Piece::Open(tag) => tag.name == "hr",
        Piece::Text(_) => false,
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "blockquote"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "ul"
            | "ol"
            | "li"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "pre"
            | "hr"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "address"
            | "center"
            | "dl"
            | "dt"
            | "dd"
    )
}

/// Elements around a quote or a signature.
fn mark_of(tag: &Tag<'_>) -> Option<Mark> {
    let marks = || marks_of(tag);
    let is_cited = tag.name == "blockquote" && tag.attribute("type") == Some("cite");
    if is_cited || marks().any(|mark| QUOTE_MARKS.contains(&mark)) {
        return Some(Mark::Quote);
    }
    marks().any(|mark| SIGNATURE_MARKS.contains(&mark)).then_some(Mark::Signature)
}

/// Elements after which all is quoted.
fn starts_quote_to_end(tag: &Tag<'_>) -> bool {
    marks_of(tag).any(|mark| QUOTE_TO_END_MARKS.contains(&mark))
}

fn marks_of<'a>(tag: &Tag<'a>) -> impl Iterator<Item = &'a str> {
    let class = tag.attribute("class").unwrap_or_default();
    let id = tag.attribute("id").unwrap_or_default();
    class.split(' ').chain(std::iter::once(id))
}

const QUOTE_MARKS: [&str; 13] = [
    "gmail_quote",
    "gmail_quote_container",
    "x_gmail_quote",
    "yahoo_quoted",
    "yahoo-quoted",
    "protonmail_quote",
    "tutanota_quote",
    "moz-cite-prefix",
    "zmail_extra",
    "mail-editor-reference-message-container",
    "ms-outlook-mobile-reference-message",
    "OLK_SRC_BODY_SECTION",
    "AppleOriginalContents",
];

const QUOTE_TO_END_MARKS: [&str; 5] =
    ["divRplyFwdMsg", "x_divRplyFwdMsg", "appendonsend", "ReplyBoundary", "guichet-reply-above"];

const SIGNATURE_MARKS: [&str; 7] = [
    "gmail_signature",
    "gmail_signature_prefix",
    "moz-signature",
    "protonmail_signature_block",
    "AppleMailSignature",
    "ms-outlook-mobile-signature",
    "Signature",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean_html;

    fn split(raw: &str) -> Split {
        split_html(&clean_html(raw, &|_| None).html)
    }

    /// Every program's way to mark a quote, around the same words.
    #[test]
    fn quotes_of_common_programs_are_folded() {
        let on = "On Mon, 3 Mar 2025 at 10:11, Ana &lt;ana@x.org&gt; wrote:";
        let from = "<b>From:</b> Ana &lt;ana@x.org&gt;<br><b>Sent:</b> Monday<br><b>Subject:</b> Hi";
        for (program, tail) in [
            (
                "Gmail",
                format!(
                    "<div class=gmail_quote><div class=gmail_attr>{on}</div><blockquote>Old</blockquote></div>"
                ),
            ),
            (
                "Apple Mail",
                format!("<div><br>{on}<br><blockquote type=cite><div>Old</div></blockquote></div>"),
            ),
            (
                "Thunderbird",
                format!("<div class=moz-cite-prefix>{on}</div><blockquote type=cite>Old</blockquote>"),
            ),
            ("Outlook", format!("<div style='border-top:solid #E1E1E1 1pt'><p>{from}</p></div><p>Old</p>")),
            ("Outlook on the web", format!("<hr><div id=divRplyFwdMsg>{from}</div><div>Old</div>")),
            ("Yahoo", format!("<div class=yahoo_quoted><div>{on}</div><div>Old</div></div>")),
            ("Proton", format!("<div class=protonmail_quote>{on}<blockquote>Old</blockquote></div>")),
            ("our marker", "<p>##- Please type your reply above this line -##</p><p>Old</p>".to_owned()),
            ("our marked element", "<div class=guichet-reply-above></div><p>Old</p>".to_owned()),
        ] {
            let split = split(&format!("<div>New <b>words</b></div>{tail}"));
            assert!(split.visible.contains("<div>New <b>words</b></div>"), "{program}: {split:?}");
            assert!(!split.visible.contains("Old") && !split.visible.contains("Ana"), "{program}: {split:?}");
            assert!(split.quoted.contains("Old"), "{program}: {split:?}");
        }
    }

    #[test]
    fn each_part_is_balanced_wherever_the_cut_falls() {
        let split =
            split("<div><p>New</p><div><p>On 3 Mar 2025 10:11, a@x.org wrote:</p><p>Old</p></div></div>");
        for part in [&split.visible, &split.quoted] {
            assert_eq!(&clean_html(part, &|_| None).html, part);
        }
        assert!(split.quoted.contains("Old") && !split.visible.contains("Old"));
    }

    #[test]
    fn answers_within_a_quote_stay_visible() {
        let split = split(
            "<blockquote type=cite>One?</blockquote><p>Yes</p><blockquote type=cite>Two?</blockquote><p>No</p>",
        );
        assert_eq!(split.visible, "<p>Yes</p><p>No</p>");
    }

    #[test]
    fn signatures_of_programs_are_set_apart() {
        let split = split("<div>New</div><div class=gmail_signature>Ana<br>Example Ltd</div>");
        assert_eq!(split.visible, "<div>New</div>");
        assert!(split.signature.contains("Example Ltd"));
    }

    #[test]
    fn an_image_is_new_content() {
        let split = split("<div><img src=https://x.org/a.png></div><div class=gmail_quote>Old</div>");
        assert_eq!(split.visible, "<div><img data-blocked-src=\"https://x.org/a.png\"></div>");
    }

    #[test]
    fn a_forward_is_not_folded() {
        let forward = "<div>See</div><div class=\"gmail_quote\"><div>---------- Forwarded message ---------</div>Old</div>";
        assert_eq!(split(forward).visible, forward);
    }
}
