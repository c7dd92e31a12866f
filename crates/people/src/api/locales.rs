//! The languages that Guichet speaks.

use base::{Locale, Timestamp};
use http::{Json, Query};
use serde::Serialize;
use utoipa::ToSchema;

/// A language.
#[derive(Serialize, ToSchema)]
pub(super) struct LocaleBody {
    id: i64,
    url: String,
    /// Its tag.
    locale: Locale,
    /// Its name in itself.
    name: &'static str,
    /// Whether it is the first one.
    default: bool,
    created_at: Timestamp,
    updated_at: Timestamp,
}

/// All languages.
#[derive(Serialize, ToSchema)]
pub(super) struct LocalesAnswer {
    locales: Vec<LocaleBody>,
}

/// When Guichet learnt them.
const SINCE: Timestamp = Timestamp::from_unix_seconds(1_767_225_600);

/// A language's id: Zendesk's for English and French.
pub(super) fn id(locale: Locale) -> i64 {
    match locale {
        Locale::En => 1,
        Locale::Fr => 16,
    }
}

/// Lists the languages.
#[utoipa::path(get, path = "/api/v2/locales", operation_id = "list_locales", tag = "account",
    responses((status = 200, body = LocalesAnswer)))]
pub(super) async fn list_locales(query: Query) -> Json<LocalesAnswer> {
    let locales = [(Locale::En, "English"), (Locale::Fr, "Français")].map(|(locale, name)| LocaleBody {
        id: id(locale),
        url: format!("{}/api/v2/locales/{}.json", query.origin(), locale.tag()),
        locale,
        name,
        default: locale == Locale::default(),
        created_at: SINCE,
        updated_at: SINCE,
    });
    Json(LocalesAnswer { locales: locales.into() })
}
