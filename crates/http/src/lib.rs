//! What every route shares: the application's state, who asks, errors, paging and side-loading.
//!
//! A handler takes [`App`], one of [`Visitor`], [`Signed`], [`Staff`] or [`Admin`] (which refuse
//! everyone who may not), the query as [`Query`] and a body as [`Json`], calls the domain, and
//! returns JSON or an [`ApiError`] in Zendesk's shape.

mod app;
mod auth;
mod body;
mod error;
mod export;
mod page;
mod path;
mod query;

pub use self::{
    app::{App, AppParts, Settings},
    auth::{Admin, Authenticate, Identity, Session, Signed, Staff, Visitor},
    body::{Json, Raw, fit},
    error::{ApiError, FieldError, Invalid},
    export::{page_of_whole_seconds, render_cursor_export, render_export},
    page::{PageBody, render_page},
    path::Path,
    query::Query,
};

/// The routes of a crate, with their OpenAPI description.
pub type Routes = utoipa_axum::router::OpenApiRouter<App>;
