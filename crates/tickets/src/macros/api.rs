//! The routes of macros, in Zendesk's shapes.

use axum::{extract::State, http::StatusCode};
use base::{Actor, MacroId, TicketId, UserId};
use db::Page;
use http::{ApiError, App, Json, PageBody, Path, Query, Routes, Staff, render_page};
use people::fold_name;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{
    Macro, MacroChange, Usage, access_macro, create_macro, delete_macro, effect, list_visible,
    shape::{MacroBody, changes},
    store, update_macro,
};
use crate::{
    access::access_ticket,
    actions::blank_ticket,
    change::{Change, NewComment, NewTicket, PreparedBody},
    error::TicketError,
    restriction,
};

/// Every route of macros.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_macros, create_macro_route))
        .routes(routes!(list_active_macros))
        .routes(routes!(search_macros))
        .routes(routes!(list_macro_categories))
        .routes(routes!(update_many_macros))
        .routes(routes!(destroy_many_macros))
        .routes(routes!(show_macro, update_macro_route, delete_macro_route))
        .routes(routes!(apply_macro))
        .routes(routes!(apply_macro_to_ticket))
}

/// A macro in a request.
#[derive(Deserialize, ToSchema)]
struct MacroRequest {
    r#macro: MacroChange,
}

/// Macros to change.
#[derive(Deserialize, ToSchema)]
struct ManyMacrosRequest {
    macros: Vec<NamedMacroChange>,
}

/// What to set on one of several macros; what is absent stays.
#[derive(Deserialize, ToSchema)]
struct NamedMacroChange {
    id: MacroId,
    #[serde(flatten)]
    change: MacroChange,
}

/// One macro.
#[derive(Serialize, ToSchema)]
struct MacroResponse {
    r#macro: MacroBody,
}

/// A page of macros.
#[derive(Serialize, ToSchema)]
struct MacroListResponse {
    macros: Vec<MacroBody>,
    next_page: Option<String>,
    previous_page: Option<String>,
    count: Option<i64>,
}

/// The first parts of macros' titles.
#[derive(Serialize, ToSchema)]
struct CategoriesResponse {
    categories: Vec<String>,
}

/// What a macro would do.
#[derive(Serialize, ToSchema)]
struct EffectResponse {
    #[schema(value_type = Object)]
    result: Value,
}

/// Lists the macros for the asker; for admins all, unless `only_viewable`. They can be narrowed by `access` (`personal`,
/// `shared`), `active`, `category` and `group_id`, and sorted by `sort_by`.
#[utoipa::path(get, path = "/api/v2/macros", operation_id = "list_macros", tag = "macros",
    params(("access" = Option<String>, Query), ("active" = Option<bool>, Query), ("category" = Option<String>, Query),
        ("group_id" = Option<i64>, Query), ("only_viewable" = Option<bool>, Query),
        ("sort_by" = Option<String>, Query), ("include" = Option<String>, Query)),
    responses((status = 200, body = MacroListResponse)))]
async fn list_macros(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, |_, _| true).await
}

/// Lists the macros that can be used.
#[utoipa::path(get, path = "/api/v2/macros/active", operation_id = "list_active_macros", tag = "macros",
    responses((status = 200, body = MacroListResponse)))]
async fn list_active_macros(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    page(&app, actor, query, |one, _| one.active).await
}

/// Lists macros whose title holds `query`.
#[utoipa::path(get, path = "/api/v2/macros/search", operation_id = "search_macros", tag = "macros",
    params(("query" = String, Query)), responses((status = 200, body = MacroListResponse)))]
