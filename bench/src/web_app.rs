//! What a browser has to fetch before it shows the first page.

use crate::{
    Outcome,
    http_client::{Call, HttpClient},
};

/// Compressed bytes of the page and of the scripts and styles it names.
///
/// # Errors
/// When one of them is missing.
pub async fn first_load_bytes(client: &mut HttpClient) -> Outcome<usize> {
    let page = client.make(&Call::get("/")).await?;
    let mut bytes = client.make(&Call::get("/").gzipped()).await?.len();
    for path in assets(&String::from_utf8_lossy(&page)) {
        bytes += client.make(&Call::get(path).gzipped()).await?.len();
    }
    Ok(bytes)
}

fn assets(page: &str) -> Vec<&str> {
    let quoted = page.split('"').skip(1).step_by(2);
    quoted.filter(|path| path.starts_with('/') && (path.ends_with(".js") || path.ends_with(".css"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_of_a_page_are_found() {
        let page = r#"<link href="/favicon.svg"><script type="module" src="/assets/a.js"></script>
            <link rel="stylesheet" href="/assets/b.css">"#;
        assert_eq!(assets(page), ["/assets/a.js", "/assets/b.css"]);
    }
}
