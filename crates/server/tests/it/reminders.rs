//! What agents want to be reminded of.

use serde_json::{Value, json};
use testing::wait_until;

use crate::{
    help_desk::{HelpDesk, PATIENCE},
    person::Person,
    program::Desk,
};

const HOUR: i64 = 3600;

fn a_ticket(desk: &HelpDesk) -> i64 {
    let requester = json!({"name": "Mia", "email": "mia@customer.test"});
    let ticket = json!({"subject": "Chair", "comment": {"body": "It broke."}, "requester": requester, "status": "pending"});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

fn set(by: &Person, ticket: i64, reminder: &Value) -> Value {
    let path = format!("/api/v2/tickets/{ticket}/reminders");
    by.post(&path, &json!({"reminder": reminder}))["reminder"].clone()
}

fn change(by: &Person, reminder: &Value, change: &Value) -> Value {
    by.put(&path(reminder), &json!({"reminder": change}))["reminder"].clone()
}

fn path(reminder: &Value) -> String {
    format!("/api/v2/tickets/{}/reminders/{}", reminder["ticket_id"], reminder["id"])
}

fn mine(who: &Person) -> Vec<Value> {
    who.get("/api/v2/reminders")["reminders"].as_array().unwrap().clone()
}

/// What somebody is told, as soon as it is so much.
fn told(who: &Person, count: usize) -> Vec<Value> {
    let list = || who.get("/api/v2/notifications")["notifications"].as_array().unwrap().clone();
    assert!(wait_until(PATIENCE, || list().len() == count), "{:#?}", list());
    list()
}

desk_test! {
    fn whoever_is_reminded_is_told_at_the_time_and_the_ticket_stays_as_it_is(desk: HelpDesk) {
        let (ana, ben, ticket) = (desk.agent("Ana"), desk.agent("Ben"), a_ticket(&desk));
        let before = desk.admin.get(&format!("/api/v2/tickets/{ticket}"));
        let own = set(&ana, ticket, &json!({"remind_at": desk.in_seconds(HOUR), "text": "Call  the\nshop"}));
        assert_eq!((&own["text"], &own["user_id"]), (&json!("Call the shop"), &json!(ana.id)));
        let of_ben = json!({"remind_at": desk.in_seconds(HOUR), "text": "Your part", "user_id": ben.id});
        set(&ana, ticket, &of_ben);
        assert_eq!(mine(&ana)[0]["ticket_subject"], "Chair");
        desk.advance(HOUR + 1);
        let of_ana = told(&ana, 1);
        assert_eq!((&of_ana[0]["kind"], &of_ana[0]["excerpt"]), (&json!("reminder"), &json!("Call the shop")));
        assert_eq!(of_ana[0]["author_id"], Value::Null);
        assert_eq!(told(&ben, 1)[0]["author_id"], json!(ana.id));
        assert_eq!(desk.admin.get(&format!("/api/v2/tickets/{ticket}")), before);
        assert_eq!(mine(&ana).len(), 1, "it stays until it is done");
        change(&ana, &own, &json!({"done": true}));
        assert_eq!(mine(&ana), Vec::<Value>::new());
        let page = ben.get(&format!("/api/v2/tickets/{ticket}/conversation"));
        assert_eq!((page["reminders"].as_array().unwrap().len(), &page["reminders"][0]["user_id"]), (1, &json!(ben.id)));
        let events = page["audits"].as_array().unwrap().iter().filter_map(|audit| audit["events"][0]["type"].as_str());
        let told: Vec<_> = events.filter(|kind| kind.starts_with("Reminder")).collect();
        assert_eq!(told, ["Reminder", "Reminder", "ReminderDue", "ReminderDue", "Reminder"]);
    }

    fn one_put_off_done_or_dropped_is_quiet_and_only_those_concerned_change_it(desk: HelpDesk) {
        let (ana, ben, ticket) = (desk.agent("Ana"), desk.agent("Ben"), a_ticket(&desk));
        let in_an_hour = json!({"remind_at": desk.in_seconds(HOUR)});
        let reminders = [0, 1, 2].map(|_| set(&ana, ticket, &in_an_hour));
        let refused = ben.ask("PUT", &path(&reminders[0]), br#"{"reminder": {"done": true}}"#);
        assert_eq!(refused.status, 403);
        change(&ana, &reminders[0], &json!({"remind_at": desk.in_seconds(3 * HOUR)}));
        change(&ana, &reminders[1], &json!({"done": true}));
        assert_eq!(ana.ask("DELETE", &path(&reminders[2]), b"").status, 204);
        // One that does come tells that the queue has passed the others by.
        set(&ben, ticket, &in_an_hour);
        desk.advance(HOUR + 1);
        told(&ben, 1);
        told(&ana, 0);
        desk.advance(2 * HOUR);
        told(&ana, 1);
        let again = change(&ana, &reminders[1], &json!({"done": false}));
        assert_eq!(again["done_at"], Value::Null);
    }
}
