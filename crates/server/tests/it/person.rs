//! Somebody who uses the API: in a browser's session, or as a stranger.

use serde_json::Value;

use crate::program::{Answer, exchange};

/// Somebody, and what their requests carry.
pub struct Person {
    /// 0 for nobody.
    pub id: i64,
    port: u16,
    /// Header lines.
    credentials: String,
}

impl Person {
    /// A stranger.
    pub fn nobody(port: u16) -> Self {
        Self { id: 0, port, credentials: String::new() }
    }

    /// Whom this request starts a session for.
    pub fn sign_in(&self, path: &str, body: &Value) -> Self {
        let answer = self.ask("POST", path, body.to_string().as_bytes());
        assert_eq!(answer.status, 201, "{}", answer.body);
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        let user = answer.json()["user"].take();
        let csrf_token = user["authenticity_token"].as_str().unwrap();
        let credentials = format!("Cookie: {cookie}\r\nX-CSRF-Token: {csrf_token}\r\n");
        Self { id: user["id"].as_i64().unwrap(), port: self.port, credentials }
    }

    /// Their header lines.
    pub fn credentials(&self) -> impl Iterator<Item = (&str, &str)> {
        self.credentials.lines().filter_map(|line| line.split_once(": "))
    }

    /// Any request, and whatever comes back.
    pub fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nContent-Length: {}\r\nContent-Type: application/json\r\n{}",
            body.len(),
            self.credentials
        );
        exchange(self.port, &head, body)
    }

    pub fn get(&self, path: &str) -> Value {
        self.succeed("GET", path, b"")
    }

    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.succeed("POST", path, body.to_string().as_bytes())
    }

    pub fn put(&self, path: &str, body: &Value) -> Value {
        self.succeed("PUT", path, body.to_string().as_bytes())
    }

    /// Stores a file; the token to use it with.
    pub fn upload(&self, name: &str, bytes: &[u8]) -> String {
        let upload = self.succeed("POST", &format!("/api/v2/uploads?filename={name}"), bytes);
        upload["upload"]["token"].as_str().unwrap().to_owned()
    }

    fn succeed(&self, method: &str, path: &str, body: &[u8]) -> Value {
        let answer = self.ask(method, path, body);
        assert!((200..300).contains(&answer.status), "{method} {path}: {} {}", answer.status, answer.body);
        answer.json()
    }
}
