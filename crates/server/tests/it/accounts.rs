//! People, tokens, mailboxes and the relay, made by commands beside a running server.

use serde_json::Value;

use crate::program::Desk;

#[test]
fn an_admin_and_their_token_work_at_once() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    assert_eq!(server.get("/api/v2/users/me").status, 401);
    let token = desk.admin_token("ana@desk.example");
    // With and without suffix, brackets as they are and encoded.
    for path in ["/api/v2/users", "/api/v2/users.json"] {
        for query in ["role[]=admin&page[size]=1", "role%5B%5D=admin&page%5Bsize%5D=1"] {
            let answer = server.get_with(&token, &format!("{path}?{query}"));
            let body: Value = serde_json::from_str(&answer.body).unwrap();
            assert_eq!(body["users"][0]["email"], "ana@desk.example", "{}", answer.body);
            assert_eq!(body["meta"]["has_more"], false);
        }
    }
}

#[test]
fn the_person_a_command_made_signs_in_with_their_password() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    desk.admin_token("ana@desk.example");
    let sign_in = |password: &str| {
        let body = format!(r#"{{"email": "ana@desk.example", "password": "{password}"}}"#);
        server.ask("POST", "/api/v2/session", &body)
    };
    assert_eq!(sign_in("wrong and long enough").status, 401);
    let answer = sign_in("correct horse battery");
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert!(answer.header("set-cookie").contains("HttpOnly"), "{}", answer.header("set-cookie"));
}

#[test]
fn a_password_that_is_refused_makes_nobody() {
    let desk = Desk::new();
    let arguments = [
        "user",
        "create",
        "--role",
        "agent",
        "--email",
        "bo@desk.example",
        "--name",
        "Bo",
        "--password-stdin",
    ];
    let refused = desk.run_with_input(&arguments, "short\n");
    assert!(!refused.status.success());
    let token = desk.run(&["token", "create", "--user", "bo@desk.example"]);
    assert!(String::from_utf8_lossy(&token.stderr).contains("nobody here has this address"));
}

#[test]
fn a_mailbox_and_the_relay_are_set_without_their_passwords_in_the_database() {
    let desk = Desk::new();
    let mailbox = [
        "mailbox",
        "add",
        "--address",
        "help@desk.example",
        "--imap-host",
        "imap.desk.example",
        "--password-stdin",
    ];
    let relay = ["relay", "set", "--host", "smtp.desk.example", "--username", "desk", "--password-stdin"];
    for arguments in [&mailbox[..], &relay[..]] {
        let done = desk.run_with_input(arguments, "hunter2-hunter2\n");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let stored = desk.database_bytes();
    let holds = |text: &str| stored.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("imap.desk.example") && holds("smtp.desk.example"));
    assert!(!holds("hunter2"));
}
