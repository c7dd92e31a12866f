//! What does not fit in a JSON body, told to whoever wrote it and not to whoever wrote the server.

use crate::Invalid;

/// Names the field; the body itself is called `body`.
pub(super) fn misfit(error: serde_path_to_error::Error<serde_json::Error>) -> Invalid {
    let path = error.path().to_string();
    let inside = |name: &str| if path == "." { name.to_owned() } else { format!("{path}.{name}") };
    let text = error.inner().to_string();
    // A place in the text helps nobody whose program wrote it.
    let reason = text.split(" at line ").next().unwrap_or_default();
    if let Some(name) = quoted_after(reason, "missing field ") {
        return Invalid::blank(inside(name));
    }
    if let Some(name) = quoted_after(reason, "unknown field ") {
        return Invalid::field(inside(name), "is not known here");
    }
    let field = if path == "." { "body".to_owned() } else { path.clone() };
    let description = match reason.split_once(", expected ") {
        Some((_, expected)) => format!("must be {}", plain(expected)),
        None if reason.contains("untagged enum") => "does not fit".to_owned(),
        None => format!("does not fit: {reason}"),
    };
    Invalid::field(field, description)
}

fn quoted_after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_prefix('`')?.split('`').next()
}

/// What Rust calls a type, in words that any client's language has.
fn plain(expected: &str) -> String {
    let is_number =
        |name: &str| name.len() <= 5 && name.starts_with(['i', 'u']) && name[1..].parse::<u8>().is_ok();
    match expected {
        number if is_number(number) || matches!(number, "isize" | "usize") => "a whole number".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "a string" | "string" | "a borrowed string" => "a text".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" | "map" => "an object".to_owned(),
        name if name.starts_with("struct ") => "an object".to_owned(),
        choice if choice.contains('`') => choice.replace('`', ""),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use crate::{FieldError, fit};

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only read from JSON")]
    struct Order {
        number: i64,
        lines: Vec<Line>,
        paid: Option<bool>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only read from JSON")]
    struct Line {
        title: String,
        kind: Kind,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Chair,
        Table,
    }

    fn misfit(body: serde_json::Value) -> (String, &'static str, String) {
        let FieldError { field, error, description, .. } = fit::<Order>(&body).unwrap_err().fields.remove(0);
        (field, error, description)
    }

    #[test]
    fn a_missing_field_is_named_where_it_belongs() {
        assert_eq!(misfit(json!({})).0, "number");
        let (field, error, description) = misfit(json!({"number": 1, "lines": [{"title": "x"}]}));
        assert_eq!(
            (field.as_str(), error, description.as_str()),
            ("lines[0].kind", "BlankValue", "cannot be blank")
        );
    }

    #[test]
    fn a_wrong_type_is_told_in_words() {
        let told = |body| misfit(body).2;
        assert_eq!(told(json!({"number": "one"})), "must be a whole number");
        assert_eq!(told(json!({"number": 1, "lines": 5})), "must be a list");
        assert_eq!(told(json!({"number": 1, "lines": ["x"]})), "must be an object");
        assert_eq!(told(json!({"number": 1, "lines": [], "paid": "yes"})), "must be true or false");
        assert_eq!(told(json!({"number": 1, "lines": [{"title": 7}]})), "must be a text");
    }

    #[test]
    fn a_wrong_word_is_answered_with_the_right_ones() {
        let (field, _, description) = misfit(json!({"number": 1, "lines": [{"title": "x", "kind": "sofa"}]}));
        assert_eq!((field.as_str(), description.as_str()), ("lines[0].kind", "must be chair or table"));
    }

    #[test]
    fn what_is_no_object_at_all_is_the_body() {
        for body in [json!([]), json!("x")] {
            assert_eq!(misfit(body), ("body".to_owned(), "InvalidValue", "must be an object".to_owned()));
        }
    }
}
