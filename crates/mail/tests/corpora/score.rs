//! Reading manifests, comparing as their README says, and counting what comes out right.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The cases of a manifest, or none, with one printed line, when the corpora are absent.
pub fn cases(folder: &str, manifest: &str) -> Vec<Value> {
    let path = root().join(folder).join(manifest);
    let Ok(lines) = std::fs::read_to_string(&path) else {
        println!("corpora not found, the cases of {folder} are skipped");
        return Vec::new();
    };
    lines.lines().map(|line| serde_json::from_str(line).expect("a manifest line is JSON")).collect()
}

/// The bytes of the file that a case names.
pub fn bytes(folder: &str, case: &Value) -> Vec<u8> {
    std::fs::read(root().join(folder).join(text(case, "file"))).expect("a manifest names files that exist")
}

/// A text field of a case; empty when absent.
pub fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or_default()
}

/// Text without any white space, by which two readings of one body are compared.
pub fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{a0}')).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora")
}

/// How many checks of each name were right, and which cases were wrong.
#[derive(Default)]
pub struct Score {
    right: BTreeMap<String, usize>,
    total: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

impl Score {
    /// Counts one check of one case.
    pub fn check(&mut self, case: &Value, name: &str, is_right: bool) {
        *self.total.entry(name.to_owned()).or_default() += 1;
        *self.right.entry(name.to_owned()).or_default() += usize::from(is_right);
        if !is_right {
            self.wrong.push(format!("{name}: {}", text(case, "id")));
        }
    }

    /// Prints the shares and asserts that the whole is at least `floor` percent.
    pub fn report(&self, title: &str, floor: f64) {
        let total: usize = self.total.values().sum();
        if total == 0 {
            return;
        }
        for (name, count) in &self.total {
            println!("{title:>30} {name:<22} {:>4} of {count}", self.right[name]);
        }
        let right: usize = self.right.values().sum();
        let share = 100.0 * right as f64 / total as f64;
        println!("{title:>30} {:<22} {right:>4} of {total} = {share:.1} %", "all");
        for wrong in &self.wrong {
            println!("    not as expected: {wrong}");
        }
        assert!(share >= floor, "{title}: {share:.1} % came out right, {floor} % did before");
    }
}
