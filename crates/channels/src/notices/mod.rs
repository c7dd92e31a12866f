//! Mails about people's accounts, written from templates: invitations and new passwords.

use std::time::Duration;

use base::Locale;
use jobs::JobError;
use mail::{Address, OutgoingMail, compose, escape_html, text_to_html};
use mail_transport::smtp_sender::SendError;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::email::outbound::{NO_SERVER, Outbound, find_route};

/// The kind of job that writes and sends a notice; its payload is a [`Notice`].
pub const SEND_NOTICE: &str = "send_notice";

/// Attempts until the next day; by then the link has expired.
const MOST_ATTEMPTS: i64 = 30;
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// A mail to be written.
#[derive(Debug, Deserialize)]
pub struct Notice {
    /// To which address.
    pub to: String,
    /// In which language.
    pub locale: Locale,
    /// Which template.
    pub template: Template,
    /// What fills the template's gaps, by name; `url` is where its button leads.
    pub data: Map<String, Value>,
}

/// What there are templates for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Somebody is invited to work at the desk.
    Invitation,
    /// Somebody asked for a new password.
    PasswordReset,
}

impl Template {
    fn source(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Invitation, Locale::En) => include_str!("templates/invitation.en.txt"),
            (Self::Invitation, Locale::Fr) => include_str!("templates/invitation.fr.txt"),
            (Self::PasswordReset, Locale::En) => include_str!("templates/password_reset.en.txt"),
            (Self::PasswordReset, Locale::Fr) => include_str!("templates/password_reset.fr.txt"),
        }
    }
}

const FRAME: &str = include_str!("templates/frame.html");
/// Stands in a template where the button goes.
const BUTTON: &str = "[button]";

/// Writes and sends a notice.
///
/// # Errors
/// [`JobError::Retry`] while there is hope, [`JobError::Fail`] when the server refuses the mail.
pub(crate) async fn send(outbound: Outbound, notice: Notice, attempts: i64) -> Result<(), JobError> {
    let app = outbound.app.clone();
    let route =
        app.clone().db.read(move |c| find_route(c, &app, None, None)).await.map_err(JobError::retry)?;
    let give_up_or = |reason: String, after: Option<Duration>| match attempts >= MOST_ATTEMPTS {
        true => JobError::Fail(reason),
        false => JobError::Retry { reason, after },
    };
    let Some(relay) = &route.relay else { return Err(give_up_or(NO_SERVER.to_owned(), Some(LOOK_AGAIN))) };
    let written = write(&notice);
    let domain = route.from.domain().to_owned();
    let mail = OutgoingMail {
        from: route.from,
        to: vec![Address::new("", &notice.to)],
        subject: written.subject,
        text: written.text,
        html: Some(written.html),
        message_id: format!("n.{:032x}@{domain}", rand::random::<u128>()),
        date: outbound.app.clock.now().unix_seconds(),
        auto_submitted: true,
        ..OutgoingMail::default()
    };
    let bytes = compose(&mail).map_err(|error| JobError::Fail(error.to_string()))?;
    let sent = outbound.sender.send(relay, Some(&mail.from.email), &[notice.to.as_str()], &bytes).await;
    match sent {
        Ok(_) => Ok(()),
        Err(SendError::Permanent { text, .. }) => Err(JobError::Fail(text)),
        Err(error) => Err(give_up_or(error.to_string(), None)),
    }
}

struct Written {
    subject: String,
    text: String,
    html: String,
}

/// A template has a line for the subject, one for the button, and paragraphs.
fn write(notice: &Notice) -> Written {
    let filled = fill(notice.template.source(notice.locale), &notice.data);
    let mut paragraphs = filled.split("\n\n").map(str::trim);
    let mut head = paragraphs.next().unwrap_or_default().lines();
    let subject = head.next().unwrap_or_default().to_owned();
    let label = head.next().unwrap_or_default();
    let url = notice.data.get("url").and_then(Value::as_str).unwrap_or_default();
    let mut text = Vec::new();
    let mut html = String::new();
    for paragraph in paragraphs {
        if paragraph == BUTTON {
            text.push(format!("{label}:\n{url}"));
            html.push_str(&button(label, url));
        } else {
            text.push(paragraph.to_owned());
            html.push_str(&text_to_html(paragraph));
        }
    }
    let desk_name = notice.data.get("desk_name").and_then(Value::as_str).unwrap_or("Guichet");
    let html = FRAME.replace("{{desk_name}}", &escape_html(desk_name)).replace("{{body}}", &html);
    Written { subject, text: text.join("\n\n") + "\n", html }
}

/// Puts values into `{{name}}`, each in one line; what is not given stays empty.
fn fill(template: &str, data: &Map<String, Value>) -> String {
    let mut pieces = template.split("{{");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap_or(("", piece));
        let value = data.get(name).and_then(Value::as_str).unwrap_or_default();
        filled.extend(value.chars().map(|c| if c.is_control() { ' ' } else { c }));
        filled.push_str(rest);
    }
    // Somebody whose name is not known is greeted without one.
    filled.replace(" ,\n", ",\n")
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
    use serde_json::json;

    use super::*;

    fn notice(template: &str, locale: &str) -> Notice {
        let data = json!({
            "name": "Mia", "desk_name": "Chez <Paul>", "invited_by": "Ana\nBcc: x@y.z",
            "url": "https://desk.example/invitation/abc",
        });
        serde_json::from_value(
            json!({"to": "mia@x.org", "locale": locale, "template": template, "data": data}),
        )
        .unwrap()
    }

    #[test]
    fn every_notice_has_a_subject_a_link_and_no_gap_in_both_languages() {
        for template in ["invitation", "password_reset"] {
            for locale in ["en", "fr"] {
                let written = write(&notice(template, locale));
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
        assert_ne!(write(&notice("invitation", "en")).subject, write(&notice("invitation", "fr")).subject);
    }
}
