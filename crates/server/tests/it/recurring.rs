//! Tickets that are made again and again.

use base::Timestamp;
use serde_json::{Value, json};
use testing::wait_until;

use crate::{
    help_desk::{HelpDesk, PATIENCE},
    person::Person,
    program::Desk,
};

const DAY: i64 = 86_400;

fn daily() -> Value {
    json!({"frequency": "daily", "time": "09:00", "time_zone": "Europe/Paris", "starts_on": "2020-01-01"})
}

fn check_of_backups() -> Value {
    json!({
        "subject": "Check the backups", "comment": {"html_body": "<p>Read one <b>back</b>.</p>", "public": false},
        "requester": {"name": "Mia", "email": "mia@shop.test"}, "tags": ["backups"], "priority": "high",
    })
}

fn set_up(by: &Person, ticket: &Value, schedule: &Value) -> Value {
    let recurring = json!({"recurring_ticket": {"ticket": ticket, "schedule": schedule}});
    by.post("/api/v2/recurring_tickets", &recurring)["recurring_ticket"].clone()
}

fn path(recurring: &Value) -> String {
    format!("/api/v2/recurring_tickets/{}", recurring["id"])
}

fn shown(by: &Person, recurring: &Value) -> Value {
    by.get(&path(recurring))["recurring_ticket"].clone()
}

fn change(by: &Person, recurring: &Value, change: &Value) -> Value {
    by.put(&path(recurring), &json!({"recurring_ticket": change}))["recurring_ticket"].clone()
}

/// Lets time pass until a moment after an instant, and so many days more.
fn pass(desk: &HelpDesk, instant: &Value, days: i64) {
    let now: Timestamp = desk.in_seconds(0).parse().unwrap();
    let until: Timestamp = instant.as_str().unwrap().parse().unwrap();
    desk.advance((until.0 - now.0) / 1_000_000 + 1 + days * DAY);
}

/// The recurring ticket, as soon as it has made so many.
fn when_made(by: &Person, recurring: &Value, count: usize) -> Value {
    let made = |shown: &Value| shown["last_tickets"].as_array().unwrap().len() == count;
    assert!(wait_until(PATIENCE, || made(&shown(by, recurring))), "{:#}", shown(by, recurring));
    shown(by, recurring)
}

fn tickets(desk: &HelpDesk) -> Vec<Value> {
    desk.admin.get("/api/v2/tickets")["tickets"].as_array().unwrap().clone()
}

fn told(desk: &HelpDesk, ticket: &Value) -> Value {
    let audits = desk.admin.get(&format!("/api/v2/tickets/{ticket}/audits"));
    let audits = audits["audits"].as_array().unwrap();
    let mut events = audits.iter().flat_map(|audit| audit["events"].as_array().unwrap());
    events.find(|event| event["type"] == "RecurringTicket").cloned().unwrap_or_default()
}

