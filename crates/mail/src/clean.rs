//! HTML from strangers made safe to show: nothing runs, nothing is fetched, nothing leaves its place on the page.

mod depth;
mod images;
mod style;

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::Builder;

pub use images::restore_images;

/// HTML that is safe to put into a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CleanHtml {
    /// The cleaned HTML. Cleaning it again, with the same resolver, changes nothing.
    pub html: String,
    /// Whether images were held back that would have been fetched from elsewhere.
    pub has_remote_images: bool,
}

/// Cleans HTML for display.
///
/// `cid_url` gives the URL of an image that came with the message, by its Content-ID; without one the image stays empty.
/// Images from elsewhere keep their address in `data-blocked-src`; [`restore_images`] puts it back.
pub fn clean_html(raw: &str, cid_url: &dyn Fn(&str) -> Option<String>) -> CleanHtml {
    clean_with(&CLEANER, raw, cid_url)
}

/// Cleans HTML that was written here: as [`clean_html`] does, but a `span` keeps the `data-mention` by which it names a
/// colleague (`user-12`) or a group (`group-3`). A stranger's mail cannot mention anybody.
pub fn clean_own_html(raw: &str, cid_url: &dyn Fn(&str) -> Option<String>) -> CleanHtml {
    clean_with(&OWN_CLEANER, raw, cid_url)
}

fn clean_with(cleaner: &Builder, raw: &str, cid_url: &dyn Fn(&str) -> Option<String>) -> CleanHtml {
    if depth::is_costly(raw) {
        return CleanHtml { html: crate::text_to_html(&crate::html_to_text(raw)), has_remote_images: false };
    }
    let mut current = clean_once(cleaner, raw, cid_url);
    for _ in 0..MOST_PASSES {
        let next = clean_once(cleaner, &current.html, cid_url);
        if next.html == current.html {
            return current;
        }
        current = next;
    }
    // What still changes was built to do so: only its words are kept.
    CleanHtml { html: crate::text_to_html(&crate::html_to_text(raw)), has_remote_images: false }
}

/// A parser may move misnested elements once or twice before they rest.
const MOST_PASSES: usize = 4;

fn clean_once(cleaner: &Builder, raw: &str, cid_url: &dyn Fn(&str) -> Option<String>) -> CleanHtml {
    images::hold_back(&cleaner.clean(raw).to_string(), cid_url)
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);
static OWN_CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = cleaner();
    builder.add_tag_attributes("span", ["data-mention"]);
    builder
});

fn cleaner() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_tags(["font", "big", "address", "main", "section"])
        .rm_tags(["map", "area"])
        .clean_content_tags(DROPPED_WITH_CONTENT.into_iter().collect())
        .add_generic_attributes(["style", "dir", "align", "id", "class"])
        .add_tag_attributes(
            "img",
            ["data-cid", "data-blocked-src", "src", "alt", "width", "height", "border"],
        )
        .add_tag_attributes("font", ["color", "face", "size"])
        .add_tag_attributes("blockquote", ["type"])
        .rm_tag_attributes("blockquote", ["cite"])
        .rm_tag_attributes("q", ["cite"])
        .rm_tag_attributes("del", ["cite"])
        .rm_tag_attributes("ins", ["cite"])
        .set_tag_attribute_value("a", "target", "_blank")
        .link_rel(Some("noopener noreferrer nofollow"))
        .url_schemes(["http", "https", "mailto", "tel", "cid", "data"].into())
        .attribute_filter(filter_attribute);
    for tag in ["table", "td", "th", "tr", "tbody", "thead", "tfoot"] {
        builder.add_tag_attributes(tag, TABLE_ATTRIBUTES);
    }
    builder.add_tags(["tfoot"]);
    builder
}

const TABLE_ATTRIBUTES: [&str; 9] =
    ["bgcolor", "border", "cellpadding", "cellspacing", "colspan", "rowspan", "valign", "width", "height"];

const DROPPED_WITH_CONTENT: [&str; 22] = [
    "script",
    "style",
    "title",
    "head",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "applet",
    "svg",
    "math",
    "noembed",
    "noframes",
    "frameset",
    "xmp",
    "plaintext",
    "select",
    "audio",
    "video",
    "canvas",
    "xml",
];

