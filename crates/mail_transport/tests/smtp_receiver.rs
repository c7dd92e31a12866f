//! The SMTP receiver over real sockets, against hand-written SMTP and against Postfix.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use guichet_mail_transport::smtp_receiver::{
    BoxError, Config, Delivery, Envelope, Limits, Protocol, Receive, serve, tls_from_pem,
};
use testing::{Certificate, Postfix, PostfixConfig, SmtpTalk, smtp_send, wait_until};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;

const PATIENCE: Duration = Duration::from_secs(60);

/// Takes mail for `desk.test` and remembers it, unless told to answer something else first.
#[derive(Default)]
struct Store {
    first_answers: Mutex<VecDeque<Delivery>>,
    messages: Mutex<Vec<(Envelope, Vec<u8>)>>,
    attempts: Mutex<usize>,
    /// When set, a delivery waits for a permit.
    gate: Option<Arc<Semaphore>>,
    waiting: Notify,
}

impl Store {
    fn messages(&self) -> Vec<(Envelope, Vec<u8>)> {
        self.messages.lock().unwrap().clone()
    }

    fn attempts(&self) -> usize {
        *self.attempts.lock().unwrap()
    }
}

#[async_trait]
impl Receive for Store {
    async fn recipient_is_ours(&self, address: &str) -> Result<bool, BoxError> {
        if address.starts_with("unknowable@") {
            Err("no database")?
        }
        Ok(address.ends_with("@desk.test"))
    }

    async fn deliver(&self, envelope: Envelope, raw: Vec<u8>) -> Delivery {
        *self.attempts.lock().unwrap() += 1;
        self.waiting.notify_one();
        if let Some(gate) = &self.gate {
            gate.acquire().await.unwrap().forget();
        }
        if let Some(answer) = self.first_answers.lock().unwrap().pop_front() {
            return answer;
        }
        self.messages.lock().unwrap().push((envelope, raw));
        Delivery::Accepted
    }
}

/// A receiver on a free port, on a runtime of its own so that tests may speak SMTP line by line.
struct Desk {
    runtime: Runtime,
    port: u16,
    store: Arc<Store>,
    shutdown: CancellationToken,
    serving: Option<tokio::task::JoinHandle<()>>,
}

fn config() -> Config {
    let limits = Limits { message_bytes: 100_000, ..Limits::default() };
    Config { host_name: "guichet.test".to_owned(), protocol: Protocol::Smtp, tls: None, limits }
}

impl Desk {
    fn open(config: Config, store: Store) -> Self {
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (store, shutdown) = (Arc::new(store), CancellationToken::new());
        let serving = runtime.spawn(serve(listener, config, Arc::<Store>::clone(&store), shutdown.clone()));
        Self { runtime, port, store, shutdown, serving: Some(serving) }
    }

    /// A conversation in which the recipient has been accepted.
    fn announced(&self) -> SmtpTalk {
        let mut talk = SmtpTalk::open(self.port);
        for line in ["EHLO client.test", "MAIL FROM:<mia@customer.test>", "RCPT TO:<help@desk.test>"] {
            assert!(talk.say(line).starts_with("250"));
        }
        talk
    }
}

fn send(port: u16, raw: &[u8]) -> Result<String, String> {
    smtp_send(port, "mia@customer.test", &["help@desk.test"], raw)
}

#[test]
fn a_message_arrives_byte_for_byte_and_250_comes_after_it_is_stored() {
    let desk = Desk::open(config(), Store::default());
    let raw = b"Subject: \xe9t\xe9\r\n\r\n.dot\r\n..two\r\nlone\nlf\r\n".to_vec();
    assert!(send(desk.port, &raw).unwrap().starts_with("250 2.0.0"));
    let messages = desk.store.messages();
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].1, raw);
    assert_eq!(messages[0].0.recipients, ["help@desk.test"]);
}

#[test]
fn what_the_store_says_decides_the_answer() {
    let answers = [Delivery::Temporary("disk full".to_owned()), Delivery::Refused("spam".to_owned())];
    let store = Store { first_answers: Mutex::new(answers.into()), ..Store::default() };
    let desk = Desk::open(config(), store);
    assert_eq!(send(desk.port, b"a\r\n").unwrap_err(), "451 4.3.0 disk full");
    assert_eq!(send(desk.port, b"a\r\n").unwrap_err(), "550 5.7.1 spam");
    assert!(send(desk.port, b"a\r\n").is_ok());
}

