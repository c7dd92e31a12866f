//! Fields of the desk's own on its users and organizations.

use serde_json::{Value, json};

use crate::{
    help_desk::{HelpDesk, PATIENCE},
    program::Desk,
};

fn field(desk: &HelpDesk, owner: &str, body: Value) -> Value {
    let made = desk.admin.post(&format!("/api/v2/{owner}_fields"), &json!({format!("{owner}_field"): body}));
    made[format!("{owner}_field")].clone()
}

fn a_user(desk: &HelpDesk, fields: Value) -> Value {
    let user = json!({"name": "Mia", "email": "mia@shop.test", "user_fields": fields});
    desk.admin.post("/api/v2/users", &json!({"user": user}))["user"].clone()
}

desk_test! {
    fn values_of_people_are_checked_and_kept_under_their_key(desk: HelpDesk) {
        let options = json!([{"name": "Gold", "value": "gold"}, {"name": "Basic", "value": "basic"}]);
        let plan = field(&desk, "user", json!({"type": "dropdown", "title": "Forfait été", "custom_field_options": options}));
        assert_eq!((&plan["key"], &plan["type"]), (&json!("forfait_ete"), &json!("dropdown")));
        let since = field(&desk, "user", json!({"type": "date", "title": "Customer since", "key": "since"}));
        let user = a_user(&desk, json!({"forfait_ete": "GOLD", "since": "2026-01-31T10:00:00Z"}));
        assert_eq!(user["user_fields"], json!({"forfait_ete": "gold", "since": "2026-01-31"}));
        let path = format!("/api/v2/users/{}", user["id"]);
        let set = |fields: Value| desk.admin.ask("PUT", &path, json!({"user": {"user_fields": fields}}).to_string().as_bytes());
        for (wrong, name) in [(json!({"since": "soon"}), "user_fields.since"), (json!({"plan": "gold"}), "user_fields.plan")] {
            let refused = set(wrong);
            assert!(refused.status == 422 && refused.body.contains(name), "{}", refused.body);
        }
        let changed = set(json!({"since": null})).json();
        assert_eq!(changed["user"]["user_fields"], json!({"forfait_ete": "gold"}));
        assert_eq!(since["relationship_target_type"], Value::Null);
    }

    fn an_organization_names_a_user_who_exists(desk: HelpDesk) {
        let target = json!({"type": "lookup", "title": "Contact", "relationship_target_type": "zen:user"});
        field(&desk, "organization", target);
        let mia = a_user(&desk, json!({}))["id"].clone();
        let make = |name: &str, contact: Value| {
            let fields = json!({"name": name, "organization_fields": {"contact": contact}});
            desk.admin.ask("POST", "/api/v2/organizations", json!({"organization": fields}).to_string().as_bytes())
        };
        let made = make("Shop", mia.clone());
        assert_eq!(made.json()["organization"]["organization_fields"], json!({"contact": mia.to_string()}));
        let refused = make("Other", json!(999_999));
        assert!(refused.status == 422 && refused.body.contains("organization_fields.contact"), "{}", refused.body);
    }

    fn a_removed_field_takes_its_values_along(desk: HelpDesk) {
        let plan = field(&desk, "user", json!({"type": "text", "title": "Plan"}));
        field(&desk, "user", json!({"type": "text", "title": "Team"}));
        let user = a_user(&desk, json!({"plan": "gold", "team": "red"}));
        let path = format!("/api/v2/users/{}", user["id"]);
        let ordered = desk.admin.put("/api/v2/user_fields/reorder", &json!({"user_field_ids": [plan["id"].as_i64().unwrap() + 1]}));
        assert_eq!(ordered["user_fields"][0]["key"], "team");
        let gone = desk.admin.ask("DELETE", &format!("/api/v2/user_fields/{}", plan["id"]), b"");
        assert_eq!(gone.status, 204);
        assert!(testing::wait_until(PATIENCE, || desk.admin.get(&path)["user"]["user_fields"] == json!({"team": "red"})));
        let audits = desk.admin.get("/api/v2/user_fields");
        assert_eq!(audits["user_fields"].as_array().unwrap().len(), 1);
    }

    fn views_ask_and_macros_speak_of_them(desk: HelpDesk) {
        field(&desk, "user", json!({"type": "text", "title": "Plan"}));
        field(&desk, "organization", json!({"type": "integer", "title": "Seats"}));
        let shop = json!({"organization": {"name": "Shop", "organization_fields": {"seats": 12}}});
        let shop = desk.admin.post("/api/v2/organizations", &shop)["organization"]["id"].clone();
        let mia = a_user(&desk, json!({"plan": "Gold"}))["id"].clone();
        desk.admin.put(&format!("/api/v2/users/{mia}"), &json!({"user": {"organization_id": shop}}));
        let ticket = |requester: Value| {
            let ticket = json!({"subject": "x", "comment": {"body": "x"}, "requester": requester});
            desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
        };
        let of_mia = ticket(json!({"email": "mia@shop.test"}));
        let other = ticket(json!({"name": "Tom", "email": "tom@shop.test"}));
        let found = |field: &str, operator: &str, value: Value| {
            let condition = json!({"field": field, "operator": operator, "value": value});
            let view = json!({"view": {"title": "x", "conditions": {"all": [condition]}}});
            let rows = desk.admin.post("/api/v2/views/preview", &view)["rows"].clone();
            let ids = rows.as_array().unwrap().iter().map(|row| row["ticket"]["id"].as_i64().unwrap());
            ids.collect::<Vec<_>>()
        };
        assert_eq!(found("requester.custom_fields.plan", "is", json!("gold")), [of_mia]);
        assert_eq!(found("requester.custom_fields.plan", "not_present", json!("")), [other]);
        assert_eq!(found("organization.custom_fields.seats", "greater_than", json!(10)), [of_mia]);
        assert_eq!(found("organization.custom_fields.seats", "less_than", json!(10)), Vec::<i64>::new());
        assert_eq!(found("organization.custom_fields.seats", "is_not", json!(12)), [other]);
        let text = "{{ticket.requester.custom_fields.plan}}, {{ticket.organization.custom_fields.seats}} seats";
        let speaks = json!({"macro": {"title": "x", "actions": [{"field": "comment_value", "value": text}]}});
        let speaks = desk.admin.post("/api/v2/macros", &speaks)["macro"]["id"].clone();
        let said = |ticket: i64| {
            let path = format!("/api/v2/tickets/{ticket}/macros/{speaks}/apply");
            desk.admin.get(&path)["result"]["ticket"]["comment"]["body"].clone()
        };
        assert_eq!(said(of_mia), "Gold, 12 seats");
        assert_eq!(said(other), ", seats");
    }
}
