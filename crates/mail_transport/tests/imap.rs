//! The IMAP watcher against a real Dovecot, fed by IMAP and by Postfix.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use guichet_mail_transport::imap::{
    ImapAccount, ImapContent, ImapCursor, ImapError, ImapMessage, Sink, WatchSettings, check, fetch_new,
    watch,
};
use guichet_mail_transport::smtp_receiver::BoxError;
use guichet_mail_transport::{AddressPolicy, ConnectError, Network, Secret, Security};
use testing::{Dovecot, Postfix, PostfixConfig, free_port, smtp_send};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

const HELP: (&str, &str) = ("help@desk.test", "a \"quoted\\ secret");
const PATIENCE: Duration = Duration::from_secs(60);

/// Remembers what it was told; refuses to store as often as it should.
#[derive(Default)]
struct Inbox {
    stored: Mutex<Vec<ImapMessage>>,
    renumbered: Mutex<Vec<u32>>,
    failures: Mutex<Vec<String>>,
    /// For each coming message, whether it is stored; all are when this is empty.
    verdicts: Mutex<VecDeque<bool>>,
    changed: tokio::sync::watch::Sender<()>,
}

#[async_trait]
impl Sink for Inbox {
    async fn store(&self, message: ImapMessage) -> Result<(), BoxError> {
        if self.verdicts.lock().unwrap().pop_front() == Some(false) {
            return Err("the disk is full".into());
        }
        self.stored.lock().unwrap().push(message);
        self.changed.send_replace(());
        Ok(())
    }

    async fn renumbered(&self, _before: ImapCursor, uid_validity: u32) {
        self.renumbered.lock().unwrap().push(uid_validity);
    }

    fn up_to_date(&self) {
        self.changed.send_replace(());
    }

    fn failed(&self, error: &ImapError, _pause: Duration) {
        self.failures.lock().unwrap().push(error.to_string());
        self.changed.send_replace(());
    }
}

impl Inbox {
    /// The last line of each stored message.
    fn texts(&self) -> Vec<String> {
        let stored = self.stored.lock().unwrap();
        let text = |message: &ImapMessage| match &message.content {
            ImapContent::Whole(raw) => {
                String::from_utf8_lossy(raw).trim_end().lines().last().unwrap().to_owned()
            }
            content @ ImapContent::HeaderOnly { .. } => panic!("{content:?}"),
        };
        stored.iter().map(text).collect()
    }

    async fn wait_until(&self, condition: impl Fn(&Self) -> bool) {
        let mut changes = self.changed.subscribe();
        let waited = timeout(PATIENCE, async {
            while !condition(self) {
                changes.changed().await.unwrap();
            }
        });
        assert!(
            waited.await.is_ok(),
            "stored {:?}, failures {:?}",
            self.texts(),
            self.failures.lock().unwrap()
        );
    }
}

fn network() -> Network {
    Network::new(AddressPolicy::PublicAndLoopback, Vec::new()).unwrap()
}

fn trusting(dovecot: &Dovecot) -> Network {
    Network::new(AddressPolicy::PublicAndLoopback, vec![dovecot.certificate.der.clone().into()]).unwrap()
}

fn account(dovecot: &Dovecot) -> ImapAccount {
    ImapAccount {
        host: "localhost".to_owned(),
        port: dovecot.imap_port,
        security: Security::None,
        username: HELP.0.to_owned(),
        password: Secret::new(HELP.1),
        mailbox: "INBOX".to_owned(),
    }
}

fn settings() -> WatchSettings {
    WatchSettings { longest_pause: Duration::from_millis(200), ..WatchSettings::default() }
}

/// A watch on a task of its own.
struct Watching {
    inbox: Arc<Inbox>,
    shutdown: CancellationToken,
    task: JoinHandle<ImapCursor>,
}

fn start_watch(account: ImapAccount, cursor: ImapCursor, settings: WatchSettings, inbox: Inbox) -> Watching {
    let (inbox, shutdown) = (Arc::new(inbox), CancellationToken::new());
    let (sink, stop) = (Arc::clone(&inbox), shutdown.clone());
    let task =
        tokio::spawn(
            async move { watch(&network(), &account, cursor, sink.as_ref(), &settings, &stop).await },
        );
    Watching { inbox, shutdown, task }
}

impl Watching {
    async fn stop(self) -> ImapCursor {
        self.shutdown.cancel();
        timeout(PATIENCE, self.task).await.unwrap().unwrap()
    }
}

