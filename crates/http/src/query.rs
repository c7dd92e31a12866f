//! The query string, as the clients that exist really write it.

use axum::{
    extract::FromRequestParts,
    http::{Uri, header::HOST, request::Parts},
};
use db::{Cursor, Paging, Position};

use crate::{ApiError, App};

const DEFAULT_PAGE_SIZE: u32 = 100;
const LARGEST_PAGE: u32 = 100;
/// What clients send for "not set".
const ABSENT: [&str; 4] = ["", "None", "null", "undefined"];

/// A request's query and the URL it was sent to.
#[derive(Clone, Debug)]
pub struct Query {
    pairs: Vec<(String, String)>,
    /// Scheme, host and path as the client used them.
    url: String,
}

impl Query {
    /// The last value of a parameter, `None` when absent or one of the words clients send for that. For texts that may
    /// be such a word there is [`Self::text`].
    pub fn get(&self, name: &str) -> Option<&str> {
        self.text(name).filter(|value| !ABSENT.contains(value))
    }

    /// The last value of a parameter that holds what somebody wrote, such as words to search for; `None` when empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        let value = self.pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())?;
        (!value.is_empty()).then_some(value)
    }

    /// All values of a parameter that may be repeated, be written `name[]`, or hold commas.
    pub fn list(&self, name: &str) -> Vec<&str> {
        let is_it = |key: &str| key == name || key.strip_suffix("[]") == Some(name);
        let values = self.pairs.iter().filter(|(key, _)| is_it(key)).flat_map(|(_, value)| value.split(','));
        values.map(str::trim).filter(|value| !ABSENT.contains(value)).collect()
    }

    /// The ids of a parameter such as `ids=1,2`.
    ///
    /// # Errors
    /// 422 when one is not a number.
    pub fn ids(&self, name: &str) -> Result<Vec<i64>, ApiError> {
        let bad = |value| ApiError::unprocessable(format!("{name}: {value:?} is not an id"));
        self.list(name).into_iter().map(|value| value.parse().map_err(|_| bad(value))).collect()
    }

    /// A number.
    ///
    /// # Errors
    /// 422 when it is something else.
    pub fn number(&self, name: &str) -> Result<Option<i64>, ApiError> {
        let bad = |value| ApiError::unprocessable(format!("{name}: {value:?} is not a number"));
        self.get(name).map(|value| value.parse().map_err(|_| bad(value))).transpose()
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// 422 when it is something else.
    pub fn flag(&self, name: &str) -> Result<Option<bool>, ApiError> {
        let bad = |value| ApiError::unprocessable(format!("{name}: {value:?} is neither true nor false"));
        self.get(name).map(|value| value.parse().map_err(|_| bad(value))).transpose()
    }

    /// Whether `include` asks for this to be side-loaded, as `users,groups` or, in a search, `tickets(users,groups)`.
    pub fn includes(&self, name: &str) -> bool {
        let mut asked = self.list("include").into_iter();
        asked.any(|asked| asked.trim_start_matches("tickets(").trim_end_matches(')') == name)
    }

    /// Which page is wanted. By cursor when `page[size]` or a cursor is given, else by number.
    ///
    /// # Errors
    /// 422 when a cursor is not one of ours, or a page or size is no number from 1. Larger sizes than 100 mean 100.
    pub fn paging(&self) -> Result<Paging, ApiError> {
        let (after, before) = (self.get("page[after]"), self.get("page[before]"));
        let size = self.get("page[size]");
        if size.is_none() && after.is_none() && before.is_none() {
            let page = self.number_from_one("page")?.unwrap_or(1);
            return Ok(Paging::Offset { page, per_page: self.page_size("per_page")? });
        }
        let cursor = |text| Cursor::decode(text).ok_or_else(|| ApiError::from(db::DbError::Cursor));
        let position = match (after, before) {
            (Some(after), _) => Position::After(cursor(after)?),
            (None, Some(before)) => Position::Before(cursor(before)?),
            (None, None) => Position::Start,
        };
        Ok(Paging::Cursor { size: self.page_size("page[size]")?, position })
    }

    fn page_size(&self, name: &str) -> Result<u32, ApiError> {
        Ok(self.number_from_one(name)?.map_or(DEFAULT_PAGE_SIZE, |size| size.min(LARGEST_PAGE)))
    }

    fn number_from_one(&self, name: &str) -> Result<Option<u32>, ApiError> {
        let bad = || ApiError::unprocessable(format!("{name}: must be a whole number from 1"));
        let Some(text) = self.get(name) else { return Ok(None) };
        text.parse().ok().filter(|number| *number > 0).map(Some).ok_or_else(bad)
    }

    /// The sort key and whether it descends, from `sort=-key` or `sort_by=key&sort_order=desc`.
    pub fn sort(&self) -> Option<(&str, bool)> {
        if let Some(sort) = self.get("sort") {
            return Some(sort.strip_prefix('-').map_or((sort, false), |key| (key, true)));
        }
        let key = self.get("sort_by")?;
        Some((key, self.get("sort_order") == Some("desc")))
    }

    /// Scheme and host as the client used them, such as `https://desk.example.com`.
    pub fn origin(&self) -> &str {
        let path_start =
            self.url.find("://").and_then(|at| self.url[at + 3..].find('/').map(|slash| at + 3 + slash));
        path_start.map_or(&self.url, |at| &self.url[..at])
    }

    /// This request's URL with some parameters replaced; `None` removes one.
    pub fn url_with(&self, changes: &[(&str, Option<String>)]) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (key, value) in
            self.pairs.iter().filter(|(key, _)| changes.iter().all(|(changed, _)| changed != key))
        {
            query.append_pair(key, value);
        }
        for (key, value) in changes.iter().filter_map(|(key, value)| value.as_ref().map(|value| (key, value)))
        {
            query.append_pair(key, value);
        }
        let query = query.finish();
        if query.is_empty() { self.url.clone() } else { format!("{}?{query}", self.url) }
    }
}

