//! Writes a mail of the desk from a template. No I/O.

use mail::{escape_html, text_to_html};
use serde_json::{Map, Value};

const FRAME: &str = include_str!("templates/frame.html");
/// Stands in a template where the button goes.
const BUTTON: &str = "[button]";
/// Stands in a template where the items go.
const ITEMS: &str = "[items]";

/// A mail as it leaves.
pub(super) struct Written {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// One of the things that a mail tells of.
pub(super) struct Item {
    pub title: String,
    /// More of it; may be empty.
    pub text: String,
    /// Where it is seen.
    pub url: Option<String>,
}

/// A template has a line for the subject, one for the button, and paragraphs. The button leads to `url`; without one
/// there is none.
pub(super) fn write(template: &str, data: &Map<String, Value>, items: &[Item]) -> Written {
    let filled = fill(template, data);
    let mut paragraphs = filled.split("\n\n").map(str::trim);
    let mut head = paragraphs.next().unwrap_or_default().lines();
    let subject = head.next().unwrap_or_default().to_owned();
    let label = head.next().unwrap_or_default();
    let url = data.get("url").and_then(Value::as_str);
    let mut text = Vec::new();
    let mut html = String::new();
    for paragraph in paragraphs {
        match (paragraph, url) {
            (BUTTON, Some(url)) => {
                text.push(format!("{label}:\n{url}"));
                html.push_str(&button(label, url));
            }
            (BUTTON, None) | ("", _) => {}
            (ITEMS, _) => {
                text.extend(items.iter().map(item_text));
                html.extend(items.iter().map(item_html));
            }
            _ => {
                text.push(paragraph.to_owned());
                html.push_str(&text_to_html(paragraph));
            }
        }
    }
    let desk_name = data.get("desk_name").and_then(Value::as_str).unwrap_or("Guichet");
    let html = FRAME.replace("{{desk_name}}", &escape_html(desk_name)).replace("{{body}}", &html);
    Written { subject, text: text.join("\n\n") + "\n", html }
}

/// Puts values into `{{name}}`, each in one line; what is not given stays empty.
fn fill(template: &str, data: &Map<String, Value>) -> String {
    let mut pieces = template.split("{{");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap_or(("", piece));
        filled.push_str(&one_line(data.get(name).and_then(Value::as_str).unwrap_or_default()));
        filled.push_str(rest);
    }
    // Somebody whose name is not known is greeted without one.
    filled.replace(" ,\n", ",\n")
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn item_text(Item { title, text, url }: &Item) -> String {
    let lines = [one_line(title), one_line(text), url.clone().unwrap_or_default()];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn item_html(Item { title, text, url }: &Item) -> String {
    let title = escape_html(&one_line(title));
    let title = match url {
        Some(url) => format!("<a href=\"{}\" style=\"color:#1b1f24\">{title}</a>", escape_html(url)),
        None => title,
    };
    format!(
        "<p style=\"border-top:1px solid #e3e6ea;margin:0;padding:12px 0\"><strong>{title}</strong><br>\
         <span style=\"color:#5b6470\">{}</span></p>",
        escape_html(&one_line(text))
    )
}

fn button(label: &str, url: &str) -> String {
    format!(
        "<p style=\"margin:28px 0\"><a href=\"{}\" style=\"background:#1f5eff;border-radius:8px;color:#ffffff;\
         display:inline-block;font-weight:600;padding:12px 22px;text-decoration:none\">{}</a></p>",
        escape_html(url),
        escape_html(label)
    )
}

#[cfg(test)]
mod tests {
    use base::Locale;
    use serde_json::json;

    use super::{super::Template, *};

    fn written(template: Template, locale: Locale) -> Written {
        let data = json!({
            "name": "Mia", "desk_name": "Chez <Paul>", "invited_by": "Ana\nBcc: x@y.z",
            "url": "https://desk.example/invitation/abc",
        });
        write(template.source(locale), data.as_object().unwrap(), &[])
    }

    #[test]
    fn every_notice_has_a_subject_a_link_and_no_gap_in_both_languages() {
        for template in [Template::Invitation, Template::PasswordReset] {
            for locale in [Locale::En, Locale::Fr] {
                let written = written(template, locale);
                assert!(written.subject.contains("Chez <Paul>") && !written.subject.contains('\n'));
                assert!(written.text.contains("https://desk.example/invitation/abc"));
                assert!(written.html.contains("href=\"https://desk.example/invitation/abc\""));
                assert!(
                    !written.html.contains("<Paul>")
                        && !written.html.contains("{{")
                        && !written.text.contains("{{")
                );
            }
        }
    }

    #[test]
    fn french_is_french() {
        let subject = |locale| written(Template::Invitation, locale).subject;
        assert_ne!(subject(Locale::En), subject(Locale::Fr));
    }

    #[test]
    fn items_have_a_line_and_an_excerpt_and_nobodys_html() {
        let item = Item {
            title: "#7 <b>Lamp</b>".to_owned(),
            text: "It\nbroke".to_owned(),
            url: Some("https://desk.example/tickets/7".to_owned()),
        };
        let written = write("Two things\nOpen\n\n[items]\n\n[button]", &Map::new(), &[item]);
        assert_eq!(written.subject, "Two things");
        assert_eq!(written.text, "#7 <b>Lamp</b>\nIt broke\nhttps://desk.example/tickets/7\n");
        assert!(written.html.contains("href=\"https://desk.example/tickets/7\""));
        assert!(written.html.contains("#7 &lt;b&gt;Lamp&lt;/b&gt;") && !written.html.contains("Open"));
    }
}
