//! Settings of mailboxes.

use base::{Actor, Role, Via};
use guichet_channels::mailboxes::{MailboxInput, actions, relay, store};

use crate::desk::each_desk;

#[tokio::test]
async fn passwords_are_sealed_and_never_shown() {
    each_desk(async |desk| {
        let (now, secrets) = (desk.app.clock.now(), desk.app.secrets.clone());
        let input: MailboxInput = serde_json::from_str(
            r#"{"address": "help@desk.example", "imap": {"host": "imap.desk.example", "port": 993, "security": "tls",
                "username": "help", "password": "hunter2"}}"#,
        )
        .unwrap();
        let create = move |tx: &mut db::Tx| actions::create_mailbox(tx, now, &Actor::SYSTEM, &secrets, &input, None);
        let mailbox = desk.app.db.write(create).await.unwrap();
        let shown = serde_json::to_string(&mailbox).unwrap();
        assert!(shown.contains("imap.desk.example") && !shown.contains("hunter2") && !shown.contains("secret"));
        assert_eq!(desk.count("SELECT COUNT(*) FROM audits WHERE events LIKE '%hunter2%'").await, 0);
        assert_eq!(desk.count("SELECT COUNT(*) FROM mailboxes WHERE imap LIKE '%hunter2%'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn only_admins_connect_mailboxes_and_no_address_twice() {
    each_desk(async |desk| {
        let agent = desk.add_agent("ana@desk.example").await;
        desk.add_mailbox("help@desk.example").await;
        let (now, secrets) = (desk.app.clock.now(), desk.app.secrets.clone());
        for (actor, address) in [
            (Actor::person(agent.id, Role::Agent, Via::Web), "new@desk.example"),
            (Actor::SYSTEM, "HELP@desk.example"),
            (Actor::SYSTEM, "not an address"),
        ] {
            let input = MailboxInput { address: Some(address.to_owned()), ..MailboxInput::default() };
            let secrets = secrets.clone();
            let create =
                move |tx: &mut db::Tx| actions::create_mailbox(tx, now, &actor, &secrets, &input, None);
            assert!(desk.app.db.write(create).await.is_err(), "{address}");
        }
        assert_eq!(desk.app.db.read(store::list_mailboxes).await.unwrap().len(), 1);
        assert!(desk.app.db.read(relay::find_relay).await.unwrap().is_some());
    })
    .await;
}
