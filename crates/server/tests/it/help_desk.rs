//! A help desk at work: the server runs, its admin has set it up, mail and people come and go.

use std::time::Duration;

use serde_json::{Value, json};
use testing::{free_port, smtp_send, wait_until};

use crate::{
    outside::Letter,
    person::Person,
    program::{Desk, Server, exchange},
};

/// The address that customers write to.
pub const HELP: &str = "help@desk.test";
/// For everything that happens by itself; a busy machine takes its time.
pub const PATIENCE: Duration = Duration::from_secs(60);
const PASSWORD: &str = "correct horse battery staple";

/// Writes each test twice, as `name::sqlite` and `name::postgres`.
macro_rules! desk_test {
    ($($(#[$attribute:meta])* fn $name:ident($desk:ident: HelpDesk) $body:block)+) => {$(
        $(#[$attribute])*
        mod $name {
            use super::*;

            fn test(#[allow(unused_mut, reason = "only some restart their desk")] mut $desk: HelpDesk) $body

            #[test]
            fn sqlite() {
                test(HelpDesk::open(Desk::new()));
            }

            #[test]
            fn postgres() {
                test(HelpDesk::open(Desk::on_postgres()));
            }
        }
    )+};
}

/// A desk, its running server and its admin.
pub struct HelpDesk {
    pub admin: Person,
    pub smtp_port: u16,
    port: u16,
    desk: Desk,
    /// None only while it is down.
    server: Option<Server>,
}

impl HelpDesk {
    /// Starts the server and sets the desk up.
    pub fn open(desk: Desk) -> Self {
        let (port, smtp_port) = (free_port(), free_port());
        let server = serve(&desk, port, smtp_port);
        Self { admin: set_up(port), smtp_port, port, desk, server: Some(server) }
    }

    /// Where it keeps mails and files.
    pub fn data(&self) -> std::path::PathBuf {
        self.desk.path("data").join("blobs")
    }

    pub fn is_on_postgres(&self) -> bool {
        self.desk.is_on_postgres()
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Ends the server at once, as a power cut would.
    pub fn kill_9(&mut self) {
        self.server = None;
    }

    /// Starts the server again, on the same ports.
    pub fn restart(&mut self) {
        self.kill_9();
        self.server = Some(serve(&self.desk, self.port, self.smtp_port));
    }

    /// A time from now on, as the API takes it.
    pub fn in_seconds(&self, seconds: i64) -> String {
        let now: Value = self.ask_as_nobody("GET", "/test/clock", "");
        let now = now["now"].as_str().unwrap().parse::<base::Timestamp>().unwrap();
        base::Timestamp(now.0 + seconds * 1_000_000).precise()
    }

    /// Lets time pass in a moment.
    pub fn advance(&self, seconds: i64) {
        let later = self.in_seconds(seconds);
        self.ask_as_nobody("PUT", "/test/clock", &json!({"now": later}).to_string());
    }

    fn ask_as_nobody(&self, method: &str, path: &str, body: &str) -> Value {
        let head = format!("{method} {path} HTTP/1.1\r\nContent-Length: {}\r\n", body.len());
        exchange(self.port, &head, body.as_bytes()).json()
    }

    /// Somebody who answers.
    pub fn agent(&self, name: &str) -> Person {
        self.person("agent", name, &format!("{}@desk.test", name.to_lowercase()))
    }

    /// Somebody who asks.
    pub fn customer(&self, email: &str) -> Person {
        self.person("end-user", "Mia", email)
    }

    /// Somebody who has signed in.
    fn person(&self, role: &str, name: &str, email: &str) -> Person {
        let arguments =
            ["user", "create", "--role", role, "--email", email, "--name", name, "--password-stdin"];
        let created = self.desk.run_with_input(&arguments, &format!("{PASSWORD}\n"));
        assert!(created.status.success(), "{}", String::from_utf8_lossy(&created.stderr));
        let session = json!({"email": email, "password": PASSWORD});
        Person::nobody(self.port).sign_in("/api/v2/session", &session)
    }

    /// Connects the address that customers write to; its mail comes by SMTP.
    pub fn take_mail_by_smtp(&self) {
        let mailbox = json!({"mailbox": {"address": HELP, "name": "Desk Help"}});
        self.admin.post("/api/v2/mailboxes", &mailbox);
    }

    /// Sends all mail through a server on this machine.
    pub fn send_mail_through(&self, port: u16) {
        let port = port.to_string();
        let relay = ["relay", "set", "--host", "127.0.0.1", "--port", &port, "--security", "none"];
        let output = self.desk.run(&relay);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// A letter reaches the desk's own SMTP receiver.
    pub fn receive(&self, letter: &Letter) {
        smtp_send(self.smtp_port, &letter.from, &[&letter.to], &letter.raw()).unwrap();
    }

    /// The ticket about this, as soon as it is in the view of unassigned tickets.
    pub fn ticket_about(&self, subject: &str) -> i64 {
        let views = self.admin.get("/api/v2/views/active");
        let view = find(&views["views"], |view| view["key"] == "unassigned").expect("the view");
        let path = format!("/api/v2/views/{}/tickets?page[size]=100", view["id"]);
        let mut found = None;
        let is_there = wait_until(PATIENCE, || {
            let tickets = self.admin.get(&path);
            found = find(&tickets["tickets"], |ticket| ticket["subject"] == subject)
                .and_then(|ticket| ticket["id"].as_i64());
            found.is_some()
        });
        assert!(is_there, "no ticket about {subject:?}");
        found.unwrap()
    }

    /// Waits until a job is done.
    pub fn wait_for_job(&self, id: &str, patience: Duration) {
        let path = format!("/api/v2/job_statuses/{id}");
        let is_done = || self.admin.get(&path)["job_status"]["status"] == "completed";
        assert!(wait_until(patience, is_done), "{}", self.admin.get(&path));
    }

    /// All that an admin sees, to tell whether anything has changed.
    pub fn everything(&self) -> Vec<Value> {
        let lists = [
            "tickets",
            "deleted_tickets",
            "ticket_audits",
            "users",
            "groups",
            "brands",
            "organizations",
            "views",
            "macros",
            "task_templates",
            "recurring_tickets",
            "time_entries",
            "mailboxes",
            "group_memberships",
            "organization_memberships",
            "invitations",
            "api_tokens",
            "tags",
            "account/settings",
        ];
        lists.iter().map(|list| self.admin.get(&format!("/api/v2/{list}"))).collect()
    }

    /// A ticket's page, as soon as this holds of it.
    pub fn page_when(&self, ticket: i64, what: &str, mut holds: impl FnMut(&Value) -> bool) -> Value {
        let path = format!("/api/v2/tickets/{ticket}/conversation");
        let mut page = Value::Null;
        let is_so = wait_until(PATIENCE, || {
            page = self.admin.get(&path);
            holds(&page)
        });
        assert!(is_so, "never: {what}; {page:#}");
        page
    }
}

/// The first of a list of which this holds.
pub fn find(list: &Value, mut is_it: impl FnMut(&Value) -> bool) -> Option<Value> {
    list.as_array().unwrap().iter().find(|entry| is_it(entry)).cloned()
}

fn serve(desk: &Desk, port: u16, smtp_port: u16) -> Server {
    let smtp = format!("127.0.0.1:{smtp_port}");
    let settings = ["--test-clock", "--allow-internal-addresses", "--smtp-listen", &smtp];
    let limits = ["--requests-per-minute", "0", "--anonymous-requests-per-minute", "0"];
    desk.serve_on(port, &[&settings[..], &limits].concat())
}

fn set_up(port: u16) -> Person {
    let desk = json!({"desk_name": "Desk", "name": "Ada", "email": "admin@desk.test", "password": PASSWORD,
        "locale": "en", "time_zone": "Europe/Paris"});
    Person::nobody(port).sign_in("/api/v2/setup", &desk)
}
