//! API tokens.

use axum::{extract::State, http::StatusCode};
use base::{Role, Timestamp, TokenId, UserId};
use http::{ApiError, App, Json, PageBody, Path, Query, Staff, render_page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Created, PageMembers, PageParams, created};
use crate::{ApiToken, PeopleError, actions, policy::Refusal, store};

/// An API token, without its secret.
#[derive(Serialize, ToSchema)]
pub(super) struct ApiTokenBody {
    id: TokenId,
    url: String,
    /// For whom it acts.
    user_id: UserId,
    /// What it is for.
    description: String,
    created_at: Timestamp,
    /// When it was last used, to within a few minutes.
    used_at: Option<Timestamp>,
}

impl ApiTokenBody {
    fn new(token: ApiToken, origin: &str) -> Self {
        Self {
            url: format!("{origin}/api/v2/api_tokens/{}.json", token.id),
            id: token.id,
            user_id: token.user_id,
            description: token.description,
            created_at: token.created_at,
            used_at: token.used_at,
        }
    }
}

/// A page of tokens.
#[derive(Serialize, ToSchema)]
pub(super) struct ApiTokensPage {
    api_tokens: Vec<ApiTokenBody>,
    #[serde(flatten)]
    page: PageMembers,
}

/// A token to create.
#[derive(Deserialize, ToSchema)]
pub(super) struct ApiTokenInput {
    api_token: NewApiToken,
}

/// For whom and what.
#[derive(Deserialize, ToSchema)]
struct NewApiToken {
    /// What it is for.
    #[serde(default)]
    description: String,
    /// For whom; whoever asks when absent.
    user_id: Option<UserId>,
}

/// A token that was just created.
#[derive(Serialize, ToSchema)]
pub(super) struct NewApiTokenAnswer {
    api_token: NewApiTokenBody,
}

/// A token with its secret.
#[derive(Serialize, ToSchema)]
struct NewApiTokenBody {
    #[serde(flatten)]
    shown: ApiTokenBody,
    /// The secret; it is never shown again.
    token: String,
}

/// Lists one's own tokens; to admins everyone's.
#[utoipa::path(get, path = "/api/v2/api_tokens", operation_id = "list_api_tokens", tag = "sign-in",
    params(PageParams), responses((status = 200, body = ApiTokensPage)))]
pub(super) async fn list_api_tokens(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let whose = if actor.role == Role::Admin { None } else { actor.user_id };
    let body = app.db.read(move |c| {
        let page = store::tokens::list(c, whose, &query.paging()?)?;
        render_page("api_tokens", &page.map(|token| ApiTokenBody::new(token, query.origin())), &query)
    });
    Ok(Json(body.await?))
}

/// Creates a token for oneself; admins for anyone on the team. Its secret is in this answer only.
#[utoipa::path(post, path = "/api/v2/api_tokens", operation_id = "create_api_token", tag = "sign-in",
    request_body = ApiTokenInput, responses((status = 201, body = NewApiTokenAnswer)))]
pub(super) async fn create_api_token(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(input): Json<ApiTokenInput>,
) -> Result<Created<NewApiTokenAnswer>, ApiError> {
    let now = app.clock.now();
    let NewApiToken { description, user_id } = input.api_token;
    let user = user_id.or(actor.user_id).ok_or(PeopleError::Refused(Refusal::AgentsOnly))?;
    let write = app.db.write(move |tx| actions::tokens::create(tx, now, &actor, user, &description));
    let (token, secret) = write.await?;
    let shown = ApiTokenBody::new(token, query.origin());
    let url = shown.url.clone();
    let api_token = NewApiTokenBody { shown, token: secret.reveal().to_owned() };
    Ok(created(&url, NewApiTokenAnswer { api_token }))
}

/// Ends a token: one's own; admins anyone's.
#[utoipa::path(delete, path = "/api/v2/api_tokens/{id}", operation_id = "delete_api_token", tag = "sign-in",
    params(("id" = TokenId, Path, description = "which")), responses((status = 204)))]
pub(super) async fn delete_api_token(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<TokenId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| actions::tokens::delete(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