impl FromRequestParts<App> for Query {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let original = parts.extensions.get::<axum::extract::OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
        let pairs = pairs(original.query().unwrap_or_default());
        Ok(Self { pairs, url: format!("{}{}", origin(parts, original, app), original.path()) })
    }
}

/// zenpy joins a second `?` where `&` belongs: what follows it is a parameter of its own.
fn pairs(query: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(query.replace('?', "&").as_bytes()).into_owned().collect()
}

fn origin(parts: &Parts, uri: &Uri, app: &App) -> String {
    if let Some(url) = &app.settings.public_url {
        return url.as_str().trim_end_matches('/').to_owned();
    }
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let forwarded = |name| if app.settings.behind_proxy { header(name) } else { None };
    let host = forwarded("x-forwarded-host")
        .or_else(|| header(HOST.as_str()))
        .or_else(|| uri.authority().map(|at| at.as_str()));
    format!("{}://{}", forwarded("x-forwarded-proto").unwrap_or("http"), host.unwrap_or("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query { pairs: pairs(text), url: "http://desk/api/v2/tickets".to_owned() }
    }

    #[test]
    fn words_for_not_set_count_as_absent() {
        for word in ["None", "null", "undefined", ""] {
            assert_eq!(query(&format!("include={word}")).get("include"), None);
        }
        assert_eq!(query("query=null").text("query"), Some("null"));
    }

    #[test]
    fn a_page_that_is_no_number_is_refused_and_one_too_large_is_not() {
        for text in ["page=abc", "page=-1", "page=0", "per_page=-1", "page[size]=x", "page[size]=0"] {
            assert!(query(text).paging().is_err(), "{text}");
        }
        assert_eq!(query("per_page=1000").paging().unwrap(), Paging::Offset { page: 1, per_page: 100 });
    }

    #[test]
    fn lists_come_repeated_bracketed_or_with_commas() {
        assert_eq!(query("role[]=agent&role[]=admin").list("role"), ["agent", "admin"]);
        assert_eq!(query("role%5B%5D=agent").list("role"), ["agent"]);
        assert_eq!(query("ids=1,2&ids=3").ids("ids").unwrap(), [1, 2, 3]);
        assert!(query("ids=1,x").ids("ids").is_err());
    }

    #[test]
    fn what_to_side_load_may_be_said_of_the_tickets_among_search_results() {
        for text in ["include=users,groups", "include=tickets(users,groups)"] {
            let query = query(text);
            assert!(query.includes("users") && query.includes("groups") && !query.includes("tickets"));
        }
    }

    #[test]
    fn a_second_question_mark_separates_parameters() {
        let query = query("external_id=E1?page[size]=100&include=None");
        assert_eq!(query.get("external_id"), Some("E1"));
        assert_eq!(query.paging().unwrap(), Paging::Cursor { size: 100, position: Position::Start });
    }

    #[test]
    fn pages_are_numbered_unless_a_size_or_cursor_is_given() {
        assert_eq!(
            query("page=2&per_page=2&per_page=50").paging().unwrap(),
            Paging::Offset { page: 2, per_page: 50 }
        );
        assert_eq!(query("").paging().unwrap(), Paging::Offset { page: 1, per_page: 100 });
        assert!(query("page[after]=nonsense!").paging().is_err());
    }

    #[test]
    fn links_keep_filters_and_replace_the_page() {
        let link = query("page=2&sort=-id").url_with(&[("page", Some("3".to_owned()))]);
        assert_eq!(link, "http://desk/api/v2/tickets?sort=-id&page=3");
        assert_eq!(query("").origin(), "http://desk");
    }
}
