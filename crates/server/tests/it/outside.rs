//! The rest of the world: letters, and the customers' mail servers.

use mail_parser::{Message, MessageParser};
use testing::{Dovecot, Mailbox, Postfix, PostfixConfig, smtp_send, wait_until};

use crate::help_desk::{HELP, PATIENCE};

/// A customer with a mailbox of their own.
pub const MIA: &str = "mia@customer.test";
/// The picture within [`Letter::with_picture_and_file`]: one white dot.
pub const DOT: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
/// The file within [`Letter::with_picture_and_file`].
pub const PLAN: &[u8] = b"%PDF-1.4 the plan\0\xff\r\n";
const PASSWORD: &str = "secret";

/// A mail that somebody writes.
pub struct Letter {
    pub from: String,
    pub to: String,
    pub subject: String,
    /// Without angle brackets.
    pub message_id: String,
    /// Further header lines.
    headers: String,
    text: String,
    has_picture_and_file: bool,
}

impl Letter {
    pub fn new(from: &str, subject: &str, text: &str) -> Self {
        Self {
            from: from.to_owned(),
            to: HELP.to_owned(),
            subject: subject.to_owned(),
            message_id: format!("{:016x}@customer.test", rand::random::<u64>()),
            headers: String::new(),
            text: text.to_owned(),
            has_picture_and_file: false,
        }
    }

    /// Their answer to a mail, as their mail program writes it.
    pub fn answering(mail: &Message, text: &str) -> Self {
        let (from, to) = (address(mail.to()), address(mail.reply_to().or(mail.from())));
        let id = mail.message_id().unwrap();
        let subject = format!("Re: {}", mail.subject().unwrap());
        let letter = Self { to, ..Self::new(&from, &subject, text) };
        letter.with_header(&format!("In-Reply-To: <{id}>")).with_header(&format!("References: <{id}>"))
    }

    pub fn with_header(mut self, line: &str) -> Self {
        self.headers += &format!("{line}\r\n");
        self
    }

    /// With [`DOT`] shown in its HTML and [`PLAN`] attached.
    pub fn with_picture_and_file(mut self) -> Self {
        self.has_picture_and_file = true;
        self
    }

    /// The message as it goes over the wire.
    pub fn raw(&self) -> Vec<u8> {
        let Self { from, to, subject, message_id, headers, text, .. } = self;
        let body = if self.has_picture_and_file {
            multipart(text)
        } else {
            format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n")
        };
        format!(
            "From: Mia Martin <{from}>\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{message_id}>\r\n\
             Date: Mon, 2 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n{headers}{body}"
        )
        .into_bytes()
    }
}

fn multipart(text: &str) -> String {
    let dot = "R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=";
    let plan = "JVBERi0xLjQgdGhlIHBsYW4A/w0K";
    format!(
        "Content-Type: multipart/mixed; boundary=mixed\r\n\r\n\
         --mixed\r\nContent-Type: multipart/related; boundary=related\r\n\r\n\
         --related\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
         <p>{text}</p><img src=\"cid:dot@customer.test\">\r\n\
         --related\r\nContent-Type: image/gif; name=dot.gif\r\nContent-ID: <dot@customer.test>\r\n\
         Content-Disposition: inline; filename=dot.gif\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{dot}\r\n--related--\r\n\
         --mixed\r\nContent-Type: application/pdf\r\n\
         Content-Disposition: attachment; filename=\"the plan.pdf\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{plan}\r\n--mixed--\r\n"
    )
}

/// The first address of a header.
pub fn address(header: Option<&mail_parser::Address>) -> String {
    let first = header.and_then(|header| header.first());
    first.and_then(|first| first.address()).expect("an address").to_owned()
}

/// Postfix and Dovecot: they hold the customers' mail, and the desk's where it has a mailbox there.
pub struct Outside {
    pub dovecot: Dovecot,
    pub postfix: Postfix,
}

impl Outside {
    /// Hands mail for the desk to this port by SMTP. `None` where Postfix cannot run.
    pub fn with_desk_at(smtp_port: u16) -> Option<Self> {
        let dovecot = Dovecot::start(&[(MIA, PASSWORD)]);
        let config = PostfixConfig {
            mailboxes: Some((&["customer.test"], &dovecot)),
            relayed: &[("desk.test", smtp_port)],
            answers: &[("closed@customer.test", "550 5.2.1 this mailbox is closed")],
        };
        let postfix = Postfix::start(&config)?;
        Some(Self { dovecot, postfix })
    }

    /// Keeps the desk's mail in a mailbox beside the customers'.
    pub fn with_mailbox_of_desk() -> Option<Self> {
        let dovecot = Dovecot::start(&[(MIA, PASSWORD), (HELP, PASSWORD)]);
        let domains = ["customer.test", "desk.test"];
        let config = PostfixConfig { mailboxes: Some((&domains, &dovecot)), ..PostfixConfig::default() };
        let postfix = Postfix::start(&config)?;
        Some(Self { dovecot, postfix })
    }

    /// The desk's mailbox, as an admin enters it.
    pub fn mailbox_of_desk(&self) -> serde_json::Value {
        let server = |port| serde_json::json!({"host": "127.0.0.1", "port": port, "security": "none"});
        let (mut imap, mut smtp) = (server(self.dovecot.imap_port), server(self.postfix.port));
        (imap["username"], imap["password"]) = (HELP.into(), PASSWORD.into());
        smtp["username"] = "".into();
        serde_json::json!({"mailbox": {"address": HELP, "name": "Desk Help", "imap": imap, "smtp": smtp}})
    }

    /// A customer hands a letter to their mail server.
    pub fn send(&self, letter: &Letter) {
        smtp_send(self.postfix.port, &letter.from, &[&letter.to], &letter.raw()).unwrap();
    }

    fn mailbox(&self) -> Mailbox {
        self.dovecot.mailbox(MIA)
    }

    /// How many mails Mia has.
    pub fn mails_of_mia(&self) -> usize {
        self.mailbox().messages().len()
    }

    /// The mail that makes it so many, as soon as Mia has it.
    pub fn mail_of_mia(&self, number: usize) -> Vec<u8> {
        let mut mailbox = self.mailbox();
        let mut mails = Vec::new();
        let has_come = wait_until(PATIENCE, || {
            mails = mailbox.messages();
            mails.len() >= number
        });
        assert!(has_come, "{} of {number} mails came: {}", mails.len(), self.postfix.log_text());
        mails.swap_remove(number - 1)
    }
}

/// A mail's parts.
pub fn read(raw: &[u8]) -> Message<'_> {
    MessageParser::default().parse(raw).expect("a mail")
}
