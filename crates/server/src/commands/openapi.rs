//! `guichet openapi`.

use crate::wiring;

/// The OpenAPI document, as indented JSON.
pub fn document() -> String {
    let document = wiring::describe(wiring::routes().into_openapi());
    // The document is made of maps with text keys, which JSON can always hold.
    serde_json::to_string_pretty(&document).unwrap_or_default()
}
