//! Every operation of the API, tried by everyone who may not.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use testing::wait_until;

use crate::{
    help_desk::{HelpDesk, PATIENCE},
    outside::MIA,
    person::Person,
    program::Desk,
};

/// Whom an operation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    Everyone,
    /// Anyone signed in; what it shows or changes is the asker's.
    Signed,
    /// Anyone signed in, about what is theirs alone: what is another's is refused.
    Owner,
    Staff,
    Admins,
}
use For::{Admins, Everyone, Owner, Signed, Staff};

/// Whom each operation is for, by its id. A new operation belongs in here.
const OPERATIONS: [(For, &str); 5] = [
    (
        Everyone,
        "accept_invitation create_password_reset create_session create_setup delete_session list_locales \
         redeem_password_reset show_brand_logo show_invitation show_setup",
    ),
    (
        Signed,
        "count_search_results count_tickets create_ticket create_upload list_ticket_fields list_ticket_forms list_search_results \
         list_tickets show_many_ticket_forms show_me update_me",
    ),
    (
        Owner,
        "change_password count_comments delete_upload download_attachment list_ccd_tickets list_comments \
         list_identities list_requested_tickets list_user_organizations show_attachment show_identity \
         show_ticket show_ticket_form show_user update_ticket update_user",
    ),
    (
        Staff,
        "add_organization_tags add_ticket_tags add_user_tags apply_macro apply_macro_to_ticket \
         create_bulk_change list_bulk_changes preview_bulk_change show_bulk_change undo_bulk_change \
         autocomplete_organizations autocomplete_tags autocomplete_users count_deleted_users count_groups \
         count_many_views count_organizations count_tags count_ticket_audits count_ticket_fields show_ticket_field count_users count_view \
         count_view_preview count_views create_api_token create_identity create_macro \
         create_many_organization_memberships create_many_organizations create_many_tickets create_many_users \
         create_or_update_many_users create_or_update_organization create_or_update_user create_organization \
         create_organization_membership create_user create_view delete_api_token delete_draft delete_identity \
         delete_macro delete_organization delete_organization_membership delete_ticket delete_view destroy_many_views delete_user \
         destroy_many_macros destroy_many_organization_memberships destroy_many_tickets destroy_many_users \
         execute_view export_search_results export_view leave_organization list_active_macros list_active_views \
         list_api_tokens list_assignable_group_memberships list_assignable_groups list_assigned_tickets \
         list_audits list_compact_views list_custom_statuses show_custom_status list_user_fields show_user_field \
         list_organization_fields show_organization_field list_deleted_tickets list_deleted_users list_drafts \
         list_group_memberships list_group_users list_groups list_job_statuses list_macro_categories \
         list_macros list_memberships_of_group list_memberships_of_organization list_organization_memberships \
         list_organization_tags list_organization_tickets list_organization_users list_organizations \
         list_search_suggestions list_tags list_ticket_audits list_ticket_collaborators list_ticket_email_ccs \
         list_ticket_followers list_ticket_incidents list_ticket_tags list_user_group_memberships \
         list_user_groups list_user_organization_memberships list_user_tags list_users list_view_groups list_view_tickets \
         list_views make_comment_private make_group_membership_default make_identity_primary \
         make_organization_default make_organization_membership_default mark_many_tickets_as_spam mark_ticket_as_spam mark_ticket_read merge_tickets \
         delete_suspended_ticket destroy_many_suspended_tickets list_suspended_tickets recover_many_suspended_tickets \
         recover_suspended_ticket show_suspended_ticket preview_view redact_attachment redact_comment \
         remove_organization_tags remove_ticket_tags remove_user_tags restore_many_tickets restore_ticket \
         save_draft search_macros search_organizations search_users search_views set_organization_tags \
         set_ticket_tags set_user_tags show_account_settings show_conversation show_deleted_user show_group \
         show_group_membership show_job_status show_macro show_many_job_statuses show_many_organizations \
         show_many_tickets show_many_users show_many_views show_organization show_organization_membership \
         show_organization_related show_original show_ticket_audit show_ticket_sender show_ticket_related show_user_related \
         list_brands preview_signature show_brand \
         create_scheduled_reply delete_scheduled_reply list_scheduled_replies snooze_ticket unsnooze_ticket update_scheduled_reply \
         count_unread_notifications list_notifications mark_all_notifications_read mark_notification_read \
         show_notification_preferences update_notification_preferences \
         update_comment list_comment_versions list_my_reminders list_reminders create_reminder update_reminder delete_reminder \
         list_recurring_tickets create_recurring_ticket preview_recurring_ticket show_recurring_ticket \
         update_recurring_ticket delete_recurring_ticket run_recurring_ticket \
         list_tasks create_task update_task delete_task reorder_tasks list_task_templates show_task_template \
         list_ticket_time_entries create_time_entry list_time_entries export_time_entries update_time_entry delete_time_entry \
         list_ticket_links create_ticket_link delete_ticket_link split_comment list_similar_tickets \
         create_side_conversation list_side_conversation_events list_side_conversations \
         mark_side_conversation_read reply_to_side_conversation show_side_conversation \
         undo_side_conversation_message update_side_conversation show_view undo_ticket_change unmerge_ticket update_identity update_macro update_many_macros \
         update_many_organizations update_many_tickets update_many_users update_many_views \
         update_organization update_view verify_identity",
    ),
    (
        Admins,
        "list_audit_logs show_audit_log export_audit_logs create_group create_group_membership create_invitations create_mailbox create_ticket_field \
         delete_ticket_field reorder_ticket_fields update_ticket_field create_user_field update_user_field delete_user_field reorder_user_fields create_organization_field \
         update_organization_field delete_organization_field reorder_organization_fields create_custom_status update_custom_status create_brand update_brand delete_brand set_brand_logo delete_brand_logo \
         delete_custom_status update_default_custom_statuses create_ticket_form update_ticket_form delete_ticket_form \
         clone_ticket_form reorder_ticket_forms create_task_template update_task_template delete_task_template \
         create_many_group_memberships delete_group delete_group_membership delete_mailbox \
         destroy_many_group_memberships destroy_many_organizations discover_mailbox \
         export_organizations export_ticket_events export_tickets export_tickets_by_cursor export_users \
         export_users_by_cursor import_many_tickets import_ticket list_incoming_mails list_invitations \
         list_mailboxes remove_many_tickets remove_ticket retry_incoming_mail show_mailbox show_relay \
         test_mailbox test_relay update_account_settings update_group update_mailbox update_relay",
    ),
];

