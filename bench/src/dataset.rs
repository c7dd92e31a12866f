//! The tickets that everything is measured on.

use std::time::Instant;

use server::load_scale;
use tokio::runtime::Runtime;

use crate::{Outcome, desk::Desk};

/// Comments of a ticket on average; one ticket in a hundred has [`LONG`].
const COMMENTS: usize = 4;
/// Comments of the long conversations.
pub const LONG: i64 = 30;

/// What a desk was filled with.
pub struct Dataset {
    /// The address of an agent of the desk.
    pub agent: String,
    /// Tickets stored in a second, four comments each.
    pub tickets_per_second: f64,
}

/// Fills an empty desk through the import that everyone uses.
///
/// # Errors
/// When the desk cannot be opened or a ticket is refused.
pub fn fill(runtime: &Runtime, desk: &Desk, tickets: usize) -> Outcome<Dataset> {
    let config = desk.config()?;
    let start = Instant::now();
    let agent = runtime.block_on(load_scale(&config, tickets, COMMENTS))?;
    Ok(Dataset { agent, tickets_per_second: tickets as f64 / start.elapsed().as_secs_f64() })
}
