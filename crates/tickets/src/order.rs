//! What lists of tickets are sorted by.

use http::Invalid;

/// What a list of tickets is sorted by; equals by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketOrder {
    /// By number.
    Id,
    /// By creation.
    CreatedAt,
    /// By the last change by people.
    UpdatedAt,
    /// By the newest comment.
    LatestCommentAt,
    /// By how pressing they are, those without a priority lowest.
    Priority,
    /// By where they stand.
    Status,
    /// By subject.
    Subject,
    /// By how long the customer has waited for an answer; those who do not wait come last.
    WaitingSince,
    /// By when they are due; those without a date come last.
    DueAt,
}

impl TicketOrder {
    /// The order of a sort key of the API.
    ///
    /// # Errors
    /// When there is no such key.
    pub fn named(key: &str) -> Result<Self, Invalid> {
        match key {
            "id" | "nice_id" => Ok(Self::Id),
            "created_at" | "created" => Ok(Self::CreatedAt),
            "updated_at" | "updated" => Ok(Self::UpdatedAt),
            "latest_comment_at" => Ok(Self::LatestCommentAt),
            "priority" => Ok(Self::Priority),
            "status" => Ok(Self::Status),
            "subject" => Ok(Self::Subject),
            "waiting_since" => Ok(Self::WaitingSince),
            "due_at" | "due_date" => Ok(Self::DueAt),
            _ => Err(Invalid::field("sort", format!("tickets cannot be sorted by {key:?}"))),
        }
    }
}