/// One operation, at something that exists and is not the asker's.
struct Operation {
    id: String,
    whom: For,
    method: String,
    path: String,
}

impl Operation {
    fn tried_by(&self, person: &Person) -> u16 {
        person.ask(&self.method, &self.path, body().to_string().as_bytes()).status
    }

    fn is_read(&self) -> bool {
        self.method == "GET"
    }
}

desk_test! {
    fn every_operation_refuses_everyone_it_is_not_for(desk: HelpDesk) {
        let mia = desk.customer(MIA);
        let (zoe, ana) = (desk.customer("zoe@customer.test"), desk.agent("Ana"));
        let operations = operations(&desk, &targets(&desk, &mia));
        let before = desk.everything();
        let mut wrong = Vec::new();
        let mut expect = |operation: &Operation, who: &str, person: &Person, allowed: &[u16]| {
            let status = operation.tried_by(person);
            if !allowed.contains(&status) {
                wrong.push(format!("{who}: {} {} gave {status}", operation.method, operation.path));
            }
        };
        for operation in &operations {
            if operation.whom != Everyone {
                expect(operation, "nobody", &Person::nobody(desk.port()), &[401, 404]);
            }
            if matches!(operation.whom, Owner | Staff | Admins) {
                expect(operation, "another customer", &zoe, &[403, 404]);
            }
            if operation.whom == Admins {
                expect(operation, "an agent", &ana, &[403]);
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(desk.everything(), before, "something was changed by somebody who may not");
    }

    fn every_operation_that_reads_serves_those_it_is_for(desk: HelpDesk) {
        let mia = desk.customer(MIA);
        let (ana, targets) = (desk.agent("Ana"), targets(&desk, &mia));
        for operation in operations(&desk, &targets).iter().filter(|operation| operation.is_read()) {
            let person = match operation.whom {
                Everyone | Signed | Owner => &mia,
                Staff => &ana,
                Admins => &desk.admin,
            };
            let status = operation.tried_by(person);
            assert!(!matches!(status, 401 | 403 | 500..), "{}: {status}", operation.id);
        }
    }
}

/// Every operation of the document with its class of the table.
fn operations(desk: &HelpDesk, targets: &BTreeMap<&str, String>) -> Vec<Operation> {
    let listed = OPERATIONS.into_iter().flat_map(|(whom, ids)| ids.split(' ').map(move |id| (id, whom)));
    let mut classes: BTreeMap<&str, For> = listed.collect();
    let mut operations = Vec::new();
    let mut unlisted = Vec::new();
    let document = Person::nobody(desk.port()).get("/api/v2/openapi.json");
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap_or(path).to_owned();
            let Some(whom) = classes.remove(id.as_str()) else {
                unlisted.push(id);
                continue;
            };
            let (method, path) = (method.to_uppercase(), filled(path, targets));
            operations.push(Operation { id, whom, method, path });
        }
    }
    assert!(unlisted.is_empty(), "operations that the table does not know: {unlisted:?}");
    assert!(classes.is_empty(), "operations that do not exist: {:?}", classes.keys());
    operations
}

