//! Time worked on tickets: entered, corrected, taken back, reported.

use serde_json::{Value, json};

use crate::{help_desk::HelpDesk, person::Person, program::Desk};

fn a_ticket(desk: &HelpDesk, subject: &str) -> i64 {
    let comment = json!({"body": "The lamp is broken", "public": false});
    let ticket = json!({"subject": subject, "requester": {"name": "Mia", "email": "mia@shop.test"}, "comment": comment});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

fn enter(person: &Person, ticket: i64, entry: &Value) -> i64 {
    let made = person.post(&format!("/api/v2/tickets/{ticket}/time_entries"), &json!({"time_entry": entry}));
    made["time_entry"]["id"].as_i64().unwrap()
}

fn seconds(list: &Value) -> Vec<i64> {
    list["time_entries"].as_array().unwrap().iter().map(|entry| entry["seconds"].as_i64().unwrap()).collect()
}

desk_test! {
    fn agents_enter_and_correct_their_own_time_and_admins_everybodys(desk: HelpDesk) {
        let (ticket, ana, ben) = (a_ticket(&desk, "Lamp"), desk.agent("Ana"), desk.agent("Ben"));
        let entry = enter(&ana, ticket, &json!({"seconds": 4800, "note": " Called the shop "}));
        enter(&ben, ticket, &json!({"seconds": 600}));
        let listed = ana.get(&format!("/api/v2/tickets/{ticket}/time_entries"));
        assert_eq!((seconds(&listed), &listed["total_seconds"]), (vec![600, 4800], &json!(5400)));
        assert_eq!(listed["time_entries"][1]["note"], "Called the shop");
        let path = format!("/api/v2/time_entries/{entry}");
        assert_eq!(ben.ask("PUT", &path, br#"{"time_entry":{"seconds":60}}"#).status, 403);
        assert_eq!(ben.ask("DELETE", &path, b"").status, 403);
        ana.put(&path, &json!({"time_entry": {"seconds": 3600}}));
        desk.admin.put(&path, &json!({"time_entry": {"note": "Called"}}));
        let page = desk.admin.get(&format!("/api/v2/tickets/{ticket}/conversation"));
        assert_eq!(page["time_entries"][1]["seconds"], 3600);
        let corrected = &page["audits"].as_array().unwrap()[3]["events"][0];
        assert_eq!((&corrected["type"], &corrected["id"]), (&json!("TimeEntry"), &json!(entry)));
        assert_eq!((&corrected["previous_value"]["seconds"], &corrected["value"]["seconds"]), (&json!(4800), &json!(3600)));
        assert_eq!(ana.ask("DELETE", &path, b"").status, 204);
        assert_eq!(seconds(&ana.get(&format!("/api/v2/tickets/{ticket}/time_entries"))), [600]);
    }

    fn time_comes_with_an_answer_and_goes_when_that_is_taken_back(desk: HelpDesk) {
        let (ticket, ana) = (a_ticket(&desk, "Lamp"), desk.agent("Ana"));
        let note = json!({"body": "Looked at it", "public": false});
        let change = json!({"ticket": {"comment": note, "time_entry": {"seconds": 90}}});
        let changed = ana.put(&format!("/api/v2/tickets/{ticket}"), &change);
        let list = format!("/api/v2/tickets/{ticket}/time_entries");
        let entry = ana.get(&list)["time_entries"][0].clone();
        assert_eq!((&entry["user_id"], &entry["seconds"]), (&json!(ana.id), &json!(90)));
        let undo = format!("/api/v2/tickets/{ticket}/audits/{}/undo", changed["audit"]["id"]);
        ana.post(&undo, &json!({}));
        assert!(seconds(&ana.get(&list)).is_empty());
    }

    fn time_is_entered_on_closed_tickets_too(desk: HelpDesk) {
        let ticket = a_ticket(&desk, "Lamp");
        desk.admin.put(&format!("/api/v2/tickets/{ticket}"), &json!({"ticket": {"status": "closed"}}));
        enter(&desk.admin, ticket, &json!({"seconds": 60}));
    }

    fn reports_narrow_the_time_of_all_tickets_by_when_who_and_where(desk: HelpDesk) {
        let (lamp, chair, ana) = (a_ticket(&desk, "=Lamp"), a_ticket(&desk, "Chair"), desk.agent("Ana"));
        enter(&ana, lamp, &json!({"seconds": 100, "spent_at": "2026-10-31T23:59:59Z"}));
        enter(&ana, lamp, &json!({"seconds": 200, "spent_at": "2026-11-01T00:00:00Z"}));
        enter(&desk.admin, chair, &json!({"seconds": 300, "spent_at": "2026-11-30T23:59:59Z", "note": "fixed, \"well\""}));
        enter(&desk.admin, lamp, &json!({"seconds": 400, "spent_at": "2026-12-01T00:00:00Z"}));
        let found = |question: &str| {
            let list = desk.admin.get(&format!("/api/v2/time_entries{question}"));
            (seconds(&list), list["total_seconds"].as_i64().unwrap())
        };
        assert_eq!(found(""), (vec![400, 300, 200, 100], 1000));
        assert_eq!(found("?from=2026-11-01&to=2026-11-30"), (vec![300, 200], 500));
        assert_eq!(found("?to=2026-11-01T00:00:00Z"), (vec![100], 100));
        assert_eq!(found(&format!("?user_id={}&ticket_id={lamp}", ana.id)), (vec![200, 100], 300));
        assert_eq!(found("?per_page=1"), (vec![400], 1000));
        let file = ana.ask("GET", "/api/v2/time_entries/csv?from=2026-11-01&to=2026-11-30", b"");
        assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
        let holds = |line: &str| assert!(file.body.contains(line), "{line}: {}", file.body);
        holds("Number,Ticket,Subject,Agent,When,Seconds,Note\n");
        holds(&format!(",{chair},Chair,Ada,2026-11-30T23:59:59Z,300,\"fixed, \"\"well\"\"\"\n"));
        holds(&format!(",{lamp},'=Lamp,Ana,2026-11-01T00:00:00Z,200,\n"));
        assert!(!file.body.contains(",100,") && !file.body.contains(",400,"), "{}", file.body);
        desk.admin.ask("DELETE", &format!("/api/v2/tickets/{lamp}"), b"");
        assert_eq!(found(""), (vec![300], 300));
    }
}
