//! Tickets: comments, tags, views, drafts, history.
//!
//! - Everything that changes a ticket goes through **one door**, [`actions`], whoever asks: it checks permission,
//!   validates, applies, and writes the audit and the jobs that follow, in one transaction.
//! - A ticket is read through [`access`], which authorizes.
//! - Every **audit** is also an entry of the feed that the search index and the browsers follow.
//! - A **public** comment is seen by the customer; an **internal** one only by staff. A public comment of staff is
//!   delivered by a [`actions::DELIVER`] job; until it is due its author can take it back.
//! - Statuses, priorities and types are stored as small numbers that sort by meaning ([`model`]).
//! - A **view** is a stored question over tickets, put in [`conditions`].
//! - A reply may leave later ([`scheduled`]), unless the customer writes first.
//! - Tickets may be made again and again ([`recurring`]).
//! - Agents are told of a ticket at a time that they choose ([`reminders`]).
//! - A ticket may be put away for a while ([`snooze`]).
//! - Agents are told of what concerns them by [`notifications`].
//! - A **bulk change** changes many tickets by a job, and can be taken back ([`bulk_changes`]).
//! - The **audit log** tells who changed which setting ([`audit_log`]).
//! - A **task** is a step of the work on a ticket ([`tasks`]); [`task_templates`] are lists of them.
//! - A **time entry** says how long an agent worked on a ticket ([`time_entries`]).
//! - **Links** tie tickets together: parents and children, and what is related ([`links`]).
//! - A **call** is a comment about one, with its figures ([`calls`]).
//! - A **side conversation** is beside a ticket, with people who learn nothing of it ([`side_conversations`]).
//! - A ticket belongs to one of the desk's **brands** ([`brands`]).
//! - A **macro** is a stored answer and change, with [`placeholders`] in its texts; [`restriction`] says who sees it.
//!
//! Pure: [`policy`], [`fields`], [`change`]. What clients send: [`input`]. SQL: [`store`]. Routes: [`api`].

pub mod access;
pub mod actions;
pub mod api;
pub mod audit_log;
pub mod brands;
pub mod bulk;
pub mod bulk_changes;
pub mod calls;
pub mod change;
pub mod conditions;
pub mod custom_statuses;
pub mod error;
pub mod fields;
pub mod files;
pub mod group_by;
pub mod input;
pub mod links;
pub mod macros;
pub mod model;
pub mod notifications;
pub mod order;
mod parts;
pub mod placeholders;
pub mod policy;
pub mod recurring;
pub mod reminders;
pub mod restriction;
pub mod scheduled;
pub mod search_feed;
pub mod side_conversations;
mod similarity;
pub mod snooze;
pub mod spreadsheet;
pub mod store;
pub mod task_templates;
pub mod tasks;
pub mod ticket_fields;
pub mod ticket_forms;
pub mod time_entries;
pub mod views;
