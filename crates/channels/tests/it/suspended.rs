//! Mail of who is blocked is put aside, and can be taken in after all.

use guichet_channels::email::ledger::Outcome;
use people::UserChange;
use serde_json::{Value, json};

use crate::desk::{Desk, each_desk};

const HELP: &str = "help@desk.example";

fn mail(number: u32) -> String {
    format!(
        "From: Max Spam <max@spam.example>\nTo: {HELP}\nSubject: Win {number}\nMessage-ID: <{number}@spam.example>\n\
         Date: Mon, 2 Mar 2026 10:00:00 +0000\n\nBuy now, {number} left.\n"
    )
}

async fn suspend(desk: &Desk, id: base::UserId) {
    let (now, change) = (desk.app.clock.now(), UserChange { suspended: Some(true), ..UserChange::default() });
    let update = move |tx: &mut db::Tx| {
        people::actions::users::update(tx, now, &base::Actor::SYSTEM, id, &change).map(|_| ())
    };
    desk.app.db.write(update).await.unwrap();
}

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn mail_of_a_suspended_sender_waits_for_an_agent() {
    each_desk(async |desk| {
        desk.add_mailbox(HELP).await;
        let first = desk.receive(HELP, &mail(1)).await;
        let sender = desk.ticket(first.ticket_id.unwrap()).await.requester_id;
        suspend(&desk, sender).await;
        let second = desk.receive(HELP, &mail(2)).await;
        assert_eq!((second.outcome, second.ticket_id), (Outcome::Suspended, None));
        let answer = mail(3).replace("\n\nBuy", "\nIn-Reply-To: <1@spam.example>\n\nBuy");
        assert_eq!(desk.receive(HELP, &answer).await.outcome, Outcome::Suspended);

        let (_, body) =
            desk.ask("agent", "GET", "/api/v2/suspended_tickets?sort_by=subject", Value::Null).await;
        let list = parsed(&body)["suspended_tickets"].clone();
        assert_eq!(
            (&list[0]["subject"], &list[0]["author"]["email"]),
            (&json!("Win 2"), &json!("max@spam.example"))
        );
        assert!(list[0]["content"].as_str().unwrap().contains("2 left"));
        assert_eq!(desk.ask("end-user", "GET", "/api/v2/suspended_tickets", Value::Null).await.0, 403);

        let path = format!("/api/v2/suspended_tickets/{}/recover", list[0]["id"]);
        assert_eq!(desk.ask("agent", "PUT", &path, Value::Null).await.0, 200);
        desk.work().await;
        let count = "SELECT COUNT(*) FROM tickets";
        assert_eq!(desk.count(count).await, 2);
        assert_eq!(desk.ask("agent", "PUT", &path, Value::Null).await.0, 404);
        let ids = format!("/api/v2/suspended_tickets/destroy_many?ids={}", list[1]["id"]);
        assert_eq!(desk.ask("agent", "DELETE", &ids, Value::Null).await.0, 204);
        desk.work().await;
        assert_eq!(
            (desk.count(count).await, desk.count("SELECT COUNT(*) FROM suspended_tickets").await),
            (2, 0)
        );
    })
    .await;
}
