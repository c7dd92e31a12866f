//! Comments become tickets of their own, and tickets that repeat others are found.

use serde_json::{Value, json};
use testing::wait_until;

use crate::{
    help_desk::{HelpDesk, PATIENCE},
    program::Desk,
};

fn a_ticket(desk: &HelpDesk, subject: &str, email: &str) -> i64 {
    let comment = json!({"body": "It is broken", "public": false});
    let ticket =
        json!({"subject": subject, "requester": {"name": "Mia", "email": email}, "comment": comment});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

fn page(desk: &HelpDesk, ticket: i64) -> Value {
    desk.admin.get(&format!("/api/v2/tickets/{ticket}/conversation"))
}

fn similar(desk: &HelpDesk, question: &str) -> Vec<i64> {
    let found = desk.admin.get(&format!("/api/v2/tickets/similar?{question}"));
    found["tickets"].as_array().unwrap().iter().map(|ticket| ticket["id"].as_i64().unwrap()).collect()
}

desk_test! {
    fn a_comment_becomes_a_ticket_of_its_author_with_its_files_and_both_name_each_other(desk: HelpDesk) {
        let ticket = a_ticket(&desk, "Lamp", "mia@shop.test");
        let mia = page(&desk, ticket)["ticket"]["requester_id"].clone();
        let token = desk.admin.upload("photo.txt", b"a photo");
        let asked = json!({"body": "And my chair?", "author_id": mia, "uploads": [token]});
        desk.admin.put(&format!("/api/v2/tickets/{ticket}"), &json!({"ticket": {"comment": asked}}));
        let before = page(&desk, ticket);
        let comment = before["comments"][1].clone();
        let split = format!("/api/v2/tickets/{ticket}/comments/{}/split", comment["id"]);
        let new = desk.admin.post(&split, &json!({"subject": "Chair"}))["ticket"].clone();
        assert_eq!((&new["subject"], &new["requester_id"]), (&json!("Chair"), &mia));
        assert_eq!(new["description"], "And my chair?");
        let there = page(&desk, new["id"].as_i64().unwrap());
        let (file, copy) = (&comment["attachments"][0], &there["comments"][0]["attachments"][0]);
        assert_eq!((&copy["file_name"], &copy["size"]), (&json!("photo.txt"), &json!(7)));
        assert_ne!(copy["content_url"], file["content_url"]);
        let here = page(&desk, ticket);
        assert_eq!(here["comments"], before["comments"]);
        assert_eq!(here["links"][0]["ticket"]["id"], new["id"]);
        assert_eq!((&there["links"][0]["kind"], &there["links"][0]["ticket"]["id"]), (&json!("related"), &json!(ticket)));
        let told = |page: &Value| page["audits"].as_array().unwrap().last().unwrap()["events"][0].clone();
        assert_eq!((&told(&here)["type"], &told(&here)["ticket"]), (&json!("Split"), &new["id"]));
        assert_eq!((&told(&there)["type"], &told(&there)["from"]), (&json!("Split"), &json!(ticket)));
    }

    fn a_note_stays_internal_and_the_comment_of_another_ticket_is_not_found(desk: HelpDesk) {
        let (lamp, chair) = (a_ticket(&desk, "Lamp", "mia@shop.test"), a_ticket(&desk, "Chair", "mia@shop.test"));
        let note = page(&desk, lamp)["comments"][0]["id"].clone();
        let elsewhere = format!("/api/v2/tickets/{chair}/comments/{note}/split");
        assert_eq!(desk.admin.ask("POST", &elsewhere, b"{}").status, 404);
        let new = desk.admin.post(&format!("/api/v2/tickets/{lamp}/comments/{note}/split"), &json!({}));
        assert_eq!((&new["ticket"]["subject"], &new["ticket"]["requester_id"]), (&json!("Lamp"), &json!(desk.admin.id)));
        let there = page(&desk, new["ticket"]["id"].as_i64().unwrap());
        assert_eq!(there["comments"][0]["public"], false);
    }

    fn open_tickets_that_a_new_one_may_repeat_are_found_before_it_is_made(desk: HelpDesk) {
        let lamp = a_ticket(&desk, "Lampe Halo f\u{ea}l\u{e9}e", "mia@shop.test");
        let bill = a_ticket(&desk, "Facture de novembre", "mia@shop.test");
        let solved = a_ticket(&desk, "Lampe Halo", "mia@shop.test");
        let other = a_ticket(&desk, "Lampe Halo", "tom@shop.test");
        desk.admin.put(&format!("/api/v2/tickets/{solved}"), &json!({"ticket": {"status": "solved"}}));
        let mia = page(&desk, lamp)["ticket"]["requester_id"].clone();
        assert_eq!(similar(&desk, &format!("requester_id={mia}")), [bill, lamp]);
        assert_eq!(similar(&desk, &format!("requester_id={mia}&subject=halo+lampe+cassee")), [lamp]);
        assert_eq!(similar(&desk, "requester_email=Tom@shop.test&subject=Lampe"), [other]);
        assert!(similar(&desk, "requester_email=nobody@shop.test&subject=Lampe").is_empty());
        assert!(similar(&desk, "").is_empty());
        let found = || {
            let mut ids = similar(&desk, "subject=lampe+halo");
            ids.sort_unstable();
            ids == [lamp, other]
        };
        assert!(wait_until(PATIENCE, found), "{:?}", similar(&desk, "subject=lampe+halo"));
    }
}
