//! What an open browser is told.

use std::{net::TcpStream, time::Duration};

use serde_json::Value;
use tungstenite::{ClientRequestBuilder, Message, WebSocket};

use crate::person::Person;

/// A browser with the workspace open.
pub struct Browser(WebSocket<TcpStream>);

impl Browser {
    /// Connects and hears the greeting.
    pub fn open(port: u16, person: &Person) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let address = format!("ws://127.0.0.1:{port}/api/v2/live").parse().unwrap();
        let request = ClientRequestBuilder::new(address);
        let request =
            person.credentials().fold(request, |request, (name, value)| request.with_header(name, value));
        let (socket, _) = tungstenite::client(request, stream).unwrap();
        let mut browser = Self(socket);
        let hello = browser.hear(|_| true);
        assert_eq!((&hello["type"], &hello["user_id"]), (&"hello".into(), &person.id.into()));
        browser
    }

    /// The next message of which this holds; waits for it.
    pub fn hear(&mut self, mut is_it: impl FnMut(&Value) -> bool) -> Value {
        loop {
            let Message::Text(text) = self.0.read().expect("a message in time") else { continue };
            let message: Value = serde_json::from_str(&text).unwrap();
            if is_it(&message) {
                return message;
            }
        }
    }
}
