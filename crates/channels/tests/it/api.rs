//! The routes: who may, and what they answer.

use guichet_channels::email::ledger::Outcome;
use serde_json::{Value, json};
use testing::{Dovecot, Postfix, PostfixConfig};

use crate::desk::{Desk, each_desk};

const HELP: &str = "help@desk.example";

/// The relay's password as it lies in the database.
async fn stored_secret(desk: &Desk) -> Value {
    let find = "SELECT value FROM settings WHERE name = 'relay'";
    let stored = desk.app.db.read(|c| c.get::<String>(find, &[], |row| row.take())).await.unwrap();
    assert!(!stored.contains("hunter2"));
    parsed(&stored)["secret"].clone()
}

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn mailboxes_are_connected_changed_and_removed_by_admins_alone() {
    each_desk(async |desk| {
        let new = json!({"mailbox": {"address": HELP, "name": "Help",
            "smtp": {"host": "smtp.desk.example", "port": 465, "security": "tls", "username": "help", "password": "hunter2"}}});
        assert_eq!(desk.ask("agent", "POST", "/api/v2/mailboxes", new.clone()).await.0, 403);
        let (status, body) = desk.ask("admin", "POST", "/api/v2/mailboxes", new).await;
        assert_eq!(status, 201, "{body}");
        assert!(!body.contains("hunter2"));
        let mailbox = &parsed(&body)["mailbox"];
        assert_eq!((&mailbox["imap"], &mailbox["smtp"]["port"], &mailbox["state"]), (&Value::Null, &json!(465), &json!("never_checked")));
        let path = format!("/api/v2/mailboxes/{}", mailbox["id"]);
        let (_, body) = desk.ask("admin", "PUT", &path, json!({"mailbox": {"name": "Service", "active": false}})).await;
        assert_eq!((&parsed(&body)["mailbox"]["name"], &parsed(&body)["mailbox"]["active"]), (&json!("Service"), &json!(false)));
        let (_, body) = desk.ask("admin", "GET", "/api/v2/mailboxes", Value::Null).await;
        assert_eq!(parsed(&body)["count"], json!(1));
        assert_eq!(desk.ask("admin", "DELETE", &path, Value::Null).await.0, 204);
        assert_eq!(desk.ask("admin", "GET", &path, Value::Null).await.0, 404);
    })
    .await;
}

#[tokio::test]
async fn the_relay_is_set_and_removed_by_admins_alone_and_keeps_its_password() {
    each_desk(async |desk| {
        let relay = |extra: Value| {
            let mut relay =
                json!({"host": "smtp.desk.example", "port": 465, "security": "tls", "username": "desk"});
            relay.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
            json!({"relay": relay})
        };
        let none = json!({"relay": null, "can_send": false});
        let (_, body) = desk.ask("admin", "PUT", "/api/v2/relay", json!({"relay": null})).await;
        assert_eq!(parsed(&body), none);
        let mut secrets = Vec::new();
        for password in [json!({"password": "hunter2"}), json!({})] {
            assert_eq!(desk.ask("agent", "PUT", "/api/v2/relay", relay(password.clone())).await.0, 403);
            let (status, body) = desk.ask("admin", "PUT", "/api/v2/relay", relay(password)).await;
            assert_eq!((status, &parsed(&body)["can_send"]), (200, &json!(true)), "{body}");
            assert!(!body.contains("hunter2"));
            secrets.push(stored_secret(&desk).await);
        }
        assert!(secrets[0].is_string() && secrets[0] == secrets[1], "{secrets:?}");
        let elsewhere = relay(json!({"host": "smtp.other.example"}));
        desk.ask("admin", "PUT", "/api/v2/relay", elsewhere).await;
        assert_eq!(stored_secret(&desk).await, Value::Null);
        desk.ask("admin", "PUT", "/api/v2/relay", json!({"relay": null})).await;
        let (_, body) = desk.ask("admin", "GET", "/api/v2/relay", Value::Null).await;
        assert_eq!(parsed(&body), none);
    })
    .await;
}

