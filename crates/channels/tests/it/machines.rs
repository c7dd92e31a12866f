//! Mail of machines: nothing of it is answered, and nothing disappears.

use guichet_channels::email::ledger::Outcome;
use tickets::{change::Change, model::Status};

use crate::desk::{Desk, each_desk};

const HELP: &str = "help@desk.example";

async fn answered(desk: &Desk) -> (base::TicketId, String) {
    desk.add_mailbox(HELP).await;
    let agent = desk.add_agent("ana@desk.example").await;
    let mail = "From: Mia <mia@x.example>\nTo: help@desk.example\nSubject: Chair\n\nIt broke.\n";
    let ticket = desk.receive(HELP, mail).await.ticket_id.unwrap();
    desk.answer(&agent, ticket, "<p>Which one?</p>").await;
    desk.change(&agent, ticket, Change { status: Some(Status::Pending), ..Change::default() }).await;
    (ticket, desk.sent().pop().unwrap().message_id.unwrap())
}

fn bounce(message_id: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.x.example\nTo: {HELP}\nSubject: Undelivered\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.x.example\n\n\
         Final-Recipient: rfc822; mia@x.example\nAction: failed\nStatus: {status}\nDiagnostic-Code: smtp; 550 no such user\n\
         --b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{message_id}>\n\n--b--\n"
    )
}

#[tokio::test]
async fn a_bounce_marks_the_mail_and_the_address_and_tells_the_agents() {
    each_desk(async |desk| {
        let (ticket, id) = answered(&desk).await;
        let people = desk.count("SELECT COUNT(*) FROM users").await;
        desk.receive_from("", &[HELP], &bounce(&id, "5.1.1")).await;
        desk.work().await;
        let mail = desk.last_mail().await;
        assert_eq!((mail.outcome, mail.ticket_id), (Outcome::Bounce, Some(ticket)));
        let (state, error) = desk.delivery().await;
        assert_eq!(state, "bounced");
        assert!(error.unwrap().contains("mia@x.example: 550 no such user"));
        let marked = "SELECT COUNT(*) FROM identities WHERE value = 'mia@x.example' AND undeliverable_since IS NOT NULL";
        assert_eq!(desk.count(marked).await, 1);
        let note = desk.comments(ticket).await.pop().unwrap();
        assert!(!note.public && note.body_text.contains("no such user"));
        assert_eq!(desk.count("SELECT COUNT(*) FROM users").await, people);
        assert_eq!(desk.sent().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_bounce_of_nothing_we_sent_is_recorded_and_does_nothing() {
    each_desk(async |desk| {
        answered(&desk).await;
        desk.receive_from("", &[HELP], &bounce("made-up@x.example", "5.1.1")).await;
        desk.work().await;
        let mail = desk.last_mail().await;
        assert_eq!((mail.outcome, mail.ticket_id), (Outcome::Bounce, None));
        assert_eq!(
            desk.count("SELECT COUNT(*) FROM identities WHERE undeliverable_since IS NOT NULL").await,
            0
        );
        assert_eq!(desk.delivery().await.0, "sent");
    })
    .await;
}

#[tokio::test]
async fn an_automatic_answer_is_noted_and_neither_opens_the_ticket_nor_causes_mail() {
    each_desk(async |desk| {
        let (ticket, id) = answered(&desk).await;
        let away = format!(
            "From: Mia <mia@x.example>\nTo: {HELP}\nSubject: Automatic reply: Chair\nAuto-Submitted: auto-replied\nIn-Reply-To: <{id}>\n\nI am away.\n"
        );
        let mail = desk.receive(HELP, &away).await;
        assert_eq!((mail.outcome, mail.ticket_id), (Outcome::AutoReply, Some(ticket)));
        assert_eq!(desk.ticket(ticket).await.status, Status::Pending);
        assert!(!desk.comments(ticket).await.pop().unwrap().public);
        assert_eq!(desk.sent().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_machines_mail_without_a_ticket_of_ours_is_a_ticket() {
    each_desk(async |desk| {
        for headers in ["Auto-Submitted: auto-generated", "List-Id: <news.x.example>", "Precedence: bulk"] {
            let raw = format!(
                "From: shop@x.example\nTo: {HELP}, list@x.example\nSubject: {headers}\n{headers}\n\nHello\n"
            );
            let mail = desk.receive(HELP, &raw).await;
            assert_eq!(mail.outcome, Outcome::Ticket, "{headers}");
            assert!(desk.ticket(mail.ticket_id.unwrap()).await.cc_ids.is_empty());
        }
    })
    .await;
}

#[tokio::test]
async fn our_own_mail_that_comes_back_is_known() {
    each_desk(async |desk| {
        let (ticket, id) = answered(&desk).await;
        let own = format!(
            "From: Help <{HELP}>\nTo: {HELP}\nSubject: Re: Chair\nMessage-ID: <{id}>\n\nWhich one?\n"
        );
        assert_eq!(desk.receive(HELP, &own).await.outcome, Outcome::Own);
        assert_eq!(desk.comments(ticket).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn mail_that_names_nobody_and_says_nothing_is_still_a_ticket() {
    each_desk(async |desk| {
        desk.receive_from("", &[HELP], "Subject:\n\n").await;
        desk.receive_from("", &[HELP], "From: <not an address>\nSubject: a\0b\n\nHello\0\n").await;
        desk.work().await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM tickets").await, 2);
        assert_eq!(desk.count("SELECT COUNT(*) FROM users").await, 1);
    })
    .await;
}