async fn search_macros(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<Json<PageBody>, ApiError> {
    let holds_query = |one: &Macro, query: &Query| {
        fold_name(&one.title).contains(&fold_name(query.text("query").unwrap_or_default()))
    };
    page(&app, actor, query, holds_query).await
}

async fn page(
    app: &App,
    actor: Actor,
    query: Query,
    is_wanted: fn(&Macro, &Query) -> bool,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    let body = app.db.read(move |c| {
        let mut macros = list_visible(c, &actor, query.get("only_viewable") != Some("true"))?;
        macros.retain(|one| is_wanted(one, &query) && fits(one, &query, actor.user_id));
        let counts_uses = query.list("include").iter().any(|name| name.starts_with("usage"));
        let sorts_by_use = query.sort().is_some_and(|(key, _)| key.starts_with("usage"));
        let usage = if counts_uses || sorts_by_use { Some(store::usage(c, now)?) } else { None };
        let usage_of = |id: MacroId| usage.as_ref().map(|all| all.get(&id).copied().unwrap_or_default());
        sort(&mut macros, &query, |one| usage_of(one.id).unwrap_or_default())?;
        let page = Page::cut(macros, &query.paging()?);
        let shape = |one: Macro| {
            let usage = usage_of(one.id);
            MacroBody::new(one, usage, query.origin())
        };
        render_page("macros", &page.map(shape), &query)
    });
    Ok(Json(body.await?))
}

fn fits(one: &Macro, query: &Query, me: Option<UserId>) -> bool {
    let is_own = me.is_some_and(|me| restriction::is_of(&one.restriction, me));
    let has_access = match query.get("access") {
        Some("personal") => is_own,
        Some("shared" | "agents" | "account") => !is_own,
        _ => true,
    };
    let is_for =
        |group: &str| group.parse().is_ok_and(|group| restriction::is_for_group(&one.restriction, group));
    let has_group = query.get("group_id").is_none_or(is_for);
    let is_active = query.get("active").is_none_or(|active| (active == "true") == one.active);
    let has_category = query.text("category").is_none_or(|wanted| category(one) == Some(wanted));
    has_access && has_group && is_active && has_category
}

/// What stands before the first `::` of a title.
fn category(one: &Macro) -> Option<&str> {
    one.title.split_once("::").map(|(category, _)| category.trim())
}

fn sort(macros: &mut [Macro], query: &Query, usage: impl Fn(&Macro) -> Usage) -> Result<(), ApiError> {
    let Some((key, descending)) = query.sort() else { return Ok(()) };
    match key {
        "position" => {}
        "alphabetical" | "title" => macros.sort_by_cached_key(|one| fold_name(&one.title)),
        "created_at" => macros.sort_by_key(|one| one.created_at),
        "updated_at" => macros.sort_by_key(|one| one.updated_at),
        "usage_1h" => macros.sort_by_key(|one| usage(one).usage_1h),
        "usage_24h" => macros.sort_by_key(|one| usage(one).usage_24h),
        "usage_7d" => macros.sort_by_key(|one| usage(one).usage_7d),
        "usage_30d" => macros.sort_by_key(|one| usage(one).usage_30d),
        _ => return Err(ApiError::unprocessable(format!("macros cannot be sorted by {key:?}"))),
    }
    if descending {
        macros.reverse();
    }
    Ok(())
}

/// Lists the categories of the macros for the asker.
#[utoipa::path(get, path = "/api/v2/macros/categories", operation_id = "list_macro_categories", tag = "macros",
    responses((status = 200, body = CategoriesResponse)))]
async fn list_macro_categories(
    State(app): State<App>,
    Staff(actor): Staff,
) -> Result<Json<CategoriesResponse>, ApiError> {
    let macros = app.db.read(move |c| list_visible(c, &actor, true)).await?;
    let mut categories: Vec<String> = macros.iter().filter_map(category).map(str::to_owned).collect();
    categories.sort();
    categories.dedup();
    Ok(Json(CategoriesResponse { categories }))
}

/// Shows a macro.
#[utoipa::path(get, path = "/api/v2/macros/{id}", operation_id = "show_macro", tag = "macros",
    params(("id" = i64, Path)), responses((status = 200, body = MacroResponse)))]
async fn show_macro(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<MacroId>,
    query: Query,
) -> Result<Json<MacroResponse>, ApiError> {
    let found = app.db.read(move |c| access_macro(c, &actor, id)).await?;
    Ok(response(found, &query))
}

fn response(one: Macro, query: &Query) -> Json<MacroResponse> {
    Json(MacroResponse { r#macro: MacroBody::new(one, None, query.origin()) })
}

/// Makes a macro. Agents make them for themselves, admins for anyone.
#[utoipa::path(post, path = "/api/v2/macros", operation_id = "create_macro", tag = "macros",
    request_body = MacroRequest, responses((status = 201, body = MacroResponse)))]
async fn create_macro_route(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<MacroRequest>,
) -> Result<(StatusCode, Json<MacroResponse>), ApiError> {
    let now = app.clock.now();
    let made = app.db.write(move |tx| create_macro(tx, now, &actor, request.r#macro)).await?;
    Ok((StatusCode::CREATED, response(made, &query)))
}

/// Changes a macro.
#[utoipa::path(put, path = "/api/v2/macros/{id}", operation_id = "update_macro", tag = "macros",
    params(("id" = i64, Path)), request_body = MacroRequest, responses((status = 200, body = MacroResponse)))]
