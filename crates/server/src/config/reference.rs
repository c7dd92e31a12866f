//! The page `docs/settings.md`.

use super::{KEYS, Key};

const HEAD: &str = "# Settings

<!-- Written by `guichet settings-reference`; the source is crates/server/src/config/mod.rs. -->

Each setting can be given as a flag, as an environment variable, or as a line in a TOML file that `--config` or
`GUICHET_CONFIG` names. A flag wins over the environment, the environment over the file. Nothing has to be set.
A name that is not in this list, or a value that does not fit, is refused at start.
";

/// The reference of all settings, in Markdown.
pub fn reference() -> String {
    let entries: String = KEYS.iter().map(entry).collect();
    format!("{HEAD}{entries}")
}

fn entry(key: &Key) -> String {
    let documentation = key.documentation.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n");
    let default = if key.default.is_empty() { "none".to_owned() } else { format!("`{}`", key.default) };
    format!(
        "\n## {name}\n\n{documentation}\n\n- Flag `--{flag}`, variable `{variable}`\n- Value: {wanted}\n- Default: {default}\n",
        name = key.name,
        flag = key.flag(),
        variable = key.variable(),
        wanted = key.wanted,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_docs_is_up_to_date() {
        let page = include_str!("../../../../docs/settings.md");
        assert!(
            page == reference(),
            "docs/settings.md is stale: guichet settings-reference > docs/settings.md"
        );
    }
}
