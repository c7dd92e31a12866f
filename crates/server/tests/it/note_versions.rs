//! Internal notes that are edited, and what they said before.

use serde_json::{Value, json};
use testing::wait_until;

use crate::{
    help_desk::{HelpDesk, PATIENCE},
    person::Person,
    program::{Answer, Desk},
};

/// A ticket that a customer asked, with a note; the note's path.
fn a_note(desk: &HelpDesk, by: &Person, text: &str) -> String {
    let requester = json!({"name": "Mia", "email": "mia@customer.test"});
    let ticket = json!({"subject": "Chair", "comment": {"body": "It broke."}, "requester": requester});
    let ticket = desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].clone();
    let note = json!({"ticket": {"comment": {"body": text, "public": false}}});
    by.put(&format!("/api/v2/tickets/{ticket}"), &note);
    let page = by.get(&format!("/api/v2/tickets/{ticket}/conversation"));
    format!("/api/v2/tickets/{ticket}/comments/{}", page["comments"][1]["id"])
}

fn edit(by: &Person, note: &str, text: &str, version: i64) -> Answer {
    let body = json!({"comment": {"html_body": format!("<p>{text}</p>"), "version": version}});
    by.ask("PUT", note, body.to_string().as_bytes())
}

fn versions(by: &Person, note: &str) -> Vec<Value> {
    by.get(&format!("{note}/versions"))["versions"].as_array().unwrap().clone()
}

fn ticket_of(note: &str) -> &str {
    note.split("/comments").next().unwrap()
}

fn found(desk: &HelpDesk, word: &str) -> i64 {
    desk.admin.get(&format!("/api/v2/search?query={word}"))["count"].as_i64().unwrap()
}

desk_test! {
    fn every_version_of_a_note_is_kept_with_its_time_and_author(desk: HelpDesk) {
        let (ana, ben) = (desk.agent("Ana"), desk.agent("Ben"));
        let note = a_note(&desk, &ana, "Order a leg");
        assert_eq!(versions(&ana, &note).len(), 1);
        desk.advance(60);
        assert_eq!(edit(&ana, &note, "Order two legs <script>x</script>", 1).status, 200);
        desk.advance(60);
        let third = edit(&desk.admin, &note, "Order three bolts", 2).json()["comment"].clone();
        let edited = (&third["version"], &third["edited_by_id"], &third["author_id"]);
        assert_eq!(edited, (&json!(3), &json!(desk.admin.id), &json!(ana.id)));
        let all = versions(&ben, &note);
        let texts: Vec<_> = all.iter().map(|version| version["plain_body"].as_str().unwrap()).collect();
        assert_eq!(texts, ["Order a leg", "Order two legs", "Order three bolts"]);
        assert_eq!(all[1]["author_id"], json!(ana.id));
        assert!(all[0]["created_at"].as_str() < all[1]["created_at"].as_str());
        let page = ben.get(&format!("{}/conversation", ticket_of(&note)));
        assert_eq!(page["ticket"]["preview"], "Order three bolts");
        let edits = page["audits"].as_array().unwrap().iter().map(|audit| &audit["events"][0]);
        let edits: Vec<_> = edits.filter(|event| event["type"] == "CommentEdit").map(|event| &event["version"]).collect();
        assert_eq!(edits, [2, 3]);
        assert!(wait_until(PATIENCE, || found(&desk, "bolts") == 1 && found(&desk, "leg") == 0));
    }

    fn the_second_of_two_who_edit_at_once_sees_the_other(desk: HelpDesk) {
        let ana = desk.agent("Ana");
        let note = a_note(&desk, &ana, "Order a leg");
        assert_eq!(edit(&desk.admin, &note, "Order two legs", 1).status, 200);
        let refused = edit(&ana, &note, "Order a seat", 1);
        assert!(refused.status == 409 && refused.body.contains("UpdateConflict"), "{}", refused.body);
        assert_eq!(versions(&ana, &note).len(), 2);
        assert_eq!(edit(&ana, &note, "Order a seat", 2).status, 200);
    }

    fn only_its_author_or_an_admin_edits_a_note_and_nobody_what_customers_were_told(desk: HelpDesk) {
        let (ana, ben) = (desk.agent("Ana"), desk.agent("Ben"));
        let note = a_note(&desk, &ana, "Order a leg");
        assert_eq!(edit(&ben, &note, "No", 1).status, 403);
        assert_eq!(edit(&ana, &note, " ", 1).status, 422);
        let page = ana.get(&format!("{}/conversation", ticket_of(&note)));
        let public = format!("{}/comments/{}", ticket_of(&note), page["comments"][0]["id"]);
        assert_eq!(edit(&desk.admin, &public, "No", 1).status, 403);
        assert_eq!(desk.customer("zoe@customer.test").ask("GET", &format!("{note}/versions"), b"").status, 403);
    }

    fn who_is_mentioned_only_now_is_told(desk: HelpDesk) {
        let (ana, ben) = (desk.agent("Ana"), desk.agent("Ben"));
        let note = a_note(&desk, &ana, "Order a leg");
        let mention = format!("Order a leg, <span data-mention=\"user-{}\">@Ben</span>", ben.id);
        edit(&ana, &note, &mention, 1);
        edit(&ana, &note, &format!("{mention}, please"), 2);
        let told = ben.get("/api/v2/notifications")["notifications"].as_array().unwrap().clone();
        assert_eq!((told.len(), &told[0]["kind"]), (1, &json!("mention")));
    }

    fn a_redaction_removes_the_words_from_every_version(desk: HelpDesk) {
        let ana = desk.agent("Ana");
        let note = a_note(&desk, &ana, "The code is 4711, order a leg");
        edit(&ana, &note, "Order a leg", 1);
        ana.put(&format!("{note}/redact"), &json!({"text": "4711"}));
        let kept = versions(&ana, &note);
        assert!(kept.iter().all(|version| !version.to_string().contains("4711")), "{kept:#?}");
        assert!(kept[0]["plain_body"].as_str().unwrap().contains("order a leg"));
        let gone = ana.ask("PUT", &format!("{note}/redact"), br#"{"text": "4711"}"#);
        assert_eq!(gone.status, 422);
    }
}
