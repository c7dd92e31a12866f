//! The SMTP sender against a real Postfix, whose users and mailboxes are Dovecot's.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::time::Duration;

use guichet_mail_transport::smtp_sender::{Relay, SendError, SmtpSender};
use guichet_mail_transport::{AddressPolicy, Network, Secret, Security};
use testing::{Dovecot, Postfix, PostfixConfig, free_port, wait_until};

const PATIENCE: Duration = Duration::from_secs(60);
const HELP: (&str, &str) = ("help@desk.test", "secret");
const MIA: (&str, &str) = ("mia@customer.test", "other secret");
const MESSAGE: &[u8] = b"Subject: answer\r\nMessage-ID: <1@desk.test>\r\n\r\n.dot\r\n\xe9t\xe9\r\n";

/// Postfix and Dovecot; `busy@` and `gone@customer.test` are refused for now and for ever.
struct Mail {
    dovecot: Dovecot,
    postfix: Postfix,
}

fn start_mail() -> Option<Mail> {
    let dovecot = Dovecot::start(&[HELP, MIA]);
    let mailboxes = Some((&["desk.test", "customer.test"][..], &dovecot));
    let answers =
        [("busy@customer.test", "450 4.2.1 mailbox busy"), ("gone@customer.test", "550 5.1.1 gone for good")];
    let postfix =
        Postfix::start(&PostfixConfig { mailboxes, answers: &answers, ..PostfixConfig::default() })?;
    Some(Mail { dovecot, postfix })
}

impl Mail {
    fn sender(&self) -> SmtpSender {
        let roots = vec![self.dovecot.certificate.der.clone().into()];
        SmtpSender::new(Network::new(AddressPolicy::PublicAndLoopback, roots).unwrap(), "desk.test")
    }

    fn relay(&self) -> Relay {
        Relay {
            host: "localhost".to_owned(),
            port: self.postfix.port,
            security: Security::StartTls,
            credentials: Some((HELP.0.to_owned(), Secret::new(HELP.1))),
        }
    }

    fn connections(&self) -> usize {
        self.postfix.log_text().matches("]: connect from ").count()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_arrive_unchanged_and_share_a_connection() {
    let Some(mail) = start_mail() else { return };
    let (sender, relay) = (mail.sender(), mail.relay());
    for _ in 0..3 {
        let receipt = sender.send(&relay, Some(HELP.0), &[MIA.0], MESSAGE).await.unwrap();
        assert!(receipt.reply.contains("queued as"), "{receipt:?}");
    }
    let has_arrived = || mail.dovecot.mailbox(MIA.0).messages().len() == 3;
    assert!(wait_until(PATIENCE, has_arrived), "{}", mail.postfix.log_text());
    let raw = mail.dovecot.mailbox(MIA.0).messages().remove(0);
    assert!(raw.ends_with(b"\r\n\r\n.dot\r\n\xe9t\xe9\r\n"), "{}", String::from_utf8_lossy(&raw));
    let before = mail.connections();
    sender.send(&relay, None, &[MIA.0], MESSAGE).await.unwrap();
    assert_eq!(mail.connections(), before, "the connection is used again");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_say_what_to_do_next() {
    let Some(mail) = start_mail() else { return };
    let (sender, relay) = (mail.sender(), mail.relay());
    let to = async |recipient: &str| sender.send(&relay, Some(HELP.0), &[recipient], MESSAGE).await;

    let busy = to("busy@customer.test").await;
    assert!(matches!(&busy, Err(SendError::Retry { text }) if text.contains("mailbox busy")), "{busy:?}");
    let gone = to("gone@customer.test").await;
    let Err(SendError::Permanent { text, code: Some(550) }) = &gone else { panic!("{gone:?}") };
    assert!(text.contains("gone for good"));
    to(MIA.0).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_tells_a_wrong_password_from_a_server_that_is_not_there() {
    let Some(mail) = start_mail() else { return };
    let (sender, relay) = (mail.sender(), mail.relay());
    sender.check(&relay).await.unwrap();

    let wrong = Some((HELP.0.to_owned(), Secret::new("wrong")));
    let refused = sender.check(&Relay { credentials: wrong.clone(), ..relay.clone() }).await;
    assert!(matches!(refused, Err(SendError::BadCredentials { .. })), "{refused:?}");
    let wrong_relay = Relay { credentials: wrong, ..relay.clone() };
    let unsent = sender.send(&wrong_relay, Some(HELP.0), &[MIA.0], MESSAGE).await;
    assert!(matches!(unsent, Err(SendError::BadCredentials { .. })), "{unsent:?}");
    let absent = sender.check(&Relay { port: free_port(), ..relay.clone() }).await;
    assert!(matches!(absent, Err(SendError::Retry { .. })), "{absent:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_trusted_certificate_nothing_is_sent() {
    let Some(mail) = start_mail() else { return };
    let network = Network::new(AddressPolicy::PublicAndLoopback, Vec::new()).unwrap();
    let sender = SmtpSender::new(network, "desk.test");
    for relay in [mail.relay(), Relay { host: "127.0.0.1".to_owned(), ..mail.relay() }] {
        let outcome = sender.send(&relay, Some(HELP.0), &[MIA.0], MESSAGE).await;
        assert!(matches!(outcome, Err(SendError::Retry { .. })), "{outcome:?}");
    }
    assert!(!mail.postfix.log_text().contains("sasl_username"), "no password was sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_connection_that_the_relay_has_closed_is_replaced() {
    let Some(mut mail) = start_mail() else { return };
    let (sender, relay) = (mail.sender(), mail.relay());
    sender.send(&relay, Some(HELP.0), &[MIA.0], MESSAGE).await.unwrap();
    mail.postfix.restart();
    sender.send(&relay, Some(HELP.0), &[MIA.0], MESSAGE).await.unwrap();
}

/// A relay of our own that answers every line with the next of these, then hangs up.
fn scripted_relay(answers: &'static [&'static str]) -> Relay {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut stream = BufReader::new(stream);
        for answer in answers {
            write!(stream.get_mut(), "{answer}\r\n").unwrap();
            stream.read_line(&mut String::new()).unwrap();
        }
    });
    Relay { host: "127.0.0.1".to_owned(), port, security: Security::None, credentials: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_turns_us_away_does_not_condemn_the_message() {
    let network = Network::new(AddressPolicy::PublicAndLoopback, Vec::new()).unwrap();
    let sender = SmtpSender::new(network, "desk.test");
    let scripts: [&[&str]; 4] = [
        &["554 you are on a list"],
        &["421 not now"],
        &["220 hello", "250 hello", "250 ok", "250 ok", "354 go on"],
        &["HTTP/1.1 400 Bad Request"],
    ];
    for script in scripts {
        let outcome = sender.send(&scripted_relay(script), None, &[MIA.0], b"a\r\n").await;
        assert!(matches!(outcome, Err(SendError::Retry { .. })), "{script:?}: {outcome:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_lost_its_starttls_gets_no_password() {
    let network = Network::new(AddressPolicy::PublicAndLoopback, Vec::new()).unwrap();
    let sender = SmtpSender::new(network, "desk.test");
    let plain = scripted_relay(&["220 hello", "250-hello\r\n250 AUTH PLAIN"]);
    let credentials = Some((HELP.0.to_owned(), Secret::new(HELP.1)));
    let relay = Relay { security: Security::StartTls, credentials, ..plain };
    let outcome = sender.check(&relay).await;
    assert!(matches!(&outcome, Err(SendError::Retry { text }) if text.contains("STARTTLS")), "{outcome:?}");
}
