//! Full-text search over whatever the server feeds it: tickets, people, organizations, groups, articles.
//!
//! This crate knows no desk and no database. The server follows its event feed, turns what changed into
//! [`Document`]s, calls [`Index::upsert`] or [`Index::delete`], and about once a second [`Index::commit`] with the
//! feed's cursor; what is committed is found at once. After a start it goes on from [`Index::cursor`], or feeds
//! everything anew when [`Index::open`] answers [`Freshness::New`]: the index is derived and may be deleted at will.
//!
//! To search, the server parses what was typed with [`Query::parse`], lets [`Query::resolve`] turn names into ids and
//! times into seconds, and asks [`Index::search`] with the [`Access`] tokens of whoever asks. [`Index::suggest`]
//! serves the palette, where nothing typed has a special meaning, and [`highlight`] marks what was found.
//!
//! # A ticket is one document, comments included
//!
//! Were comments documents of their own, words in two comments would never meet in one result, `-word` would have to
//! look across documents, every result would have to be counted once per ticket, and a change of status would touch
//! every comment. As one document a ticket is one row, each filter lies beside the text, and an update costs reading
//! that ticket's text again: a fraction of a millisecond for most, some milliseconds for hundreds of comments, at most
//! once per commit however often it changed.
//!
//! # Who may find what
//!
//! Permissions are part of the query: a document is found only by whoever holds one of its `visible_to` tokens, so
//! counts and pages never show that there is more. Internal passages lie in fields of their own, which are read only
//! for the token [`STAFF`]; for anyone else they neither match nor exclude, and filters that show how the desk works
//! (tags, channel, role, custom fields) find nothing.

mod analyser;
mod collect;
mod document;
mod fold;
mod highlight;
mod index;
mod plan;
mod query;
mod ranks;
mod schema;
mod search;
mod terms;
mod word_query;

pub use document::{Document, Filters, Kind, Passage};
pub use highlight::highlight;
pub use index::{Freshness, Index, IndexError};
pub use query::{
    Clause, Comparison, Condition, Direction, FactField, MAX_BYTES, MAX_CLAUSES, MAX_WORDS, Moment, Names,
    PresenceField, Query, QueryError, QueryProblem, RankField, Resolved, Sort, SortKey, TimeField, Unit,
    Zone,
};
pub use ranks::{Priority, Status, TicketType};
pub use search::{Access, Hit, MAX_OFFSET, MAX_PAGE, Page, Paging, STAFF};
