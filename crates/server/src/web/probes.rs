//! What machines ask about the server: is it well, and what has it done.

use axum::{
    Extension,
    extract::State,
    http::{Extensions, HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};
use http::{ApiError, App};
use metrics_exporter_prometheus::PrometheusHandle;

use super::{client, measures};

/// `GET /healthz`: 200 when the database answers.
pub async fn health(State(app): State<App>) -> Response {
    match app.db.read(|c| c.get::<i64>("SELECT 1", &[], |row| row.take())).await {
        Ok(_) => "ok\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "the health check failed");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// `GET /metrics`, in Prometheus' text format. Only for this machine and private networks: it tells how busy a
/// desk is. To anyone else it does not exist.
pub async fn metrics(
    State(app): State<App>,
    Extension(prometheus): Extension<PrometheusHandle>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<String, ApiError> {
    let asker = client::address(&headers, &extensions, app.settings.behind_proxy);
    if !client::is_internal(asker) {
        return Err(ApiError::NotFound);
    }
    measures::take(&app).await?;
    Ok(prometheus.render())
}
