//! What lets people in. The secrets themselves are never kept, only their hashes.

use base::{GroupId, InvitationId, Role, SessionId, Timestamp, TokenId, UserId};

/// A browser that is signed in.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Who is signed in.
    pub user_id: UserId,
    /// What writes must carry in `X-CSRF-Token`.
    pub csrf_token: String,
    /// When it was last used, to within a few minutes.
    pub seen_at: Timestamp,
    /// When it ends unless it is used again.
    pub expires_at: Timestamp,
}

/// A token with which a program acts for a user.
#[derive(Clone, Debug)]
pub struct ApiToken {
    /// Its id.
    pub id: TokenId,
    /// For whom it acts.
    pub user_id: UserId,
    /// What it is for.
    pub description: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last used, to within a few minutes.
    pub used_at: Option<Timestamp>,
}

/// A link with which somebody joins the team.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Who is invited.
    pub email: String,
    /// How they are called, as far as known.
    pub name: String,
    /// What they will be.
    pub role: Role,
    /// The groups they will join.
    pub group_ids: Vec<GroupId>,
    /// The admin who invited them.
    pub invited_by: UserId,
    /// When they were invited.
    pub created_at: Timestamp,
    /// When the link ends.
    pub expires_at: Timestamp,
    /// When they joined.
    pub accepted_at: Option<Timestamp>,
}
