//! From which address answers leave, under whose name, and what ends them.

use serde_json::{Value, json};

use crate::{
    help_desk::{HelpDesk, find},
    outside::{Letter, MIA, Outside, read},
    person::Person,
    program::Desk,
};

fn connected(desk: &HelpDesk) -> Option<Outside> {
    let outside = Outside::with_desk_at(desk.smtp_port)?;
    desk.take_mail_by_smtp();
    desk.send_mail_through(outside.postfix.port);
    set(desk, json!({"undo_send_seconds": 0}));
    Some(outside)
}

fn set(desk: &HelpDesk, fields: Value) {
    desk.admin.put("/api/v2/account/settings", &json!({"settings": {"desk": fields}}));
}

/// A team with one agent; its id.
fn team_of(desk: &HelpDesk, agent: &Person, fields: Value) -> i64 {
    let group = desk.admin.post("/api/v2/groups", &json!({"group": fields}))["group"]["id"].as_i64().unwrap();
    let membership = json!({"user_id": agent.id, "group_id": group});
    desk.admin.post("/api/v2/group_memberships", &json!({"group_membership": membership}));
    group
}

fn answer(person: &Person, ticket: i64, more: Value) {
    let mut comment = json!({"body": "We will mend it.", "public": true});
    comment.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    person.put(&format!("/api/v2/tickets/{ticket}"), &json!({"ticket": {"comment": comment}}));
}

fn from_of(mail: &[u8]) -> (String, String) {
    let mail = read(mail);
    let from = mail.from().unwrap().first().unwrap();
    (from.name().unwrap().to_owned(), from.address().unwrap().to_owned())
}

desk_test! {
    fn the_teams_signature_frames_the_agents_and_is_what_the_composer_shows(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let ana = desk.agent("Ana");
        set(&desk, json!({"signature": "The desk", "sender_name": "agent_and_desk"}));
        let team = team_of(&desk, &ana, json!({"name": "Repairs", "signature": "{{agent.signature}}\n{{group.name}} of {{account.name}}"}));
        ana.put("/api/v2/users/me", &json!({"user": {"signature": "Ana, {{account.name}}"}}));
        outside.send(&Letter::new(MIA, "Chair", "It broke."));
        let ticket = desk.ticket_about("Chair");
        let sender = |person: &Person| person.get(&format!("/api/v2/tickets/{ticket}/sender"))["sender"].clone();
        assert_eq!(sender(&ana)["signature"], "The desk");
        ana.put(&format!("/api/v2/tickets/{ticket}"), &json!({"ticket": {"group_id": team}}));
        let shown = sender(&ana);
        assert_eq!(shown["signature"], "Ana, Desk\nRepairs of Desk");
        assert_eq!((&shown["name"], &shown["address"]), (&json!("Ana (Desk Help)"), &json!("help@desk.test")));

        answer(&ana, ticket, json!({}));
        let mail = outside.mail_of_mia(1);
        assert_eq!(from_of(&mail), ("Ana (Desk Help)".to_owned(), "help@desk.test".to_owned()));
        let text = read(&mail).body_text(0).unwrap().replace("\r\n", "\n");
        assert!(text.contains("-- \nAna, Desk\nRepairs of Desk"), "{text}");

        // What is quoted is what was said, without the signature below it.
        answer(&ana, ticket, json!({"body": "It is mended."}));
        let mail = outside.mail_of_mia(2);
        let text = read(&mail).body_text(0).unwrap().replace("\r\n", "\n");
        assert!(text.contains("> We will mend it.") && text.matches("Repairs of Desk").count() == 1, "{text}");
        let html = read(&mail).body_html(0).unwrap().into_owned();
        assert_eq!(html.matches("Repairs of Desk").count(), 1, "{html}");
        assert!(!desk.page_when(ticket, "both answers", |page| page["comments"].as_array().unwrap().len() == 3)
            .to_string().contains("Repairs of Desk"), "a signature is no part of the conversation");
    }

    fn a_signature_is_tried_out_before_it_is_saved(desk: HelpDesk) {
        let ana = desk.agent("Ana");
        let team = team_of(&desk, &ana, json!({"name": "Repairs"}));
        ana.put("/api/v2/users/me", &json!({"user": {"signature": "A. {{account.name}}"}}));
        let text = "{{agent.signature}} {{agent.first_name | upcase}}, {{group.name}}";
        let written = json!({"signature": {"text": text, "group_id": team}});
        assert_eq!(ana.post("/api/v2/signatures/preview", &written)["signature"]["text"], "A. Desk ANA, Repairs");
    }

    fn an_agent_chooses_among_the_addresses_of_their_teams_and_the_ticket_keeps_the_choice(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let (ana, ben) = (desk.agent("Ana"), desk.agent("Ben"));
        let repairs = team_of(&desk, &ana, json!({"name": "Repairs"}));
        let mailbox = json!({"address": "repairs@desk.test", "name": "Repairs", "answering_group_ids": [repairs]});
        desk.admin.post("/api/v2/mailboxes", &json!({"mailbox": mailbox}));
        outside.send(&Letter::new(MIA, "Chair", "It broke."));
        let ticket = desk.ticket_about("Chair");
        let sender = |person: &Person| person.get(&format!("/api/v2/tickets/{ticket}/sender"))["sender"].clone();
        let offers = |person: &Person| find(&sender(person)["addresses"], |each| each["address"] == "repairs@desk.test").is_some();
        assert!(offers(&ana) && !offers(&ben));

        answer(&ana, ticket, json!({"from": "repairs@desk.test"}));
        assert_eq!(from_of(&outside.mail_of_mia(1)).1, "repairs@desk.test");
        assert_eq!(sender(&ana)["address"], "repairs@desk.test", "the ticket keeps it");
        answer(&ana, ticket, json!({}));
        assert_eq!(from_of(&outside.mail_of_mia(2)).1, "repairs@desk.test");

        // Ben may not answer from there, whatever he asks for.
        assert_eq!(sender(&ben)["address"], "help@desk.test");
        answer(&ben, ticket, json!({"from": "repairs@desk.test"}));
        assert_eq!(from_of(&outside.mail_of_mia(3)).1, "help@desk.test");
    }
}