#[test]
fn mail_for_others_is_refused_and_mail_that_cannot_be_looked_up_is_put_off() {
    let desk = Desk::open(config(), Store::default());
    let to = |recipient: &str| smtp_send(desk.port, "a@desk.test", &[recipient], b"a\r\n").unwrap_err();
    assert!(to("mia@customer.test").starts_with("550"));
    assert!(to("unknowable@desk.test").starts_with("451"));
    assert!(desk.store.messages().is_empty());
}

#[test]
fn a_smuggled_second_message_stays_inside_the_first() {
    let desk = Desk::open(config(), Store::default());
    for end in ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r"] {
        let mut talk = desk.announced();
        assert!(talk.say("DATA").starts_with("354"));
        let second = "MAIL FROM:<boss@desk.test>\r\nRCPT TO:<help@desk.test>\r\nDATA\r\nforged\r\n.\r\n";
        talk.send(format!("first{end}{second}").as_bytes());
        assert!(talk.hear().starts_with("250"));
        assert!(talk.say("QUIT").starts_with("221"), "one message, one answer");
    }
    let messages = desk.store.messages();
    assert_eq!(messages.len(), 6);
    assert!(messages.iter().all(|(envelope, _)| envelope.from == "mia@customer.test"));
}

#[test]
fn a_message_over_the_limit_is_refused_and_the_conversation_goes_on() {
    let desk = Desk::open(config(), Store::default());
    assert!(send(desk.port, &vec![b'a'; 100_001]).unwrap_err().starts_with("552"));
    assert!(send(desk.port, &vec![b'a'; 99_998]).is_ok());
    assert_eq!(desk.store.messages().len(), 1);
}

#[test]
fn a_message_cut_off_before_its_end_never_happened() {
    let desk = Desk::open(config(), Store::default());
    let mut talk = desk.announced();
    talk.say("DATA");
    talk.send(b"half a mess");
    drop(talk);
    assert!(send(desk.port, b"whole\r\n").is_ok());
    assert_eq!(desk.store.messages().len(), 1);
}

#[test]
fn commands_sent_together_are_answered_in_order() {
    let desk = Desk::open(config(), Store::default());
    let mut talk = SmtpTalk::open(desk.port);
    talk.send(b"EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<a@other.test>\r\nRCPT TO:<help@desk.test>\r\nDATA\r\n");
    let codes: Vec<String> = (0..5).map(|_| talk.hear()[..3].to_owned()).collect();
    assert_eq!(codes, ["250", "250", "550", "250", "354"]);
    assert!(talk.say("a\r\n.").starts_with("250"));
    assert_eq!(desk.store.messages()[0].0.from, "");
}

#[test]
fn content_sent_before_the_go_ahead_ends_the_conversation() {
    let desk = Desk::open(config(), Store::default());
    let mut talk = desk.announced();
    talk.send(b"DATA\r\nforged\r\n.\r\n");
    assert!(talk.hear().starts_with("503"));
    assert!(talk.is_closed());
    assert_eq!(desk.store.attempts(), 0);
}

