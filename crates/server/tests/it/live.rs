//! The live connection.

use std::{net::TcpStream, time::Duration};

use serde_json::{Value, json};
use tungstenite::{
    Error, Message, WebSocket,
    client::IntoClientRequest as _,
    http::{HeaderName, HeaderValue},
};

use crate::program::Desk;

pub struct Browser(WebSocket<TcpStream>);

/// Connects; the HTTP status when that is refused.
pub fn connect(port: u16, headers: &[(&str, &str)]) -> Result<Browser, u16> {
    let mut request = format!("ws://127.0.0.1:{port}/api/v2/live").into_client_request().unwrap();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
    }
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    // A message that never comes ends the test.
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    match tungstenite::client(request, stream) {
        Ok((socket, _)) => Ok(Browser(socket)),
        Err(tungstenite::HandshakeError::Failure(Error::Http(response))) => Err(response.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

impl Browser {
    /// The next message of this type.
    pub fn hears(&mut self, kind: &str) -> Value {
        self.hears_when(kind, |_| true)
    }

    /// The next message of this type of which this holds.
    pub fn hears_when(&mut self, kind: &str, holds: impl Fn(&Value) -> bool) -> Value {
        loop {
            if let Message::Text(text) = self.0.read().unwrap() {
                let message: Value = serde_json::from_str(&text).unwrap();
                if message["type"] == kind && holds(&message) {
                    return message;
                }
            }
        }
    }

    fn says(&mut self, message: &Value) {
        self.0.send(Message::text(message.to_string())).unwrap();
    }
}

#[test]
fn a_change_by_anyone_reaches_every_agent_who_is_connected() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    let token = format!("Bearer {}", desk.admin_token("ana@desk.example"));
    let mut browser = connect(server.port(), &[("authorization", &token)]).ok().unwrap();
    let me = browser.hears("hello")["user_id"].clone();
    let created =
        desk.run(&["user", "create", "--role", "end-user", "--email", "mia@example.com", "--name", "Mia"]);
    assert!(created.status.success());
    // What was done to the admin before may be told late.
    let changed = browser.hears_when("changed", |message| message["entity"] == "user" && message["id"] != me);
    assert!(changed["audit_id"].is_i64() && changed["at"].is_string());
}

#[test]
fn agents_see_who_is_at_a_ticket_until_they_leave() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    let token = format!("Bearer {}", desk.admin_token("ana@desk.example"));
    let mut ana = connect(server.port(), &[("authorization", &token)]).ok().unwrap();
    let ana_id = ana.hears("hello")["user_id"].clone();
    let mut other = connect(server.port(), &[("authorization", &token)]).ok().unwrap();
    other.hears("hello");
    ana.says(&json!({"type": "presence", "ticket_id": 7, "state": "replying"}));
    let presence = other.hears("presence");
    assert_eq!(presence["ticket_id"], 7);
    assert_eq!(presence["people"], json!([{"user_id": ana_id, "state": "replying"}]));
    drop(ana);
    assert_eq!(other.hears("presence")["people"], json!([]));
}

#[test]
fn strangers_and_foreign_pages_are_refused() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    let token = format!("Bearer {}", desk.admin_token("ana@desk.example"));
    assert_eq!(connect(server.port(), &[]).err(), Some(401));
    let foreign = [("authorization", token.as_str()), ("origin", "https://evil.example")];
    assert_eq!(connect(server.port(), &foreign).err(), Some(403));
    let own_origin = format!("http://127.0.0.1:{}", server.port());
    assert!(connect(server.port(), &[("authorization", &token), ("origin", &own_origin)]).is_ok());
}
