//! Macros: made, shown, used, counted.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, program::Desk};

fn refund() -> Value {
    json!({"macro": {"title": "Refund::Accepted", "actions": [
        {"field": "comment_value_html",
         "value": "<p>Hello {{ticket.requester.first_name | default: 'there'}}, refunded. {{current_user.name}}</p>"},
        {"field": "comment_mode_is_public", "value": true},
        {"field": "status", "value": "solved"},
        {"field": "current_tags", "value": "refund done"},
        {"field": "assignee_id", "value": "current_user"},
    ]}})
}

fn a_ticket(desk: &HelpDesk) -> i64 {
    let ticket = json!({"subject": "Refund, please", "tags": ["shop"], "comment": {"body": "I sent it back"},
        "requester": {"name": "Mia <b>Lund</b>", "email": "mia@shop.test"}});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

desk_test! {
    fn a_macro_shows_its_effect_and_changes_nothing_until_it_is_sent(desk: HelpDesk) {
        let ticket = a_ticket(&desk);
        let id = desk.admin.post("/api/v2/macros", &refund())["macro"]["id"].as_i64().unwrap();
        let before = desk.admin.get(&format!("/api/v2/tickets/{ticket}"));
        let shown = desk.admin.get(&format!("/api/v2/tickets/{ticket}/macros/{id}/apply"));
        let effect = &shown["result"]["ticket"];
        assert_eq!(effect["status"], "solved");
        assert_eq!(effect["tags"], json!(["done", "refund", "shop"]));
        assert_eq!(effect["assignee_id"], desk.admin.id);
        assert_eq!(effect["comment"]["public"], true);
        assert_eq!(effect["comment"]["html_body"], "<p>Hello Mia, refunded. Ada</p>");
        assert!(effect.get("priority").is_none(), "{effect}");
        assert_eq!(desk.admin.get(&format!("/api/v2/tickets/{ticket}")), before);

        let used = json!({"ticket": {"status": "solved", "macro_ids": [id], "comment": effect["comment"]}});
        desk.admin.put(&format!("/api/v2/tickets/{ticket}"), &used);
        let audits = desk.admin.get(&format!("/api/v2/tickets/{ticket}/audits"));
        let last = audits["audits"].as_array().unwrap().last().unwrap()["events"].as_array().unwrap();
        let names_it = |event: &Value| event["type"] == "AgentMacroReference" && event["macro_title"] == "Refund::Accepted";
        assert!(last.iter().any(names_it), "{last:?}");
        let counted = desk.admin.get("/api/v2/macros/active?include=usage_7d");
        assert_eq!((&counted["macros"][0]["usage_7d"], &counted["macros"][0]["usage_1h"]), (&json!(1), &json!(1)));
        assert_eq!(desk.admin.get("/api/v2/macros/categories")["categories"], json!(["Refund"]));
    }

    fn a_macro_fills_in_fields_of_the_desks_own(desk: HelpDesk) {
        let ticket = a_ticket(&desk);
        let options = json!([{"name": "Broken", "value": "broken"}]);
        let field = json!({"ticket_field": {"type": "tagger", "title": "Reason", "custom_field_options": options}});
        let field = desk.admin.post("/api/v2/ticket_fields", &field)["ticket_field"]["id"].clone();
        let make = |value: &str| {
            let actions = json!([{"field": format!("custom_fields_{field}"), "value": value}]);
            let body = json!({"macro": {"title": "Broken", "actions": actions}}).to_string();
            desk.admin.ask("POST", "/api/v2/macros", body.as_bytes())
        };
        let refused = make("lost");
        assert!(refused.status == 422 && refused.body.contains("actions[0].value"), "{}", refused.body);
        let made = make("broken").json();
        let shown = desk.admin.get(&format!("/api/v2/tickets/{ticket}/macros/{}/apply", made["macro"]["id"]));
        let effect = &shown["result"]["ticket"];
        assert_eq!(effect["custom_fields"], json!([{"id": field, "value": "broken"}]));
        assert_eq!(effect["tags"], json!(["broken", "shop"]));
    }

    fn what_a_customer_is_called_cannot_become_html(desk: HelpDesk) {
        let ticket = a_ticket(&desk);
        let actions = json!([{"field": "comment_value_html", "value": "<p>{{ticket.requester.name}}</p>"}]);
        let made = desk.admin.post("/api/v2/macros", &json!({"macro": {"title": "Hello", "actions": actions}}));
        let shown = desk.admin.get(&format!("/api/v2/tickets/{ticket}/macros/{}/apply", made["macro"]["id"]));
        assert_eq!(shown["result"]["ticket"]["comment"]["html_body"], "<p>Mia &lt;b&gt;Lund&lt;/b&gt;</p>");
    }

    fn agents_keep_macros_of_their_own_and_use_those_of_their_groups(desk: HelpDesk) {
        let (ana, ben) = (desk.agent("Ana"), desk.agent("Ben"));
        let group = desk.admin.post("/api/v2/groups", &json!({"group": {"name": "Returns"}}))["group"]["id"].clone();
        let member = json!({"group_membership": {"user_id": ana.id, "group_id": group}});
        desk.admin.post("/api/v2/group_memberships", &member);
        let with = |restriction: Value| {
            let mut new = refund();
            new["macro"]["restriction"] = restriction;
            new
        };
        assert_eq!(ana.ask("POST", "/api/v2/macros", refund().to_string().as_bytes()).status, 403);
        let own = ana.post("/api/v2/macros", &with(json!({"type": "User", "id": ana.id})));
        desk.admin.post("/api/v2/macros", &with(json!({"type": "Group", "ids": [group]})));
        let count = |person: &crate::person::Person, question: &str| {
            person.get(&format!("/api/v2/macros{question}"))["macros"].as_array().unwrap().len()
        };
        assert_eq!((count(&ana, ""), count(&ben, "")), (2, 0));
        assert_eq!((count(&ana, "?access=personal"), count(&ana, "?access=shared")), (1, 1));
        assert_eq!((count(&desk.admin, ""), count(&desk.admin, "?only_viewable=true")), (2, 0));
        let path = format!("/api/v2/macros/{}", own["macro"]["id"]);
        assert_eq!(ben.ask("GET", &path, b"").status, 404);
        let hidden = ana.put(&path, &json!({"macro": {"active": false}}));
        assert_eq!(hidden["macro"]["actions"], refund()["macro"]["actions"]);
        assert_eq!(count(&ana, "/active"), 1);
        assert_eq!(ana.ask("DELETE", &path, b"").status, 204);
        assert_eq!(count(&ana, ""), 1);
    }

    fn a_macro_whose_agent_is_gone_says_so_and_does_nothing(desk: HelpDesk) {
        let ticket = a_ticket(&desk);
        let ben = desk.agent("Ben");
        let actions = json!([{"field": "assignee_id", "value": ben.id}]);
        let made = desk.admin.post("/api/v2/macros", &json!({"macro": {"title": "To Ben", "actions": actions}}));
        desk.admin.put(&format!("/api/v2/users/{}", ben.id), &json!({"user": {"role": "end-user"}}));
        let path = format!("/api/v2/tickets/{ticket}/macros/{}/apply", made["macro"]["id"]);
        let answer = desk.admin.ask("GET", &path, b"");
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(answer.body.contains("assignee_id"), "{}", answer.body);
    }
}
