//! What agents write beside a ticket, and what comes back there.

use serde_json::{Value, json};
use testing::wait_until;

use crate::{
    help_desk::{HelpDesk, PATIENCE},
    outside::{Letter, MIA, Outside, PLAN, read},
    person::Person,
    program::Desk,
};

const LEO: &str = "leo@shop.test";
const MINUTE: i64 = 60;

fn connected(desk: &HelpDesk) -> Option<Outside> {
    let outside = Outside::with_desk_at(desk.smtp_port)?;
    desk.take_mail_by_smtp();
    desk.send_mail_through(outside.postfix.port);
    let wait = json!({"settings": {"desk": {"undo_send_seconds": 50}}});
    desk.admin.put("/api/v2/account/settings", &wait);
    Some(outside)
}

/// Leo's ticket, with a picture and a file.
fn ticket_of_leo(desk: &HelpDesk) -> i64 {
    desk.receive(&Letter::new(LEO, "Secret chair", "It broke in Lyon.").with_picture_and_file());
    desk.ticket_about("Secret chair")
}

fn path(ticket: i64) -> String {
    format!("/api/v2/tickets/{ticket}/side_conversations")
}

/// Starts a side conversation; its path.
fn start(person: &Person, ticket: i64, to: &str, more: Value) -> String {
    let mut message = json!({"subject": "Spare part", "html_body": "<p>Do you have legs?</p>",
        "to": [{"name": "Mia Supplier", "email": to}]});
    message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = person.post(&path(ticket), &json!({"message": message}));
    let id = made["side_conversation"]["id"].as_str().unwrap();
    format!("{}/{id}", path(ticket))
}

/// A side conversation with what happened in it, as soon as this holds.
fn when(person: &Person, side: &str, what: &str, mut holds: impl FnMut(&Value) -> bool) -> Value {
    let mut shown = Value::Null;
    let is_so = wait_until(PATIENCE, || {
        shown = person.get(&format!("{side}?include=events"));
        holds(&shown)
    });
    assert!(is_so, "never: {what}; {shown:#}");
    shown
}

fn events(shown: &Value) -> usize {
    shown["events"].as_array().unwrap().len()
}

fn texts_of_ticket(desk: &HelpDesk, ticket: i64) -> Vec<String> {
    let page = desk.admin.get(&format!("/api/v2/tickets/{ticket}/conversation"));
    let comments = page["comments"].as_array().unwrap();
    comments.iter().map(|comment| comment["plain_body"].as_str().unwrap().to_owned()).collect()
}