#[test]
fn whoever_is_silent_or_dribbles_is_sent_off() {
    let mut config = config();
    config.limits.idle = Duration::from_millis(1000);
    config.limits.message = Duration::from_millis(1500);
    let desk = Desk::open(config, Store::default());
    let mut silent = SmtpTalk::open(desk.port);
    assert!(silent.hear().starts_with("421 4.4.2"));
    assert!(silent.is_closed());

    let mut dribbling = desk.announced();
    dribbling.say("DATA");
    for _ in 0..20 {
        dribbling.send(b"a\r\n");
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(dribbling.is_closed());
    assert_eq!(desk.store.attempts(), 0);
}

#[test]
fn connections_beyond_the_limit_are_turned_away_until_one_leaves() {
    let mut config = config();
    config.limits.connections_per_address = 2;
    let desk = Desk::open(config, Store::default());
    let (mut first, _second) = (SmtpTalk::open(desk.port), SmtpTalk::open(desk.port));
    assert!(SmtpTalk::open(desk.port).greeting().starts_with("421"));
    first.say("QUIT");
    drop(first);
    assert!(wait_until(PATIENCE, || SmtpTalk::open(desk.port).greeting().starts_with("220")));
}

#[test]
fn shutting_down_finishes_a_message_on_its_way_and_sends_the_others_off() {
    let gate = Arc::new(Semaphore::new(0));
    let store = Store { gate: Some(Arc::clone(&gate)), ..Store::default() };
    let mut desk = Desk::open(config(), store);
    let mut idle = SmtpTalk::open(desk.port);
    let mut sending = desk.announced();
    sending.say("DATA");
    sending.send(b"a\r\n.\r\n");
    desk.runtime.block_on(desk.store.waiting.notified());

    desk.shutdown.cancel();
    assert!(idle.hear().starts_with("421 4.3.2"));
    gate.add_permits(1);
    assert!(sending.hear().starts_with("250"));
    assert!(sending.hear().starts_with("421"));
    desk.runtime.block_on(desk.serving.take().unwrap()).unwrap();
    assert!(!testing::is_listening(desk.port));
    assert_eq!(desk.store.messages().len(), 1);
}

#[test]
fn lmtp_answers_once_for_each_recipient() {
    let desk = Desk::open(Config { protocol: Protocol::Lmtp, ..config() }, Store::default());
    let mut talk = SmtpTalk::open(desk.port);
    for line in ["LHLO c", "MAIL FROM:<>", "RCPT TO:<a@desk.test>", "RCPT TO:<b@desk.test>"] {
        assert!(talk.say(line).starts_with("250"));
    }
    talk.say("DATA");
    assert!(talk.say("a\r\n.").starts_with("250"));
    assert!(talk.hear().starts_with("250"));
    assert_eq!(desk.store.messages()[0].0.recipients.len(), 2);
}

#[test]
fn what_is_said_in_the_same_breath_as_starttls_is_not_taken_for_protected() {
    let certificate = Certificate::for_localhost();
    let tls = tls_from_pem(certificate.pem.as_bytes(), certificate.key_pem.as_bytes()).unwrap();
    let desk = Desk::open(Config { tls: Some(tls), ..config() }, Store::default());
    let mut talk = SmtpTalk::open(desk.port);
    assert!(talk.say("EHLO c").contains("STARTTLS"));
    talk.send(b"STARTTLS\r\nMAIL FROM:<boss@desk.test>\r\n");
    assert!(talk.hear().starts_with("503"));
    assert!(talk.is_closed());
}

#[test]
fn postfix_delivers_over_tls_and_tries_again_what_was_put_off() {
    let certificate = Certificate::for_localhost();
    let tls = tls_from_pem(certificate.pem.as_bytes(), certificate.key_pem.as_bytes()).unwrap();
    let not_now = Delivery::Temporary("not now".to_owned());
    let store = Store { first_answers: Mutex::new([not_now].into()), ..Store::default() };
    let desk = Desk::open(Config { tls: Some(tls), ..config() }, store);
    let relayed = [("desk.test", desk.port)];
    let Some(postfix) = Postfix::start(&PostfixConfig { relayed: &relayed, ..PostfixConfig::default() })
    else {
        return;
    };
    let raw = b"Subject: from far\r\n\r\n.dots\r\n".to_vec();
    send(postfix.port, &raw).unwrap();

    assert!(wait_until(PATIENCE, || desk.store.messages().len() == 1), "{}", postfix.log_text());
    let (envelope, content) = desk.store.messages().remove(0);
    assert_eq!(desk.store.attempts(), 2);
    assert!(envelope.tls);
    assert_eq!(envelope.helo, "postfix.test");
    assert_eq!(envelope.from, "mia@customer.test");
    assert!(content.ends_with(b"\r\n\r\n.dots\r\n"));
}

#[test]
fn a_refused_message_comes_back_to_its_sender_as_a_bounce() {
    let store = Store {
        first_answers: Mutex::new([Delivery::Refused("no thanks".to_owned())].into()),
        ..Store::default()
    };
    let desk = Desk::open(config(), store);
    let relayed = [("desk.test", desk.port)];
    let Some(postfix) = Postfix::start(&PostfixConfig { relayed: &relayed, ..PostfixConfig::default() })
    else {
        return;
    };
    let raw = b"Subject: unwanted\r\n\r\nbuy\r\n";
    smtp_send(postfix.port, "boss@desk.test", &["help@desk.test"], raw).unwrap();

    assert!(wait_until(PATIENCE, || desk.store.messages().len() == 1), "{}", postfix.log_text());
    let (envelope, report) = desk.store.messages().remove(0);
    assert_eq!(envelope.from, "", "a report has no return path");
    assert_eq!(envelope.recipients, ["boss@desk.test"]);
    assert!(String::from_utf8_lossy(&report).contains("no thanks"));
}