desk_test! {
    fn a_ticket_is_made_once_at_each_of_its_times_with_all_it_holds(desk: HelpDesk) {
        let ana = desk.agent("Ana");
        let group = desk.admin.post("/api/v2/groups", &json!({"group": {"name": "Machines"}}))["group"]["id"].clone();
        desk.admin.post("/api/v2/group_memberships", &json!({"group_membership": {"user_id": ana.id, "group_id": group}}));
        let template = json!({"task_template": {"title": "Backups", "tasks": ["Read one back", "Count them"]}});
        let template = desk.admin.post("/api/v2/task_templates", &template)["task_template"]["id"].clone();
        let mut ticket = check_of_backups();
        ticket["assignee_id"] = json!(ana.id);
        ticket["group_id"] = group.clone();
        ticket["task_template_ids"] = json!([template]);
        let recurring = set_up(&desk.admin, &ticket, &daily());
        assert_eq!(tickets(&desk).len(), 0, "none before its time");
        // Another job for the same time, which finds nothing to do.
        ticket["subject"] = json!("Check all backups");
        let changed = change(&desk.admin, &recurring, &json!({"ticket": ticket}));
        assert_eq!(changed["next_at"], recurring["next_at"]);
        pass(&desk, &recurring["next_at"], 0);
        let made = when_made(&desk.admin, &recurring, 1);
        let run = &made["last_tickets"][0];
        assert_eq!((&run["due_at"], &run["missed"]), (&recurring["next_at"], &json!(0)));
        let page = desk.admin.get(&format!("/api/v2/tickets/{}/conversation", run["ticket_id"]));
        let fields = ["subject", "priority", "assignee_id", "group_id"].map(|field| page["ticket"][field].clone());
        assert_eq!(fields, [json!("Check all backups"), json!("high"), json!(ana.id), group]);
        assert_eq!(page["ticket"]["tags"], json!(["backups"]));
        assert_eq!(page["comments"][0]["html_body"], "<p>Read one <b>back</b>.</p>");
        assert_eq!((&page["comments"][0]["public"], page["tasks"].as_array().unwrap().len()), (&json!(false), 2));
        let notified = ana.get("/api/v2/notifications");
        assert_eq!(notified["notifications"][0]["kind"], "assignment");
        pass(&desk, &made["next_at"], 0);
        let twice = when_made(&desk.admin, &recurring, 2);
        assert_eq!(tickets(&desk).len(), 2, "{twice:#}");
    }

    fn after_days_without_a_server_one_ticket_stands_for_all_and_says_so(desk: HelpDesk) {
        let recurring = set_up(&desk.admin, &check_of_backups(), &daily());
        pass(&desk, &recurring["next_at"], 3);
        let made = when_made(&desk.admin, &recurring, 1);
        assert_eq!(made["last_tickets"][0]["missed"], 3);
        let next: Timestamp = made["next_at"].as_str().unwrap().parse().unwrap();
        assert!(next > desk.in_seconds(0).parse().unwrap());
        let event = told(&desk, &made["last_tickets"][0]["ticket_id"]);
        assert_eq!((&event["value"], &event["missed"]), (&recurring["next_at"], &json!(3)));
        // Nothing is made up for once it has been, whoever starts again.
        desk.restart();
        assert_eq!(shown(&desk.admin, &recurring)["last_tickets"].as_array().unwrap().len(), 1);
    }

    fn it_is_paused_gone_on_with_made_by_hand_and_ended(desk: HelpDesk) {
        let recurring = set_up(&desk.admin, &check_of_backups(), &daily());
        let paused = change(&desk.admin, &recurring, &json!({"paused": true}));
        assert_eq!(paused["next_at"], Value::Null);
        pass(&desk, &recurring["next_at"], 1);
        // The queue has passed the paused one by when it has made another.
        let other = set_up(&desk.admin, &check_of_backups(), &daily());
        pass(&desk, &other["next_at"], 0);
        when_made(&desk.admin, &other, 1);
        change(&desk.admin, &other, &json!({"paused": true}));
        assert_eq!(shown(&desk.admin, &recurring)["last_tickets"], json!([]));
        let going = change(&desk.admin, &recurring, &json!({"paused": false}));
        assert!(going["next_at"].is_string());
        let now = desk.admin.post(&format!("{}/run", path(&recurring)), &json!({}))["recurring_ticket"].clone();
        assert_eq!((&now["last_tickets"][0]["due_at"], &now["next_at"]), (&Value::Null, &going["next_at"]));
        let mut ending = daily();
        ending["ends_on"] = json!(going["next_at"].as_str().unwrap()[..10]);
        let ending = change(&desk.admin, &recurring, &json!({"schedule": ending}));
        pass(&desk, &ending["next_at"], 0);
        let ended = when_made(&desk.admin, &recurring, 2);
        assert_eq!(ended["next_at"], Value::Null);
        assert_eq!(desk.admin.ask("DELETE", &path(&recurring), b"").status, 204);
        assert_eq!(desk.admin.ask("GET", &path(&recurring), b"").status, 404);
        assert_eq!(tickets(&desk).len(), 3);
    }

    fn what_does_not_fit_any_more_is_left_out_and_one_whose_owner_left_waits_for_an_admin(desk: HelpDesk) {
        let (ana, ben) = (desk.agent("Ana"), desk.agent("Ben"));
        let mut ticket = check_of_backups();
        ticket["assignee_id"] = json!(ben.id);
        let recurring = set_up(&ana, &ticket, &daily());
        assert_eq!(ben.ask("GET", &path(&recurring), b"").status, 404, "it is hers");
        assert_eq!(desk.admin.ask("DELETE", &format!("/api/v2/users/{}", ben.id), b"").status, 200);
        pass(&desk, &recurring["next_at"], 0);
        let made = when_made(&ana, &recurring, 1);
        let id = &made["last_tickets"][0]["ticket_id"];
        let bare = desk.admin.get(&format!("/api/v2/tickets/{id}"))["ticket"].clone();
        assert_eq!((&bare["subject"], &bare["assignee_id"]), (&json!("Check the backups"), &Value::Null));
        assert!(told(&desk, id)["error"].is_string());
        let demote = json!({"user": {"role": "end-user"}}).to_string();
        assert_eq!(desk.admin.ask("PUT", &format!("/api/v2/users/{}", ana.id), demote.as_bytes()).status, 200);
        pass(&desk, &made["next_at"], 0);
        let stopped = || shown(&desk.admin, &recurring)["problem"].is_string();
        assert!(wait_until(PATIENCE, stopped), "{:#}", shown(&desk.admin, &recurring));
        let taken = change(&desk.admin, &recurring, &json!({"paused": false, "ticket": check_of_backups()}));
        assert_eq!((&taken["owner_id"], &taken["problem"]), (&json!(desk.admin.id), &Value::Null));
        let logged = desk.admin.get("/api/v2/audit_logs?filter[source_type]=recurring_ticket");
        assert_eq!(logged["audit_logs"].as_array().unwrap().len(), 3, "{logged:#}");
    }

    fn a_preview_tells_the_next_five_times_by_the_clocks_of_the_zone(desk: HelpDesk) {
        let body = json!({"schedule": {
            "frequency": "monthly", "day": 31, "time": "09:30", "time_zone": "Asia/Kolkata", "starts_on": "2031-01-15",
        }});
        let times = desk.admin.post("/api/v2/recurring_tickets/preview", &body)["times"].clone();
        let expected = ["2031-01-31", "2031-02-28", "2031-03-31", "2031-04-30", "2031-05-31"];
        assert_eq!(times, json!(expected.map(|day| format!("{day}T04:00:00Z"))));
    }
}
