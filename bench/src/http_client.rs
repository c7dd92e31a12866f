//! One kept-alive connection to the desk.

use std::net::SocketAddr;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Method, Request,
    client::conn::http1::{self, SendRequest},
    header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HOST},
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::Outcome;

/// A client with a token.
pub struct HttpClient {
    sender: SendRequest<Full<Bytes>>,
    host: String,
    token: String,
}

/// A request to be made again and again.
#[derive(Clone, Debug)]
pub struct Call {
    method: Method,
    path: String,
    body: Bytes,
    gzip: bool,
}

impl Call {
    /// Reads `path`.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: Bytes::new(), gzip: false }
    }

    /// Sends JSON to `path`.
    pub fn post(path: impl Into<String>, body: &serde_json::Value) -> Self {
        Self { method: Method::POST, path: path.into(), body: body.to_string().into(), gzip: false }
    }

    /// The same, answered compressed.
    pub fn gzipped(self) -> Self {
        Self { gzip: true, ..self }
    }
}

impl HttpClient {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn connect(address: SocketAddr, token: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender, host: address.to_string(), token: format!("Bearer {token}") })
    }

    /// Makes a call and reads the whole answer.
    ///
    /// # Errors
    /// When the connection is lost, or the answer is no success.
    pub async fn make(&mut self, call: &Call) -> Outcome<Bytes> {
        let mut request = Request::builder()
            .method(&call.method)
            .uri(&call.path)
            .header(HOST, &self.host)
            .header(AUTHORIZATION, &self.token)
            .header(CONTENT_TYPE, "application/json");
        if call.gzip {
            request = request.header(ACCEPT_ENCODING, "gzip");
        }
        self.sender.ready().await?;
        let answer = self.sender.send_request(request.body(Full::new(call.body.clone()))?).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        if status.is_success() {
            Ok(body)
        } else {
            Err(format!("{} {}: {status}: {}", call.method, call.path, String::from_utf8_lossy(&body)).into())
        }
    }

    /// Makes a call and reads the answer as JSON.
    ///
    /// # Errors
    /// As for [`HttpClient::make`].
    pub async fn json(&mut self, call: &Call) -> Outcome<serde_json::Value> {
        Ok(serde_json::from_slice(&self.make(call).await?)?)
    }
}
