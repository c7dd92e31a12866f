//! The program as people run it: started, asked over the network, stopped.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where its set-up fails")]

#[macro_use]
mod help_desk;

mod access;
mod accounts;
mod audit_log;
mod bad_input;
mod brands;
mod browser;
mod bulk_changes;
mod calls;
mod commands;
mod custom_statuses;
mod dependencies;
mod kill;
mod links;
mod live;
mod macros;
mod mail_arrives;
mod mail_leaves;
mod merging;
mod note_versions;
mod notifications;
mod outside;
mod person;
mod program;
mod record_fields;
mod recurring;
mod redaction;
mod reminders;
mod round_trip;
mod scheduled;
mod senders;
mod side_conversations;
mod snooze;
mod splits;
mod tasks;
mod ticket_fields;
mod ticket_forms;
mod time_entries;
mod views;
mod web;
