//! Builds the crate again when the web app was built again: its files have other names then.

use std::path::Path;

fn main() {
    let dist = "../../web/apps/workspace/dist";
    // Cargo takes a missing path for a changed one, always.
    let watched = if Path::new(dist).exists() { dist } else { "../../web/apps/workspace/package.json" };
    println!("cargo:rerun-if-changed={watched}");
}
