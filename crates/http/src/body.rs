//! Bodies: JSON, and files as they are.

mod misfit;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use self::misfit::misfit;
use crate::{ApiError, Invalid};

/// A body's bytes, as far as the server's bounds let them in.
pub struct Raw(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        Bytes::from_request(request, state).await.map(Self).map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge("the body is larger than allowed".to_owned()),
            _ => ApiError::bad_request(format!("the body could not be read: {error}")),
        })
    }
}

/// A JSON body, in or out. Unlike axum's own it takes any content type and explains what is wrong.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let Raw(bytes) = Raw::from_request(request, state).await?;
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

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}
