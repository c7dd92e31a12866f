//! Errors in Zendesk's shapes.

use axum::{
    Json,
    http::{StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use db::DbError;
use serde_json::{Map, Value, json};

/// What a request is answered with when it fails.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// 400: not even readable.
    #[error("{0}")]
    BadRequest(String),
    /// 401: not signed in, or with wrong credentials.
    #[error("couldn't authenticate you")]
    Unauthenticated,
    /// 403: signed in, but may not.
    #[error("{0}")]
    Forbidden(String),
    /// 404: does not exist, or nobody may tell.
    #[error("not found")]
    NotFound,
    /// 409: changed by somebody else meanwhile, or already done. The body says more.
    #[error("{description}")]
    Conflict {
        /// Zendesk's word, such as `UpdateConflict`.
        error: &'static str,
        /// What happened.
        description: String,
        /// Further members of the body.
        more: Map<String, Value>,
    },
    /// 413: larger than allowed.
    #[error("{0}")]
    TooLarge(String),
    /// 422: fields that make no sense.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// 422: something other than a field makes no sense.
    #[error("{0}")]
    Unprocessable(String),
    /// 429: too often; try again after so many seconds.
    #[error("too many requests, try again in {retry_after_seconds} s")]
    TooMany {
        /// When to try again.
        retry_after_seconds: u64,
    },
    /// 503: too busy just now.
    #[error("the server is busy, try again in a moment")]
    Busy,
    /// 500: our fault; the cause is logged, not told.
    #[error("internal error: {0}")]
    Internal(String),
}

/// Fields that make no sense, each with what to change.
#[derive(Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{}", .fields.iter().map(|field| format!("{}: {}", field.field, field.description)).collect::<Vec<_>>().join("; "))]
pub struct Invalid {
    /// In the order they were found.
    pub fields: Vec<FieldError>,
}

/// One field that makes no sense. In the answer it stands in `details` under its name, as
/// `{"error":"TooLong","description":"…","value":"…","limit":255}`: the description is for programmers and always English;
/// who words it for people goes by the other members, which stay as they are.
#[derive(Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Its name in the API.
    pub field: String,
    /// Zendesk's word: `BlankValue` when it must not be empty, `DuplicateValue` when another record has the value,
    /// `TooLong` when it has more than `limit` characters, bytes or members, `TooCommon` for a password that everyone
    /// guesses, `InvalidValue` for whatever else does not
    /// fit, such as the id of a record that does not exist.
    pub error: &'static str,
    /// What to change.
    pub description: String,
    /// What was given, a text as far as it is short.
    pub value: Option<Value>,
    /// How much it may hold.
    pub limit: Option<usize>,
    /// In which member of a list it is, from 0.
    pub index: Option<usize>,
}

impl FieldError {
    /// Tells what was given.
    pub fn given(&mut self, value: impl Into<Value>) -> &mut Self {
        const LONGEST: usize = 255;
        self.value = Some(match value.into() {
            Value::String(text) => Value::String(text.chars().take(LONGEST).collect()),
            other => other,
        });
        self
    }

    fn detail(&self) -> Value {
        let mut detail = json!({"error": self.error, "description": self.description});
        let known = [
            ("value", self.value.clone()),
            ("limit", self.limit.map(Value::from)),
            ("index", self.index.map(Value::from)),
        ];
        for (name, value) in known {
            if let Some(value) = value {
                detail[name] = value;
            }
        }
        detail
    }
}

impl Invalid {
    /// One field with an invalid value.
    pub fn field(field: impl Into<String>, description: impl Into<String>) -> Self {
        let mut invalid = Self::default();
        invalid.add(field, "InvalidValue", description);
        invalid
    }

    /// One field that must not be empty.
    pub fn blank(field: impl Into<String>) -> Self {
        let mut invalid = Self::default();
        invalid.add(field, "BlankValue", "cannot be blank");
        invalid
    }

    /// One field whose value somebody else has.
    pub fn duplicate(field: impl Into<String>, description: impl Into<String>) -> Self {
        let mut invalid = Self::default();
        invalid.add(field, "DuplicateValue", description);
        invalid
    }

    /// One field with more than so many characters, bytes or members.
    pub fn too_long(field: impl Into<String>, limit: usize, description: impl Into<String>) -> Self {
        let mut invalid = Self::default();
        invalid.add_too_long(field, limit, description);
        invalid
    }

    /// Tells what was given in the last field.
    #[must_use]
    pub fn given(mut self, value: impl Into<Value>) -> Self {
        if let Some(field) = self.fields.last_mut() {
            field.given(value);
        }
        self
    }

