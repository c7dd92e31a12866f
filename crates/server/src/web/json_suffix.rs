//! `/api/v2/tickets.json` means `/api/v2/tickets`.

use axum::{
    extract::{OriginalUri, Request},
    http::{Uri, uri::PathAndQuery},
};

/// Takes `.json` off an API path before it is routed. Links in the answer keep the address as it was written.
pub fn strip(mut request: Request) -> Request {
    if let Some(stripped) = stripped(request.uri()) {
        let original = std::mem::replace(request.uri_mut(), stripped);
        request.extensions_mut().insert(OriginalUri(original));
    }
    request
}

fn stripped(uri: &Uri) -> Option<Uri> {
    let path = uri.path().strip_suffix(".json").filter(|path| path.starts_with("/api/"))?;
    let path_and_query = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path_and_query.parse::<PathAndQuery>().ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suffix_goes_and_the_query_stays_as_it_was_written() {
        let uri: Uri = "/api/v2/tickets.json?page[size]=2&role%5B%5D=agent".parse().unwrap();
        assert_eq!(stripped(&uri).unwrap(), "/api/v2/tickets?page[size]=2&role%5B%5D=agent");
    }

    #[test]
    fn other_paths_are_left_alone() {
        for path in ["/api/v2/tickets", "/assets/manifest.json", "/api/v2/search?query=a.json"] {
            assert_eq!(stripped(&path.parse().unwrap()), None, "{path}");
        }
    }
}