/// Classes and ids by which mail programs mark quotes and signatures; all others are dropped, so that a mail can neither
/// borrow the look of the page nor take the place of one of its elements.
const KNOWN_MARKS: [&str; 31] = [
    "gmail_quote",
    "gmail_quote_container",
    "gmail_attr",
    "gmail_signature",
    "gmail_signature_prefix",
    "gmail_extra",
    "gmail_default",
    "yahoo_quoted",
    "yahoo-quoted",
    "ydp-signature",
    "protonmail_quote",
    "protonmail_signature_block",
    "moz-cite-prefix",
    "moz-signature",
    "moz-forward-container",
    "zmail_extra",
    "tutanota_quote",
    "ReplyBoundary",
    "divRplyFwdMsg",
    "appendonsend",
    "Signature",
    "OLK_SRC_BODY_SECTION",
    "mail-editor-reference-message-container",
    "ms-outlook-mobile-reference-message",
    "ms-outlook-mobile-signature",
    "AppleMailSignature",
    "AppleOriginalContents",
    "x_divRplyFwdMsg",
    "x_gmail_quote",
    "guichet-reply-above",
    "isForwardContent",
];

fn filter_attribute<'u>(element: &str, attribute: &str, value: &'u str) -> Option<Cow<'u, str>> {
    match (element, attribute) {
        (_, "style") => style::filter(value).map(Cow::Owned),
        (_, "class" | "id") => known_marks(value).map(Cow::Owned),
        ("a", "href") => is_link(value).then_some(Cow::Borrowed(value)),
        ("span", "data-mention") => is_mention(value).then_some(Cow::Borrowed(value)),
        ("img", "src" | "data-cid") => Some(Cow::Borrowed(value)),
        ("img", "data-blocked-src") => images::is_remote(value).then_some(Cow::Borrowed(value)),
        _ => Some(Cow::Borrowed(value)),
    }
}

fn known_marks(value: &str) -> Option<String> {
    let marks: Vec<&str> = value.split_whitespace().filter(|mark| KNOWN_MARKS.contains(mark)).collect();
    (!marks.is_empty()).then(|| marks.join(" "))
}

fn is_mention(value: &str) -> bool {
    let id = value.strip_prefix("user-").or_else(|| value.strip_prefix("group-"));
    id.is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit()) && id.parse::<i64>().is_ok())
}

fn is_link(value: &str) -> bool {
    let lower = value.trim_start().get(..8).unwrap_or(value.trim_start()).to_ascii_lowercase();
    ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(raw: &str) -> String {
        clean_html(raw, &|_| None).html
    }

    #[test]
    fn ordinary_formatting_survives() {
        let html = "<p style=\"color:red\">a <b>b</b></p><ul><li>c</li></ul>";
        assert_eq!(clean(html), html);
        let table = clean("<table border=1 width=100%><tr><td colspan=2 bgcolor=#fff>x</table>");
        assert_eq!(
            table,
            "<table border=\"1\" width=\"100%\"><tbody><tr><td colspan=\"2\" bgcolor=\"#fff\">x</td></tr></tbody></table>"
        );
    }

    #[test]
    fn what_could_run_is_gone() {
        assert_eq!(clean("<script>x</script><b onclick=x>y</b><iframe src=x></iframe>"), "<b>y</b>");
        assert_eq!(
            clean("<a href='jav&#x09;ascript:x'>y</a>"),
            "<a target=\"_blank\" rel=\"noopener noreferrer nofollow\">y</a>"
        );
        assert_eq!(clean("<form action=x><input name=y>z</form><base href=x><meta x><link x>"), "z");
    }

    #[test]
    fn links_open_elsewhere_and_tell_nothing() {
        assert_eq!(
            clean("<a href=\"https://x.org\" target=_self rel=opener>x</a>"),
            "<a href=\"https://x.org\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>"
        );
    }

    #[test]
    fn only_marks_of_mail_programs_are_kept() {
        assert_eq!(
            clean("<div class=\"gmail_quote button\" id=app>x</div>"),
            "<div class=\"gmail_quote\">x</div>"
        );
    }

    #[test]
    fn only_what_is_written_here_can_mention_somebody() {
        let html = "<p><span data-mention=\"user-12\">@Ana</span></p>";
        assert_eq!(clean_own_html(html, &|_| None).html, html);
        assert_eq!(clean(html), "<p><span>@Ana</span></p>");
        for strange in ["user-", "user-+1", "admin-1", "user-1 x", "user-99999999999999999999"] {
            let html = format!("<span data-mention=\"{strange}\">@Ana</span>");
            assert_eq!(clean_own_html(&html, &|_| None).html, "<span>@Ana</span>", "{strange}");
        }
    }

    #[test]
    fn nesting_without_end_is_reduced_to_its_words() {
        assert_eq!(clean(&format!("{}x", "<b>".repeat(100_000))), "<p>x</p>\n");
    }
}
