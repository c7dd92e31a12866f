//! Which crate may know which.

use std::process::Command;

use serde_json::Value;

/// Each knows those before it, and those in [`APART`].
const ROAD: [&str; 8] = ["base", "db", "jobs", "http", "people", "tickets", "channels", "server"];
/// They know no desk: `base` at most.
const APART: [&str; 4] = ["mail", "mail-transport", "search", "demo"];
const FOR_TESTS: &str = "testing";
/// Measures the whole from outside: it may know all, and nobody knows it.
const BENCH: &str = "bench";

struct Dependency {
    from: String,
    to: String,
    is_for_tests: bool,
}

#[test]
fn crates_depend_in_one_direction_only() {
    let dependencies = our_dependencies();
    assert!(dependencies.len() > 20, "cargo metadata tells of only {} dependencies", dependencies.len());
    for Dependency { from, to, is_for_tests } in dependencies {
        let is_allowed = match (from.as_str(), to.as_str()) {
            (_, BENCH) => false,
            (BENCH, _) => true,
            (_, FOR_TESTS) => is_for_tests,
            (from, to) => may_know(from, to),
        };
        assert!(is_allowed, "{from} must not depend on {to}");
    }
}

fn may_know(from: &str, to: &str) -> bool {
    let place = |name| ROAD.iter().position(|crate_name| *crate_name == name);
    match (place(from), place(to)) {
        (Some(from), Some(to)) => to < from,
        (Some(_), None) => APART.contains(&to),
        (None, Some(_)) => APART.contains(&from) && to == "base",
        (None, None) => false,
    }
}

fn our_dependencies() -> Vec<Dependency> {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .output();
    let metadata: Value = serde_json::from_slice(&cargo.unwrap().stdout).unwrap();
    let ours = |name: &Value| name.as_str()?.strip_prefix("guichet-").map(str::to_owned);
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().unwrap() {
        let from = ours(&package["name"]).expect("every crate's package is called guichet-…");
        for dependency in package["dependencies"].as_array().unwrap() {
            if let Some(to) = ours(&dependency["name"]) {
                found.push(Dependency { from: from.clone(), to, is_for_tests: dependency["kind"] == "dev" });
            }
        }
    }
    found
}
