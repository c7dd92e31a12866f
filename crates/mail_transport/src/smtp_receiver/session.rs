//! What a sender may say when, and the answers: RFC 5321 as a state machine without I/O.

use std::borrow::Cow;
use std::net::SocketAddr;

use smtp_proto::{MAIL_BODY_7BIT, MAIL_BODY_8BITMIME, MAIL_SMTPUTF8, MailFrom, RcptTo, Request};

use super::reply::Reply;
use super::{Config, Envelope, Limits, Protocol};

/// Parameters of MAIL that change nothing for a receiver that keeps every byte as it came.
const HARMLESS_MAIL_FLAGS: u64 = MAIL_BODY_7BIT | MAIL_BODY_8BITMIME | MAIL_SMTPUTF8;

/// What to do after a command.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Say this and listen on.
    Say(Reply),
    /// Say this and close the connection.
    SayGoodbye(Reply),
    /// Ask whether this recipient is ours, then call [`Session::recipient_answered`].
    AskAbout(String),
    /// Say 354, read a message, then call [`Session::take_envelope`].
    ReadMessage,
    /// Say 220 and start TLS.
    StartTls,
}

/// Commands for one message beside its recipients; more only keep a connection busy.
const IDLE_COMMANDS: usize = 100;

/// One conversation: who speaks, and the message being announced.
#[derive(Debug)]
pub(super) struct Session {
    host_name: String,
    protocol: Protocol,
    offers_tls: bool,
    limits: Limits,
    peer: SocketAddr,
    is_tls: bool,
    helo: Option<String>,
    mail: Option<Mail>,
    errors: usize,
    /// Since the last message.
    commands: usize,
}

/// A message that is being announced.
#[derive(Debug)]
struct Mail {
    from: String,
    is_utf8: bool,
    recipients: Vec<String>,
}

impl Session {
    /// A conversation with somebody who has just connected.
    pub fn new(config: &Config, peer: SocketAddr) -> Self {
        Self {
            host_name: config.host_name.clone(),
            protocol: config.protocol,
            offers_tls: config.tls.is_some(),
            limits: config.limits.clone(),
            peer,
            is_tls: false,
            helo: None,
            mail: None,
            errors: 0,
            commands: 0,
        }
    }

    /// What the server says first.
    pub fn greeting(&self) -> Reply {
        let protocol = if self.protocol == Protocol::Lmtp { "LMTP" } else { "ESMTP" };
        Reply::new(220, format!("{} {protocol} Guichet", self.host_name))
    }

    /// Takes one command line, with its CRLF.
    pub fn command(&mut self, line: &[u8]) -> Step {
        self.commands += 1;
        if self.commands > self.limits.recipients + IDLE_COMMANDS {
            return Step::SayGoodbye(Reply::new(421, "4.7.0 too many commands without a message"));
        }
        match Request::parse(&mut line.iter()) {
            Ok(request) => self.request(request),
            Err(error) => self.refuse(Reply::to_malformed_command(&error)),
        }
    }

    /// Takes a line that cannot be a command.
    pub fn malformed_line(&mut self) -> Step {
        self.refuse(Reply::new(500, "5.5.2 a command is one line of text that ends with CRLF"))
    }

    /// Takes the answer to [`Step::AskAbout`]; None means that it cannot be said right now.
    pub fn recipient_answered(&mut self, address: String, is_ours: Option<bool>) -> Step {
        match (is_ours, &mut self.mail) {
            (Some(true), Some(mail)) => {
                if !mail.recipients.contains(&address) {
                    mail.recipients.push(address);
                }
                Step::Say(Reply::new(250, "2.1.5 recipient accepted"))
            }
            (None, _) => Step::Say(Reply::new(451, "4.3.0 try again later")),
            _ => self.refuse(Reply::new(550, "5.1.1 no such recipient here")),
        }
    }

    /// Ends the announcement of a message and returns it; the session is ready for the next one.
    pub fn take_envelope(&mut self) -> Option<Envelope> {
        let mail = self.mail.take()?;
        self.commands = 0;
        Some(Envelope {
            from: mail.from,
            recipients: mail.recipients,
            peer: self.peer,
            helo: self.helo.clone().unwrap_or_default(),
            tls: self.is_tls,
        })
    }