fn append(dovecot: &Dovecot, texts: &[&str]) {
    let mut mailbox = dovecot.mailbox(HELP.0);
    for text in texts {
        mailbox.append(format!("Subject: test\r\n\r\n{text}\r\n").as_bytes());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_through_postfix_arrives_by_idle_within_seconds() {
    let dovecot = Dovecot::start(&[HELP]);
    let mailboxes = Some((&["desk.test"][..], &dovecot));
    let Some(postfix) = Postfix::start(&PostfixConfig { mailboxes, ..PostfixConfig::default() }) else {
        return;
    };
    let watching = start_watch(account(&dovecot), ImapCursor::default(), settings(), Inbox::default());
    let mut times = Vec::new();
    for number in 1..=5 {
        let raw = format!("Subject: hello\r\n\r\nnumber {number}\r\n");
        smtp_send(postfix.port, "mia@customer.test", &[HELP.0], raw.as_bytes()).unwrap();
        let sent_at = Instant::now();
        watching.inbox.wait_until(|inbox| inbox.texts().len() == number).await;
        times.push(sent_at.elapsed());
    }
    println!("from Postfix's 250 to the sink: {times:?}");
    assert!(times.iter().all(|time| *time < Duration::from_secs(10)));
    watching.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_repeated_when_the_server_restarts() {
    let mut dovecot = Dovecot::start(&[HELP]);
    append(&dovecot, &["one", "two"]);
    let watching = start_watch(account(&dovecot), ImapCursor::default(), settings(), Inbox::default());
    watching.inbox.wait_until(|inbox| inbox.texts().len() == 2).await;

    dovecot.stop();
    watching.inbox.wait_until(|inbox| !inbox.failures.lock().unwrap().is_empty()).await;
    dovecot.start_again();
    append(&dovecot, &["three"]);
    watching.inbox.wait_until(|inbox| inbox.texts().len() == 3).await;
    append(&dovecot, &["four"]);
    watching.inbox.wait_until(|inbox| inbox.texts().len() == 4).await;

    assert_eq!(watching.inbox.texts(), ["one", "two", "three", "four"]);
    let last = watching.inbox.stored.lock().unwrap().last().unwrap().cursor;
    assert_eq!(watching.stop().await, last);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_was_not_stored_comes_again_before_the_next() {
    let dovecot = Dovecot::start(&[HELP]);
    append(&dovecot, &["one", "two", "three"]);
    let verdicts = Mutex::new([true, false, false].into());
    let inbox = Inbox { verdicts, ..Inbox::default() };
    let watching = start_watch(account(&dovecot), ImapCursor::default(), settings(), inbox);
    watching.inbox.wait_until(|inbox| inbox.texts().len() == 3).await;
    assert_eq!(watching.inbox.texts(), ["one", "two", "three"]);
    assert_eq!(watching.inbox.failures.lock().unwrap().len(), 2);
    watching.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_watch_goes_on_where_it_was() {
    let dovecot = Dovecot::start(&[HELP]);
    append(&dovecot, &["one"]);
    let watching = start_watch(account(&dovecot), ImapCursor::default(), settings(), Inbox::default());
    watching.inbox.wait_until(|inbox| inbox.texts().len() == 1).await;
    let cursor = watching.stop().await;

    dovecot.mailbox(HELP.0).delete(cursor.last_uid);
    append(&dovecot, &["two", "three"]);
    let watching = start_watch(account(&dovecot), cursor, settings(), Inbox::default());
    watching.inbox.wait_until(|inbox| inbox.texts().len() == 2).await;
    assert_eq!(watching.inbox.texts(), ["two", "three"]);
    watching.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renumbered_mailbox_is_reported_and_read_from_the_start() {
    let mut dovecot = Dovecot::start(&[HELP]);
    append(&dovecot, &["one", "two"]);
    let watching = start_watch(account(&dovecot), ImapCursor::default(), settings(), Inbox::default());
    watching.inbox.wait_until(|inbox| inbox.texts().len() == 2).await;
    dovecot.renumber(HELP.0);
    watching.inbox.wait_until(|inbox| inbox.texts().len() == 4).await;
    assert_eq!(watching.inbox.texts(), ["one", "two", "one", "two"]);
    let uid_validity = dovecot.mailbox(HELP.0).uid_validity();
    assert_eq!(*watching.inbox.renumbered.lock().unwrap(), [uid_validity]);
    assert_eq!(watching.stop().await.uid_validity, uid_validity);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_idle_is_asked_now_and_then() {
    let dovecot = Dovecot::start_without_idle(&[HELP]);
    assert!(!check(&network(), &account(&dovecot)).await.unwrap().has_idle);
    let settings = WatchSettings { poll: Duration::from_millis(100), ..settings() };
    let watching = start_watch(account(&dovecot), ImapCursor::default(), settings, Inbox::default());
    for number in 1..=2 {
        append(&dovecot, &["more"]);
        watching.inbox.wait_until(|inbox| inbox.texts().len() == number).await;
    }
    watching.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_that_ends_by_its_time_is_renewed() {
    let dovecot = Dovecot::start(&[HELP]);
    let settings = WatchSettings { idle: Duration::from_millis(50), ..settings() };
    let watching = start_watch(account(&dovecot), ImapCursor::default(), settings, Inbox::default());
    tokio::time::sleep(Duration::from_millis(500)).await;
    append(&dovecot, &["one"]);
    watching.inbox.wait_until(|inbox| inbox.texts().len() == 1).await;
    assert!(watching.inbox.failures.lock().unwrap().is_empty());
    watching.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_over_the_limit_comes_as_its_header() {
    let dovecot = Dovecot::start(&[HELP]);
    append(&dovecot, &[&"x".repeat(5000), "small"]);
    let settings = WatchSettings { largest_message_bytes: 1000, ..settings() };
    let (inbox, mut cursor) = (Inbox::default(), ImapCursor::default());
    fetch_new(&network(), &account(&dovecot), &mut cursor, &inbox, &settings).await.unwrap();
    let stored = inbox.stored.lock().unwrap();
    let header = b"Subject: test\r\n\r\n".to_vec();
    assert_eq!(stored[0].content, ImapContent::HeaderOnly { header, size_bytes: 5019 });
    assert_eq!(stored[1].content, ImapContent::Whole(b"Subject: test\r\n\r\nsmall\r\n".to_vec()));
    assert_eq!(cursor, stored[1].cursor);
}

#[tokio::test(flavor = "multi_thread")]
async fn starting_from_the_reported_end_leaves_old_mail_out() {
    let dovecot = Dovecot::start(&[HELP]);
    append(&dovecot, &["old", "older"]);
    let report = check(&network(), &account(&dovecot)).await.unwrap();
    assert_eq!((report.messages, report.has_idle), (2, true));
    append(&dovecot, &["new"]);
    let (inbox, mut cursor) = (Inbox::default(), report.end);
    fetch_new(&network(), &account(&dovecot), &mut cursor, &inbox, &settings()).await.unwrap();
    assert_eq!(inbox.texts(), ["new"]);
    assert!(inbox.renumbered.lock().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_tells_what_is_wrong() {
    let dovecot = Dovecot::start(&[HELP]);
    let good = account(&dovecot);
    let check_with = async |account: ImapAccount| check(&network(), &account).await;

    let wrong = check_with(ImapAccount { password: Secret::new("wrong"), ..good.clone() }).await;
    assert!(matches!(wrong, Err(ImapError::BadCredentials(_))), "{wrong:?}");
    let missing = check_with(ImapAccount { mailbox: "Nowhere".to_owned(), ..good.clone() }).await;
    assert!(matches!(missing, Err(ImapError::NoSuchMailbox(_))), "{missing:?}");
    let closed = check_with(ImapAccount { port: free_port(), ..good.clone() }).await;
    assert!(matches!(closed, Err(ImapError::Connect(ConnectError::Unreachable { .. }))), "{closed:?}");
    let smtp = check_with(ImapAccount { port: dovecot.lmtp_port, ..good.clone() }).await;
    assert!(matches!(smtp, Err(ImapError::Protocol(_))), "{smtp:?}");
    let stranger = ImapAccount { security: Security::Tls, port: dovecot.imaps_port, ..good };
    let untrusted = check_with(stranger).await;
    assert!(matches!(untrusted, Err(ImapError::Connect(ConnectError::Tls { .. }))), "{untrusted:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_works_from_the_first_byte_and_by_starttls() {
    let dovecot = Dovecot::start(&[HELP]);
    let network = trusting(&dovecot);
    let tls = ImapAccount { security: Security::Tls, port: dovecot.imaps_port, ..account(&dovecot) };
    check(&network, &tls).await.unwrap();
    let start_tls = ImapAccount { security: Security::StartTls, ..account(&dovecot) };
    check(&network, &start_tls).await.unwrap();
    let elsewhere = ImapAccount { host: "127.0.0.1".to_owned(), ..start_tls };
    let outcome = check(&network, &elsewhere).await;
    assert!(
        matches!(outcome, Err(ImapError::Connect(ConnectError::Tls { .. }))),
        "another name: {outcome:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_talks_nonsense_fails_the_visit_and_not_the_watch() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let nonsense: [&[u8]; 4] = [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"* OK [UIDNEXT 5]\xc3\xa9\r\n",
        b"* BYE full\r\n",
        b"\0\xff\r\n",
    ];
    tokio::spawn(async move {
        for text in nonsense.iter().cycle() {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.write_all(text).await.unwrap();
        }
    });
    let account = ImapAccount {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        username: String::new(),
        password: Secret::new(""),
        mailbox: "INBOX".to_owned(),
    };
    let watching = start_watch(account, ImapCursor::default(), settings(), Inbox::default());
    watching.inbox.wait_until(|inbox| inbox.failures.lock().unwrap().len() >= nonsense.len()).await;
    assert_eq!(watching.stop().await, ImapCursor::default());
}
