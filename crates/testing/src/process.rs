//! A server process with its own folder, user and process group, which never outlives its test.

use std::fs::File;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::port::wait_until;

/// How long a server may take to be ready. Generous: the machine may be busy building.
const START_PATIENCE: Duration = Duration::from_secs(60);

/// Starts the server (`$2…`), waits until its standard input closes, which also happens when the test is
/// killed, and then stops it with signal `$1`; after 10 s it kills what is left of the process group.
const WARDEN: &str = r#"
signal=$1; shift
"$@" </dev/null &
server=$!
read -r _
kill -s "$signal" "$server"
(sleep 10; kill -s KILL 0) &
wait "$server"
kill -s KILL 0
"#;

/// An ordinary user of this machine, by number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct User {
    pub uid: u32,
    pub gid: u32,
}

impl User {
    /// The user of that name in `/etc/passwd`.
    pub fn named(name: &str) -> Option<Self> {
        let passwd = std::fs::read_to_string("/etc/passwd").ok()?;
        let line = passwd.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2);
        Some(Self { uid: numbers.next()?.parse().ok()?, gid: numbers.next()?.parse().ok()? })
    }

    /// Who runs this test.
    pub fn current() -> Self {
        let me = std::fs::metadata("/proc/self").expect("read /proc/self");
        Self { uid: me.uid(), gid: me.gid() }
    }

    /// Who runs this test or, if that is root, the first of `names` that exists here.
    pub fn ordinary(names: &[&str]) -> Self {
        let current = Self::current();
        if current.is_root() {
            names.iter().find_map(|name| Self::named(name)).expect("an ordinary user in /etc/passwd")
        } else {
            current
        }
    }

    pub fn is_root(self) -> bool {
        self.uid == 0
    }

    /// Makes this user the owner of `path`; does nothing unless the test runs as root.
    pub fn take(self, path: &Path) {
        if Self::current().is_root() {
            chown(path, Some(self.uid), Some(self.gid)).expect("change a folder's owner");
        }
    }

    /// Lets `command` run as this user, in `folder`.
    pub fn runs(self, command: &mut Command, folder: &Path) {
        command.current_dir(folder);
        if Self::current().is_root() {
            command.uid(self.uid).gid(self.gid);
        }
    }
}

/// A temporary folder that `owner` may use.
pub(crate) fn folder_for(owner: User, name: &str) -> TempDir {
    let folder =
        tempfile::Builder::new().prefix(&format!("guichet-{name}-")).tempdir().expect("make a folder");
    owner.take(folder.path());
    folder
}

/// A running server; dropping it stops the server and waits for its end.
#[derive(Debug)]
pub(crate) struct Server {
    warden: Child,
    log: PathBuf,
}

impl Server {
    /// Starts `command` as `user`, its output going to `log`, and returns once `is_ready` holds. `stop_signal`
    /// is the name of the signal that stops it ("TERM").
    pub fn start(
        command: &[&str],
        user: User,
        stop_signal: &str,
        log: PathBuf,
        is_ready: impl FnMut() -> bool,
    ) -> Self {
        let output = File::options().create(true).append(true).open(&log).expect("open a log file");
        user.take(&log);
        let mut warden = Command::new("/bin/sh");
        warden.args(["-c", WARDEN, "warden", stop_signal]).args(command).process_group(0);
        user.runs(&mut warden, log.parent().expect("a log file in a folder"));
        warden.stdin(Stdio::piped());
        warden.stdout(output.try_clone().expect("share a log file")).stderr(output);
        let server = Self { warden: warden.spawn().expect("start /bin/sh"), log };
        assert!(wait_until(START_PATIENCE, is_ready), "{} did not start:\n{}", command[0], server.log_text());
        server
    }

    /// What the server has written so far.
    pub fn log_text(&self) -> String {
        std::fs::read(&self.log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.warden.stdin.take());
        let _ = self.warden.wait();
    }
}
