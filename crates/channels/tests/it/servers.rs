//! With real mail servers: Postfix and Dovecot.

use std::time::Duration;

use base::Actor;
use guichet_channels::{
    SmtpConfig,
    mailboxes::{MailboxInput, MailboxState, actions, store},
};
use serde_json::json;
use testing::{Dovecot, smtp_send};
use tokio::{net::TcpListener, time::sleep};
use tokio_util::sync::CancellationToken;

use crate::desk::{Desk, each_desk};

const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until a question has the answer yes; fails the test when it never has.
async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !is_so().await {
            sleep(Duration::from_millis(50)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, waiting).await.is_ok(), "never: {what}");
}

async fn connect(desk: &Desk, port: u16) -> base::MailboxId {
    let (now, secrets) = (desk.app.clock.now(), desk.app.secrets.clone());
    let imap = json!({"host": "127.0.0.1", "port": port, "security": "none", "username": "help@desk.example", "password": "pw"});
    let input: MailboxInput =
        serde_json::from_value(json!({"address": "help@desk.example", "imap": imap})).unwrap();
    let create =
        move |tx: &mut db::Tx| actions::create_mailbox(tx, now, &Actor::SYSTEM, &secrets, &input, None);
    desk.app.db.write(create).await.unwrap().id
}

fn raw(number: u32) -> Vec<u8> {
    format!("From: mia@x.example\r\nTo: help@desk.example\r\nSubject: Mail {number}\r\nMessage-ID: <{number}@x.example>\r\nDate: Mon, 2 Mar 2020 10:00:00 +0000\r\n\r\nHello\r\n").into_bytes()
}

#[tokio::test]
async fn a_mailbox_is_watched_from_its_end_and_not_read_anew_when_it_is_renumbered() {
    each_desk(async |desk| {
        let mut dovecot = Dovecot::start(&[("help@desk.example", "pw")]);
        dovecot.mailbox("help@desk.example").append(&raw(1));
        let stop = CancellationToken::new();
        let running = tokio::spawn(guichet_channels::run(desk.app.clone(), None, stop.clone()));
        let id = connect(&desk, dovecot.imap_port).await;
        let mailbox = async || desk.app.db.read(move |c| store::find_mailbox(c, id)).await.unwrap().unwrap();
        until("the mailbox is open", async || mailbox().await.state == MailboxState::Ok).await;
        dovecot.mailbox("help@desk.example").append(&raw(2));
        until("the new mail is there", async || desk.count("SELECT COUNT(*) FROM incoming_mails").await == 1)
            .await;
        desk.work().await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM tickets WHERE subject = 'Mail 2'").await, 1);

        dovecot.renumber("help@desk.example");
        until("all was read anew", async || desk.count("SELECT COUNT(*) FROM incoming_mails").await == 3)
            .await;
        desk.work().await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM tickets").await, 1);
        assert_eq!(desk.count("SELECT COUNT(*) FROM incoming_mails WHERE outcome = 'old'").await, 2);

        let (now, secrets) = (desk.app.clock.now(), desk.app.secrets.clone());
        let off = MailboxInput { active: Some(false), ..MailboxInput::default() };
        let change =
            move |tx: &mut db::Tx| actions::update_mailbox(tx, now, &Actor::SYSTEM, &secrets, id, &off);
        desk.app.db.write(change).await.unwrap();
        stop.cancel();
        running.await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn mail_by_smtp_is_taken_for_our_addresses_alone() {
    each_desk(async |desk| {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let stop = CancellationToken::new();
        let smtp = SmtpConfig {
            listener,
            host_name: "desk.example".to_owned(),
            largest_message_bytes: 1 << 20,
            tls: None,
        };
        let running = tokio::spawn(guichet_channels::run(desk.app.clone(), Some(smtp), stop.clone()));
        let send = async |to: &'static str, number: u32| {
            tokio::task::spawn_blocking(move || smtp_send(port, "mia@x.example", &[to], &raw(number)))
                .await
                .unwrap()
        };
        assert!(
            send("anyone@anywhere.example", 1).await.is_ok(),
            "a desk without mailboxes takes everything"
        );
        desk.add_mailbox("help@desk.example").await;
        assert!(send("help+tag@desk.example", 2).await.is_ok());
        assert!(send("anyone@anywhere.example", 3).await.unwrap_err().starts_with("550"));
        desk.work().await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM tickets").await, 2);
        stop.cancel();
        running.await.unwrap();
    })
    .await;
}
