//! Many tickets are changed at once, and taken back.

use serde_json::{Value, json};
use testing::wait_until;

use crate::{
    help_desk::{HelpDesk, PATIENCE},
    program::Desk,
};

const PATH: &str = "/api/v2/bulk_changes";

/// Creates this many tickets of one requester; their numbers.
fn tickets(desk: &HelpDesk, number: usize) -> Vec<i64> {
    let one = |index: usize| {
        json!({"subject": format!("Chair {index}"), "comment": {"body": "It broke.", "public": false},
            "requester": {"name": "Mia Martin", "email": "mia@shop.test"}, "tags": ["chair"]})
    };
    for chunk in (0..number).collect::<Vec<_>>().chunks(100) {
        let lot: Vec<Value> = chunk.iter().map(|index| one(*index)).collect();
        let job = desk.admin.post("/api/v2/tickets/create_many", &json!({"tickets": lot}));
        desk.wait_for_job(job["job_status"]["id"].as_str().unwrap(), PATIENCE);
    }
    (1..=i64::try_from(number).unwrap()).collect()
}

fn a_view(desk: &HelpDesk, conditions: Value) -> i64 {
    let view = json!({"title": "Chairs", "conditions": {"all": conditions}});
    desk.admin.post("/api/v2/views", &json!({"view": view}))["view"]["id"].as_i64().unwrap()
}

fn begin(desk: &HelpDesk, change: Value) -> i64 {
    desk.admin.post(PATH, &json!({"bulk_change": change}))["bulk_change"]["id"].as_i64().unwrap()
}

/// A bulk change, as soon as it is at this stage.
fn at(desk: &HelpDesk, id: i64, stage: &str) -> Value {
    let mut shown = Value::Null;
    let is_there = wait_until(PATIENCE, || {
        shown = desk.admin.get(&format!("{PATH}/{id}"))["bulk_change"].take();
        shown["stage"] == stage
    });
    assert!(is_there, "never {stage}: {shown}");
    shown
}

fn undo(desk: &HelpDesk, id: i64) -> Value {
    desk.admin.post(&format!("{PATH}/{id}/undo"), &json!({}));
    at(desk, id, "undone")
}

fn ticket(desk: &HelpDesk, id: i64) -> Value {
    desk.admin.get(&format!("/api/v2/tickets/{id}"))["ticket"].take()
}

