//! What a request carries to say whose it is.

use axum::http::{HeaderMap, header};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use cookie::Cookie;

/// The name of the session's cookie.
pub(crate) const SESSION_COOKIE: &str = "guichet_session";

/// One of the ways to say who asks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Credentials {
    /// An API token; with Basic authentication also the address of its owner.
    Token { email: Option<String>, token: String },
    /// Address and password.
    Password { email: String, password: String },
    /// A session's cookie.
    Session(String),
}

/// The request says who asks in a way that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// What the headers carry. The `Authorization` header goes before the cookie.
pub(crate) fn read(headers: &HeaderMap) -> Result<Option<Credentials>, Unreadable> {
    let Some(authorization) = headers.get(header::AUTHORIZATION) else { return Ok(session(headers)) };
    let (scheme, value) =
        authorization.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(Unreadable)?;
    let value = value.trim();
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => Ok(Some(Credentials::Token { email: None, token: value.to_owned() })),
        "basic" => basic(value).map(Some).ok_or(Unreadable),
        _ => Err(Unreadable),
    }
}

fn basic(value: &str) -> Option<Credentials> {
    let text = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
    let (user, secret) = text.split_once(':')?;
    let secret = secret.to_owned();
    Some(match user.strip_suffix("/token") {
        Some(email) => Credentials::Token { email: Some(email.to_owned()), token: secret },
        None => Credentials::Password { email: user.to_owned(), password: secret },
    })
}

fn session(headers: &HeaderMap) -> Option<Credentials> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let cookie =
        lines.flat_map(Cookie::split_parse).flatten().find(|cookie| cookie.name() == SESSION_COOKIE)?;
    Some(Credentials::Session(cookie.value().to_owned()))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn read_one(name: header::HeaderName, value: &str) -> Result<Option<Credentials>, Unreadable> {
        read(&HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())]))
    }

    #[test]
    fn basic_carries_a_token_or_a_password() {
        let basic = |text: &str| read_one(header::AUTHORIZATION, &format!("Basic {}", STANDARD.encode(text)));
        let token = Credentials::Token { email: Some("ana@desk.test".into()), token: "s3cret".into() };
        assert_eq!(basic("ana@desk.test/token:s3cret"), Ok(Some(token)));
        let password = Credentials::Password { email: "ana@desk.test".into(), password: "a:b".into() };
        assert_eq!(basic("ana@desk.test:a:b"), Ok(Some(password)));
        assert_eq!(basic("no colon"), Err(Unreadable));
    }

    #[test]
    fn bearer_carries_a_token() {
        let token = Credentials::Token { email: None, token: "s3cret".into() };
        assert_eq!(read_one(header::AUTHORIZATION, "bearer s3cret"), Ok(Some(token)));
    }

    #[test]
    fn the_session_is_found_among_other_cookies() {
        let session = Credentials::Session("abc".into());
        assert_eq!(read_one(header::COOKIE, "a=b; guichet_session=abc; c=d"), Ok(Some(session)));
        assert_eq!(read_one(header::COOKIE, "guichet_sessions=abc"), Ok(None));
    }

    #[test]
    fn what_cannot_be_read_is_not_the_same_as_nothing() {
        assert_eq!(read(&HeaderMap::new()), Ok(None));
        assert_eq!(read_one(header::AUTHORIZATION, "Digest x"), Err(Unreadable));
        assert_eq!(read_one(header::AUTHORIZATION, "Basic ***"), Err(Unreadable));
    }
}
