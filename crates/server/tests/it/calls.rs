//! Calls that agents log.

use serde_json::{Value, json};

use crate::{
    help_desk::HelpDesk,
    outside::{Letter, MIA, Outside},
    person::Person,
    program::Desk,
};

fn log(person: &Person, ticket: i64, fields: Value) -> Value {
    person.put(&format!("/api/v2/tickets/{ticket}"), &json!({"ticket": fields}))
}

desk_test! {
    fn a_call_is_logged_with_its_figures_and_goes_to_nobody(desk: HelpDesk) {
        let Some(outside) = Outside::with_desk_at(desk.smtp_port) else { return };
        desk.take_mail_by_smtp();
        desk.send_mail_through(outside.postfix.port);
        let at_once = json!({"settings": {"desk": {"undo_send_seconds": 0}}});
        desk.admin.put("/api/v2/account/settings", &at_once);
        let ana = desk.agent("Ana");
        outside.send(&Letter::new(MIA, "Chair", "It broke."));
        let ticket = desk.ticket_about("Chair");
        let call = json!({"from": "", "to": "+33 6 12 34 56 78", "started_at": "2026-11-02T10:00:00Z",
            "call_duration": 250, "answered_by_id": ana.id, "recording_url": "https://calls.test/1.mp3"});
        log(&ana, ticket, json!({"via_id": 46, "voice_comment": call, "comment": {"body": "She has photographs.", "public": true}}));
        let page = ana.get(&format!("/api/v2/tickets/{ticket}/conversation"));
        let logged = &page["comments"][1];
        assert_eq!((&logged["type"], &logged["via"]["channel"]), (&json!("VoiceComment"), &json!("voice")));
        assert_eq!(logged["via"]["source"]["rel"], "outbound");
        assert_eq!((&logged["data"]["call_duration"], &logged["data"]["to"]), (&json!(250), &json!("+33 6 12 34 56 78")));
        assert_eq!(logged["data"]["answered_by_id"], ana.id);
        assert_eq!(logged["plain_body"], "She has photographs.");

        // The next answer is the first mail that she gets.
        log(&ana, ticket, json!({"comment": {"body": "Thank you for the call.", "public": true}}));
        let mail = outside.mail_of_mia(1);
        assert!(String::from_utf8_lossy(&mail).contains("Thank you for the call."));
        assert_eq!(outside.mails_of_mia(), 1);
    }

    fn a_call_without_words_is_an_internal_note_that_says_so_and_can_be_taken_back(desk: HelpDesk) {
        let ana = desk.agent("Ana");
        let requester = json!({"name": "Mia", "email": MIA});
        let call = json!({"from": "+33 6 12", "call_duration": 65});
        let made = ana.post("/api/v2/tickets", &json!({"ticket": {"subject": "Chair", "requester": requester, "voice_comment": call}}));
        let ticket = made["ticket"]["id"].as_i64().unwrap();
        assert_eq!(made["ticket"]["via"]["channel"], "voice");
        let page = ana.get(&format!("/api/v2/tickets/{ticket}/conversation"));
        let logged = &page["comments"][0];
        assert_eq!((&logged["public"], &logged["plain_body"]), (&json!(false), &json!("Call from +33 6 12, 1 min 05 s")));
        assert_eq!(page["audits"][0]["events"][0]["type"], "VoiceComment");

        let again = log(&ana, ticket, json!({"voice_comment": {"to": "+33 6 12"}, "via_id": 46}));
        let undo = format!("/api/v2/tickets/{ticket}/audits/{}/undo", again["audit"]["id"]);
        ana.post(&undo, &json!({}));
        let page = ana.get(&format!("/api/v2/tickets/{ticket}/conversation"));
        assert_eq!(page["comments"].as_array().unwrap().len(), 1);
    }

    fn customers_log_no_calls(desk: HelpDesk) {
        let mia = desk.customer(MIA);
        let call = json!({"ticket": {"subject": "x", "comment": {"body": "x"}, "voice_comment": {"from": "1"}}});
        assert_eq!(mia.ask("POST", "/api/v2/tickets", call.to_string().as_bytes()).status, 403);
    }
}
