//! A message turned into the mail that people outside read.

use base::{Locale, Timestamp};
use bytes::Bytes;
use mail::{Address, InlineImage, OutgoingFile, OutgoingMail};
use tickets::{api::shape::content_path, model::Attachment};

/// What a mail is made of.
#[derive(Debug)]
pub(super) struct Letter {
    pub from: Address,
    pub reply_to: Option<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    pub subject: String,
    /// The message, cleaned.
    pub html: String,
    /// What ends the author's mails, as text.
    pub signature: Option<String>,
    /// The message that is answered.
    pub quoted: Option<Quoted>,
    /// The message's files and those that the quoted message shows.
    pub files: Vec<LetterFile>,
    pub message_id: String,
    pub in_reply_to: Option<String>,
    pub references: Vec<String>,
    pub date: Timestamp,
    pub locale: Locale,
    pub time_zone: String,
}

/// The message that is answered.
#[derive(Debug)]
pub(super) struct Quoted {
    pub author: String,
    pub at: Timestamp,
    /// Cleaned.
    pub html: String,
}

/// A file with its bytes.
#[derive(Debug)]
pub(super) struct LetterFile {
    pub attachment: Attachment,
    pub data: Bytes,
    /// Whether it came with the quoted message: then it goes along only where that shows it.
    pub is_quoted: bool,
}

/// A message's own files, and of those that it quotes the images that the quotation shows, as far as they are not large.
pub(super) fn with_quoted_images(
    own: Vec<Attachment>,
    quoted_html: &str,
    of_quoted: Vec<Attachment>,
) -> Vec<(Attachment, bool)> {
    /// Together.
    const MOST_QUOTED_BYTES: i64 = 2 << 20;
    let mut files: Vec<(Attachment, bool)> = own.into_iter().map(|file| (file, false)).collect();
    let mut room = MOST_QUOTED_BYTES;
    for file in of_quoted {
        let is_shown = quoted_html.contains(&content_path(&file.token));
        if is_shown && file.size <= room {
            room -= file.size;
            files.push((file, true));
        }
    }
    files
}