    /// How many replies a message gets: in LMTP one for each recipient (RFC 2033, section 4.2).
    pub fn replies_to_message(&self, recipients: usize) -> usize {
        if self.protocol == Protocol::Lmtp { recipients } else { 1 }
    }

    /// TLS has started: everything said before is forgotten (RFC 3207, section 4.2).
    pub fn tls_started(&mut self) {
        self.is_tls = true;
        self.helo = None;
        self.mail = None;
    }

    fn request(&mut self, request: Request<Cow<'_, str>>) -> Step {
        match (self.protocol, request) {
            (Protocol::Smtp, Request::Ehlo { host }) | (Protocol::Lmtp, Request::Lhlo { host }) => {
                self.hello(&host);
                Step::Say(self.extensions())
            }
            (Protocol::Smtp, Request::Helo { host }) => {
                self.hello(&host);
                Step::Say(Reply::new(250, self.host_name.as_str()))
            }
            (_, Request::Mail { from }) => self.mail(from),
            (_, Request::Rcpt { to }) => self.recipient(to),
            (_, Request::Data) => self.data(),
            (_, Request::StartTls) => self.start_tls(),
            (_, Request::Rset) => {
                self.mail = None;
                Step::Say(Reply::new(250, "2.0.0 forgotten"))
            }
            (_, Request::Noop { .. }) => Step::Say(Reply::new(250, "2.0.0 still here")),
            (_, Request::Quit) => Step::SayGoodbye(Reply::new(221, "2.0.0 goodbye")),
            _ => self.refuse(Reply::new(502, "5.5.1 command not available")),
        }
    }

    fn hello(&mut self, host: &str) {
        self.helo = Some(host.to_owned());
        self.mail = None;
    }

    fn extensions(&self) -> Reply {
        let mut lines = vec![self.host_name.clone(), format!("SIZE {}", self.limits.message_bytes)];
        lines.extend(["8BITMIME", "SMTPUTF8", "PIPELINING", "ENHANCEDSTATUSCODES"].map(str::to_owned));
        if self.can_start_tls() {
            lines.push("STARTTLS".to_owned());
        }
        Reply::of_lines(250, lines)
    }

    fn mail(&mut self, from: MailFrom<Cow<'_, str>>) -> Step {
        let is_utf8 = from.flags & MAIL_SMTPUTF8 != 0;
        if self.helo.is_none() {
            return self.refuse(Reply::new(503, "5.5.1 introduce yourself first"));
        }
        if self.mail.is_some() {
            return self.refuse(Reply::new(503, "5.5.1 one message at a time"));
        }
        if from.flags & !HARMLESS_MAIL_FLAGS != 0 {
            return self.refuse(Reply::new(555, "5.5.4 parameter not available"));
        }
        if !is_utf8 && !from.address.is_ascii() {
            return self.refuse(Reply::new(553, "5.6.7 an address beyond ASCII needs SMTPUTF8"));
        }
        if from.size > self.limits.message_bytes {
            return self.refuse(Reply::too_big(&self.limits));
        }
        self.mail = Some(Mail { from: from.address.into_owned(), is_utf8, recipients: Vec::new() });
        Step::Say(Reply::new(250, "2.1.0 sender accepted"))
    }

    fn recipient(&mut self, to: RcptTo<Cow<'_, str>>) -> Step {
        let Some(mail) = &self.mail else {
            return self.refuse(Reply::new(503, "5.5.1 name the sender first"));
        };
        if to.flags != 0 {
            return self.refuse(Reply::new(555, "5.5.4 parameter not available"));
        }
        if to.address.is_empty() {
            return self.refuse(Reply::new(550, "5.1.1 name a recipient with a domain"));
        }
        if !mail.is_utf8 && !to.address.is_ascii() {
            return self.refuse(Reply::new(553, "5.6.7 an address beyond ASCII needs SMTPUTF8"));
        }
        if mail.recipients.len() >= self.limits.recipients {
            return Step::Say(Reply::new(452, "4.5.3 too many recipients, send them another copy"));
        }
        Step::AskAbout(to.address.into_owned())
    }

