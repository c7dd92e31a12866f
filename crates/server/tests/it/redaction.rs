//! What should never have been written is removed for good.

use std::{fs, path::Path};

use serde_json::{Value, json};
use testing::wait_until;

use crate::{
    help_desk::{HelpDesk, PATIENCE},
    outside::{Letter, MIA, PLAN},
    program::Desk,
};

const CARD: &str = "4970 1012 3456 7890";

/// Whether any blob of the desk holds these bytes.
fn is_stored(folder: &Path, bytes: &[u8]) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            is_stored(&path, bytes)
        } else {
            fs::read(&path).is_ok_and(|read| read.windows(bytes.len()).any(|part| part == bytes))
        }
    })
}

fn comment_of(desk: &HelpDesk, ticket: i64) -> Value {
    desk.page_when(ticket, "a comment", |page| page["comments"][0]["id"].is_i64())["comments"][0].clone()
}

desk_test! {
    fn a_card_number_is_gone_from_everywhere_it_was(desk: HelpDesk) {
        desk.take_mail_by_smtp();
        desk.receive(&Letter::new(MIA, "Refund", &format!("My card is {CARD}.")));
        let ticket = desk.ticket_about("Refund");
        let comment = comment_of(&desk, ticket);
        let original = format!("/api/v2/comments/{}/original", comment["id"]);
        assert!(desk.admin.ask("GET", &original, b"").body.contains(CARD));
        let path = format!("/api/v2/tickets/{ticket}/comments/{}/redact", comment["id"]);
        let redacted = desk.admin.put(&path, &json!({"text": CARD}))["comment"].clone();
        let blots = "▇▇▇▇ ▇▇▇▇ ▇▇▇▇ ▇▇▇▇";
        assert_eq!(redacted["plain_body"], format!("My card is {blots}."));
        assert!(redacted["html_body"].as_str().unwrap().contains(blots));
        let shown = desk.admin.get(&format!("/api/v2/tickets/{ticket}"))["ticket"].clone();
        assert_eq!(shown["description"], format!("My card is {blots}."));
        assert_eq!(shown["preview"], shown["description"]);
        assert_eq!(desk.admin.ask("GET", &original, b"").status, 404);
        let is_gone = || !is_stored(&desk.data(), CARD.as_bytes());
        assert!(wait_until(PATIENCE, is_gone), "its mail is still stored");
        let found = || desk.admin.get("/api/v2/search/count?query=4970")["count"] == 0;
        assert!(wait_until(PATIENCE, found), "the search still finds it");
        let audits = desk.admin.get(&format!("/api/v2/tickets/{ticket}/audits"));
        let last = audits["audits"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["events"][0]["type"], "CommentRedactionEvent");
        assert!(!audits.to_string().contains(CARD));
    }

    fn what_another_delivery_or_a_merge_brought_elsewhere_is_gone_too(desk: HelpDesk) {
        desk.take_mail_by_smtp();
        let letter = Letter::new(MIA, "Refund", &format!("My card is {CARD}."));
        desk.receive(&letter);
        let ticket = desk.ticket_about("Refund");
        desk.receive(&letter.with_header("X-Way: another"));
        let duplicates = || desk.admin.get("/api/v2/incoming_mails?outcome=duplicate")["incoming_mails"].clone();
        assert!(wait_until(PATIENCE, || duplicates().as_array().unwrap().len() == 1), "{}", duplicates());
        let new = json!({"subject": "Chair", "comment": {"body": "x"}, "created_at": "2020-01-01T00:00:00Z"});
        let survivor = desk.admin.post("/api/v2/tickets", &json!({"ticket": new}))["ticket"]["id"].as_i64().unwrap();
        let comment = comment_of(&desk, ticket);
        let answer = json!({"ticket": {"comment": {"body": format!("Is {CARD} your card?"), "public": false}}});
        desk.admin.put(&format!("/api/v2/tickets/{ticket}"), &answer);
        desk.admin.post(&format!("/api/v2/tickets/{survivor}/merge"), &json!({"ids": [ticket]}));
        let preview = || desk.admin.get(&format!("/api/v2/tickets/{survivor}"))["ticket"]["preview"].to_string();
        assert!(preview().contains(CARD), "{}", preview());
        let comments = desk.admin.get(&format!("/api/v2/tickets/{ticket}/comments"))["comments"].clone();
        for comment in comments.as_array().unwrap() {
            let path = format!("/api/v2/tickets/{ticket}/comments/{}/redact", comment["id"]);
            desk.admin.put(&path, &json!({"text": CARD}));
        }
        assert!(!preview().contains(CARD), "{}", preview());
        assert_eq!(comment["id"], comments[0]["id"]);
        assert!(wait_until(PATIENCE, || !is_stored(&desk.data(), CARD.as_bytes())), "a mail is still stored");
    }

    fn a_redacted_file_is_empty_and_its_bytes_are_gone(desk: HelpDesk) {
        desk.take_mail_by_smtp();
        desk.receive(&Letter::new(MIA, "Plan", "See the plan.").with_picture_and_file());
        let ticket = desk.ticket_about("Plan");
        let comment = comment_of(&desk, ticket);
        let files = comment["attachments"].as_array().unwrap().clone();
        let file = files.iter().find(|file| file["inline"] == false).unwrap();
        let content = file["content_url"].as_str().unwrap().trim_start_matches("http://desk.test").to_owned();
        assert_eq!(desk.admin.ask("GET", &content, b"").bytes, PLAN);
        let path = format!("/api/v2/tickets/{ticket}/comments/{}/attachments/{}/redact", comment["id"], file["id"]);
        let empty = desk.admin.put(&path, &json!({}))["attachment"].clone();
        assert_eq!((&empty["file_name"], &empty["size"]), (&json!("redacted.txt"), &json!(0)));
        assert_eq!(desk.admin.ask("GET", &content, b"").status, 404);
        let new = empty["content_url"].as_str().unwrap().trim_start_matches("http://desk.test");
        assert_eq!(desk.admin.ask("GET", new, b"").bytes, b"");
        assert!(wait_until(PATIENCE, || !is_stored(&desk.data(), PLAN)), "its bytes are still stored");
    }
}
