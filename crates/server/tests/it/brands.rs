//! Several brands on one desk: where their mail goes, under which name it is answered, and what becomes of a removed one.

use serde_json::{Value, json};
use testing::wait_until;

use crate::{
    help_desk::{HelpDesk, PATIENCE, find},
    outside::{Letter, MIA, Outside, read},
    person::Person,
    program::Desk,
};

const PAPER: &str = "paper@desk.test";
const DOT: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

fn connected(desk: &HelpDesk) -> Option<Outside> {
    let outside = Outside::with_desk_at(desk.smtp_port)?;
    desk.take_mail_by_smtp();
    desk.send_mail_through(outside.postfix.port);
    let at_once = json!({"settings": {"desk": {"undo_send_seconds": 0, "signature": "The desk"}}});
    desk.admin.put("/api/v2/account/settings", &at_once);
    Some(outside)
}

/// A second brand; its id.
fn paper(desk: &HelpDesk, more: Value) -> i64 {
    let mut brand = json!({"name": "Paper & Co", "signature_template": "{{agent.name}}\n{{brand.name}}"});
    brand.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = desk.admin.post("/api/v2/brands", &json!({"brand": brand}));
    made["brand"]["id"].as_i64().unwrap()
}

fn address_of(desk: &HelpDesk, brand: i64) {
    let mailbox = json!({"mailbox": {"address": PAPER, "brand_id": brand}});
    desk.admin.post("/api/v2/mailboxes", &mailbox);
}

/// Mia writes to the second brand.
fn to_paper() -> Letter {
    let mut letter = Letter::new(MIA, "Chair", "It broke.");
    PAPER.clone_into(&mut letter.to);
    letter
}

fn make_ticket(person: &Person, fields: Value) -> Value {
    let mut ticket =
        json!({"subject": "Chair", "requester": {"email": MIA, "name": "Mia"}, "comment": {"body": "x"}});
    ticket.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    person.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"].clone()
}

fn brand_of(person: &Person, ticket: i64) -> i64 {
    person.get(&format!("/api/v2/tickets/{ticket}"))["ticket"]["brand_id"].as_i64().unwrap()
}

fn answer(person: &Person, ticket: i64) {
    let comment = json!({"body": "We will mend it.", "public": true});
    person.put(&format!("/api/v2/tickets/{ticket}"), &json!({"ticket": {"comment": comment}}));
}

fn refused(person: &Person, method: &str, path: &str, body: Value, field: &str) {
    let answer = person.ask(method, path, body.to_string().as_bytes());
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains(field), "{}", answer.body);
}