async fn update_macro_route(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<MacroId>,
    query: Query,
    Json(request): Json<MacroRequest>,
) -> Result<Json<MacroResponse>, ApiError> {
    let now = app.clock.now();
    let changed = app.db.write(move |tx| update_macro(tx, now, &actor, id, request.r#macro)).await?;
    Ok(response(changed, &query))
}

/// Changes several macros, all or none.
#[utoipa::path(put, path = "/api/v2/macros/update_many", operation_id = "update_many_macros", tag = "macros",
    request_body = ManyMacrosRequest, responses((status = 200, body = MacroListResponse)))]
async fn update_many_macros(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
    Json(request): Json<ManyMacrosRequest>,
) -> Result<Json<PageBody>, ApiError> {
    let now = app.clock.now();
    let update_all = app.db.write(move |tx| {
        let changed = request.macros.into_iter();
        let changed =
            changed.map(|NamedMacroChange { id, change }| update_macro(tx, now, &actor, id, change));
        changed.collect::<Result<Vec<_>, TicketError>>()
    });
    let shape = |one| MacroBody::new(one, None, query.origin());
    Ok(Json(render_page("macros", &Page::whole(update_all.await?).map(shape), &query)?))
}

/// Removes a macro.
#[utoipa::path(delete, path = "/api/v2/macros/{id}", operation_id = "delete_macro", tag = "macros",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_macro_route(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<MacroId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| delete_macro(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes the macros of `ids`, all or none.
#[utoipa::path(delete, path = "/api/v2/macros/destroy_many", operation_id = "destroy_many_macros", tag = "macros",
    params(("ids" = String, Query)), responses((status = 204)))]
async fn destroy_many_macros(
    State(app): State<App>,
    Staff(actor): Staff,
    query: Query,
) -> Result<StatusCode, ApiError> {
    let (now, ids) = (app.clock.now(), query.ids("ids")?);
    let delete_all =
        app.db.write(move |tx| ids.into_iter().try_for_each(|id| delete_macro(tx, now, &actor, MacroId(id))));
    delete_all.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows what a macro would do to a new ticket; changes nothing.
#[utoipa::path(get, path = "/api/v2/macros/{id}/apply", operation_id = "apply_macro", tag = "macros",
    params(("id" = i64, Path)), responses((status = 200, body = EffectResponse)))]
async fn apply_macro(
    State(app): State<App>,
    Staff(actor): Staff,
    Path(id): Path<MacroId>,
    query: Query,
) -> Result<Json<EffectResponse>, ApiError> {
    show_effect(&app, actor, None, id, query).await
}

/// Shows what a macro would do to a ticket; changes nothing. To use it, send what it shows as a change of the ticket, with
/// `macro_ids`.
#[utoipa::path(get, path = "/api/v2/tickets/{ticket_id}/macros/{id}/apply", operation_id = "apply_macro_to_ticket",
    tag = "macros", params(("ticket_id" = i64, Path), ("id" = i64, Path)),
    responses((status = 200, body = EffectResponse)))]
async fn apply_macro_to_ticket(
    State(app): State<App>,
    Staff(actor): Staff,
    Path((ticket, id)): Path<(TicketId, MacroId)>,
    query: Query,
) -> Result<Json<EffectResponse>, ApiError> {
    show_effect(&app, actor, Some(ticket), id, query).await
}

async fn show_effect(
    app: &App,
    actor: Actor,
    ticket: Option<TicketId>,
    id: MacroId,
    query: Query,
) -> Result<Json<EffectResponse>, ApiError> {
    let now = app.clock.now();
    let show = app.db.read(move |c| {
        let ticket = match ticket {
            Some(ticket) => access_ticket(c, &actor, ticket)?,
            None => blank_ticket(&actor, &nobodys_ticket(), now),
        };
        let used = access_macro(c, &actor, id)?;
        let (effect, after) = effect(c, now, &actor, &used, &ticket, query.origin())?;
        Ok::<_, TicketError>(json!({"ticket": changes(&ticket, &after, &effect, query.origin())}))
    });
    Ok(Json(EffectResponse { result: show.await? }))
}

/// A ticket before anybody asked anything.
pub(crate) fn nobodys_ticket() -> NewTicket {
    NewTicket {
        requester_id: UserId(0),
        submitter_id: UserId(0),
        recipient: None,
        comment: NewComment::new(UserId(0), true, PreparedBody::default()),
        fields: Change::default(),
    }
}
