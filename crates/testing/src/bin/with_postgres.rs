//! `with-postgres -- command …`: runs a command beside a PostgreSQL cluster that all its tests share.
//!
//! Starts one cluster without fsync, puts its URL into `GUICHET_TEST_POSTGRES`, runs the command, stops the
//! cluster whatever happened, and ends with the command's exit status.

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitCode, ExitStatus};

use guichet_testing::{Postgres, SHARED_POSTGRES};

fn main() -> ExitCode {
    let command: Vec<String> = std::env::args().skip(1).skip_while(|word| word == "--").collect();
    let Some((program, arguments)) = command.split_first() else {
        eprintln!("usage: with-postgres -- command [argument …]");
        return ExitCode::from(2);
    };
    let postgres = Postgres::start_without_fsync();
    let outcome = Command::new(program).args(arguments).env(SHARED_POSTGRES, postgres.url()).status();
    drop(postgres);
    match outcome {
        Ok(status) => ExitCode::from(shell_status(status)),
        Err(error) => {
            eprintln!("with-postgres: cannot run {program}: {error}");
            ExitCode::from(127)
        }
    }
}

/// The exit status as a shell gives it: 128 + the signal's number for a command that was killed.
fn shell_status(status: ExitStatus) -> u8 {
    let number = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or(0));
    u8::try_from(number).unwrap_or(1)
}
