//! Payloads built to run script in whoever shows them.

use guichet_mail::{clean_html, html_to_text, restore_images};

use crate::score::{Score, cases, text};

#[test]
fn payloads_are_neutral_and_stay_as_they_are_when_cleaned_again() {
    let mut score = Score::default();
    let no_parts = |_: &str| None;
    for case in cases("xss", "payloads.jsonl") {
        let clean = clean_html(text(&case, "payload"), &no_parts);
        score.check(&case, "neutral", danger_in(&clean.html).is_none());
        score.check(&case, "neutral_with_images", danger_in(&restore_images(&clean.html)).is_none());
        score.check(&case, "idempotent", clean_html(&clean.html, &no_parts) == clean);
    }
    score.report("xss", 100.0);
}

#[test]
fn the_words_of_harmless_payloads_survive() {
    let mut score = Score::default();
    for case in cases("xss", "payloads.jsonl") {
        let words = html_to_text(text(&case, "payload"));
        let is_plain_text = !text(&case, "payload").contains('<') && !words.is_empty();
        if is_plain_text {
            let shown = html_to_text(&clean_html(text(&case, "payload"), &|_| None).html);
            score.check(&case, "words", shown == words);
        }
    }
    score.report("xss", 100.0);
}

/// The first thing in cleaned HTML that a browser might run or fetch, found without the cleaner's own scanner.
fn danger_in(html: &str) -> Option<String> {
    let tags = regex::Regex::new(r#"<(/?)([a-zA-Z][^\s>/]*)((?:[^>"]|"[^"]*")*)>"#).expect("a fixed pattern");
    let attributes = regex::Regex::new(r#"([^\s="]+)="([^"]*)""#).expect("a fixed pattern");
    let outside_tags = tags.replace_all(html, "");
    if outside_tags.contains('<') {
        return Some(format!("a bracket that opens no tag: {outside_tags}"));
    }
    for tag in tags.captures_iter(html) {
        let name = tag[2].to_ascii_lowercase();
        let is_forbidden = [
            "script", "iframe", "object", "embed", "base", "meta", "link", "form", "style", "svg", "math",
            "input", "button", "textarea", "frame", "frameset", "applet", "video", "audio", "source",
            "template", "noscript",
        ]
        .contains(&name.as_str());
        if is_forbidden {
            return Some(name);
        }
        for attribute in attributes.captures_iter(&tag[3]) {
            let key = attribute[1].to_ascii_lowercase();
            let value: String = attribute[2].to_ascii_lowercase().split_whitespace().collect();
            let has_script_url = ["href", "src"].contains(&key.as_str())
                && !["http://", "https://", "mailto:", "tel:", "data:image/"]
                    .iter()
                    .any(|s| value.starts_with(s));
            let has_bad_style = key == "style"
                && ["url(", "expression", "position", "@import", "behavior", "-moz-binding", "\\"]
                    .iter()
                    .any(|word| value.contains(word));
            if key.starts_with("on") || has_script_url || has_bad_style || key == "srcdoc" || key == "action"
            {
                return Some(format!("{key}={value}"));
            }
        }
    }
    None
}