    /// Tells in which member of a list the fields are, from 0.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        for field in &mut self.fields {
            field.index = Some(index);
        }
        self
    }

    /// Adds a field.
    pub fn add(
        &mut self,
        field: impl Into<String>,
        error: &'static str,
        description: impl Into<String>,
    ) -> &mut FieldError {
        let (field, description) = (field.into(), description.into());
        let error = FieldError { field, error, description, value: None, limit: None, index: None };
        self.fields.push_mut(error)
    }

    /// Adds a field with more than so many characters, bytes or members.
    pub fn add_too_long(&mut self, field: impl Into<String>, limit: usize, description: impl Into<String>) {
        self.add(field, "TooLong", description).limit = Some(limit);
    }

    /// `Err` when any field was added.
    ///
    /// # Errors
    /// With all that were added.
    pub fn into_result(self) -> Result<(), Self> {
        if self.fields.is_empty() { Ok(()) } else { Err(self) }
    }

    fn details(&self) -> Value {
        let mut details = Map::new();
        for field in &self.fields {
            let entry = details.entry(field.field.clone()).or_insert_with(|| json!([]));
            if let Value::Array(list) = entry {
                list.push(field.detail());
            }
        }
        Value::Object(details)
    }
}

impl ApiError {
    /// 400.
    pub fn bad_request(description: impl Into<String>) -> Self {
        Self::BadRequest(description.into())
    }

    /// 403.
    pub fn forbidden(description: impl Into<String>) -> Self {
        Self::Forbidden(description.into())
    }

    /// 422 that is not about one field.
    pub fn unprocessable(description: impl Into<String>) -> Self {
        Self::Unprocessable(description.into())
    }

    /// 500; `cause` goes to the log only.
    pub fn internal(cause: impl ToString) -> Self {
        Self::Internal(cause.to_string())
    }

    /// 409.
    pub fn conflict(error: &'static str, description: impl Into<String>) -> Self {
        Self::Conflict { error, description: description.into(), more: Map::new() }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Invalid(_) | Self::Unprocessable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn body(self) -> Value {
        match self {
            Self::BadRequest(description) => json!({"error": "BadRequest", "description": description}),
            Self::Unauthenticated => json!({"error": "Couldn't authenticate you"}),
            Self::Forbidden(description) => json!({"error": "Forbidden", "description": description}),
            Self::NotFound => json!({"error": "RecordNotFound", "description": "Not found"}),
            Self::Conflict { error, description, more } => {
                let mut body = json!({"error": error, "description": description});
                if let Value::Object(members) = &mut body {
                    members.extend(more);
                }
                body
            }
            Self::TooLarge(description) => json!({"error": "TooLarge", "description": description}),
            Self::Invalid(invalid) => json!({
                "error": "RecordInvalid", "description": "Record validation errors", "details": invalid.details(),
            }),
            Self::Unprocessable(description) => json!({"error": "invalid", "description": description}),
            Self::TooMany { .. } => {
                json!({"error": "TooManyRequests", "description": "Rate limit reached, wait and try again"})
            }
            Self::Busy => {
                json!({"error": "ServiceUnavailable", "description": "The server is busy, try again in a moment"})
            }
            Self::Internal(_) => {
                json!({"error": "InternalError", "description": "Something went wrong on our side; it has been logged"})
            }
        }
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Busy => Self::Busy,
            DbError::NotFound => Self::NotFound,
            DbError::Cursor => Self::unprocessable(error.to_string()),
            other => Self::internal(other),
        }
    }
}

impl From<db::BlobError> for ApiError {
    fn from(error: db::BlobError) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Internal(cause) = &self {
            tracing::error!(cause, "a request failed");
        }
        let status = self.status();
        let retry_after = match self {
            Self::TooMany { retry_after_seconds } => Some(retry_after_seconds.max(1)),
            _ => None,
        };
        let mut response = (status, Json(self.body())).into_response();
        // Clients take any Retry-After for a 429, so no other answer may carry one.
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_tells_enough_to_be_worded_by_whoever_shows_it() {
        let taken = Invalid::duplicate("email", "is on the team already").given("ana@desk.test").at(1);
        assert_eq!(
            ApiError::from(taken).body()["details"],
            json!({"email": [{
                "error": "DuplicateValue", "description": "is on the team already", "value": "ana@desk.test", "index": 1,
            }]})
        );
        let long = Invalid::too_long("name", 255, "is too long").given("x".repeat(1000)).details();
        assert_eq!((&long["name"][0]["limit"], &long["name"][0]["error"]), (&json!(255), &json!("TooLong")));
        assert_eq!(long["name"][0]["value"].as_str().map(str::len), Some(255));
    }
}
