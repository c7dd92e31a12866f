//! Replies that leave later.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, person::Person, program::Desk};

const MIA: &str = "mia@customer.test";
const HOUR: i64 = 3600;

fn a_ticket(desk: &HelpDesk) -> i64 {
    let requester = json!({"name": "Mia", "email": MIA});
    let ticket = json!({"subject": "Chair", "comment": {"body": "It broke."}, "requester": requester});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

/// Schedules an answer that solves the ticket, an hour from now. Its id.
fn schedule(desk: &HelpDesk, by: &Person, ticket: i64) -> i64 {
    let change = json!({"status": "solved", "comment": {"html_body": "<p>Fixed<script>x</script></p>", "public": true}});
    let reply = json!({"scheduled_reply": {"send_at": desk.in_seconds(HOUR), "ticket": change}});
    let path = format!("/api/v2/tickets/{ticket}/scheduled_replies");
    by.post(&path, &reply)["scheduled_reply"]["id"].as_i64().unwrap()
}

fn page(by: &Person, ticket: i64) -> Value {
    by.get(&format!("/api/v2/tickets/{ticket}/conversation"))
}

fn texts(page: &Value) -> Vec<&str> {
    page["comments"].as_array().unwrap().iter().map(|comment| comment["body"].as_str().unwrap()).collect()
}

desk_test! {
    fn a_reply_leaves_at_its_time_with_what_goes_with_it(desk: HelpDesk) {
        let (ana, ticket) = (desk.agent("Ana"), a_ticket(&desk));
        schedule(&desk, &ana, ticket);
        let waiting = page(&desk.admin, ticket);
        assert_eq!(texts(&waiting), ["It broke."]);
        assert_eq!(waiting["scheduled_replies"][0]["html_body"], "<p>Fixed</p>");
        assert_eq!(waiting["scheduled_replies"][0]["author_id"], ana.id);
        assert_ne!(waiting["ticket"]["status"], "solved");
        // What she begins to write meanwhile stays hers.
        let draft = json!({"draft": {"html_body": "<p>And another thing</p>"}});
        ana.put(&format!("/api/v2/tickets/{ticket}/drafts/reply"), &draft);
        desk.advance(HOUR + 1);
        let sent = desk.page_when(ticket, "sent", |page| page["ticket"]["status"] == "solved");
        assert_eq!(texts(&sent), ["It broke.", "Fixed"]);
        assert_eq!(sent["comments"][1]["author_id"], ana.id);
        assert_eq!(sent["scheduled_replies"], json!([]));
        assert_eq!(page(&ana, ticket)["drafts"][0]["html_body"], "<p>And another thing</p>");
    }

    fn it_is_a_draft_again_when_the_customer_writes_first(desk: HelpDesk) {
        let (ana, mia, ticket) = (desk.agent("Ana"), desk.customer(MIA), a_ticket(&desk));
        schedule(&desk, &ana, ticket);
        let comment = json!({"ticket": {"comment": {"body": "It works again."}}});
        mia.put(&format!("/api/v2/tickets/{ticket}"), &comment);
        let called_off = page(&ana, ticket);
        assert_eq!(called_off["scheduled_replies"], json!([]));
        assert_eq!(called_off["drafts"][0]["html_body"], "<p>Fixed</p>");
        let told = ana.get("/api/v2/notifications");
        assert_eq!(told["notifications"][0]["kind"], "scheduled_reply");
        assert_eq!(told["notifications"][0]["author_id"], mia.id);
        desk.advance(2 * HOUR);
        // Something that the queue does after it tells that it has passed it by.
        let other = a_ticket(&desk);
        schedule(&desk, &ana, other);
        desk.advance(HOUR + 1);
        desk.page_when(other, "sent", |page| page["ticket"]["status"] == "solved");
        assert_eq!(texts(&page(&ana, ticket)), ["It broke.", "It works again."]);
    }

    fn its_author_sets_another_time_or_calls_it_off_and_nobody_else(desk: HelpDesk) {
        let (ana, ben, ticket) = (desk.agent("Ana"), desk.agent("Ben"), a_ticket(&desk));
        let id = schedule(&desk, &ana, ticket);
        let path = format!("/api/v2/tickets/{ticket}/scheduled_replies/{id}");
        let later = json!({"scheduled_reply": {"send_at": desk.in_seconds(3 * HOUR)}});
        assert_eq!(ben.ask("PUT", &path, later.to_string().as_bytes()).status, 403);
        assert_eq!(ben.ask("DELETE", &path, b"").status, 403);
        assert_eq!(page(&ben, ticket)["scheduled_replies"][0]["can_edit"], false);
        ana.put(&path, &later);
        desk.advance(2 * HOUR);
        let other = a_ticket(&desk);
        schedule(&desk, &ben, other);
        let listed = ana.get(&format!("/api/v2/tickets/{ticket}/scheduled_replies"));
        assert_eq!(listed["scheduled_replies"].as_array().unwrap().len(), 1, "its first time has passed");
        let answer = ana.ask("DELETE", &path, b"").json();
        assert_eq!(answer["draft"]["html_body"], "<p>Fixed</p>");
        assert_eq!(ana.ask("DELETE", &path, b"").status, 404);
        assert_eq!(page(&ana, ticket)["drafts"][0]["html_body"], "<p>Fixed</p>");
    }

    fn one_that_cannot_leave_any_more_goes_back_to_its_author(desk: HelpDesk) {
        let (ana, ticket) = (desk.agent("Ana"), a_ticket(&desk));
        schedule(&desk, &ana, ticket);
        let other = a_ticket(&desk);
        desk.admin.post(&format!("/api/v2/tickets/{other}/merge"), &json!({"ids": [ticket]}));
        desk.advance(HOUR + 1);
        let back = desk.page_when(ticket, "back", |page| page["scheduled_replies"] == json!([]));
        assert_eq!(texts(&back), ["It broke."]);
        assert_eq!(page(&ana, ticket)["drafts"][0]["html_body"], "<p>Fixed</p>");
        assert_eq!(ana.get("/api/v2/notifications")["notifications"][0]["kind"], "scheduled_reply");
    }
}
