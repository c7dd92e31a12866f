//! Fields of the desk's own: defined, filled in, found by.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, program::Desk};

fn field(desk: &HelpDesk, body: Value) -> i64 {
    desk.admin.post("/api/v2/ticket_fields", &json!({"ticket_field": body}))["ticket_field"]["id"]
        .as_i64()
        .unwrap()
}

fn a_ticket(desk: &HelpDesk, values: Value) -> i64 {
    let ticket = json!({"subject": "Chair", "comment": {"body": "x"}, "custom_fields": values,
        "requester": {"name": "Mia", "email": "mia@shop.test"}});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

fn colours() -> Value {
    json!({"type": "tagger", "title": "Colour", "custom_field_options": [
        {"name": "Reds::Ruby", "value": "Ruby Red"}, {"name": "Blue", "value": ""}]})
}

desk_test! {
    fn every_kind_of_value_is_kept_in_its_own_form_or_refused(desk: HelpDesk) {
        let ticket = a_ticket(&desk, json!([]));
        let organization = desk.admin.post("/api/v2/organizations", &json!({"organization": {"name": "Shop"}}));
        let organization = organization["organization"]["id"].to_string();
        let several = json!({"type": "multiselect", "title": "Parts", "custom_field_options": [
            {"name": "Leg", "value": "leg"}, {"name": "Seat", "value": "seat"}]});
        for (definition, given, kept, refused) in [
            (json!({"type": "text", "title": "Line"}), json!(" a "), json!("a"), json!("a\nb")),
            (json!({"type": "textarea", "title": "Lines"}), json!("a\nb"), json!("a\nb"), json!([])),
            (json!({"type": "integer", "title": "Number"}), json!("12"), json!(12), json!("twelve")),
            (json!({"type": "decimal", "title": "Price"}), json!("9,90"), json!("9.90"), json!("9.9.0")),
            (json!({"type": "date", "title": "Bought"}), json!("2026-02-28"), json!("2026-02-28"), json!("2026-02-30")),
            (json!({"type": "checkbox", "title": "Warranty", "tag": "Warranty"}), json!(true), json!(true), json!("maybe")),
            (colours(), json!("RUBY_RED"), json!("ruby_red"), json!("green")),
            (several, json!(["seat", "leg", "leg"]), json!(["leg", "seat"]), json!(["arm"])),
            (json!({"type": "regexp", "title": "Serial", "regexp_for_validation": "[A-Z]{2}\\d+"}), json!("FR7"), json!("FR7"), json!("7FR")),
            (json!({"type": "lookup", "title": "Dealer", "relationship_target_type": "zen:organization"}),
                json!(organization), json!(organization), json!(999_999)),
        ] {
            let id = field(&desk, definition.clone());
            let path = format!("/api/v2/tickets/{ticket}");
            let set = |value: &Value| json!({"ticket": {"custom_fields": [{"id": id, "value": value}]}}).to_string();
            let answer = desk.admin.ask("PUT", &path, set(&given).as_bytes());
            assert_eq!(answer.status, 200, "{definition}: {}", answer.body);
            let stored = |ticket: &Value| {
                let values = ticket["ticket"]["custom_fields"].as_array().unwrap().clone();
                values.into_iter().find(|entry| entry["id"] == id).unwrap()["value"].clone()
            };
            assert_eq!(stored(&answer.json()), kept, "{definition}");
            let answer = desk.admin.ask("PUT", &path, set(&refused).as_bytes());
            assert_eq!(answer.status, 422, "{definition} {refused}");
            assert!(answer.body.contains(&format!("custom_fields_{id}")), "{}", answer.body);
            assert_eq!(stored(&desk.admin.get(&path)), kept);
        }
        let tags = desk.admin.get(&format!("/api/v2/tickets/{ticket}"))["ticket"]["tags"].clone();
        assert_eq!(tags, json!(["leg", "ruby_red", "seat", "warranty"]));
    }

    fn an_option_takes_its_tag_along_and_comes_back_when_undone(desk: HelpDesk) {
        let id = field(&desk, colours());
        let ticket = a_ticket(&desk, json!([{"id": id, "value": "blue"}]));
        let path = format!("/api/v2/tickets/{ticket}");
        let tags = || desk.admin.get(&path)["ticket"]["tags"].clone();
        assert_eq!(tags(), json!(["blue"]));
        desk.admin.put(&path, &json!({"ticket": {"custom_fields": [{"id": id, "value": "ruby_red"}]}}));
        assert_eq!(tags(), json!(["ruby_red"]));
        let audits = desk.admin.get(&format!("{path}/audits"));
        let last = audits["audits"].as_array().unwrap().last().unwrap()["id"].clone();
        desk.admin.post(&format!("{path}/audits/{last}/undo"), &json!({}));
        assert_eq!(tags(), json!(["blue"]));
        assert_eq!(desk.admin.get(&path)["ticket"]["custom_fields"], json!([{"id": id, "value": "blue"}]));
    }

    fn tickets_are_found_by_their_values(desk: HelpDesk) {
        let (colour, price) = (field(&desk, colours()), field(&desk, json!({"type": "decimal", "title": "Price"})));
        let bought = field(&desk, json!({"type": "date", "title": "Bought"}));
        let cheap = a_ticket(&desk, json!([{"id": colour, "value": "blue"}, {"id": price, "value": "9.90"}]));
        let dear = a_ticket(&desk, json!([{"id": colour, "value": "ruby_red"}, {"id": price, "value": "100"},
            {"id": bought, "value": "2026-05-01"}]));
        let plain = a_ticket(&desk, json!([]));
        for (field, operator, value, expected) in [
            (colour, "is", json!("blue"), vec![cheap]),
            (colour, "is_not", json!("blue"), vec![dear, plain]),
            (colour, "present", Value::Null, vec![cheap, dear]),
            (colour, "not_present", Value::Null, vec![plain]),
            (price, "greater_than", json!("10"), vec![dear]),
            (price, "less_than_equal", json!(9.9), vec![cheap]),
            (price, "is", json!("9.9"), vec![cheap]),
            (bought, "less_than", json!("2026-05-02"), vec![dear]),
        ] {
            let condition = json!({"field": format!("custom_fields_{field}"), "operator": operator, "value": value});
            let view = json!({"view": {"title": "x", "all": [condition]}});
            let shown = desk.admin.post("/api/v2/views/preview", &view);
            let mut ids: Vec<i64> =
                shown["rows"].as_array().unwrap().iter().map(|row| row["ticket"]["id"].as_i64().unwrap()).collect();
            ids.sort_unstable();
            assert_eq!(ids, expected, "{operator} {value}");
        }
    }

    fn a_view_is_written_as_a_file_with_all_its_tickets_and_fields(desk: HelpDesk) {
        let id = field(&desk, colours());
        a_ticket(&desk, json!([{"id": id, "value": "blue"}]));
        a_ticket(&desk, json!([]));
        let views = desk.admin.get("/api/v2/views/active");
        let all = crate::help_desk::find(&views["views"], |view| view["key"] == "all_open").unwrap();
        let answer = desk.admin.ask("GET", &format!("/api/v2/views/{}/csv", all["id"]), b"");
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/csv; charset=utf-8"));
        assert!(answer.body.contains("Requester's e-mail") && answer.body.contains(",Colour"), "{}", answer.body);
        assert!(answer.body.contains("1,Chair,open,") || answer.body.contains("1,Chair,new,"), "{}", answer.body);
        assert!(answer.body.contains("mia@shop.test") && answer.body.contains(",blue\n"), "{}", answer.body);
    }

    fn a_required_field_holds_back_whoever_solves_but_no_program(desk: HelpDesk) {
        let id = field(&desk, json!({"type": "text", "title": "Cause", "required": true}));
        let path = format!("/api/v2/tickets/{}", a_ticket(&desk, json!([])));
        let answer = desk.admin.ask("PUT", &path, br#"{"ticket": {"status": "solved"}}"#);
        assert!(answer.status == 422 && answer.body.contains(&format!("custom_fields_{id}")), "{}", answer.body);
        let filled = json!({"ticket": {"status": "solved", "custom_fields": [{"id": id, "value": "worn"}]}});
        assert_eq!(desk.admin.put(&path, &filled)["ticket"]["status"], "solved");
    }

    fn customers_see_and_fill_in_only_what_is_for_them(desk: HelpDesk) {
        let mia = desk.customer("mia@shop.test");
        let colour = |seen: bool, editable: bool| {
            let mut new = colours();
            new["visible_in_portal"] = json!(seen);
            new["editable_in_portal"] = json!(editable);
            field(&desk, new)
        };
        let (hidden, seen, theirs) = (colour(false, true), colour(true, false), colour(true, true));
        let of_all = json!([hidden, seen, theirs].map(|id| json!({"id": id, "value": "blue"})));
        let path = format!("/api/v2/tickets/{}", a_ticket(&desk, of_all));
        let shown = mia.get(&path)["ticket"]["custom_fields"].clone();
        assert_eq!(shown, json!([{"id": seen, "value": "blue"}, {"id": theirs, "value": "blue"}]));
        let set = |id: i64| json!({"ticket": {"custom_fields": [{"id": id, "value": "ruby_red"}]}}).to_string();
        for id in [hidden, seen] {
            assert_eq!(mia.ask("PUT", &path, set(id).as_bytes()).status, 403);
            let new = json!({"ticket": {"subject": "x", "comment": {"body": "y"}, "custom_fields": [{"id": id, "value": "blue"}]}});
            assert_eq!(mia.ask("POST", "/api/v2/tickets", new.to_string().as_bytes()).status, 403);
        }
        assert_eq!(mia.ask("PUT", &path, set(theirs).as_bytes()).status, 200);
        let stale = json!({"ticket": {"custom_fields": [{"id": theirs, "value": "blue"}], "safe_update": true,
            "updated_stamp": "2020-01-01T00:00:00Z"}}).to_string();
        let conflict = mia.ask("PUT", &path, stale.as_bytes());
        assert!(conflict.status == 409 && !conflict.body.contains("ruby_red\"}"), "{}", conflict.body);
        assert_eq!(conflict.json()["current"]["custom_fields"], json!([]));
    }

    fn a_new_ticket_has_the_default_options_unless_others_are_chosen(desk: HelpDesk) {
        let mut with_default = colours();
        with_default["custom_field_options"][1]["default"] = json!(true);
        let id = field(&desk, with_default);
        for (given, expected) in [(json!([]), "blue"), (json!([{"id": id, "value": "ruby_red"}]), "ruby_red")] {
            let ticket = desk.admin.get(&format!("/api/v2/tickets/{}", a_ticket(&desk, given)));
            assert_eq!(ticket["ticket"]["custom_fields"], json!([{"id": id, "value": expected}]));
            assert_eq!(ticket["ticket"]["tags"], json!([expected]));
        }
    }

    fn fields_are_ordered_changed_and_removed_by_admins(desk: HelpDesk) {
        let (first, second) = (field(&desk, colours()), field(&desk, json!({"type": "text", "title": "Line"})));
        let ana = desk.agent("Ana");
        let order = |person: &crate::person::Person| -> Vec<i64> {
            let fields = person.get("/api/v2/ticket_fields");
            fields["ticket_fields"].as_array().unwrap().iter().map(|field| field["id"].as_i64().unwrap()).collect()
        };
        desk.admin.put("/api/v2/ticket_fields/reorder", &json!({"ticket_field_ids": [second]}));
        assert_eq!(order(&ana), [second, first]);
        assert_eq!(order(&desk.customer("mia@shop.test")), Vec::<i64>::new());
        let path = format!("/api/v2/ticket_fields/{first}");
        let shown = json!({"ticket_field": {"visible_in_portal": true, "title": "Paint"}});
        assert_eq!(ana.ask("PUT", &path, shown.to_string().as_bytes()).status, 403);
        let changed = desk.admin.put(&path, &shown);
        assert_eq!((&changed["ticket_field"]["title"], changed["ticket_field"]["custom_field_options"][1]["value"].as_str()),
            (&json!("Paint"), Some("blue")));
        let other = json!({"ticket_field": {"type": "text"}}).to_string();
        assert_eq!(desk.admin.ask("PUT", &path, other.as_bytes()).status, 422);
        let ticket = format!("/api/v2/tickets/{}", a_ticket(&desk, json!([{"id": first, "value": "blue"}])));
        let read = desk.admin.get(&ticket)["ticket"]["custom_fields"].clone();
        assert_eq!(desk.admin.ask("DELETE", &path, b"").status, 204);
        assert_eq!(order(&ana), [second]);
        assert_eq!(desk.admin.get(&ticket)["ticket"]["custom_fields"], json!([]));
        let sent_back = desk.admin.put(&ticket, &json!({"ticket": {"custom_fields": read}}));
        assert_eq!(sent_back["ticket"]["custom_fields"], json!([]));
    }
}
