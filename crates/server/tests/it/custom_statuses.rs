//! The desk's own names for where a ticket stands.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, program::Desk};

fn status(desk: &HelpDesk, category: &str, label: &str) -> i64 {
    let body = json!({"custom_status": {"status_category": category, "agent_label": label}});
    desk.admin.post("/api/v2/custom_statuses", &body)["custom_status"]["id"].as_i64().unwrap()
}

fn a_ticket(desk: &HelpDesk) -> String {
    let ticket = json!({"subject": "Chair", "comment": {"body": "x"},
        "requester": {"name": "Mia", "email": "mia@shop.test"}});
    let made = desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}));
    format!("/api/v2/tickets/{}", made["ticket"]["id"])
}

fn stand(ticket: &Value) -> (String, i64) {
    let ticket = &ticket["ticket"];
    (ticket["status"].as_str().unwrap().to_owned(), ticket["custom_status_id"].as_i64().unwrap())
}

desk_test! {
    fn a_ticket_takes_the_category_of_its_status_and_the_default_of_a_new_category(desk: HelpDesk) {
        let workshop = status(&desk, "hold", "At the workshop");
        let parts = status(&desk, "hold", "Waiting for parts");
        let path = a_ticket(&desk);
        let set = |fields: Value| stand(&desk.admin.put(&path, &json!({"ticket": fields})));
        assert_eq!(stand(&desk.admin.get(&path)), ("new".to_owned(), 1));
        assert_eq!(set(json!({"custom_status_id": workshop})), ("hold".to_owned(), workshop));
        assert_eq!(set(json!({"status": "hold", "priority": "high"})), ("hold".to_owned(), workshop), "same category");
        assert_eq!(set(json!({"status": "open"})), ("open".to_owned(), 2));
        let defaults = json!({"ids": [parts]}).to_string();
        assert_eq!(desk.admin.ask("PUT", "/api/v2/custom_status/default", defaults.as_bytes()).status, 204);
        assert_eq!(set(json!({"status": "hold"})), ("hold".to_owned(), parts));
        assert_eq!(set(json!({"custom_status_id": 4})), ("hold".to_owned(), 4), "the category's first");
        let audits = desk.admin.get(&format!("{path}/audits"));
        let last = audits["audits"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["events"][0]["field_name"], "custom_status_id");
        desk.admin.post(&format!("{path}/audits/{}/undo", last["id"]), &json!({}));
        assert_eq!(stand(&desk.admin.get(&path)), ("hold".to_owned(), parts));
    }

    fn tickets_are_found_by_their_custom_status_and_macros_set_it(desk: HelpDesk) {
        let workshop = status(&desk, "hold", "At the workshop");
        let (first, second) = (a_ticket(&desk), a_ticket(&desk));
        desk.admin.put(&second, &json!({"ticket": {"status": "hold"}}));
        let actions = json!([{"field": "custom_status_id", "value": workshop.to_string()}]);
        let one = desk.admin.post("/api/v2/macros", &json!({"macro": {"title": "Repair", "actions": actions}}));
        let number = first.rsplit('/').next().unwrap();
        let applied = desk.admin.get(&format!("/api/v2/tickets/{number}/macros/{}/apply", one["macro"]["id"]));
        assert_eq!(applied["result"]["ticket"]["custom_status_id"], workshop);
        desk.admin.put(&first, &json!({"ticket": {"custom_status_id": workshop}}));
        let found = |operator: &str, value: i64| {
            let condition = json!({"field": "custom_status_id", "operator": operator, "value": value.to_string()});
            let open = json!({"field": "status", "operator": "is", "value": "hold"});
            let view = json!({"view": {"title": "x", "conditions": {"all": [condition, open]}}});
            desk.admin.post("/api/v2/views/preview", &view)["rows"].as_array().unwrap().len()
        };
        assert_eq!((found("is", workshop), found("is_not", workshop)), (1, 1));
        assert_eq!((found("is", 4), found("is", 2)), (1, 0), "what has no name of its own has the first");
    }

    fn a_status_in_use_stays_and_every_category_keeps_its_first_and_its_default(desk: HelpDesk) {
        let workshop = status(&desk, "hold", "At the workshop");
        let path = format!("/api/v2/custom_statuses/{workshop}");
        let ticket = a_ticket(&desk);
        desk.admin.put(&ticket, &json!({"ticket": {"custom_status_id": workshop}}));
        for path in [&path, "/api/v2/custom_statuses/4"] {
            let refused = desk.admin.ask("DELETE", path, b"");
            assert_eq!(refused.status, 422, "{}", refused.body);
        }
        let off = json!({"custom_status": {"active": false, "agent_label": "Workshop"}});
        let changed = desk.admin.put(&path, &off)["custom_status"].clone();
        assert_eq!((&changed["active"], &changed["agent_label"]), (&json!(false), &json!("Workshop")));
        let kept = desk.admin.put(&ticket, &json!({"ticket": {"custom_status_id": workshop, "priority": "low"}}));
        assert_eq!(stand(&kept), ("hold".to_owned(), workshop), "what is out of use stays where it is");
        let other = a_ticket(&desk);
        let refused = json!({"ticket": {"custom_status_id": workshop}}).to_string();
        let refused = desk.admin.ask("PUT", &other, refused.as_bytes());
        assert!(refused.status == 422 && refused.body.contains("custom_status_id"), "{}", refused.body);
        desk.admin.put(&ticket, &json!({"ticket": {"status": "open"}}));
        assert_eq!(desk.admin.ask("DELETE", &path, b"").status, 204);
        let all = desk.admin.get("/api/v2/custom_statuses");
        let labels: Vec<&str> =
            all["custom_statuses"].as_array().unwrap().iter().map(|s| s["agent_label"].as_str().unwrap()).collect();
        assert_eq!(labels, ["New", "Open", "Pending", "On hold", "Solved"]);
    }
}
