//! Who is told of what.

use serde_json::{Value, json};

use crate::{
    help_desk::HelpDesk,
    live,
    outside::{self, MIA, Outside},
    person::Person,
    program::Desk,
};

const HOUR: i64 = 60 * 60;

fn a_ticket(desk: &HelpDesk, assignee: i64) -> i64 {
    let requester = json!({"name": "Mia", "email": MIA});
    let ticket = json!({
        "subject": "Chair", "comment": {"body": "It broke."}, "requester": requester, "assignee_id": assignee,
    });
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

/// A ticket of somebody's elsewhere, given to an agent.
fn given(desk: &HelpDesk, assignee: i64, subject: &str) -> i64 {
    let requester = json!({"name": "Paul", "email": "paul@elsewhere.test"});
    let comment = json!({"body": "It broke.", "public": false});
    let ticket =
        json!({"subject": subject, "comment": comment, "requester": requester, "assignee_id": assignee});
    desk.admin.post("/api/v2/tickets", &json!({"ticket": ticket}))["ticket"]["id"].as_i64().unwrap()
}

fn say(person: &Person, ticket: i64, html: &str, public: bool) -> Value {
    let comment = json!({"html_body": html, "public": public});
    person.put(&format!("/api/v2/tickets/{ticket}"), &json!({"ticket": {"comment": comment}}))
}

fn mention(what: &str, id: i64) -> String {
    format!("<p><span data-mention=\"{what}-{id}\">@Somebody</span> can you look?</p>")
}

/// What somebody was told, as kind and whether it is read.
fn told(person: &Person) -> Vec<(String, bool)> {
    let list = person.get("/api/v2/notifications")["notifications"].clone();
    let told = list.as_array().unwrap().iter();
    told.map(|each| (each["kind"].as_str().unwrap().to_owned(), !each["read_at"].is_null())).collect()
}

fn unread(kinds: &[&str]) -> Vec<(String, bool)> {
    kinds.iter().map(|kind| ((*kind).to_owned(), false)).collect()
}

fn unread_count(person: &Person) -> i64 {
    person.get("/api/v2/notifications/unread_count")["count"]["value"].as_i64().unwrap()
}

desk_test! {
    fn whoever_is_mentioned_is_told_and_follows(desk: HelpDesk) {
        let (ana, ben) = (desk.agent("Ana"), desk.agent("Ben"));
        let ticket = a_ticket(&desk, ana.id);
        let credentials: Vec<(&str, &str)> = ben.credentials().collect();
        let mut browser = live::connect(desk.port(), &credentials).ok().unwrap();
        browser.hears("hello");
        say(&ana, ticket, &mention("user", ben.id), false);
        browser.hears("notified");

        assert_eq!(told(&ana), unread(&["assignment"]), "nothing of what she did herself");
        let list = ben.get("/api/v2/notifications");
        let note = &list["notifications"][0];
        assert_eq!((&note["kind"], &note["ticket_subject"]), (&json!("mention"), &json!("Chair")));
        assert_eq!((&note["excerpt"], &note["author_id"]), (&json!("@Somebody can you look?"), &json!(ana.id)));
        assert_eq!(list["users"][0]["name"], "Ana");
        let page = ben.get(&format!("/api/v2/tickets/{ticket}/conversation"));
        assert_eq!(page["ticket"]["follower_ids"], json!([ben.id]));
        let comment = &page["comments"][1];
        assert_eq!(comment["id"], note["comment_id"]);
        assert!(comment["html_body"].as_str().unwrap().contains(&format!("data-mention=\"user-{}\"", ben.id)));
        let followers = ben.get(&format!("/api/v2/tickets/{ticket}/followers"));
        assert_eq!(followers["users"][0]["id"], ben.id);

        assert_eq!(unread_count(&ben), 1);
        let path = format!("/api/v2/notifications/{}/mark_read", note["id"]);
        assert_eq!(ana.ask("PUT", &path, b"").status, 404);
        assert_eq!(ben.ask("PUT", &path, b"").status, 204);
        assert_eq!(unread_count(&ben), 0);
    }

    fn a_mentioned_group_is_told_and_does_not_follow(desk: HelpDesk) {
        let (ana, ben) = (desk.agent("Ana"), desk.agent("Ben"));
        let group = desk.admin.post("/api/v2/groups", &json!({"group": {"name": "Repairs"}}))["group"]["id"].clone();
        for member in [&ana, &ben] {
            let membership = json!({"user_id": member.id, "group_id": group});
            desk.admin.post("/api/v2/group_memberships", &json!({"group_membership": membership}));
        }
        let ticket = a_ticket(&desk, desk.admin.id);
        say(&ana, ticket, &mention("group", group.as_i64().unwrap()), false);
        assert_eq!(told(&ben), unread(&["mention"]));
        assert_eq!(told(&ana), []);
        let page = ana.get(&format!("/api/v2/tickets/{ticket}"));
        assert_eq!(page["ticket"]["follower_ids"], json!([]));
    }

    fn the_unread_come_first_and_what_is_looked_at_is_read(desk: HelpDesk) {
        let (ana, mia) = (desk.agent("Ana"), desk.customer(MIA));
        let (first, second) = (a_ticket(&desk, ana.id), a_ticket(&desk, ana.id));
        say(&mia, first, "<p>Hello?</p>", true);
        assert_eq!(told(&ana), unread(&["reply", "assignment", "assignment"]));
        ana.ask("POST", &format!("/api/v2/tickets/{first}/read"), b"");
        let read = ("reply".to_owned(), true);
        assert_eq!(told(&ana)[..2], [("assignment".to_owned(), false), read]);
        let page = ana.get("/api/v2/notifications?page[size]=1");
        assert_eq!(page["notifications"][0]["ticket_id"], second);
        let next = page["links"]["next"].as_str().unwrap();
        let (_, path) = next.split_at(next.find("/api").unwrap());
        assert_eq!(ana.get(path)["notifications"][0]["kind"], "reply");
        assert_eq!(ana.ask("PUT", "/api/v2/notifications/mark_all_read", b"").status, 204);
        assert_eq!(unread_count(&ana), 0);
    }

    fn kinds_that_somebody_turned_off_are_not_told(desk: HelpDesk) {
        let (ana, ben, mia) = (desk.agent("Ana"), desk.agent("Ben"), desk.customer(MIA));
        let chosen = json!({"preferences": {"reply": false, "mention": false}});
        let preferences = ana.put("/api/v2/notifications/preferences", &chosen)["preferences"].clone();
        assert_eq!(preferences, json!({"mention": false, "assignment": true, "reply": false, "side_reply": true, "follow": true}));
        let ticket = a_ticket(&desk, ana.id);
        say(&mia, ticket, "<p>Hello?</p>", true);
        assert_eq!(told(&ana), unread(&["assignment"]));
        say(&ben, ticket, &mention("user", ana.id), false);
        assert_eq!(told(&ana), unread(&["follow", "assignment"]), "she follows from now on");
    }

    fn what_is_taken_back_is_told_no_more(desk: HelpDesk) {
        let (ana, ben) = (desk.agent("Ana"), desk.agent("Ben"));
        let ticket = a_ticket(&desk, ana.id);
        let audit = say(&ana, ticket, &mention("user", ben.id), false)["audit"]["id"].clone();
        assert_eq!(told(&ben), unread(&["mention"]));
        let undone = ana.post(&format!("/api/v2/tickets/{ticket}/audits/{audit}/undo"), &json!({}));
        assert_eq!(undone["ticket"]["follower_ids"], json!([]));
        assert_eq!(told(&ben), []);
    }

    fn what_customers_write_calls_nobody(desk: HelpDesk) {
        let (ana, ben, mia) = (desk.agent("Ana"), desk.agent("Ben"), desk.customer(MIA));
        let ticket = a_ticket(&desk, ana.id);
        say(&mia, ticket, &mention("user", ben.id), true);
        assert_eq!(told(&ben), []);
        assert_eq!(told(&ana), unread(&["reply", "assignment"]));
        // Nor does a mention of somebody who is not on the team.
        say(&ana, ticket, &mention("user", mia.id), false);
        let page = ana.get(&format!("/api/v2/tickets/{ticket}"));
        assert_eq!(page["ticket"]["follower_ids"], json!([]));
        assert_eq!(mia.ask("GET", "/api/v2/notifications", b"").status, 403);
    }

    fn what_stays_unread_is_mailed_once(desk: HelpDesk) {
        let Some(outside) = Outside::with_desk_at(desk.smtp_port) else { return };
        desk.send_mail_through(outside.postfix.port);
        desk.take_mail_by_smtp();
        // Someone of the team with a mailbox elsewhere.
        let mia = desk.customer(MIA);
        desk.admin.put(&format!("/api/v2/users/{}", mia.id), &json!({"user": {"role": "agent"}}));
        assert_eq!(mia.get("/api/v2/notifications/preferences")["mail"], "daily");
        let chosen = mia.put("/api/v2/notifications/preferences", &json!({"mail": "hourly"}));
        assert_eq!((&chosen["mail"], &chosen["preferences"]["mention"]), (&json!("hourly"), &json!(true)));

        let read = given(&desk, mia.id, "Chair");
        desk.advance(HOUR / 2);
        given(&desk, mia.id, "Lamp <b>");
        mia.ask("POST", &format!("/api/v2/tickets/{read}/read"), b"");
        desk.advance(HOUR * 2);
        let mail = outside.mail_of_mia(1);
        let mail = outside::read(&mail);
        let subject = mail.subject().unwrap();
        assert!(subject.contains("gave you a ticket") && subject.contains("Lamp <b>"), "{subject}");
        let text = mail.body_text(0).unwrap();
        assert!(text.contains("It broke.") && !text.contains("Chair"), "{text}");
        assert!(mail.body_html(0).unwrap().contains("Lamp &lt;b&gt;"));

        desk.advance(HOUR * 2);
        given(&desk, mia.id, "Table");
        mia.put("/api/v2/notifications/preferences", &json!({"mail": "at_once"}));
        given(&desk, mia.id, "Stool");
        desk.advance(HOUR);
        let mail = outside.mail_of_mia(2);
        assert!(outside::read(&mail).subject().unwrap().contains("Stool"), "what came before is not mailed any more");
        assert_eq!(outside.mails_of_mia(), 2);
    }
}
