//! What customers send becomes tickets that agents see.

use crate::{
    browser::Browser,
    help_desk::{HelpDesk, find},
    outside::{DOT, Letter, MIA, PLAN},
    program::Desk,
};

desk_test! {
    fn mail_by_smtp_becomes_a_ticket_in_the_view_and_is_told_to_open_browsers(desk: HelpDesk) {
        desk.take_mail_by_smtp();
        let ana = desk.agent("Ana");
        let mut browser = Browser::open(desk.port(), &ana);
        desk.receive(&Letter::new(MIA, "The chair broke", "One leg is off."));

        let told = browser.hear(|message| message["type"] == "changed" && message["entity"] == "ticket");
        let id = desk.ticket_about("The chair broke");
        assert_eq!(told["id"], id);
        let page = ana.get(&format!("/api/v2/tickets/{id}/conversation"));
        assert_eq!(page["comments"].as_array().unwrap().len(), 1);
        assert_eq!(page["comments"][0]["plain_body"], "One leg is off.");
        assert_eq!(page["ticket"]["via"]["channel"], "email");
        let requester = find(&page["users"], |user| user["id"] == page["ticket"]["requester_id"]).unwrap();
        assert_eq!((&requester["email"], &requester["name"]), (&MIA.into(), &"Mia Martin".into()));
    }

    fn a_picture_and_a_file_come_out_as_they_went_in(desk: HelpDesk) {
        desk.take_mail_by_smtp();
        let ana = desk.agent("Ana");
        desk.receive(&Letter::new(MIA, "Plan", "See the plan.").with_picture_and_file());

        let page = ana.get(&format!("/api/v2/tickets/{}/conversation", desk.ticket_about("Plan")));
        let comment = &page["comments"][0];
        let file = |name: &str| find(&comment["attachments"], |file| file["file_name"] == name).unwrap();
        let (picture, plan) = (file("dot.gif"), file("the plan.pdf"));
        assert_eq!((&picture["inline"], &plan["inline"]), (&true.into(), &false.into()));
        let path = |file: &serde_json::Value| {
            file["content_url"].as_str().unwrap().trim_start_matches("http://desk.test").to_owned()
        };
        let html = comment["html_body"].as_str().unwrap();
        assert!(html.contains(&path(&picture)) && !html.contains("cid:"), "{html}");
        let (shown, saved) = (ana.ask("GET", &path(&picture), b""), ana.ask("GET", &path(&plan), b""));
        assert_eq!((shown.bytes.as_slice(), saved.bytes.as_slice()), (DOT, PLAN));
        assert_eq!(shown.header("content-type"), "image/gif");
        assert!(saved.header("content-disposition").starts_with("attachment;"));
    }

    fn the_original_of_a_mail_is_kept_byte_for_byte(desk: HelpDesk) {
        desk.take_mail_by_smtp();
        let letter = Letter::new(MIA, "Kept", "Hello").with_picture_and_file();
        desk.receive(&letter);

        let page = desk.admin.get(&format!("/api/v2/tickets/{}/conversation", desk.ticket_about("Kept")));
        let path = format!("/api/v2/comments/{}/original", page["comments"][0]["id"]);
        let original = desk.admin.ask("GET", &path, b"").bytes;
        assert!(original.ends_with(&letter.raw()), "{}", String::from_utf8_lossy(&original));
    }
}