    fn data(&mut self) -> Step {
        match &self.mail {
            None => self.refuse(Reply::new(503, "5.5.1 name sender and recipients first")),
            Some(mail) if mail.recipients.is_empty() => {
                self.refuse(Reply::new(554, "5.5.1 no valid recipients"))
            }
            Some(_) => Step::ReadMessage,
        }
    }

    fn start_tls(&mut self) -> Step {
        if self.can_start_tls() {
            Step::StartTls
        } else {
            self.refuse(Reply::new(502, "5.5.1 TLS is not available"))
        }
    }

    fn can_start_tls(&self) -> bool {
        self.offers_tls && !self.is_tls
    }

    /// Says no; after too many of them, says goodbye.
    fn refuse(&mut self, reply: Reply) -> Step {
        self.errors += 1;
        if self.errors > self.limits.errors {
            Step::SayGoodbye(Reply::new(421, "4.7.0 too many errors"))
        } else {
            Step::Say(reply)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        let limits = Limits { message_bytes: 1000, recipients: 2, errors: 3, ..Limits::default() };
        Config { host_name: "desk.test".to_owned(), protocol: Protocol::Smtp, tls: None, limits }
    }

    fn session_with(config: &Config) -> Session {
        Session::new(config, "192.0.2.1:25".parse().unwrap())
    }

    /// The code of the answer to this line; recipients at `ours.test` are ours.
    fn say(session: &mut Session, line: &str) -> u16 {
        match session.command(format!("{line}\r\n").as_bytes()) {
            Step::Say(reply) | Step::SayGoodbye(reply) => reply.code,
            Step::AskAbout(address) => {
                let is_ours = address.ends_with("@ours.test");
                match session.recipient_answered(address, Some(is_ours)) {
                    Step::Say(reply) | Step::SayGoodbye(reply) => reply.code,
                    step => panic!("{step:?}"),
                }
            }
            Step::ReadMessage => 354,
            Step::StartTls => 220,
        }
    }

    fn codes(lines: &[&str]) -> Vec<u16> {
        let mut session = session_with(&config());
        lines.iter().map(|line| say(&mut session, line)).collect()
    }

    #[test]
    fn a_plain_conversation_leads_to_an_envelope() {
        let mut session = session_with(&config());
        for (line, code) in [
            ("EHLO client.test", 250),
            ("MAIL FROM:<mia@customer.test> SIZE=900 BODY=8BITMIME", 250),
            ("RCPT TO:<help@ours.test>", 250),
            ("rcpt to: <help@ours.test>", 250),
            ("DATA", 354),
        ] {
            assert_eq!(say(&mut session, line), code, "{line}");
        }
        let envelope = session.take_envelope().unwrap();
        assert_eq!(envelope.from, "mia@customer.test");
        assert_eq!(envelope.recipients, ["help@ours.test"], "twice the same is once");
        assert_eq!(envelope.helo, "client.test");
        assert!(!envelope.tls);
        assert_eq!(say(&mut session, "DATA"), 503, "the next message starts afresh");
    }

    #[test]
    fn commands_out_of_order_are_refused() {
        assert_eq!(codes(&["MAIL FROM:<a@b.test>"]), [503]);
        assert_eq!(codes(&["EHLO c", "RCPT TO:<help@ours.test>"]), [250, 503]);
        assert_eq!(codes(&["EHLO c", "MAIL FROM:<a@b.test>", "DATA"]), [250, 250, 554]);
        assert_eq!(codes(&["EHLO c", "MAIL FROM:<a@b.test>", "MAIL FROM:<a@b.test>"]), [250, 250, 503]);
        assert_eq!(
            codes(&["EHLO c", "MAIL FROM:<>", "RSET", "RCPT TO:<help@ours.test>"]),
            [250, 250, 250, 503]
        );
    }

    #[test]
    fn mail_for_others_is_not_relayed() {
        let mail = ["EHLO c", "MAIL FROM:<a@ours.test>", "RCPT TO:<mia@elsewhere.test>", "DATA"];
        assert_eq!(codes(&mail), [250, 250, 550, 554]);
    }

    #[test]
    fn a_recipient_that_cannot_be_looked_up_is_asked_to_come_back() {
        let mut session = session_with(&config());
        say(&mut session, "EHLO c");
        say(&mut session, "MAIL FROM:<>");
        let answer = session.recipient_answered("help@ours.test".to_owned(), None);
        assert_eq!(answer, Step::Say(Reply::new(451, "4.3.0 try again later")));
        assert_eq!(say(&mut session, "DATA"), 554);
    }

    #[test]
    fn a_message_announced_as_too_big_is_refused_before_it_is_sent() {
        assert_eq!(codes(&["EHLO c", "MAIL FROM:<a@b.test> SIZE=1001"]), [250, 552]);
    }

    #[test]
    fn recipients_beyond_the_limit_are_sent_another_copy() {
        let lines = ["EHLO c", "MAIL FROM:<>", "RCPT TO:<a@ours.test>", "RCPT TO:<b@ours.test>"];
        let third = [lines.as_slice(), &["RCPT TO:<c@ours.test>"]].concat();
        assert_eq!(codes(&third).last(), Some(&452));
    }

    #[test]
    fn too_many_errors_end_the_conversation() {
        assert_eq!(codes(&["EXPN list", "VRFY mia", "AUTH PLAIN", "BDAT 9 LAST"]), [502, 502, 502, 421]);
    }

    #[test]
    fn commands_that_lead_nowhere_end_the_conversation() {
        let mut session = session_with(&config());
        let answers: Vec<u16> = (0..103).map(|_| say(&mut session, "NOOP")).collect();
        assert_eq!(answers.iter().position(|code| *code == 421), Some(102));
    }

    #[test]
    fn malformed_addresses_and_unknown_parameters_are_refused() {
        assert_eq!(codes(&["EHLO c", "MAIL FROM:<a b@c.test>"])[1], 501);
        assert_eq!(codes(&["EHLO c", "MAIL FROM:mia@customer.test"])[1], 501);
        assert_eq!(codes(&["EHLO c", "MAIL FROM:<a@b.test> REQUIRETLS"])[1], 555);
        assert_eq!(codes(&["EHLO c", "MAIL FROM:<a@b.test> BODY=BINARYMIME"])[1], 555);
        assert_eq!(codes(&["EHLO c", "MAIL FROM:<a@b.test>", "RCPT TO:<>"])[2], 550);
    }

    #[test]
    fn an_address_beyond_ascii_needs_smtputf8() {
        assert_eq!(codes(&["EHLO c", "MAIL FROM:<jos\u{e9}@b.test>"]), [250, 553]);
        let lines = ["EHLO c", "MAIL FROM:<jos\u{e9}@b.test> SMTPUTF8", "RCPT TO:<zo\u{eb}@ours.test>"];
        assert_eq!(codes(&lines), [250, 250, 250]);
    }

    #[test]
    fn lmtp_has_its_own_hello_and_answers_for_each_recipient() {
        let lmtp = Config { protocol: Protocol::Lmtp, ..config() };
        let mut session = session_with(&lmtp);
        assert_eq!(say(&mut session, "EHLO c"), 502);
        assert_eq!(say(&mut session, "LHLO c"), 250);
        assert_eq!(session.replies_to_message(2), 2);
        assert_eq!(session_with(&config()).replies_to_message(2), 1);
    }

    #[test]
    fn tls_is_offered_once_and_only_with_a_certificate() {
        assert_eq!(codes(&["EHLO c", "STARTTLS"]), [250, 502]);
        let mut session = session_with(&config());
        session.offers_tls = true;
        assert_eq!(say(&mut session, "EHLO c"), 250);
        assert!(session.extensions().to_string().contains("STARTTLS"));
        assert_eq!(say(&mut session, "STARTTLS"), 220);
        session.tls_started();
        assert!(!session.extensions().to_string().contains("STARTTLS"));
        assert_eq!(say(&mut session, "STARTTLS"), 502);
        assert_eq!(say(&mut session, "MAIL FROM:<a@b.test>"), 503, "what was said in clear is forgotten");
    }
}
