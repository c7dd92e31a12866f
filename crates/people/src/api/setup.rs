//! The first steps on a new desk.

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use base::Locale;
use http::{ApiError, App, Json, Query};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    me::CurrentUserAnswer,
    session::{SignedIn, signed_in},
};
use crate::{
    PasswordGate, PeopleError,
    actions::{
        sessions,
        setup::{NewDesk, create_first_admin},
    },
    client::Client,
    store,
};

/// Whether the desk must be set up.
#[derive(Serialize, ToSchema)]
pub(super) struct SetupAnswer {
    setup: SetupBody,
}

/// How far the set-up is.
#[derive(Serialize, ToSchema)]
struct SetupBody {
    /// Whether there is no admin yet.
    needed: bool,
    /// What the desk is called.
    desk_name: String,
    /// The desk's language; before the set-up the visitor's.
    locale: Locale,
}

/// A desk to be set up, and its first admin.
#[derive(Deserialize, ToSchema)]
pub(super) struct SetupInput {
    /// What the desk is called.
    desk_name: String,
    /// The admin's name.
    name: String,
    /// The admin's address.
    email: String,
    /// The admin's password.
    password: String,
    /// The language of both.
    locale: Locale,
    /// IANA name of the time zone of both.
    time_zone: String,
}

/// Tells whether the desk must be set up.
#[utoipa::path(get, path = "/api/v2/setup", operation_id = "show_setup", tag = "set-up",
    responses((status = 200, body = SetupAnswer)))]
pub(super) async fn show_setup(
    State(app): State<App>,
    headers: HeaderMap,
) -> Result<Json<SetupAnswer>, ApiError> {
    let read = app.db.read(|c| Ok::<_, PeopleError>((store::has_admin(c)?, store::get_desk(c)?)));
    let (has_admin, desk) = read.await?;
    let wished =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let locale = if has_admin { desk.locale } else { Locale::from_accept_language(wished) };
    Ok(Json(SetupAnswer { setup: SetupBody { needed: !has_admin, desk_name: desk.name, locale } }))
}

/// Sets the desk up, creates its first admin and signs them in.
#[utoipa::path(post, path = "/api/v2/setup", operation_id = "create_setup", tag = "set-up",
    request_body = SetupInput,
    responses((status = 201, body = CurrentUserAnswer), (status = 409, description = "there is an admin already")))]
pub(super) async fn create_setup(
    State(app): State<App>,
    Extension(gate): Extension<PasswordGate>,
    client: Client,
    query: Query,
    Json(input): Json<SetupInput>,
) -> Result<SignedIn, ApiError> {
    if app.db.read(store::has_admin).await? {
        return Err(PeopleError::AlreadySetUp.into());
    }
    let new = NewDesk {
        desk_name: input.desk_name,
        name: input.name,
        email: input.email,
        password: gate.hash(input.password).await?,
        locale: input.locale,
        time_zone: input.time_zone,
        public_url: query.origin().to_owned(),
    };
    let now = app.clock.now();
    let write = app.db.write(move |tx| {
        let admin = create_first_admin(tx, now, &new)?;
        let session = sessions::start(tx, now, admin.id, &client.user_agent)?;
        Ok::<_, PeopleError>((admin, session))
    });
    let (admin, session) = write.await?;
    signed_in(&app, StatusCode::CREATED, admin, session, &query)
}
