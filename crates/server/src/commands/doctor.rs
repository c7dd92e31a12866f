//! `guichet doctor`: looks for what is wrong and says what to do. Works beside a running server.

use std::{fs, io, net::SocketAddr, os::unix::fs::PermissionsExt as _, time::Duration};

use base::{Clock, Timestamp};
use bytes::Bytes;
use http::App;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use super::CommandError;
use crate::{
    config::Config,
    data::{self, DataFolder, OpenError},
};

/// What a check found: what is well, or what to do.
type Finding = Result<String, String>;

const FREE_BYTES_WANTED: u64 = 1 << 30;
/// Clocks of two machines differ by less.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(5 * 60);
/// No clock that is right shows an instant before this program was written.
const EARLIEST: Timestamp = Timestamp::from_unix_seconds(1_767_225_600);
const PATIENCE: Duration = Duration::from_secs(5);

/// Prints every finding; fails when one is bad.
pub async fn run(config: &Config) -> Result<(), CommandError> {
    let folder = DataFolder::new(&config.data);
    let desk = match data::open(config).await {
        Err(nowhere @ (OpenError::NoDesk(_) | OpenError::OtherOwner(_))) => return Err(nowhere.into()),
        desk => desk,
    };
    let mut findings = vec![("data folder", check_folder(&folder)), ("free space", check_space(&folder))];
    findings.push(("key file", check_key(&folder)));
    match &desk {
        Ok(app) => {
            findings.push(("database", Ok("opens, and its schema is up to date".to_owned())));
            findings.push(("attachments", check_blobs(app).await));
            findings.push(("clock", check_clock(app).await));
        }
        Err(error) => findings.push(("database", Err(error.to_string()))),
    }
    findings.push(("web server", check_web(config.listen).await));
    match config.smtp_listen {
        Some(address) => findings.push(("mail by SMTP", check_smtp(address).await)),
        None => findings.push(("mail by SMTP", Ok("not asked for (smtp_listen is not set)".to_owned()))),
    }
    report(&findings)
}

fn report(findings: &[(&str, Finding)]) -> Result<(), CommandError> {
    for (name, finding) in findings {
        match finding {
            Ok(text) => println!("ok      {name}: {text}"),
            Err(text) => println!("FAILED  {name}: {text}"),
        }
    }
    let failed = findings.iter().filter(|(_, finding)| finding.is_err()).count();
    if failed == 0 { Ok(()) } else { Err(CommandError::Unwell(failed)) }
}

fn check_folder(folder: &DataFolder) -> Finding {
    let path = folder.path().display();
    let probe = folder.path().join(format!("doctor-{}", std::process::id()));
    fs::write(&probe, "probe")
        .map_err(|error| format!("{path} cannot be written ({error}); give it to this user"))?;
    drop(fs::remove_file(probe));
    let mode = fs::metadata(folder.path()).map_err(|error| error.to_string())?.permissions().mode();
    if mode & 0o007 != 0 {
        return Err(format!("everyone on this machine can look into it: chmod 700 {path}"));
    }
    Ok(path.to_string())
}

fn check_space(folder: &DataFolder) -> Finding {
    let space = rustix::fs::statvfs(folder.path()).map_err(|error| error.to_string())?;
    let free_bytes = space.f_bavail.saturating_mul(space.f_frsize);
    let text = format!("{} MB", free_bytes >> 20);
    if free_bytes < FREE_BYTES_WANTED { Err(format!("only {text} left; make room")) } else { Ok(text) }
}

fn check_key(folder: &DataFolder) -> Finding {
    let path = folder.key();
    let metadata = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    if metadata.permissions().mode() & 0o077 != 0 {
        return Err(format!("others can read it: chmod 600 {}", path.display()));
    }
    Ok("there, and only its owner reads it; keep a copy of it with your backups".to_owned())
}

async fn check_blobs(app: &App) -> Finding {
    let probe = Bytes::from_static(b"guichet doctor");
    let stored = app.blobs.put(probe.clone()).await.map_err(|error| error.to_string())?;
    let read = app.blobs.get(&stored).await.map_err(|error| error.to_string())?;
    if read == probe {
        Ok("can be stored and read".to_owned())
    } else {
        Err("what is stored comes back changed".to_owned())
    }
}

async fn check_clock(app: &App) -> Finding {
    const NEWEST: &str = "SELECT COALESCE(MAX(created_at), 0) FROM audits";
    // The machine's own clock, whatever the settings say.
    let now = Clock::system().now();
    let newest: Timestamp = app
        .db
        .read(|c| c.get(NEWEST, &[], |row| row.take()))
        .await
        .map_err(|error: db::DbError| error.to_string())?;
    if now < EARLIEST || newest.since(now) > CLOCK_TOLERANCE {
        return Err(format!(
            "it shows {now}, and the newest change is of {newest}; set the machine's time (NTP)"
        ));
    }
    Ok(now.to_string())
}

async fn check_web(address: SocketAddr) -> Finding {
    check_port(address, b"GET /healthz HTTP/1.0\r\n\r\n", "HTTP/1.0 200").await
}

async fn check_smtp(address: SocketAddr) -> Finding {
    check_port(address, b"", "220 ").await
}

/// Either the address is free, or a server that greets as ours does is there.
async fn check_port(address: SocketAddr, question: &[u8], answer: &str) -> Finding {
    let Err(error) = TcpListener::bind(address).await else { return Ok(format!("{address} is free")) };
    match error.kind() {
        io::ErrorKind::AddrInUse => match first_bytes(address, question, answer.len()).await {
            Ok(bytes) if bytes == answer.as_bytes() => Ok(format!("{address} answers")),
            _ => Err(format!("another program uses {address}; stop it, or choose another address")),
        },
        io::ErrorKind::PermissionDenied => Err(format!(
            "{address} needs a right this user lacks: use the systemd unit, or a port above 1023"
        )),
        _ => Err(format!("{address}: {error}")),
    }
}

async fn first_bytes(address: SocketAddr, question: &[u8], length: usize) -> io::Result<Vec<u8>> {
    let talk = async {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(question).await?;
        let mut bytes = vec![0; length];
        stream.read_exact(&mut bytes).await?;
        Ok(bytes)
    };
    timeout(PATIENCE, talk).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_port_is_free_or_answered_by_a_server_like_ours() {
        let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = other.local_addr().unwrap();
        let greeter = tokio::spawn(async move {
            for greeting in ["220 desk ready\r\n", "SSH-2.0-other\r\n"] {
                let (mut stream, _) = other.accept().await.unwrap();
                stream.write_all(greeting.as_bytes()).await.unwrap();
            }
        });
        assert!(check_smtp(address).await.is_ok());
        assert!(check_smtp(address).await.is_err());
        greeter.await.unwrap();
        assert_eq!(check_smtp(address).await.unwrap(), format!("{address} is free"));
    }

    #[test]
    fn a_key_that_others_can_read_is_reported_with_the_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::new(folder.path());
        data.create_key(&[7; 32]).unwrap();
        assert!(check_key(&data).is_ok());
        fs::set_permissions(data.key(), fs::Permissions::from_mode(0o644)).unwrap();
        assert!(check_key(&data).unwrap_err().contains("chmod 600"));
    }
}
