//! The same message more than once, and messages that cannot be taken in.

use std::time::Duration;

use guichet_channels::email::{
    intake,
    ledger::{self, Outcome, ProcessMail},
};

use crate::desk::each_desk;

const HELP: &str = "help@desk.example";
const SALES: &str = "sales@desk.example";

fn mail(subject: &str) -> String {
    format!(
        "Received: by {subject}\nFrom: mia@x.example\nTo: help@desk.example, sales@desk.example\nSubject: Chair\n\
         Message-ID: <1@x.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\nIt broke.\n"
    )
}

#[tokio::test]
async fn a_mail_to_two_mailboxes_and_sent_again_is_one_ticket() {
    each_desk(async |desk| {
        desk.add_mailbox(HELP).await;
        desk.add_mailbox(SALES).await;
        let first = desk.receive(HELP, &mail("one")).await;
        for (address, again) in
            [(SALES, mail("two")), (HELP, mail("one")), (HELP, mail("list") + "-- list footer\n")]
        {
            let again = desk.receive(address, &again).await;
            assert_eq!((again.outcome, again.ticket_id), (Outcome::Duplicate, first.ticket_id));
        }
        assert_eq!(desk.count("SELECT COUNT(*) FROM comments").await, 1);
    })
    .await;
}

#[tokio::test]
async fn copies_that_arrive_together_are_one_ticket() {
    each_desk(async |desk| {
        desk.add_mailbox(HELP).await;
        desk.receive_from("mia@x.example", &[HELP], &mail("one")).await;
        desk.receive_from("mia@x.example", &[HELP], &mail("two")).await;
        let late = ProcessMail { incoming_mail_id: desk.last_mail().await.id };
        assert!(intake::process(desk.app.clone(), late, 1).await.is_err());
        desk.work().await;
        assert_eq!(desk.last_mail().await.outcome, Outcome::Duplicate);
        assert_eq!(desk.count("SELECT COUNT(*) FROM tickets").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_message_id_that_is_used_again_for_something_else_hides_nothing() {
    each_desk(async |desk| {
        desk.receive(HELP, &mail("one")).await;
        for (before, after) in [("Subject: Chair", "Subject: Table"), ("It broke.", "It is blue.")] {
            let other = desk.receive(HELP, &mail("one").replace(before, after)).await;
            assert_eq!(other.outcome, Outcome::Ticket, "{after}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_bytes_without_any_id_are_one_mail_for_a_day() {
    each_desk(async |desk| {
        let alarm = "From: disk@x.example\nTo: help@desk.example\nSubject: Disk full\n\nAgain.\n";
        assert_eq!(desk.receive(HELP, alarm).await.outcome, Outcome::Ticket);
        assert_eq!(desk.receive(HELP, alarm).await.outcome, Outcome::Duplicate);
        desk.app.clock.advance(Duration::from_secs(25 * 3600));
        assert_eq!(desk.receive(HELP, alarm).await.outcome, Outcome::Ticket);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_runs_again_after_a_crash_adds_nothing() {
    each_desk(async |desk| {
        let first = desk.receive(HELP, &mail("one")).await;
        let job = ProcessMail { incoming_mail_id: first.id };
        intake::process(desk.app.clone(), job, 2).await.unwrap();
        assert_eq!(desk.count("SELECT COUNT(*) FROM comments").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_cannot_be_read_is_put_aside_and_the_next_is_not_held_up() {
    each_desk(async |desk| {
        desk.receive_from("mia@x.example", &[HELP], &mail("one")).await;
        let bad = desk.last_mail().await.id;
        let missing = db::BlobHash::of(b"gone");
        let damage = move |tx: &mut db::Tx| tx.execute("UPDATE incoming_mails SET raw = $1 WHERE id = $2", db::params![missing, bad]);
        desk.app.db.write(damage).await.unwrap();
        let good = desk.receive(HELP, &mail("two").replace("<1@", "<2@")).await;
        assert_eq!(good.outcome, Outcome::Ticket);
        for _ in 0..3 {
            desk.app.clock.advance(Duration::from_secs(3600));
            desk.work().await;
        }
        let put_aside = desk.app.db.read(move |c| ledger::get_mail(c, bad)).await.unwrap();
        assert_eq!(put_aside.outcome, Outcome::Failed);
        assert!(put_aside.detail.contains("missing"), "{}", put_aside.detail);

        let now = desk.app.clock.now();
        let mend = move |tx: &mut db::Tx| {
            tx.execute("UPDATE incoming_mails SET raw = (SELECT raw FROM incoming_mails WHERE id <> $1) WHERE id = $1", db::params![bad])?;
            ledger::retry(tx, now, bad)
        };
        assert!(desk.app.db.write(mend).await.unwrap());
        desk.work().await;
        assert_eq!(desk.app.db.read(move |c| ledger::get_mail(c, bad)).await.unwrap().outcome, Outcome::Ticket);
    })
    .await;
}
