//! How many there are of something.

use base::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// How many there are.
#[derive(Serialize, ToSchema)]
pub struct CountAnswer {
    /// The count.
    count: Count,
}

/// A count.
#[derive(Serialize, ToSchema)]
struct Count {
    /// How many.
    value: i64,
    /// When it was counted.
    refreshed_at: Timestamp,
}

impl CountAnswer {
    /// A count that was made just now.
    pub fn new(value: i64, refreshed_at: Timestamp) -> Self {
        Self { count: Count { value, refreshed_at } }
    }
}
