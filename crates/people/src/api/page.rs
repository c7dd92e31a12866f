//! What all lists share, for the OpenAPI document; [`http::render_page`] writes it.

use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

/// What stands beside a list's rows: by number `next_page`, `previous_page` and `count`; by cursor `meta` and `links`.
#[derive(Serialize, ToSchema)]
pub struct PageMembers {
    /// Where the next numbered page is.
    pub next_page: Option<String>,
    /// Where the numbered page before is.
    pub previous_page: Option<String>,
    /// Rows on all numbered pages.
    pub count: Option<i64>,
    /// How to go on by cursor.
    pub meta: Option<PageMeta>,
    /// Where the pages beside this one are, by cursor.
    pub links: Option<PageNeighbours>,
}

/// How to go on by cursor.
#[derive(Serialize, ToSchema)]
pub struct PageMeta {
    /// Whether rows follow.
    pub has_more: bool,
    /// For `page[after]`.
    pub after_cursor: Option<String>,
    /// For `page[before]`.
    pub before_cursor: Option<String>,
}

/// Where the pages beside this one are.
#[derive(Serialize, ToSchema)]
pub struct PageNeighbours {
    /// The next one.
    pub next: Option<String>,
    /// The one before.
    pub prev: Option<String>,
}

/// Which page of a list is wanted: by `page` and `per_page`, or by `page[size]` and a cursor.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParams {
    /// Number of the page, from 1.
    pub page: Option<u32>,
    /// Rows on a numbered page, at most 100.
    pub per_page: Option<u32>,
    /// Rows on a page by cursor, at most 100.
    #[param(rename = "page[size]")]
    pub size: Option<u32>,
    /// Cursor: what follows it.
    #[param(rename = "page[after]")]
    pub after: Option<String>,
    /// Cursor: what comes before it.
    #[param(rename = "page[before]")]
    pub before: Option<String>,
}
