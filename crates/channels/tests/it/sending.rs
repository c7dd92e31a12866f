//! What leaves, and what happens when it cannot.

use std::time::Duration;

use base::Locale;
use serde_json::json;

use crate::desk::{Desk, each_desk};

const HELP: &str = "help@desk.example";

async fn ticket_of(desk: &Desk, from: &str) -> (base::TicketId, people::User) {
    let agent = desk.add_agent("ana@desk.example").await;
    let mail = desk.receive(HELP, &format!("From: {from}\nTo: {HELP}\nSubject: Chair\n\nIt broke.\n")).await;
    (mail.ticket_id.unwrap(), agent)
}

#[tokio::test]
async fn an_answer_waits_while_no_server_is_set_and_leaves_when_one_is() {
    each_desk(async |desk| {
        desk.set_relay(false).await;
        let (ticket, agent) = ticket_of(&desk, "mia@x.example").await;
        let before = desk.ticket(ticket).await.updated_at;
        desk.answer(&agent, ticket, "<p>Which?</p>").await;
        let answered_at = desk.ticket(ticket).await.updated_at;
        let (state, error) = desk.delivery().await;
        assert_eq!(state, "queued");
        assert!(error.unwrap().contains("Settings › Mailboxes"));
        desk.set_relay(true).await;
        desk.app.clock.advance(Duration::from_secs(61));
        desk.work().await;
        assert_eq!(desk.delivery().await, ("sent".to_owned(), None));
        assert_eq!(desk.sent().len(), 1);
        // Deliveries are told to browsers, but are no change of the ticket.
        assert!(before < answered_at && desk.ticket(ticket).await.updated_at == answered_at);
        assert_eq!(desk.count("SELECT COUNT(*) FROM audits WHERE events LIKE '%\"Delivery\"%'").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_refused_recipient_is_told_and_not_tried_again() {
    each_desk(async |desk| {
        let (ticket, agent) = ticket_of(&desk, "nobody@x.example").await;
        desk.answer(&agent, ticket, "<p>Which?</p>").await;
        assert_eq!(desk.delivery().await.0, "failed");
        assert_eq!(desk.count("SELECT COUNT(*) FROM jobs").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_for_three_days() {
    each_desk(async |desk| {
        let (ticket, agent) = ticket_of(&desk, "mia@x.example").await;
        let closed = testing::free_port();
        let point_elsewhere = move |tx: &mut db::Tx| {
            let relay = json!({"server": {"host": "127.0.0.1", "port": closed, "security": "none", "username": ""}, "secret": null});
            tx.execute("UPDATE settings SET value = $1 WHERE name = 'relay'", db::params![relay.to_string()])
        };
        desk.app.db.write(point_elsewhere).await.unwrap();
        desk.answer(&agent, ticket, "<p>Which?</p>").await;
        assert_eq!(desk.delivery().await.0, "queued");
        desk.app.clock.advance(Duration::from_secs(4 * 24 * 3600));
        desk.work().await;
        assert_eq!(desk.delivery().await.0, "failed");
    })
    .await;
}

#[tokio::test]
async fn an_invitation_arrives_in_the_language_of_whoever_is_invited() {
    each_desk(async |desk| {
        let now = desk.app.clock.now();
        let data = json!({"name": "Mia", "desk_name": "Atelier", "invited_by": "Ana", "url": "https://desk.example/invitation/abc"});
        let notice = json!({"to": "mia@x.example", "locale": Locale::Fr, "template": "invitation", "data": data});
        desk.app.db.write(move |tx| jobs::enqueue(tx, now, "send_notice", &notice)).await.unwrap();
        desk.work().await;
        let sent = desk.sent().pop().unwrap();
        assert_eq!(sent.subject, "Vous êtes invité(e) à rejoindre Atelier");
        assert!(sent.text.contains("https://desk.example/invitation/abc"));
        assert_eq!(sent.headers.get("auto-submitted"), Some("auto-generated"));
    })
    .await;
}
