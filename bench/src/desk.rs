//! A fresh desk in a temporary folder, and the program that serves it.

use std::{
    fmt, fs,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use server::config::Config;
use tempfile::TempDir;
use testing::Postgres;

use crate::Outcome;

/// Which database is under the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// The embedded one.
    Sqlite,
    /// A server of its own, as safe as in production.
    Postgres,
}

impl fmt::Display for Database {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// A desk's folder and database.
pub struct Desk {
    program: PathBuf,
    database_url: Option<String>,
    _postgres: Option<Postgres>,
    folder: TempDir,
}

/// The running program; killed when dropped.
pub struct Server {
    child: Child,
    _output: BufReader<ChildStdout>,
    /// Where it answers over HTTP.
    pub web: SocketAddr,
    /// The port on which it receives mail.
    pub smtp: u16,
    /// From its start until it answered.
    pub started_in: Duration,
}

impl Desk {
    /// An empty desk on such a database.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn new(database: Database, program: &Path) -> Outcome<Self> {
        let postgres = (database == Database::Postgres).then(Postgres::start);
        Ok(Self {
            program: program.to_owned(),
            database_url: postgres.as_ref().map(Postgres::url_for_new_database),
            _postgres: postgres,
            folder: TempDir::new()?,
        })
    }

    /// Its settings.
    ///
    /// # Errors
    /// Never for a desk that was made here.
    pub fn config(&self) -> Outcome<Config> {
        let data = self.data().display().to_string();
        Ok(Config::from_texts(|name| match name {
            "data" => Some(data.clone()),
            "database_url" => self.database_url.clone(),
            _ => None,
        })?)
    }

    /// Its folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The URL of its database, if that is PostgreSQL.
    pub fn database_url(&self) -> Option<&str> {
        self.database_url.as_deref()
    }

    /// Runs a command of the program; what it prints.
    ///
    /// # Errors
    /// With what the program said.
    pub fn run(&self, arguments: &[&str]) -> Outcome<String> {
        let output = self.command(arguments).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Starts the program and waits until it answers.
    ///
    /// # Errors
    /// When it does not start.
    pub fn serve(&self) -> Outcome<Server> {
        const ARGUMENTS: &[&str] = &[
            "serve",
            "--listen=127.0.0.1:0",
            "--smtp-listen=127.0.0.1:0",
            "--log-level=error",
            "--requests-per-minute=0",
        ];
        let start = Instant::now();
        let mut child = self.command(ARGUMENTS).stdout(Stdio::piped()).spawn()?;
        let mut output = BufReader::new(child.stdout.take().ok_or("the program has no output")?);
        let smtp = next_port(&mut output)?;
        let web = SocketAddr::from((Ipv4Addr::LOCALHOST, next_port(&mut output)?));
        let mut server = Server { child, _output: output, web, smtp, started_in: Duration::ZERO };
        server.wait_until_it_answers()?;
        server.started_in = start.elapsed();
        Ok(server)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).arg("--data").arg(self.data()).env_remove("DATABASE_URL");
        command.envs(self.database_url.iter().map(|url| ("DATABASE_URL", url)));
        command
    }
}

/// The port at the end of the next line that the program announces an address on.
fn next_port(output: &mut impl BufRead) -> Outcome<u16> {
    let mut line = String::new();
    output.read_line(&mut line)?;
    let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
    port.ok_or_else(|| format!("the program said {line:?}").into())
}

impl Server {
    /// Memory in use, in MB: now, and the most so far.
    ///
    /// # Errors
    /// When the program has ended.
    pub fn memory(&self) -> Outcome<(f64, f64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let megabytes = |name: &str| -> Option<f64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
        };
        megabytes("VmRSS:").zip(megabytes("VmHWM:")).ok_or_else(|| "the program has ended".into())
    }

    /// Stops the program as a service manager does, and waits for its end.
    ///
    /// # Errors
    /// When it cannot be told to stop.
    pub fn stop(mut self) -> Outcome<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        self.child.wait()?;
        Ok(())
    }

    /// The socket is open before the desk is: one whole request tells.
    fn wait_until_it_answers(&self) -> Outcome<()> {
        use std::io::{Read as _, Write as _};
        let mut stream = TcpStream::connect(self.web)?;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        if answer.starts_with("HTTP/1.1 200") { Ok(()) } else { Err(answer.into()) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
