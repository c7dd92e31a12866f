//! Tickets are linked: as parent and child, or as related.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, program::Desk};

fn a_ticket(desk: &HelpDesk, subject: &str) -> i64 {
    let comment = json!({"body": "The lamp is broken", "public": false});
    let ticket = json!({"subject": subject, "requester": {"name": "Mia", "email": "mia@shop.test"}, "comment": comment});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

fn link(desk: &HelpDesk, ticket: i64, kind: &str, other: i64) -> (u16, String) {
    let body = json!({"link": {"kind": kind, "ticket_id": other}}).to_string();
    let answer = desk.admin.ask("POST", &format!("/api/v2/tickets/{ticket}/links"), body.as_bytes());
    (answer.status, answer.body)
}

/// The ticket's links as pairs of kind and number.
fn links(desk: &HelpDesk, ticket: i64) -> Vec<(String, i64)> {
    let page = desk.admin.get(&format!("/api/v2/tickets/{ticket}/conversation"));
    let pair =
        |link: &Value| (link["kind"].as_str().unwrap().to_owned(), link["ticket"]["id"].as_i64().unwrap());
    page["links"].as_array().unwrap().iter().map(pair).collect()
}

fn kind(kind: &str, id: i64) -> (String, i64) {
    (kind.to_owned(), id)
}

fn last_event(desk: &HelpDesk, ticket: i64) -> Value {
    let audits = desk.admin.get(&format!("/api/v2/tickets/{ticket}/audits"));
    audits["audits"].as_array().unwrap().last().unwrap()["events"][0].clone()
}

desk_test! {
    fn both_tickets_show_a_link_and_both_histories_tell_it(desk: HelpDesk) {
        let (lot, lamp, chair) = (a_ticket(&desk, "The lot"), a_ticket(&desk, "Lamp"), a_ticket(&desk, "Chair"));
        assert_eq!(link(&desk, lot, "child", lamp).0, 201);
        assert_eq!(link(&desk, chair, "related", lot).0, 201);
        assert_eq!(links(&desk, lot), [kind("child", lamp), kind("related", chair)]);
        assert_eq!(links(&desk, lamp), [kind("parent", lot)]);
        assert_eq!(links(&desk, chair), [kind("related", lot)]);
        let told = last_event(&desk, lamp);
        assert_eq!((&told["type"], &told["kind"], &told["ticket"]), (&json!("Link"), &json!("parent"), &json!(lot)));
        assert_eq!(last_event(&desk, lot)["kind"], "related");
        for (ticket, other) in [(lamp, lot), (lot, chair)] {
            assert_eq!(desk.admin.ask("DELETE", &format!("/api/v2/tickets/{ticket}/links/{other}"), b"").status, 204);
        }
        assert!(links(&desk, lot).is_empty() && links(&desk, lamp).is_empty());
        assert_eq!((&last_event(&desk, lamp)["type"], &last_event(&desk, chair)["type"]), (&json!("Unlink"), &json!("Unlink")));
        assert_eq!(desk.admin.ask("DELETE", &format!("/api/v2/tickets/{lamp}/links/{lot}"), b"").status, 404);
    }

    fn circles_second_parents_and_links_to_itself_are_refused(desk: HelpDesk) {
        let tickets: Vec<i64> = (1..=4).map(|number| a_ticket(&desk, &format!("Ticket {number}"))).collect();
        let [first, second, third, fourth] = tickets[..] else { panic!("four tickets") };
        assert_eq!(link(&desk, first, "child", second).0, 201);
        assert_eq!(link(&desk, third, "parent", second).0, 201);
        for (ticket, how, other, why) in [
            (third, "child", first, "is below"),
            (first, "parent", third, "is below"),
            (fourth, "child", third, "already"),
            (first, "related", second, "linked already"),
            (first, "related", first, "to itself"),
        ] {
            let (status, body) = link(&desk, ticket, how, other);
            assert!(status == 422 && body.contains("ticket_id") && body.contains(why), "{how}: {body}");
        }
        assert_eq!(links(&desk, third), [kind("parent", second)]);
    }

    fn a_ticket_is_created_as_a_child_and_a_deleted_one_is_not_shown(desk: HelpDesk) {
        let lot = a_ticket(&desk, "The lot");
        let comment = json!({"body": "Ask the workshop", "public": false});
        let new = json!({"ticket": {"subject": "The lot", "comment": comment, "parent_id": lot}});
        let child = desk.admin.post("/api/v2/tickets", &new)["ticket"]["id"].as_i64().unwrap();
        assert_eq!(links(&desk, lot), [kind("child", child)]);
        let events = desk.admin.get(&format!("/api/v2/tickets/{child}/audits"))["audits"][0]["events"].clone();
        let names_parent = |event: &Value| event["type"] == "Link" && event["ticket"] == lot;
        assert!(events.as_array().unwrap().iter().any(names_parent), "{events}");
        assert_eq!(last_event(&desk, lot)["ticket"], child);
        desk.admin.ask("DELETE", &format!("/api/v2/tickets/{child}"), b"");
        assert!(links(&desk, lot).is_empty());
    }
}
