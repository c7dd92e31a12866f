//! The program as people run it: started, asked over the network, stopped.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where its set-up fails")]

mod commands;
mod dependencies;
mod program;
mod web;
