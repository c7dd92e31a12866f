//! Placeholders in texts that are written for a ticket, such as `{{ticket.requester.first_name}}`.

mod values;

use people::placeholders::{Template, TemplateError};

pub use self::values::{Form, values_for};

/// Reads a text that is filled on tickets.
///
/// # Errors
/// Telling what is wrong with it, such as a placeholder that there is not.
pub fn template(text: &str) -> Result<Template, TemplateError> {
    Template::new(text, values::blank_values())
}

#[cfg(test)]
mod tests {
    use super::{values::blank_values, *};

    #[test]
    fn known_placeholders_filters_and_conditions_are_taken() {
        let text = "Hello {{ticket.requester.first_name | default: 'you'}}, \
                    {% if ticket.organization.name == nil %}welcome{% else %}good day{% endif %}";
        assert_eq!(template(text).unwrap().fill(blank_values().clone()).unwrap(), "Hello you, welcome");
        assert!(template("{{ticket.ticket_field_12}}").is_ok());
        assert!(template("{{ticket.requester.custom_fields.plan}}").is_ok());
        assert!(template("{{ticket.organization.custom_fields.plan}}").is_ok());
        assert!(template("{{ticket.group.custom_fields.plan}}").is_err());
        assert!(template("No placeholders, 50 % off {and braces}").is_ok());
    }

    #[test]
    fn a_placeholder_that_there_is_not_is_named() {
        let unknown = |text: &str| template(text).err();
        assert_eq!(unknown("{{ticket.nmae}}"), Some(TemplateError::Unknown("ticket.nmae".to_owned())));
        assert_eq!(unknown("{{tiket}}"), Some(TemplateError::Unknown("tiket".to_owned())));
    }

    #[test]
    fn broken_liquid_is_refused() {
        for text in ["{{ticket.id", "{% if ticket.id %}x", "{{ticket.id | explode}}", "{% endif %}"] {
            assert!(template(text).is_err(), "{text}");
        }
    }

    #[test]
    fn nothing_that_grows_without_bounds_is_there() {
        for text in [
            "{% for i in (1..999999999) %}x{% endfor %}",
            "{% assign a = 'x' %}",
            "{% capture a %}x{% endcapture %}",
            "{{ticket.id | replace: 'a', 'aaaaaaaaaa'}}",
            "{% include 'x' %}",
        ] {
            assert!(template(text).is_err(), "{text}");
        }
    }
}
