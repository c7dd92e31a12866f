//! Inline styles: what colours and measures text stays, what moves, covers or fetches goes.

/// The declarations of a `style` attribute that are safe, or none.
pub(super) fn filter(style: &str) -> Option<String> {
    let kept: Vec<String> = style.split(';').filter_map(declaration).collect();
    (!kept.is_empty()).then(|| kept.join(";"))
}

fn declaration(text: &str) -> Option<String> {
    let (property, value) = text.split_once(':')?;
    let name = property.trim().to_ascii_lowercase();
    let plain = value.trim();
    (is_allowed(&name) && is_safe_value(&name, plain)).then(|| format!("{name}:{plain}"))
}

fn is_allowed(property: &str) -> bool {
    let is_box = ["border", "padding", "margin"]
        .iter()
        .any(|name| property.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')));
    is_box && property != "border-image" && property != "border-image-source"
        || matches!(
            property,
            "color"
                | "background-color"
                | "background"
                | "font"
                | "font-family"
                | "font-size"
                | "font-style"
                | "font-variant"
                | "font-weight"
                | "text-align"
                | "text-decoration"
                | "text-indent"
                | "text-transform"
                | "letter-spacing"
                | "line-height"
                | "vertical-align"
                | "white-space"
                | "word-break"
                | "word-wrap"
                | "overflow-wrap"
                | "width"
                | "height"
                | "max-width"
                | "max-height"
                | "min-width"
                | "list-style-type"
                | "direction"
                | "display"
                | "table-layout"
        )
}

/// Values are words, numbers, colours and names of fonts: nothing that is fetched, computed or negative.
fn is_safe_value(property: &str, value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let has_strange_character = value
        .chars()
        .any(|c| !(c.is_alphanumeric() || c.is_ascii_whitespace() || "#%.,-!()'\"_+".contains(c)));
    let calls_only_colours = lower.match_indices('(').all(|(index, _)| {
        let before = lower.get(..index).unwrap_or_default();
        ["rgb", "rgba", "hsl", "hsla"].iter().any(|name| {
            before
                .strip_suffix(name)
                .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '-'))
        })
    });
    let is_negative = lower.starts_with('-') || lower.contains(" -");
    let leaves_flow = property == "display" && !matches!(lower.as_str(), d if is_flow(d));
    !value.is_empty()
        && value.len() <= LONGEST_VALUE
        && !has_strange_character
        && calls_only_colours
        && !is_negative
        && !leaves_flow
}

const LONGEST_VALUE: usize = 200;

fn is_flow(display: &str) -> bool {
    matches!(
        display,
        "block" | "inline" | "inline-block" | "none" | "table" | "table-row" | "table-cell" | "list-item"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_weights_and_measures_stay() {
        assert_eq!(
            filter("COLOR: rgb(1, 2,3); font-weight:bold;width:50%").as_deref(),
            Some("color:rgb(1, 2,3);font-weight:bold;width:50%")
        );
        assert_eq!(filter("font-family:'Segoe UI', Arial").as_deref(), Some("font-family:'Segoe UI', Arial"));
    }

    #[test]
    fn what_moves_covers_or_fetches_goes() {
        for style in [
            "position:fixed",
            "background:url(https://x.org)",
            "width:expression(alert(1))",
            "color:r\\65 d",
            "margin-left:-999px",
            "display:fixed",
            "border-image:url(x)",
            "z-index:9",
            "color:red/**/",
        ] {
            assert_eq!(filter(style), None, "{style}");
        }
    }
}
