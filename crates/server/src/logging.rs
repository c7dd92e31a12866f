//! Where log lines go: to standard error, for the supervisor to keep.

use std::io::{IsTerminal as _, stderr};

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

/// The `log_level` setting is not a filter.
#[derive(Debug, thiserror::Error)]
#[error("setting log_level does not fit: {0}; write error, warn, info, debug or trace")]
pub struct LogLevelError(String);

/// Starts logging as the settings say.
///
/// # Errors
/// When `log_level` is not a filter.
pub fn start(config: &Config) -> Result<(), LogLevelError> {
    let filter = EnvFilter::try_new(&config.log_level).map_err(|error| LogLevelError(error.to_string()))?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal());
    match config.log_format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().flatten_event(true).init(),
    }
    Ok(())
}