desk_test! {
    fn what_is_asked_beside_a_ticket_comes_back_there_and_says_nothing_of_the_ticket(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let ana = desk.agent("Ana");
        let ticket = ticket_of_leo(&desk);
        let side = start(&ana, ticket, MIA, json!({}));
        desk.advance(MINUTE);

        let raw = outside.mail_of_mia(1);
        let text = String::from_utf8_lossy(&raw);
        for secret in ["Secret chair", LEO, "Lyon", "the plan", &format!("#{ticket}")] {
            assert!(!text.contains(secret), "{secret:?} is in {text}");
        }
        let mail = read(&raw);
        assert_eq!(mail.subject(), Some("Spare part"));
        assert!(mail.body_text(0).unwrap().contains("Do you have legs?"));

        let answer = Letter::answering(&mail, "Four of them.").with_picture_and_file();
        outside.send(&answer);
        let shown = when(&ana, &side, "answered", |shown| events(shown) == 2);
        assert_eq!(shown["side_conversation"]["unread"], true);
        let said = &shown["events"][1];
        assert_eq!((&said["via"], &said["message"]["from"]["email"]), (&json!("email"), &json!(MIA)));
        assert!(said["message"]["body"].as_str().unwrap().contains("Four of them."));
        let file = said["message"]["attachments"].as_array().unwrap().iter().find(|file| file["inline"] == false).unwrap();
        let content = file["content_url"].as_str().unwrap().trim_start_matches("http://desk.test").to_owned();
        assert_eq!(ana.ask("GET", &content, b"").bytes, PLAN);
        assert_eq!(texts_of_ticket(&desk, ticket), ["It broke in Lyon."]);

        let told = ana.get("/api/v2/notifications")["notifications"][0].clone();
        assert_eq!((&told["kind"], &told["ticket_id"]), (&json!("side_reply"), &json!(ticket)));
        assert_eq!(told["side_conversation_id"], shown["side_conversation"]["id"]);
        let unread = |person: &Person| person.get(&format!("/api/v2/tickets/{ticket}"))["ticket"]["unread"].clone();
        ana.ask("POST", &format!("/api/v2/tickets/{ticket}/read"), b"");
        assert_eq!(unread(&ana), true, "the answer beside it is not read");
        assert_eq!(ana.ask("POST", &format!("{side}/read"), b"").status, 204);
        assert_eq!(unread(&ana), false);

        ana.post(&format!("{side}/reply"), &json!({"message": {"body": "Send them."}}));
        desk.advance(MINUTE);
        let second = outside.mail_of_mia(2);
        let second = read(&second);
        assert_eq!(second.subject(), Some("Re: Spare part"));
        assert_eq!(second.in_reply_to().as_text(), Some(answer.message_id.as_str()));
        assert!(second.body_text(0).unwrap().contains("> Four of them."));
    }

    fn whoever_is_only_beside_a_ticket_never_reaches_it(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let (ana, mia) = (desk.agent("Ana"), desk.customer(MIA));
        let ticket = ticket_of_leo(&desk);
        let page = ana.get(&format!("/api/v2/tickets/{ticket}/conversation"));
        let file = page["comments"][0]["attachments"].as_array().unwrap().iter()
            .find(|file| file["inline"] == false).unwrap().clone();
        let side = start(&ana, ticket, MIA, json!({"attachment_ids": [file["id"]]}));
        desk.advance(MINUTE);
        let first = outside.mail_of_mia(1);
        let sent = read(&first);
        assert_eq!(sent.attachment(0).unwrap().contents(), PLAN, "what the agent chose goes along");

        let copy = ana.get(&format!("{side}?include=events"))["events"][0]["message"]["attachments"][0].clone();
        assert_ne!(copy["content_url"], file["content_url"]);
        for url in [&copy["content_url"], &file["content_url"]] {
            let content = url.as_str().unwrap().trim_start_matches("http://desk.test");
            assert_eq!(mia.ask("GET", content, b"").status, 404);
        }
        assert_eq!(mia.ask("GET", &format!("/api/v2/tickets/{ticket}"), b"").status, 404);
        assert_eq!(mia.ask("GET", &side, b"").status, 403);

        // Under the ticket's number and in answer to a mail of the side conversation whose mark was cut off.
        outside.send(&Letter::new(MIA, &format!("Re: [#{ticket}] Secret chair"), "Let me in."));
        desk.ticket_about(&format!("Re: [#{ticket}] Secret chair"));
        let mut plain = Letter::answering(&sent, "Without the address.");
        plain.to = "help@desk.test".to_owned();
        outside.send(&plain);
        when(&ana, &side, "found by its Message-ID", |shown| events(shown) == 2);
        assert_eq!(texts_of_ticket(&desk, ticket), ["It broke in Lyon."]);

        // Beside a ticket that is deleted there is nothing to come back to.
        assert_eq!(ana.ask("DELETE", &format!("/api/v2/tickets/{ticket}"), b"").status, 204);
        let mut late = Letter::answering(&sent, "Hello?");
        late.subject = "Still there?".to_owned();
        outside.send(&late);
        desk.ticket_about("Still there?");
    }

    fn an_answer_opens_what_was_closed_and_a_machine_does_not(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let ana = desk.agent("Ana");
        let ticket = ticket_of_leo(&desk);
        let side = start(&ana, ticket, MIA, json!({}));
        desk.advance(MINUTE);
        let first = outside.mail_of_mia(1);
        let closed = ana.put(&side, &json!({"side_conversation": {"state": "closed"}}));
        assert_eq!(closed["side_conversation"]["state"], "closed");

        let sent = read(&first);
        outside.send(&Letter::answering(&sent, "I am away.").with_header("Auto-Submitted: auto-replied"));
        let shown = when(&ana, &side, "a machine answered", |shown| events(shown) == 3);
        assert_eq!(shown["events"][1]["updates"], json!({"state": "closed"}));
        assert_eq!(shown["events"][2]["message"]["automatic"], true);
        assert_eq!(shown["side_conversation"]["state"], "closed");
        outside.send(&Letter::answering(&sent, "I am back."));
        let shown = when(&ana, &side, "a person answered", |shown| events(shown) == 4);
        assert_eq!(shown["side_conversation"]["state"], "open");

        // Nothing was answered by itself, and the ticket knows nothing of it but in its history.
        desk.advance(MINUTE);
        assert_eq!(outside.mails_of_mia(), 1);
        assert_eq!(texts_of_ticket(&desk, ticket), ["It broke in Lyon."]);
        let audits = desk.admin.get(&format!("/api/v2/tickets/{ticket}/audits"))["audits"].to_string();
        for action in ["create", "closed", "answer"] {
            assert!(audits.contains(&format!("\"action\":\"{action}\"")), "{action}: {audits}");
        }
    }

    fn a_message_taken_back_in_time_never_leaves(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let (ana, ben) = (desk.agent("Ana"), desk.agent("Ben"));
        let ticket = ticket_of_leo(&desk);
        let upload = ana.upload("plan.txt", b"the plan");
        let side = start(&ana, ticket, MIA, json!({"uploads": [upload.clone()]}));
        let event = |side: &str| ana.get(&format!("{side}?include=events"))["events"][0]["id"].as_str().unwrap().to_owned();
        let undo = format!("{side}/events/{}", event(&side));
        assert_eq!(ben.ask("DELETE", &undo, b"").status, 403);
        assert_eq!(ana.ask("DELETE", &undo, b"").status, 204);
        assert_eq!(ana.ask("GET", &side, b"").status, 404);

        let again = start(&ana, ticket, MIA, json!({"html_body": "<p>Better words.</p>", "uploads": [upload]}));
        desk.advance(MINUTE);
        let first = outside.mail_of_mia(1);
        assert!(read(&first).body_text(0).unwrap().contains("Better words."));
        assert_eq!(read(&first).attachment(0).unwrap().contents(), b"the plan");
        when(&ana, &again, "sent", |shown| shown["events"][0]["message"]["delivery"]["state"] == "sent");
        let too_late = ana.ask("DELETE", &format!("{again}/events/{}", event(&again)), b"");
        assert_eq!((too_late.status, &too_late.json()["error"]), (409, &json!("AlreadySent")));
        assert_eq!(outside.mails_of_mia(), 1);
    }

    fn a_message_that_comes_back_is_told_beside_the_ticket(desk: HelpDesk) {
        let Some(_outside) = connected(&desk) else { return };
        let ana = desk.agent("Ana");
        let ticket = ticket_of_leo(&desk);
        let side = start(&ana, ticket, "nobody@customer.test", json!({}));
        desk.advance(MINUTE);
        let shown = when(&ana, &side, "it came back", |shown| events(shown) == 2);
        assert_eq!(shown["events"][0]["message"]["delivery"]["state"], "bounced");
        assert!(shown["events"][1]["message"]["body"].as_str().unwrap().contains("nobody@customer.test"));
        assert_eq!(texts_of_ticket(&desk, ticket), ["It broke in Lyon."]);
        let participants = shown["side_conversation"]["participants"].as_array().unwrap();
        assert_eq!(participants.len(), 1, "a machine joins nothing");
    }

    fn a_merged_ticket_brings_its_side_conversations(desk: HelpDesk) {
        let ana = desk.agent("Ana");
        let note = |subject: &str| {
            let comment = json!({"body": "x", "public": false});
            let ticket = json!({"subject": subject, "requester": {"name": "Leo", "email": LEO}, "comment": comment});
            ana.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
        };
        let (source, target) = (note("One"), note("Two"));
        start(&ana, source, MIA, json!({}));
        let job = desk.admin.post(&format!("/api/v2/tickets/{target}/merge"), &json!({"ids": [source]}));
        desk.wait_for_job(job["job_status"]["id"].as_str().unwrap(), PATIENCE);
        let shown = ana.get(&path(target));
        assert_eq!((&shown["count"], &shown["side_conversations"][0]["subject"]), (&json!(1), &json!("Spare part")));
        let id = shown["side_conversations"][0]["id"].as_str().unwrap();
        ana.post(&format!("{}/{id}/reply", path(target)), &json!({"message": {"body": "And arms?"}}));
        let closed = ana.ask("POST", &path(source), br#"{"message": {"subject": "x", "body": "x", "to": [{"email": "a@b.test"}]}}"#);
        assert_eq!(closed.status, 403);
    }
}
