//! Forms: which fields a ticket has, and which must be filled in.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, program::Desk};

fn make(desk: &HelpDesk, what: &str, body: Value) -> i64 {
    let made = desk.admin.post(&format!("/api/v2/{what}s"), &json!({what: body}));
    made[what]["id"].as_i64().unwrap()
}

/// A form on which the reason `broken` asks for the part, at the latest when the ticket is pending.
struct Returns {
    form: i64,
    reason: i64,
    part: i64,
}

fn returns(desk: &HelpDesk) -> Returns {
    let options = json!([{"name": "Broken", "value": "broken"}, {"name": "Too small", "value": "small"}]);
    let reason = make(
        desk,
        "ticket_field",
        json!({"type": "tagger", "title": "Reason", "custom_field_options": options}),
    );
    let part = make(desk, "ticket_field", json!({"type": "text", "title": "Part"}));
    let on = json!({"type": "SOME_STATUSES", "statuses": ["pending", "solved"]});
    let child = json!({"id": part, "is_required": true, "required_on_statuses": on});
    let conditions = json!([{"parent_field_id": reason, "value": "broken", "child_fields": [child]}]);
    let form = json!({"name": "Returns", "ticket_field_ids": [reason, part], "agent_conditions": conditions});
    Returns { form: make(desk, "ticket_form", form), reason, part }
}

fn a_ticket(desk: &HelpDesk, fields: Value) -> Value {
    let mut ticket = json!({"subject": "Chair", "comment": {"body": "x"},
        "requester": {"name": "Mia", "email": "mia@shop.test"}});
    ticket.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"].clone()
}