/// The path with each parameter replaced by what stands under the word before it.
fn filled(path: &str, targets: &BTreeMap<&str, String>) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in path.split('/') {
        let before = words.iter().rev().find(|word| targets.contains_key(word.as_str()));
        let target = before.and_then(|word| targets.get(word.as_str()));
        words.push(if word.starts_with('{') { target.expect(path).clone() } else { word.to_owned() });
    }
    words.join("/")
}

/// One of everything, none of it another customer's.
fn targets(desk: &HelpDesk, mia: &Person) -> BTreeMap<&'static str, String> {
    let admin = &desk.admin;
    let make = |path: &str, name: &str, body: Value| {
        admin.post(path, &json!({name: body}))[name]["id"].as_i64().unwrap()
    };
    let token = admin.upload("plan.txt", b"the plan");
    // Their own words: what staff say would be sent meanwhile, and noted.
    let said = |uploads: &[&str]| json!({"body": "It broke.", "uploads": uploads, "author_id": mia.id});
    let of_mia = |comment| json!({"subject": "Chair", "requester_id": mia.id, "comment": comment});
    let ticket = make("/api/v2/tickets", "ticket", of_mia(said(&[&token])));
    let deleted = make("/api/v2/tickets", "ticket", of_mia(said(&[])));
    assert_eq!(admin.ask("DELETE", &format!("/api/v2/tickets/{deleted}"), b"").status, 204);
    let page = admin.get(&format!("/api/v2/tickets/{ticket}/conversation"));
    let file = &page["comments"][0]["attachments"][0];
    let content = file["content_url"].as_str().unwrap().rsplit('/').next().unwrap();
    let gone = make("/api/v2/users", "user", json!({"name": "Gone"}));
    assert_eq!(admin.ask("DELETE", &format!("/api/v2/users/{gone}"), b"").status, 200);
    let identities = admin.get(&format!("/api/v2/users/{}/identities", mia.id));
    let group = make("/api/v2/groups", "group", json!({"name": "Repairs"}));
    let organization = make("/api/v2/organizations", "organization", json!({"name": "Shop"}));
    let member = json!({"user_id": mia.id, "organization_id": organization});
    let colleague = json!({"user_id": admin.id, "group_id": group});
    let condition = json!({"field": "status", "operator": "is", "value": "open"});
    let view = json!({"title": "Mine", "conditions": {"all": [condition]}});
    let one_macro = json!({"title": "Mine", "actions": [{"field": "status", "value": "solved"}]});
    let (side_conversation, event) = side_conversation(desk, ticket);
    let lot = json!({"tickets": [of_mia(said(&[]))]});
    let job = admin.post("/api/v2/tickets/create_many", &lot);
    let later = json!({"send_at": desk.in_seconds(86_400), "ticket": {"comment": {"body": "Later."}}});
    let scheduled = make(&format!("/api/v2/tickets/{ticket}/scheduled_replies"), "scheduled_reply", later);
    let part = make("/api/v2/tickets", "ticket", of_mia(said(&[])));
    admin.post(
        &format!("/api/v2/tickets/{ticket}/links"),
        &json!({"link": {"kind": "child", "ticket_id": part}}),
    );
    let numbers = [
        ("links", part),
        ("tickets", ticket),
        ("deleted_tickets", deleted),
        ("comments", page["comments"][0]["id"].as_i64().unwrap()),
        ("audits", page["audits"][0]["id"].as_i64().unwrap()),
        ("attachments", file["id"].as_i64().unwrap()),
        ("users", mia.id),
        ("deleted_users", gone),
        ("identities", identities["identities"][0]["id"].as_i64().unwrap()),
        ("groups", group),
        ("organizations", organization),
        ("group_memberships", make("/api/v2/group_memberships", "group_membership", colleague)),
        (
            "organization_memberships",
            make("/api/v2/organization_memberships", "organization_membership", member),
        ),
        ("views", make("/api/v2/views", "view", view)),
        (
            "ticket_fields",
            make("/api/v2/ticket_fields", "ticket_field", json!({"type": "text", "title": "Colour"})),
        ),
        (
            "custom_statuses",
            make(
                "/api/v2/custom_statuses",
                "custom_status",
                json!({"status_category": "hold", "agent_label": "Workshop"}),
            ),
        ),
        ("ticket_forms", make("/api/v2/ticket_forms", "ticket_form", json!({"name": "Returns"}))),
        ("user_fields", make("/api/v2/user_fields", "user_field", json!({"type": "text", "title": "Plan"}))),
        (
            "organization_fields",
            make(
                "/api/v2/organization_fields",
                "organization_field",
                json!({"type": "text", "title": "Plan"}),
            ),
        ),
        ("macros", make("/api/v2/macros", "macro", one_macro)),
        (
            "tasks",
            make(&format!("/api/v2/tickets/{ticket}/tasks"), "task", json!({"title": "Call the shop"})),
        ),
        (
            "time_entries",
            make(&format!("/api/v2/tickets/{ticket}/time_entries"), "time_entry", json!({"seconds": 60})),
        ),
        (
            "task_templates",
            make(
                "/api/v2/task_templates",
                "task_template",
                json!({"title": "Return", "tasks": ["Print the label"]}),
            ),
        ),
        ("recurring_tickets", make("/api/v2/recurring_tickets", "recurring_ticket", every_day())),
        (
            "reminders",
            make(
                &format!("/api/v2/tickets/{ticket}/reminders"),
                "reminder",
                json!({"remind_at": desk.in_seconds(86_400)}),
            ),
        ),
        ("notifications", 1),
        ("scheduled_replies", scheduled),
        ("brands", make("/api/v2/brands", "brand", json!({"name": "Paper"}))),
        ("mailboxes", make("/api/v2/mailboxes", "mailbox", json!({"address": "help@desk.test"}))),
        ("api_tokens", make("/api/v2/api_tokens", "api_token", json!({"description": "x"}))),
        (
            "bulk_changes",
            make(
                "/api/v2/bulk_changes",
                "bulk_change",
                json!({"ids": [ticket], "ticket": {"priority": "low"}}),
            ),
        ),
        ("incoming_mails", 1),
        ("suspended_tickets", 1),
    ];
    let mut targets: BTreeMap<&str, String> = numbers.map(|(name, id)| (name, id.to_string())).into();
    let job = job["job_status"]["id"].as_str().unwrap().to_owned();
    desk.wait_for_job(&job, PATIENCE);
    targets.insert("audit_logs", admin.get("/api/v2/audit_logs")["audit_logs"][0]["id"].to_string());
    let bulk = admin.get("/api/v2/bulk_changes");
    desk.wait_for_job(bulk["bulk_changes"][0]["job_status_id"].as_str().unwrap(), PATIENCE);
    targets.insert("job_statuses", job);
    targets.insert("content", content.to_owned());
    targets.insert("uploads", admin.upload("secret.txt", b"secret"));
    targets.insert("drafts", "reply".to_owned());
    targets.insert("side_conversations", side_conversation);
    targets.insert("events", event);
    targets.insert("invitations", "made-up".to_owned());
    targets.insert("password_resets", "made-up".to_owned());
    targets
}

