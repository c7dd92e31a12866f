//! Understanding a message that came in, and composing one that goes out. Pure: no network, no clock, no database,
//! and no knowledge of desks; callers hand in bytes, keys and times.
//!
//! In: [`parse`] reads the bytes, [`classify`] tells people from machines, [`find_token`] finds the ticket, [`requester`]
//! the person, [`split_text`] and [`split_html`] fold what is quoted, [`clean_html`] makes HTML safe to show.
//! Out: [`compose`] writes a message, [`ThreadToken`] marks it so that the answer comes back to its ticket.

pub mod address;
pub mod bounce;
pub mod charset;
pub mod classify;
pub mod clean;
pub mod compose;
mod convert;
pub mod parse;
pub mod quote;
pub mod redact;
pub mod reply_to;
pub mod subject;
mod tags;
pub mod token;

pub use address::Address;
pub use bounce::{Bounce, FailedRecipient, read_bounce};
pub use classify::{LOOP_HEADER, MailKind, Own, classify, may_be_answered_automatically};
pub use clean::{CleanHtml, clean_html, clean_own_html, restore_images};
pub use compose::{ComposeError, InlineImage, OutgoingFile, OutgoingMail, compose};
pub use convert::{escape_html, html_to_text, text_to_html};
pub use parse::{ParsedMail, Part, ReportPart, parse};
pub use quote::{Split, split_html, split_text};
pub use redact::{redact_html, redact_text};
pub use reply_to::{forwarded_sender, requester};
pub use subject::{normalised_subject, subject_ticket_number};
pub use token::{Thread, ThreadKey, ThreadToken, find_token};
