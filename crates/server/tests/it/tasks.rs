//! Tasks on a ticket: added, ticked off, put in order, taken back; templates of them.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, person::Person, program::Desk};

fn a_ticket(desk: &HelpDesk) -> i64 {
    let comment = json!({"body": "The lamp is broken", "public": false});
    let ticket = json!({"subject": "Lamp", "requester": {"name": "Mia", "email": "mia@shop.test"}, "comment": comment});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

fn add(desk: &HelpDesk, ticket: i64, task: &Value) -> i64 {
    let made = desk.admin.post(&format!("/api/v2/tickets/{ticket}/tasks"), &json!({"task": task}));
    made["task"]["id"].as_i64().unwrap()
}

fn titles(desk: &HelpDesk, ticket: i64) -> Vec<String> {
    let listed = desk.admin.get(&format!("/api/v2/tickets/{ticket}/tasks"));
    let title = |task: &Value| task["title"].as_str().unwrap().to_owned();
    listed["tasks"].as_array().unwrap().iter().map(title).collect()
}

fn audits(desk: &HelpDesk, ticket: i64) -> Vec<Value> {
    desk.admin.get(&format!("/api/v2/tickets/{ticket}/audits"))["audits"].as_array().unwrap().clone()
}

fn undo(desk: &HelpDesk, ticket: i64, audit: &Value) -> u16 {
    let path = format!("/api/v2/tickets/{ticket}/audits/{}/undo", audit["id"]);
    desk.admin.ask("POST", &path, b"").status
}

fn return_template(desk: &HelpDesk) -> i64 {
    let tasks = ["Print the label", "Wait for the parcel", "Refund"];
    let template = json!({"task_template": {"title": "Return", "tasks": tasks}});
    desk.admin.post("/api/v2/task_templates", &template)["task_template"]["id"].as_i64().unwrap()
}

desk_test! {
    fn tasks_are_added_ticked_off_and_put_in_order_and_the_history_tells_it(desk: HelpDesk) {
        let (ticket, ana) = (a_ticket(&desk), desk.agent("Ana"));
        let due = "2026-12-01T16:00:00Z";
        let first = add(&desk, ticket, &json!({"title": "Call  the\nshop", "assignee_id": ana.id, "due_at": due}));
        let second = add(&desk, ticket, &json!({"title": "Order a shade"}));
        let path = format!("/api/v2/tickets/{ticket}/tasks/{first}");
        let done = ana.put(&path, &json!({"task": {"done": true}}))["task"].clone();
        assert_eq!((&done["title"], &done["done"]), (&json!("Call the shop"), &json!(true)));
        assert_eq!((&done["assignee_id"], &done["due_at"]), (&json!(ana.id), &json!(due)));
        desk.admin.put(&format!("/api/v2/tickets/{ticket}/tasks/reorder"), &json!({"task_ids": [second]}));
        assert_eq!(titles(&desk, ticket), ["Order a shade", "Call the shop"]);
        let page = desk.admin.get(&format!("/api/v2/tickets/{ticket}/conversation"));
        assert_eq!((&page["tasks"][0]["id"], &page["tasks"][1]["done"]), (&json!(second), &json!(true)));
        let ticked = &audits(&desk, ticket)[3];
        assert_eq!(ticked["author_id"], ana.id);
        assert_eq!((&ticked["events"][0]["type"], &ticked["events"][0]["id"]), (&json!("Task"), &json!(first)));
        assert!(ticked["events"][0]["previous_value"]["done_at"].is_null());
        assert!(ticked["events"][0]["value"]["done_at"].is_string());
    }

    fn what_was_done_to_a_task_is_taken_back_unless_it_was_changed_again(desk: HelpDesk) {
        let ticket = a_ticket(&desk);
        let task = add(&desk, ticket, &json!({"title": "Call the shop"}));
        let path = format!("/api/v2/tickets/{ticket}/tasks/{task}");
        desk.admin.put(&path, &json!({"task": {"done": true}}));
        assert_eq!(undo(&desk, ticket, audits(&desk, ticket).last().unwrap()), 200);
        let listed = desk.admin.get(&format!("/api/v2/tickets/{ticket}/tasks"));
        assert_eq!(listed["tasks"][0]["done"], false);
        desk.admin.put(&path, &json!({"task": {"title": "Call the other shop"}}));
        assert_eq!(undo(&desk, ticket, &audits(&desk, ticket)[1]), 409);
        assert_eq!(desk.admin.ask("DELETE", &path, b"").status, 204);
        assert!(titles(&desk, ticket).is_empty());
        assert_eq!(undo(&desk, ticket, audits(&desk, ticket).last().unwrap()), 200);
        assert_eq!(titles(&desk, ticket), ["Call the other shop"]);
    }

    fn a_template_brings_its_tasks_with_a_change_and_they_go_with_it(desk: HelpDesk) {
        let (ticket, template) = (a_ticket(&desk), return_template(&desk));
        let change = json!({"ticket": {"priority": "high", "task_template_ids": [template]}});
        let changed = desk.admin.put(&format!("/api/v2/tickets/{ticket}"), &change);
        assert_eq!(titles(&desk, ticket), ["Print the label", "Wait for the parcel", "Refund"]);
        assert_eq!(undo(&desk, ticket, &changed["audit"]), 200);
        assert!(titles(&desk, ticket).is_empty());
        let only_tasks = json!({"ticket": {"task_template_ids": [template]}});
        desk.admin.put(&format!("/api/v2/tickets/{ticket}"), &only_tasks);
        assert_eq!(titles(&desk, ticket).len(), 3);
    }

    fn a_macro_adds_the_tasks_of_a_template_and_says_so_before(desk: HelpDesk) {
        let (ticket, template) = (a_ticket(&desk), return_template(&desk));
        let actions = json!([{"field": "task_template_id", "value": template}]);
        let made = desk.admin.post("/api/v2/macros", &json!({"macro": {"title": "Return", "actions": actions}}));
        let effect = || {
            let path = format!("/api/v2/tickets/{ticket}/macros/{}/apply", made["macro"]["id"]);
            desk.admin.ask("GET", &path, b"")
        };
        assert_eq!(effect().json()["result"]["ticket"]["task_template_ids"], json!([template]));
        assert!(titles(&desk, ticket).is_empty());
        assert_eq!(desk.admin.ask("DELETE", &format!("/api/v2/task_templates/{template}"), b"").status, 204);
        let refused = effect();
        assert!(refused.status == 422 && refused.body.contains("task_template_ids"), "{}", refused.body);
    }

    fn a_ticket_has_room_for_two_hundred_tasks_and_a_closed_one_takes_none(desk: HelpDesk) {
        let ticket = a_ticket(&desk);
        let tasks: Vec<String> = (1..=100).map(|number| format!("Step {number}")).collect();
        let template = json!({"task_template": {"title": "Long", "tasks": tasks}});
        let template = desk.admin.post("/api/v2/task_templates", &template)["task_template"]["id"].clone();
        let path = format!("/api/v2/tickets/{ticket}");
        let twice = json!({"ticket": {"task_template_ids": [template, template]}});
        desk.admin.put(&path, &twice);
        let refused = desk.admin.ask("POST", &format!("{path}/tasks"), br#"{"task":{"title":"One more"}}"#);
        assert!(refused.status == 422 && refused.body.contains("at most 200"), "{}", refused.body);
        desk.admin.put(&path, &json!({"ticket": {"status": "closed"}}));
        let listed = desk.admin.get(&format!("{path}/tasks"));
        let task = format!("{path}/tasks/{}", listed["tasks"][0]["id"]);
        let refused = |who: &Person, method: &str, path: &str, body: &[u8]| who.ask(method, path, body).status;
        assert_eq!(refused(&desk.admin, "PUT", &task, br#"{"task":{"done":true}}"#), 403);
        assert_eq!(refused(&desk.admin, "DELETE", &task, b""), 403);
    }

    fn views_begin_with_what_is_due_soonest(desk: HelpDesk) {
        let (late, soon, never) = (a_ticket(&desk), a_ticket(&desk), a_ticket(&desk));
        let due = |ticket: i64, at: &str| {
            desk.admin.put(&format!("/api/v2/tickets/{ticket}"), &json!({"ticket": {"due_at": at}}));
        };
        due(late, "2026-12-24T16:00:00Z");
        due(soon, "2026-12-01T16:00:00Z");
        let conditions = json!({"all": [{"field": "status", "operator": "less_than", "value": "solved"}]});
        let view = json!({"view": {"title": "Due", "conditions": conditions, "execution": {"sort_by": "due_at"}}});
        let view = desk.admin.post("/api/v2/views", &view)["view"]["id"].clone();
        let listed = desk.admin.get(&format!("/api/v2/views/{view}/tickets?sort=due_at"));
        let ids: Vec<i64> = listed["tickets"].as_array().unwrap().iter().map(|t| t["id"].as_i64().unwrap()).collect();
        assert_eq!(ids, [soon, late, never]);
    }
}
