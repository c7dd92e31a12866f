//! Starting the program, and asking it.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;
use testing::Postgres;

/// A folder for a desk's data, its database, and the program that works with them.
pub struct Desk {
    folder: TempDir,
    /// PostgreSQL and the URL of the desk's database in it; SQLite when `None`.
    postgres: Option<(Postgres, String)>,
}

/// The running server; ends when dropped.
pub struct Server {
    child: Child,
    port: u16,
}

/// An answer over HTTP.
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    /// As text, whatever it is.
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), postgres: None }
    }

    pub fn on_postgres() -> Self {
        let postgres = Postgres::shared_or_start();
        let url = postgres.url_for_new_database();
        Self { postgres: Some((postgres, url)), ..Self::new() }
    }

    pub fn is_on_postgres(&self) -> bool {
        self.postgres.is_some()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with these arguments, on this desk's data.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(arguments);
        command.arg("--data").arg(self.path("data"));
        if let Some((_, url)) = &self.postgres {
            command.env("DATABASE_URL", url);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Makes an admin, and a token that acts for them.
    pub fn admin_token(&self, email: &str) -> String {
        let arguments =
            ["user", "create", "--role", "admin", "--email", email, "--name", "Ana", "--password-stdin"];
        let created = self.run_with_input(&arguments, "correct horse battery\n");
        assert!(created.status.success(), "{}", String::from_utf8_lossy(&created.stderr));
        let token = self.run(&["token", "create", "--user", email]);
        String::from_utf8(token.stdout).unwrap().trim().to_owned()
    }

    /// What lies in the database's files.
    pub fn database_bytes(&self) -> Vec<u8> {
        let files = ["guichet.db", "guichet.db-wal"].map(|name| std::fs::read(self.path("data").join(name)));
        files.into_iter().flatten().flatten().collect()
    }

    pub fn serve(&self, arguments: &[&str]) -> Server {
        self.serve_on(0, arguments)
    }

    /// Starts the server on a port of 127.0.0.1, or on any with 0, and waits until it is ready.
    pub fn serve_on(&self, port: u16, arguments: &[&str]) -> Server {
        let address = format!("127.0.0.1:{port}");
        let mut command = self.command(&["serve", "--listen", &address, "--log-level", "warn"]);
        let mut child = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut said = lines.inspect(|line| println!("server: {line}"));
        let ready = said.find(|line| line.starts_with("Guichet is ready")).expect("the server starts");
        let port = ready.trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        Server { child, port: port.unwrap_or_else(|| panic!("the server said {ready:?}")) }
    }
}

/// The program without any settings from outside.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command.args(arguments).env_remove("DATABASE_URL").current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
    command
}

impl Server {
    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// What a proxy passes on from this address.
    pub fn get_as(&self, address: &str, path: &str) -> Answer {
        exchange(self.port, &format!("GET {path} HTTP/1.1\r\nX-Forwarded-For: {address}\r\n"), b"")
    }

    pub fn get_with(&self, token: &str, path: &str) -> Answer {
        exchange(self.port, &format!("GET {path} HTTP/1.1\r\nAuthorization: Bearer {token}\r\n"), b"")
    }

    pub fn ask(&self, method: &str, path: &str, body: &str) -> Answer {
        let head = format!("{method} {path} HTTP/1.1\r\nContent-Length: {}\r\n", body.len());
        exchange(self.port, &head, body.as_bytes())
    }

    /// Sends SIGTERM; the exit status, once the program has ended.
    pub fn terminate(mut self) -> std::process::ExitStatus {
        let kill = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(kill.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// One request over a connection of its own; `head` is its first line and headers.
pub fn exchange(port: u16, head: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let head = format!("{head}Host: desk.test\r\nConnection: close\r\n\r\n");
    // A server may answer and close before it has read everything.
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    assert!(!answer.is_empty(), "no answer: {read:?}");
    Answer::read(&answer)
}

impl Answer {
    fn read(answer: &[u8]) -> Self {
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n");
        let (head, rest) = answer.split_at(end.expect("an HTTP answer has a head"));
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap();
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        let bytes = rest[4..].to_vec();
        Self { status, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    /// The body, which must be JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}
