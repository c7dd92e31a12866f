//! Tickets are merged, and parted again.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, program::Desk};

fn a_ticket(desk: &HelpDesk, from: &str, text: &str) -> i64 {
    let ticket = json!({"subject": format!("About {text}"), "comment": {"body": text}, "requester": {"name": "Mia", "email": from}});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

fn texts(page: &Value) -> Vec<&str> {
    page["comments"].as_array().unwrap().iter().map(|comment| comment["body"].as_str().unwrap()).collect()
}

fn merge(desk: &HelpDesk, target: i64, sources: &[i64]) -> Value {
    desk.admin.post(&format!("/api/v2/tickets/{target}/merge"), &json!({"ids": sources}))["job_status"]
        .clone()
}

desk_test! {
    fn the_survivor_shows_what_was_said_on_the_others_until_they_are_parted(desk: HelpDesk) {
        let first = a_ticket(&desk, "mia@shop.test", "chair");
        let second = a_ticket(&desk, "tom@shop.test", "same chair");
        let third = a_ticket(&desk, "mia@shop.test", "still the chair");
        let before = desk.admin.get(&format!("/api/v2/tickets/{second}"))["ticket"].clone();

        assert_eq!(merge(&desk, second, &[third])["status"], "completed");
        let job = merge(&desk, first, &[second, second]);
        let polled = desk.admin.get(&format!("/api/v2/job_statuses/{}", job["id"].as_str().unwrap()));
        assert_eq!(polled["job_status"], job);
        let page = desk.admin.get(&format!("/api/v2/tickets/{first}/conversation"));
        assert_eq!(texts(&page), ["chair", "same chair", "still the chair"]);
        assert_eq!(page["ticket"]["comment_count"], 3);
        assert_eq!(page["ticket"]["email_cc_ids"], json!([before["requester_id"]]));
        let merged = desk.admin.get(&format!("/api/v2/tickets/{third}/conversation"));
        assert_eq!((&merged["merged_into_id"], &merged["ticket"]["status"]), (&json!(first), &json!("closed")));
        let refused = desk.admin.ask("PUT", &format!("/api/v2/tickets/{third}"), br#"{"ticket":{"priority":"high"}}"#);
        assert!(refused.status == 403 && refused.body.contains(&format!("merged into {first}")), "{}", refused.body);

        let parted = desk.admin.post(&format!("/api/v2/tickets/{second}/unmerge"), &json!({}));
        assert_eq!(parted["ticket"]["status"], before["status"]);
        let page = desk.admin.get(&format!("/api/v2/tickets/{second}/conversation"));
        assert_eq!(texts(&page), ["same chair", "still the chair"]);
        let page = desk.admin.get(&format!("/api/v2/tickets/{first}/conversation"));
        assert_eq!((texts(&page), &page["ticket"]["comment_count"]), (vec!["chair"], &json!(1)));
    }

    fn what_somebody_had_begun_to_write_goes_on_on_the_survivor(desk: HelpDesk) {
        let (first, second) = (a_ticket(&desk, "mia@shop.test", "chair"), a_ticket(&desk, "mia@shop.test", "again"));
        let draft = |ticket: i64, text: &str| {
            let path = format!("/api/v2/tickets/{ticket}/drafts/reply");
            desk.admin.put(&path, &json!({"draft": {"html_body": text}}));
        };
        draft(first, "<p>One</p>");
        draft(second, "<p>Two</p>");
        merge(&desk, first, &[second]);
        let page = desk.admin.get(&format!("/api/v2/tickets/{first}/conversation"));
        assert_eq!(page["drafts"][0]["html_body"], "<p>One</p><p>Two</p>");
        let page = desk.admin.get(&format!("/api/v2/tickets/{second}/conversation"));
        assert_eq!(page["drafts"], json!([]));
    }

    fn merges_that_make_no_sense_change_nothing(desk: HelpDesk) {
        let (first, second) = (a_ticket(&desk, "mia@shop.test", "chair"), a_ticket(&desk, "mia@shop.test", "again"));
        let third = a_ticket(&desk, "mia@shop.test", "once more");
        merge(&desk, second, &[third]);
        let before = desk.everything();
        for (target, ids) in [(first, json!([first])), (first, json!([])), (first, json!([second, third])),
            (third, json!([first])), (first, json!([second, 999_999]))] {
            let body = json!({"ids": ids, "target_comment": "together"}).to_string();
            let answer = desk.admin.ask("POST", &format!("/api/v2/tickets/{target}/merge"), body.as_bytes());
            assert_eq!(answer.status, 422, "{target} {ids}: {}", answer.body);
            assert_eq!(answer.json()["error"], "RecordInvalid");
        }
        assert_eq!(desk.admin.ask("POST", &format!("/api/v2/tickets/{first}/unmerge"), b"{}").status, 422);
        assert_eq!(desk.everything(), before);
    }

    fn a_customer_never_reads_what_another_wrote_on_a_merged_ticket(desk: HelpDesk) {
        let mia = desk.customer("mia@shop.test");
        let (first, second) = (a_ticket(&desk, "mia@shop.test", "chair"), a_ticket(&desk, "tom@shop.test", "my address is secret"));
        let third = a_ticket(&desk, "mia@shop.test", "again");
        merge(&desk, first, &[second, third]);
        let page = mia.get(&format!("/api/v2/tickets/{first}/comments"));
        assert_eq!(texts(&page), ["chair", "again"]);
        assert_eq!(mia.get(&format!("/api/v2/tickets/{first}/comments/count"))["count"]["value"], 2);
    }

    fn spam_is_deleted_and_its_sender_suspended_but_never_a_colleague(desk: HelpDesk) {
        let ticket = a_ticket(&desk, "max@spam.test", "win");
        desk.admin.put(&format!("/api/v2/tickets/{ticket}/mark_as_spam"), &json!({}));
        assert_eq!(desk.admin.ask("GET", &format!("/api/v2/tickets/{ticket}"), b"").status, 404);
        let found = desk.admin.get("/api/v2/users/search?query=max@spam.test");
        assert_eq!(found["users"][0]["suspended"], true);
        let own = desk.admin.post("/api/v2/tickets", &json!({"ticket": {"subject": "x", "comment": {"body": "y"}}}));
        let path = format!("/api/v2/tickets/{}/mark_as_spam", own["ticket"]["id"]);
        assert_eq!(desk.admin.ask("PUT", &path, b"{}").status, 403);
    }

    fn solving_a_problem_answers_and_solves_its_incidents(desk: HelpDesk) {
        let problem = a_ticket(&desk, "ana@shop.test", "the lamp hums");
        let incidents: Vec<i64> = ["mia@shop.test", "tom@shop.test"].map(|from| a_ticket(&desk, from, "hum")).to_vec();
        desk.admin.put(&format!("/api/v2/tickets/{problem}"), &json!({"ticket": {"type": "problem"}}));
        for incident in &incidents {
            let link = json!({"ticket": {"type": "incident", "problem_id": problem}});
            desk.admin.put(&format!("/api/v2/tickets/{incident}"), &link);
        }
        let solved = json!({"ticket": {"status": "solved", "comment": {"body": "A new ballast is on its way."}}});
        desk.admin.put(&format!("/api/v2/tickets/{problem}"), &solved);
        let first = desk.admin.get(&format!("/api/v2/tickets/{}", incidents[0]));
        assert_ne!(first["ticket"]["status"], "solved", "the answer can still be taken back");
        desk.advance(60);
        for incident in incidents {
            let page = desk.page_when(incident, "solved", |page| page["ticket"]["status"] == "solved");
            assert_eq!(texts(&page).last(), Some(&"A new ballast is on its way."));
        }
    }

    fn a_closed_ticket_is_followed_up_by_one_that_goes_on_from_it(desk: HelpDesk) {
        let first = a_ticket(&desk, "mia@shop.test", "chair");
        let follow_up = json!({"ticket": {"via_followup_source_id": first, "comment": {"body": "It broke again"},
            "requester": {"email": "mia@shop.test"}}});
        let early = desk.admin.ask("POST", "/api/v2/tickets", follow_up.to_string().as_bytes());
        assert!(early.status == 422 && early.body.contains("via_followup_source_id"), "{}", early.body);
        let close = json!({"ticket": {"status": "closed", "tags": ["wood"]}});
        desk.admin.put(&format!("/api/v2/tickets/{first}"), &close);
        let ticket = &desk.admin.post("/api/v2/tickets", &follow_up)["ticket"];
        assert_eq!((&ticket["subject"], &ticket["tags"]), (&json!("About chair"), &json!(["wood"])));
        let page = desk.admin.get(&format!("/api/v2/tickets/{}/conversation", ticket["id"]));
        assert_eq!(page["ticket"]["via"]["source"]["rel"], "follow_up", "{page:#}");
        assert_eq!(page["ticket"]["via"]["source"]["from"]["ticket_id"], first);
        let earlier = desk.admin.get(&format!("/api/v2/tickets/{first}/conversation"));
        let told = earlier["audits"].as_array().unwrap().last().unwrap()["events"][0].clone();
        assert_eq!((&told["type"], &told["ticket"]), (&json!("FollowUp"), &ticket["id"]), "{earlier:#}");
    }
}
