//! Tickets put away for a while.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, person::Person, program::Desk};

const MIA: &str = "mia@customer.test";
const HOUR: i64 = 3600;

fn a_ticket(desk: &HelpDesk) -> i64 {
    let requester = json!({"name": "Mia", "email": MIA});
    let ticket = json!({"subject": "Chair", "comment": {"body": "It broke."}, "requester": requester, "status": "pending"});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

fn snooze(by: &Person, ticket: i64, until: Value) {
    by.put(&format!("/api/v2/tickets/{ticket}/snooze"), &json!({"snooze": {"until": until}}));
}

/// The tickets of a view that Guichet brings, and how many its count says.
fn tickets_in(desk: &HelpDesk, key: &str) -> (Vec<i64>, i64) {
    let views = desk.admin.get("/api/v2/views");
    let view = crate::help_desk::find(&views["views"], |view| view["key"] == key).unwrap();
    let tickets = desk.admin.get(&format!("/api/v2/views/{}/tickets", view["id"]))["tickets"].clone();
    let ids = tickets.as_array().unwrap().iter().map(|ticket| ticket["id"].as_i64().unwrap()).collect();
    let count = desk.admin.get(&format!("/api/v2/views/{}/count", view["id"]));
    (ids, count["view_count"]["value"].as_i64().unwrap())
}

desk_test! {
    fn a_ticket_put_away_comes_back_open_at_its_time_and_whoever_did_it_is_told(desk: HelpDesk) {
        let (ana, ticket) = (desk.agent("Ana"), a_ticket(&desk));
        assert_eq!(tickets_in(&desk, "all_open"), (vec![ticket], 1));
        snooze(&ana, ticket, json!(desk.in_seconds(HOUR)));
        assert_eq!(tickets_in(&desk, "all_open"), (vec![], 0));
        assert_eq!(tickets_in(&desk, "snoozed"), (vec![ticket], 1));
        let page = ana.get(&format!("/api/v2/tickets/{ticket}/conversation"));
        assert_eq!((&page["ticket"]["status"], &page["snooze"]["user_id"]), (&json!("pending"), &json!(ana.id)));
        snooze(&ana, ticket, json!(desk.in_seconds(3 * HOUR)));
        desk.advance(HOUR + 1);
        // Another ticket, put away until now, tells that the queue has passed the first time by.
        let other = a_ticket(&desk);
        snooze(&ana, other, json!(desk.in_seconds(HOUR)));
        desk.advance(HOUR + 1);
        desk.page_when(other, "back", |page| page["ticket"]["status"] == "open");
        assert_eq!(tickets_in(&desk, "snoozed"), (vec![ticket], 1));
        desk.advance(HOUR + 1);
        let back = desk.page_when(ticket, "back", |page| page["ticket"]["status"] == "open");
        assert_eq!(back["snooze"], Value::Null);
        assert_eq!(tickets_in(&desk, "all_open").1, 2);
        assert_eq!(ana.get("/api/v2/notifications")["notifications"][0]["kind"], "snooze");
    }

    fn it_comes_back_when_the_customer_writes_or_it_is_solved_or_when_asked(desk: HelpDesk) {
        let (ana, mia, ticket) = (desk.agent("Ana"), desk.customer(MIA), a_ticket(&desk));
        let path = format!("/api/v2/tickets/{ticket}");
        snooze(&ana, ticket, Value::Null);
        ana.put(&path, &json!({"ticket": {"comment": {"body": "Hello?"}}}));
        assert_eq!(tickets_in(&desk, "snoozed"), (vec![ticket], 1), "our own words change nothing");
        mia.put(&path, &json!({"ticket": {"comment": {"body": "Yes."}}}));
        assert_eq!(tickets_in(&desk, "snoozed"), (vec![], 0));
        let audits = desk.admin.get(&format!("{path}/audits"));
        let last = audits["audits"].as_array().unwrap().last().unwrap();
        let ended = json!({"type": "Snooze", "value": null, "previous_value": "next_reply"});
        assert!(last["events"].as_array().unwrap().iter().any(|event| event["type"] == ended["type"]
            && event["previous_value"] == ended["previous_value"]), "{last}");
        snooze(&ana, ticket, Value::Null);
        assert_eq!(ana.ask("DELETE", &format!("{path}/snooze"), b"").status, 204);
        assert_eq!(ana.ask("DELETE", &format!("{path}/snooze"), b"").status, 404);
        snooze(&ana, ticket, Value::Null);
        ana.put(&path, &json!({"ticket": {"status": "solved"}}));
        assert_eq!(ana.get(&format!("{path}/conversation"))["snooze"], Value::Null);
        let again = json!({"snooze": {"until": null}}).to_string();
        let refused = ana.ask("PUT", &format!("{path}/snooze"), again.as_bytes());
        assert!(refused.status == 422 && refused.body.contains("solved"), "{}", refused.body);
    }
}
