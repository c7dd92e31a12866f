//! JSON bodies.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};

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
        serde_path_to_error::deserialize(&mut reader).map(Self).map_err(misfit)
    }
}

/// What does not fit, under the name of its field as far as it has one.
fn misfit(error: serde_path_to_error::Error<serde_json::Error>) -> ApiError {
    let field = error.path().to_string();
    let description = format!("does not fit: {}", error.inner());
    match field.as_str() {
        "." => ApiError::unprocessable(format!("the body {description}")),
        _ => Invalid::field(field, description).into(),
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}
