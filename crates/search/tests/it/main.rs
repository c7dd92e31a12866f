//! What a desk may rely on when it searches, against a real index on disk.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

mod access;
mod desk;
mod filters;
mod keeping;
mod suggestions;
mod words;
