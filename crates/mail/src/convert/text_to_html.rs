//! Plain text shown as HTML: escaped, in paragraphs, with links that can be clicked.

/// HTML for a plain text: blank lines part paragraphs, line ends become `<br>`, web and mail addresses become links.
pub fn text_to_html(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut html = String::with_capacity(unix.len() + 64);
    let mut is_open = false;
    for line in unix.trim_end().split('\n') {
        if line.trim().is_empty() {
            close_paragraph(&mut html, &mut is_open);
            continue;
        }
        html.push_str(if is_open { "<br>\n" } else { "<p>" });
        is_open = true;
        push_line(line, &mut html);
    }
    close_paragraph(&mut html, &mut is_open);
    html
}

fn close_paragraph(html: &mut String, is_open: &mut bool) {
    if *is_open {
        html.push_str("</p>\n");
        *is_open = false;
    }
}

/// One line, its leading blanks kept, its addresses made into links.
fn push_line(line: &str, html: &mut String) {
    let body = line.trim_start_matches([' ', '\t']);
    let indent = line[..line.len() - body.len()].replace('\t', "    ");
    html.extend(std::iter::repeat_n("&nbsp;", indent.len()));
    for word in body.split_inclusive([' ', '\t']) {
        push_word(word, html);
    }
}

fn push_word(word: &str, html: &mut String) {
    let bare = word.trim_end();
    let opening = bare.len() - bare.trim_start_matches(['(', '<', '[', '"', '\'']).len();
    let core = bare[opening..].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '>', ']', '"', '\'']);
    let Some(target) = link_target(core) else { return escape(word, html) };
    let end = opening + core.len();
    escape(&word[..opening], html);
    html.push_str("<a href=\"");
    escape(&target, html);
    html.push_str("\">");
    escape(core, html);
    html.push_str("</a>");
    escape(&word[end..], html);
}

/// Where a word leads when it is a web or mail address.
fn link_target(word: &str) -> Option<String> {
    let starts_with =
        |prefix: &str| word.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if starts_with("https://") || starts_with("http://") || starts_with("mailto:") {
        return word.split_once(':').filter(|(_, rest)| rest.len() > 2).map(|_| word.to_owned());
    }
    if starts_with("www.") && word.len() > 6 {
        return Some(format!("https://{word}"));
    }
    let (local, domain) = word.split_once('@')?;
    let is_plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c));
    let is_address =
        !local.is_empty() && is_plain(local) && is_plain(domain) && domain.trim_matches('.').contains('.');
    is_address.then(|| format!("mailto:{word}"))
}

/// A text with the five characters escaped that mean something in HTML.
pub fn escape_html(text: &str) -> String {
    let mut html = String::new();
    escape(text, &mut html);
    html
}

/// Appends text with the five characters escaped that mean something in HTML.
pub(crate) fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs_and_line_ends_are_kept() {
        assert_eq!(text_to_html("Hello\r\nyou\r\n\r\nBye"), "<p>Hello<br>\nyou</p>\n<p>Bye</p>\n");
    }

    #[test]
    fn markup_in_a_text_is_shown_not_obeyed() {
        assert_eq!(text_to_html("<b>&"), "<p>&lt;b&gt;&amp;</p>\n");
    }

    #[test]
    fn addresses_become_links_without_the_punctuation_around_them() {
        assert_eq!(
            text_to_html("(see https://x.org/a?b=1&c=2)."),
            "<p>(see <a href=\"https://x.org/a?b=1&amp;c=2\">https://x.org/a?b=1&amp;c=2</a>).</p>\n"
        );
        assert_eq!(text_to_html("a@b.org"), "<p><a href=\"mailto:a@b.org\">a@b.org</a></p>\n");
        assert_eq!(text_to_html("javascript:alert(1)"), "<p>javascript:alert(1)</p>\n");
    }
}
