//! The desk's settings, in Zendesk's shape with the desk's own beside.

use axum::extract::State;
use base::Locale;
use http::{Admin, ApiError, App, Json, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::locales;
use crate::{DeskChange, DeskSettings, actions, store};

/// The settings.
#[derive(Serialize, ToSchema)]
pub(super) struct AccountSettingsAnswer {
    settings: AccountSettingsBody,
}

/// The settings, by subject.
#[derive(Serialize, ToSchema)]
struct AccountSettingsBody {
    /// Guichet's own.
    desk: DeskSettings,
    active_features: ActiveFeatures,
    limits: Limits,
    localization: Localization,
    users: UserSettings,
}

/// What the desk can do, with Zendesk's names.
#[derive(Serialize, ToSchema)]
struct ActiveFeatures {
    /// Clients refuse to work without it.
    organization_access_enabled: bool,
    user_tagging: bool,
    ticket_tagging: bool,
}

/// What is too large.
#[derive(Serialize, ToSchema)]
struct Limits {
    /// Largest attachment, in bytes.
    attachment_size: u64,
}

/// The languages it speaks.
#[derive(Serialize, ToSchema)]
struct Localization {
    locale_ids: [i64; 2],
}

/// What can be set on users.
#[derive(Serialize, ToSchema)]
struct UserSettings {
    tagging: bool,
    time_zone_selection: bool,
    language_selection: bool,
}

/// What to set.
#[derive(Deserialize, ToSchema)]
pub(super) struct AccountSettingsInput {
    settings: SettingsChange,
}

/// What to set, by subject.
#[derive(Deserialize, ToSchema)]
struct SettingsChange {
    #[serde(default)]
    desk: DeskChange,
}

/// Shows the settings.
#[utoipa::path(get, path = "/api/v2/account/settings", operation_id = "show_account_settings", tag = "account",
    responses((status = 200, body = AccountSettingsAnswer)))]
pub(super) async fn show_account_settings(
    State(app): State<App>,
    _staff: Staff,
) -> Result<Json<AccountSettingsAnswer>, ApiError> {
    let desk = app.db.read(store::get_desk).await?;
    Ok(Json(answer(&app, desk)))
}

/// Changes the desk's settings. What is absent stays.
#[utoipa::path(put, path = "/api/v2/account/settings", operation_id = "update_account_settings", tag = "account",
    request_body = AccountSettingsInput, responses((status = 200, body = AccountSettingsAnswer)))]
pub(super) async fn update_account_settings(
    State(app): State<App>,
    Admin(actor): Admin,
    Json(input): Json<AccountSettingsInput>,
) -> Result<Json<AccountSettingsAnswer>, ApiError> {
    let now = app.clock.now();
    let write = app.db.write(move |tx| actions::settings::update_desk(tx, now, &actor, &input.settings.desk));
    Ok(Json(answer(&app, write.await?)))
}

/// The address is shown as it is in force: the server's configuration goes before the desk's own.
fn answer(app: &App, desk: DeskSettings) -> AccountSettingsAnswer {
    let public_url = desk.base_url(app.settings.public_url.as_ref());
    AccountSettingsAnswer {
        settings: AccountSettingsBody {
            desk: DeskSettings { public_url, ..desk },
            active_features: ActiveFeatures {
                organization_access_enabled: true,
                user_tagging: true,
                ticket_tagging: true,
            },
            limits: Limits { attachment_size: app.settings.max_upload_bytes },
            localization: Localization { locale_ids: [Locale::En, Locale::Fr].map(locales::id) },
            users: UserSettings { tagging: true, time_zone_selection: true, language_selection: true },
        },
    }
}
