//! JSON bodies.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{ApiError, Invalid};

/// A JSON body, in or out. Unlike axum's own it takes any content type and explains what is wrong.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|error| ApiError::bad_request(format!("the body could not be read: {error}")))?;
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        serde_json::from_slice::<serde::de::IgnoredAny>(&bytes)
            .map_err(|error| ApiError::bad_request(format!("the body is not JSON: {error}")))?;
        serde_path_to_error::deserialize(&mut reader).map(Self).map_err(|error| misfit(error).into())
    }
}

/// Reads a part of a body that was taken as any JSON.
///
/// # Errors
/// Naming the field that does not fit.
pub fn fit<T: DeserializeOwned>(value: &Value) -> Result<T, Invalid> {
    serde_path_to_error::deserialize(value).map_err(misfit)
}

/// What does not fit, under the name of its field; the body itself is called `body`.
fn misfit(error: serde_path_to_error::Error<serde_json::Error>) -> Invalid {
    let path = error.path().to_string();
    let field = if path == "." { "body".to_owned() } else { path };
    Invalid::field(field, format!("does not fit: {}", error.inner()))
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}
