//! Setting the clock, for tests that let a week pass. Only there with `--test-clock`.

use axum::extract::State;
use base::Timestamp;
use http::{ApiError, App, Json};
use serde::{Deserialize, Serialize};

/// The clock's instant.
#[derive(Deserialize, Serialize)]
pub struct ClockBody {
    /// ISO 8601, to the microsecond when written by the server.
    now: String,
}

/// `GET /test/clock`.
pub async fn show(State(app): State<App>) -> Result<Json<ClockBody>, ApiError> {
    refuse_unless_adjustable(&app)?;
    Ok(Json(ClockBody { now: app.clock.now().precise() }))
}

/// `PUT /test/clock` with `{"now": "2026-11-22T13:24:01Z"}`; the clock runs on from there.
pub async fn set(State(app): State<App>, Json(body): Json<ClockBody>) -> Result<Json<ClockBody>, ApiError> {
    refuse_unless_adjustable(&app)?;
    let instant: Timestamp =
        body.now.parse().map_err(|error| ApiError::unprocessable(format!("now: {error}")))?;
    app.clock.set(instant);
    Ok(Json(ClockBody { now: app.clock.now().precise() }))
}

fn refuse_unless_adjustable(app: &App) -> Result<(), ApiError> {
    if app.clock.is_adjustable() { Ok(()) } else { Err(ApiError::NotFound) }
}
