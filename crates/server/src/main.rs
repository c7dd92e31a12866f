//! The program `guichet`.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match guichet_server::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("guichet: {error}");
            ExitCode::FAILURE
        }
    }
}
