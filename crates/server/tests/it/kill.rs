//! The server is killed while mail arrives: nothing that got a 250 is lost, and nothing comes twice.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread::{scope, sleep},
    time::Duration,
};

use serde_json::Value;
use testing::{smtp_send, wait_until};

use crate::{
    help_desk::{HELP, HelpDesk},
    outside::{Letter, MIA},
    program::Desk,
};

/// How often the server is killed; 20 times without it.
const KILLS: &str = "GUICHET_TEST_KILLS";
/// The longest the server lives, once it is ready.
const LONGEST_LIFE_MS: u64 = 600;
/// People who send at the same time.
const SENDERS: usize = 3;
/// For all that is left to be taken in.
const SETTLE: Duration = Duration::from_secs(120);

desk_test! {
    fn every_mail_with_a_250_is_a_comment_exactly_once_however_often_the_server_is_killed(desk: HelpDesk) {
        desk.take_mail_by_smtp();
        let kills = std::env::var(KILLS).map_or(20, |number| number.parse().unwrap());
        let sending = Sending::default();
        let port = desk.smtp_port;
        scope(|scope| {
            for sender in 0..SENDERS {
                let sending = &sending;
                scope.spawn(move || sending.send_until_the_end(sender, port));
            }
            for _ in 0..kills {
                sleep(Duration::from_millis(rand::random_range(0..LONGEST_LIFE_MS)));
                desk.restart();
            }
            sending.has_ended.store(true, Ordering::Relaxed);
        });
        let accepted = sending.accepted.into_inner();
        println!("{kills} kills, {accepted} mails accepted, {} tries cut off", sending.cut_off.into_inner());
        assert!(accepted > kills / 2, "too few mails to tell anything");
        let pending = "/api/v2/incoming_mails?outcome=pending&page[size]=1";
        let is_pending = || desk.admin.get(pending)["incoming_mails"][0].is_object();
        let settles = wait_until(SETTLE, || {
            // What was under way when a server was killed is left to that server for a while.
            desk.advance(600);
            sleep(Duration::from_millis(500));
            !is_pending()
        });
        assert!(settles, "some mails are never taken in");
        check_each_once(&desk, accepted);
    }
}

/// Several senders' progress.
#[derive(Default)]
struct Sending {
    accepted: AtomicUsize,
    cut_off: AtomicUsize,
    has_ended: AtomicBool,
}

impl Sending {
    /// Sends one mail after another, each again until it gets its 250, as mail servers do. Every third opens
    /// a ticket, which the next two answer.
    fn send_until_the_end(&self, sender: usize, port: u16) {
        let mut opening = String::new();
        for number in 0.. {
            let text = format!("sender {sender} number {number}.");
            let mut letter = Letter::new(MIA, &format!("From {sender}: {}", number / 3), &text);
            if number % 3 == 0 {
                if self.has_ended.load(Ordering::Relaxed) {
                    return;
                }
                opening.clone_from(&letter.message_id);
            } else {
                letter = letter.with_header(&format!("In-Reply-To: <{opening}>"));
            }
            while smtp_send(port, MIA, &[HELP], &letter.raw()).is_err() {
                self.cut_off.fetch_add(1, Ordering::Relaxed);
                sleep(Duration::from_millis(5));
            }
            self.accepted.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Every text on any ticket, each once; three on each ticket.
fn check_each_once(desk: &HelpDesk, accepted: usize) {
    let mut times = BTreeMap::<String, usize>::new();
    let mut tickets = 0;
    let mut path = Some("/api/v2/tickets?page[size]=100".to_owned());
    while let Some(page) = path.take().map(|path| desk.admin.get(&path)) {
        for ticket in page["tickets"].as_array().unwrap() {
            tickets += 1;
            let comments = desk.admin.get(&format!("/api/v2/tickets/{}/comments", ticket["id"]));
            for comment in comments["comments"].as_array().unwrap() {
                *times.entry(comment["plain_body"].as_str().unwrap().trim().to_owned()).or_default() += 1;
            }
        }
        let next = page["links"]["next"].as_str().filter(|_| page["meta"]["has_more"] == Value::Bool(true));
        path = next.map(|next| next.trim_start_matches("http://desk.test").to_owned());
    }
    let twice: Vec<_> = times.iter().filter(|(_, times)| **times != 1).collect();
    assert!(twice.is_empty(), "not exactly once: {twice:?}");
    assert_eq!((times.len(), tickets), (accepted, accepted / 3));
}
