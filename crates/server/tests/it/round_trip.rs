//! The whole way with real mail servers: a customer asks, an agent answers, the customer answers back.

use std::time::{Duration, Instant};

use mail_parser::MimeHeaders as _;
use serde_json::json;
use testing::wait_until;

use crate::{
    help_desk::{HELP, HelpDesk, PATIENCE},
    outside::{Letter, MIA, Outside, address, read},
    person::Person,
    program::Desk,
};

/// How soon mail in a watched mailbox should be here is 2 s; what is asserted leaves room for a busy machine.
const IDLE_LIMIT: Duration = Duration::from_secs(10);

desk_test! {
    fn a_conversation_by_smtp_stays_on_one_ticket(desk: HelpDesk) {
        let Some(outside) = Outside::with_desk_at(desk.smtp_port) else { return };
        desk.take_mail_by_smtp();
        desk.send_mail_through(outside.postfix.port);
        let ana = desk.agent("Ana");
        converse(&desk, &outside, &ana);
    }

    fn a_conversation_through_a_mailbox_stays_on_one_ticket(desk: HelpDesk) {
        let Some(outside) = Outside::with_mailbox_of_desk() else { return };
        connect_mailbox(&desk, &outside);
        let ana = desk.agent("Ana");
        converse(&desk, &outside, &ana);
    }

    fn mail_in_a_watched_mailbox_is_here_at_once(desk: HelpDesk) {
        let Some(outside) = Outside::with_mailbox_of_desk() else { return };
        connect_mailbox(&desk, &outside);
        outside.dovecot.mailbox(HELP).append(&Letter::new(MIA, "Quick", "Are you there?").raw());
        let start = Instant::now();
        desk.ticket_about("Quick");
        println!("IMAP IDLE: a ticket {} ms after the mail was in the mailbox", start.elapsed().as_millis());
        assert!(start.elapsed() < IDLE_LIMIT);
    }
}

fn connect_mailbox(desk: &HelpDesk, outside: &Outside) {
    let mailbox = desk.admin.post("/api/v2/mailboxes", &outside.mailbox_of_desk());
    let path = format!("/api/v2/mailboxes/{}", mailbox["mailbox"]["id"]);
    let is_watched = wait_until(PATIENCE, || desk.admin.get(&path)["mailbox"]["state"] == "ok");
    assert!(is_watched, "{}", desk.admin.get(&path));
}

fn converse(desk: &HelpDesk, outside: &Outside, ana: &Person) {
    let question = Letter::new(MIA, "The chair broke", "One leg is off.").with_picture_and_file();
    outside.send(&question);
    let ticket = desk.ticket_about("The chair broke");

    answer_with_file(ana, ticket);
    desk.advance(60);
    let raw = outside.mail_of_mia(1);
    let answer = read(&raw);
    check_headers(&answer, &question);
    check_content(&answer);
    let page = desk.page_when(ticket, "sent", |page| page["comments"][1]["delivery"]["state"] == "sent");
    assert_eq!(page["ticket"]["status"], "solved");

    outside.send(&Letter::answering(&answer, "The left one."));
    let page = desk.page_when(ticket, "opened again", |page| page["ticket"]["status"] == "open");
    assert_eq!(page["comments"][2]["plain_body"], "The left one.");
    assert_eq!(page["comments"][2]["author_id"], page["ticket"]["requester_id"]);
    assert_eq!(desk.admin.get("/api/v2/tickets")["count"], 1);
}

fn answer_with_file(ana: &Person, ticket: i64) {
    let token = ana.upload("leg.txt", b"how to screw it on");
    let comment =
        json!({"html_body": "<p>Which <strong>leg</strong>?</p>", "public": true, "uploads": [token]});
    let change = json!({"ticket": {"comment": comment, "status": "solved", "assignee_id": ana.id}});
    ana.put(&format!("/api/v2/tickets/{ticket}"), &change);
}

/// RFC 5322, section 3.6.4.
fn check_headers(answer: &mail_parser::Message, question: &Letter) {
    assert_eq!(address(answer.from()), HELP);
    assert_eq!(answer.from().unwrap().first().unwrap().name(), Some("Desk Help"));
    assert_eq!(address(answer.to()), MIA);
    assert!(answer.subject().unwrap().contains("The chair broke"), "{:?}", answer.subject());
    let own_id = answer.message_id().unwrap();
    assert!(own_id.ends_with("@desk.test") && own_id != question.message_id, "{own_id}");
    assert_eq!(answer.in_reply_to().as_text(), Some(question.message_id.as_str()));
    let references = answer.references().clone().into_text_list().unwrap_or_default();
    assert!(references.iter().any(|id| *id == question.message_id), "{references:?}");
    assert!(answer.header("Auto-Submitted").is_none());
}

fn check_content(answer: &mail_parser::Message) {
    let html = answer.body_html(0).unwrap();
    assert!(html.contains("<strong>leg</strong>"), "{html}");
    assert!(answer.body_text(0).unwrap().contains("leg"));
    let file = answer.attachments().find(|file| file.attachment_name() == Some("leg.txt")).unwrap();
    assert_eq!(file.contents(), b"how to screw it on");
}
