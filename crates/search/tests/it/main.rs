//! What a desk may rely on when it searches, against a real index on disk.

mod access;
mod desk;
mod filters;
mod keeping;
mod suggestions;
mod words;