/// A name that can stand in a header.
pub(super) fn plain_name(name: &str) -> String {
    name.chars().filter(|c| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')).collect()
}

impl Letter {
    /// The mail. The same letter always gives the same mail.
    pub(super) fn write(self) -> OutgoingMail {
        let html = self.whole_html();
        let text = self.whole_text();
        let host = self.message_id.rsplit_once('@').map_or("guichet.invalid", |(_, host)| host).to_owned();
        let (html, shown) = with_content_ids(&html, &self.files, &host);
        let mut mail = OutgoingMail {
            subject: self.subject,
            from: self.from,
            reply_to: self.reply_to,
            to: self.to,
            cc: self.cc,
            text,
            html: Some(html),
            message_id: self.message_id,
            in_reply_to: self.in_reply_to,
            references: self.references,
            date: self.date.unix_seconds(),
            ..OutgoingMail::default()
        };
        for (file, content_id) in self.files.into_iter().zip(shown) {
            let is_quoted = file.is_quoted;
            let file = outgoing(file);
            match content_id {
                Some(content_id) => mail.inline_images.push(InlineImage { content_id, file }),
                None if !is_quoted => mail.attachments.push(file),
                None => {}
            }
        }
        mail
    }

    fn whole_html(&self) -> String {
        let mut html = mail::restore_images(&self.html);
        if let Some(signature) = &self.signature {
            html.push_str(&format!("<div>-- <br>{}</div>", mail::text_to_html(signature)));
        }
        if let Some(quoted) = &self.quoted {
            let line = mail::text_to_html(&self.attribution(quoted));
            let quote = mail::restore_images(&quoted.html);
            html.push_str(&format!(
                "<br><div class=\"gmail_quote\">{line}<blockquote type=\"cite\" style=\"margin:0 0 0 .8ex;\
                 border-left:1px solid #ccc;padding-left:1ex\">{quote}</blockquote></div>"
            ));
        }
        html
    }

    fn whole_text(&self) -> String {
        let mut text = mail::html_to_text(&self.html).trim().to_owned();
        if let Some(signature) = &self.signature {
            text.push_str(&format!("\n\n-- \n{}", signature.trim()));
        }
        if let Some(quoted) = &self.quoted {
            let lines: Vec<String> =
                mail::html_to_text(&quoted.html).trim().lines().map(|line| format!("> {line}")).collect();
            text.push_str(&format!("\n\n{}\n{}", self.attribution(quoted), lines.join("\n")));
        }
        text.push('\n');
        text
    }

    /// The line above a quote, in words that mail programs know.
    fn attribution(&self, quoted: &Quoted) -> String {
        let instant = quoted.at.to_jiff();
        let zoned =
            instant.in_tz(&self.time_zone).unwrap_or_else(|_| instant.to_zoned(jiff::tz::TimeZone::UTC));
        let author = quoted.author.replace(['<', '>'], "");
        let (day, year, time) = (zoned.day(), zoned.year(), zoned.strftime("%H:%M"));
        let month = usize::try_from(zoned.month()).unwrap_or(1).saturating_sub(1);
        match self.locale {
            Locale::En => {
                format!("On {day} {} {year} at {time}, {author} wrote:", month_name(&MONTHS_EN, month))
            }
            Locale::Fr => {
                format!("Le {day} {} {year} à {time}, {author} a écrit :", month_name(&MONTHS_FR, month))
            }
        }
    }
}

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

fn month_name(months: &[&'static str; 12], index: usize) -> &'static str {
    months.get(index).copied().unwrap_or_default()
}

fn outgoing(file: LetterFile) -> OutgoingFile {
    OutgoingFile {
        file_name: file.attachment.file_name,
        content_type: file.attachment.content_type,
        data: file.data.to_vec(),
    }
}

/// Points images at the parts of the mail where they pointed at the desk; beside the HTML, the content id of each file
/// that is shown.
fn with_content_ids(html: &str, files: &[LetterFile], host: &str) -> (String, Vec<Option<String>>) {
    let mut html = html.to_owned();
    let mut shown = Vec::new();
    for file in files {
        let id = format!("{}@{host}", file.attachment.token);
        let pointed = point_at_part(&html, &content_path(&file.attachment.token), &id);
        shown.push(pointed.is_some().then_some(id));
        html = pointed.unwrap_or(html);
    }
    (html, shown)
}

/// Replaces every quoted attribute value that ends in `path`, with whatever host before it; `None` when there is none.
fn point_at_part(html: &str, path: &str, content_id: &str) -> Option<String> {
    let marker = format!("{path}\"");
    let mut pieces = html.split(marker.as_str());
    let mut written = pieces.next()?.to_owned();
    let mut has_any = false;
    for piece in pieces {
        let start = written.rfind('"')?;
        written.truncate(start + 1);
        written.push_str(&format!("cid:{content_id}\""));
        written.push_str(piece);
        has_any = true;
    }
    has_any.then_some(written)
}

#[cfg(test)]
mod tests {
    use base::AttachmentId;
    use db::BlobHash;

    use super::*;

    fn file(token: &str, is_quoted: bool) -> LetterFile {
        let attachment = Attachment {
            id: AttachmentId(1),
            token: token.to_owned(),
            upload_id: None,
            comment_id: None,
            side_event_id: None,
            file_name: format!("{token}.png"),
            content_type: "image/png".to_owned(),
            size: 3,
            blob: BlobHash::of(b"PNG"),
            inline: false,
            content_id: None,
            created_at: Timestamp(0),
        };
        LetterFile { attachment, data: Bytes::from_static(b"PNG"), is_quoted }
    }

    fn letter() -> Letter {
        Letter {
            from: Address::new("Help", "help@desk.example"),
            reply_to: None,
            to: vec![Address::new("", "mia@x.org")],
            cc: Vec::new(),
            subject: "Re: [#12] Broken chair".to_owned(),
            html: "<p>See <img src=\"https://desk.example/api/v2/attachments/content/new\"></p>".to_owned(),
            signature: Some("Ana\nExample Ltd".to_owned()),
            quoted: Some(Quoted {
                author: "Mia <x>".to_owned(),
                at: Timestamp::from_unix_seconds(1_767_268_800),
                html: "<p>It broke. <img src=\"/api/v2/attachments/content/old\"></p>".to_owned(),
            }),
            files: vec![file("new", false), file("report", false), file("old", true), file("logo", true)],
            message_id: "t.12.3.abc@desk.example".to_owned(),
            in_reply_to: Some("a@x.org".to_owned()),
            references: vec!["a@x.org".to_owned()],
            date: Timestamp(0),
            locale: Locale::Fr,
            time_zone: "Europe/Paris".to_owned(),
        }
    }

    #[test]
    fn an_answer_quotes_what_it_answers_below_the_signature() {
        let mail = letter().write();
        assert!(
            mail.text
                .contains("-- \nAna\nExample Ltd\n\nLe 1 janvier 2026 à 13:00, Mia x a écrit :\n> It broke.")
        );
        let split = mail::split_text(&mail.text);
        assert!(!split.visible.contains("broke") && split.quoted.contains("It broke."), "{split:?}");
    }

    #[test]
    fn images_of_the_text_are_parts_of_the_mail_and_other_files_are_attached() {
        let mail = letter().write();
        let ids: Vec<&str> = mail.inline_images.iter().map(|image| image.content_id.as_str()).collect();
        assert_eq!(ids, ["new@desk.example", "old@desk.example"]);
        assert_eq!(
            mail.attachments.iter().map(|file| file.file_name.as_str()).collect::<Vec<_>>(),
            ["report.png"]
        );
        let html = mail.html.unwrap_or_default();
        assert!(html.contains("src=\"cid:new@desk.example\"") && !html.contains("/api/v2/"));
    }
}
