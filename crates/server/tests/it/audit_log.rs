//! Who changed which setting, as admins read it.

use serde_json::{Value, json};

use crate::{
    help_desk::{HelpDesk, find},
    program::Desk,
};

const SECRET: &str = "never-to-be-seen";

/// Changes one of everything; where each change must stand in the log.
fn change_everything(desk: &HelpDesk) -> Vec<&'static str> {
    let admin = &desk.admin;
    let (ana, mia) = (desk.agent("Ana"), desk.customer("mia@customer.test"));
    let make = |path: &str, name: &str, body: Value| {
        admin.post(&format!("/api/v2/{path}"), &json!({name: body}))[name]["id"].clone()
    };
    let group = make("groups", "group", json!({"name": "Repairs"}));
    for member in [ana.id, admin.id] {
        make("group_memberships", "group_membership", json!({"user_id": member, "group_id": group}));
    }
    make("macros", "macro", json!({"title": "Close", "actions": [{"field": "status", "value": "solved"}]}));
    make("ticket_fields", "ticket_field", json!({"type": "text", "title": "Colour"}));
    make("ticket_forms", "ticket_form", json!({"name": "Returns"}));
    make("custom_statuses", "custom_status", json!({"status_category": "hold", "agent_label": "Workshop"}));
    make("task_templates", "task_template", json!({"title": "Return", "tasks": ["Print the label"]}));
    make("user_fields", "user_field", json!({"type": "text", "title": "Plan"}));
    make("organization_fields", "organization_field", json!({"type": "text", "title": "Plan"}));
    make("api_tokens", "api_token", json!({"description": "Export"}));
    let imap = json!({"host": "imap.desk.test", "port": 993, "security": "tls", "username": "u", "password": SECRET});
    make("mailboxes", "mailbox", json!({"address": "help@desk.test", "imap": imap, "group_id": group}));
    let relay = json!({"host": "smtp.desk.test", "port": 587, "security": "starttls", "username": "u", "password": SECRET});
    admin.put("/api/v2/relay", &json!({"relay": relay}));
    admin.put("/api/v2/account/settings", &json!({"settings": {"desk": {"name": "Atelier"}}}));
    let invitation = json!({"email": "ben@desk.test", "name": "Ben", "role": "agent"});
    admin.post("/api/v2/invitations", &json!({"invitations": [invitation]}));
    admin.put(&format!("/api/v2/users/{}", mia.id), &json!({"user": {"suspended": true}}));
    admin.put(&format!("/api/v2/users/{}", ana.id), &json!({"user": {"role": "admin"}}));
    let condition = json!({"field": "status", "operator": "is", "value": "open"});
    let view = make("views", "view", json!({"title": "Urgent", "conditions": {"all": [condition]}}));
    let path = format!("/api/v2/views/{view}");
    admin.put(
        &path,
        &json!({"view": {"title": "Very urgent", "restriction": {"type": "Group", "ids": [group]}}}),
    );
    assert_eq!(admin.ask("DELETE", &path, b"").status, 204);
    vec![
        "group",
        "macro",
        "ticket_field",
        "ticket_form",
        "custom_status",
        "task_template",
        "user_field",
        "organization_field",
        "mailbox",
        "settings",
        "invitation",
        "user",
        "view",
    ]
}

fn changed(entry: &Value, field: &str) -> (Value, Value) {
    let change = find(&entry["changes"], |change| change["field"] == field).unwrap_or_default();
    (change["previous_value"].clone(), change["value"].clone())
}

desk_test! {
    fn every_change_of_a_setting_is_told_field_by_field_and_never_a_secret(desk: HelpDesk) {
        let kinds = change_everything(&desk);
        let log = desk.admin.get("/api/v2/audit_logs?page[size]=100");
        let entries = &log["audit_logs"];
        for kind in kinds {
            assert!(find(entries, |entry| entry["source_type"] == kind).is_some(), "{kind}: {log:#}");
        }
        assert!(!log.to_string().contains(SECRET));
        assert_eq!((&entries[0]["action"], &entries[0]["source_label"]), (&json!("destroy"), &json!("Very urgent")));
        assert_eq!(changed(&entries[1], "title"), (json!("Urgent"), json!("Very urgent")));
        assert_eq!(changed(&entries[1], "restriction"), (Value::Null, json!(["Repairs"])));
        assert_eq!(changed(&entries[2], "conditions.all").1, json!(["status is open"]));
        assert_eq!(entries[2]["actor_name"], "Ada");
        let promoted = find(entries, |entry| changed(entry, "role") == (json!("agent"), json!("admin")));
        assert_eq!(promoted.unwrap()["source_label"], "Ana");
        assert!(find(entries, |entry| changed(entry, "suspended").1 == true).is_some());
        let server = find(entries, |entry| entry["source_type"] == "mailbox").unwrap();
        assert_eq!(changed(&server, "imap.host").1, "imap.desk.test");
        assert_eq!(changed(&server, "group_id").1, "Repairs");
        let one = desk.admin.get(&format!("/api/v2/audit_logs/{}", entries[1]["id"]));
        assert_eq!(one["audit_log"], entries[1]);
    }

    fn the_log_is_filtered_paged_and_exported(desk: HelpDesk) {
        change_everything(&desk);
        let of = |query: &str| {
            let log = desk.admin.get(&format!("/api/v2/audit_logs?{query}"))["audit_logs"].take();
            log.as_array().unwrap().iter().map(|entry| entry["source_type"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(of("filter[source_type]=view"), ["view"; 3]);
        let id = desk.admin.get("/api/v2/groups")["groups"][0]["id"].clone();
        assert_eq!(of(&format!("filter[source_type]=group&filter[source_id]={id}")), ["group"]);
        let mine = format!("filter[actor_id]={}", desk.admin.id);
        assert!(of(&mine).len() > 10 && of("filter[actor_id]=999999").is_empty());
        let past = "filter[created_at][]=2020-01-01T00:00:00Z&filter[created_at][]=2020-12-31T00:00:00Z";
        assert!(of(past).is_empty());
        let whole = of("sort=-created_at&page[size]=100");
        let first = desk.admin.get("/api/v2/audit_logs?page[size]=3");
        let next = first["links"]["next"].as_str().unwrap();
        let second = desk.admin.get(next.split_at(next.find("/api").unwrap()).1);
        assert_eq!(second["audit_logs"][0]["source_type"], whole[3].as_str());

        let file = desk.admin.ask("GET", "/api/v2/audit_logs/csv?filter[source_type]=view", b"");
        assert!(file.header("content-type").starts_with("text/csv"));
        assert!(file.body.contains("Urgent,Very urgent"), "{}", file.body);
    }

    fn what_customers_and_agents_do_every_day_is_no_setting(desk: HelpDesk) {
        let ana = desk.agent("Ana");
        let newest = || desk.admin.get("/api/v2/audit_logs?page[size]=1")["audit_logs"][0]["id"].clone();
        let before = newest();
        let ticket = json!({"subject": "Chair", "comment": {"body": "x"}, "requester": {"name": "Mia", "email": "mia@a.test"}});
        let ticket = ana.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"].clone();
        ana.put(&format!("/api/v2/users/{}", ticket["requester_id"]), &json!({"user": {"phone": "12"}}));
        ana.put(&format!("/api/v2/tickets/{}", ticket["id"]), &json!({"ticket": {"status": "solved"}}));
        assert_eq!(newest(), before);
    }
}
