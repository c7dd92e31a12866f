//! `guichet openapi`.

use people::PasswordGate;

use crate::wiring;

/// The OpenAPI document, as indented JSON.
pub fn document() -> String {
    let document = wiring::describe(wiring::routes(PasswordGate::default()).into_openapi());
    // The document is made of maps with text keys, which JSON can always hold.
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_that_the_web_app_is_built_from_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/packages/api/openapi.json");
        let stored = std::fs::read_to_string(path).unwrap_or_default();
        assert!(stored.trim() == document(), "web/packages/api/openapi.json is stale: make openapi");
    }
}
