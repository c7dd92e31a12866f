//! What a signature would look like, before it is saved.

use axum::extract::State;
use base::{Actor, GroupId};
use db::Conn;
use http::{ApiError, App, Json, Staff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{PeopleError, brands, signature, signature::Occasion, store};

/// A signature that somebody writes.
#[derive(Deserialize, ToSchema)]
pub(super) struct SignaturePreviewInput {
    signature: WrittenSignature,
}

/// A signature that somebody writes.
#[derive(Deserialize, ToSchema)]
struct WrittenSignature {
    /// Its text, with placeholders.
    text: String,
    /// The group whose it is to be.
    group_id: Option<GroupId>,
    /// What the brand is called whose it is to be; the default one when absent.
    brand_name: Option<String>,
}

/// How it ends a mail of the asker.
#[derive(Serialize, ToSchema)]
pub(super) struct SignaturePreviewAnswer {
    signature: FilledSignature,
}

/// How it ends a mail of the asker.
#[derive(Serialize, ToSchema)]
struct FilledSignature {
    /// Its text, filled.
    text: String,
}

/// Shows how a signature would end a mail of the asker. Nothing is stored.
#[utoipa::path(post, path = "/api/v2/signatures/preview", operation_id = "preview_signature", tag = "mail",
    request_body = SignaturePreviewInput, responses((status = 200, body = SignaturePreviewAnswer)))]
pub(super) async fn preview_signature(
    State(app): State<App>,
    Staff(actor): Staff,
    Json(input): Json<SignaturePreviewInput>,
) -> Result<Json<SignaturePreviewAnswer>, ApiError> {
    let text = app.db.read(move |c| filled(c, &actor, &input.signature)).await?;
    Ok(Json(SignaturePreviewAnswer { signature: FilledSignature { text } }))
}

fn filled(c: &mut Conn, actor: &Actor, written: &WrittenSignature) -> Result<String, PeopleError> {
    let id = actor.user_id.ok_or(PeopleError::NotFound)?;
    let agent = store::find_user(c, id)?.ok_or(PeopleError::NotFound)?;
    let group = match written.group_id {
        Some(id) => store::find_group(c, id)?,
        None => None,
    };
    let mut brand = brands::store::get_default(c)?;
    if let Some(name) = &written.brand_name {
        brand.name.clone_from(name);
    }
    let desk = store::get_desk(c)?;
    let about = Occasion { group: group.as_ref(), brand: Some(&brand), desk: &desk };
    Ok(signature::preview("text", &written.text, &agent, about)?)
}
