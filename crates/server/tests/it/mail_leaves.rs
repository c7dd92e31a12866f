//! What agents send: when it leaves, when it does not, and what comes back.

use serde_json::{Value, json};

use crate::{
    help_desk::HelpDesk,
    outside::{Letter, MIA, Outside, read},
    person::Person,
    program::Desk,
};

/// Far longer than any answer waits to be taken back.
const MINUTE: i64 = 60;

desk_test! {
    fn an_answer_taken_back_in_time_never_leaves(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let ana = desk.agent("Ana");
        outside.send(&Letter::new(MIA, "Chair", "It broke."));
        let ticket = desk.ticket_about("Chair");

        let rash = answer(&ana, ticket, "<p>Buy another.</p>");
        let undo = format!("/api/v2/tickets/{ticket}/audits/{}/undo", rash["audit"]["id"]);
        let undone = ana.post(&undo, &json!({}));
        assert!(undone["draft"]["html_body"].as_str().unwrap().contains("Buy another."));
        desk.advance(MINUTE);
        answer(&ana, ticket, "<p>We will mend it.</p>");
        desk.advance(MINUTE);

        let first = outside.mail_of_mia(1);
        assert!(read(&first).body_text(0).unwrap().contains("We will mend it."));
        let page = desk.page_when(ticket, "sent", |page| page["comments"][1]["delivery"]["state"] == "sent");
        assert_eq!(page["comments"].as_array().unwrap().len(), 2);
        assert_eq!(outside.mails_of_mia(), 1);
    }

    fn an_answer_waits_for_its_window_and_then_leaves(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let ana = desk.agent("Ana");
        outside.send(&Letter::new(MIA, "Chair", "It broke."));
        let ticket = desk.ticket_about("Chair");

        let sent = answer(&ana, ticket, "<p>We will mend it.</p>");
        let page = ana.get(&format!("/api/v2/tickets/{ticket}/conversation"));
        assert_eq!(page["comments"][1]["delivery"]["state"], "queued");
        assert!(page["comments"][1]["delivery"]["undo_until"].is_string());
        assert_eq!(outside.mails_of_mia(), 0);
        desk.advance(MINUTE);
        outside.mail_of_mia(1);

        let undo = format!("/api/v2/tickets/{ticket}/audits/{}/undo", sent["audit"]["id"]);
        let too_late = ana.ask("POST", &undo, b"{}");
        assert_eq!((too_late.status, &too_late.json()["error"]), (409, &"AlreadySent".into()));
    }

    fn an_answer_that_comes_back_is_marked_and_told(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let ana = desk.agent("Ana");
        let ticket = write_to(&ana, "nobody@customer.test");
        desk.advance(MINUTE);
        let page = desk.page_when(ticket, "bounced", |page| page["comments"][1].is_object());
        assert_eq!(page["comments"][0]["delivery"]["state"], "bounced", "{}", outside.postfix.log_text());
        let error = page["comments"][0]["delivery"]["error"].as_str().unwrap();
        assert!(error.contains("nobody@customer.test"), "{error}");
        assert_eq!(page["comments"][1]["public"], false);
        assert_eq!(desk.admin.get("/api/v2/tickets")["count"], 1);
    }

    fn an_answer_that_is_refused_has_failed_with_the_servers_words(desk: HelpDesk) {
        let Some(_outside) = connected(&desk) else { return };
        let ana = desk.agent("Ana");
        let ticket = write_to(&ana, "closed@customer.test");
        desk.advance(MINUTE);
        let has_failed = |page: &Value| page["comments"][0]["delivery"]["state"] == "failed";
        let page = desk.page_when(ticket, "failed", has_failed);
        let error = page["comments"][0]["delivery"]["error"].as_str().unwrap();
        assert!(error.contains("this mailbox is closed"), "{error}");
    }

    fn a_customer_who_answers_everything_automatically_makes_no_loop(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let ana = desk.agent("Ana");
        outside.send(&Letter::new(MIA, "Chair", "It broke."));
        let ticket = desk.ticket_about("Chair");
        answer(&ana, ticket, "<p>Which one?</p>");
        desk.advance(MINUTE);

        let first = outside.mail_of_mia(1);
        let away = |header: &str| Letter::answering(&read(&first), "I am away.").with_header(header);
        outside.send(&away("Auto-Submitted: auto-replied"));
        outside.send(&away("X-Autoreply: yes"));
        outside.send(&Letter::answering(&read(&first), "I answer like a person."));
        desk.page_when(ticket, "all three are in", |page| page["comments"][4].is_object());
        desk.advance(MINUTE);

        // Whatever the desk sent by itself would have left before this.
        answer(&ana, ticket, "<p>Are you back?</p>");
        desk.advance(MINUTE);
        let second = outside.mail_of_mia(2);
        assert!(read(&second).body_text(0).unwrap().contains("Are you back?"));
        let is_sent = |page: &Value| page["comments"][5]["delivery"]["state"] == "sent";
        desk.page_when(ticket, "sent", is_sent);
        assert_eq!(outside.mails_of_mia(), 2);
        assert_eq!(desk.admin.get("/api/v2/tickets")["count"], 1);
    }
}

fn connected(desk: &HelpDesk) -> Option<Outside> {
    let outside = Outside::with_desk_at(desk.smtp_port)?;
    desk.take_mail_by_smtp();
    desk.send_mail_through(outside.postfix.port);
    let wait = json!({"settings": {"desk": {"undo_send_seconds": 50}}});
    desk.admin.put("/api/v2/account/settings", &wait);
    Some(outside)
}

fn answer(ana: &Person, ticket: i64, html: &str) -> Value {
    let change = json!({"ticket": {"comment": {"html_body": html, "public": true}}});
    ana.put(&format!("/api/v2/tickets/{ticket}"), &change)
}

/// An agent writes to somebody first.
fn write_to(ana: &Person, email: &str) -> i64 {
    let requester = json!({"name": "Sam", "email": email});
    let ticket =
        json!({"subject": "Your chair", "requester": requester, "comment": {"body": "It is ready."}});
    let made = ana.post("/api/v2/tickets", &json!({"ticket": ticket}));
    made["ticket"]["id"].as_i64().unwrap()
}
