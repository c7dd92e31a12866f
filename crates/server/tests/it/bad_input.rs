//! What makes no sense is refused by name and changes nothing; whatever is sent, the server does not fail.

use serde_json::{Value, json};

use crate::{
    help_desk::{HelpDesk, PATIENCE},
    outside::MIA,
    program::{Answer, Desk},
};

desk_test! {
    fn what_makes_no_sense_is_refused_by_name_and_changes_nothing(desk: HelpDesk) {
        let ticket = a_ticket(&desk);
        let before = desk.everything();
        let mut wrong = Vec::new();
        for line in REFUSED.trim().lines() {
            let line = line.replace("TICKET", &ticket.to_string()).replace("IN_AN_HOUR", &desk.in_seconds(3600));
            let [method, path, field, body] = words(&line);
            let answer = desk.admin.ask(method, &format!("/api/v2/{path}"), body.as_bytes());
            check_error(&answer, &line);
            if !(400..500).contains(&answer.status) || !answer.body.contains(field) {
                wrong.push(format!("{line}: {} {}", answer.status, answer.body));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(desk.everything(), before);
    }

    fn what_is_no_json_is_refused(desk: HelpDesk) {
        let ticket = a_ticket(&desk);
        let before = desk.everything();
        let path = format!("/api/v2/tickets/{ticket}");
        for body in [&b""[..], b"{\"ticket\":", b"\xff\xfe", b"ticket=1", b"{} {}", &b"[".repeat(100_000)] {
            for (method, path) in [("POST", "/api/v2/tickets"), ("PUT", &path), ("POST", "/api/v2/users")] {
                let answer = desk.admin.ask(method, path, body);
                assert!((400..500).contains(&answer.status), "{method} {path}: {}", answer.status);
                check_error(&answer, path);
            }
        }
        assert_eq!(desk.everything(), before);
    }

    fn what_does_not_exist_is_not_found(desk: HelpDesk) {
        let lists = "tickets users groups organizations views mailboxes attachments job_statuses".split(' ');
        for list in lists {
            for id in "999999 0 -1 abc 9223372036854775808 %00 1%27%20OR%201=1-- ..%2f..".split(' ') {
                let answer = desk.admin.ask("GET", &format!("/api/v2/{list}/{id}"), b"");
                assert_eq!(answer.status, 404, "{list}/{id}: {}", answer.body);
                check_error(&answer, list);
            }
        }
    }

    fn pages_and_questions_that_make_no_sense_never_break_the_server(desk: HelpDesk) {
        a_ticket(&desk);
        let lists = "tickets users groups organizations views mailboxes ticket_audits tags incoming_mails audit_logs \
            users/search?query=m search?query=chair search/suggest?query=chair";
        let questions = "page[after]=nonsense page[before]=%00 page[after]=WzEsMl0 page[size]=1000000000 \
            page[size]=-1 page[size]=x page=0 page=-1 page=99999999999 per_page=1000000000 per_page=0 \
            sort=%27%3B-- sort=%00 sort_by=password ids=1,x include=%00 query=%00 query=(((((( query=%22 \
            query=%27%3B%20DROP%20TABLE%20tickets external_id=%00 role=king outcome=x %00=%00";
        for list in lists.split_whitespace() {
            for question in questions.split_whitespace() {
                let mark = if list.contains('?') { '&' } else { '?' };
                let answer = desk.admin.ask("GET", &format!("/api/v2/{list}{mark}{question}"), b"");
                assert!(answer.status < 500, "{list} {question}: {} {}", answer.status, answer.body);
                check_error(&answer, question);
            }
        }
    }

    fn a_page_is_never_larger_than_a_hundred(desk: HelpDesk) {
        for number in 0..11 {
            let ticket = json!({"subject": format!("Lot {number}"), "comment": {"body": "x"}});
            let tickets = vec![ticket; 10];
            let job = desk.admin.post("/api/v2/tickets/create_many", &json!({"tickets": tickets}));
            desk.wait_for_job(job["job_status"]["id"].as_str().unwrap(), PATIENCE);
        }
        for question in ["page[size]=1000000000", "per_page=1000000000"] {
            let page = desk.admin.get(&format!("/api/v2/tickets?{question}"));
            assert_eq!(page["tickets"].as_array().unwrap().len(), 100);
        }
    }

    fn hostile_values_in_any_field_never_break_the_server(desk: HelpDesk) {
        let ticket = a_ticket(&desk);
        let (mut broken, mut turn) = (Vec::new(), usize::from(desk.is_on_postgres()));
        for line in SENSIBLE.trim().lines() {
            let line = line.replace("TICKET", &ticket.to_string());
            let [method, path, good] = words(&line);
            let (path, good) = (format!("/api/v2/{path}"), serde_json::from_str::<Value>(good).unwrap());
            for place in places(&good) {
                // Every place has each value on one of the two databases.
                turn += 1;
                for value in hostile_values().into_iter().skip(turn % 2).step_by(2) {
                    let mut body = good.clone();
                    *body.pointer_mut(&place).unwrap() = value.clone();
                    let answer = desk.admin.ask(method, &path, body.to_string().as_bytes());
                    check_error(&answer, &place);
                    if answer.status >= 500 {
                        let value: String = value.to_string().chars().take(40).collect();
                        broken.push(format!("{method} {path} {place} = {value}: {}", answer.status));
                    }
                }
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        assert_eq!(desk.admin.get(&format!("/api/v2/tickets/{ticket}"))["ticket"]["id"], ticket);
    }

    fn a_file_that_is_too_large_is_refused(desk: HelpDesk) {
        let largest = desk.admin.get("/api/v2/account/settings")["settings"]["limits"]["attachment_size"].take();
        let bytes = vec![b'x'; usize::try_from(largest.as_u64().unwrap()).unwrap() + 1];
        let answer = desk.admin.ask("POST", "/api/v2/uploads?filename=large.bin", &bytes);
        assert_eq!(answer.status, 413);
        check_error(&answer, "a large file");
    }

    fn a_file_under_a_hostile_name_is_stored_under_a_harmless_one(desk: HelpDesk) {
        let names = "..%2F..%2Fetc%2Fpasswd a%00b x%0d%0aX-Evil:%201 %22%3E%3Cscript%3E.html evil.svg .htaccess \
            %E2%80%AEgpj.exe .. C:%5Cevil.exe %ff%fe";
        let long = "a".repeat(5000);
        for name in names.split_whitespace().chain(["", &long]) {
            let answer = desk.admin.ask("POST", &format!("/api/v2/uploads?filename={name}"), b"<script>");
            assert_eq!(answer.status, 201, "{name}: {}", answer.body);
            let file = answer.json()["upload"]["attachment"].take();
            let kept = file["file_name"].as_str().unwrap();
            let is_harmless = |c: char| !c.is_control() && !matches!(c, '/' | '\\' | '\u{202e}');
            assert!(kept.chars().all(is_harmless), "{kept:?}");
            assert!((1..=255).contains(&kept.len()) && !kept.starts_with('.'), "{kept:?}");
            let content = file["content_url"].as_str().unwrap().trim_start_matches("http://desk.test");
            let served = desk.admin.ask("GET", content, b"");
            assert_eq!((served.status, served.header("x-evil")), (200, ""));
            assert_eq!(served.header("x-content-type-options"), "nosniff");
            assert!(served.header("content-disposition").starts_with("attachment;"), "{kept:?}");
        }
    }
}

fn a_ticket(desk: &HelpDesk) -> i64 {
    // A note, which is not sent to anybody meanwhile.
    let comment = json!({"body": "x", "public": false});
    let ticket = json!({"subject": "Chair", "requester": {"name": "Mia", "email": MIA}, "comment": comment});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

/// The line's first words; the last takes the rest.
fn words<const N: usize>(line: &str) -> [&str; N] {
    line.splitn(N, ' ').collect::<Vec<_>>().try_into().unwrap()
}

/// A refusal is JSON that says what is wrong.
fn check_error(answer: &Answer, what: &str) {
    if answer.status >= 400 {
        assert!(answer.json()["error"].is_string(), "{what}: {} {}", answer.status, answer.body);
    }
}

fn hostile_values() -> Vec<Value> {
    let texts = [
        "",
        "a\0b",
        "\0",
        "'; DROP TABLE tickets; --",
        "\u{1}\u{7f}\u{85}\r\nX-Evil: 1",
        "\u{202e}\u{feff}\u{10ffff}",
        "%s%n${x}{{x}}",
        "<script>alert(1)</script>",
        "9223372036854775808",
    ];
    let mut values: Vec<Value> = texts.iter().map(|text| json!(text)).collect();
    values.push(json!("x".repeat(300_000)));
    values.extend([
        json!(null),
        json!(true),
        json!(-1),
        json!(i64::MAX),
        json!(1e300),
        json!([]),
        json!({}),
        json!(["\0"]),
        json!([[]]),
        json!({"\0": "\0"}),
    ]);
    values
}

/// Where in a body something stands, as JSON pointers (RFC 6901).
fn places(body: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match body {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    let below = |(name, value): (String, &Value)| {
        let deeper: Vec<String> = places(value).iter().map(|place| format!("/{name}{place}")).collect();
        [vec![format!("/{name}")], deeper].concat()
    };
    children.into_iter().flat_map(below).collect()
}

/// Requests that cannot be: method, path, the field that the answer must name, and the body.
const REFUSED: &str = r#"
POST tickets error []
POST tickets ticket {}
POST tickets ticket {"ticket": 5}
POST tickets comment {"ticket": {"subject": "x"}}
POST tickets comment {"ticket": {"comment": {"body": ""}}}
POST tickets comment.body {"ticket": {"comment": {"body": ["x"]}}}
POST tickets subject {"ticket": {"subject": 5, "comment": {"body": "x"}}}
POST tickets requester {"ticket": {"requester": {"email": "no address"}, "comment": {"body": "x"}}}
POST tickets requester {"ticket": {"requester_id": 999999, "comment": {"body": "x"}}}
POST tickets email_ccs {"ticket": {"email_ccs": [{"user_email": "x"}], "comment": {"body": "x"}}}
POST bulk_changes bulk_change {}
POST bulk_changes ids {"bulk_change": {"ids": ["x"], "ticket": {"status": "open"}}}
POST bulk_changes conditions {"bulk_change": {"conditions": {"all": [{"field": "password", "operator": "is", "value": "x"}]}, "ticket": {"status": "open"}}}
POST bulk_changes comment {"bulk_change": {"ids": [TICKET], "ticket": {"comment": {"body": "{% if %}"}}}}
POST bulk_changes/preview macro_id {"bulk_change": {"ids": [TICKET], "macro_id": "x"}}
POST tickets uploads {"ticket": {"comment": {"body": "x", "uploads": ["made-up"]}}}
PUT tickets/TICKET status {"ticket": {"status": "nonsense"}}
PUT tickets/TICKET priority {"ticket": {"priority": "nonsense"}}
PUT tickets/TICKET type {"ticket": {"type": "nonsense"}}
PUT tickets/TICKET assignee {"ticket": {"assignee_id": 999999}}
PUT tickets/TICKET assignee {"ticket": {"assignee_email": "nobody@desk.test"}}
PUT tickets/TICKET group {"ticket": {"group_id": 999999}}
PUT tickets/TICKET organization {"ticket": {"organization_id": 999999}}
PUT tickets/TICKET due_at {"ticket": {"due_at": "soon"}}
PUT tickets/TICKET updated_stamp {"ticket": {"safe_update": true}}
POST tickets submitter_id {"ticket": {"subject": "x", "comment": {"body": "y"}, "submitter_id": -1}}
PUT tickets/TICKET comment.author_id {"ticket": {"comment": {"body": "x", "author_id": 9223372036854775807}}}
PUT tickets/TICKET comment.to {"ticket": {"comment": {"body": "x", "to": ["a@b.test", "bad"]}}}
PUT tickets/TICKET comment.cc {"ticket": {"comment": {"body": "x", "cc": ["bad"]}}}
PUT tickets/TICKET/drafts/poem error {"draft": {"html_body": "x"}}
POST tickets/TICKET/side_conversations message {}
POST tickets/TICKET/side_conversations message.subject {"message": {"body": "x", "to": [{"email": "a@b.test"}]}}
POST tickets/TICKET/side_conversations message.to {"message": {"subject": "x", "body": "x"}}
POST tickets/TICKET/side_conversations message.to {"message": {"subject": "x", "body": "x", "to": [{"email": "bad"}]}}
POST tickets/TICKET/side_conversations message.body {"message": {"subject": "x", "body": " ", "to": [{"email": "a@b.test"}]}}
POST tickets/TICKET/side_conversations message.uploads {"message": {"subject": "x", "body": "x", "to": [{"email": "a@b.test"}], "uploads": ["made-up"]}}
POST tickets/TICKET/side_conversations message.attachment_ids {"message": {"subject": "x", "body": "x", "to": [{"email": "a@b.test"}], "attachment_ids": [999999]}}
PUT tickets/TICKET/side_conversations/1 state {"side_conversation": {"state": "lost"}}
POST tickets voice_comment.from {"ticket": {"subject": "x", "voice_comment": {"call_duration": 5}}}
PUT tickets/TICKET voice_comment.call_duration {"ticket": {"voice_comment": {"from": "1", "call_duration": -5}}}
PUT tickets/TICKET voice_comment.started_at {"ticket": {"voice_comment": {"from": "1", "started_at": "noon"}}}
PUT tickets/TICKET voice_comment.recording_url {"ticket": {"voice_comment": {"from": "1", "recording_url": "javascript:alert(1)"}}}
PUT tickets/TICKET voice_comment.answered_by_id {"ticket": {"voice_comment": {"from": "1", "answered_by_id": 999999}}}
PUT tickets/TICKET via_id {"ticket": {"via_id": 4, "voice_comment": {"from": "1"}}}
PUT tickets/TICKET comment.from {"ticket": {"comment": {"body": "x", "from": "nobody"}}}
POST groups signature {"group": {"name": "x", "signature": "{{ticket.id}}"}}
PUT account/settings signature {"settings": {"desk": {"signature": "{{secret}}"}}}
POST signatures/preview text {"signature": {"text": "{{agent.nmae}}"}}
POST signatures/preview text {"signature": {}}
PUT account/settings sender_name {"settings": {"desk": {"sender_name": "nobody"}}}
POST brands name {"brand": {"name": " "}}
POST brands name {"brand": {"name": "x\u0000y"}}
POST brands subdomain {"brand": {"name": "x", "subdomain": "a.b"}}
POST brands subdomain {"brand": {"name": "x", "subdomain": ""}}
POST brands host_mapping {"brand": {"name": "x", "host_mapping": "no host"}}
POST brands color {"brand": {"name": "x", "color": "red"}}
POST brands signature_template {"brand": {"name": "x", "signature_template": "{{ticket.id}}"}}
PUT brands/1 default {"brand": {"default": false}}
PUT brands/1 active {"brand": {"active": false}}
PUT brands/1/logo logo {"brand": {}}
PUT tickets/TICKET brand_id {"ticket": {"brand_id": 999999}}
POST mailboxes brand_id {"mailbox": {"address": "a@b.test", "brand_id": 999999}}
POST mailboxes answering_group_ids {"mailbox": {"address": "a@b.test", "answering_group_ids": [999999]}}
POST users name {"user": {"name": " "}}
POST users name {"user": {"name": "x\u0000y"}}
POST users email {"user": {"name": "x", "email": "no address"}}
POST users email {"user": {"name": "x", "email": "mia@customer.test"}}
POST users role {"user": {"name": "x", "role": "king"}}
POST users locale {"user": {"name": "x", "locale": "tlh"}}
POST tickets/TICKET/scheduled_replies send_at {"scheduled_reply": {"send_at": "soon", "ticket": {"comment": {"body": "x"}}}}
POST tickets/TICKET/scheduled_replies send_at {"scheduled_reply": {"send_at": "2001-01-01T00:00:00Z", "ticket": {"comment": {"body": "x"}}}}
POST tickets/TICKET/scheduled_replies comment {"scheduled_reply": {"send_at": "IN_AN_HOUR", "ticket": {"status": "open"}}}
POST tickets/TICKET/scheduled_replies comment.public {"scheduled_reply": {"send_at": "IN_AN_HOUR", "ticket": {"comment": {"body": "x", "public": false}}}}
POST tickets/TICKET/scheduled_replies status {"scheduled_reply": {"send_at": "IN_AN_HOUR", "ticket": {"status": "nonsense", "comment": {"body": "x"}}}}
PUT tickets/TICKET/snooze until {"snooze": {"until": "tomorrow"}}
PUT tickets/TICKET/snooze until {"snooze": {"until": "2001-01-01T00:00:00Z"}}
PUT tickets/999999/snooze RecordNotFound {"snooze": {"until": null}}
POST views conditions.all[0] {"view": {"title": "x", "conditions": {"all": [{"field": "snoozed", "operator": "is", "value": "maybe"}]}}}
PUT notifications/preferences scheduled_reply {"preferences": {"scheduled_reply": false}}
PUT notifications/preferences error {"preferences": {"mention": "no"}}
PUT notifications/preferences gossip {"preferences": {"gossip": true}}
PUT notifications/preferences mail {"mail": "weekly"}
PUT users/me time_zone {"user": {"time_zone": "Moon"}}
POST organizations name {"organization": {"name": ""}}
POST organizations domain {"organization": {"name": "x", "domain_names": ["a b"]}}
POST groups name {"group": {"name": ""}}
POST ticket_fields title {"ticket_field": {"type": "text", "title": " "}}
POST ticket_fields type {"ticket_field": {"title": "x"}}
POST ticket_fields type {"ticket_field": {"title": "x", "type": "colour"}}
POST ticket_fields custom_field_options {"ticket_field": {"title": "x", "type": "tagger"}}
POST ticket_fields custom_field_options {"ticket_field": {"title": "x", "type": "tagger", "custom_field_options": [{"name": "A", "value": "a"}, {"name": "B", "value": "A"}]}}
POST ticket_fields regexp_for_validation {"ticket_field": {"title": "x", "type": "regexp", "regexp_for_validation": "("}}
POST ticket_fields relationship_target_type {"ticket_field": {"title": "x", "type": "lookup"}}
PUT tickets/TICKET/comments/1/redact text {"text": "not in there"}
POST user_fields title {"user_field": {"type": "text", "title": " "}}
POST user_fields type {"user_field": {"title": "x"}}
POST user_fields key {"user_field": {"title": "x", "type": "text", "key": "A b"}}
POST user_fields custom_field_options {"user_field": {"title": "x", "type": "dropdown"}}
POST user_fields relationship_target_type {"user_field": {"title": "x", "type": "lookup", "relationship_target_type": "zen:ticket"}}
PUT user_fields/reorder user_field_ids {"user_field_ids": [999999]}
POST organization_fields regexp_for_validation {"organization_field": {"title": "x", "type": "regexp", "regexp_for_validation": "("}}
POST users user_fields.a {"user": {"name": "x", "user_fields": {"a": "b"}}}
POST organizations organization_fields.a {"organization": {"name": "x", "organization_fields": {"a": "b"}}}
POST custom_statuses agent_label {"custom_status": {"status_category": "hold"}}
POST custom_statuses status_category {"custom_status": {"agent_label": "x"}}
POST custom_statuses status_category {"custom_status": {"agent_label": "x", "status_category": "closed"}}
POST custom_statuses status_category {"custom_status": {"agent_label": "x", "status_category": "lost"}}
PUT custom_statuses/1 active {"custom_status": {"active": false}}
PUT custom_statuses/1 status_category {"custom_status": {"status_category": "open"}}
PUT custom_status/default ids {"ids": [999999]}
POST ticket_forms name {"ticket_form": {"name": " "}}
POST ticket_forms ticket_field_ids {"ticket_form": {"name": "x", "ticket_field_ids": [999999]}}
POST ticket_forms agent_conditions {"ticket_form": {"name": "x", "agent_conditions": [{"parent_field_id": 999999, "value": "x", "child_fields": []}]}}
POST ticket_forms agent_conditions {"ticket_form": {"name": "x", "agent_conditions": "x"}}
PUT ticket_forms/reorder ticket_form_ids {"ticket_form_ids": [999999]}
POST tickets/TICKET/tasks title {"task": {"title": " "}}
POST tickets/TICKET/tasks title {"task": {"title": 5}}
POST tickets/TICKET/tasks assignee_id {"task": {"title": "x", "assignee_id": 999999}}
POST tickets/TICKET/tasks due_at {"task": {"title": "x", "due_at": "soon"}}
PUT tickets/TICKET/tasks/999999 error {"task": {"done": true}}
PUT tickets/TICKET/tasks/reorder task_ids {"task_ids": [999999]}
PUT tickets/TICKET task_template_ids {"ticket": {"task_template_ids": [999999]}}
POST task_templates title {"task_template": {"tasks": ["x"]}}
POST task_templates tasks {"task_template": {"title": "x", "tasks": []}}
POST task_templates tasks {"task_template": {"title": "x", "tasks": ["y", " "]}}
PUT tickets/TICKET/comments/999999 error {"comment": {"body": "x"}}
PUT tickets/TICKET/comments/1 comment {"comment": {"body": " "}}
PUT tickets/TICKET/comments/1 comment {}
POST tickets/TICKET/reminders remind_at {"reminder": {"text": "x"}}
POST tickets/TICKET/reminders remind_at {"reminder": {"remind_at": "2020-01-01T00:00:00Z"}}
POST tickets/TICKET/reminders remind_at {"reminder": {"remind_at": "soon"}}
POST tickets/TICKET/reminders user_id {"reminder": {"remind_at": "IN_AN_HOUR", "user_id": 999999}}
PUT tickets/TICKET/reminders/999999 error {"reminder": {"done": true}}
POST recurring_tickets ticket {"recurring_ticket": {"schedule": {"frequency": "daily", "time": "09:00", "time_zone": "UTC", "starts_on": "2026-01-01"}}}
POST recurring_tickets schedule {"recurring_ticket": {"ticket": {"subject": "x", "comment": {"body": "x"}}}}
POST recurring_tickets subject {"recurring_ticket": {"ticket": {"comment": {"body": "x"}}, "schedule": {"frequency": "daily", "time": "09:00", "time_zone": "UTC", "starts_on": "2026-01-01"}}}
POST recurring_tickets comment {"recurring_ticket": {"ticket": {"subject": "x"}, "schedule": {"frequency": "daily", "time": "09:00", "time_zone": "UTC", "starts_on": "2026-01-01"}}}
POST recurring_tickets assignee_id {"recurring_ticket": {"ticket": {"subject": "x", "comment": {"body": "x"}, "assignee_id": 999999}, "schedule": {"frequency": "daily", "time": "09:00", "time_zone": "UTC", "starts_on": "2026-01-01"}}}
POST recurring_tickets task_template_ids {"recurring_ticket": {"ticket": {"subject": "x", "comment": {"body": "x"}, "task_template_ids": [999999]}, "schedule": {"frequency": "daily", "time": "09:00", "time_zone": "UTC", "starts_on": "2026-01-01"}}}
POST recurring_tickets schedule.ends_on {"recurring_ticket": {"ticket": {"subject": "x", "comment": {"body": "x"}}, "schedule": {"frequency": "daily", "time": "09:00", "time_zone": "UTC", "starts_on": "2026-01-01", "ends_on": "2026-01-02"}}}
POST recurring_tickets schedule.weekdays {"recurring_ticket": {"ticket": {"subject": "x", "comment": {"body": "x"}}, "schedule": {"frequency": "weekly", "time": "09:00", "time_zone": "UTC", "starts_on": "2026-01-01"}}}
POST recurring_tickets/preview schedule.time_zone {"schedule": {"frequency": "daily", "time": "09:00", "time_zone": "Moon", "starts_on": "2026-01-01"}}
POST recurring_tickets/preview starts_on {"schedule": {"frequency": "daily", "time": "09:00", "time_zone": "UTC", "starts_on": "soon"}}
POST recurring_tickets/preview frequency {"schedule": {"frequency": "hourly", "time": "09:00", "time_zone": "UTC", "starts_on": "2026-01-01"}}
PUT recurring_tickets/999999 error {"recurring_ticket": {"paused": true}}
POST recurring_tickets/999999/run error {}
POST macros actions[0].value {"macro": {"title": "x", "actions": [{"field": "task_template_id", "value": 999999}]}}
POST tickets/TICKET/time_entries seconds {"time_entry": {}}
POST tickets/TICKET/time_entries seconds {"time_entry": {"seconds": 0}}
POST tickets/TICKET/time_entries seconds {"time_entry": {"seconds": 99999999999}}
POST tickets/TICKET/time_entries seconds {"time_entry": {"seconds": "1h"}}
POST tickets/TICKET/time_entries spent_at {"time_entry": {"seconds": 60, "spent_at": "soon"}}
PUT tickets/TICKET seconds {"ticket": {"time_entry": {"note": "x"}}}
PUT time_entries/999999 error {"time_entry": {"seconds": 60}}
GET time_entries?from=soon from {}
GET time_entries?user_id=x user_id {}
POST tickets/TICKET/links ticket_id {"link": {"kind": "related", "ticket_id": 999999}}
POST tickets/TICKET/links ticket_id {"link": {"kind": "parent", "ticket_id": TICKET}}
POST tickets/TICKET/links kind {"link": {"kind": "friend", "ticket_id": 1}}
DELETE tickets/TICKET/links/999999 error {}
POST tickets parent_id {"ticket": {"subject": "x", "comment": {"body": "x"}, "parent_id": 999999}}
PUT tickets/TICKET parent_id {"ticket": {"parent_id": 1}}
POST tickets/TICKET/comments/999999/split error {}
POST tickets/TICKET/comments/1/split subject {"subject": 5}
GET tickets/similar?requester_id=x requester_id {}
PUT tickets/TICKET custom_status_id {"ticket": {"custom_status_id": 999999}}
PUT tickets/TICKET ticket_form_id {"ticket": {"ticket_form_id": 999999}}
PUT ticket_fields/reorder ticket_field_ids {"ticket_field_ids": [999999]}
PUT tickets/TICKET custom_fields {"ticket": {"custom_fields": [{"id": 999999, "value": "x"}]}}
PUT tickets/TICKET custom_fields {"ticket": {"custom_fields": "x"}}
POST views conditions {"view": {"title": "x", "conditions": {"all": [{"field": "custom_fields_999999", "operator": "is", "value": "x"}]}}}
POST views requester.custom_fields.none {"view": {"title": "x", "conditions": {"all": [{"field": "requester.custom_fields.none", "operator": "is", "value": "x"}]}}}
POST macros title {"macro": {"title": " ", "actions": [{"field": "status", "value": "solved"}]}}
POST macros actions {"macro": {"title": "x", "actions": []}}
POST macros actions[0].value {"macro": {"title": "x", "actions": [{"field": "comment_value", "value": "Hello {{ticket.requester.nmae}}"}]}}
POST macros actions[0].value {"macro": {"title": "x", "actions": [{"field": "comment_value_html", "value": "{% if ticket.id %}"}]}}
POST macros actions[1].value {"macro": {"title": "x", "actions": [{"field": "status", "value": "open"}, {"field": "assignee_id", "value": 999999}]}}
POST macros restriction {"macro": {"title": "x", "actions": [{"field": "status", "value": "open"}], "restriction": {"type": "Group", "ids": [999999]}}}
POST macros macro {"title": "x"}
POST views restriction {"view": {"title": "x", "restriction": {"type": "User", "id": 999999}}}
PUT tickets/TICKET macro_ids {"ticket": {"status": "open", "macro_ids": [999999]}}
POST views title {"view": {"title": "", "conditions": {}}}
POST views password {"view": {"title": "x", "conditions": {"all": [{"field": "password", "operator": "is", "value": "x"}]}}}
POST mailboxes address {"mailbox": {"address": "no address"}}
POST mailboxes group_id {"mailbox": {"address": "a@b.test", "group_id": 999999}}
POST mailboxes imap.host {"mailbox": {"address": "a@b.test", "imap": {"host": "a b", "port": 1, "security": "tls", "username": ""}}}
POST mailboxes imap.port {"mailbox": {"address": "a@b.test", "imap": {"host": "x", "port": 70000, "security": "tls", "username": ""}}}
PUT account/settings undo_send_seconds {"settings": {"desk": {"undo_send_seconds": 61}}}
PUT account/settings undo_send_seconds {"settings": {"desk": {"undo_send_seconds": -1}}}
PUT account/settings public_url {"settings": {"desk": {"public_url": "javascript:alert(1)"}}}
POST invitations email {"invitations": [{"email": "no address", "role": "agent"}]}
GET audit_logs?filter[source_type]=song source_type {}
GET audit_logs?filter[source_id]=1 source_type {}
GET audit_logs?filter[created_at]=2026-01-01 created_at {}
GET audit_logs?sort=password password {}
POST invitations role {"invitations": [{"email": "a@b.test", "role": "king"}]}
"#;

/// Requests that are served, to be spoilt in one place: method, path and body.
const SENSIBLE: &str = r#"
POST tickets {"ticket": {"subject": "Chair", "comment": {"body": "x", "html_body": "<p>x</p>", "public": true, "to": ["a@b.test"], "cc": ["c@b.test"], "uploads": []}, "requester": {"name": "Sam", "email": "sam@b.test", "locale": "fr"}, "external_id": "e", "custom_fields": [{"id": 1, "value": "v"}]}}
PUT tickets/TICKET {"ticket": {"subject": "Chair", "priority": "high", "type": "question", "status": "open", "tags": ["a"], "due_at": "2026-12-01T00:00:00Z", "group_id": null, "assignee_id": null, "email_ccs": [{"user_email": "d@b.test", "user_name": "Dan"}]}}
POST imports/tickets {"ticket": {"subject": "x", "created_at": "2020-01-01T00:00:00Z", "comments": [{"value": "x", "created_at": "2020-01-01T00:00:00Z"}]}}
POST bulk_changes {"bulk_change": {"conditions": {"all": [{"field": "status", "operator": "is", "value": "closed"}], "any": []}, "ticket": {"priority": "high", "comment": {"body": "{{ticket.id}}", "public": false}}}}
POST bulk_changes/preview {"bulk_change": {"ids": [TICKET], "ticket": {"comment": {"html_body": "{{ticket.id}}", "public": false}}}}
PUT tickets/TICKET/drafts/reply {"draft": {"html_body": "x", "uploads": [], "to": ["a@b.test"], "cc": []}}
POST tickets/TICKET/tags {"tags": ["a"]}
POST tickets/TICKET/tasks {"task": {"title": "x", "done": true, "assignee_id": null, "due_at": "2026-12-01T00:00:00Z"}}
POST task_templates {"task_template": {"title": "x", "tasks": ["a", "b"]}}
PUT tickets/TICKET/comments/1 {"comment": {"body": "x", "html_body": null, "version": 1}}
POST tickets/TICKET/reminders {"reminder": {"remind_at": "2026-12-01T00:00:00Z", "text": "x", "user_id": null, "done": null}}
POST recurring_tickets {"recurring_ticket": {"ticket": {"subject": "x", "comment": {"body": "x"}}, "schedule": {"frequency": "daily", "time": "09:00", "time_zone": "UTC", "starts_on": "2026-01-01"}}}
POST recurring_tickets/preview {"schedule": {"frequency": "yearly", "month": 2, "week": -1, "weekday": "monday", "time": "09:00", "time_zone": "UTC", "starts_on": "2026-01-01"}}
POST tickets/TICKET/links {"link": {"kind": "related", "ticket_id": 999999}}
POST tickets/TICKET/time_entries {"time_entry": {"seconds": 60, "note": "x", "spent_at": "2026-11-01T00:00:00Z"}}
POST tickets/TICKET/side_conversations {"message": {"subject": "x", "body": "x", "html_body": "<p>x</p>", "to": [{"name": "Ida", "email": "a@b.test"}], "uploads": [], "attachment_ids": [], "external_ids": {"erp": "7"}}}
PUT tickets/TICKET {"ticket": {"via_id": 46, "comment": {"body": "x", "public": false}, "voice_comment": {"from": "+33 1", "to": "+33 6", "started_at": "2026-11-02T10:00:00Z", "call_duration": 250, "recording_url": "https://x.test/1.mp3", "location": "Lyon", "transcription_text": "Hello"}}}
POST users/create_or_update {"user": {"name": "Sam", "email": "sam@b.test", "role": "end-user", "phone": "12", "external_id": "s", "alias": "S", "signature": "S", "details": "d", "notes": "n", "locale": "en", "time_zone": "UTC", "tags": ["a"], "user_fields": {}, "identities": [{"type": "email", "value": "s@b.test"}]}}
PUT users/me {"user": {"name": "Ada", "preferences": {"theme": "dark"}}}
POST organizations {"organization": {"name": "Shop", "domain_names": ["b.test"], "details": "d", "notes": "n", "external_id": "o", "tags": ["a"], "organization_fields": {}}}
POST groups {"group": {"name": "Repairs", "description": "d", "signature": "{{agent.name}}"}}
POST views {"view": {"title": "x", "description": "d", "active": true, "position": 1, "conditions": {"all": [{"field": "status", "operator": "is", "value": "open"}], "any": []}, "restriction": null, "execution": {}}}
POST macros {"macro": {"title": "x", "description": "d", "active": true, "position": 1, "restriction": null, "actions": [{"field": "comment_value", "value": "Hello"}]}}
POST ticket_fields {"ticket_field": {"type": "tagger", "title": "Reason", "title_in_portal": "Why", "description": "d", "agent_description": "d", "position": 1, "active": true, "required": false, "tag": "t", "regexp_for_validation": "a", "relationship_target_type": "zen:user", "custom_field_options": [{"name": "Broken", "value": "broken"}]}}
POST ticket_forms {"ticket_form": {"name": "Returns", "display_name": "Return", "position": 1, "active": true, "end_user_visible": true, "ticket_field_ids": [1], "agent_conditions": [{"parent_field_id": 1, "value": "broken", "child_fields": [{"id": 1, "is_required": true, "required_on_statuses": {"type": "SOME_STATUSES", "statuses": ["solved"]}}]}]}}
POST custom_statuses {"custom_status": {"status_category": "open", "agent_label": "Waiting", "end_user_label": "Waiting", "description": "d", "end_user_description": "d", "active": true}}
POST user_fields {"user_field": {"key": "plan", "type": "text", "title": "Plan", "description": "d", "position": 1, "active": true, "regexp_for_validation": "a", "custom_field_options": [{"name": "A", "value": "a"}]}}
POST organization_fields {"organization_field": {"key": "plan", "type": "dropdown", "title": "Plan", "description": "d", "custom_field_options": [{"name": "A", "value": "a"}]}}
PUT tickets/TICKET/comments/1/redact {"text": "secret"}
PUT notifications/preferences {"preferences": {"mentioned": true}}
PUT tickets/TICKET/snooze {"snooze": {"until": "2099-01-01T00:00:00Z"}}
POST tickets/TICKET/scheduled_replies {"scheduled_reply": {"send_at": "2099-01-01T00:00:00Z", "ticket": {"comment": {"html_body": "x", "to": ["a@b.test"], "cc": [], "uploads": []}}}}
POST mailboxes {"mailbox": {"address": "a@b.test", "name": "n", "active": false, "answering_group_ids": []}}
POST api_tokens {"api_token": {"description": "x"}}
POST invitations {"invitations": [{"email": "a@b.test", "name": "n", "role": "agent", "group_ids": []}]}
PUT account/settings {"settings": {"desk": {"name": "Desk", "locale": "en", "time_zone": "UTC", "undo_send_seconds": 8, "sender_name": "desk", "signature": "{{agent.signature}}"}}}
POST brands {"brand": {"name": "Paper", "subdomain": "paper", "host_mapping": "help.paper.test", "color": "\u00230b6770", "signature_template": "{{agent.name}}", "active": true, "default": false}}
POST signatures/preview {"signature": {"text": "{{agent.name}} {{agent.signature | upcase}}", "group_id": 1, "brand_name": "b"}}
POST session {"email": "sam@b.test", "password": "x"}
POST password_resets {"email": "sam@b.test"}
"#;
