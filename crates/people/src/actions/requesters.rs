//! People who write to the desk.

use base::{Actor, Locale, Role, Timestamp, UserId};
use db::Tx;

use super::users;
use crate::{IdentityKind, NewIdentity, PeopleError, User, store, validate};

/// Whose address it is; somebody new becomes an end user, of the organization that has the address's domain.
/// Without a usable name they are called by the address's first part.
///
/// # Errors
/// [`PeopleError::Invalid`] when it is no address.
pub fn find_or_create_requester(
    tx: &mut Tx,
    now: Timestamp,
    actor: &Actor,
    email: &str,
    name: &str,
    locale: Locale,
) -> Result<UserId, PeopleError> {
    if let Some(known) = store::find_user_by_email(tx, email)? {
        return Ok(known.id);
    }
    let email = validate::address("email", email)?;
    let time_zone = store::get_desk(tx)?.time_zone;
    let user = User::new(now, name_for(name, &email), Role::EndUser, locale, time_zone);
    let identity = NewIdentity { kind: IdentityKind::Email, value: email, verified: false, primary: true };
    users::add(tx, now, actor, user, &[identity]).map(|user| user.id)
}

/// The name a mail gave, made presentable; it is never a reason to refuse the mail.
fn name_for(name: &str, email: &str) -> String {
    let readable: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let short: String = readable.trim().chars().take(validate::NAME_CHARS).collect();
    if short.is_empty() { email.split('@').next().unwrap_or(email).to_owned() } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_without_a_name_is_called_by_their_address() {
        assert_eq!(name_for("", "mia.moreau@example.com"), "mia.moreau");
        assert_eq!(name_for(" \r\n ", "mia@example.com"), "mia");
        assert_eq!(name_for("Mia\tMoreau ", "mia@example.com"), "Mia Moreau");
        assert_eq!(name_for(&"é".repeat(300), "mia@example.com").chars().count(), 255);
    }
}
