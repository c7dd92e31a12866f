//! The routes of brands, in Zendesk's shapes. Agents read them, admins change them.

use axum::{extract::State, http::StatusCode};
use base::BrandId;
use db::{Conn, DbError, Page};
use http::{Admin, ApiError, App, Json, PageBody, Path, Query, Routes, Staff, render_page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{Brand, BrandChange, edit, logo, shape::BrandBody, store};
use crate::{
    DeskSettings, PeopleError,
    api::{PageMembers, PageParams},
    store::get_desk,
};

/// Every route of brands.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_brands, create_brand))
        .routes(routes!(show_brand, update_brand, delete_brand))
        .routes(routes!(logo::show_brand_logo, logo::set_brand_logo, logo::delete_brand_logo))
}

/// A brand in a request.
#[derive(Deserialize, ToSchema)]
struct BrandRequest {
    brand: BrandChange,
}

/// One brand.
#[derive(Serialize, ToSchema)]
struct BrandAnswer {
    brand: BrandBody,
}

/// A page of brands.
#[derive(Serialize, ToSchema)]
struct BrandsPage {
    brands: Vec<BrandBody>,
    #[serde(flatten)]
    page: PageMembers,
}

/// Lists the brands, the default first; without those that were removed.
#[utoipa::path(get, path = "/api/v2/brands", operation_id = "list_brands", tag = "brands", params(PageParams),
    responses((status = 200, body = BrandsPage)))]
async fn list_brands(State(app): State<App>, _: Staff, query: Query) -> Result<Json<PageBody>, ApiError> {
    let (brands, desk) = app.db.read(|c| with_desk(c, store::list_brands)).await?;
    let page = Page::cut(brands, &query.paging()?);
    let shape = |brand| BrandBody::new(brand, &desk, query.origin());
    Ok(Json(render_page("brands", &page.map(shape), &query)?))
}

fn with_desk<T>(
    c: &mut Conn,
    read: impl FnOnce(&mut Conn) -> Result<T, DbError>,
) -> Result<(T, DeskSettings), DbError> {
    Ok((read(c)?, get_desk(c)?))
}

fn answer(brand: Brand, desk: &DeskSettings, query: &Query) -> Json<BrandAnswer> {
    Json(BrandAnswer { brand: BrandBody::new(brand, desk, query.origin()) })
}

/// Shows a brand, also one that was removed.
#[utoipa::path(get, path = "/api/v2/brands/{id}", operation_id = "show_brand", tag = "brands",
    params(("id" = i64, Path)), responses((status = 200, body = BrandAnswer)))]
async fn show_brand(
    State(app): State<App>,
    _: Staff,
    Path(id): Path<BrandId>,
    query: Query,
) -> Result<Json<BrandAnswer>, ApiError> {
    let (brand, desk) = app.db.read(move |c| with_desk(c, |c| store::find_brand(c, id))).await?;
    Ok(answer(brand.ok_or(ApiError::NotFound)?, &desk, &query))
}

/// Makes a brand.
#[utoipa::path(post, path = "/api/v2/brands", operation_id = "create_brand", tag = "brands",
    request_body = BrandRequest, responses((status = 201, body = BrandAnswer)))]
async fn create_brand(
    State(app): State<App>,
    Admin(actor): Admin,
    query: Query,
    Json(request): Json<BrandRequest>,
) -> Result<(StatusCode, Json<BrandAnswer>), ApiError> {
    let now = app.clock.now();
    let make = move |tx: &mut db::Tx| {
        let brand = edit::create_brand(tx, now, &actor, &request.brand)?;
        Ok::<_, PeopleError>((brand, get_desk(tx)?))
    };
    let (brand, desk) = app.db.write(make).await?;
    Ok((StatusCode::CREATED, answer(brand, &desk, &query)))
}

/// Changes a brand. What is absent stays.
#[utoipa::path(put, path = "/api/v2/brands/{id}", operation_id = "update_brand", tag = "brands",
    params(("id" = i64, Path)), request_body = BrandRequest, responses((status = 200, body = BrandAnswer)))]
async fn update_brand(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<BrandId>,
    query: Query,
    Json(request): Json<BrandRequest>,
) -> Result<Json<BrandAnswer>, ApiError> {
    let now = app.clock.now();
    let change = move |tx: &mut db::Tx| {
        let brand = edit::update_brand(tx, now, &actor, id, &request.brand)?;
        Ok::<_, PeopleError>((brand, get_desk(tx)?))
    };
    let (brand, desk) = app.db.write(change).await?;
    Ok(answer(brand, &desk, &query))
}

/// Removes a brand: its addresses and its tickets that are not closed go to the default one.
#[utoipa::path(delete, path = "/api/v2/brands/{id}", operation_id = "delete_brand", tag = "brands",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn delete_brand(
    State(app): State<App>,
    Admin(actor): Admin,
    Path(id): Path<BrandId>,
) -> Result<StatusCode, ApiError> {
    let now = app.clock.now();
    app.db.write(move |tx| edit::delete_brand(tx, now, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
