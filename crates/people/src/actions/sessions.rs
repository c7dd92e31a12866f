//! Browsers' sessions: good for 30 days from their last use.

use std::time::Duration;

use base::{SessionId, Timestamp, UserId};
use db::Tx;

use crate::{PeopleError, SecretToken, Session, store, store::sessions};

/// How long a session lives without being used.
pub const LIFETIME: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// How long a use may go unrecorded, so that not every request writes.
const TOUCH_INTERVAL: Duration = Duration::from_secs(5 * 60);

/// A session that has just begun, with the secret for its cookie.
#[derive(Debug)]
pub struct NewSession {
    /// The session.
    pub session: Session,
    /// What the cookie holds.
    pub token: SecretToken,
}

/// Signs a user in. Whether they may is the caller's to check.
///
/// # Errors
/// When the database fails.
pub fn start(tx: &mut Tx, now: Timestamp, user: UserId, user_agent: &str) -> Result<NewSession, PeopleError> {
    let token = SecretToken::random();
    let mut session = Session {
        id: SessionId(0),
        user_id: user,
        csrf_token: SecretToken::random().reveal().to_owned(),
        seen_at: now,
        expires_at: now.plus(LIFETIME),
    };
    session.id = sessions::insert(tx, &session, &token.hash(), user_agent)?;
    store::touch_last_login(tx, user, now)?;
    Ok(NewSession { session, token })
}

/// Whether a session's use should be recorded again.
pub fn is_touch_due(session: &Session, now: Timestamp) -> bool {
    now.since(session.seen_at) >= TOUCH_INTERVAL
}

/// Records that a session was used, which lets it live on.
///
/// # Errors
/// When the database fails.
pub fn touch(tx: &mut Tx, now: Timestamp, session: SessionId) -> Result<(), PeopleError> {
    Ok(sessions::touch(tx, session, now, now.plus(LIFETIME))?)
}

/// Signs a browser out.
///
/// # Errors
/// When the database fails.
pub fn end(tx: &mut Tx, session: SessionId) -> Result<(), PeopleError> {
    Ok(sessions::delete(tx, session)?)
}

/// Forgets sessions, password links and invitations whose time is over.
///
/// # Errors
/// When the database fails.
pub fn forget_expired(tx: &mut Tx, now: Timestamp) -> Result<(), PeopleError> {
    sessions::delete_expired(tx, now)?;
    store::passwords::delete_expired_resets(tx, now)?;
    Ok(store::invitations::delete_expired(tx, now)?)
}
