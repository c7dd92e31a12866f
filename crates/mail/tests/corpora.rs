//! Mails, replies, bounces and payloads that other projects test themselves with. They are read from a folder beside
//! the repository and are no part of it; where the folder is absent each test prints one line and passes. Each test
//! prints the share that comes out right and asserts a floor a little below it, so that a regression shows.

#![expect(clippy::expect_used, reason = "a broken manifest must stop the test")]

#[path = "corpora/automatic.rs"]
mod automatic;
#[path = "corpora/bounces.rs"]
mod bounces;
#[path = "corpora/parsing.rs"]
mod parsing;
#[path = "corpora/payloads.rs"]
mod payloads;
#[path = "corpora/replies.rs"]
mod replies;
#[path = "corpora/score.rs"]
mod score;