desk_test! {
    fn all_tickets_of_a_view_are_changed_and_taken_back_where_nobody_changed_them_since(desk: HelpDesk) {
        let ids = tickets(&desk, 230);
        let view = a_view(&desk, json!([{"field": "current_tags", "operator": "includes", "value": "chair"}]));
        desk.admin.put("/api/v2/tickets/1", &json!({"ticket": {"status": "closed"}}));
        desk.admin.put("/api/v2/tickets/2", &json!({"ticket": {"status": "pending", "tags": ["chair", "urgent"]}}));
        let change = json!({"status": "pending", "additional_tags": ["urgent"]});
        let id = begin(&desk, json!({"view_id": view, "ticket": change}));
        // Whatever comes into the view meanwhile is not meant.
        let later = tickets(&desk, 1).len() + ids.len();
        let done = at(&desk, id, "changed");
        let counts = ["total", "changed", "unchanged", "refused", "waiting"].map(|name| done[name].as_i64().unwrap());
        assert_eq!(counts, [230, 228, 1, 1, 0]);
        assert_eq!(done["reasons"][0]["cause"], "closed");
        assert_eq!(done["reasons"][0]["ticket_ids"], json!([1]));
        assert_eq!(ticket(&desk, 230)["status"], "pending");
        assert_eq!(ticket(&desk, i64::try_from(later).unwrap())["status"], "new");
        let job = desk.admin.get(&format!("/api/v2/job_statuses/{}", done["job_status_id"].as_str().unwrap()));
        assert_eq!((&job["job_status"]["status"], &job["job_status"]["progress"]), (&json!("completed"), &json!(230)));
        let audits = desk.admin.get("/api/v2/tickets/230/audits");
        assert_eq!(audits["audits"].as_array().unwrap().last().unwrap()["via"]["source"]["rel"], "bulk_change");

        desk.admin.put("/api/v2/tickets/5", &json!({"ticket": {"status": "open"}}));
        let undone = undo(&desk, id);
        assert_eq!((&undone["restored"], &undone["left_alone"]), (&json!(227), &json!(1)));
        let left = undone["reasons"].as_array().unwrap().iter().find(|reason| reason["cause"] == "moved_on").unwrap();
        assert_eq!(left["ticket_ids"], json!([5]));
        assert_eq!((&ticket(&desk, 230)["status"], &ticket(&desk, 230)["tags"]), (&json!("new"), &json!(["chair"])));
        assert_eq!(ticket(&desk, 5)["status"], "open");
        assert_eq!(ticket(&desk, 2)["tags"], json!(["chair", "urgent"]));
        assert_eq!(desk.admin.ask("POST", &format!("{PATH}/{id}/undo"), b"{}").status, 409);
    }

    fn an_answer_to_many_greets_each_by_name_and_is_held_back_like_any_other(desk: HelpDesk) {
        tickets(&desk, 3);
        let other = json!({"subject": "Lamp", "comment": {"body": "x", "public": false},
            "requester": {"name": "<b>Tom</b>", "email": "tom@shop.test"}});
        desk.admin.post("/api/v2/tickets", &json!({"ticket": other}));
        let comment = json!({"html_body": "<p>Hello {{ticket.requester.first_name}}, about #{{ticket.id}}</p>"});
        let change = json!({"ids": [1, 4], "ticket": {"status": "solved", "comment": comment}});
        let shown = desk.admin.post(&format!("{PATH}/preview"), &json!({"bulk_change": change}));
        assert_eq!((&shown["count"], &shown["ticket"]["comment"]["body"]), (&json!(2), &json!("Hello Mia, about #1")));
        assert_eq!(ticket(&desk, 1)["comment_count"], 1);

        let id = begin(&desk, change);
        at(&desk, id, "changed");
        let page = desk.admin.get("/api/v2/tickets/4/conversation");
        assert_eq!(page["comments"][1]["plain_body"], "Hello <b>Tom</b>, about #4");
        assert_eq!(page["comments"][1]["delivery"]["state"], "queued");
        let undone = undo(&desk, id);
        assert_eq!(undone["restored"], 2);
        let page = desk.admin.get("/api/v2/tickets/4/conversation");
        assert_eq!((page["comments"].as_array().unwrap().len(), &page["ticket"]["status"]), (1, &json!("new")));
        assert_eq!(page["drafts"], json!([]), "many answers taken back are not many drafts");
    }

    fn a_macro_is_used_on_all_that_a_search_or_conditions_find(desk: HelpDesk) {
        tickets(&desk, 4);
        let used = json!({"title": "Take", "actions": [
            {"field": "assignee_id", "value": "current_user"},
            {"field": "comment_value", "value": "Ticket {{ticket.id}} is mine"},
            {"field": "comment_mode_is_public", "value": "false"}]});
        let used = desk.admin.post("/api/v2/macros", &json!({"macro": used}))["macro"]["id"].clone();
        let search = "/api/v2/search/count?query=type:ticket%20%22Chair%202%22";
        assert!(wait_until(PATIENCE, || desk.admin.get(search)["count"] == 1));
        let id = begin(&desk, json!({"query": "type:ticket \"Chair 2\"", "macro_id": used}));
        let done = at(&desk, id, "changed");
        assert_eq!((&done["total"], &done["changed"]), (&json!(1), &json!(1)));
        let page = desk.admin.get("/api/v2/tickets/3/conversation");
        assert_eq!(page["ticket"]["assignee_id"], desk.admin.id);
        assert_eq!(page["comments"][1]["plain_body"], "Ticket 3 is mine");
        assert_eq!(page["comments"][1]["public"], false);
        let mine = json!({"all": [{"field": "assignee_id", "operator": "is", "value": "current_user"}], "any": []});
        let id = begin(&desk, json!({"conditions": mine, "ticket": {"priority": "high"}}));
        assert_eq!(at(&desk, id, "changed")["changed"], 1);
        assert_eq!(ticket(&desk, 3)["priority"], "high");
        let uses = desk.admin.get("/api/v2/macros?include=usage_7d");
        assert_eq!(uses["macros"][0]["usage_7d"], 1);
    }

    fn a_process_that_is_killed_goes_on_where_it_was_and_changes_no_ticket_twice(desk: HelpDesk) {
        let ids = tickets(&desk, 300);
        let comment = json!({"body": "once", "public": false});
        let id = begin(&desk, json!({"ids": ids, "ticket": {"comment": comment}}));
        desk.restart();
        // What was under way is left to the killed process for a while.
        desk.advance(600);
        let done = at(&desk, id, "changed");
        assert_eq!((&done["changed"], &done["refused"]), (&json!(300), &json!(0)));
        let counts = ids.chunks(100).flat_map(|chunk| {
            let named = chunk.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
            let page = desk.admin.get(&format!("/api/v2/tickets/show_many?ids={named}"));
            page["tickets"].as_array().unwrap().iter().map(|ticket| ticket["comment_count"].clone()).collect::<Vec<_>>()
        });
        assert!(counts.into_iter().all(|count| count == 2));
    }

    fn what_makes_no_sense_is_refused_before_any_ticket_is_changed_and_others_changes_are_not_shown(desk: HelpDesk) {
        tickets(&desk, 2);
        let ana = desk.agent("Ana");
        let before = desk.everything();
        for (field, change) in [
            ("view_id", json!({"ticket": {"status": "open"}})),
            ("view_id", json!({"ids": [1], "query": "chair", "ticket": {"status": "open"}})),
            ("view_id", json!({"view_id": 999_999, "ticket": {"status": "open"}})),
            ("ticket", json!({"ids": [1]})),
            ("ids", json!({"ids": [], "ticket": {"status": "open"}})),
            ("status", json!({"ids": [1, 2], "ticket": {"status": "finished"}})),
            ("group_id", json!({"ids": [1, 2], "ticket": {"group_id": 999_999}})),
            ("comment", json!({"ids": [1, 2], "ticket": {"comment": {"body": "Hello {{ticket.nmae}}"}}})),
            ("comment", json!({"ids": [1, 2], "ticket": {"comment": {"body": "x", "to": ["a@b.test"]}}})),
            ("macro_id", json!({"ids": [1, 2], "macro_id": 999_999})),
        ] {
            let answer = desk.admin.ask("POST", PATH, json!({"bulk_change": change}).to_string().as_bytes());
            assert_eq!(answer.status, 422, "{change}: {}", answer.body);
            assert!(answer.json()["details"][field].is_array(), "{field}: {}", answer.body);
        }
        assert_eq!(desk.everything(), before);
        let id = begin(&desk, json!({"ids": [1], "ticket": {"priority": "low"}}));
        at(&desk, id, "changed");
        assert_eq!(ana.ask("GET", &format!("{PATH}/{id}"), b"").status, 404);
        assert_eq!(ana.ask("POST", &format!("{PATH}/{id}/undo"), b"{}").status, 404);
        assert_eq!(ana.get(PATH)["bulk_changes"], json!([]));
        desk.advance(601);
        let late = desk.admin.ask("POST", &format!("{PATH}/{id}/undo"), b"{}");
        assert!(late.status == 409 && late.body.contains("ten minutes"), "{}", late.body);
    }
}
