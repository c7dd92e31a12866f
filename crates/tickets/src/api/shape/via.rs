//! How something came.

use base::Via;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// How something came.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViaBody {
    /// The channel.
    pub channel: &'static str,
    /// Whom it is from and to.
    #[schema(value_type = Object)]
    pub source: Value,
}

impl ViaBody {
    pub(super) fn new(via: Via) -> Self {
        Self { channel: via.as_str(), source: json!({"from": {}, "to": {}, "rel": null}) }
    }
}