#[tokio::test]
async fn an_addresses_servers_are_guessed() {
    each_desk(async |desk| {
        let (status, body) = desk
            .ask("admin", "POST", "/api/v2/mailboxes/discover", json!({"address": "help@gmail.com"}))
            .await;
        assert_eq!(status, 200, "{body}");
        let found = &parsed(&body)["discovered"];
        assert_eq!((&found["provider"], &found["imap"]["host"]), (&json!("Gmail"), &json!("imap.gmail.com")));
        assert_eq!(
            desk.ask("admin", "POST", "/api/v2/mailboxes/discover", json!({"address": "help"})).await.0,
            422
        );
    })
    .await;
}

#[tokio::test]
async fn a_mails_source_is_shown_to_staff_as_text() {
    each_desk(async |desk| {
        let mail = desk.receive(HELP, "From: mia@x.example\nSubject: a\n\n<script>alert(1)</script>\n").await;
        let path = format!("/api/v2/comments/{}/original", mail.comment_id.unwrap());
        let (status, body) = desk.ask("agent", "GET", &path, Value::Null).await;
        assert_eq!(
            (status, body.as_str()),
            (200, "From: mia@x.example\r\nSubject: a\r\n\r\n<script>alert(1)</script>\r\n")
        );
        assert_eq!(desk.ask("end-user", "GET", &path, Value::Null).await.0, 403);
        assert_eq!(desk.ask("agent", "GET", "/api/v2/comments/999999/original", Value::Null).await.0, 404);
    })
    .await;
}

#[tokio::test]
async fn the_ledger_is_listed_by_outcome() {
    each_desk(async |desk| {
        let mail = desk.receive(HELP, "From: mia@x.example\nSubject: a\n\nb\n").await;
        assert_eq!(mail.outcome, Outcome::Ticket);
        let (_, body) = desk.ask("admin", "GET", "/api/v2/incoming_mails?outcome=ticket", Value::Null).await;
        assert_eq!(parsed(&body)["incoming_mails"][0]["ticket_id"], json!(mail.ticket_id));
        let (_, body) = desk.ask("admin", "GET", "/api/v2/incoming_mails?outcome=failed", Value::Null).await;
        assert_eq!(parsed(&body)["count"], json!(0));
        assert_eq!(
            desk.ask("admin", "GET", "/api/v2/incoming_mails?outcome=nonsense", Value::Null).await.0,
            422
        );
        let retry = format!("/api/v2/incoming_mails/{}/retry", mail.id);
        assert_eq!(
            desk.ask("admin", "POST", &retry, Value::Null).await.0,
            404,
            "only what failed is tried again"
        );
    })
    .await;
}

#[tokio::test]
async fn a_mailbox_is_tested_by_a_mail_to_itself() {
    let dovecot = Dovecot::start(&[(HELP, "pw")]);
    let config = PostfixConfig { mailboxes: Some((&["desk.example"], &dovecot)), ..PostfixConfig::default() };
    let Some(postfix) = Postfix::start(&config) else { return };
    each_desk(async |desk| {
        let server = |port: u16, username: &str, password: &str| {
            json!({"host": "127.0.0.1", "port": port, "security": "none", "username": username, "password": password})
        };
        let test = async |password: &str| {
            let (imap, smtp) = (server(dovecot.imap_port, HELP, password), server(postfix.port, "", ""));
            let body = json!({"mailbox": {"address": HELP, "imap": imap, "smtp": smtp}});
            let (status, body) = desk.ask("admin", "POST", "/api/v2/mailboxes/test", body).await;
            assert_eq!(status, 200, "{body}");
            let checks = parsed(&body)["checks"].as_array().unwrap().clone();
            let seen = |check: &Value| format!("{}:{}", check["name"].as_str().unwrap(), check["code"].as_str().unwrap());
            checks.iter().take(3).map(seen).collect::<Vec<_>>()
        };
        assert_eq!(test("pw").await, ["receiving:connected", "sending:connected", "round_trip:arrived"]);
        assert_eq!(test("wrong").await, ["receiving:bad_credentials", "sending:connected", "round_trip:needs_both"]);
    })
    .await;
}