desk_test! {
    fn mail_to_a_brand_is_answered_from_its_address_under_its_name_and_signature(desk: HelpDesk) {
        let Some(outside) = connected(&desk) else { return };
        let ana = desk.agent("Ana");
        let brand = paper(&desk, json!({}));
        address_of(&desk, brand);
        outside.send(&to_paper());
        let ticket = desk.ticket_about("Chair");
        assert_eq!(brand_of(&ana, ticket), brand);
        let sender = |ticket: i64| ana.get(&format!("/api/v2/tickets/{ticket}/sender"))["sender"].clone();
        let shown = sender(ticket);
        assert_eq!((&shown["address"], &shown["name"]), (&json!(PAPER), &json!("Paper & Co")));
        assert_eq!(shown["signature"], "Ana\nPaper & Co");
        assert_eq!(shown["addresses"].as_array().unwrap().len(), 1, "only the brand's: {shown}");

        answer(&ana, ticket);
        let raw = outside.mail_of_mia(1);
        let mail = read(&raw);
        let from = mail.from().unwrap().first().unwrap();
        assert_eq!((from.name(), from.address()), (Some("Paper & Co"), Some(PAPER)));
        let text = mail.body_text(0).unwrap().replace("\r\n", "\n");
        assert!(text.contains("-- \nAna\nPaper & Co"), "{text}");

        // Given to another brand, it is answered from there, whatever the customer wrote to.
        let first = desk.admin.get("/api/v2/brands")["brands"][0]["id"].as_i64().unwrap();
        ana.put(&format!("/api/v2/tickets/{ticket}"), &json!({"ticket": {"brand_id": first}}));
        let shown = sender(ticket);
        assert_eq!((&shown["address"], &shown["signature"]), (&json!("help@desk.test"), &json!("The desk")));
    }

    fn there_is_one_default_brand_which_goes_by_the_desks_name(desk: HelpDesk) {
        let brands = || desk.admin.get("/api/v2/brands")["brands"].clone();
        let first = brands()[0].clone();
        assert_eq!((&first["name"], &first["default"], &first["logo"]), (&json!("Desk"), &json!(true), &Value::Null));
        let path = format!("/api/v2/brands/{}", first["id"]);
        for body in [json!({"default": false}), json!({"active": false})] {
            refused(&desk.admin, "PUT", &path, json!({"brand": body}), "default");
        }
        refused(&desk.admin, "DELETE", &path, json!({}), "default");
        let id = paper(&desk, json!({}));
        assert_eq!(find(&brands(), |brand| brand["id"] == id).unwrap()["subdomain"], "paper-co");
        refused(&desk.admin, "POST", "/api/v2/brands", json!({"brand": {"name": "PAPER & CO"}}), "name");

        let new = make_ticket(&desk.admin, json!({}));
        assert_eq!(new["brand_id"], first["id"]);
        desk.admin.put(&format!("/api/v2/brands/{id}"), &json!({"brand": {"default": true}}));
        let defaults = brands().as_array().unwrap().iter().filter(|brand| brand["default"] == true).count();
        assert_eq!((defaults, &brands()[0]["id"]), (1, &json!(id)));
        assert_eq!(make_ticket(&desk.admin, json!({"subject": "Lamp"}))["brand_id"], id);
    }

    fn a_brand_is_asked_for_by_views_macros_search_and_files(desk: HelpDesk) {
        let id = paper(&desk, json!({}));
        let ours = make_ticket(&desk.admin, json!({"brand_id": id}))["id"].as_i64().unwrap();
        let other = make_ticket(&desk.admin, json!({"subject": "Lamp"}))["id"].as_i64().unwrap();
        let conditions = json!({"all": [{"field": "brand_id", "operator": "is", "value": id.to_string()}]});
        let view = desk.admin.post("/api/v2/views", &json!({"view": {"title": "Paper", "conditions": conditions}}));
        let view = view["view"]["id"].as_i64().unwrap();
        let listed = || desk.admin.get(&format!("/api/v2/views/{view}/tickets"))["tickets"].clone();
        assert_eq!(listed().as_array().unwrap().iter().map(|ticket| &ticket["id"]).collect::<Vec<_>>(), [&json!(ours)]);
        let file = desk.admin.ask("GET", &format!("/api/v2/views/{view}/csv"), b"");
        assert!(file.body.contains("Brand") && file.body.contains("Paper & Co"), "{}", file.body);

        let actions = json!([{"field": "brand_id", "value": id.to_string()},
            {"field": "comment_value", "value": "{{ticket.brand.name}}"}]);
        let made = desk.admin.post("/api/v2/macros", &json!({"macro": {"title": "To paper", "actions": actions}}));
        let effect = desk.admin.get(&format!("/api/v2/tickets/{other}/macros/{}/apply", made["macro"]["id"]));
        assert_eq!(effect["result"]["ticket"]["brand_id"], id, "{effect}");
        desk.admin.put(&format!("/api/v2/tickets/{other}"), &json!({"ticket": {"brand_id": id}}));
        let is_found = || {
            let found = desk.admin.get("/api/v2/search?query=type:ticket%20brand:%22paper%20%26%20co%22");
            found["results"].as_array().is_some_and(|results| results.len() == 2)
        };
        assert!(wait_until(PATIENCE, is_found), "both tickets are found by their brand");
        let audits = desk.admin.get(&format!("/api/v2/tickets/{other}/audits"));
        assert!(audits.to_string().contains("\"brand_id\""), "{audits}");
        refused(&desk.admin, "PUT", &format!("/api/v2/tickets/{other}"), json!({"ticket": {"brand_id": 999}}), "brand_id");
    }

    fn the_tickets_of_a_removed_brand_go_to_the_default_one_and_closed_ones_keep_it(desk: HelpDesk) {
        let id = paper(&desk, json!({}));
        address_of(&desk, id);
        let first = desk.admin.get("/api/v2/brands")["brands"][0]["id"].as_i64().unwrap();
        let open = make_ticket(&desk.admin, json!({"brand_id": id}))["id"].as_i64().unwrap();
        let closed = make_ticket(&desk.admin, json!({"brand_id": id, "subject": "Old"}))["id"].as_i64().unwrap();
        desk.admin.put(&format!("/api/v2/tickets/{closed}"), &json!({"ticket": {"status": "closed"}}));
        let removal = desk.admin.ask("DELETE", &format!("/api/v2/brands/{id}"), b"");
        assert_eq!(removal.status, 204, "{}", removal.body);

        assert!(wait_until(PATIENCE, || brand_of(&desk.admin, open) == first), "the open ticket moves");
        assert_eq!(brand_of(&desk.admin, closed), id);
        let shown = desk.admin.get(&format!("/api/v2/brands/{id}"))["brand"].clone();
        assert_eq!((&shown["is_deleted"], &shown["name"]), (&json!(true), &json!("Paper & Co")));
        assert_eq!(desk.admin.get("/api/v2/brands")["brands"].as_array().unwrap().len(), 1);
        let mailboxes = desk.admin.get("/api/v2/mailboxes");
        assert_eq!(find(&mailboxes["mailboxes"], |each| each["address"] == PAPER).unwrap()["brand_id"], first);
        refused(&desk.admin, "PUT", &format!("/api/v2/tickets/{open}"), json!({"ticket": {"brand_id": id}}), "brand_id");
        let log = desk.admin.get("/api/v2/audit_logs?filter[source_type]=brand");
        assert_eq!(log["audit_logs"].as_array().unwrap().len(), 2, "{log}");
    }

    fn mail_to_a_brand_that_is_not_in_use_is_the_defaults(desk: HelpDesk) {
        let id = paper(&desk, json!({}));
        address_of(&desk, id);
        desk.admin.put(&format!("/api/v2/brands/{id}"), &json!({"brand": {"active": false}}));
        desk.receive(&to_paper());
        let ticket = desk.ticket_about("Chair");
        assert_ne!(brand_of(&desk.admin, ticket), id);
    }

    fn a_logo_is_a_picture_that_everybody_sees(desk: HelpDesk) {
        let id = paper(&desk, json!({}));
        let path = format!("/api/v2/brands/{id}/logo");
        assert_eq!(desk.admin.ask("PUT", &path, b"<svg onload=\"alert(1)\">").status, 422);
        assert_eq!(desk.admin.ask("PUT", &path, DOT).status, 204);
        let logo = desk.admin.get(&format!("/api/v2/brands/{id}"))["brand"]["logo"].clone();
        assert_eq!((&logo["content_type"], &logo["size"]), (&json!("image/gif"), &json!(DOT.len())));
        let served = Person::nobody(desk.port()).ask("GET", &path, b"");
        assert_eq!((served.status, served.header("content-type")), (200, "image/gif"));
        assert_eq!(served.header("x-content-type-options"), "nosniff");
        assert_eq!(desk.admin.ask("DELETE", &path, b"").status, 204);
        assert_eq!(Person::nobody(desk.port()).ask("GET", &path, b"").status, 404);
    }
}