/// A recurring ticket whose first one is far ahead.
fn every_day() -> Value {
    let schedule =
        json!({"frequency": "daily", "time": "09:00", "time_zone": "UTC", "starts_on": "2099-01-01"});
    json!({"ticket": {"subject": "Mine", "comment": {"body": "mine"}}, "schedule": schedule})
}

/// A side conversation and its message, which nothing happens to any more: it waits for a mail server.
fn side_conversation(desk: &HelpDesk, ticket: i64) -> (String, String) {
    let at_once = json!({"settings": {"desk": {"undo_send_seconds": 0}}});
    desk.admin.put("/api/v2/account/settings", &at_once);
    let message = json!({"subject": "Part", "body": "x", "to": [{"email": "ida@supplier.test"}]});
    let path = format!("/api/v2/tickets/{ticket}/side_conversations");
    let made = desk.admin.post(&path, &json!({"message": message}));
    let id = made["side_conversation"]["id"].as_str().unwrap();
    let has_tried = || {
        let shown = desk.admin.get(&format!("{path}/{id}?include=events"));
        shown["events"][0]["message"]["delivery"]["error"].is_string()
    };
    assert!(wait_until(PATIENCE, has_tried), "its message was not tried");
    (id.to_owned(), made["event"]["id"].as_str().unwrap().to_owned())
}

