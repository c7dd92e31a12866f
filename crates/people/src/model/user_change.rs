//! What a request sets on a user.

use base::{GroupId, OrganizationId, Role, Timestamp};
use http::Invalid;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{DeskSettings, NewIdentity, User, nullable};
use crate::validate;

/// What to set on a user; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct UserChange {
    /// How they are called.
    pub name: Option<String>,
    /// An address of theirs: the primary one of a new user, a further one of a known user.
    pub email: Option<String>,
    /// What they may do.
    pub role: Option<Role>,
    /// Their telephone number.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub phone: Option<Option<String>>,
    /// Their id in another system.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub external_id: Option<Option<String>>,
    /// The name that customers see instead.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub alias: Option<Option<String>>,
    /// What ends their mails, for agents.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub signature: Option<Option<String>>,
    /// An address or the like.
    pub details: Option<String>,
    /// What agents note about them.
    pub notes: Option<String>,
    /// Tag of their language, such as `fr`.
    pub locale: Option<String>,
    /// IANA name of their time zone.
    pub time_zone: Option<String>,
    /// Their default organization.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<OrganizationId>)]
    pub organization_id: Option<Option<OrganizationId>>,
    /// Their organization by name; created if there is none of that name. For new users.
    pub organization: Option<OrganizationName>,
    /// Which of their groups is the default one.
    pub default_group_id: Option<GroupId>,
    /// Whether they may not sign in.
    pub suspended: Option<bool>,
    /// Whether their address is known to be theirs.
    pub verified: Option<bool>,
    /// How they like the workspace; merged into what is set.
    #[schema(value_type = Option<Object>)]
    pub preferences: Option<Map<String, Value>>,
    /// All their labels.
    pub tags: Option<Vec<String>>,
    /// Custom fields to set; others stay.
    #[schema(value_type = Option<Object>)]
    pub user_fields: Option<Map<String, Value>>,
    /// Further identities. For new users.
    #[serde(default)]
    pub identities: Vec<NewIdentity>,
}

/// An organization that is named.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct OrganizationName {
    /// Its name.
    pub name: String,
}

impl UserChange {
    /// A user made of this alone, in the desk's language and time zone unless it says others.
    ///
    /// # Errors
    /// With every field that makes no sense.
    pub fn new_user(&self, now: Timestamp, desk: &DeskSettings) -> Result<User, Invalid> {
        let mut user = User::new(now, String::new(), Role::EndUser, desk.locale, desk.time_zone.clone());
        let applied = self.apply(&mut user);
        if self.name.is_none() {
            let mut invalid = applied.err().unwrap_or_default();
            invalid.add("name", "BlankValue", "cannot be blank");
            return Err(invalid);
        }
        applied.map(|()| user)
    }

    /// Sets the user's own fields; identities and the organization by name are the caller's to add.
    ///
    /// # Errors
    /// With every field that makes no sense.
    pub fn apply(&self, user: &mut User) -> Result<(), Invalid> {
        let mut invalid = Invalid::default();
        let mut note = |result: Result<(), Invalid>| {
            if let Err(found) = result {
                invalid.fields.extend(found.fields);
            }
        };
        note(set(&self.name, &mut user.name, |name| validate::name("name", &name)));
        note(set(&self.phone, &mut user.phone, |phone| validate::optional_line("phone", phone)));
        note(set(&self.external_id, &mut user.external_id, |id| validate::optional_line("external_id", id)));
        note(set(&self.alias, &mut user.alias, |alias| validate::optional_line("alias", alias)));
        note(set(&self.signature, &mut user.signature, |signature| {
            signature.map(|signature| validate::text("signature", signature)).transpose()
        }));
        note(set(&self.details, &mut user.details, |details| validate::text("details", details)));
        note(set(&self.notes, &mut user.notes, |notes| validate::text("notes", notes)));
        note(set(&self.locale, &mut user.locale, |tag| validate::locale("locale", &tag)));
        note(set(&self.time_zone, &mut user.time_zone, |zone| validate::time_zone("time_zone", &zone)));
        note(set(&self.tags, &mut user.tags, |tags| validate::tags("tags", tags)));
        note(merge("preferences", &self.preferences, &mut user.preferences));
        invalid.into_result()?;
        user.role = self.role.unwrap_or(user.role);
        user.suspended = self.suspended.unwrap_or(user.suspended);
        user.verified = self.verified.unwrap_or(user.verified);
        user.organization_id = self.organization_id.unwrap_or(user.organization_id);
        user.default_group_id = self.default_group_id.or(user.default_group_id);
        Ok(())
    }
}

fn set<N: Clone, T>(
    new: &Option<N>,
    field: &mut T,
    check: impl FnOnce(N) -> Result<T, Invalid>,
) -> Result<(), Invalid> {
    if let Some(new) = new {
        *field = check(new.clone())?;
    }
    Ok(())
}

fn merge(
    field: &str,
    new: &Option<Map<String, Value>>,
    into: &mut Map<String, Value>,
) -> Result<(), Invalid> {
    new.as_ref().map_or(Ok(()), |new| validate::merge(field, into, new.clone()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn change(body: Value) -> UserChange {
        serde_json::from_value(body).unwrap()
    }

    fn ana() -> User {
        let desk = DeskSettings::default();
        change(json!({"name": "Ana", "phone": "12"})).new_user(Timestamp(0), &desk).unwrap()
    }

    #[test]
    fn what_is_absent_stays_and_null_clears() {
        let mut user = ana();
        change(json!({"notes": "calls often"})).apply(&mut user).unwrap();
        assert_eq!((user.name.as_str(), user.phone.as_deref()), ("Ana", Some("12")));
        change(json!({"phone": null, "name": null})).apply(&mut user).unwrap();
        assert_eq!((user.name.as_str(), user.phone.as_deref()), ("Ana", None));
    }

    #[test]
    fn every_field_that_makes_no_sense_is_named() {
        let found =
            change(json!({"name": " ", "locale": "tlh", "time_zone": "Moon"})).apply(&mut ana()).unwrap_err();
        let fields: Vec<_> = found.fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(fields, ["name", "locale", "time_zone"]);
    }

    #[test]
    fn a_new_user_needs_a_name() {
        assert!(change(json!({"email": "a@b.c"})).new_user(Timestamp(0), &DeskSettings::default()).is_err());
    }
}
