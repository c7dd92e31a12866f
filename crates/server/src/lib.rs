//! Puts the desk together and runs it: the program `guichet`.
//!
//! - `config`: every setting, documented once.
//! - `commands`: what the program can be told to do; `commands::serve` is the server.
//! - `data`: the data folder, and opening the desk in it.
//! - `wiring`: the one place where each crate's routes, jobs and tasks are registered.
//! - `schedule`: every timed task on one page.
//! - `web`: the web server and what stands around every request.
//! - `live`: changes and presence, pushed to browsers.

mod commands;
pub mod config;
pub mod data;
mod live;
mod logging;
mod schedule;
mod web;
mod wiring;

pub use commands::{CommandError, DEMO_PASSWORD, load_scale, run};
