//! Where Debian's packages put the servers' programs.

use std::path::{Path, PathBuf};

/// The folder of the newest PostgreSQL's programs (`initdb`, `postgres`, `psql`).
pub(crate) fn postgres_programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest =
        versions.map(|version| version.path().join("bin")).filter(|bin| bin.join("postgres").exists());
    newest.max_by_key(|bin| version_of(bin)).expect("PostgreSQL is missing: apt-get install postgresql")
}

fn version_of(bin: &Path) -> Option<u32> {
    bin.parent()?.file_name()?.to_str()?.parse().ok()
}

/// The path of a program outside `PATH` for ordinary users; panics with the package to install.
pub(crate) fn program(path: &'static str, package: &str) -> &'static str {
    assert!(Path::new(path).exists(), "{path} is missing: apt-get install {package}");
    path
}
