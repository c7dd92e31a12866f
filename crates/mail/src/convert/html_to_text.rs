//! The text that a person sees of an HTML body.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// The visible text of HTML: blocks on lines of their own, list items with a dash, quotes with `>`, links followed by
/// their target when they do not name it. Linear in the length of the input.
pub fn html_to_text(html: &str) -> String {
    let tokenizer = Tokenizer::new(TextSink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

#[derive(Default)]
struct TextSink(RefCell<Writer>);

impl TokenSink for TextSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => writer.text(&text),
            Token::TagToken(tag) => {
                writer.tag(&tag);
                return next_state(&tag);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Within these elements, `<` opens no tag.
fn next_state(tag: &Tag) -> TokenSinkResult<()> {
    match (tag.kind, tag.name.as_ref()) {
        (TagKind::StartTag, "script" | "style" | "noscript" | "xmp") => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        (TagKind::StartTag, "title" | "textarea") => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Line ends owed before the next visible character.
    owed_breaks: usize,
    /// Whether a blank is owed before the next visible character.
    owes_blank: bool,
    quote_depth: usize,
    preformatted: usize,
    /// The element whose content is not shown, until it is closed.
    hidden_in: Option<String>,
    links: Vec<(String, usize)>,
    lists: Vec<Option<u32>>,
}

/// Deeper quotes are written like this one, so that hostile nesting stays linear.
const DEEPEST_QUOTE: usize = 10;

impl Writer {
    fn text(&mut self, text: &str) {
        if self.hidden_in.is_some() {
            return;
        }
        for c in text.chars() {
            match c {
                '\0' | '\u{200b}' | '\u{feff}' => {}
                '\n' if self.preformatted > 0 => self.break_lines_by_one(),
                c if c == '\u{a0}' || !c.is_whitespace() || self.preformatted > 0 => self.visible(c),
                _ => self.owes_blank = true,
            }
        }
    }

    fn visible(&mut self, c: char) {
        if self.owed_breaks > 0 {
            self.start_line();
        } else if self.owes_blank && !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
        self.owes_blank = false;
        self.out.push(if c == '\u{a0}' { ' ' } else { c });
    }

    fn start_line(&mut self) {
        let breaks = if self.out.is_empty() { 0 } else { self.owed_breaks.min(2) };
        let prefix = "> ".repeat(self.quote_depth.min(DEEPEST_QUOTE));
        for index in 0..breaks {
            self.out.push('\n');
            if index + 1 < breaks && !prefix.is_empty() {
                self.out.push_str(prefix.trim_end());
            }
        }
        self.out.push_str(&prefix);
        self.owed_breaks = 0;
        self.owes_blank = false;
    }

    fn break_lines_by_one(&mut self) {
        self.owed_breaks += 1;
    }

    fn block(&mut self, breaks: usize) {
        self.owed_breaks = self.owed_breaks.max(breaks);
    }

    fn tag(&mut self, tag: &Tag) {
        let name = tag.name.as_ref();
        if let Some(hidden) = &self.hidden_in {
            let is_closed = tag.kind == TagKind::EndTag && hidden == name;
            if is_closed || name == "body" {
                self.hidden_in = None;
            }
            return;
        }
        match tag.kind {
            TagKind::StartTag => self.open(name, tag),
            TagKind::EndTag => self.close(name),
        }
    }

    fn open(&mut self, name: &str, tag: &Tag) {
        match name {
            "script" | "style" | "head" | "title" | "noscript" | "template" | "object" | "select" => {
                self.hidden_in = (!tag.self_closing).then(|| name.to_owned());
            }
            "br" => self.break_lines_by_one(),
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" => self.block(2),
            "hr" => self.block(1),
            "pre" => {
                self.block(1);
                self.preformatted += 1;
            }
            "blockquote" => {
                self.block(1);
                self.quote_depth += 1;
            }
            "ul" | "ol" => {
                self.block(1);
                self.lists.push((name == "ol").then_some(0));
            }
            "li" => self.list_item(),
            "td" | "th" => self.owes_blank = true,
            "a" => self.links.push((attribute(tag, "href"), self.out.len())),
            _ if is_block(name) => self.block(1),
            _ => {}
        }
    }

    fn list_item(&mut self) {
        self.block(1);
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{number}. ")
            }
            _ => "- ".to_owned(),
        };
        marker.trim_end().chars().for_each(|c| self.visible(c));
        self.owes_blank = true;
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" => self.block(2),
            "blockquote" => {
                self.block(1);
                self.quote_depth = self.quote_depth.saturating_sub(1);
            }
            "pre" => {
                self.block(1);
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            "ul" | "ol" => {
                self.block(1);
                self.lists.pop();
            }
            "a" => self.close_link(),
            _ if is_block(name) => self.block(1),
            _ => {}
        }
    }

    /// Writes the target after a link whose words do not show it.
    fn close_link(&mut self) {
        let Some((target, start)) = self.links.pop() else { return };
        let shown = self.out.get(start..).unwrap_or_default().trim();
        let is_worth_showing = target.starts_with("http") && !shown.is_empty() && !shown.contains("://");
        let bare = target.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        if is_worth_showing && !shown.eq_ignore_ascii_case(bare) {
            self.out.push_str(&format!(" <{target}>"));
        }
    }

    fn finish(self) -> String {
        let lines: Vec<&str> = self.out.lines().map(str::trim_end).collect();
        lines.join("\n").trim().to_owned()
    }
}

fn attribute(tag: &Tag, name: &str) -> String {
    tag.attrs.iter().find(|one| &*one.name.local == name).map(|one| one.value.to_string()).unwrap_or_default()
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "body"
            | "center"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "html"
            | "li"
            | "main"
            | "nav"
            | "section"
            | "tr"
            | "tbody"
            | "thead"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_on_lines_of_their_own() {
        assert_eq!(
            html_to_text("<div>one</div><div>two<br>three</div><p>four</p>"),
            "one\ntwo\nthree\n\nfour"
        );
    }

    #[test]
    fn scripts_and_styles_are_not_shown() {
        assert_eq!(html_to_text("<style>p{}</style>a<script>if (1<2) b</script>c"), "ac");
    }

    #[test]
    fn lists_quotes_and_links_stay_readable() {
        assert_eq!(html_to_text("<ol><li>a<li>b</ol>"), "1. a\n2. b");
        assert_eq!(html_to_text("x<blockquote>a<br>b</blockquote>y"), "x\n> a\n> b\ny");
        assert_eq!(html_to_text("<a href='https://x.org/p'>here</a>"), "here <https://x.org/p>");
        assert_eq!(html_to_text("<a href='https://x.org'>x.org</a>"), "x.org");
    }
}
