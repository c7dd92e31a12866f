//! What stands around every request.

use std::{
    io::{BufRead, BufReader, Read as _, Write as _},
    net::TcpStream,
};

use crate::program::{Desk, exchange};

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

/// Posts a body of so many bytes without credentials, then asks again over the same connection; both statuses, the
/// second `None` when the first answer said that the connection ends.
fn refused_then_asked_again(bytes: usize) -> (u16, Option<u16>) {
    let server = Desk::new().serve(&[]);
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    let head = format!("POST /api/v2/tickets HTTP/1.1\r\nHost: desk.test\r\nContent-Length: {bytes}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    // A server that has answered may close before it has read everything.
    let _ = stream.write_all(&vec![b'x'; bytes]);
    let mut answers = BufReader::new(stream.try_clone().unwrap());
    let first = read_head(&mut answers);
    if first.to_ascii_lowercase().contains("connection: close") {
        return (status(&first), None);
    }
    let length = first.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    answers.read_exact(&mut vec![0; length.unwrap()]).unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: desk.test\r\n\r\n").unwrap();
    (status(&first), Some(status(&read_head(&mut answers))))
}

fn read_head(answers: &mut impl BufRead) -> String {
    answers
        .lines()
        .map(Result::unwrap)
        .take_while(|line| !line.is_empty())
        .fold(String::new(), |head, line| head + &line + "\n")
}

fn status(head: &str) -> u16 {
    head.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_connection_goes_on_after_a_refused_request_or_says_that_it_ends() {
    assert_eq!(refused_then_asked_again(10_000), (401, Some(200)));
    assert_eq!(refused_then_asked_again(5_000_000), (401, None));
    assert_eq!(refused_then_asked_again(50_000_000), (413, None));
}

#[test]
fn a_body_whose_length_is_not_announced_is_refused_when_it_grows_too_large() {
    let desk = Desk::new();
    let token = desk.admin_token("ana@desk.test");
    let server = desk.serve(&["--max-upload-mb", "1"]);
    let chunk = vec![b'x'; 1 << 20];
    let chunks: Vec<u8> =
        (0..10).flat_map(|_| [b"100000\r\n".as_slice(), &chunk, b"\r\n"].concat()).collect();
    for path in ["/api/v2/tickets", "/api/v2/uploads"] {
        let head = format!(
            "POST {path} HTTP/1.1\r\nAuthorization: Bearer {token}\r\nTransfer-Encoding: chunked\r\n"
        );
        let answer = exchange(server.port(), &head, &chunks);
        assert_eq!(answer.status, 413, "{path}: {}", answer.body);
        assert_eq!(answer.json()["error"], "TooLarge");
    }
}

#[test]
fn a_body_that_is_too_large_is_refused_before_it_is_sent() {
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