desk_test! {
    fn an_agent_must_fill_in_what_the_form_asks_for_and_nothing_else(desk: HelpDesk) {
        let Returns { form, reason, part } = returns(&desk);
        let elsewhere = make(&desk, "ticket_field", json!({"type": "text", "title": "Elsewhere", "required": true}));
        let ticket = a_ticket(&desk, json!({"ticket_form_id": form}));
        let path = format!("/api/v2/tickets/{}", ticket["id"]);
        let set = |fields: Value| desk.admin.ask("PUT", &path, json!({"ticket": fields}).to_string().as_bytes());
        let broken = json!([{"id": reason, "value": "broken"}]);
        assert_eq!(set(json!({"custom_fields": broken})).status, 200, "asked for later");
        let refused = set(json!({"status": "pending"}));
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.body.contains(&format!("custom_fields_{part}")), "{}", refused.body);
        assert!(!refused.body.contains(&format!("custom_fields_{elsewhere}")), "not on the form: {}", refused.body);
        assert_eq!(set(json!({"status": "hold"})).status, 200, "not asked for here");
        assert_eq!(set(json!({"status": "solved", "custom_fields": [{"id": reason, "value": "small"}]})).status, 200);
        assert_eq!(set(json!({"status": "open", "custom_fields": broken})).status, 200);
        assert_eq!(set(json!({"status": "solved", "custom_fields": [{"id": part, "value": "Leg"}]})).status, 200);
        assert_eq!(set(json!({"status": "open", "ticket_form_id": null})).status, 200);
        let refused = set(json!({"status": "solved"}));
        assert!(refused.body.contains(&format!("custom_fields_{elsewhere}")), "all fields: {}", refused.body);
    }

    fn new_tickets_get_the_default_form_and_are_found_by_it(desk: HelpDesk) {
        let form = returns(&desk).form;
        assert_eq!(a_ticket(&desk, json!({}))["ticket_form_id"], Value::Null);
        desk.admin.put(&format!("/api/v2/ticket_forms/{form}"), &json!({"ticket_form": {"default": true}}));
        let ticket = a_ticket(&desk, json!({}));
        assert_eq!(ticket["ticket_form_id"], form);
        assert_eq!(a_ticket(&desk, json!({"ticket_form_id": null}))["ticket_form_id"], Value::Null);
        let other = make(&desk, "ticket_form", json!({"name": "Other", "default": true}));
        let forms = desk.admin.get("/api/v2/ticket_forms")["ticket_forms"].clone();
        let defaults: Vec<&Value> = forms.as_array().unwrap().iter().map(|form| &form["default"]).collect();
        assert_eq!(defaults, [false, true]);
        let condition = json!({"field": "ticket_form_id", "operator": "is", "value": form.to_string()});
        let view = json!({"view": {"title": "x", "conditions": {"all": [condition]}}});
        let rows = desk.admin.post("/api/v2/views/preview", &view)["rows"].clone();
        assert_eq!(rows.as_array().unwrap().len(), 1);
        let copy = desk.admin.post(&format!("/api/v2/ticket_forms/{form}/clone"), &json!({}))["ticket_form"].clone();
        assert_eq!(copy["name"], "Returns (2)");
        let order = json!({"ticket_form_ids": [other]});
        let ordered = desk.admin.put("/api/v2/ticket_forms/reorder", &order)["ticket_forms"].clone();
        assert_eq!(ordered[0]["id"], other);
        assert_eq!(desk.admin.ask("DELETE", &format!("/api/v2/ticket_forms/{form}"), b"").status, 204);
        let path = format!("/api/v2/tickets/{}", ticket["id"]);
        let kept = desk.admin.put(&path, &json!({"ticket": {"priority": "low", "ticket_form_id": form}}));
        assert_eq!(kept["ticket"]["ticket_form_id"], form, "as it was read");
    }

    fn a_field_that_a_condition_needs_cannot_go_and_another_leaves_the_forms(desk: HelpDesk) {
        let Returns { form, reason, .. } = returns(&desk);
        let plain = make(&desk, "ticket_field", json!({"type": "text", "title": "Plain"}));
        let path = format!("/api/v2/ticket_forms/{form}");
        let ids = |value: &Value| value["ticket_form"]["ticket_field_ids"].as_array().unwrap().clone();
        let mut fields = ids(&desk.admin.get(&path));
        fields.push(json!(plain));
        desk.admin.put(&path, &json!({"ticket_form": {"ticket_field_ids": fields}}));
        let refused = desk.admin.ask("DELETE", &format!("/api/v2/ticket_fields/{reason}"), b"");
        assert!(refused.status == 422 && refused.body.contains("Returns"), "{}", refused.body);
        assert_eq!(desk.admin.ask("DELETE", &format!("/api/v2/ticket_fields/{plain}"), b"").status, 204);
        assert_eq!(ids(&desk.admin.get(&path)).len(), 2);
    }

    fn customers_see_the_forms_that_are_for_them_without_what_agents_see(desk: HelpDesk) {
        let Returns { form, reason, part } = returns(&desk);
        let mia = desk.customer("mia@shop.test");
        let path = format!("/api/v2/ticket_forms/{form}");
        assert_eq!(mia.ask("GET", &path, b"").status, 404);
        let conditions = json!([{"parent_field_id": reason, "value": "broken", "child_fields": [{"id": part}]}]);
        let change = json!({"ticket_form": {"end_user_visible": true, "end_user_conditions": conditions}});
        desk.admin.put(&path, &change);
        let seen = mia.get(&path)["ticket_form"].clone();
        assert_eq!(seen["agent_conditions"], json!([]));
        assert_eq!(seen["end_user_conditions"][0]["child_fields"][0]["id"], part);
    }

    fn customers_choose_only_the_forms_that_are_for_them(desk: HelpDesk) {
        let form = returns(&desk).form;
        let mia = desk.customer("mia@shop.test");
        let ask = || {
            let ticket = json!({"subject": "Chair", "comment": {"body": "x"}, "ticket_form_id": form});
            mia.ask("POST", "/api/v2/tickets", json!({"ticket": ticket}).to_string().as_bytes()).status
        };
        assert_eq!(ask(), 403);
        desk.admin.put(&format!("/api/v2/ticket_forms/{form}"), &json!({"ticket_form": {"end_user_visible": true}}));
        assert_eq!(ask(), 201);
    }
}
