//! Measures the desk as its users meet it: over HTTP and SMTP, on 100 000 tickets, on both databases.
//!
//! For each database: `dataset` fills a fresh desk through the real import, `desk` runs the release program on it,
//! `measure` asks it in closed loops (`load`, `http_client`, `mail`, `browser`) and asks the database the same directly (`raw`),
//! and `report` prints one table. Everything lies in temporary folders and is gone afterwards.
#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

mod browser;
mod bulk;
mod dataset;
mod desk;
mod http_client;
mod load;
mod mail;
mod measure;
mod raw;
mod reads;
mod report;
mod web_app;

use std::{error::Error, path::PathBuf, process::ExitCode};

use clap::Parser;

use crate::desk::Database;

/// What measuring gives, or why it could not be done.
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Measures a desk full of tickets on both databases.
#[derive(Parser)]
struct Arguments {
    /// How many tickets; each has four comments on average.
    #[arg(long, default_value_t = 100_000)]
    tickets: usize,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome<()> {
    let program = program()?;
    for database in [Database::Sqlite, Database::Postgres] {
        println!("{}", measure::measure(database, &program, arguments.tickets)?);
    }
    Ok(())
}

/// The release program, which was built beside this one.
fn program() -> Outcome<PathBuf> {
    let program = std::env::current_exe()?.with_file_name("guichet");
    if program.exists() { Ok(program) } else { Err("the program guichet is missing; use bench/run".into()) }
}
