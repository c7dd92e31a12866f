//! What an agent waits for in Chromium; the steps are in `web/e2e/bench`.

use std::{fs, net::SocketAddr, path::Path, process::Command, time::Duration};

use tempfile::NamedTempFile;

use crate::{Outcome, load::Latencies};

/// From the click on a ticket in the list until its conversation is painted.
///
/// # Errors
/// When the web packages or Chromium are missing, or a ticket does not open.
pub fn open_tickets(web: SocketAddr, email: &str, password: &str) -> Outcome<Latencies> {
    let result = NamedTempFile::new()?;
    let status = Command::new("npm")
        .args(["run", "--silent", "bench", "--workspace", "@guichet/e2e"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../web"))
        .env("GUICHET_URL", format!("http://{web}"))
        .env("GUICHET_EMAIL", email)
        .env("GUICHET_PASSWORD", password)
        .env("GUICHET_BENCH_RESULT", result.path())
        .stdout(std::io::stderr())
        .status()?;
    if !status.success() {
        return Err("the browser's measurement failed".into());
    }
    let milliseconds: Vec<f64> = serde_json::from_str(&fs::read_to_string(result.path())?)?;
    Ok(Latencies::of(milliseconds.into_iter().map(|time| Duration::from_secs_f64(time / 1000.0)).collect()))
}
