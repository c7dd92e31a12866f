//! What stands around every request.

use crate::program::Desk;

#[test]
fn an_unknown_api_address_is_a_json_404_and_any_other_a_page() {
    let server = Desk::new().serve(&[]);
    let unknown = server.get("/api/v2/nothing.json?page[size]=2");
    assert_eq!(unknown.status, 404);
    assert!(unknown.body.contains("RecordNotFound"), "{}", unknown.body);
    // 503 with a page that says how to build it, when the web app is not built.
    let page = server.get("/views/3");
    assert!(matches!(page.status, 200 | 503));
    assert!(page.header("content-type").starts_with("text/html"), "{}", page.header("content-type"));
    assert_eq!(server.get("/assets/nothing.js").status, 404);
}

#[test]
fn pages_run_no_foreign_script_and_are_framed_by_nobody() {
    let answer = Desk::new().serve(&[]).get("/");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("x-request-id").len(), 16);
    assert_eq!(answer.header("strict-transport-security"), "");
}

#[test]
fn browsers_are_told_to_use_https_only_where_people_do() {
    let server = Desk::new().serve(&["--secure-cookies=true"]);
    assert!(server.get("/").header("strict-transport-security").starts_with("max-age="));
}

#[test]
fn the_api_describes_itself_and_shows_a_page_without_other_sites() {
    let server = Desk::new().serve(&[]);
    for path in ["/api/v2/openapi.json", "/api/v2/openapi"] {
        let document: serde_json::Value = serde_json::from_str(&server.get(path).body).unwrap();
        assert_eq!(document["info"]["title"], "Guichet");
    }
    let page = server.get("/api/docs/");
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("://"), "the page loads from elsewhere: {}", page.body);
}

#[test]
fn a_stranger_who_asks_too_often_is_told_when_to_come_back() {
    let server = Desk::new().serve(&["--anonymous-requests-per-minute", "2"]);
    let first = server.get("/api/v2/nothing");
    assert_eq!((first.header("x-rate-limit"), first.header("x-rate-limit-remaining")), ("2", "1"));
    server.get("/api/v2/nothing");
    let third = server.get("/api/v2/nothing");
    assert_eq!(third.status, 429);
    assert!((1..=31).contains(&third.header("retry-after").parse::<u32>().unwrap()));
    assert!(third.body.contains("TooManyRequests"));
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn a_body_that_is_too_large_is_refused_before_it_is_sent() {
    use std::{
        io::{Read as _, Write as _},
        net::TcpStream,
    };
    let server = Desk::new().serve(&[]);
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    write!(stream, "POST /api/v2/nothing HTTP/1.1\r\nHost: desk.test\r\nContent-Length: 9000000\r\n\r\n")
        .unwrap();
    let mut start = [0; 12];
    stream.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 413");
}

#[test]
fn the_clock_can_be_set_only_in_a_test() {
    let set = r#"{"now": "2031-05-06T07:08:09Z"}"#;
    let server = Desk::new().serve(&["--test-clock"]);
    assert_eq!(server.ask("PUT", "/test/clock", set).status, 200);
    assert!(server.get("/test/clock").body.contains("2031-05-06T07:08:"));
    assert_eq!(server.ask("PUT", "/test/clock", r#"{"now": "soon"}"#).status, 422);
    assert_eq!(Desk::new().serve(&[]).ask("PUT", "/test/clock", set).status, 404);
}

#[test]
fn health_and_measurements_are_there_for_machines() {
    let server = Desk::new().serve(&[]);
    assert_eq!(server.get("/healthz").body, "ok\n");
    let measured = server.get("/metrics").body;
    assert!(measured.contains(r#"route="/healthz""#), "{measured}");
    assert!(measured.contains("guichet_db_queue_length"), "{measured}");
}

#[test]
fn measurements_are_not_for_the_internet() {
    let server = Desk::new().serve(&["--behind-proxy"]);
    assert_eq!(server.get("/metrics").status, 200);
    assert_eq!(server.get_as("203.0.113.7", "/metrics").status, 404);
}