/// A body in which every operation finds what it looks for, so that nothing but the asker is wrong.
fn body() -> Value {
    let condition = json!({"field": "status", "operator": "is", "value": "open"});
    json!({
        "ticket": {"subject": "Mine", "comment": {"body": "mine now"}},
        "tickets": [{"id": 1, "subject": "Mine"}],
        "user": {"name": "Mine", "email": "mine@evil.test", "role": "admin"},
        "group": {"name": "Mine"}, "organization": {"name": "Mine"}, "tags": ["mine"],
        "view": {"title": "Mine", "conditions": {"all": [condition]}},
        "macro": {"title": "Mine", "actions": [{"field": "status", "value": "solved"}]},
        "macros": [{"id": 1, "position": 9}],
        "bulk_change": {"ids": [1], "ticket": {"priority": "high"}},
        "ticket_field": {"title": "Mine", "type": "text"}, "ticket_field_ids": [1],
        "user_field": {"title": "Mine", "type": "text"}, "user_field_ids": [1],
        "organization_field": {"title": "Mine", "type": "text"}, "organization_field_ids": [1],
        "custom_status": {"status_category": "hold", "agent_label": "Mine"}, "ids": [1], "text": "x",
        "ticket_form": {"name": "Mine"}, "ticket_form_ids": [1],
        "task": {"title": "Mine"}, "task_ids": [1], "task_template": {"title": "Mine", "tasks": ["mine"]},
        "comment": {"body": "mine"}, "reminder": {"remind_at": "2099-01-01T00:00:00Z"}, "recurring_ticket": every_day(), "schedule": every_day()["schedule"],
        "time_entry": {"seconds": 1}, "link": {"kind": "related", "ticket_id": 1}, "subject": "Mine",
        "mailbox": {"address": "mine@evil.test"}, "address": "mine@evil.test",
        "preferences": {"mention": false}, "snooze": {"until": null},
        "scheduled_reply": {"send_at": "2099-01-01T00:00:00Z", "ticket": {"comment": {"body": "mine"}}}, "settings": {"desk": {"name": "Mine"}}, "draft": {"html_body": "mine"},
        "api_token": {"description": "mine"}, "identity": {"type": "email", "value": "mine@evil.test"},
        "group_membership": {"user_id": 1, "group_id": 1},
        "organization_membership": {"user_id": 1, "organization_id": 1},
        "users": [{"id": 1, "name": "Mine"}], "organizations": [{"id": 1, "name": "Mine"}],
        "group_memberships": [{"user_id": 1, "group_id": 1}],
        "organization_memberships": [{"user_id": 1, "organization_id": 1}],
        "views": [{"id": 1, "position": 9, "active": false}],
        "invitations": [{"email": "mine@evil.test", "role": "admin"}],
        "message": {"subject": "Mine", "body": "x", "to": [{"email": "mine@evil.test"}]},
        "side_conversation": {"state": "closed"},
        "previous_password": "correct horse battery staple", "password": "this is mine now",
    })
}
