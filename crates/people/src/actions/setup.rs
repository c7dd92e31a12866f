//! The first steps on a new desk.

use base::{Actor, Locale, Role, Timestamp};
use db::Tx;

use super::{passwords, settings, users};
use crate::{DeskSettings, IdentityKind, NewIdentity, PasswordHash, PeopleError, User, store, validate};

/// A desk to be set up, and its first admin.
#[derive(Clone, Debug)]
pub struct NewDesk {
    /// What it is called.
    pub desk_name: String,
    /// The admin's name.
    pub name: String,
    /// The admin's address.
    pub email: String,
    /// The admin's password.
    pub password: PasswordHash,
    /// The language of both.
    pub locale: Locale,
    /// IANA name of the time zone of both.
    pub time_zone: String,
    /// Where the desk is reached.
    pub public_url: String,
}

/// Sets the desk up and creates its first admin.
///
/// # Errors
/// [`PeopleError::AlreadySetUp`] when there is an admin; [`PeopleError::Invalid`] when a field makes no sense.
pub fn create_first_admin(tx: &mut Tx, now: Timestamp, new: &NewDesk) -> Result<User, PeopleError> {
    if store::has_admin(tx)? {
        return Err(PeopleError::AlreadySetUp);
    }
    let time_zone = validate::time_zone("time_zone", &new.time_zone)?;
    let desk = DeskSettings {
        name: validate::name("desk_name", &new.desk_name)?,
        locale: new.locale,
        time_zone: time_zone.clone(),
        public_url: Some(validate::public_url("public_url", &new.public_url)?),
        ..store::get_desk(tx)?
    };
    let before = store::get_desk(tx)?;
    settings::save(tx, now, &Actor::SYSTEM, &before, &desk)?;
    let user = User::new(now, validate::name("name", &new.name)?, Role::Admin, new.locale, time_zone);
    let identity =
        NewIdentity { kind: IdentityKind::Email, value: new.email.clone(), verified: true, primary: true };
    let admin = users::add(tx, now, &Actor::SYSTEM, user, &[identity])?;
    passwords::set(tx, now, &Actor::SYSTEM, admin.id, &new.password, None)?;
    Ok(admin)
}
