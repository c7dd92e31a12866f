//! Full-text search.

mod analyser;
mod document;
mod fold;
mod ranks;

pub use document::{Document, Filters, Kind, Passage};
pub use ranks::{Priority, Status, TicketType};
