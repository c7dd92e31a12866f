//! A PostgreSQL cluster for tests.

use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::packages::postgres_programs;
use crate::port::free_port;
use crate::process::{Server, User, folder_for};

/// Environment variable with the URL of a running cluster's `postgres` database. When set, tests share that
/// cluster instead of starting their own; the program `with-postgres` sets it.
pub const SHARED_POSTGRES: &str = "GUICHET_TEST_POSTGRES";

/// A PostgreSQL cluster: C collation, UTF-8, everyone on loopback trusted.
#[derive(Debug)]
pub struct Postgres {
    url_of_server: String,
    /// Dropped in this order: first the server stops, then its folder goes. None when shared.
    _own: Option<(Server, TempDir)>,
}

impl Postgres {
    /// Starts a cluster as safe as in production: every commit reaches the disk.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts a cluster that skips the disk: quicker, and lost if the machine stops.
    pub fn start_without_fsync() -> Self {
        Self::start_with(&["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"])
    }

    /// The cluster that [`SHARED_POSTGRES`] names or, without that variable, a new one without fsync.
    pub fn shared_or_start() -> Self {
        match std::env::var(SHARED_POSTGRES) {
            Ok(url) => Self { url_of_server: server_part(&url), _own: None },
            Err(_) => Self::start_without_fsync(),
        }
    }

    /// The URL of the cluster's own `postgres` database.
    pub fn url(&self) -> String {
        format!("{}/postgres", self.url_of_server)
    }

    /// Creates an empty database under a fresh name and returns its URL. It lives as long as the cluster.
    pub fn url_for_new_database(&self) -> String {
        let name = format!("test_{:016x}", rand::random::<u64>());
        let output = Command::new(postgres_programs().join("psql"))
            .args(["--no-psqlrc", "--quiet", "--command", &format!("CREATE DATABASE {name}"), &self.url()])
            .stdin(Stdio::null())
            .output()
            .expect("start psql");
        assert!(output.status.success(), "psql: {}", String::from_utf8_lossy(&output.stderr));
        format!("{}/{name}", self.url_of_server)
    }

    fn start_with(settings: &[&str]) -> Self {
        let user = User::ordinary(&["postgres", "nobody"]);
        let folder = folder_for(user, "postgres");
        let data = folder.path().join("data");
        init_cluster(&data, user, folder.path());
        let port = free_port();
        let server = start_server(&data, user, folder.path(), port, settings);
        Self { url_of_server: format!("postgres://postgres@127.0.0.1:{port}"), _own: Some((server, folder)) }
    }
}

fn init_cluster(data: &Path, user: User, folder: &Path) {
    let mut initdb = Command::new(postgres_programs().join("initdb"));
    initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
    initdb.arg("--pgdata").arg(data);
    user.runs(&mut initdb, folder);
    let output = initdb.output().expect("start initdb");
    assert!(output.status.success(), "initdb: {}", String::from_utf8_lossy(&output.stderr));
}

fn start_server(data: &Path, user: User, folder: &Path, port: u16, settings: &[&str]) -> Server {
    let programs = postgres_programs();
    let postgres = programs.join("postgres").display().to_string();
    let (data, port, sockets) = (data.display().to_string(), port.to_string(), folder.display().to_string());
    let mut command = vec![postgres.as_str(), "-D", &data, "-p", &port, "-k", &sockets];
    command.extend(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300"]);
    command.extend(settings);
    let is_ready = || {
        let mut question = Command::new(programs.join("pg_isready"));
        let answer = question.args(["--quiet", "--host=127.0.0.1", "--port", &port]).status();
        answer.is_ok_and(|status| status.success())
    };
    // QUIT is PostgreSQL's "immediate" stop: nothing here is worth a checkpoint.
    Server::start(&command, user, "QUIT", folder.join("log"), is_ready)
}

/// `postgres://user@host:port` out of a database's URL.
fn server_part(url: &str) -> String {
    let (server, _database) = url.rsplit_once('/').expect("a URL like postgres://user@host:port/database");
    server.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(url: &str, sql: &str) -> String {
        let output = Command::new(postgres_programs().join("psql"))
            .args(["--no-psqlrc", "--tuples-only", "--no-align", "--command", sql, url])
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    #[test]
    fn every_database_is_new_and_sorts_by_code_point() {
        let postgres = Postgres::start();
        let (first, second) = (postgres.url_for_new_database(), postgres.url_for_new_database());
        assert_ne!(first, second);
        ask(&first, "CREATE TABLE only_here (n int)");
        assert_eq!(ask(&second, "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"), "0");
        assert_eq!(ask(&first, "SELECT 'Z' < 'a' AND datcollate = 'C' FROM pg_database LIMIT 1"), "t");
        assert_eq!(ask(&first, "SHOW fsync"), "on");
    }

    #[test]
    fn a_dropped_cluster_is_gone_with_its_folder() {
        let postgres = Postgres::start_without_fsync();
        let url = postgres.url();
        let folder = postgres._own.as_ref().unwrap().1.path().to_owned();
        assert_eq!(ask(&url, "SHOW fsync"), "off");
        drop(postgres);
        assert_eq!(ask(&url, "SHOW fsync"), "");
        assert!(!folder.exists());
    }
}
