//! Inviting people to the team.

use axum::{Extension, extract::State, http::StatusCode};
use base::{GroupId, InvitationId, Locale, Role, Timestamp};
use db::{Page, Tx};
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, render_page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    PageMembers, PageParams,
    me::CurrentUserAnswer,
    session::{SignedIn, signed_in},
};
use crate::{
    Invitation, PasswordGate, PeopleError,
    actions::invitations::{self, Acceptance, NewInvitation},
    client::Client,
    store,
};

/// At most so many in one request.
const MOST_AT_ONCE: usize = 100;

/// An invitation.
#[derive(Serialize, ToSchema)]
pub(super) struct InvitationBody {
    id: InvitationId,
    email: String,
    name: String,
    role: Role,
    group_ids: Vec<GroupId>,
    /// The link to share; only when just created, as only its hash is kept.
    url: Option<String>,
    created_at: Timestamp,
    expires_at: Timestamp,
    accepted_at: Option<Timestamp>,
}

impl InvitationBody {
    fn new(invitation: Invitation, url: Option<String>) -> Self {
        Self {
            id: invitation.id,
            email: invitation.email,
            name: invitation.name,
            role: invitation.role,
            group_ids: invitation.group_ids,
            url,
            created_at: invitation.created_at,
            expires_at: invitation.expires_at,
            accepted_at: invitation.accepted_at,
        }
    }
}

/// A page of invitations.
#[derive(Serialize, ToSchema)]
pub(super) struct InvitationsPage {
    invitations: Vec<InvitationBody>,
    #[serde(flatten)]
    page: PageMembers,
}

/// People to invite.
#[derive(Deserialize, ToSchema)]
pub(super) struct InvitationsInput {
    invitations: Vec<NewInvitation>,
}

/// Lists invitations, the newest first.
#[utoipa::path(get, path = "/api/v2/invitations", operation_id = "list_invitations", tag = "set-up",
    params(PageParams), responses((status = 200, body = InvitationsPage)))]
pub(super) async fn list_invitations(
    State(app): State<App>,
    _admin: Admin,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let body = app.db.read(move |c| {
        let page = store::invitations::list(c, &query.paging()?)?;
        render_page("invitations", &page.map(|invitation| InvitationBody::new(invitation, None)), &query)
    });
    Ok(Json(body.await?))
}

/// Invites people, all or none, and mails them their links.
#[utoipa::path(post, path = "/api/v2/invitations", operation_id = "create_invitations", tag = "set-up",
    request_body = InvitationsInput, responses((status = 201, body = InvitationsPage)))]
pub(super) async fn create_invitations(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(input): Json<InvitationsInput>,
) -> Result<(StatusCode, Json<PageBody>), ApiError> {
    if input.invitations.len() > MOST_AT_ONCE {
        return Err(ApiError::unprocessable("invitations: at most 100 at once"));
    }
    let now = app.clock.now();
    let configured = app.settings.public_url.clone();
    let invite_all = move |tx: &mut Tx| {
        let base_url = store::get_desk(tx)?.base_url(configured.as_ref());
        let base_url = base_url.unwrap_or_else(|| query.origin().to_owned());
        let invited = invitations::invite_all(tx, now, &actor, &input.invitations, &base_url)?;
        let row = |(invitation, url)| InvitationBody::new(invitation, Some(url));
        render_page("invitations", &Page::whole(invited.into_iter().map(row).collect()), &query)
    };
    Ok((StatusCode::CREATED, Json(app.db.write(invite_all).await?)))
}

/// What an invitation says to who has its link.
#[derive(Serialize, ToSchema)]
pub(super) struct OpenInvitationAnswer {
    invitation: OpenInvitationBody,
}

/// An invitation that waits.
#[derive(Serialize, ToSchema)]
struct OpenInvitationBody {
    email: String,
    name: String,
    desk_name: String,
    locale: Locale,
}

/// Shows an invitation to who has its link.
#[utoipa::path(get, path = "/api/v2/invitations/{token}", operation_id = "show_invitation", tag = "set-up",
    params(("token" = String, Path, description = "from the link")),
    responses((status = 200, body = OpenInvitationAnswer), (status = 404, description = "unknown, used or too old")))]
pub(super) async fn show_invitation(
    State(app): State<App>,
    Path(token): Path<String>,
) -> Result<Json<OpenInvitationAnswer>, ApiError> {
    let now = app.clock.now();
    let read = app.db.read(move |c| {
        let found = store::invitations::find_open(c, &base::token_hash(&token), now)?;
        Ok::<_, PeopleError>((found.ok_or(PeopleError::NotFound)?, store::get_desk(c)?))
    });
    let (invitation, desk) = read.await?;
    Ok(Json(OpenInvitationAnswer {
        invitation: OpenInvitationBody {
            email: invitation.email,
            name: invitation.name,
            desk_name: desk.name,
            locale: desk.locale,
        },
    }))
}

/// What somebody tells who accepts an invitation.
#[derive(Deserialize, ToSchema)]
pub(super) struct AcceptanceInput {
    /// Their name.
    name: String,
    /// The password they want.
    password: String,
    /// Their language.
    locale: Locale,
}

/// Accepts an invitation, and signs in.
#[utoipa::path(put, path = "/api/v2/invitations/{token}", operation_id = "accept_invitation", tag = "set-up",
    params(("token" = String, Path, description = "from the link")), request_body = AcceptanceInput,
    responses((status = 200, body = CurrentUserAnswer), (status = 404, description = "unknown, used or too old")))]
pub(super) async fn accept_invitation(
    State(app): State<App>,
    Extension(gate): Extension<PasswordGate>,
    client: Client,
    Path(token): Path<String>,
    query: Query,
    Json(input): Json<AcceptanceInput>,
) -> Result<SignedIn, ApiError> {
    let (now, hash) = (app.clock.now(), base::token_hash(&token));
    // Before the costly hash, so that guesses cost the desk nothing.
    app.db.read(move |c| store::invitations::find_open(c, &hash, now)).await?.ok_or(ApiError::NotFound)?;
    let password = gate.hash(input.password).await?;
    let acceptance = Acceptance { name: input.name, password, locale: input.locale };
    let write = app.db.write(move |tx| invitations::accept(tx, now, &token, &acceptance, &client.user_agent));
    let (user, session) = write.await?;
    signed_in(&app, StatusCode::OK, user, session, &query)
}
