//! What views ask for, and how their tickets are grouped and sorted.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, program::Desk};

/// A ticket of Mia's as these fields say; its number.
fn a_ticket(desk: &HelpDesk, fields: Value) -> i64 {
    let mut ticket = json!({"subject": "Chair", "comment": {"body": "x", "public": false},
        "requester": {"name": "Mia", "email": "mia@shop.test"}});
    for (name, value) in fields.as_object().unwrap() {
        ticket[name] = value.clone();
    }
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

fn a_view(desk: &HelpDesk, conditions: &Value, output: &Value) -> i64 {
    let view = json!({"title": "Mine", "conditions": conditions, "output": output});
    desk.admin.post("/api/v2/views", &json!({"view": view}))["view"]["id"].as_i64().unwrap()
}

fn found(desk: &HelpDesk, path: &str) -> Vec<i64> {
    let page = desk.admin.get(path);
    page["tickets"].as_array().unwrap().iter().map(|ticket| ticket["id"].as_i64().unwrap()).collect()
}

fn condition(field: &str, operator: &str, value: &str) -> Value {
    json!({"field": field, "operator": operator, "value": value})
}

desk_test! {
    fn groups_of_conditions_lie_in_each_other_and_are_counted_as_they_are_listed(desk: HelpDesk) {
        let urgent = a_ticket(&desk, json!({"priority": "urgent"}));
        let tagged = a_ticket(&desk, json!({"priority": "low", "tags": ["vip"]}));
        let _neither = a_ticket(&desk, json!({"priority": "low"}));
        let solved = a_ticket(&desk, json!({"priority": "urgent", "status": "solved"}));
        let pressing = json!({"any": [condition("priority", "is", "urgent"),
            {"all": [condition("priority", "is", "low"), condition("current_tags", "includes", "vip")]}]});
        let nested = json!({"all": [condition("status", "less_than", "solved"), pressing]});
        let view = a_view(&desk, &nested, &json!({"sort_by": "id", "sort_order": "asc"}));
        assert_eq!(found(&desk, &format!("/api/v2/views/{view}/tickets")), [urgent, tagged]);
        assert_eq!(desk.admin.get(&format!("/api/v2/views/{view}/count"))["view_count"]["value"], 2);
        let stored = desk.admin.get(&format!("/api/v2/views/{view}"));
        assert_eq!(stored["view"]["conditions"]["all"][1]["any"][1]["all"][1]["value"], "vip");
        // Kept counts answer for groups of what they know.
        let counted = json!({"all": [{"any": [condition("status", "is", "solved"), condition("status", "is", "closed")]}]});
        let view = a_view(&desk, &counted, &json!({}));
        assert_eq!(desk.admin.get(&format!("/api/v2/views/{view}/count"))["view_count"]["value"], 1);
        assert_eq!(found(&desk, &format!("/api/v2/views/{view}/tickets")), [solved]);

        let wrong = json!({"all": [{"any": [condition("status", "is", "open"), condition("colour", "is", "red")]}]});
        for refused in [wrong, json!({"all": [{"any": []}]})] {
            let body = json!({"view": {"title": "x", "conditions": refused}}).to_string();
            let answer = desk.admin.ask("POST", "/api/v2/views/preview", body.as_bytes());
            assert!(answer.status == 422 && answer.body.contains("conditions.all[0]"), "{}", answer.body);
        }
    }

    fn tickets_are_asked_for_by_their_days_and_by_words_of_their_subject(desk: HelpDesk) {
        let chair = a_ticket(&desk, json!({"subject": "A 100% broken Chair", "due_at": "2026-12-24T10:00:00Z"}));
        let lamp = a_ticket(&desk, json!({"subject": "A lamp", "status": "solved"}));
        for (asked, expected) in [
            (condition("subject", "includes", "chair"), vec![chair]),
            (condition("subject", "not_includes", "0% bro"), vec![lamp]),
            (condition("subject", "is", "a lamp"), vec![lamp]),
            (condition("due_at", "less_than", "2026-12-25"), vec![chair]),
            (condition("due_at", "greater_than", "2026-12-24"), vec![]),
            (condition("due_at", "not_present", ""), vec![lamp]),
            (condition("solved_at", "present", ""), vec![lamp]),
            (condition("created_at", "greater_than", "2020-01-01"), vec![chair, lamp]),
            (condition("created_at", "less_than", "2020-01-01"), vec![]),
        ] {
            let view = a_view(&desk, &json!({"all": [asked]}), &json!({"sort_by": "id", "sort_order": "asc"}));
            assert_eq!(found(&desk, &format!("/api/v2/views/{view}/tickets")), expected, "{asked}");
        }
    }

    fn the_tickets_of_a_view_fall_into_groups_that_are_read_one_by_one(desk: HelpDesk) {
        let ana = desk.agent("Ana");
        let high = a_ticket(&desk, json!({"priority": "high", "assignee_id": ana.id}));
        let low = a_ticket(&desk, json!({"priority": "low", "assignee_id": desk.admin.id}));
        let none = a_ticket(&desk, json!({"tags": ["chair"]}));
        let also_high = a_ticket(&desk, json!({"priority": "high"}));
        let view = a_view(&desk, &json!({"all": [condition("status", "less_than", "solved")]}), &json!({"group_by": "priority"}));
        let groups = |by: &str| desk.admin.get(&format!("/api/v2/views/{view}/groups?group_by={by}"))["groups"].clone();
        assert_eq!(groups("priority"), json!([{"value": "high", "name": null, "count": 2},
            {"value": "low", "name": null, "count": 1}, {"value": null, "name": null, "count": 1}]));
        assert_eq!(groups("assignee"), json!([{"value": desk.admin.id, "name": "Ada", "count": 1},
            {"value": ana.id, "name": "Ana", "count": 1}, {"value": null, "name": null, "count": 2}]));
        assert_eq!(groups("requester")[0]["name"], "Mia");
        let of = |value: &str| {
            let path = format!("/api/v2/views/{view}/tickets?group_by=priority&group_value={value}&sort=id&page[size]=50");
            found(&desk, &path)
        };
        assert_eq!((of("high"), of("low"), of("")), (vec![high, also_high], vec![low], vec![none]));
        // What is not counted beforehand is counted then.
        let tagged = a_view(&desk, &json!({"all": [condition("current_tags", "includes", "chair")]}), &json!({}));
        let counted = desk.admin.get(&format!("/api/v2/views/{tagged}/groups?group_by=status"));
        assert_eq!(counted["groups"], json!([{"value": "new", "name": null, "count": 1}]));
        for question in ["groups?group_by=colour", "tickets?group_by=colour", "tickets?group_by=status&group_value=red"] {
            let answer = desk.admin.ask("GET", &format!("/api/v2/views/{view}/{question}"), b"");
            assert_eq!(answer.status, 422, "{question}: {}", answer.body);
        }
    }

    fn whoever_has_waited_longest_for_an_answer_comes_first(desk: HelpDesk) {
        let mia = desk.customer("mia@shop.test");
        let asked = |subject: &str| {
            desk.advance(60);
            let ticket = json!({"subject": subject, "comment": {"body": "please"}});
            mia.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
        };
        let (first, second, third) = (asked("one"), asked("two"), asked("three"));
        let say = |ticket: i64, body: &str, public: bool| {
            desk.advance(60);
            let comment = json!({"body": body, "public": public});
            desk.admin.put(&format!("/api/v2/tickets/{ticket}"), &json!({"ticket": {"comment": comment}}))
        };
        say(first, "an answer", true);
        say(second, "a note", false);
        let view = a_view(&desk, &json!({"all": [condition("status", "less_than", "solved")]}), &json!({}));
        let longest = || found(&desk, &format!("/api/v2/views/{view}/tickets?sort=waiting_since&page[size]=50"));
        assert_eq!(longest(), [second, third, first]);
        let waiting = |ticket: i64| desk.admin.get(&format!("/api/v2/tickets/{ticket}"))["ticket"]["waiting_since"].clone();
        assert_eq!((waiting(first).is_null(), waiting(second).is_string()), (true, true));
        // Whoever writes again after an answer waits from then on.
        desk.advance(60);
        mia.put(&format!("/api/v2/tickets/{first}"), &json!({"ticket": {"comment": {"body": "and now?"}}}));
        assert_eq!(longest(), [second, third, first]);
        assert!(waiting(first).as_str() > waiting(third).as_str());
        say(second, "an answer", true);
        assert_eq!(longest(), [third, first, second]);
    }
}
