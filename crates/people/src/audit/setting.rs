//! Which changes the audit log shows: those of settings, and of who may do what.

use serde_json::Value;

use super::Entity;

/// What on a user says who may do what, or who may come in.
const SAYS_WHO_MAY: [&str; 8] =
    ["role", "custom_role_id", "group_ids", "suspended", "active", "api_tokens", "password", "identities"];

/// Whether a change of something is one of the desk's settings. The events are JSON, as they are stored.
pub(super) fn is_setting(entity: Entity, events: &str) -> bool {
    match entity {
        Entity::Ticket | Entity::Organization | Entity::BulkChange => false,
        Entity::User => {
            let events: Vec<Value> = serde_json::from_str(events).unwrap_or_default();
            events.iter().any(says_who_may)
        }
        Entity::Group
        | Entity::Brand
        | Entity::View
        | Entity::Macro
        | Entity::TicketField
        | Entity::TicketForm
        | Entity::CustomStatus
        | Entity::TaskTemplate
        | Entity::RecurringTicket
        | Entity::UserField
        | Entity::OrganizationField
        | Entity::Mailbox
        | Entity::Invitation
        | Entity::SuspendedTicket
        | Entity::Settings => true,
    }
}

/// A new user says so only by being on the team: customers come by themselves, with every first mail.
fn says_who_may(event: &Value) -> bool {
    let field = event["field_name"].as_str().unwrap_or_default();
    if event["type"] == "Create" {
        return field == "role" && event["value"] != "end-user";
    }
    SAYS_WHO_MAY.contains(&field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_who_writes_for_the_first_time_is_no_setting_and_a_new_colleague_is() {
        let created = |role: &str| {
            format!(
                r#"[{{"type":"Create","field_name":"role","value":"{role}"}},
                {{"type":"Create","field_name":"active","value":true}}]"#
            )
        };
        assert!(!is_setting(Entity::User, &created("end-user")));
        assert!(is_setting(Entity::User, &created("agent")));
    }

    #[test]
    fn of_a_user_only_what_they_may_counts() {
        let change = |field: &str| {
            format!(r#"[{{"type":"Change","field_name":"{field}","value":1,"previous_value":2}}]"#)
        };
        assert!(is_setting(Entity::User, &change("suspended")));
        assert!(!is_setting(Entity::User, &change("phone")));
        assert!(is_setting(Entity::View, "[]") && !is_setting(Entity::Ticket, &change("status")));
    }
}
